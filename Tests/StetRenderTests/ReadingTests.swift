import StetDiff
import StetModel
import StetRender
import Testing

@Suite("What reads well in a diff") struct ReadingTests {
    private static func article(_ paragraphs: [String], heading: Int? = nil) -> Article {
        Article(
            blocks: paragraphs.enumerated().map { index, text in
                index == heading ? .heading(level: 2, content: Sentence(text)) : .paragraph([Sentence(text)])
            })
    }

    private static let hills = [
        "The hills above the town are closed to cars.", "Two buses a day go up to the old quarry.",
        "Dogs have to be kept on a lead there.",
    ]
    private static let harbour = [
        "The harbour is open from six in the morning.", "Ferries leave for the islands every hour.",
        "Tickets are sold at the gate and on board.", "Bicycles travel for free in the winter months.",
        "The last boat comes back shortly before midnight.",
    ]

    @Test("Blocks that moved together are one move, told once at each place")
    func movedTogether() {
        let diff = ArticleDiff(
            from: Self.article(Self.hills + Self.harbour), to: Self.article(Self.harbour + Self.hills))
        let text = TerminalRenderer(width: 100, context: 0).inlineDiff(diff)
        #expect(
            text == """
                3 paragraphs moved.

                ↓ 3 blocks moved down: “The hills above the town are closed to…” to “Dogs have to be kept on a lead
                  there.”

                  … 5 unchanged sentences …

                ↓ 3 blocks moved down from the top
                ↓ The hills above the town are closed to cars.

                ↓ Two buses a day go up to the old quarry.

                ↓ Dogs have to be kept on a lead there.

                """)
        // Formats for tools still tell every block.
        let porcelain = PorcelainRenderer(context: nil).diff(diff, path: "story.md")
        #expect(Self.hills.allSatisfy { porcelain.contains("\n-" + $0) && porcelain.contains("\n+" + $0) })
    }

    @Test("Only what changed is shown, under its heading, where that is asked for")
    func onlyChanges() {
        var after = ["The harbour"] + Self.harbour
        after[3] = "Tickets are sold at the gate only."
        let diff = ArticleDiff(
            from: Self.article(["The harbour"] + Self.harbour, heading: 0), to: Self.article(after, heading: 0))
        #expect(
            TerminalRenderer(width: 60, showsOnlyChanges: true).inlineDiff(diff) == """
                1 sentence edited.

                  ## The harbour

                ~ Tickets are sold at the gate [-and on board-]{+only+}.

                """)
        #expect(
            MarkdownRenderer(showsOnlyChanges: true).diff(diff) == """
                1 sentence edited.

                ---

                ## The harbour

                Tickets are sold at the gate ~~and on board~~**only**.

                """)
        let page = HTMLRenderer(showsOnlyChanges: true).diff(diff)
        #expect(page.contains("The harbour</h2>") && !page.contains("Ferries") && !page.contains("<details"))
    }

    @Test("Of a block that only became another kind its beginning is enough")
    func otherKind() {
        let sentences = Self.harbour.map { Sentence($0) }
        let diff = ArticleDiff(
            from: Article(blocks: [.paragraph(sentences)]),
            to: Article(blocks: [.list(List(items: [[.paragraph(sentences)]]))]))
        #expect(
            TerminalRenderer(width: 70, context: 0).inlineDiff(diff) == """
                1 list item with formatting changes only.

                · formatting only: was a paragraph
                  • The harbour is open from six in the morning.
                  … 4 unchanged sentences …

                """)
    }

    @Test(
        "Of items that still are items it is said what changed: the level, the numbering, or both; once of those that changed alike"
    )
    func items() {
        func list(_ start: Int? = nil, _ items: [[Block]]) -> Article {
            Article(blocks: [.list(List(start: start, items: items))])
        }
        func item(_ text: String) -> Block { .paragraph([Sentence(text)]) }
        let (one, two, three) = (
            item("First comes the bread."), item("Then comes some butter."), item("Jam is put on last.")
        )
        let flat = list(nil, [[one], [two], [three]])
        let nested = list(nil, [[one, .list(List(items: [[two]]))], [three]])
        let numbered = list(1, [[one], [two], [three]])
        let steps = list(nil, [[one, .list(List(start: 1, items: [[two], [three]]))]])
        func notes(_ before: Article, _ after: Article) -> [Substring] {
            let text = TerminalRenderer(width: 70, context: nil).inlineDiff(ArticleDiff(from: before, to: after))
            return Array(text.split(separator: "\n").dropFirst())
        }
        #expect(
            notes(flat, nested) == [
                "  • First comes the bread.", "· formatting only: one level deeper", "    • Then comes some butter.",
                "  • Jam is put on last.",
            ])
        #expect(notes(nested, flat)[1] == "· formatting only: one level higher")
        #expect(
            notes(flat, numbered) == [
                "· formatting only: now numbered (3 items)", "  1. First comes the bread.",
                "  2. Then comes some butter.",
                "  3. Jam is put on last.",
            ])
        #expect(notes(numbered, flat)[0] == "· formatting only: no longer numbered (3 items)")
        #expect(
            notes(flat, steps) == [
                "  • First comes the bread.", "· formatting only: one level deeper, now numbered (2 items)",
                "    1. Then comes some butter.", "    2. Jam is put on last.",
            ])
        // In an item that was edited, too, the bullet does not say that it is another one.
        let edited = list(1, [[item("First comes the brown bread.")], [two], [three]])
        #expect(notes(flat, edited).first == "· now numbered")
    }

    private static let oldRules = [
        "The intro stays as it was.", "The library opens at nine. Visitors may borrow five books.",
        "Dogs are not allowed inside.",
        "Late returns cost ten cents.", "The end stays, too.",
    ]
    private static let newRules = [
        "The intro stays as it was.", "Our doors are open from eight. Readers can take home a dozen.",
        "Pets must wait at the gate.",
        "We charge twenty per day.", "The end stays, too.",
    ]

    @Test("Of a passage that was written anew each paragraph stands before what took its place")
    func rewritten() {
        let diff = ArticleDiff(from: Self.article(Self.oldRules), to: Self.article(Self.newRules))
        #expect(diff.blocks.map(\.kind) == [.equal, .removed, .added, .removed, .added, .removed, .added, .equal])
        let side = TerminalRenderer(width: 71, context: 0).sideBySideDiff(diff)
        #expect(
            side.contains(
                """
                [-Dogs are not allowed inside.-]   ~ {+Pets must wait at the gate.+}
                                                   │
                [-Late returns cost ten cents.-]   ~ {+We charge twenty per day.+}

                """), "\(side)")
        let page = HTMLRenderer().diff(diff)
        #expect(
            page.contains(
                #"<div class="before starts"><p dir="auto"><del>Dogs are not allowed inside.</del></p></div>"#
                    + #"<div class="after starts"><p dir="auto"><ins>Pets must wait at the gate.</ins></p></div>"#),
            "\(page)")
    }

    @Test("Words that are shared tell which stand beside each other where not all of them can")
    func rewrittenWithRests() {
        var fewer = Self.newRules
        fewer.remove(at: 1)
        fewer[1] = "Whoever brings dogs waits at the gate."
        let gone = ArticleDiff(from: Self.article(Self.oldRules), to: Self.article(fewer))
        #expect(gone.blocks.map(\.kind) == [.equal, .removed, .removed, .added, .removed, .added, .equal])
        let come = ArticleDiff(from: Self.article(fewer), to: Self.article(Self.oldRules))
        #expect(come.blocks.map(\.kind) == [.equal, .added, .removed, .added, .removed, .added, .equal])
    }

    @Test("Sentences of one paragraph that took each other's place stand beside each other, also side by side")
    func rewrittenSentences() {
        func paragraph(_ sentences: String...) -> Article {
            Article(blocks: [.paragraph(sentences.map { Sentence($0) })])
        }
        let diff = ArticleDiff(
            from: paragraph("The intro stays.", "Dogs may not enter.", "It costs ten cents.", "The end stays."),
            to: paragraph("The intro stays.", "Pets wait at gates.", "Everyone pays twenty.", "The end stays."))
        #expect(
            diff.blocks[0].sentences.map(\.kind) == [.equal, .removed, .added, .removed, .added, .equal])
        let side = TerminalRenderer(width: 71, context: nil).sideBySideDiff(diff)
        #expect(
            side.contains(
                """
                [-Dogs may not enter.-]            ~ {+Pets wait at gates.+}
                [-It costs ten cents.-]            ~ {+Everyone pays twenty.+}

                """), "\(side)")
    }

    @Test("Of a long address what changed is told, and of several marks the words they stand on")
    func marks() {
        func link(_ target: String) -> [Inline] { [.link(target: target, content: [.text("the docs")])] }
        func note(_ before: [Inline], _ after: [Inline]) -> String {
            func article(_ inlines: [Inline]) -> Article { Article(blocks: [.paragraph([Sentence(inlines)])]) }
            let text = TerminalRenderer(width: 200).inlineDiff(ArticleDiff(from: article(before), to: article(after)))
            return text.split(separator: "\n").last.map { String($0.drop { $0 != "[" }) } ?? ""
        }
        let path = "https://example.com/some/long/path?one=1&two="
        #expect(note(link(path + "2#part"), link(path + "3#part")) == "[link \(path)2#part → …&two=3#part]")
        #expect(
            note(link("https://a.example/x"), link("https://a.example/y"))
                == "[link https://a.example/x → https://a.example/y]")
        #expect(
            note(link("https://a.example/long/and/longer/x"), link("https://b.example/long/and/longer/x"))
                == "[link https://a.example/long/and/longer/x → https://b.example/long/and/longer/x]")
        let words: [Inline] = [
            .strong([.text("bold")]), .text(" and "), .emphasis([.text("slanted")]), .text(" words"),
        ]
        #expect(
            note(words, [.text("bold and "), .strong([.text("slanted")]), .text(" words")])
                == "[strong removed from “bold”, emphasis → strong on “slanted”]")
        #expect(
            note(words, [.text("bold and "), .emphasis([.text("slanted")]), .text(" words")]) == "[strong removed]")
    }

    @Test("Side by side code keeps its indentation, and items that stand inside others theirs")
    func sideBySideIndentation() {
        func article(_ last: String) -> Article {
            Article(blocks: [
                .code(language: nil, text: "def a():\n    if b:\n        return \(last)"),
                .list(
                    List(items: [
                        [.paragraph([Sentence("Outer.")]), .list(List(items: [[.paragraph([Sentence(last)])]]))]
                    ])),
            ])
        }
        let diff = ArticleDiff(from: article("1"), to: article("2"))
        let text = TerminalRenderer(width: 71, context: nil).sideBySideDiff(diff)
        #expect(text.contains("\n            return [-1-]"), "\(text)")
        #expect(text.contains("~             return {+2+}"), "\(text)")
        let page = HTMLRenderer(context: nil).diff(diff)
        #expect(page.contains("<pre dir=\"auto\">        return <ins>2</ins></pre>"), "\(page)")
        #expect(page.contains("class=\"after starts depth-1\""), "\(page)")
    }

    @Test("Right-to-left, Chinese, emoji and combining marks leave the sides and the columns of a table in line")
    func aligned() {
        func article(_ rows: [[String]], _ line: String) -> Article {
            Article(blocks: [
                .paragraph([Sentence(line)]),
                .table(Table(header: ["A", "B"].map { Sentence($0) }, rows: rows.map { $0.map { Sentence($0) } })),
            ])
        }
        let diff = ArticleDiff(
            from: article(
                [["中文字", "1"], ["👩‍👩‍👧 ok", "2"], ["e\u{301}te\u{301}", "3"], ["שלום", "4"]], "这是旧的一句话，🎉 在这里。"),
            to: article([["中文字", "5"], ["👩‍👩‍👧 ok", "6"], ["e\u{301}te\u{301}", "7"], ["שלום", "8"]], "这是新的一句话，🎉 在这里。"))
        for text in [
            TerminalRenderer(width: 60).sideBySideDiff(diff), TerminalRenderer(width: 60).inlineDiff(diff),
        ] {
            let rows = text.split(separator: "\n").filter { $0.contains(" │ ") && $0.contains("{+") }
            #expect(rows.count == 4)
            #expect(Set(rows.map { Self.columns(before: " │ ", in: String($0)) }).count == 1)
        }
    }

    /// The columns a terminal gives the text before a mark, counted by hand for the characters of the test.
    private static func columns(before mark: String, in line: String) -> Int {
        guard let end = line.firstRange(of: mark) else { return -1 }
        return line[..<end.lowerBound].reduce(0) { sum, character in
            let first = character.unicodeScalars.first?.value ?? 0
            return sum + ((0x4E00...0x9FFF).contains(first) || first >= 0x1F000 ? 2 : 1)
        }
    }
}
