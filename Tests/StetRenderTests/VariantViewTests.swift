import Foundation
import FoundationXML
import StetDiff
import StetRender
import Testing

@Suite("A variant table")
struct VariantViewTests {
    private static let heading = VariantHeading(
        title: "Prices", language: "en",
        versions: (0..<3).map { .init(siglum: VariantHeading.siglum($0), label: "v\($0 + 1).md") })

    private static func table(_ texts: String...) -> VariantTable {
        VariantTable(texts: texts.map { DiffText(markdownOrPlain: Array($0.utf8)) })
    }

    private let prices = table(
        "# Prices\n\nPrices rose by two percent. The bank was silent. Exports fell.",
        "# Prices\n\nPrices rose by three percent. Exports fell.",
        "# Prices\n\nPrices rose by two percent. The bank was silent. Exports fell.")

    @Test("In the terminal each reading stands behind the versions that have it")
    func terminal() {
        #expect(
            TerminalRenderer(width: 60).variants(prices, heading: Self.heading) == """
                Prices
                A  v1.md
                B  v2.md
                C  v3.md
                2 of 4 sentences vary: 1 edited, 1 removed, 1 returned.

                  # Prices

                  A, C    Prices rose by two percent.
                  B       Prices rose by [-two-]{+three+} percent.

                  A, C    The bank was silent. [returned in C]
                  B       –

                  Exports fell.

                """)
    }

    @Test("On a page versions that read alike share a cell, and words are new or gone")
    func page() {
        let page = HTMLRenderer().variants(prices, heading: Self.heading)
        #expect(
            page.contains(
                """
                <td class="cell" data-sigla="A"><div dir="auto">Prices rose by <del>two</del> percent.</div></td>\
                <td class="cell" data-sigla="B"><div dir="auto">Prices rose by <ins><del>three</del></ins> percent.</div></td>\
                <td class="cell" data-sigla="C"><div dir="auto">Prices rose by <ins>two</ins> percent.</div></td>
                """))
        #expect(page.contains("<td class=\"same heading\" colspan=\"3\"><div dir=\"auto\">Prices</div></td>"))
        #expect(
            page.contains(
                """
                <td class="cell" data-sigla="C"><div dir="auto"><bdi class="mark">returned</bdi>\
                <ins>The bank was silent.</ins></div></td>
                """))
    }

    @Test("In TEI a reading names its witnesses, and one that lacks the sentence is empty")
    func tei() throws {
        let tei = TEIRenderer().variants(prices, heading: Self.heading)
        #expect(tei.contains("<witness xml:id=\"B\" n=\"B\">v2.md</witness>"))
        #expect(
            tei.contains(
                """
                <p><app type="edited"><rdg wit="#A #C">Prices rose by two percent.</rdg>\
                <rdg wit="#B">Prices rose by three percent.</rdg></app>
                <app type="returned"><rdg wit="#A #C">The bank was silent.</rdg><rdg wit="#B"/>\
                <witDetail wit="#C">returned</witDetail></app>
                Exports fell.</p>
                """))
        try Self.expectWellFormed(tei)
        try expectTEI(tei)
    }

    @Test("TEI is well-formed whatever the text, and has one reading a version", arguments: 0..<20 as Range<UInt64>)
    func hostileTEI(seed: UInt64) throws {
        var random = Random(seed: seed)
        let pieces = [
            "<app>", "&", "]]>", "\u{0}", "\u{1B}[31m", "\u{202E}", "\u{FFFF}", "\"", "'", "é", "東。", "word ", ". ",
            "\n\n", "- ", "# ", "> ", "| a | b |\n", "```\n",
        ]
        let texts = (0..<3).map { _ in
            DiffText(markdownOrPlain: (0..<40).flatMap { _ in Array(pieces[random.below(pieces.count)].utf8) })
        }
        let table = VariantTable(texts: texts)
        var heading = Self.heading
        heading.title = "<&\u{1}\">"
        heading.url = "https://example.org/?a=1&b=<2>"
        heading.language = "\"><x"
        heading.versions[1].siglum = "@2<"
        heading.versions[2].label = "\u{8}\"&"
        let tei = TEIRenderer().variants(table, heading: heading)
        try Self.expectWellFormed(tei)
        try expectTEI(tei)
        for app in tei.matches(of: /<app [\s\S]*?<\/app>/) {
            let witnesses = app.output.matches(of: /<rdg wit="([^"]*)"/).flatMap { $0.output.1.split(separator: " ") }
            #expect(witnesses.sorted() == ["#A", "#C", "#v2"], "seed \(seed)")
        }
    }

    @Test("JSON tells readings, steps and places")
    func json() throws {
        let text = JSONRenderer().variants(prices, heading: Self.heading)
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let blocks = try #require(object["blocks"] as? [[String: Any]])
        #expect(blocks.map { $0["type"] as? String } == ["heading", "paragraph"])
        let thread = try #require((blocks[1]["threads"] as? [[String: Any]])?[1])
        #expect(thread["absent"] as? [String] == ["B"])
        #expect((thread["steps"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["removed", "returned"])
        #expect(thread["sentences"] as? [[Int]] == [[2], [], [2]])
    }

    @Test("Versions beyond the alphabet have signs of two letters")
    func sigla() {
        #expect(
            [0, 25, 26, 27, 51, 52, 701, 702].map(VariantHeading.siglum) == [
                "A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
            ])
    }

    private static func expectWellFormed(_ text: String) throws {
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in \(text)")
    }
}

private struct Random {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
