import StetModel
import TestSupport
import Testing

@testable import StetExtract

/// What was known before tips what is near the border, and never more than that.
@Suite struct PastTests {
    private static let box = "Everybody is welcome to our walk through the old town, which begins at noon on Saturday."

    private static func page(_ parts: [String]) -> String {
        Pages.html(body: parts.joined(separator: "\n"))
    }

    /// The article's paragraphs with `part` after the third.
    private static func page(with part: String) -> String {
        var parts = Pages.paragraphs.map { "<p>\($0)</p>" }
        parts.insert(part, at: 3)
        return page(parts)
    }

    private static func past(_ html: String) -> Past.Page {
        Past.Page(bytes: Array(html.utf8), contentType: "text/html")
    }

    private static func otherArticle(_ subject: String, _ part: String) -> String {
        """
        <!DOCTYPE html><html><body><main><h1>\(subject) news</h1><div><p>Nobody expected the \(subject) to be closed in \
        the middle of its hundredth season.</p>\(part)<p>The keeper of the \(subject) told us that it would open again \
        before long.</p></div></main></body></html>
        """
    }

    private static func site(_ part: String, _ count: Int = 4) -> [Past.Page] {
        ["Museum", "Theatre", "Library", "Castle", "Garden", "Station"].prefix(count).map {
            past(otherArticle($0, part))
        }
    }

    private func read(_ html: String, _ past: Past = .none) throws -> Extraction {
        try ArticleExtractor.extract(
            PageInput(
                bytes: Array(html.utf8), contentType: "text/html", url: "https://post.example/news/pier", past: past))
    }

    private func text(_ html: String, _ past: Past = .none) throws -> String { try read(html, past).article.bodyText }

    // MARK: The site's pages

    @Test("Text on several other pages of the site is left out, text on one of them stays")
    func template() throws {
        let html = Self.page(with: "<p>\(Self.box)</p>")
        #expect(try text(html).contains(Self.box))
        let read = try read(html, Past(sitePages: Self.site("<p>\(Self.box)</p>")))
        #expect(read.article.bodyText == Pages.expected)
        #expect(read.report.description.contains("[on other pages of the site too] Everybody is welcome"))
        let one = Self.site("<p>\(Self.box)</p>", 1) + Self.site("", 3)
        #expect(try text(html, Past(sitePages: one)).contains(Self.box))
    }

    @Test("A live figure does not hide that a sentence is the site's")
    func liveFigure() throws {
        func line(_ count: String) -> String {
            "<p>Right now \(count) people in town are looking at what we write here.</p>"
        }
        let site = ["87", "1,204", "310", "99"].map { Self.past(Self.otherArticle("Castle \($0)", line($0))) }
        #expect(try text(Self.page(with: line("2,077")), Past(sitePages: site)) == Pages.expected)
    }

    @Test("A sentence of the site inside a paragraph is left out of it, its figures whatever they are")
    func sentence() throws {
        func aside(_ count: Int) -> String { "Our \(count) correspondents write to you from all of the harbour towns." }
        let own = "Divers will look at the piles again in May."
        let html = Self.page(with: "<p>\(own) \(aside(31))</p>")
        let site = (0..<5).map { number in
            Self.past(Self.otherArticle("Castle \(number)", "<p>Part \(number) of the wall fell. \(aside(number))</p>"))
        }
        let past = Past(sitePages: site)
        let read = try read(html, past)
        #expect(read.article.bodyText.contains(own) && !read.article.bodyText.contains("correspondents"))
        #expect(read.report.description.contains("less sentences of the site's"))
        // It stays out when fewer of the site's pages are at hand, and the paragraph stays in.
        let next = Self.page(with: "<p>\(own) \(aside(77))</p>")
        let later = Past(article: read.article, page: Self.past(html))
        #expect(try text(next, later) == read.article.bodyText)
        #expect(try text(next).contains("correspondents"))
    }

    @Test("What the article was taken for before does not save the site's text")
    func templateBeatsPast() throws {
        let html = Self.page(with: "<p>\(Self.box)</p>")
        let before = try read(html).article
        #expect(before.bodyText.contains(Self.box))
        let past = Past(article: before, page: Self.past(html), sitePages: Self.site("<p>\(Self.box)</p>"))
        #expect(try text(html, past) == Pages.expected)
    }

    @Test("Copies of the article under other addresses of the site hide nothing")
    func copies() throws {
        let html = Self.page(with: "")
        let copies = [Past.Page](repeating: Self.past(html), count: 6)
        #expect(try text(html, Past(sitePages: copies)) == Pages.expected)
    }

    // MARK: The article before

