import StetModel
import Testing

@testable import StetExtract

@Suite struct ContentTests {
    @Test("The paragraphs are the article; navigation, headline and footer are not")
    func plainPage() throws {
        #expect(try Pages.text(Pages.html()) == Pages.expected)
    }

    @Test(
        "A box in the text that is not the article's goes, whatever its markup is called",
        arguments: [
            "<div><h3>Related stories</h3><ul><li><a href='/a'>Council opens night buses</a></li><li><a href='/b'>Mayor delays bridge repairs</a></li></ul></div>",
            "<div class='x1'><p>You have 3 free articles remaining this month. Subscribe for unlimited access.</p></div>",
            "<div><h4>Sign up for our daily newsletter</h4><p>Get the top stories delivered to your inbox every morning.</p><form><input type='email'><button>Sign up</button></form></div>",
            "<div><span>Advertisement</span><a href='https://ads.example/'>Compare car insurance in minutes</a></div>",
            "<div><span>Updated 5 minutes ago</span> <span>12 comments</span> <span>1.2K shares</span></div>",
            "<div><h3>4 comments</h3><div><b>Anna1</b><time>2 hours ago</time><p>I do not believe a word of this.</p></div><div><b>Ben2</b><time>5 hours ago</time><p>Great reporting, thank you.</p></div></div>",
            "<div style='display:none'><p>This text is here for search engines only, and no reader of the page ever sees it.</p></div>",
            "<p>Read more: <a href='/c'>Airline suspends cheap flights to the islands</a></p>",
        ])
    func boxesGo(box: String) throws {
        for position in [1, 3, 6] {
            var parts = Pages.paragraphs.map { "<p>\($0)</p>" }
            parts.insert(box, at: position)
            #expect(try Pages.text(Pages.html(body: parts.joined(separator: "\n"))) == Pages.expected)
        }
    }

    @Test("A short sentence and a correction among the paragraphs stay")
    func shortParagraphsStay() throws {
        var parts = Pages.paragraphs
        parts.insert("He declined to comment.", at: 2)
        parts.append("Correction: An earlier version of this article misstated the date of the meeting.")
        let html = Pages.html(body: parts.map { "<p><em>\($0)</em></p>" }.joined())
        #expect(try Pages.text(html) == parts.joined(separator: "\n"))
    }

    @Test("A class name that covers much of the text is no noise")
    func namesAreCapped() throws {
        let half = Pages.paragraphs.prefix(3).map { "<p>\($0)</p>" }.joined()
        let rest = Pages.paragraphs.suffix(3).map { "<p>\($0)</p>" }.joined()
        let html = Pages.html(body: "<div class='sidebar-promo'>\(half)</div><div class='sidebar-promo'>\(rest)</div>")
        #expect(try Pages.text(html) == Pages.expected)
    }

