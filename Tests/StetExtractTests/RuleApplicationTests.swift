import StetHTML
import StetModel
import Testing

@testable import StetExtract

/// What a rule does to the reading of a page.
@Suite("Rules applied")
struct RuleApplicationTests {
    private static let sentences = [
        "The harbour bridge will close for repairs in May, the city council said on Tuesday after a long debate.",
        "Engineers found cracks in two of the nine piers during an inspection that had been put off for years.",
        "Ferries will carry commuters across the bay every ten minutes while the work goes on, officials promised.",
    ]

    /// A story as a site writes it that puts a box into the text, a ticker before it and its stamps into odd places.
    private static let page = """
        <html lang="en"><head><title>Bridge to close | The Post</title>
        <meta property="article:published_time" content="2024-05-01T08:00:00Z"></head><body>
        <div class="top"><p>\(String(repeating: "Shares rose in early trading while the market waited for the bank. ", count: 6))</p></div>
        <h1>Bridge to close</h1><div class="story">
        <span class="when" data-time="03.06.2024 10:43">today</span><p class="who">Reporting: Jane Roe, desk 4</p>
        <p>\(sentences[0])</p><div class="promo"><p>Our guide to the ten finest walks along the bay is out now, and it is free.</p></div>
        <p>\(sentences[1]) <span class="note">(see page 4)</span> And more.</p>
        <p>\(sentences[2])</p><h2 id="more">More</h2><p>This closing paragraph is about something else, and it goes on for a while.</p>
        <div class="end">end</div></div></body></html>
        """

    private func extract(_ page: String = page, _ change: (inout SiteRule) throws -> Void) throws -> Extraction {
        var rule = SiteRule(name: "rules/post.yaml")
        try change(&rule)
        var input = PageInput(
            bytes: Array(page.utf8), contentType: "text/html", url: "https://post.example/bridge?id=7&s=1")
        input.rule = rule
        return try ArticleExtractor.extract(input)
    }

    private func elements(_ selector: String) throws -> RulePart { .elements(try CSSSelector(selector)) }

    private func edge(_ selector: String, after: Bool = false) throws -> RuleEdge {
        RuleEdge(selector: try CSSSelector(selector), isAfter: after)
    }

    @Test("What content selects is where the article is, and the first selector that matches counts")
    func content() throws {
        let extraction = try extract {
            $0.content = [
                [try elements(".nowhere")], [try elements(".story p:nth-of-type(3), .story p:nth-of-type(4)")],
            ]
        }
        #expect(extraction.article.bodyText == Self.sentences[1] + " (see page 4) And more.\n" + Self.sentences[2])
        let report = extraction.report.description
        #expect(report.hasPrefix("% rule rules/post.yaml\n% content .nowhere: 0 elements\n"))
        #expect(report.contains("[outside what the rule selects] \(Self.sentences[0].prefix(40))"))
        #expect(extraction.report.rule?.warnings == [])
    }

    @Test("What remove selects is cut for that reason, whole lines and parts of them")
    func remove() throws {
        let extraction = try extract {
            $0.remove = [try elements(".promo"), try elements(".note"), try elements("#more ~ p")]
        }
        let text = extraction.article.bodyText
        #expect(text.contains(Self.sentences[1] + " And more."))
        #expect(!text.contains("finest walks") && !text.contains("something else"))
        #expect(extraction.report.candidates.filter { $0.reason == "rule" }.count == 2)
    }

    @Test("Ranges between elements are selected and removed")
    func ranges() throws {
        let extraction = try extract {
            $0.content = [[.range(from: try edge(".promo", after: true), to: try edge(".end"))]]
            $0.remove = [.range(from: try edge("#more"), to: try edge(".end", after: true))]
        }
        #expect(extraction.article.bodyText == Self.sentences[1] + " (see page 4) And more.\n" + Self.sentences[2])
        let missing = try extract { $0.remove = [.range(from: try edge("#more"), to: try edge("h1"))] }
        #expect(missing.article.bodyText.contains("something else"))
        #expect(missing.report.rule?.notes == ["remove from before #more to before h1: its end is not on this page"])
    }

    @Test("Whole takes all that is selected, noise as well, but for the headline")
    func whole() throws {
        let page = """
            <html><body><main><h1>Terms of use</h1><ul><li><a href="#a">One</a></li><li><a href="#b">Two</a></li></ul>
            <p>Short.</p><p>Follow us</p></main></body></html>
            """
        let extraction = try extract(page) {
            $0.content = [[try elements("main")]]
            $0.takesWhole = true
        }
        #expect(extraction.article.bodyText == "One\nTwo\nShort.\nFollow us")
        #expect(extraction.article.metadata.title == "Terms of use")
    }

