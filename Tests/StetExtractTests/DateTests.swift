import StetModel
import Testing

@testable import StetExtract

@Suite("Dates of publication")
struct DateTests {
    @Test(
        "Dates of other calendars and orders are read",
        arguments: [
            ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"), ("1 สิงหาคม 2567", "2024-08-01"),
            ("1 ส.ค. 67", "2024-08-01"), ("۱۲ خرداد ۱۴۰۳", "2024-06-01"), ("1403/03/12", "2024-06-01"),
            ("30 اسفند 1403", "2025-03-20"), ("令和6年6月1日", "2024-06-01"), ("民國113年6月1日", "2024-06-01"),
            ("1 حزيران 2024", "2024-06-01"), ("15 كانون الثاني 2024", "2024-01-15"), ("28 Apr 23", "2023-04-28"),
            ("Jane RoeNovember 11, 2024", "2024-11-11"), ("2026.05.04. 오후 1:00", "2026-05-04T13:00"),
            ("2026年5月4日 上午9点15分", "2026-05-04T09:15"), ("2026年5月4日 午後0時30分", "2026-05-04T12:30"),
        ])
    func calendars(text: String, expected: String) {
        #expect(DateReader().time(inValue: text)?.description == expected)
    }

    @Test(
        "Two digits after a day and a month are a year only at the end", arguments: ["28 Apr 23 people", "1 May 10:43"])
    func noYear(text: String) {
        #expect(DateReader().time(inValue: text) == nil)
    }

    @Test(
        "Two labelled times in one line are those of publication and update, however they are punctuated",
        arguments: [
            "Published: May 4, 2026 at 9:15 a.m. | Updated: May 5, 2026 at 1:15 p.m.",
            "Publicado: 4 de mayo de 2026 a las 09:15. Actualizado: 5 de mayo de 2026 a las 13:15",
            "입력 2026.05.04. 오전 9:15 수정 2026.05.05. 오후 1:15",
        ])
    func twoTimes(line: String) throws {
        let article = try Pages.extract(Pages.html(before: "<p>\(line)</p>")).article
        #expect(article.metadata.published?.description == "2026-05-04T09:15")
        #expect(article.metadata.updated?.description == "2026-05-05T13:15")
        #expect(article.bodyText == Pages.expected)
    }

    @Test(
        "The day from which on a text applies is not that of its publication",
        arguments: [
            "Last modified: May 3, 2026. Effective June 1, 2026.",
            "Dernière modification : 3 mai 2026. En vigueur le 1er juin 2026.",
            "Effective date: June 1, 2026", "Gültig ab 1. Juni 2026",
        ])
    func effect(line: String) throws {
        let article = try Pages.extract(Pages.html(before: "<p>\(line)</p>"), url: nil).article
        #expect(article.metadata.published == nil)
    }

    private func published(head: String, before: String = "", after: String = "") throws -> String? {
        try Pages.extract(Pages.html(head: head, before: before, after: after)).article.metadata.published?.description
    }

    private static let data = "<meta property='article:published_time' content='2025-06-12T08:00:00Z'>"

    @Test("The day readers see outranks the data's where they are days apart, unless it is an update's")
    func shown() throws {
        #expect(try published(head: Self.data, before: "<p>November 2, 2022</p>") == "2022-11-02")
        #expect(try published(head: Self.data, before: "<p>June 11, 2025</p>") == "2025-06-12T08:00:00Z")
        #expect(try published(head: Self.data, before: "<p>Updated August 4, 2025</p>") == "2025-06-12T08:00:00Z")
        let updated = "<meta property='article:modified_time' content='2025-08-04T08:00:00Z'>"
        #expect(try published(head: Self.data + updated, before: "<p>August 4, 2025</p>") == "2025-06-12T08:00:00Z")
    }

    @Test("The same instant in the publisher's zone is taken from a time element")
    func zone() throws {
        let head = "<meta property='article:published_time' content='2023-11-09T01:09:55+00:00'>"
        let local = "<p><time datetime='2023-11-08 18:09:55'>Nov 8</time></p>"
        #expect(try published(head: head, before: local) == "2023-11-08T18:09:55-07:00")
        let updated = "<p>Updated <time datetime='2023-11-08T18:09:55-07:00'>Nov 8</time></p>"
        #expect(try published(head: head, before: updated) == "2023-11-08T18:09:55-07:00")
        let later = "<p>Updated <time datetime='2023-11-08 18:24:55'>Nov 8</time></p>"
        #expect(try published(head: head, before: later) == "2023-11-09T01:09:55Z")
        let other = "<p><time datetime='2023-11-08 18:21:07'>Nov 8</time></p>"
        #expect(try published(head: head, before: other) == "2023-11-09T01:09:55Z")
    }

    @Test("A page that states only an update has no publication time; its day is told as the best one known")
    func onlyUpdated() throws {
        let extraction = try Pages.extract(Pages.html(before: "<p>Last updated 4 August 2025, 10:43</p>"))
        #expect(extraction.article.metadata.published == nil)
        #expect(extraction.published?.description == "2025-08-04")
    }

    @Test("A labelled stamp after the text is read where none stands before it")
    func late() throws {
        #expect(try published(head: "", after: "<p>Published on: 15 August 2025</p>") == "2025-08-15")
    }

