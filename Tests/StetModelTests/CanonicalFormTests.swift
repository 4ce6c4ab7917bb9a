import StetModel
import Testing

private func lines(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Suite("Canonical form")
struct CanonicalFormTests {
    @Test("An article is written as front matter and one sentence per line")
    func example() {
        let article = Article(
            metadata: Metadata(
                url: "https://news.example/a", title: "Say \"yes\"", authors: ["Ada L.", "Bo"],
                updated: StatedTime("2024-06-01T10:43"), language: "no"),
            blocks: [
                .figure(caption: [Sentence("A picture. /Agency")]),
                .paragraph([
                    Sentence("It is 5% of $3."), Sentence([.text("He "), .emphasis([.text("said")]), .text(" so.")]),
                ]),
                .heading(level: 2, content: Sentence("Why?")),
                .list(
                    List(items: [
                        [
                            .paragraph([Sentence("One.")]),
                            .list(List(start: 1, items: [[.paragraph([Sentence("Deep.")])]])),
                        ],
                        [.paragraph([Sentence("Two.")])],
                    ])),
                .quotation([.paragraph([Sentence("Quoted.")]), .paragraph([Sentence("Twice.")])]),
                .table(
                    Table(
                        header: [Sentence("Year"), Sentence("Sum")],
                        rows: [
                            [
                                Sentence("2024"),
                                Sentence([.link(target: "https://a.example/(x)", content: [.text("7")])]),
                            ]
                        ])),
                .code(language: "swift", text: "let a = \"*\"\n\nlet b = 2"),
                .thematicBreak,
            ])
        #expect(
            lines(CanonicalForm.bytes(of: article)) == #"""
                ---
                url: "https://news.example/a"
                title: "Say \"yes\""
                authors:
                  - "Ada L."
                  - "Bo"
                updated: "2024-06-01T10:43"
                language: "no"
                ---

                <figure>

                A picture. /Agency

                </figure>

                It is 5% of $3.
                He *said* so.

                ## Why?

                - One.
                  1. Deep.
                - Two.

                > Quoted.
                >
                > Twice.

                | Year | Sum |
                | --- | --- |
                | 2024 | [7](https://a.example/\(x\)) |

                ```swift
                let a = "*"

                let b = 2
                ```

                ***

                """#)
    }

    @Test("Licence, access and notes on corrections stand after the language; files without them still parse")
    func rights() throws {
        let article = Article(
            metadata: Metadata(
                language: "en", license: "https://creativecommons.org/licenses/by/4.0/", access: .restricted,
                corrections: ["Correction: It was 1931.", "Clarification: Most of it."]))
        let bytes = CanonicalForm.bytes(of: article)
        #expect(
            lines(bytes) == """
                ---
                language: "en"
                license: "https://creativecommons.org/licenses/by/4.0/"
                access: "restricted"
                corrections:
                  - "Correction: It was 1931."
                  - "Clarification: Most of it."
                ---

                """)
        #expect(try CanonicalForm.parse(bytes) == article)
        #expect(
            try CanonicalForm.parse(Array("---\nlanguage: \"en\"\n---\n".utf8)).metadata == Metadata(language: "en"))
        #expect(throws: CanonicalFormError.self) {
            try CanonicalForm.parse(Array("---\naccess: \"perhaps\"\n---\n".utf8))
        }
    }

    @Test("Reading what was written gives the normal form of the article", arguments: 0..<40)
    func roundTrip(batch: Int) throws {
        for offset in 0..<100 {
            let seed = UInt64(batch * 100 + offset)
            var articles = RandomArticles(seed: seed)
            let article = articles.article()
            let bytes = CanonicalForm.bytes(of: article)
            let normal = article.normalized()
            try #require(normal.normalized() == normal, "normalising twice differs: seed \(seed)")
            let parsed = try CanonicalForm.parse(bytes)
            try #require(parsed == normal, "seed \(seed):\n\(lines(bytes))")
            try #require(CanonicalForm.bytes(of: parsed) == bytes, "seed \(seed)")
        }
    }

    @Test("No control or reordering character stands raw in a file", arguments: 0..<10)
    func inert(batch: Int) {
        for offset in 0..<50 {
            let seed = UInt64(70_000 + batch * 50 + offset)
            var articles = RandomArticles(seed: seed)
            let text = lines(CanonicalForm.bytes(of: articles.article()))
            let raw = text.unicodeScalars.filter { scalar in
                (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F..<0xA0).contains(scalar.value)
                    || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            }
            #expect(raw.isEmpty, "seed \(seed)")
        }
    }

    @Test("A line of one megabyte keeps its bytes")
    func longLine() throws {
        let text = String(repeating: "word_1 *[x]< ", count: 80_000) + "end"
        let article = Article(blocks: [.paragraph([Sentence(text)])])
        #expect(try CanonicalForm.parse(CanonicalForm.bytes(of: article)) == article)
    }

    @Test(
        "Text that looks like the start of a block stays text",
        arguments: [
            "# no heading", "> no quote", "- no item", "+ no item", "* no item", "1. no item", "2024) no item", "***",
            "---", "===",
            "```", "<div>", "| a |", "    no code", "[a]: b", "<figure>", "</figure>", ":--",
        ])
    func blockStarts(text: String) throws {
        let article = Article(blocks: [
            .paragraph([Sentence("Before."), Sentence(text)]), .paragraph([Sentence(text)]),
        ])
        #expect(try CanonicalForm.parse(CanonicalForm.bytes(of: article)) == article.normalized())
    }

    @Test("Lists and quotations nested beyond the limit are flattened, not lost")
    func deepNesting() throws {
        var block = Block.paragraph([Sentence("Deep down.")])
        for level in 0..<60 { block = level % 2 == 0 ? .quotation([block]) : .list(List(items: [[block]])) }
        let text = lines(CanonicalForm.bytes(of: Article(blocks: [block])))
        #expect(text.contains("Deep down."))
        #expect(try CanonicalForm.parse(Array(text.utf8)) == Article(blocks: [block]).normalized())
    }

    @Test(
        "Bytes that Stet did not write are refused with the line",
        arguments: [
            ("", 1), ("no front matter\n", 1), ("---\ntitle: bare\n---\n", 2), ("---\ntitle: \"x\"\n", 3),
            ("---\nfoo: \"x\"\n---\n", 1), ("---\n---\n\na *mark\n", 4), ("---\n---\n\n```\ncode\n", 4),
            ("---\ntitle: \"a\"\ntitle: \"b\"\n---\n", 3), ("---\n---\n\n<figure>\n", 4), ("---\n---\n\n[x]\n", 4),
        ])
    func refused(text: String, line: Int) {
        #expect { try CanonicalForm.parse(Array(text.utf8)) } throws: { ($0 as? CanonicalFormError)?.line == line }
    }

    @Test("Marks nested without end are refused, whatever the mark", arguments: ["[", "<em>", "**[", "> ", "- "])
    func endlessNesting(mark: String) {
        let text = "---\n---\n\n" + String(repeating: mark, count: 20_000) + "a\n"
        #expect { try CanonicalForm.parse(Array(text.utf8)) } throws: { ($0 as? CanonicalFormError)?.line == 4 }
    }
}
