import StetDiff
import StetModel
import StetRender
import Testing

@Suite("The summary of a diff")
struct DiffSummaryTests {
    @Test("Each change is counted once, at the largest unit it is")
    func counts() {
        let summary = DiffSummary(announcedUpdate)
        #expect(
            summary.text
                == "2 sentences edited, 1 sentence removed, 1 paragraph moved; headline and update time changed")
        #expect(summary.fields == ["title", "updated"])
        #expect(summary.sentences.edited == 2)
        #expect(summary.blocks.moved == 1)
        #expect((summary.removedWordCount, summary.addedWordCount) == (1 + 1 + 1 + 8, 1 + 1 + 3))
    }

    @Test("The sentences of an added paragraph are not counted again, its words are")
    func addedParagraph() {
        let summary = DiffSummary(WrittenDiff().block(.added, "{+One two.+}", "{+Three.+}").diff)
        #expect(summary.text == "1 paragraph added")
        #expect(summary.sentences.added == 0)
        #expect(summary.addedWordCount == 3)
    }

    @Test("Blocks of several kinds are told as blocks")
    func mixedBlocks() {
        let diff = WrittenDiff().block(.added, "{+One.+}").block(
            .added, "{+Two+}", as: .listItem(depth: 0, number: nil)
        ).diff
        #expect(DiffSummary(diff).text == "2 blocks added")
    }

    @Test("Each Chinese character counts as a word, as Chinese has no spaces to count by")
    func chineseWords() {
        let summary = DiffSummary(WrittenDiff().block(.edited, "马朝旭[-说，-]{+ 表示 2024 年，+}").diff)
        #expect((summary.removedWordCount, summary.addedWordCount) == (1, 4))
    }

    @Test("A correction note that appears is told in words, as is a licence or a paywall")
    func correctionNote() {
        let before = Article(metadata: Metadata(title: "Pier"))
        let after = Article(
            metadata: Metadata(
                title: "Pier", license: "CC BY 4.0", access: .restricted, corrections: ["Correction: It was 1931."]))
        let diff = ArticleDiff(from: before, to: after)
        #expect(DiffSummary(diff).text == "licence, access and correction note changed")
        let page = HTMLRenderer().diff(diff)
        #expect(page.contains("Correction: It was 1931."))
        #expect(TerminalRenderer(width: 80).inlineDiff(diff).contains("Correction: It was 1931."))
        #expect(TerminalRenderer(width: 80).article(after).contains("Correction note: Correction: It was 1931."))
        #expect(HTMLRenderer().article(after).contains("Licence: CC BY 4.0"))
    }

    @Test("No changes are said to be none")
    func none() {
        #expect(DiffSummary(WrittenDiff().block(.equal, "One.").diff).text == "no changes")
    }
}