    @Test("What the rule finds of metadata wins, with the rule as its source")
    func metadata() throws {
        let extraction = try extract {
            var published = MetadataSelector(field: .published)
            published.selectors = [try CSSSelector(".when")]
            published.attribute = "data-time"
            var author = MetadataSelector(field: .author)
            author.selectors = [try CSSSelector("p.who")]
            author.after = "Reporting:"
            author.before = ","
            var outlet = MetadataSelector(field: .outlet)
            outlet.value = "The Evening Post"
            var section = MetadataSelector(field: .section)
            section.selectors = [try CSSSelector(".missing")]
            var license = MetadataSelector(field: .license)
            license.value = "CC BY 4.0"
            var correction = MetadataSelector(field: .correction)
            correction.selectors = [try CSSSelector(".note")]
            $0.metadata = [published, author, outlet, section, license, correction]
            $0.dates.monthFirst = true
            $0.dates.patterns = [try DatePattern("dd.MM.yyyy HH:mm")]
            $0.dates.zoneOffset = 120
            $0.keptParameters = ["id"]
        }
        let metadata = extraction.article.metadata
        #expect(metadata.published.map(String.init(describing:)) == "2024-06-03T10:43+02:00")
        #expect(metadata.authors == ["Jane Roe"] && metadata.outlet == "The Evening Post")
        #expect(metadata.url == "https://post.example/bridge?id=7")
        #expect(metadata.license == "CC BY 4.0" && metadata.corrections == ["(see page 4)"])
        #expect(
            extraction.report.claims.first
                == Claim(
                    field: .published, value: "03.06.2024 10:43", source: .rule, name: ".when @data-time"))
        #expect(extraction.report.rule?.notes == ["section: nothing on this page"])
    }

    @Test("A selection with the article's head in it does not take a stamp beside a picture for its caption")
    func head() throws {
        let page = """
            <html><head><title>Bridge to close</title></head><body><main><section><h1>Bridge to close</h1>
            <p>A city prepares for a summer of ferries, and for a long wait at the pier each morning.</p></section>
            <section><div><img src="roe.jpg"></div><div><p>Jane Roe</p><p>June 3, 2024</p></div></section>
            <section>\(Self.sentences.map { "<p>\($0) \($0)</p>" }.joined())</section></main></body></html>
            """
        let extraction = try extract(page) { $0.content = [[try elements("main")]] }
        #expect(extraction.article.metadata.published.map(String.init(describing:)) == "2024-06-03")
        #expect(!extraction.article.text(withCaptions: true).contains("June 3"))
        #expect(extraction.article.bodyText.contains(Self.sentences[2]))
    }

    @Test("Whatever a rule selects or removes, an article stays, and reading twice gives the same")
    func anyRule() throws {
        let selectors = [
            "p", "div", ".story", "h1", "h2, p", "span", "body", "html", "*", "p:nth-of-type(2)", ".none", "head",
        ]
        for content in selectors {
            for remove in selectors {
                for isWhole in [false, true] {
                    let change: (inout SiteRule) throws -> Void = {
                        $0.content = [[try elements(content)]]
                        $0.remove = [
                            try elements(remove), .range(from: try edge(remove, after: isWhole), to: try edge(content)),
                        ]
                        $0.takesWhole = isWhole
                    }
                    let extraction = try extract(Self.page, change)
                    #expect(!extraction.article.blocks.isEmpty, "\(content) without \(remove)")
                    #expect(try extract(Self.page, change).article == extraction.article)
                }
            }
        }
    }

    @Test(
        "pick takes the first, the last, one by number, or all",
        arguments: [
            (MetadataSelector.Pick.first, ["a"]), (.last, ["c"]), (.number(2), ["b"]), (.all, ["a", "b", "c"]),
            (.number(9), []),
        ])
    func pick(pick: MetadataSelector.Pick, expected: [String]) throws {
        let page = Self.page.replacing("<h1>", with: "<i class=t>a</i><i class=t>b</i><i class=t>c</i><h1>")
        let extraction = try extract(page) {
            var tags = MetadataSelector(field: .tag)
            tags.selectors = [try CSSSelector("i.t")]
            tags.pick = pick
            $0.metadata = [tags]
        }
        #expect(extraction.article.metadata.tags == expected)
    }

    @Test("A rule that selects or leaves nothing does not lose the article, and says so")
    func fallback() throws {
        let plain = try extract { _ in }
        let nothing = try extract { $0.content = [[try elements(".nowhere")]] }
        #expect(nothing.article == plain.article)
        #expect(
            nothing.report.rule?.warnings == [
                "its content selectors match nothing on this page, which is read the general way"
            ])
        let everything = try extract { $0.remove = [try elements("body")] }
        #expect(everything.article == plain.article)
        #expect(
            everything.report.rule?.warnings == ["its remove selectors leave nothing; the page is read the general way"]
        )
        let empty = try extract(Self.page.replacing("<h1>", with: "<div class=empty></div><h1>")) {
            $0.content = [[try elements(".empty")]]
        }
        #expect(empty.article == plain.article)
    }

    @Test("The pages of one article are joined in order, with what each repeats said once")
    func furtherPages() throws {
        func page(_ number: Int) -> String {
            """
            <html><head><title>Bridge to close</title></head><body><h1>Bridge to close</h1><article>
            <p>\(Self.sentences[number]) It is sentence number \(number) of a long report.</p>
            <p>The author has written about bridges for this newspaper since the day it was founded.</p></article></body></html>
            """
        }
        var input = PageInput(bytes: Array(page(0).utf8), contentType: "text/html")
        input.furtherPages = [1, 2].map { PageInput(bytes: Array(page($0).utf8), contentType: "text/html") }
        let text = try ArticleExtractor.extract(input).article.bodyText.split(separator: "\n")
        #expect(text.count == 4)
        #expect((0...2).allSatisfy { number in text.contains { $0.contains("sentence number \(number) ") } })
        input.furtherPages[1] = PageInput(bytes: Array("<html><body></body></html>".utf8), contentType: "text/html")
        #expect { try ArticleExtractor.extract(input) } throws: {
            ($0 as? ExtractionError)?.reason == "page 3 of the article: the page has no running text"
        }
    }
}
