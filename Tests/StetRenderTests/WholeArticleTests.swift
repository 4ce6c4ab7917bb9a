import Foundation
import StetDiff
import StetModel
import StetRender
import Testing

@Suite("A diff of two articles")
struct WholeArticleTests {
    private static func article(_ blocks: [Block], title: String = "A report", updated: String? = nil) -> Article {
        Article(metadata: Metadata(title: title, updated: updated.flatMap { StatedTime($0) }), blocks: blocks)
    }

    private static func paragraph(_ sentences: String...) -> Block { .paragraph(sentences.map { Sentence($0) }) }

    private static let before = article(
        [
            .heading(level: 2, content: Sentence("Background")),
            paragraph("The committee met on Tuesday in the old town hall.", "Twelve of its members came."),
            paragraph("The budget for road works was approved with a wide majority."),
            .list(
                List(
                    start: 1,
                    items: [
                        [paragraph("Repair the northern bridge")], [paragraph("Plant forty trees along the river")],
                    ])),
            paragraph("A second reading follows in autumn, the chair said.", "Nobody asked for the floor."),
            .table(
                Table(
                    header: [Sentence("Year"), Sentence("Cost")],
                    rows: [[Sentence("2023"), Sentence("14 million")], [Sentence("2024"), Sentence("15 million")]])),
            .code(language: nil, text: "let total = 12\n    print(total)\nreturn"),
            .paragraph([
                Sentence([
                    .text("Read "), .link(target: "https://a.example/", content: [.text("the minutes")]), .text("."),
                ])
            ]),
        ], updated: "2024-06-01T10:43")

    private static let after = article(
        [
            .heading(level: 2, content: Sentence("Background")),
            paragraph("The committee met on Tuesday in the old town hall.", "Eleven of its members came."),
            paragraph("A second reading follows in autumn, the chair said.", "Nobody asked for the floor."),
            paragraph("The budget for road works was approved with a wide majority."),
            .list(
                List(
                    start: 1,
                    items: [
                        [paragraph("Repair the northern bridge")], [paragraph("Plant sixty trees along the river")],
                        [paragraph("Paint the school")],
                    ])),
            .table(
                Table(
                    header: [Sentence("Year"), Sentence("Cost")],
                    rows: [[Sentence("2023"), Sentence("14 million")], [Sentence("2024"), Sentence("16 million")]])),
            .code(language: nil, text: "let total = 11\n    print(total)\nreturn"),
            .paragraph([
                Sentence([
                    .text("Read "), .link(target: "https://b.example/", content: [.text("the minutes")]), .text("."),
                ])
            ]),
        ], updated: "2024-06-01T13:05")

    private static let diff = ArticleDiff(from: before, to: after)

    @Test("The terminal tells every change at its place")
    func inline() {
        #expect(
            TerminalRenderer(context: 0).inlineDiff(Self.diff) == """
                3 sentences edited, 1 list item added, 1 paragraph moved, 1 table row edited, 1
                link changed; update time changed.

                  Updated  10:43, 1 Jun 2024 → 13:05

                  … 2 unchanged sentences …
                ~ [-Twelve-]{+Eleven+} of its members came.

                ↑ moved up from after “Plant forty trees along the river”
                ↑ A second reading follows in autumn, the chair said. Nobody asked for the
                ↑ floor.

                  … 2 unchanged sentences …

                ~ 2. Plant [-forty-]{+sixty+} trees along the river

                ↑ moved up: “A second reading follows in autumn, the…”

                + 3. {+Paint the school+}

                · table: 1 row edited
                  Year │ Cost
                  ─────┼─────────────────────
                  2023 │ 14 million
                ~ 2024 │ [-15-]{+16+} million

                ~     let total = [-12-]{+11+}
                  … 2 unchanged sentences …

                ~ Read {~the minutes~}. [link https://a.example/ → https://b.example/]

                """)
    }

    @Test("Markdown tells them too")
    func markdown() {
        #expect(
            MarkdownRenderer(context: 0).diff(Self.diff) == #"""
                3 sentences edited, 1 list item added, 1 paragraph moved, 1 table row edited, 1 link changed; update time changed.

                - Updated: ~~10:43, 1 Jun 2024~~ → **13:05**

                ---

                *… 2 unchanged sentences …*

                ~~Twelve~~**Eleven** of its members came.

                *↑ moved up from after “Plant forty trees along the river”*

                A second reading follows in autumn, the chair said. Nobody asked for the floor.

                *… 2 unchanged sentences …*

                2. Plant ~~forty~~**sixty** trees along the river

                *↑ moved up: “A second reading follows in autumn, the…”*

                3. **Paint the school**

                *table: 1 row edited*

                | Year | Cost |
                | --- | --- |
                | 2023 | 14 million |
                | 2024 | ~~15~~**16** million |

                ```diff
                -let total = 12
                +let total = 11
                ```

                *… 2 unchanged sentences …*

                Read *the minutes*. *[link https://a.example/ → https://b.example/]*

                """#)
    }

    @Test("A page has the table's cells and the code's lines")
    func html() {
        let page = HTMLRenderer(context: nil).diff(Self.diff)
        #expect(
            page.contains(
                "<td dir=\"auto\">2024</td><td dir=\"auto\"><del>15</del><ins>16</ins> million</td></tr>"))
        #expect(
            page.contains(
                "<pre class=\"block edited\" dir=\"auto\">let total = <del>12</del><ins>11</ins>\n    print(total)\nreturn</pre>"
            ))
        #expect(page.contains("link https://a.example/ → https://b.example/"))
    }

    @Test("JSON tells the marks that changed")
    func json() {
        let json = JSONRenderer(isCompact: true, includesUnchanged: false).diff(Self.diff)
        #expect(
            json.contains(
                #""marks":{"removed":[{"type":"link","target":"https://a.example/","text":"the minutes"}],"#
                    + #""added":[{"type":"link","target":"https://b.example/","text":"the minutes"}]}"#))
    }

    @Test("A patch of the canonical bytes leads from one to the other side's sentences")
    func patch() {
        let patch = UnifiedDiff(
            before: CanonicalForm.bytes(of: Self.before), after: CanonicalForm.bytes(of: Self.after), path: "a.md")
        let text = String(decoding: patch.bytes, as: UTF8.self)
        #expect(text.contains("\n-Twelve of its members came.\n+Eleven of its members came.\n"))
    }

    @Test("Equal articles show no change in any view")
    func equal() {
        let diff = ArticleDiff(from: Self.after, to: Self.after)
        #expect(TerminalRenderer().inlineDiff(diff) == "No changes.\n")
        #expect(MarkdownRenderer().diff(diff) == "No changes.\n")
        #expect(PorcelainRenderer().diff(diff, path: "a.md").isEmpty)
        #expect(!HTMLRenderer().diff(diff).contains("class=\"block"))
        #expect(JSONRenderer(isCompact: true).diff(diff).contains("\"changed\":false"))
    }
}
