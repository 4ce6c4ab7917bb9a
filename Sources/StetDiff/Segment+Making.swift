extension ArticleDiff.Segment {
    /// The words that changed between two short texts, such as two headlines.
    static func segments(from before: String, to after: String) -> [ArticleDiff.Segment] {
        let diff = TextDiff(from: DiffText(line: before), to: DiffText(line: after))
        guard !diff.before.sentences.isEmpty, !diff.after.sentences.isEmpty else {
            return [.init(kind: .removed, text: before), .init(kind: .added, text: after)].filter { !$0.text.isEmpty }
        }
        let link = TextDiff.Link(kind: .edited, before: [0], after: [0], isEdited: true)
        return SegmentWriter(diff).segments(link).withFoldings()
    }
}

extension DiffText {
    /// One line of text as one sentence in one block: a heading, which is linked with its like whatever its words.
    fileprivate init(line: String) {
        let bytes = Array(line.utf8)
        let visible = bytes.indices.filter { !Byte.isBlank(bytes[$0]) }
        guard let first = visible.first, let last = visible.last else {
            self.init(bytes: bytes, blocks: [], sentences: [])
            return
        }
        let range = first..<last + 1
        self.init(
            bytes: bytes, blocks: [.init(kind: .heading(level: 1), range: range, sentences: 0..<1)], sentences: [range])
    }
}