    @Test(
        "The stamp under the headline goes before dates further up the page",
        arguments: [
            "<div><p>1 March 2024</p><p>Older story</p><p>Oldest story</p></div>", "<nav><p>1 March 2024</p></nav>",
        ])
    func nearHeadline(_ above: String) throws {
        let page = Pages.html(before: "<div class='meta'>Staff | 3 March 2024</div>")
            .replacing("<main>", with: above + "<main>")
        #expect(try Pages.extract(page).published?.description == "2024-03-03")
    }

    @Test(
        "A date in an element of its own is a stamp, in a line that is none",
        arguments: [
            "<div>Athletics <span>02.02.2022</span> Category: results, clubs and the women of the national team</div>",
            "<figure><img src='/a.jpg'><div><span>02.02.2022</span> <span>Athletics</span></div></figure>",
        ])
    func ownElement(_ before: String) throws {
        #expect(try published(head: "", before: before) == "2022-02-02")
    }

    @Test("A date in a caption's words is no stamp, also in an element of its own")
    func emphasizedCaption() throws {
        let caption =
            "<figure><img src='/a.jpg'><figcaption>The pier at its opening on <b>2 May 1931</b>.</figcaption></figure>"
        #expect(try published(head: "", before: caption) == nil)
    }

    @Test("The one day that the page says it was published on counts wherever it stands")
    func labelledAnywhere() throws {
        let note = "<div id='side'><p>This entry was posted on 19 May 2010 and filed under Harbour.</p></div>"
        let other = "<div id='more'><p>Published on 4 June 2011.</p></div>"
        func page(_ boxes: String) -> String {
            Pages.html().replacing("<footer>", with: String(repeating: "<p>Menu</p>", count: 20) + boxes + "<footer>")
        }
        #expect(try Pages.extract(page(note)).article.metadata.published?.description == "2010-05-19")
        #expect(try Pages.extract(page(note + other)).article.metadata.published == nil)
    }

    @Test("The time a text takes to read stands beside a stamp")
    func readingTime() throws {
        let body =
            "<h2>A plan for the next forty years of the pier.</h2><p>\(Pages.paragraphs[0])</p><div><span>7 min read</span><span>Dec 30, 2013</span></div>"
            + Pages.paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined()
        let article = try Pages.extract(Pages.html(body: body)).article
        #expect(!article.bodyText.contains("2013"))
    }

    @Test("A byline with the minute beside the lead picture is no caption")
    func timedByline() throws {
        let box = "<div><img src='/a.jpg'><div>Jane Roe, staff | 2020-03-04 16:52:59</div></div>"
        let article = try Pages.extract(Pages.html(body: box + Pages.paragraphs.map { "<p>\($0)</p>" }.joined()))
            .article
        #expect(article.bodyText == Pages.expected)
        #expect(article.metadata.published?.description == "2020-03-04T16:52:59")
    }

    @Test("Instructions state when they were published as articles do")
    func instructions() throws {
        let head =
            "<script type='application/ld+json'>{\"@type\":\"HowTo\",\"name\":\"A round table cloth\",\"datePublished\":\"2022-01-10T22:06:08Z\"}</script>"
        #expect(try published(head: head) == "2022-01-10T22:06:08Z")
    }

    @Test(
        "From when till when is no time in a zone",
        arguments: [
            ("1 June 2024, 10:00-11:30", "2024-06-01T10:00"), ("1 June 2024, 10:43 -04:00", "2024-06-01T10:43-04:00"),
            ("2024-06-01T01:43-11:00", "2024-06-01T01:43-11:00"), ("1 June 2024 10:43 GMT-5", "2024-06-01T10:43-05:00"),
        ])
    func clockRange(text: String, expected: String) {
        #expect(DateReader().matches(in: text).first?.time.description == expected)
    }

    @Test("A day in the address tells which of the stamps is the article's")
    func addressAmongStamps() throws {
        let before = "<p>Results of 19.5.2007</p><p>Jane Roe | 20.5.2007</p>"
        func day(_ url: String) throws -> String? {
            try Pages.extract(Pages.html(before: before), url: url).article.metadata.published?.description
        }
        #expect(try day("https://post.example/2007/05/20/results") == "2007-05-20")
        #expect(try day("https://post.example/results") == "2007-05-19")
    }

    @Test(
        "A day in the address may be written before its year, where it can be no month",
        arguments: [
            ("https://post.example/news/29-10-2021", "2021-10-29"),
            ("https://post.example/10-29-2021/pier", "2021-10-29"),
            ("https://post.example/news/5-6-2021", nil), ("https://post.example/top-29-10-2021", nil),
        ])
    func addressDay(url: String, expected: String?) {
        #expect(AddressDate.day(in: url) == expected)
    }

    @Test("Old blogs state a time in a title attribute, and some pages write value for content")
    func oldMarkup() throws {
        let blog = "<p>Posted at <abbr class='published' title='2011-03-30T21:05:00-07:00'>9:05 PM</abbr></p>"
        #expect(try published(head: "", before: blog) == "2011-03-30T21:05:00-07:00")
        let value = "<meta property='article:published_time' value='2025-06-12T08:00:00Z'>"
        #expect(try published(head: value) == "2025-06-12T08:00:00Z")
    }
}
