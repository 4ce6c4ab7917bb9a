import StetDiff
import StetRender
import Testing

@Suite("Split and merged paragraphs")
struct SplitAndMergeTests {
    private static func side(_ blocks: [[String]]) -> DiffText {
        var text = DiffText(bytes: [], blocks: [], sentences: [])
        for block in blocks {
            if !text.bytes.isEmpty { text.bytes += Array("\n\n".utf8) }
            let start = text.bytes.count
            let first = text.sentences.count
            for sentence in block {
                if text.bytes.count > start { text.bytes.append(0x20) }
                text.sentences.append(text.bytes.count..<text.bytes.count + sentence.utf8.count)
                text.bytes += Array(sentence.utf8)
            }
            text.blocks.append(
                .init(kind: .paragraph, range: start..<text.bytes.count, sentences: first..<text.sentences.count))
        }
        return text
    }

    private static let together = side([["First one.", "Second one.", "Third one."]])
    private static let apart = side([["First one.", "Second one."], ["Third one."]])

    private static func diff(_ before: DiffText, _ after: DiffText, _ kind: ArticleDiff.BlockChange.Kind) -> ArticleDiff
    {
        ArticleDiff(
            metadata: [],
            text: TextDiff(before: before, after: after, matches: [], sentenceLinks: [], blockLinks: []),
            blocks: [
                .init(
                    kind: kind, before: Array(before.blocks.indices), after: Array(after.blocks.indices),
                    sentences: (0..<3).map { .init(kind: .equal, before: [$0], after: [$0], segments: []) })
            ])
    }

    @Test("A split is shown as the paragraphs it became, with its sentences' text taken from the diff's own bytes")
    func split() {
        #expect(
            TerminalRenderer().inlineDiff(Self.diff(Self.together, Self.apart, .split)) == """
                1 paragraph split.

                · split in 2
                  First one. Second one.

                  Third one.

                """)
    }

    @Test("A merged paragraph is shown as one")
    func merged() {
        #expect(
            TerminalRenderer().inlineDiff(Self.diff(Self.apart, Self.together, .merged)) == """
                1 paragraph merged.

                · merged from 2
                  First one. Second one. Third one.

                """)
        #expect(HTMLRenderer().diff(Self.diff(Self.apart, Self.together, .merged)).contains("merged from 2"))
    }

    @Test("A sentence moved out of a paragraph leaves a pointer")
    func movedSentence() {
        let text = TextDiff(
            before: Self.apart, after: Self.side([["First one."], ["Third one.", "Second one."]]), matches: [],
            sentenceLinks: [], blockLinks: [])
        let diff = ArticleDiff(
            metadata: [], text: text,
            blocks: [
                .init(
                    kind: .edited, before: [0], after: [0],
                    sentences: [
                        .init(kind: .equal, before: [0], after: [0], segments: []),
                        .init(kind: .movedAway, before: [1], after: [], segments: []),
                    ]),
                .init(
                    kind: .edited, before: [1], after: [1],
                    sentences: [
                        .init(kind: .equal, before: [2], after: [1], segments: []),
                        .init(kind: .moved, before: [1], after: [2], segments: []),
                    ]),
            ])
        #expect(
            TerminalRenderer().inlineDiff(diff) == """
                1 sentence moved.

                  First one. [moved down: “Second one.”]

                  Third one. [moved down] Second one.

                """)
    }
}
