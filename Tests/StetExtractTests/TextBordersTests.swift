import StetModel
import Testing

@testable import StetExtract

/// Where the article's text begins and ends, and which lines in it are its own.
@Suite struct TextBordersTests {
    private func page(_ parts: [String]) throws -> String {
        try Pages.text(Pages.html(body: parts.joined(separator: "\n")))
    }

    private var paragraphs: [String] { Pages.paragraphs.map { "<p>\($0)</p>" } }

    @Test("A heading of level one under the text heads its section, also where it says what the page is called")
    func sectionsOfLevelOne() throws {
        var parts = paragraphs
        parts.insert("<h1>What the piles cost</h1>", at: 4)
        parts.insert("<h1>Old ferry pier to be rebuilt</h1>", at: 2)
        var expected = Pages.paragraphs
        expected.insert("What the piles cost", at: 4)
        expected.insert("Old ferry pier to be rebuilt", at: 2)
        #expect(try page(parts) == expected.joined(separator: "\n"))
    }

    @Test("A table of contents in the text is the text's")
    func tableOfContents() throws {
        var parts = paragraphs
        parts.insert(
            "<div class='toc'><ul><li><a href='#one'>Why the pier closes</a></li><li><a href='#two'>What it costs</a></li></ul></div>",
            at: 1)
        let expected = [Pages.paragraphs[0], "Why the pier closes", "What it costs"] + Pages.paragraphs.dropFirst()
        #expect(try page(parts) == expected.joined(separator: "\n"))
    }

    @Test("A heading that stands in the text is no standfirst as well")
    func headingOverText() throws {
        let article = try Pages.extract(
            Pages.html(body: "<h2>What the council said on Monday</h2>" + paragraphs.joined())
        ).article
        #expect(article.metadata.deck == nil)
        #expect(article.bodyText.hasPrefix("What the council said on Monday\n"))
    }

    @Test("A last section stays where it stands beside the others, however they are wrapped")
    func lastSectionBesideOthers() throws {
        var parts = paragraphs.map { "<div class='group'>\($0)</div>" }
        parts += ["<h2>What is next</h2>", "<p>The council votes on the plan in June, after a hearing.</p>"]
        let expected =
            Pages.paragraphs + ["What is next", "The council votes on the plan in June, after a hearing."]
        #expect(try page(parts) == expected.joined(separator: "\n"))
    }

    @Test("A table at the end is kept to its last cell, or not at all")
    func tableAtTheEnd() throws {
        let rows = (1...40).map { "<tr><td>Pile \($0)</td><td>\($0 + 3) metres</td></tr>" }
        let text = try page(paragraphs + ["<table>\(rows.joined())</table>"])
        #expect(text.hasSuffix("Pile 40 43 metres"))
    }

    @Test("The name under a quotation that ends the text stays with it")
    func quotationAtTheEnd() throws {
        let quote =
            "<blockquote><p>Nobody asked us before they drew the plan, and nobody listens to us now that it is drawn.</p>— Ida Holm (@idaholm) <a href='https://social.example/1'>May 3, 2024</a></blockquote>"
        #expect(try page(paragraphs + [quote]).hasSuffix("\n— Ida Holm (@idaholm) May 3, 2024"))
    }

    @Test("Numbered lines with links and a picture between them are one list")
    func listByLineBreaks() throws {
        let first = (1...3).map {
            "\($0)) Model pier, edition \($0) <a href='https://shop.example/\($0)'>shop</a><br><br>"
        }
        let second = (4...6).map {
            "\($0)) Model pier, edition \($0) <a href='https://shop.example/\($0)'>shop</a><br><br>"
        }
        let text = try page(
            paragraphs + ["<p>\(first.joined())</p>", "<p><img src='/pier.jpg'></p>", "<p>\(second.joined())</p>"])
        #expect(text.hasSuffix("6) Model pier, edition 6 shop"))
    }
}
