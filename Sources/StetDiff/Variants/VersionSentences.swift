/// The sentences of each version, and the links between them.
///
/// A diff may cut a sentence where one of the other side ends, so that the two diffs a version takes part in may know
/// other sentences of it. Here each version is cut wherever one of them does, and links lead to the pieces.
struct VersionSentences {
    private(set) var texts: [DiffText]
    /// For each pair of successive versions.
    private(set) var links: [[TextDiff.Link]] = []

    /// - Parameter first: the oldest version, which is all there is where there are no diffs.
    /// - Complexity: O(sentences + links).
    init(first: DiffText, _ diffs: [TextDiff]) {
        texts = [diffs.first?.before ?? first]
        for (index, diff) in diffs.enumerated() {
            let isLast = index + 1 == diffs.count
            texts.append(isLast ? diff.after : diff.after.cut(at: Self.borders(of: diffs[index + 1].before)).text)
        }
        for (version, diff) in diffs.enumerated() {
            let before = Self.pieces(of: diff.before, in: texts[version])
            let after = Self.pieces(of: diff.after, in: texts[version + 1])
            links.append(
                diff.sentenceLinks.map { link in
                    var link = link
                    link.before = IndexList(link.before.flatMap { Array(before[$0]) })
                    link.after = IndexList(link.after.flatMap { Array(after[$0]) })
                    return link
                })
        }
    }

    /// Where sentences end, all but the last of a block.
    private static func borders(of text: DiffText) -> [Int] {
        text.blocks.flatMap { block in block.sentences.dropLast().map { text.sentences[$0].upperBound } }
    }

    /// For each sentence of a text those of the same text, cut finer, that make it up.
    private static func pieces(of text: DiffText, in finer: DiffText) -> [Range<Int>] {
        var start = 0
        return text.sentences.map { sentence in
            while start < finer.sentences.count, finer.sentences[start].lowerBound < sentence.lowerBound { start += 1 }
            var end = start
            while end < finer.sentences.count, finer.sentences[end].lowerBound < sentence.upperBound { end += 1 }
            defer { start = end }
            return start..<end
        }
    }
}
