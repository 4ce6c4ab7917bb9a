import StetModel
import Testing

@testable import StetExtract

/// What stands in the text and is no part of its wording.
@Suite("Struck text, marks and labels")
struct ApparatusTests {
    /// The page with one paragraph more amid the others, and that paragraph.
    private func canonical(_ paragraph: String, block: String = "p") throws -> String {
        var paragraphs = Pages.paragraphs.map { "<p>\($0)</p>" }
        paragraphs.insert("<\(block)>\(paragraph)</\(block)>", at: 3)
        let text = String(
            decoding: CanonicalForm.bytes(of: try Pages.extract(Pages.html(body: paragraphs.joined())).article),
            as: UTF8.self)
        let start = try #require(text.firstRange(of: Pages.paragraphs[2] + "\n\n"))
        let end = try #require(text.firstRange(of: "\n\n" + Pages.paragraphs[3]))
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test(
        "Text that was struck through is withdrawn; what took its place is text",
        arguments: [
            "The pier is <del>nineteen</del> <ins>eleven</ins> metres long, as the harbour office said.",
            "The pier is <s>nineteen</s> eleven metres long, as the harbour office said.",
            "The pier is <strike>nineteen </strike>eleven metres long, as the harbour office said.",
            "The pier is <span style='text-decoration: line-through'>nineteen</span> eleven metres long, as the harbour office said.",
        ])
    func struck(paragraph: String) throws {
        #expect(
            try canonical(paragraph) == "The pier is eleven metres long, as the harbour office said.")
    }

    @Test("The comma behind a struck word stands behind the word before it")
    func struckBeforeComma() throws {
        #expect(
            try canonical("The pier is long <del>and wide</del>, as the harbour office said.")
                == "The pier is long, as the harbour office said.")
    }

    @Test("A page that lost the end of a struck element keeps its text")
    func struckWhole() throws {
        let body = Pages.paragraphs.map { "<p><s>\($0)</p>" }.joined()
        #expect(try Pages.text(Pages.html(body: body)) == Pages.expected)
    }

    @Test(
        "Raised numbers stand apart from the word before them",
        arguments: [
            (
                "The dam holds 10<sup>6</sup> litres, the harbour office said.",
                "The dam holds 10⁶ litres, the harbour office said."
            ),
            ("The dam covers 12 m<sup>2</sup> of land, it said.", "The dam covers 12 m² of land, it said."),
            ("The office asked its partners.<sup>12</sup>", "The office asked its partners.¹²"),
            ("The 1<sup>st</sup> of May is the day, it said.", "The 1st of May is the day, it said."),
        ])
    func raised(paragraph: String, expected: String) throws {
        #expect(try canonical(paragraph) == expected)
    }

    @Test(
        "Marks that lead to notes are no text, and the sentence ends before them",
        arguments: [
            "<sup><a href='#cite1'>[1]</a></sup>", "<a href='#fn2'><sup>2</sup></a>", "<sup>[<a href='#n'>3</a>]</sup>",
            "<a href='#note-1'>[1]</a>", "<a role='doc-noteref' href='#fn1'>1</a>",
            "<sup class='reference'><a href='/wiki/Pier#cite_note-1'>[a]</a></sup>",
        ])
    func references(mark: String) throws {
        let article = try Pages.extract(Pages.html(body: Pages.paragraphs.map { "<p>\($0)\(mark)</p>" }.joined()))
            .article
        #expect(article.bodyText == Pages.expected)
    }

    @Test("A link in a sentence to a place on the page is text")
    func innerLinks() throws {
        #expect(
            try canonical("The costs are in <a href='#costs'>chapter 3</a> of the plan, the office said.")
                == "The costs are in chapter 3 of the plan, the office said.")
    }

    @Test(
        "Permalinks and labels for editors are no part of a heading",
        arguments: [
            "<h2>The plan<a class='headerlink' href='#plan'>¶</a></h2>", "<h2>The plan <a href='#plan'>#</a></h2>",
            "<h2><a href='#plan'>§</a> The plan</h2>", "<h2>The plan <a href='#plan'>Permalink</a></h2>",
            "<h2>The plan<span class='editsection'>[<a href='/e'>edit</a>]</span></h2>",
            "<h2>The plan <span>[ <a href='/w?title=P&amp;action=edit'>Bearbeiten</a> ]</span></h2>",
            "<h2><a href='#plan'>The plan</a></h2>",
        ])
    func permalinks(heading: String) throws {
        let body =
            Pages.paragraphs[..<3].map { "<p>\($0)</p>" }.joined() + heading
            + Pages.paragraphs[3...].map { "<p>\($0)</p>" }.joined()
        let blocks = try Pages.extract(Pages.html(body: body)).article.blocks
        #expect(blocks[3] == .heading(level: 2, content: Sentence("The plan")))
    }

    @Test("The headline is recorded without its permalink")
    func headline() throws {
        let html = Pages.html().replacing("be rebuilt</h1>", with: "be rebuilt<a href='#top'>#</a></h1>")
        #expect(try Pages.extract(html).article.metadata.title == "Old ferry pier to be rebuilt")
    }

    @Test("Numbers of lines beside code are no text")
    func lineNumbers() throws {
        let code =
            "<table><tr><td class='gutter'><pre>1\n2\n3</pre></td><td><pre>let a = 1\nlet b = 2\nprint(a)</pre></td></tr></table>"
        let body =
            Pages.paragraphs[..<3].map { "<p>\($0)</p>" }.joined() + code
            + Pages.paragraphs[3...].map { "<p>\($0)</p>" }.joined()
        let blocks = try Pages.extract(Pages.html(body: body)).article.blocks
        #expect(blocks[3] == .code(language: nil, text: "let a = 1\nlet b = 2\nprint(a)"))
        #expect(blocks.count == 7)
    }

    @Test("The space before code is no part of the code")
    func codeSpace() throws {
        #expect(
            try canonical("Set it within the <code>timeout</code> of the queue, the manual says.")
                == "Set it within the `timeout` of the queue, the manual says.")
    }

    @Test("A drop cap for eyes and a word for readers' software are one word")
    func accessibleDropCap() throws {
        let opening =
            "<span aria-hidden='true'>T</span><span class='sr-only'>The</span><span aria-hidden='true'>he</span> council met."
        #expect(
            try canonical(opening + " It will meet again in the autumn.")
                == "The council met.\nIt will meet again in the autumn.")
    }

    @Test("Text for readers' software alone is left out")
    func outOfSight() throws {
        let hidden =
            "<p class='visually-hidden'>Press enter to leave the gallery, or the arrow keys to go through it.</p>"
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined(separator: hidden)
        #expect(try Pages.text(Pages.html(body: body)) == Pages.expected)
    }

    @Test("The key of a visit is no part of a link, a number that chooses a page is")
    func sessions() throws {
        func target(_ query: String) throws -> String {
            try canonical("The <a href='/plan\(query)'>plan</a> was published in May, the harbour office said.")
        }
        let plain = "The [plan](https://post.example/plan) was published in May, the harbour office said."
        #expect(try target("?sid=8a7f0c52e9b14d3f") == plain)
        #expect(try target("?sid=1204") == plain.replacing("/plan)", with: "/plan?sid=1204)"))
    }
}
