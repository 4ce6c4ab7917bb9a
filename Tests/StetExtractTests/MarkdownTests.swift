import Foundation
import StetExtract
import StetModel
import Testing

@Suite struct MarkdownTests {
    private func read(_ text: String, type: String = "text/markdown", url: String? = nil) throws -> Extraction {
        try ArticleExtractor.extract(PageInput(bytes: Array(text.utf8), contentType: type, url: url))
    }

    private func canonical(_ text: String) throws -> String {
        String(decoding: CanonicalForm.bytes(of: try read(text).article), as: UTF8.self)
    }

    @Test("Of Markdown everything is the article: nothing in it is furniture")
    func whole() throws {
        let text = """
            # Harbour rules

            By Ann Example

            Share this page. Subscribe to our *newsletter*
            today.

            - [One](https://example.org/one?utm_source=x)
            - Two

            | Boat | Fee |
            |------|----:|
            | Small | 10 |

            <p>Some <b>HTML</b> too.</p>
            """
        #expect(
            try canonical(text).components(separatedBy: "---\n\n").last == """
                By Ann Example

                Share this page.
                Subscribe to our *newsletter* today.

                - [One](https://example.org/one)
                - Two

                | Boat | Fee |
                | --- | --- |
                | Small | 10 |

                Some **HTML** too.

                """)
        #expect(try read(text).article.metadata.title == "Harbour rules")
    }

    @Test("How the source is wrapped and marked changes nothing")
    func spelling() throws {
        let one = "# A title\n\nA *first* line. Then a second one, with a [link](https://example.org/).\n\n- a\n- b\n"
        let two = """
            A title
            =======

            A _first_
            line. Then a second
            one, with a [link][1].

            * a
            * b

            [1]: https://example.org/
            """
        #expect(try canonical(one) == canonical(two))
    }

    @Test("Front matter states what the article's metadata are, with its words as the source")
    func frontMatter() throws {
        let yaml = """
            ---
            title: "Terms: the new ones"
            layout: post
            authors: [Ann Example, 'Bob Sample']
            date: 2024-06-01
            last_modified_at: 2024-06-02
            lang: en
            tags:
              - law
              - terms
            summary: >
              Folded words
            ---
            # Another heading

            The text begins here.
            """
        let extraction = try read(yaml)
        let metadata = extraction.article.metadata
        #expect(metadata.title == "Terms: the new ones" && metadata.authors == ["Ann Example", "Bob Sample"])
        #expect(metadata.published?.description == "2024-06-01" && metadata.updated?.description == "2024-06-02")
        #expect(metadata.tags == ["law", "terms"] && metadata.language == "en" && metadata.deck == nil)
        #expect(extraction.article.bodyText.hasSuffix("The text begins here."))
        #expect(
            extraction.report.claims.contains {
                $0.field == .published && $0.source == .frontMatter && ($0.value, $0.name) == ("2024-06-01", "date")
            })
        let toml = "+++\ntitle = \"A title\"\n[extra]\nmath = true\n+++\n\nThe text begins here.\n"
        #expect(try read(toml).article.metadata.title == "A title")
        #expect(try read(toml).article.bodyText == "The text begins here.")
    }

    @Test("A date in a list or a table says nothing of publication, one under the title does")
    func datesInLists() throws {
        let list = "# What changed\n\n- 1 June 2024\n- 2 June 2024\n\nThe pier was closed twice, and opened again.\n"
        #expect(try read(list).article.metadata.published == nil)
        let stamped = list.replacing("# What changed\n", with: "# What changed\n\n3 June 2024\n")
        #expect(try read(stamped).article.metadata.published?.description == "2024-06-03")
    }

    @Test(
        "Rules around a text are no front matter",
        arguments: [
            "---\nNo name stands before this text\n---\n\nMore text.\n", "---\n\nOnly one rule: above.\n",
            "---\n---\n\nA text.\n",
        ])
    func rulesAreText(text: String) throws {
        let words = text.split(whereSeparator: { "-\n".contains($0) }).joined(separator: "\n")
        #expect(try read(text).article.bodyText.split(separator: "\n").joined(separator: "\n") == words)
    }

    @Test("A server that says plain text of an address in .md is not believed")
    func address() throws {
        let text = "## A heading\n\nSome words that are *marked* here.\n"
        let found = try read(text, type: "text/plain; charset=utf-8", url: "https://example.org/TERMS.md?raw=1")
        #expect(found.article.blocks == (try read(text).article.blocks))
        #expect(try read(text, type: "text/plain").article.blocks != found.article.blocks)
    }

    @Test("What is no text is refused")
    func binary() throws {
        #expect(throws: ExtractionError.self) { try read("a\u{0}b") }
        #expect(throws: ExtractionError.self) { try read("<!-- nothing -->\n") }
        #expect(throws: ExtractionError.self) { try read("") }
    }
}
