import StetModel
import Testing

@testable import StetExtract

@Suite("Bylines")
struct BylineTests {
    private func authors(head: String = "", before: String = "", after: String = "") throws -> [String] {
        try Pages.extract(Pages.html(head: head, before: before, after: after)).article.metadata.authors
    }

    @Test(
        "A byline is read as persons",
        arguments: [
            ("ByJane Roe", ["Jane Roe"]), ("By Jane Roe, Ph.D.", ["Jane Roe, Ph.D."]),
            ("Jane Roe, MD, DABOM and John Doe", ["Jane Roe, MD, DABOM", "John Doe"]),
            ("By Jane Roe, in News, Business", ["Jane Roe"]), ("Par Jane Roe le", ["Jane Roe"]),
            ("View all posts by Jane Roe", ["Jane Roe"]), ("© Jane Roe Jane Roe", ["Jane Roe"]),
            ("Jane (Jay) Roe", ["Jane (Jay) Roe"]), ("Jane Roe (Reuters)", ["Jane Roe"]),
            ("Par Jane Roe(Bruxelles, bureau)", ["Jane Roe"]),
            ("Jane Roe 3 min read", ["Jane Roe"]), ("Jane Roe, Dietitian", ["Jane Roe"]),
            ("Por Jane Roe | Madrid", ["Jane Roe"]),
            ("By Jane Roe and Plato", ["Jane Roe", "Plato"]),
            ("By Jane Roe, Features Editor; photographs by John Doe", ["Jane Roe"]),
            ("Words: Jane Roe. Pictures: John Doe", ["Jane Roe"]),
            ("Reporting by Jane Roe in Skerry; editing by John Doe", ["Jane Roe"]),
            ("Текст: Иван Петров, фото: Анна Ким", ["Иван Петров"]), ("文/李晓梅 编辑/王强", ["李晓梅"]),
        ])
    func names(text: String, expected: [String]) {
        #expect(AuthorNames.names(in: text) == expected)
    }

    @Test(
        "The words that begin a byline in other languages",
        arguments: [
            ("ar", "كتب: سامي الحداد", "سامي الحداد"), ("zh", "记者：李晓梅", "李晓梅"), ("ja", "記者 田村健一", "田村健一"),
            ("ko", "김하늘 기자", "김하늘"), ("it", "di Marco Rossi", "Marco Rossi"),
            ("nl", "Door Jan de Vries", "Jan de Vries"),
            ("nb", "Av Kari Nordmann", "Kari Nordmann"), ("pl", "tekst: Jan Kowalski", "Jan Kowalski"),
        ])
    func otherLanguages(language: String, byline: String, name: String) throws {
        let texts = [
            "it":
                "Il consiglio ha detto che il molo non sarà chiuso prima della fine dell'anno, e che i lavori sono già cominciati.",
            "nl":
                "De raad heeft gezegd dat de pier niet voor het einde van het jaar wordt gesloten en dat het werk al is begonnen.",
            "nb":
                "Rådet sa at kaia ikke skal stenges før slutten av året, og at arbeidet med den er i gang etter en lang pause.",
        ]
        let paragraph = texts[language] ?? Pages.paragraphs[0]
        let body = (1...5).map { "<p>\(paragraph) (\($0))</p>" }.joined()
        let html = Pages.html(before: "<p>\(byline)</p>", body: body).replacing(
            "lang=\"en\"", with: "lang=\"\(language)\"")
        #expect(try Pages.extract(html).article.metadata.authors == [name])
    }

    @Test("A place whose name begins like another language's byline signs nothing")
    func noForeignLead() throws {
        #expect(try authors(before: "<p>Door County Board</p>") == [])
    }

    @Test("An agency or the outlet signs only where no person does")
    func agencies() throws {
        let site = "<meta property='og:site_name' content='Harbour Post'>"
        #expect(try authors(head: site + "<meta name='author' content='Jane Roe, Harbour Post'>") == ["Jane Roe"])
        #expect(try authors(head: site, before: "<p>By Jane Roe, Reuters</p>") == ["Jane Roe"])
        #expect(try authors(head: site + "<meta name='author' content='Harbour Post'>") == ["Harbour Post"])
        #expect(try authors(head: "<meta name='author' content='Reuters'>") == ["Reuters"])
        let outlet = site + "<meta name='author' content='Harbour Post'>"
        #expect(try authors(head: outlet, before: "<p>By Agencia EFE</p>") == ["Agencia EFE"])
    }

    @Test("Who is named in the byline signs, and not the account that published")
    func accounts() throws {
        let head = "<meta name='author' content='jane.roe2'>"
        #expect(try authors(head: head, before: "<p>By Jane Roe</p>") == ["Jane Roe"])
        let host = "<meta name='author' content='post.example'>"
        #expect(try authors(head: host, before: "<p>By Jane Roe</p>") == ["Jane Roe"])
    }

    @Test("A byline with more names than the data completes it")
    func completed() throws {
        let head = "<meta name='author' content='Jane Roe'>"
        #expect(try authors(head: head, before: "<p>By Jane Roe and John Doe</p>") == ["Jane Roe", "John Doe"])
        #expect(try authors(head: "<meta name='author' content='Jane'>", before: "<p>By Jane Roe</p>") == ["Jane Roe"])
        #expect(try authors(head: head, before: "<p>By John Doe</p>") == ["Jane Roe"])
    }

    @Test("A name is found beside the date, under its label, in a card's label, in the box about the author")
    func places() throws {
        #expect(try authors(before: "<p>Jane Roe | 05.04.2025 - Updated: 06.04.2025</p>") == ["Jane Roe"])
        #expect(try authors(before: "<p>Thu 25.04.24 | 14:07 | By Jane Roe</p>") == ["Jane Roe"])
        #expect(try authors(before: "<div>By</div><div>Jane Roe</div><div>5 June 2024</div>") == ["Jane Roe"])
        let card =
            "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane Roe'>"
        #expect(try authors(head: card) == ["Jane Roe"])
        let box = "<div class='author'><h4>Jane Roe</h4><p>Jane writes about harbours.</p></div>"
        #expect(try authors(after: box) == ["Jane Roe"])
    }

    @Test("A credit beside the date is no author")
    func credit() throws {
        #expect(try authors(before: "<p>Jane Roe/Agency</p><p>5 June 2024</p>") == [])
        #expect(
            try authors(before: "<p>Jane Roe Harbour Post</p><p>By Jane Roe</p><p>5 June 2024</p>") == ["Jane Roe"])
    }

    @Test("Authors of teasers and comments are not the article's")
    func foreign() throws {
        let head = "<div itemprop='author'><span itemprop='name'>Jane Roe</span></div>"
        let teasers =
            "<section><h2>More stories</h2>"
            + (1...6).map {
                "<div><a href='/s\($0)'>Another story of the day</a> <span itemprop='author'>Name \($0)x</span></div>"
            }
            .joined() + "</section>"
        #expect(try authors(before: head, after: teasers) == ["Jane Roe"])
    }

    @Test(
        "Links and labels near the headline are no persons",
        arguments: ["<a href='/team/'>Meet The Team</a>", "<a href='/staff/'>Staff Directory</a>", "<p>Learn More</p>"])
    func noPersons(markup: String) throws {
        #expect(try authors(before: "<div>\(markup)</div><p>5 June 2024</p>") == [])
    }
}
