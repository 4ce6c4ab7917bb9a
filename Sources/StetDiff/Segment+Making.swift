internal import SequenceDiff

extension ArticleDiff.Segment {
    /// The names that changed in a list that is written with `separator` between them; each is told whole.
    static func segments(from before: [String], to after: [String], separator: String) -> [ArticleDiff.Segment] {
        var numbers: [String: UInt32] = [:]
        func number(_ name: String) -> UInt32 {
            if let number = numbers[name] { return number }
            let number = UInt32(numbers.count)
            numbers[name] = number
            return number
        }
        var segments: [ArticleDiff.Segment] = []
        func put(_ kind: Kind, _ text: String) {
            if text.isEmpty { return }
            if segments.last?.kind == kind {
                segments[segments.count - 1].text += text
            } else {
                segments.append(.init(kind: kind, text: text))
            }
        }
        func end(_ index: Int, of names: [String]) -> String { index < names.count - 1 ? separator : "" }
        var (x, y) = (0, 0)
        func putGap(_ xEnd: Int, _ yEnd: Int) {
            while x < xEnd {
                put(.removed, before[x] + end(x, of: before))
                x += 1
            }
            while y < yEnd {
                put(.added, after[y] + end(y, of: after))
                y += 1
            }
        }
        for match in EditScript(from: before.map(number), to: after.map(number)).matches {
            for (i, j) in zip(match.before, match.after) {
                putGap(i, j)
                put(.equal, before[i])
                let (one, two) = (end(i, of: before), end(j, of: after))
                if one == two {
                    put(.equal, one)
                } else {
                    put(.removed, one)
                    put(.added, two)
                }
                (x, y) = (i + 1, j + 1)
            }
        }
        putGap(before.count, after.count)
        return segments.withFoldings()
    }

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
