import Foundation
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

    @Test(
        "A sentence of the text that begins as a label does is the text's",
        arguments: [
            "Responses to the survey came from 300 people in May.",
            "Comments on the bill close on Friday, the clerk said.",
            "Get our own house in order first, she said.", "Download the form and post it to the clerk.",
            "Advertisement spending rose to 3 billion euros last year.", "Story continues to haunt them, he wrote.",
            "Subscribe to this view and you must also accept its consequences, he told them.",
        ])
    func sentencesLikeLabels(_ sentence: String) throws {
        var parts = paragraphs
        parts.insert("<p>\(sentence)</p>", at: 3)
        var expected = Pages.paragraphs
        expected.insert(sentence, at: 3)
        #expect(try page(parts) == expected.joined(separator: "\n"))
    }

    @Test("Items of an ordered list have the numbers that a reader sees")
    func numberedItems() throws {
        var parts = paragraphs
        parts.insert(
            "<ol start='3'><li>The pier closes in May.</li><li><p>The ferry stops in June.</p><p>Nobody knows for how long.</p></li></ol>",
            at: 2)
        var expected = Pages.paragraphs
        expected.insert(
            contentsOf: ["3. The pier closes in May.", "4. The ferry stops in June.", "Nobody knows for how long."],
            at: 2)
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

    private func germanPage(lead: String, language: String = "de") -> String {
        let paragraphs = [
            "Der Rat der Stadt hat am Montag beschlossen, dass die alte Brücke noch vor dem Winter erneuert werden soll.",
            "Fachleute hatten im März festgestellt, dass die hölzernen Pfähle ein Drittel ihrer Kraft verloren haben.",
            "Die Arbeiten kosten vier Millionen, von denen das Land den größten Teil aus einem eigenen Topf bezahlt.",
            "Bis dahin legen die Fähren am Fischmarkt ab, und die Läden am Ufer bekommen neue Schilder für Besucher.",
        ]
        return """
            <html lang="\(language)"><head><title>Die alte Brücke wird erneuert</title></head><body><main><header>
            <h1>Die alte Brücke wird erneuert</h1>\(lead)</header><div class="text">
            \(paragraphs.map { "<p>\($0)</p>" }.joined())</div></main></body></html>
            """
    }

    @Test("A standfirst is the text's first paragraph, except in English", arguments: ["de", "en"])
    func standfirst(stated: String) throws {
        let lead = "Noch vor dem Winter soll gebaut werden."
        let article = try Pages.extract(germanPage(lead: "<p class='vorspann'>\(lead)</p>", language: stated)).article
        #expect(article.bodyText.hasPrefix(lead + "\n"))
        #expect(article.metadata.deck == nil)
        let english = try Pages.extract(
            Pages.html(before: "<p class='standfirst'>The work is to begin before the winter.</p>")
        ).article
        #expect(english.bodyText == Pages.expected)
        #expect(english.metadata.deck == "The work is to begin before the winter.")
    }

    @Test("A second headline stands with the first, and the standfirst under it is text")
    func secondHeadline() throws {
        let lead = "Der Rat ist sich einig. Gebaut wird noch vor dem Winter."
        let article = try Pages.extract(
            germanPage(lead: "<h2>Stadt will vor dem Winter bauen</h2><div><p>\(lead)</p></div>")
        ).article
        #expect(article.metadata.deck == "Stadt will vor dem Winter bauen")
        #expect(article.bodyText.hasPrefix(lead + "\n"))
    }

    @Test("Sentences of a standfirst that stand together stay together, and a credit is none")
    func longStandfirst() throws {
        let article = try Pages.extract(
            germanPage(
                lead:
                    "<div class='vorspann'><p>Der Rat ist sich einig.</p><p>Gebaut wird noch vor dem Winter.</p></div><p class='description'>Jane Roe / J. Doe / Hafenbild.</p>"
            )
        ).article
        #expect(article.bodyText.hasPrefix("Der Rat ist sich einig.\nGebaut wird noch vor dem Winter.\nDer Rat der"))
    }

    @Test(
        "Who took the pictures, said after the text, is none of it",
        arguments: [
            "Titelbild: Ida Holm/Hafenbild", "Crédits photos : Bestimage", "Image used under license from Picture Bank",
            "Fotos: Hafenbild",
        ])
    func pictureCredits(_ credit: String) throws {
        #expect(try page(paragraphs + ["<p>\(credit)</p>"]) == Pages.expected)
        let sentence = "Photos: \(Pages.paragraphs[1])"
        #expect(try page(paragraphs + ["<p>\(sentence)</p>"]).hasSuffix(sentence))
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

    @Test("A pull quote that says again what a paragraph says is not the text's, and neither is the name under it")
    func pullQuote() throws {
        var parts = paragraphs
        parts.insert(
            "<blockquote><p>Engineers found in March that the wooden piles had lost a third of their strength.</p><p>Ada Brandt</p></blockquote>",
            at: 4)
        parts[1] =
            "<p>Engineers found in March that the wooden piles had lost a third of their strength, which worried nobody.</p>"
        let text = try page(parts)
        #expect(text.components(separatedBy: "lost a third").count == 2)
        #expect(!text.contains("\nAda Brandt"))
    }

    @Test("A quotation of its own stays")
    func quotation() throws {
        var parts = paragraphs
        parts.insert(
            "<blockquote><p>The pier was ours before it was the council's, and so it will be again.</p></blockquote>",
            at: 4)
        #expect(try page(parts).contains("The pier was ours before it was the council's"))
    }

    @Test(
        "Who reported too is no text, when it stands at the end",
        arguments: [
            "Ida Holm in Bergen contributed to this report.", "Additional reporting by Ida Holm",
            "Reporting by Ida Holm and Ola Lie; editing by Kari Moe", "mit dpa",
        ])
    func reportingCredit(credit: String) throws {
        #expect(try page(paragraphs + ["<p><em>\(credit)</em></p>"]) == Pages.expected)
    }

    @Test("The author's name at the end, and what is said of the author under it, are no text")
    func authorBox() throws {
        let head = "<meta name='author' content='Ida Holm'>"
        let box =
            "<div><h3>Ida Holm</h3><p>Ida Holm is our correspondent in the north, where she has written about harbours for nine years.</p></div>"
        #expect(try Pages.text(Pages.html(head: head, body: (paragraphs + [box]).joined())) == Pages.expected)
        let quoted = paragraphs + ["<p>Ida Holm</p>"] + paragraphs
        #expect(try Pages.text(Pages.html(head: head, body: quoted.joined())).contains("Ida Holm"))
    }

    @Test("Texts that break off under links are teasers")
    func brokenOff() throws {
        let items = ["Night buses", "Bridge repairs", "Housing scheme", "Market hall"].map {
            "<li><a href='/\($0.count)'>\($0)</a><p>It is the third time this year that the plan was put before the council […]</p></li>"
        }
        #expect(
            try page(paragraphs + ["<div class='sidebar-widget'><ul>\(items.joined())</ul></div>"]) == Pages.expected)
    }

    @Test("The text's opening counts where it stands in a box of its own, and so do the questions after it")
    func openingAndQuestions() throws {
        let opening = Pages.paragraphs[0...1].map { "<p>\($0)</p>" }.joined()
        let text = (Pages.paragraphs[2...] + Pages.paragraphs[2...].map { "On Tuesday, too: " + $0 }).map {
            "<p>\($0)</p>"
        }
        .joined()
        let questions = (1...3).map {
            "<div><h3>Who pays for pier number \($0)?</h3><div><p>The region pays for it, as the council decided in vote number \($0) on Monday.</p></div></div>"
        }
        let html = Pages.html(
            body:
                "<div><section>\(opening)</section><section><div>\(text)</div></section><section>\(questions.joined())</section></div>"
        )
        let read = try Pages.text(html)
        #expect(read.hasPrefix(Pages.paragraphs[0]))
        #expect(read.hasSuffix("as the council decided in vote number 3 on Monday."))
    }

    @Test("A long paragraph beside a picture amid the text is a paragraph, a short line is its caption")
    func paragraphBesidePicture() throws {
        let long =
            "The new pier will stand on forty piles of steel, each of them eleven metres long, driven into the clay by a crane that comes from the yard at Holm, and it will carry a tram again, as the old one did."
        var parts = paragraphs
        parts.insert("<div><img src='/a.jpg'><p>\(long)</p></div>", at: 3)
        parts.insert("<div><img src='/b.jpg'><p>The pier in winter</p></div>", at: 3)
        var expected = Pages.paragraphs
        expected.insert(long, at: 3)
        #expect(try page(parts) == expected.joined(separator: "\n"))
    }

    @Test("A hash in a name means nothing, whatever letters stand in it")
    func hashedNames() throws {
        let short = "The council wants the crane gone by May, said Ida Holm, who lives beside it."
        for name in ["element element-ad97b7a", "block-86ad7c4caf9d", "record-id-PFk9dDFpTo0qJ"] {
            var parts = paragraphs
            parts.insert("<div class='\(name)'><p>\(short)</p></div>", at: 3)
            #expect(try page(parts).contains(short))
        }
    }

    @Test("An embedded post is quoted, whatever the frame around it is called")
    func embeddedPost() throws {
        var parts = paragraphs
        parts.insert(
            "<div class='social-embed'><blockquote><p>Yes this is real and yes the pier is gone</p></blockquote></div>",
            at: 3)
        #expect(try page(parts).contains("Yes this is real and yes the pier is gone"))
    }

    @Test("A capital in a box of its own belongs to the paragraph that goes on in small letters")
    func dropCap() throws {
        let first = Pages.paragraphs[0]
        let rest = Pages.paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined()
        let text = "<div class='letter'>\(first.prefix(1))</div><div><p>\(first.dropFirst())</p>\(rest)</div>"
        #expect(try Pages.text(Pages.html(body: text)) == Pages.expected)
        let index = "<div>A</div><p>abbey</p><div>B</div><p>bay</p>"
        let extraction = try Pages.extract(Pages.html(after: index))
        #expect(!extraction.report.candidates.contains { $0.text == "Aabbey" })
    }

    @Test("A list at the end whose entries say more than their links is kept whole")
    func mixedList() throws {
        let entries = ["Piles and Planks", "Tides", "A History of the Northern Harbours"].map {
            "<li><a href='/b'>\($0)</a> by Ada Brandt</li>"
        }.joined()
        let after = "<p>Three books on the harbour:</p><ul>\(entries)</ul>"
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + after
        let text = try Pages.text(Pages.html(body: body))
        #expect(
            text.hasSuffix(
                "Piles and Planks by Ada Brandt\nTides by Ada Brandt\nA History of the Northern Harbours by Ada Brandt")
        )
    }

    @Test("Tables that follow each other at the end are all kept, however long the first is")
    func longTables() throws {
        func table(_ name: String) -> String {
            let rows = (1...20).map { "<tr><td>\(name) \($0)</td><td>4 km</td><td>easy run</td><td>rest</td></tr>" }
            return "<h3>Plan \(name)</h3><table>\(rows.joined())</table>"
        }
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + table("one") + table("two")
        #expect(try Pages.text(Pages.html(body: body)).contains("two 20"))
    }

    @Test("A column called tags or category is a table's, and no list of tags")
    func columnNames() throws {
        let table =
            "<div><table><tr><td><p>Tags</p></td><td>Cost</td></tr><tr><td>Piles</td><td>2.1</td></tr><tr><td>Deck</td><td>1.4</td></tr></table></div>"
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + table + "<p>\(Pages.paragraphs[0]) Again.</p>"
        #expect(try Pages.text(Pages.html(body: body)).contains("Piles"))
    }

    @Test(
        "A space of any width parts words at the border of a link",
        arguments: ["\u{A0}", "\u{202F}", "\u{2009}", "\u{3000}", "\u{2028}"])
    func wideSpaces(space: String) throws {
        let body = Pages.paragraphs.map { "<p>\($0) See\(space)<a href='/a'>the\(space)</a>plan.</p>" }.joined()
        #expect(try Pages.text(Pages.html(body: body)).contains("See the plan."))
    }

    @Test(
        "A heading that numbers a day counts nothing, one that counts comments does",
        arguments: ["Day 8", "8 comments"])
    func numberedDay(heading: String) throws {
        let body = "<h2>Day 7</h2><p>\(Pages.paragraphs[0])</p><h2>\(heading)</h2>" + paragraphs.joined()
        #expect(try page([body]).contains("\n\(heading)\n") == (heading == "Day 8"))
    }

    @Test("A short sentence beside the first paragraph opens the text, and a list under an opening sentence stays")
    func shortOpenings() throws {
        let opening = ["<p>A preventable crisis.</p>"] + paragraphs
        #expect(try page(opening) == "A preventable crisis.\n" + Pages.expected)
        let list = "<ul><li>setav health</li><li>setav speed</li></ul>"
        let listed = ["<p>Two codes raise what you can carry:</p>", list] + paragraphs
        #expect(try page(listed) == "Two codes raise what you can carry:\nsetav health\nsetav speed\n" + Pages.expected)
    }

    @Test("A box that its name calls a heading in the text is none of the boxes between paragraphs")
    func subheadings() throws {
        var parts = paragraphs
        parts.insert("<div class='pf_subheadline'>Our ruling</div>", at: 3)
        #expect(try page(parts).contains("\nOur ruling\n"))
        parts[3] = "<div class='poll'>Our ruling</div>"
        #expect(try page(parts) == Pages.expected)
    }

    @Test("A last paragraph of titles and links in the text's own element stays")
    func closingTitles() throws {
        let entries = (1...4).map {
            "<p>\($0)) Thriller and more on record <a href='/\($0)'>https://short.example/\($0)</a></p>"
        }
        let text = try page(paragraphs + entries)
        #expect(text.hasSuffix("4) Thriller and more on record https://short.example/4"))
    }

    @Test("\"Recommendations\" stays over sections of a report")
    func recommendations() throws {
        let sections = "<h2>Recommendations</h2><h3>Rebuild the pier</h3><p>\(Pages.paragraphs[0]) Soon.</p>"
        #expect(try page(paragraphs + [sections]).contains("\nRecommendations\nRebuild the pier\n"))
    }

    @Test("A long paragraph that stands twice in a row is kept once, a short one is a caption for two screens")
    func repeatedParagraph() throws {
        let long = Pages.paragraphs.prefix(4).joined(separator: " ")
        let short = "The old ferry pier in the winter storms of 1931, seen from the fish market at noon."
        #expect(try page(["<p>\(long)</p><p>\(long)</p>"] + paragraphs) == long + "\n" + Pages.expected)
        let parts = paragraphs.prefix(2) + ["<p>\(short)</p><p>\(short)</p>"] + paragraphs.dropFirst(2)
        #expect(try page(Array(parts)) == Pages.expected)
    }
}
