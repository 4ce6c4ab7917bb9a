import TestSupport
import Testing

@testable import StetHTML

@Suite("Selectors")
struct SelectorTests {
    let page = """
        <!doctype html><article id=story class="post  long"><h1>Title</h1><p class=lead lang=EN-gb>One</p>\
        <p>Two <a href=/x>link</a><a>no link</a></p><div class=ad><p>Buy</p></div><ul><li>1<li>2<li>3<li>4</ul>\
        <figure><img src=a.jpg alt><figcaption>Caption</figcaption></figure><p data-x="a b">Three</p></article>\
        <aside><p>Other</p><input type=CHECKBOX checked disabled></aside>
        """

    func texts(_ selector: String) throws -> [String] {
        let document = try HTMLDocument(utf8: Array(page.utf8))
        return try document.select(selector).map { $0.text.isEmpty ? $0.name : $0.text }
    }

    @Test(
        "Selectors find what they describe, in document order and once",
        arguments: [
            ("article > p", ["One", "Two linkno link", "Three"]),
            ("article p:not(.ad p)", ["One", "Two linkno link", "Three"]),
            ("p, .lead, P", ["One", "Two linkno link", "Buy", "Three", "Other"]), ("#story > .lead", ["One"]),
            (".post.long > h1", ["Title"]), (".Post", []), ("h1 + p", ["One"]),
            ("h1 ~ p", ["One", "Two linkno link", "Three"]),
            ("p:has(a)", ["Two linkno link"]), ("p:has(> a[href])", ["Two linkno link"]),
            ("article:has(+ aside) > h1", ["Title"]),
            ("h1:has(~ figure)", ["Title"]), ("h1:has(~ aside)", []), ("li:nth-child(2n+1)", ["1", "3"]),
            ("li:nth-child(-n+2)", ["1", "2"]), ("li:nth-last-child(1)", ["4"]),
            ("p:nth-of-type(2)", ["Two linkno link"]),
            ("article > :nth-child(2 of p)", ["Two linkno link"]), ("p:last-of-type", ["Buy", "Three", "Other"]),
            ("a:only-of-type, p:only-child", ["Buy"]), (":any-link", ["link"]), ("[lang|=en]", ["One"]),
            ("[LANG='en-GB']", ["One"]),
            ("[data-x~=b]", ["Three"]), ("[data-x='A b']", []), ("[data-x='A b' i]", ["Three"]),
            ("[src$='.jpg'], [src^=b]", ["img"]),
            ("img[alt]", ["img"]), ("[class*=lea]", ["One"]), ("[class^='']", []),
            ("[type=checkbox]:checked:disabled", ["input"]),
            (":is(h1, figcaption):not(:has(*))", ["Title", "Caption"]), ("ul :empty, img:empty", ["img"]),
            ("p:lexbor-contains('Thr')", ["Three"]), ("p:lexbor-contains('thr')", []),
            ("html:root > body > aside > p", ["Other"]),
            ("div div p, article ul p", []), ("*|aside p", ["Other"]),
        ])
    func found(_ selector: String, _ expected: [String]) throws {
        #expect(try texts(selector) == expected)
    }

    @Test(
        "What is no selector, or could never match a page, is refused with the reason",
        arguments: [
            "", "p:", "p[", "p >", "::before", "a:hover", "p:nope", "svg|a", "a || b", "div:not(", "p:nth-child(x)",
            "<p>",
            String(repeating: "a ", count: 40) + "b",
            String(repeating: ":not(", count: 20) + "a" + String(repeating: ")", count: 20),
            String(repeating: "a,", count: 5000) + "a",
        ])
    func refused(_ selector: String) throws {
        let error = try #require(throws: HTMLError.self) { try CSSSelector(selector) }
        guard case .invalidSelector(selector, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("Below a node, the selector may speak of what is around it")
    func below() throws {
        let document = try HTMLDocument(utf8: Array(page.utf8))
        let aside = try #require(document.first(.aside))
        #expect(try aside.select("body p").map(\.text) == ["Other"])
        #expect(try aside.matches(CSSSelector("article + aside")))
        #expect(try !aside.matches(CSSSelector("aside p")))
    }

    @Test("SVG elements are found by name, but are not HTML elements of that name")
    func foreign() throws {
        let document = try HTMLDocument(utf8: Array("<svg><title>x</title><linearGradient/></svg><my-tag>y".utf8))
        #expect(try document.select("svg title").count == 1)
        #expect(try document.select("lineargradient").count == 1)
        #expect(try document.select("my-tag").map(\.text) == ["y"])
    }

    @Test("Chains of descendants take no longer than the page is deep")
    func chains() throws {
        let html = String(repeating: "<div>", count: 400) + String(repeating: "<p>x</p>", count: 50)
        let document = try HTMLDocument(utf8: Array(html.utf8))
        #expect(try document.select("main div div div div div p").isEmpty)
        #expect(try document.select("body div div div div div p").count == 50)
        #expect(try document.select("main > div div > div div ~ p").isEmpty)
    }

    @Test("A selector that takes too long on a hostile page is refused")
    func costly() throws {
        let document = try HTMLDocument(utf8: Array(String(repeating: "<p>", count: 20_000).utf8))
        #expect(throws: HTMLError.costlySelector("h1 ~ p")) {
            try document.select(CSSSelector("h1 ~ p"), in: 1..<document.nodeCount, stepCount: 1_000_000)
        }
        #expect(try document.select("p:nth-last-of-type(7)").count == 1)
    }

    /// lexbor's own engine, over its own tree, finds the same elements.
    @Test("Random selectors find in random pages what lexbor's engine finds", arguments: 1...60)
    func oracle(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        // Without a doctype, which lexbor counts among the siblings of the root.
        let html = Array(("<body>" + RandomMarkup.page(&random)).utf8)
        let document = try HTMLDocument(utf8: html)
        let oracle = try #require(LexborOracle(html: html))
        var elements: [Int: Int] = [:]
        for node in document.documentNode.descendants where node.isElement { elements[node.index] = elements.count }
        for _ in 0..<40 {
            let selector = RandomMarkup.selector(&random, depth: 2)
            let found = try document.select(selector).compactMap { elements[$0.index] }
            #expect(found == oracle.select(selector), "seed \(seed): \(selector)")
        }
    }
}
