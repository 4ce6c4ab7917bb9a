import StetExtract
import Testing

@Suite("The report of an extraction")
struct ReportTests {
    @Test("Every block has its text, its place and the sort of its reason")
    func blocks() throws {
        let report = try Pages.extract(Pages.html(before: "<p class='byline large'>By Jane Roe</p>")).report
        let kept = report.candidates.filter(\.isKept)
        #expect(kept.map(\.text) == Pages.paragraphs)
        #expect(
            kept.allSatisfy { $0.sort == .kept && report.place(of: $0) == ["html", "body", "main", "div.text", "p"] })
        let home = try #require(report.candidates.first { $0.text == "Home News" })
        #expect(home.reason == "navigation" && home.sort == .surroundings)
        let byline = try #require(report.candidates.first { $0.text == "By Jane Roe" })
        #expect(!byline.isKept && report.place(of: byline).last == "p.byline")
        let headline = try #require(report.candidates.first { $0.text == "Old ferry pier to be rebuilt" })
        #expect(headline.kind == .heading(1) && headline.reason == "headline (kept as metadata)")
    }

    @Test("Every field says what is recorded, and which claims say the same")
    func fields() throws {
        let head = """
            <meta property="og:title" content="Old ferry pier – to be rebuilt">
            <meta property="og:description" content="Winter storms are near.">
            <meta property="article:published_time" content="2024-06-01T10:43:00+02:00">
            <meta name="date" content="2024-06-02">
            <link rel="canonical" href="/news/pier?utm_source=x">
            """
        let extraction = try Pages.extract(Pages.html(head: head))
        let fields = extraction.settledFields
        func claims(_ field: Claim.Field) -> [String: Bool] {
            Dictionary(
                (fields.first { $0.field == field }?.claims ?? []).map { ($0.claim.name, $0.isRecorded) },
                uniquingKeysWith: { first, _ in first })
        }
        #expect(claims(.title)["og:title"] == true)
        #expect(claims(.published)["article:published_time"] == true)
        #expect(claims(.published)["date"] == false)
        #expect(claims(.url)["canonical"] == true)
        #expect(fields.first { $0.field == .language }?.value == "en")
        #expect(fields.first { $0.field == .deck }?.value == nil)
    }
}
