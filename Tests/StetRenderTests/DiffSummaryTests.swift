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

    @Test("What moved, was split or merged, and has other words, is told as edited too")
    func alsoEdited() {
        func article(_ paragraphs: [String]...) -> Article {
            Article(blocks: paragraphs.map { .paragraph($0.map { Sentence($0) }) })
        }
        func text(_ before: Article, _ after: Article) -> String {
            DiffSummary(ArticleDiff(from: before, to: after)).text
        }
        let (lead, liable) = (
            "The hall opens on Monday at nine.", "The owner of the hall is liable for any loss of property."
        )
        let end = "Dogs stay outside of the hall."
        let notLiable = "The owner of the hall is not liable for any loss of property."
        #expect(text(article([lead, liable, end]), article([liable, lead, end])) == "1 sentence moved")
        #expect(text(article([liable, lead, end]), article([lead, end, notLiable])) == "1 sentence moved and edited")
        let whole = "The tenant pays the rent in May and the landlord pays for all repairs."
        #expect(
            text(
                article([whole]),
                article(["The tenant pays the rent in May.", "The landlord never pays for all repairs."]))
                == "1 sentence split and edited")
    }

    @Test("Sentences that moved into a paragraph of their own are no new words")
    func movedIntoParagraph() {
        let (one, two) = ("Two people were treated for smoke.", "Police asked witnesses to come forward.")
        let before = Article(blocks: [
            .paragraph([Sentence(one), Sentence(two)]), .paragraph([Sentence("The mill was old.")]),
        ])
        let after = Article(blocks: [
            .paragraph([Sentence(two)]), .paragraph([Sentence("The mill was old.")]), .paragraph([Sentence(one)]),
        ])
        let summary = DiffSummary(ArticleDiff(from: before, to: after))
        #expect(summary.text == "1 sentence moved")
        #expect((summary.removedWordCount, summary.addedWordCount) == (0, 0))
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
