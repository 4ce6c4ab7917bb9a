import Foundation
import StetRender
import Testing

enum SampleExplanation {
    static let page = Explanation(
        name: "pier", title: "Pier to be rebuilt", url: "https://post.example/pier", language: "en",
        encoding: "windows-1252",
        blocks: [
            block("Home", isKept: false, 0, "navigation", "surroundings", ["body", "nav", "a.home"]),
            block(
                "Pier to be rebuilt", isKept: false, 18, "the title again", "facts", ["body", "main", "h1"], .heading(1)
            ),
            block("The council said so.", isKept: true, 20, "article", "kept", ["body", "main", "p"]),
            block("A <pier>", isKept: true, 8, "caption", "kept", ["body", "main", "figure", "figcaption"], .caption),
            block("One", isKept: false, 0, "rule", "unheard of", []),
            block("Two", isKept: false, 0, "rule", "unheard of", []),
            block("Three", isKept: false, 0, "rule", "unheard of", []),
            block("Four", isKept: false, 0, "rule", "unheard of", []),
        ],
        fields: [
            Explanation.Field(
                name: "title", value: "Pier to be rebuilt",
                claims: [
                    .init(value: "Pier to be rebuilt", source: "OpenGraph", name: "og:title", isRecorded: true),
                    .init(value: "Pier | Post", source: "page title", name: "title", isRecorded: false),
                ]),
            Explanation.Field(
                name: "deck", value: nil,
                claims: [.init(value: "A pier.", source: "meta element", name: "description", isRecorded: false)]),
        ])

    private static func block(
        _ text: String, isKept: Bool, _ score: Int, _ reason: String, _ sort: String, _ place: [String],
        _ kind: Explanation.Block.Kind = .paragraph
    ) -> Explanation.Block {
        Explanation.Block(
            kind: kind, text: text, isKept: isKept, score: score, reason: reason, sort: sort, place: place)
    }
}

@Suite("An explanation")
struct ExplanationTests {
    @Test("A terminal shows sign, score, reason, place and text in columns, then what is recorded of each claim")
    func terminal() {
        #expect(
            TerminalRenderer(width: 80).explanation(SampleExplanation.page) == """
                Pier to be rebuilt
                https://post.example/pier
                read as windows-1252
                2 of 8 blocks kept: 1 article, 1 caption. Left out: 4 rule, 1 navigation, 1 the
                title again.

                + kept as the article
                - left out for the reason stated
                score: the weight of the block's running text outside links

                  score  reason           place       text
                -     0  navigation       a.home      Home
                -    18  the title again  h1          Pier to be rebuilt
                +    20  article          p           The council said so.
                +     8  caption          figcaption  A <pier>
                -     0  rule                         One
                -     0  rule                         Two
                -     0  rule                         Three
                -     0  rule                         Four

                = says what is recorded  ≠ says something else

                title  Pier to be rebuilt
                       = OpenGraph og:title: Pier to be rebuilt
                       ≠ page title title: Pier | Post
                deck   not recorded
                       ≠ meta element description: A pier.

                """)
    }

    @Test("In a pipe every block is one whole line")
    func pipe() throws {
        var page = SampleExplanation.page
        let text = String(repeating: "The council said so again. ", count: 50)
        page.blocks[2].text = text
        let lines = TerminalRenderer(width: 80).explanation(page, isWhole: true).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("+") && $0.contains(" article ") })
        #expect(line.contains("body > main > p"))
        #expect(line.hasSuffix(text.trimmingCharacters(in: .whitespaces)))
        #expect(lines.filter { $0.hasPrefix("+ ") || $0.hasPrefix("- ") }.count == page.blocks.count + 2)
    }

    @Test("A page shows kept text as text and cut text struck, labelled and coloured by the sort of reason")
    func html() {
        let page = HTMLRenderer().explanation(SampleExplanation.page)
        #expect(page.contains("<div class=\"kept\"><p dir=\"auto\">The council said so.</p>"))
        #expect(page.contains("<p dir=\"auto\">A &lt;pier&gt;</p>"))
        #expect(
            page.contains(
                """
                <div class="cut surroundings"><b>navigation</b><p dir="auto"><del>Home</del>\
                <small dir="ltr" title="body &gt; nav &gt; a.home"><span>0</span> body &gt; nav &gt; a.home</small></p></div>
                """))
        // A reason of a sort that is not known has its place too; many neighbours are folded.
        #expect(page.contains("<details class=\"cut other\"><summary><b>rule</b> <span>4 blocks</span>"))
        #expect(page.contains("<span class=\"yes\" title=\"says what is recorded\">✓</span> Pier to be rebuilt"))
        let plain = HTMLRenderer().explanation(SampleExplanation.page, isDetailed: false)
        #expect(plain.contains("<b>navigation</b><p dir=\"auto\"><del>Home</del></p>"))
        #expect(!plain.contains("<small") && !plain.contains("og:title"))
    }

    @Test("JSON holds every block and claim as they are")
    func json() throws {
        let text = JSONRenderer().explanation(SampleExplanation.page)
        let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let blocks = try #require(value["blocks"] as? [[String: Any]])
        #expect(blocks.map { $0["kept"] as? Bool } == SampleExplanation.page.blocks.map(\.isKept))
        #expect(blocks[1]["kind"] as? String == "heading" && blocks[1]["level"] as? Int == 1)
        #expect(blocks[3]["place"] as? String == "body > main > figure > figcaption")
        let fields = try #require(value["fields"] as? [[String: Any]])
        #expect((fields[0]["claims"] as? [[String: Any]])?.map { $0["recorded"] as? Bool } == [true, false])
        #expect(fields[1]["value"] is NSNull)
    }
}
