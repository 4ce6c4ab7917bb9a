import StetModel
import Testing

@testable import StetExtract

@Suite("Headlines")
struct HeadlineTests {
    private func title(_ pageTitle: String, og: String? = nil, h1: String, before: String = "") throws -> String? {
        let head = og.map { "<meta property='og:title' content='\($0)'>" } ?? ""
        let html = Pages.html(head: head, before: before)
            .replacing(
                "<title>Old ferry pier to be rebuilt - Harbour Post</title>", with: "<title>\(pageTitle)</title>"
            )
            .replacing("<h1>Old ferry pier to be rebuilt</h1>", with: h1)
        return try Pages.extract(html, url: nil).article.metadata.title
    }

    @Test("The site's name in a heading is no headline")
    func siteHeading() throws {
        let headline = "Old ferry pier to be rebuilt"
        #expect(
            try title("Ada's Harbour Blog: \(headline)", og: headline, h1: "<h1>Ada's Harbour Blog</h1>") == headline)
        #expect(try title(headline, h1: "<h1>Zettelkasten</h1>") == headline)
    }

    @Test("A kicker that others leave out or word otherwise is none of the headline")
    func kicker() throws {
        let headline = "Old ferry pier to be rebuilt"
        #expect(
            try title("Harbour: \(headline)", og: headline, h1: "<h1>Harbour: \(headline)</h1>") == headline)
        #expect(
            try title("Council: \(headline)", og: "Council: \(headline)", h1: "<h1>At the sea - \(headline)</h1>")
                == headline)
        #expect(
            try title("Harbour: \(headline)", og: "Harbour: \(headline)", h1: "<h1>Harbour: \(headline)</h1>")
                == "Harbour: \(headline)")
    }

    @Test("Parts of a heading that stand in lines of their own get the marks that other places write")
    func marks() throws {
        let whole = "The harbour: Old ferry pier to be rebuilt"
        let h1 = "<h1><span>The harbour</span> <span>Old ferry pier to be rebuilt</span></h1>"
        #expect(try title(whole, og: whole, h1: h1) == whole)
    }

    @Test("A title with two names of the site behind it loses both where another place has it bare")
    func twoNames() throws {
        let headline = "Old ferry pier to be rebuilt"
        #expect(
            try title("\(headline) - Harbour Blog - News that float", og: headline, h1: "") == headline)
    }

    @Test("A heading that leads to the front page is the site's name, in the page title too")
    func frontPageHeading() throws {
        let headline = "Old ferry pier to be rebuilt"
        for link in ["/", "https://post.example", "https://archive.example/web/2016/http://post.example/"] {
            let h1 = "<h1><a href='\(link)'>The tides we keep - a diary</a></h1>"
            #expect(try title("\(headline) - The tides we keep - a diary", h1: h1) == headline)
            #expect(try title("The tides we keep - a diary » Blog Archive » \(headline)", h1: h1) == headline)
        }
        // A headline that leads to its own article is one.
        #expect(try title("Pier", h1: "<h1><a href='/news/pier'>\(headline)</a></h1>") == headline)
    }

    @Test("A heading that stands over each of many boxes counts once")
    func repeatedHeading() throws {
        let boxes = String(repeating: "<div><h1>Read this too</h1></div>", count: 4)
        #expect(
            try title("Old ferry pier to be rebuilt", og: "Old ferry pier to be rebuilt", h1: "", before: boxes)
                == "Old ferry pier to be rebuilt")
    }

    @Test("Sections before the headline go where another place has it bare")
    func sectionsBefore() throws {
        let headline = "Old ferry pier to be rebuilt"
        #expect(
            try title("Post.example | Culture | Books | \(headline)", og: headline, h1: "<h1>Books</h1>") == headline)
    }
}
