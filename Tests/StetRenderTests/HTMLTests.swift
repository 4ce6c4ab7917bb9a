import Foundation
import StetDiff
import StetModel
import StetRender
import Testing

@Suite("An HTML page")
struct HTMLTests {
    @Test("The page's policy allows its style sheet, and nothing else")
    func policy() throws {
        for page in [
            HTMLRenderer().diff(announcedUpdate, heading: announcedHeading),
            HTMLRenderer().explanation(SampleExplanation.page),
            HTMLRenderer().variants(
                VariantTable(texts: ["One.", "Two."].map { DiffText(markdownOrPlain: Array($0.utf8)) }),
                heading: VariantHeading(versions: [.init(siglum: "A", label: "a"), .init(siglum: "B", label: "b")])),
        ] {
            let styles = page.matches(of: /<style>([\s\S]*?)<\/style>/).map { String($0.output.1) }
            let policy = try #require(page.firstMatch(of: /style-src ([^;]*);/)).output.1
            let digests = try styles.map { "'sha256-\(try Self.sha256(of: $0))'" }
            #expect(policy == digests.joined(separator: " "))
            #expect(page.contains("default-src 'none'"))
            for word in ["<script", "javascript:", " src=", "@import", "url(", " style=", " onclick"] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }

    @Test("Changed words are ins and del, with the time of the revision that brought them")
    func marks() {
        let diff = WrittenDiff().block(.edited, "It ends on June [-2-]{+3+}.").diff
        let heading = DiffHeading(after: .init(label: "@2", time: "2024-06-01T13:10:00Z"))
        let page = HTMLRenderer().diff(diff, heading: heading)
        #expect(
            page.contains(
                """
                <p class="block edited" dir="auto">It ends on June <del datetime="2024-06-01T13:10:00Z">2</del>\
                <ins datetime="2024-06-01T13:10:00Z">3</ins>.</p>
                """))
    }

    @Test("A moved block and its old place lead to each other")
    func moves() throws {
        let page = HTMLRenderer().diff(announcedUpdate, heading: announcedHeading)
        let moved = try #require(
            page.firstMatch(of: /<div class="block moved" id="(b\d+)"><p class="note"><a href="#(b\d+)">/))
        let away = try #require(
            page.firstMatch(of: /<div class="block moved-away" id="(b\d+)"><p class="note"><a href="#(b\d+)">/))
        #expect(moved.output.1 == away.output.2)
        #expect(moved.output.2 == away.output.1)
    }

    @Test("A note has no say in the direction of the text that it stands before")
    func directionBesideNotes() {
        let diff = WrittenDiff().block(.edited, "قال الوزير [-أمس-]{+اليوم+} كلاما.").diff
        var moved = diff
        moved.blocks[0].sentences[0].kind = .moved
        let page = HTMLRenderer().diff(moved)
        #expect(page.contains("<bdi class=\"mark\">moved"))
        #expect(!page.contains("<span class=\"mark\">"))
    }

    @Test("Unchanged sentences are folded, and there")
    func folds() {
        let page = HTMLRenderer().diff(announcedUpdate, heading: announcedHeading)
        #expect(page.contains("<summary>3 unchanged sentences</summary>"))
        #expect(page.contains("<p>There is no future in zero-sum games.</p>") || page.contains(">There is no future"))
    }

    @Test(
        "Only web and mail addresses become links",
        arguments: [
            ("https://example.com/?a=1&b='", true), ("HTTP://example.com/", true), ("mailto:desk@example.com", true),
            ("javascript:alert(1)", false), ("data:text/html,x", false), ("/relative", false),
            ("//example.com/", false),
            (" https://example.com/", false), ("https://exa\nmple.com/", false), ("jAvAsCrIpT:https://", false),
            ("", false),
        ])
    func links(target: String, isFollowed: Bool) {
        let article = Article(blocks: [.paragraph([Sentence([.link(target: target, content: [.text("here")])])])])
        #expect(HTMLRenderer().article(article).contains("<a href=") == isFollowed)
    }

    @Test("An article's lists, tables, quotations and code are their elements")
    func article() throws {
        let article = Article(
            metadata: Metadata(
                url: "https://example.com/a", title: "A & B", authors: ["Ann", "Bo"],
                published: StatedTime("2024-06-01"),
                language: "en"),
            blocks: [
                .heading(level: 2, content: Sentence("Head")),
                .paragraph([Sentence("One."), Sentence([.strong([.text("Two")]), .text(".")])]),
                .list(List(start: 3, items: [[.paragraph([Sentence("Item.")])]])),
                .quotation([.paragraph([Sentence("Said.")])]),
                .table(Table(header: [Sentence("h")], rows: [[Sentence("c")]])),
                .figure(caption: [Sentence("Caption.")]),
                .code(language: nil, text: "a < b\nc"),
                .thematicBreak,
                .paragraph([Sentence("第一句。"), Sentence("第二句。")]),
            ])
        let page = HTMLRenderer().article(article)
        let main = try #require(page.firstMatch(of: /<main[\s\S]*<\/main>/)).output
        #expect(
            main == """
                <main lang="en">
                <header>
                <h1 dir="auto">A &amp; B</h1>
                <p class="byline" dir="auto">By Ann, Bo · published <time datetime="2024-06-01">1 Jun 2024</time></p>
                <p class="byline"><a href="https://example.com/a" rel="nofollow noopener noreferrer">https://example.com/a</a></p>
                </header>
                <h2 dir="auto">Head</h2>
                <p dir="auto">One. <strong>Two</strong>.</p>
                <ol start="3">
                <li dir="auto">Item.</li>
                </ol>
                <blockquote>
                <p dir="auto">Said.</p>
                </blockquote>
                <table>
                <tr><th dir="auto">h</th></tr>
                <tr><td dir="auto">c</td></tr>
                </table>
                <figure><figcaption dir="auto">Caption.</figcaption></figure>
                <pre><code>a &lt; b
                c</code></pre>
                <hr>
                <p dir="auto">第一句。第二句。</p>
                </main>
                """)
    }

    /// Base64 of the SHA-256, by the system's own tool.
    private static func sha256(of text: String) throws -> String {
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/env")
        tool.arguments = ["sha256sum"]
        let input = Pipe()
        let output = Pipe()
        tool.standardInput = input
        tool.standardOutput = output
        try tool.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let hex = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self).prefix(64)
        tool.waitUntilExit()
        let bytes = stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
        return Data(bytes).base64EncodedString()
    }
}
