import StetModel
import Testing

@testable import StetExtract

@Suite struct MetadataTests {
    private static let linkedData = """
        <script type="application/ld+json">
        <!-- {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour Post"},
        {"@type":"Person","@id":"#ada","name":"Ada Brandt"},
        {"@type":"NewsArticle","headline":"Old ferry pier to be rebuilt","author":[{"@id":"#ada"},{"@type":"Person","name":"By Bo Lund"}],
        "datePublished":"2024-05-31T22:10:00+08:00","dateModified":"2024-06-01T10:43:00+08:00",} ] } -->
        </script>
        """

    @Test("JSON-LD is read with its graph, its comments and its faults")
    func jsonLD() throws {
        let metadata = try Pages.extract(Pages.html(head: Self.linkedData)).article.metadata
        #expect(metadata.authors == ["Ada Brandt", "Bo Lund"])
        #expect(metadata.published?.description == "2024-05-31T22:10:00+08:00")
        #expect(metadata.updated?.description == "2024-06-01T10:43:00+08:00")
        #expect(metadata.language == "en")
    }

    @Test("A licence is a web address or a name, and no address of another kind")
    func licenseAddresses() throws {
        func license(_ value: String) throws -> String? {
            let head =
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"license\":\"\(value)\"}</script>"
            return try Pages.extract(Pages.html(head: head)).article.metadata.license
        }
        for value in ["javascript:alert(1)", "JavaScript:alert( 1 )", "data:text/html,x", "mailto:rights@post.example"]
        {
            #expect(try license(value) == nil, "\(value)")
        }
        #expect(try license("Licence: MIT") == "Licence: MIT")
        #expect(try license("https://post.example/licence") == "https://post.example/licence")
    }

    @Test("The title is the headline without the site's name")
    func title() throws {
        let head =
            "<meta property='og:title' content='Old ferry pier to be rebuilt | Harbour Post'><meta property='og:site_name' content='Harbour Post'>"
        let metadata = try Pages.extract(Pages.html(head: head)).article.metadata
        #expect(metadata.title == "Old ferry pier to be rebuilt")
        #expect(metadata.outlet == "Harbour Post")
    }

    @Test("A visible byline and stamp are read, and left out of the text")
    func visible() throws {
        let before =
            "<p>By Jane Roe and John Doe</p><p>Published 31 May 2024, 22:10</p><p>Last updated: 1 June 2024 at 10:43 a.m. ET</p>"
        let article = try Pages.extract(Pages.html(before: before)).article
        #expect(article.metadata.authors == ["Jane Roe", "John Doe"])
        #expect(article.metadata.published?.description == "2024-05-31T22:10")
        #expect(article.metadata.updated?.description == "2024-06-01T10:43-04:00")
        #expect(article.bodyText == Pages.expected)
    }

    @Test("A date in a caption or a sentence is no stamp")
    func noStamp() throws {
        let body =
            "<figure><img src='a.jpg'><figcaption>The pier on May 30, 2024. /Post</figcaption></figure>"
            + Pages.paragraphs.map { "<p>\($0) It was built on 3 May 1931.</p>" }.joined()
        let metadata = try Pages.extract(Pages.html(body: body)).article.metadata
        #expect(metadata.published == nil)
        #expect(metadata.updated == nil)
    }

    @Test("The canonical address is absolute and without tracking; a link to the front page is none")
    func address() throws {
        let stated = try Pages.extract(Pages.html(head: "<link rel='canonical' href='/news/pier?utm_campaign=z'>"))
        #expect(stated.article.metadata.url == "https://post.example/news/pier")
        let front = try Pages.extract(Pages.html(head: "<link rel='canonical' href='https://post.example/'>"))
        #expect(front.article.metadata.url == "https://post.example/news/pier")
    }

    @Test(
        "Dates are read as publishers write them",
        arguments: [
            ("2024-06-01T10:43:00+0800", "2024-06-01T10:43:00+08:00"), ("2024-06-01 10:43", "2024-06-01T10:43"),
            ("Updated 10:43, 01-Jun-2024", "2024-06-01T10:43"),
            ("June 1, 2024 at 10:43 a.m. ET", "2024-06-01T10:43-04:00"),
            ("1. Juni 2024, 10:43 Uhr", "2024-06-01T10:43"), ("01.06.2024", "2024-06-01"),
            ("1er juin 2024 à 10h43", "2024-06-01T10:43"),
            ("1 de junio de 2024", "2024-06-01"), ("2024年6月1日 10:43", "2024-06-01T10:43"),
            ("1 июня 2024", "2024-06-01"),
            ("Sat, 01 Jun 2024 10:43:00 GMT", "2024-06-01T10:43:00Z"), ("20240601", "2024-06-01"),
            ("1717238580", "2024-06-01T10:43:00Z"),
            ("25/12/2024", "2024-12-25"), ("2024-06-01T10:43:00.123Z", "2024-06-01T10:43:00Z"),
        ])
    func dates(text: String, expected: String) {
        #expect(DateReader().time(inValue: text)?.description == expected)
    }

    @Test(
        "What is no date is none",
        arguments: ["12:30", "4.5.6", "2024", "Room 31/12", "0000-00-00", "May 2024", "1234567"])
    func noDates(text: String) {
        #expect(DateReader().time(inValue: text) == nil)
    }

    @Test("A date with slashes is read in the page's order")
    func monthOrder() {
        #expect(DateReader(monthFirst: true).time(inValue: "06/01/2024")?.description == "2024-06-01")
        #expect(DateReader(monthFirst: false).time(inValue: "06/01/2024")?.description == "2024-01-06")
    }

    @Test(
        "Bylines name persons",
        arguments: [
            ("By Jane Roe", ["Jane Roe"]), ("Von Anna Weiß und Bernd Schwarz", ["Anna Weiß", "Bernd Schwarz"]),
            ("Written by Jane Roe, Staff Writer", ["Jane Roe"]), ("https://post.example/jane", []),
            ("5 minutes ago", []),
            ("Jane Roe | Published 1 June 2024", ["Jane Roe"]),
        ])
    func names(text: String, expected: [String]) {
        #expect(AuthorNames.names(in: text) == expected)
    }

    @Test(
        "Language tags are made BCP 47",
        arguments: [("en_US", "en-US"), ("ZH-hans", "zh-Hans"), ("de", "de"), ("english", nil)])
    func languages(text: String, expected: String?) {
        #expect(LanguageTag.normalized(text) == expected)
    }
}