    @Test("What stood in the article stays, at its place only")
    func staysKept() throws {
        let label = "Map: the harbour and its piers"
        let html = Self.page(with: "<div>\(label)</div>")
        #expect(try text(html) == Pages.expected)
        var blocks = Pages.paragraphs.map { Block.paragraph([Sentence($0)]) }
        blocks.insert(.paragraph([Sentence(label)]), at: 3)
        let read = try read(html, Past(article: Article(blocks: blocks)))
        #expect(read.article.bodyText.contains(label))
        #expect(read.report.description.contains("[article, as before] \(label)"))
        blocks.append(blocks.remove(at: 3))
        #expect(try text(html, Past(article: Article(blocks: blocks))) == Pages.expected)
    }

    @Test("Of a label that stands several times, those that were the article's stay and the others do not")
    func repeated() throws {
        let label = "<div>Harbour Post</div>"
        var parts = Pages.paragraphs.map { "<p>\($0)</p>" }
        parts.insert(label, at: 1)
        parts.insert(label, at: 4)
        let html = Self.page(parts)
        #expect(try text(html) == Pages.expected)
        var blocks = Pages.paragraphs.map { Block.paragraph([Sentence($0)]) }
        blocks.insert(.paragraph([Sentence("Harbour Post")]), at: 3)
        let expected = Pages.paragraphs[..<3] + ["Harbour Post"] + Pages.paragraphs[3...]
        let past = Past(article: Article(blocks: blocks), page: Self.past(html))
        #expect(try text(html, past) == expected.joined(separator: "\n"))
    }

    @Test("What was left out of the article stays left out")
    func staysLeftOut() throws {
        let html = Self.page(with: "<p>\(Self.box)</p>")
        let before = Article(blocks: Pages.paragraphs.map { .paragraph([Sentence($0)]) })
        let read = try read(html, Past(article: before, page: Self.past(html)))
        #expect(read.article.bodyText == Pages.expected)
        #expect(read.report.description.contains("[left out of the article before] Everybody is welcome"))
        // Without its page nothing is known of what was left out.
        #expect(try text(html, Past(article: before)).contains(Self.box))
    }

    @Test("A text that was left out once and now stands twice is new where it is the article's")
    func standsOnceMore() throws {
        let notice = "The pier will stay closed to all visitors until further notice."
        let head = "<div class='widget'><p>\(notice)</p></div>"
        let before = Pages.html(before: head)
        #expect(try text(before) == Pages.expected)
        let after = Pages.html(before: head, body: (Pages.paragraphs + [notice]).map { "<p>\($0)</p>" }.joined())
        let past = Past(article: try read(before).article, page: Self.past(before))
        #expect(try text(after, past) == Pages.expected + "\n" + notice)
    }

    @Test(
        "A sentence that stood in a box and stands in the running text now is the article's",
        arguments: [
            "<aside class=\"promo\"><p>@</p></aside>",
            "<section class=\"related\"><a href=\"/x\">Mayor sorry</a><p>@</p></section>",
        ])
    func movesIn(_ box: String) throws {
        let sentence =
            "The mayor said sorry on Wednesday for having given the council the wrong figures about the pier's cost."
        let filled = box.replacing("@", with: sentence)
        for before in [Self.page(with: filled), Pages.html(after: filled)] {
            #expect(try text(before) == Pages.expected)
            let past = Past(article: try read(before).article, page: Self.past(before))
            for after in [
                Self.page(with: "<p>\(sentence)</p>"),
                Self.page(Pages.paragraphs.map { "<p>\($0)</p>" } + ["<p>\(sentence)</p>"]),
            ] {
                #expect(try text(after, past).contains(sentence))
            }
            // In another box it is what it was.
            let renamed = before.replacing("promo", with: "k7").replacing("related", with: "k8")
            #expect(try text(renamed, past) == Pages.expected)
        }
    }

    @Test("A changed number, a new paragraph and a removed one show as without the past")
    func edits() throws {
        let before = Self.page(with: "<p>The storm has killed 12 people in the harbour towns.</p>")
        let past = Past(
            article: try read(before).article, page: Self.past(before), sitePages: Self.site("<p>\(Self.box)</p>"))
        for part in [
            "<p>The storm has killed 15 people in the harbour towns.</p>",
            "<p>The storm has killed 12 people in the harbour towns.</p><p>The inquiry continues.</p>", "",
        ] {
            let after = Self.page(with: part)
            #expect(try text(after, past) == text(after))
        }
    }

