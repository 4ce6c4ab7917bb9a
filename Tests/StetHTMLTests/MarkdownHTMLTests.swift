import StetHTML
import Testing

@Suite struct MarkdownHTMLTests {
    private func html(_ markdown: String) throws -> String {
        String(decoding: try MarkdownHTML.html(of: Array(markdown.utf8)), as: UTF8.self)
    }

    @Test(
        "Markdown becomes the HTML it stands for",
        arguments: [
            (
                "# One\n\nTwo *three* **four** `<five>`",
                "<h1>One</h1>\n<p>Two <em>three</em> <strong>four</strong> <code>&lt;five&gt;</code></p>\n"
            ),
            ("One\\\ntwo\nthree", "<p>One<br>\ntwo\nthree</p>\n"),
            ("> A\n\n---", "<blockquote><p>A</p>\n</blockquote>\n<hr>\n"),
            ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
            (
                "| a |\n|---|\n| b |",
                "<table><thead><tr><th>a</th>\n</tr>\n</thead>\n<tbody><tr><td>b</td>\n</tr>\n</tbody>\n</table>\n"
            ),
            (
                "~~a~~ https://example.org/x?a=1&b=2",
                "<p><del>a</del> <a href=\"https://example.org/x?a=1&amp;b=2\">https://example.org/x?a=1&amp;b=2</a></p>\n"
            ),
            (
                "[a *b*](/c \"d\") ![e *f*](g.png)",
                "<p><a href=\"/c\">a <em>b</em></a> <img src=\"g.png\" alt=\"e f\"></p>\n"
            ),
            ("```swift\na < b\n```", "<pre><code class=\"language-swift\">a &lt; b\n</code></pre>\n"),
            ("a &amp; b & c <b>d</b> \u{0}", "<p>a &amp; b &amp; c <b>d</b> \u{FFFD}</p>\n"),
            ("[a](/x\"onclick=y)", "<p><a href=\"/x&quot;onclick=y\">a</a></p>\n"),
            ("", ""),
        ])
    func forms(markdown: String, expected: String) throws {
        #expect(try html(markdown) == expected)
    }

    @Test("A short text that stands for an endless page is refused")
    func wideTable() throws {
        let table =
            String(repeating: "|a", count: 120) + "\n" + String(repeating: "|---", count: 120) + "\n"
            + String(repeating: "|a|\n", count: 400)
        #expect(try html(table).utf8.count > 100_000)
        #expect(throws: HTMLError.self) { try MarkdownHTML.html(of: Array(table.utf8), maximumByteCount: 100_000) }
    }

    @Test(
        "Brackets, quotation signs and marks without end are read in bounded time",
        arguments: ["> ", "[", "![", "*a _b ", "<!-- ", "[a](", "`a "])
    func endless(piece: String) throws {
        let text = String(repeating: piece, count: 20_000)
        #expect(try html(text).utf8.count >= text.utf8.count / 8)
    }
}
