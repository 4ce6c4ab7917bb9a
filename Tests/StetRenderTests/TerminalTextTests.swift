import StetDiff
import StetModel
import StetRender
import Testing

@Suite("Text in the terminal")
struct TerminalTextTests {
    @Test("An amount in a cell of a table is one change, as it is in a sentence")
    func amountInTable() {
        func article(_ fine: String) -> Article {
            Article(blocks: [
                .table(
                    Table(
                        header: [Sentence("Town"), Sentence("Fine")],
                        rows: [[Sentence("York"), Sentence(fine)], [Sentence("Leeds"), Sentence("£200")]]))
            ])
        }
        let diff = ArticleDiff(from: article("£1,000"), to: article("£1,200"))
        #expect(TerminalRenderer().inlineDiff(diff).contains("[-£1,000-]{+£1,200+}"))
        #expect(TerminalRenderer(width: 12).inlineDiff(diff).replacing("\n", with: "").contains("-£1,000-"))
    }

    @Test("Wide characters take two columns, and Chinese breaks between characters but not before a comma")
    func chinese() {
        let diff = WrittenDiff().block(.edited, "外交部副部长[-说-]{+表示+}，中美关系正处于关键阶段，双方应相向而行。").diff
        #expect(
            TerminalRenderer(width: 30).inlineDiff(diff) == """
                1 sentence edited.

                ~ 外交部副部长[-说-]{+表示+}，
                  中美关系正处于关键阶段，双方
                  应相向而行。

                """)
        #expect(
            TerminalRenderer(width: 43).sideBySideDiff(diff) == """
                1 sentence edited.

                before               │ after
                                     │
                外交部副部长[-说-]， ~ 外交部副部长{+表
                中美关系正处于关键阶 + 示+}，中美关系正处于
                段，双方应相向而行。 │ 关键阶段，双方应相向
                                     │ 而行。

                """)
    }

    @Test("A line with right-to-left text is isolated where the output is a terminal")
    func rightToLeft() {
        let diff = WrittenDiff().block(.edited, "قال [-نعم-]{+لا+}").diff
        #expect(
            TerminalRenderer(isolatesRightToLeft: true).inlineDiff(diff).hasSuffix(
                "~ \u{2068}قال [-نعم-]{+لا+}\u{2069}\n"))
        #expect(!TerminalRenderer().inlineDiff(diff).contains("\u{2068}"))
    }

    @Test("In colour, removed is red and struck through, added green and bold, without marks")
    func color() {
        let diff = WrittenDiff().block(.edited, "On June [-2-]{+3+}.").diff
        #expect(
            TerminalRenderer(isColored: true).inlineDiff(diff).hasSuffix(
                "On June \u{1B}[9;31m2\u{1B}[0m\u{1B}[1;32m3\u{1B}[0m.\n"))
    }

    @Test("Equal articles have no changes to show")
    func equal() {
        let diff = WrittenDiff().block(.equal, "Same.").diff
        #expect(TerminalRenderer().inlineDiff(diff) == "No changes.\n")
        #expect(TerminalRenderer().sideBySideDiff(diff) == "No changes.\n")
    }

    @Test("More context, or all of it, can be asked for")
    func context() {
        let diff = WrittenDiff().block(
            .edited, "One.", "Two.", "Three.", "[-Four-]{+4+}.", "Five.", "Six.", "Seven.", "Eight."
        ).diff
        #expect(
            TerminalRenderer(context: 0).inlineDiff(diff).contains("  … 3 unchanged sentences …\n~ [-Four-]{+4+}.\n"))
        #expect(
            TerminalRenderer(context: 1).inlineDiff(diff).contains(
                "  … 2 unchanged sentences …\n~ Three. [-Four-]{+4+}. Five.\n  … 3 unchanged sentences …\n"))
        // A fold of one sentence would save nothing.
        #expect(
            TerminalRenderer(context: 2).inlineDiff(diff).contains("~ One. Two. Three. [-Four-]{+4+}. Five. Six.\n"))
        #expect(!TerminalRenderer(context: nil).inlineDiff(diff).contains("unchanged"))
    }

    @Test("A changed kind of block is told apart from changed words")
    func reformatted() {
        var diff = WrittenDiff().block(.reformatted, "Background", as: .heading(level: 2)).diff
        diff.text.before.blocks[0].kind = .paragraph
        #expect(
            TerminalRenderer().inlineDiff(diff) == """
                1 heading with formatting changes only.

                · formatting only: was a paragraph
                  ## Background

                """)
    }

    @Test("An article is laid out for reading")
    func article() {
        let article = Article(
            metadata: Metadata(
                url: "https://example.com/a", title: "A headline", authors: ["Ann", "Bo"],
                published: StatedTime("2024-06-01T10:43+08:00")),
            blocks: [
                .paragraph([
                    Sentence("The first sentence of this article is long enough for two lines."), Sentence("Short."),
                ]),
                .list(
                    List(
                        start: 9,
                        items: [
                            [.paragraph([Sentence("Nine.")])],
                            [
                                .paragraph([Sentence("Ten.")]),
                                .list(List(items: [[.paragraph([Sentence("Nested item.")])]])),
                            ],
                        ])),
                .quotation([.paragraph([Sentence("Said.")]), .paragraph([Sentence("Said again.")])]),
                .table(
                    Table(header: [Sentence("Year"), Sentence("Count")], rows: [[Sentence("2024"), Sentence("7")]])),
                .code(language: nil, text: "let x = 1\n  indented"),
                .paragraph([Sentence("第一句。"), Sentence("第二句。")]),
            ])
        #expect(
            TerminalRenderer(width: 60).article(article) == """
                A headline
                By Ann, Bo · published 10:43 UTC+08:00, 1 Jun 2024
                https://example.com/a

                The first sentence of this article is long enough for two
                lines. Short.

                9. Nine.
                10. Ten.

                    • Nested item.

                > Said.
                >
                > Said again.

                Year | Count
                2024 | 7

                    let x = 1
                      indented

                第一句。第二句。

                """)
    }

    @Test("Revisions and articles are listed with their times and what changed")
    func listings() {
        let renderer = TerminalRenderer()
        #expect(
            renderer.revisions([
                RevisionRow(
                    number: 2, commit: "0123456789abcdef", observed: "2024-06-01T13:10:05Z",
                    previouslySeen: "2024-06-01T10:50:00Z", kind: "change", summary: "1 sentence edited"),
                RevisionRow(number: 1, commit: "fedcba9876543210", observed: "2024-06-01T10:50:00Z", kind: "new"),
            ]) == """
                @2  2024-06-01 13:10 UTC  change  0123456789  after 2024-06-01 10:50 UTC
                    1 sentence edited
                @1  2024-06-01 10:50 UTC  new     fedcba9876

                """)
        #expect(
            renderer.articles([
                ArticleRow(
                    url: "https://example.com/a", title: "A headline", path: "e/a.md", revisionCount: 2,
                    lastObserved: "2024-06-02T08:00:00Z", lastChanged: "2024-06-01T13:10:05Z"),
                ArticleRow(url: "https://example.com/b", path: "e/b.md", revisionCount: 1),
            ]) == """
                A headline
                https://example.com/a
                2 revisions, changed 2024-06-01 13:10 UTC, checked 2024-06-02 08:00 UTC

                https://example.com/b
                1 revision

                """)
    }
}
