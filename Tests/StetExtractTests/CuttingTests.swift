import StetModel
import TestSupport
import Testing

@testable import StetExtract

/// What extraction must neither cut nor keep: short values, statements in the words of labels, and boxes that ask for something.
@Suite struct CuttingTests {
    private static let first = Pages.paragraphs[..<3].map { "<p>\($0)</p>" }.joined(separator: "\n")
    private static let rest = Pages.paragraphs[3...].map { "<p>\($0)</p>" }.joined(separator: "\n")

    /// The article's paragraphs with `part` after the third.
    private static func page(with part: String) -> String { Pages.html(body: first + part + rest) }

    private func lines(_ part: String) throws -> [String] {
        try Pages.text(Self.page(with: part)).split(separator: "\n").map(String.init)
    }

    // MARK: Values

    @Test("The values of a description are kept, whatever they say")
    func descriptionValues() throws {
        let values = ["5 May 2026", "212 m", "A4", "12 comments", "by 2028", "Advertising", "Print", "Contact", "19 %"]
        let terms = values.indices.map { "<dt>Field number \($0)</dt><dd>\(values[$0])</dd>" }.joined()
        let kept = try lines("<dl>\(terms)</dl>")
        for value in values { #expect(kept.contains(value)) }
    }

    @Test("A list that says when and by whom the page was made is no description of its matter")
    func stampList() throws {
        let list = """
            <dl><dt>Published</dt><dd>5 May 2026</dd><dt>Updated</dt><dd>6 May 2026</dd></dl>
            <dl><dt>Details</dt><dd>Published: 5 May 2026</dd><dd>1,204 views</dd><dd>12 comments</dd></dl>
            """
        let text = try Pages.text(Self.page(with: list))
        #expect(!text.contains("views") && !text.contains("12 comments"))
    }

    @Test(
        "Short items of a list among the text are kept: where a sentence announces it, and where others of it are",
        arguments: [
            "<ul><li>in stone</li><li>by 2028</li></ul>",
            "<div><ul><li>Build the pier</li><li>5 May 2026</li></ul></div>",
            "<p>The office stores the following about its visitors:</p><ul><li>Comments</li><li>Newsletter</li><li>Login data</li></ul>",
            "<ul><li>The steel hull<ul><li>212 m</li><li>twelve decks</li></ul></li><li>The crane</li></ul>",
        ])
    func listItems(_ list: String) throws {
        let kept = try lines(list)
        for item in list.split(separator: "<li>").dropFirst() {
            let words = String(item.prefix { $0 != "<" })
            #expect(kept.contains(words), "\(words)")
        }
    }

    @Test("A list of nothing but labels goes, and so does one that a label heads")
    func labelList() throws {
        let lists = """
            <ul><li>Share</li><li>Print</li><li>12 comments</li></ul><ul><li>Related</li><li>Read more</li><li>Pier</li></ul>
            """
        let kept = try lines(lists)
        #expect(!kept.contains("Share") && !kept.contains("12 comments") && !kept.contains("Related"))
    }

    @Test("A change of a value is a change of the article")
    func changedValue() throws {
        func text(_ day: String, _ length: String) throws -> String {
            try Pages.text(
                Self.page(with: "<dl><dt>Deadline</dt><dd>\(day)</dd><dt>Length</dt><dd>\(length)</dd></dl>"))
        }
        #expect(try text("5 May 2026", "212 m") != text("9 June 2027", "212 m"))
        #expect(try text("5 May 2026", "212 m") != text("5 May 2026", "380 m"))
    }

    @Test("The caption of a table stands before its rows")
    func tableCaption() throws {
        let read = try Pages.extract(
            Self.page(
                with: """
                    <table><caption>Table 1. Levels in metres above the harbour datum</caption><tr><th>Day</th><th>Level</th></tr>
                    <tr><td>Monday</td><td>1.2</td></tr><tr><td>Friday</td><td>1.7</td></tr></table>
                    """))
        let place = try #require(
            read.article.blocks.firstIndex {
                if case .figure(let caption) = $0 { caption.joinedText.hasPrefix("Table 1") } else { false }
            })
        guard case .table = read.article.blocks[place + 1] else {
            Issue.record("the table does not follow its caption")
            return
        }
        // Law: what the explanation says was kept stands in the article.
        let text = read.article.text(withCaptions: true)
        for line in read.report.candidates where line.isKept { #expect(text.contains(line.text), "\(line.text)") }
    }

    // MARK: Statements

    @Test(
        "A sentence with a subject and a verb of its own is no counter and no stamp",
        arguments: [
            "Some 1,204 people are following the trial in the courtroom and outside it.",
            "1,204 people are following the trial.",
            "About 300 people are watching the nest from the hide every weekend.",
            "Updated guidance was published on 4 May 2026.",
            "Updated rules are to follow on 4 May 2026.",
        ])
    func statements(_ sentence: String) throws {
        let read = try Pages.extract(Self.page(with: "<p>\(sentence)</p>"))
        #expect(read.article.bodyText.contains(sentence))
        #expect(read.article.metadata.published == nil && read.article.metadata.updated == nil)
    }

    @Test(
        "Counters and stamps that are the whole line go as before",
        arguments: [
            "1,204 people are watching this page right now.", "1,204 readers are following this match live",
            "1204 osoby czyta teraz ten artykuł", "This article was last updated on 4 May 2026.",
            "This story was updated on 4 May 2026 at 10:00.", "Only 3 left in stock – order soon",
            "Nur noch 3 auf Lager",
            "Plus que 3 en stock",
        ])
    func wholeLines(_ line: String) throws {
        #expect(try Pages.text(Self.page(with: "<p>\(line)</p>")) == Pages.expected)
    }

    @Test("\"Order 3\" and \"3 days\" in a heading are no stock")
    func noStock() throws {
        let text = try Pages.text(
            Self.page(with: "<h2>Order 3</h2><p>\(Pages.paragraphs[0]) It was lifted in May.</p>"))
        #expect(text.contains("Order 3"))
    }

    @Test(
        "A heading in the words of labels stays over text of its own",
        arguments: [
            "Related work", "Advertising", "Photo", "Privacy policy", "Comments", "Newsletter", "Tags", "See also",
        ])
    func headings(_ heading: String) throws {
        let section = "The part under this heading says something that the reader of the report wants to know about it."
        let part =
            "<h2>\(heading)</h2><p>\(section)</p><p>\(section.replacing("part", with: "second part"))</p><h2>Outlook</h2>"
        let kept = try lines(part)
        #expect(kept.contains(heading) && kept.contains(section) && kept.contains("Outlook"))
    }

    @Test("Such a heading goes where its text does, and where it labels an advertisement's place")
    func emptyHeadings() throws {
        let kept = try lines(
            """
            <h2>Newsletter</h2><p>Sign up and get the latest stories delivered straight to your inbox every morning.</p>
            <h2>Outlook</h2>
            """)
        #expect(!kept.contains("Newsletter"))
        #expect(try Pages.text(Self.page(with: "<h3>Advertisement</h3>")) == Pages.expected)
    }

    // MARK: Consent

    private static let consents = [
        "<p>We value your privacy. We and our 812 partners store and access information on a device, such as cookies, to provide personalised ads.</p>",
        """
        <h2>We value your privacy</h2><p>We and our partners use technologies, such as cookies, and process personal data, such as
        IP addresses and cookie identifiers, for the purposes described below.</p>
        <p>Click below to consent to the use of this technology across the web.</p>
        """,
        """
        <h2>Wir schätzen Ihre Privatsphäre</h2><p>Wir und unsere 812 Partner speichern Informationen auf Ihrem Gerät, z. B. eindeutige
        Kennungen in Cookies, um personenbezogene Daten zu verarbeiten.</p>
        """,
        "<p>Con su acuerdo, nosotros y nuestros 812 socios usamos cookies para almacenar y procesar datos personales como su visita.</p>",
        "<p>Noi e i nostri 812 fornitori archiviamo informazioni quali cookie su un dispositivo e trattiamo i dati personali.</p>",
        "<p>Wij en onze 812 partners gebruiken cookies en vergelijkbare technieken om informatie op je apparaat op te slaan.</p>",
        "<p>My i nasi 812 partnerzy przechowujemy informacje na urządzeniu, np. unikalne identyfikatory w plikach cookie.</p>",
    ]

    @Test("A question for consent is not the article, in a box without a name, above and below it", arguments: consents)
    func consent(_ text: String) throws {
        let box = "<div class=\"q\">\(text)<button>Agree</button><button>Options</button></div>"
        for html in [
            Pages.html(before: box), Pages.html(after: box), Pages.html().replacing("<main>", with: box + "<main>"),
        ] {
            #expect(try Pages.text(html) == Pages.expected)
        }
    }

    @Test(
        "The boxes of consent tools go by their names, and what is pinned to the window by that",
        arguments: [
            "id=\"didomi-host\"", "id=\"sp_message_container_9\"", "id=\"CybotCookiebotDialog\"",
            "id=\"usercentrics-root\"",
            "id=\"cmpbox\"", "class=\"privacy-notice\"", "style=\"bottom:0; position: fixed\"",
        ])
    func namedConsent(_ attribute: String) throws {
        let box =
            "<div \(attribute)><p>Please tell us what we may do with what we learn of you while you read.</p></div>"
        #expect(try Pages.text(Pages.html(after: box)) == Pages.expected)
    }

    @Test("A page of nothing but a question for consent is read as that")
    func nothingButConsent() throws {
        let text = "We and our partners store and access information on a device for personalised ads and content."
        let html =
            "<html><head><title>Before you continue</title></head><body><h1>Before you continue</h1><p>\(text)</p></body></html>"
        #expect(try Pages.text(html) == text)
    }

    @Test("An article on privacy keeps its paragraphs")
    func articleOnPrivacy() throws {
        let part = """
            <p>The regulator said that the company had to ask for consent before its partners store information on a device.</p>
            <p>Under the law, whoever wants to process personal data needs a reason for it, and visitors may object.</p>
            """
        let kept = try lines(part)
        #expect(kept.contains { $0.hasPrefix("The regulator") } && kept.contains { $0.hasPrefix("Under the law") })
    }

    @Test("A paragraph beside the main part is none of it")
    func besideMain() throws {
        let beside =
            "<div><p>Harbour Post is made by forty people in an old net loft, and by a hundred more who write to us.</p></div>"
        let html = Pages.html().replacing("<footer>", with: beside + "<footer>")
        #expect(try Pages.text(html) == Pages.expected)
    }

    // MARK: Boxes

    @Test(
        "Labelled advertisements, calls for money, polls and calls to get the app go whole",
        arguments: [
            """
            <div><small>Sponsored content</small><p>Switch to Volt Energy today and save up to 300 dollars on your bill in the first
            year.</p><a href="/ad">Learn more</a></div>
            """,
            """
            <div><p>Our journalism is free thanks to readers like you. If you can, please support us with a small monthly gift.</p>
            <a href="/d">Donate</a></div>
            """,
            """
            <div class="z"><h4>Should the pier be rebuilt?</h4><label><input type="radio">Yes</label> <label><input
            type="radio">No</label><button>Vote</button></div>
            """,
            "<p>Download the Post app for iOS and Android to read this story offline.</p>",
        ])
    func calls(_ box: String) throws { #expect(try Pages.text(Self.page(with: box)) == Pages.expected) }

    @Test("Under an advertisement's label the article goes on, also over a link to another story")
    func textUnderLabel() throws {
        let sentence = "Divers will look at all of the piles again before the council meets for the last time in May."
        let label = "<small>Advertisement</small>"
        #expect(try lines("<div>\(label)<p>\(sentence)</p></div>").contains { $0.hasPrefix("Divers will look") })
        let long = Pages.paragraphs.joined(separator: " ").replacing("pier", with: "quay")
        let box = "<div>\(label)<p>\(sentence) \(long)</p><a href=\"/x\">Fish market opens again</a></div>"
        #expect(try lines(box).contains { $0.hasPrefix("Divers will look") })
    }

    @Test("Of a forum's thread the first post is the article, and the day its writer joined is none of publication")
    func thread() throws {
        func post(_ name: String, _ joined: String, _ date: String, _ text: String) -> String {
            """
            <div class="post"><div class="user"><a href="/u/\(name)">\(name)</a><br>Posts: 312<br>Joined: \(joined)</div>
            <div class="date">\(date)</div><div class="msg">\(text)</div>
            <div class="acts"><a href="#">Quote</a> <a href="#">Reply</a> 3 likes</div></div>
            """
        }
        let question =
            "The gearbox of my old car makes a noise in second gear while it is cold, and after ten minutes it is gone."
        let html = """
            <html lang="en"><head><title>Noise in the gearbox - Old Cars</title></head><body><h1>Noise in the gearbox</h1>
            \(post("paco", "12 Mar 2014", "9 Feb 2026, 21:14", "<p>\(question)</p><p>I have changed the oil, and nothing came of it. Can it be the synchro ring?</p>"))
            \(post("ines", "1 Jan 2020", "10 Feb 2026, 08:02", "<p>It is almost certainly the bearing of the input shaft, which was so with mine, and I had to open the box.</p>"))
            \(post("lope", "3 May 2019", "10 Feb 2026, 09:40", "<p>Before you open anything, look at the play of the lever and at the rubber block behind it, which gets hard.</p>"))
            </body></html>
            """
        let read = try Pages.extract(html)
        #expect(read.article.bodyText.hasPrefix(question))
        #expect(!read.article.bodyText.contains("bearing") && !read.article.bodyText.contains("rubber block"))
        #expect(read.article.metadata.published.map { "\($0)".hasPrefix("2026-02-09") } == true)
    }

    @Test("Reviews with their times are comments, and a section on reviews is not")
    func reviews() throws {
        let review =
            "Love this pier, it has been with me through a whole winter of rain and stayed dry every single day."
        let after = "<section><h2>Reviews</h2><div><b>Dee</b> <span>2 days ago</span><p>\(review)</p></div></section>"
        #expect(try Pages.text(Pages.html(after: after)) == Pages.expected)
        let part =
            "<h2>Reviews</h2><p>The report was read by three engineers, who found nothing to add to its numbers.</p>"
        #expect(try lines(part).contains("Reviews"))
    }

    // MARK: Rows and times

    @Test("Labels of a row are parted, and the row between a live page's entries goes; a word in several links is one")
    func shareRows() throws {
        let row = "<div class=\"sh\"><a href=\"#\">Share</a><a href=\"#\">Copy link</a></div>"
        #expect(try Pages.text(Self.page(with: row)) == Pages.expected)
        let names = "<p>They are named <a href=\"/a\">Ada</a><a href=\"/b\">Ben</a> in the file of the harbour.</p>"
        #expect(try lines(names).contains("They are named Ada Ben in the file of the harbour."))
        let word =
            "<p>The <a href=\"/a\">cer</a><a href=\"/a\">emony</a> of the harbour began at ten in the morning.</p>"
        #expect(try lines(word).contains("The ceremony of the harbour began at ten in the morning."))
    }

    @Test("The list of an offer under its call is no list of values")
    func offerList() throws {
        let offer = """
            <div><p>Subscribe now to read the latest news in your city:</p><ul><li>Unlimited online access to the Harbour Post.</li>
            <li>Support local journalism.</li><li>Access articles from all towns with one account</li></ul></div>
            """
        #expect(try !Pages.text(Self.page(with: offer)).contains("Support local journalism"))
    }

    @Test(
        "A relative time is neither an author nor text",
        arguments: [
            ("<div>By Ann Lee, yesterday</div>", "<div>By Ann Lee, 5 hours ago</div>"),
            (
                "<p>By Ann Lee<br>Published 2 days ago | Updated 5 minutes ago</p>",
                "<p>By Ann Lee<br>Published 3 days ago | Updated 1 day ago</p>"
            ),
        ])
    func relativeTimes(_ first: String, _ second: String) throws {
        for stamp in [first, second] {
            let read = try Pages.extract(Pages.html(before: stamp))
            #expect(read.article.bodyText == Pages.expected)
            #expect(read.article.metadata.authors == ["Ann Lee"])
        }
    }

    @Test("A quotation set large that says a sentence of the text again goes")
    func pullQuote() throws {
        let quote = "<blockquote class=\"css-pull\">“We cannot wait for another season”</blockquote>"
        #expect(try Pages.text(Self.page(with: quote)) == Pages.expected)
    }

    @Test("A Japanese meter is not the text, and says that the article is behind a wall")
    func japaneseMeter() throws {
        let text = ["駅前の図書館が四月に再開する。耐震補強と空調の更新を終え、席は百八十から二百四十に増えた。", "市によると、総事業費は十二億三千万円で、開館時間は午前九時から午後八時まで。"]
        let html = """
            <html lang="ja"><head><title>駅前の図書館、四月に再開</title></head><body><article><h1>駅前の図書館、四月に再開</h1>
            <p>\(text[0])</p><p>\(text[1])</p><p>この記事は有料記事です。残り512文字</p></article></body></html>
            """
        let read = try Pages.extract(html)
        #expect(read.article.bodyText == text.joined(separator: "\n") || !read.article.bodyText.contains("有料"))
        #expect(read.article.metadata.access == .restricted)
    }
}