    @Test("What a line says of itself beats the past")
    func wordingBeatsPast() throws {
        let line = "Sign up for our newsletter and get the top stories delivered to your inbox."
        var blocks = Pages.paragraphs.map { Block.paragraph([Sentence($0)]) }
        blocks.insert(.paragraph([Sentence(line)]), at: 3)
        let html = Self.page(with: "<div><p>\(line)</p></div>")
        #expect(try text(html, Past(article: Article(blocks: blocks))) == Pages.expected)
    }

    @Test("Comments that grew do not take the article's place, and an edit of the article still shows")
    func grownComments() throws {
        func page(_ paragraphs: [String], comments: Int) -> String {
            let thread = (0..<comments).map {
                "<p>I have lived beside the harbour for \($0 + 30) years, and nobody who I know of ever asked for it.</p>"
            }
            return """
                <!DOCTYPE html><html><body><div>
                <section><div>\(paragraphs.map { "<p>\($0)</p>" }.joined())</div></section>
                <section><div>\(thread.joined())</div></section></div></body></html>
                """
        }
        let before = page(Pages.paragraphs, comments: 0)
        #expect(try text(before) == Pages.expected)
        var edited = Pages.paragraphs
        edited[3] =
            "The work will cost 5.1 million crowns, most of which the region pays from a fund for coastal towns."
        let after = page(edited, comments: 26)
        #expect(try !text(after).contains("5.1 million"))
        let past = Past(article: try read(before).article, page: Self.past(before))
        #expect(try text(after, past) == edited.joined(separator: "\n"))
        // What is seven times the former article and more is the article.
        let other = page(Array(Pages.paragraphs.prefix(2)), comments: 40)
        #expect(try text(other, past).contains("I have lived beside the harbour"))
    }

    // MARK: Laws

    private static func box(_ random: inout SplitMix64) -> String {
        let number = random.next() % 50 + 2
        let boxes = [
            "<div><a href='/s/\(number)'>Shop the autumn sale now</a></div>",
            "<div>Map number \(number): the harbour and its piers</div>",
            "<p>\(box)</p>", "<div><div><p>\(box)</p></div></div>", "<ul><li>Tides</li><li>Ferries</li></ul>",
            "<div><span>\(number) minutes ago</span> <span>\(number) comments</span></div>",
        ]
        return boxes[Int(random.next() % UInt64(boxes.count))]
    }

    private static func noisyPage(_ random: inout SplitMix64) -> String {
        page(
            Pages.paragraphs.flatMap { paragraph in
                random.next() % 3 == 0 ? [box(&random), "<p>\(paragraph)</p>"] : ["<p>\(paragraph)</p>"]
            })
    }

    @Test("A page read with its own past is the article that it was", arguments: 1...30)
    func samePage(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let html = Self.noisyPage(&random)
        let article = try read(html).article
        #expect(try read(html, Past(article: article, page: Self.past(html))).article == article, "seed \(seed)")
    }

    @Test("There and back again: a page that comes back after another one is the article that it was")
    func thereAndBack() throws {
        var count = 0
        for seed in 1...150 {
            var random = SplitMix64(seed: UInt64(seed))
            let first = Self.noisyPage(&random)
            let second = Self.noisyPage(&random)
            let before = try read(first).article
            let after = try read(second, Past(article: before, page: Self.past(first))).article
            guard first != second, before == after else { continue }
            count += 1
            #expect(try read(first, Past(article: after, page: Self.past(second))).article == before, "seed \(seed)")
        }
        #expect(count >= 12, "so many pairs of different pages have the same article")
    }

    // MARK: Poison

    @Test("A past that is garbage, another article's, hostile or huge neither breaks nor hides anything")
    func poison() throws {
        let html = Self.page(with: "<p>\(Self.box)</p>")
        let alone = try text(html)
        let other = try read(Self.otherArticle("Museum", "")).article
        let empty = Article(blocks: [])
        let comment = Article(blocks: [.paragraph([Sentence(Pages.paragraphs[5])])])
        let everything = Article(
            blocks: ["Home", "News", "Harbour Post is published by the Harbour Press. All rights reserved."].map {
                .paragraph([Sentence($0)])
            })
        let pages = [
            [], [0xFF, 0x00, 0x3C], Array("%PDF-1.7".utf8), Array(html.utf8),
            Array(String(repeating: "<div>", count: 20_000).utf8),
            [UInt8](repeating: UInt8(ascii: "<"), count: 64 << 20),
        ].map { Past.Page(bytes: $0, contentType: "text/html") }
        for article in [other, empty, comment] {
            for page in pages {
                #expect(try text(html, Past(article: article, page: page, sitePages: [page, page])) == alone)
            }
        }
        #expect(try text(html, Past(article: everything, page: pages[0])).hasPrefix(alone.prefix(400)))
    }
}