    @Test("Text that is hidden by attribute is read where it is all there is")
    func hiddenArticle() throws {
        let text = Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.text(Pages.html(body: "<div style='display: none'>\(text)</div>")) == Pages.expected)
    }

    @Test("Letters and their marks are composed in code and across the borders of marks; code keeps its white space")
    func composed() throws {
        let body = """
            <p>\(Pages.paragraphs[0]) At the cafe<span>&#x301;</span> and the <b>cafe</b><i>&#x301;s</i>.</p>
            <pre>let cafe&#x301; =  4\u{9}&#x200B;// two</pre>
            """
        let article = try Pages.extract(Pages.html(body: Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + body))
            .article
        // By bytes: strings are equal however they are composed.
        let expected = """
            At the caf\u{E9} and the **caf\u{E9}**<em>s</em>.

            ```
            let caf\u{E9} =  4\u{9}\u{200B}// two
            ```

            """
        let written = CanonicalForm.bytes(of: article)
        #expect(
            written.suffix(expected.utf8.count).elementsEqual(expected.utf8),
            "\(String(decoding: written, as: UTF8.self))")
    }

    @Test("Headings, nested lists, quotations, data tables, code and captions keep their kind")
    func structure() throws {
        let body = """
            <p>\(Pages.paragraphs[0])</p><h2>What is planned</h2><ol start="3"><li>Pull the old piles out of the ground.
            <ul><li>North side first, in <b>May</b>.</li></ul></li><li>Drive new piles made of steel.</li></ol>
            <p>\(Pages.paragraphs[1])</p><blockquote><p>\(Pages.paragraphs[2])</p></blockquote>
            <table><tr><th>Part</th><th>Cost</th></tr><tr><td>Piles</td><td>2.1</td></tr><tr><td>Deck</td><td>1.4</td></tr></table>
            <figure><img src="a.jpg"><figcaption>The pier in 1931. /Harbour Archive</figcaption></figure>
            <p>\(Pages.paragraphs[3])</p><pre>let piles = 40
              + 2</pre><p>\(Pages.paragraphs[4])</p>
            """
        let blocks = try Pages.extract(Pages.html(body: body)).article.blocks
        #expect(blocks.count == 10)
        #expect(blocks[1] == .heading(level: 2, content: Sentence("What is planned")))
        guard case .list(let list) = blocks[2] else { Issue.record("no list"); return }
        #expect(list.start == 3)
        #expect(list.items.count == 2)
        #expect(
            list.items[0].last
                == .list(
                    List(items: [
                        [.paragraph([Sentence([.text("North side first, in "), .strong([.text("May")]), .text(".")])])]
                    ])))
        guard case .quotation = blocks[4] else { Issue.record("no quotation"); return }
        #expect(
            blocks[5]
                == .table(
                    Table(
                        header: [Sentence("Part"), Sentence("Cost")],
                        rows: [[Sentence("Piles"), Sentence("2.1")], [Sentence("Deck"), Sentence("1.4")]])))
        guard case .figure = blocks[6] else { Issue.record("no figure"); return }
        #expect(blocks[8] == .code(language: nil, text: "let piles = 40\n  + 2"))
    }

    @Test("A table for layout is not a table")
    func layoutTable() throws {
        let cells = Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.text(Pages.html(body: "<table><tr><td>\(cells)</td></tr></table>")) == Pages.expected)
    }

    @Test("Links are absolute and carry no tracking; a mark over a sentence border is split")
    func links() throws {
        let first =
            "Read <a href='../plan?utm_source=x&amp;id=7'>the plan</a> of the harbour office for the pier and its surroundings."
        let second = "<em>The plan is long. It has many annexes</em>, and few people have read all of them so far."
        let body = "<p>\(first)</p><p>\(second)</p>" + Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
        let blocks = try Pages.extract(Pages.html(body: body)).article.blocks
        guard case .paragraph(let one) = blocks[0], case .paragraph(let two) = blocks[1] else {
            Issue.record("no paragraphs"); return
        }
        #expect(one[0].inlines[1] == .link(target: "https://post.example/plan?id=7", content: [.text("the plan")]))
        #expect(two.count == 2)
        #expect(two[0].inlines == [.emphasis([.text("The plan is long.")])])
    }

    @Test(
        "Text that an inline style hides is not read",
        arguments: [
            "display:none": true, "color:red; DISPLAY : None": true, "visibility:hidden": true, "left: -10000px": true,
            "position:absolute;clip:rect(0 0 0 0)": true, "font-size:0": true, "font-size:0;color:red": true,
            "opacity:0;height:0": true, "font-size:0.9em": false, "display:block": false, "opacity:0": false,
        ])
    func inlineStyle(style: String, hides: Bool) throws {
        let text = "The harbour office answers questions about the pier on every day of the week."
        let report = try Pages.extract(Pages.html(after: "<p style='\(style)'>\(text)</p>")).report
        #expect(report.candidates.contains { $0.text == text } != hides)
    }
}
