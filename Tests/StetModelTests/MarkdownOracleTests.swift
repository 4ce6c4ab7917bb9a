import Foundation
import StetModel
import Testing

/// What `cmark-gfm`, the renderer behind GitHub, makes of canonical files.
///
/// Both sides are compared as HTML without white space, paragraph tags and link targets, which say nothing about
/// whether marks and words were understood.
@Suite("Canonical files on a hosting site")
struct MarkdownOracleTests {
    static let program = "/usr/bin/cmark-gfm"

    @Test(
        "The renderer sees the blocks, marks and words of the article",
        .enabled(if: FileManager.default.isExecutableFile(atPath: program)),
        arguments: 0..<8)
    func rendersAsMeant(batch: Int) throws {
        for offset in 0..<60 {
            let seed = UInt64(9_000 + batch * 60 + offset)
            var articles = RandomArticles(seed: seed)
            var article = articles.article()
            article.metadata = Metadata()
            let bytes = CanonicalForm.bytes(of: article)
            // The renderer knows no front matter; a hosting site takes it off.
            let body = Array(bytes.dropFirst("---\n---\n".utf8.count))
            let rendered = comparable(try render(body))
            let expected = comparable(article.normalized().blocks.map(html).joined())
            let same = rendered.unicodeScalars.commonPrefixCount(expected.unicodeScalars)
            func around(_ text: String) -> String {
                String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(max(0, same - 60)).prefix(120)))
            }
            let isSame = rendered.unicodeScalars.elementsEqual(expected.unicodeScalars)
            try #require(
                isSame,
                "seed \(seed): rendered …\(around(rendered))…, meant …\(around(expected))…")
        }
    }

    @Test(
        "A link at the start of a line is no footnote, whatever its text",
        .enabled(if: FileManager.default.isExecutableFile(atPath: program)),
        arguments: ["^[1]: a", "^*[x]:", "^", "^1", "[^1]: a", "^]:"])
    func linkLikeFootnote(text: String) throws {
        let link = Inline.link(target: "https://e.example/", content: [.text(text)])
        let article = Article(blocks: [.paragraph([Sentence([link]), Sentence([link, .text(" more.")])])])
        let bytes = CanonicalForm.bytes(of: article)
        let rendered = comparable(try render(Array(bytes.dropFirst("---\n---\n".utf8.count))))
        #expect(rendered == comparable(article.normalized().blocks.map(html).joined()))
        #expect(try CanonicalForm.parse(bytes) == article)
    }

    private func render(_ markdown: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = [
            "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "footnotes", "-e", "tasklist", "-t", "html",
        ]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // Inputs stay far below a pipe's buffer, so writing first cannot block.
        try input.fileHandleForWriting.write(contentsOf: Data(markdown))
        try input.fileHandleForWriting.close()
        let html = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: html, as: UTF8.self)
    }

    private func comparable(_ html: String) -> String {
        var text = html.replacing("&quot;", with: "\"", as: .literal)
        text = text.replacing("</?p>| href=\"[^\"]*\"", with: "", as: .regularExpression)
        // Raw HTML keeps its references.
        for scalar in ["<", ">", "&"].compactMap(Unicode.Scalar.init) {
            text = text.replacing("&#\(scalar.value);", with: escaped(String(scalar)), as: .literal)
        }
        for value in Set((0..<0xA0).map { $0 } + [0x61C, 0xFEFF] + Array(0x2028...0x202E) + Array(0x2066...0x2069)) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            text = text.replacing("&#\(value);", with: String(scalar), as: .literal)
        }
        return text.unicodeScalars.filter { !$0.properties.isWhitespace }
            .map { $0 == "\u{0}" ? "\u{FFFD}" : String($0) }.joined()
    }

    private func html(_ block: Block) -> String {
        switch block {
        case .heading(let level, let content): "<h\(level)>\(html(content))</h\(level)>"
        case .paragraph(let sentences): html(sentences)
        case .quotation(let blocks): "<blockquote>\(blocks.map(html).joined())</blockquote>"
        case .figure(let caption): "<figure>\(html(caption))</figure>"
        case .thematicBreak: "<hr />"
        case .code(let language, let text):
            "<pre><code\(language.map { " class=\"language-\($0)\"" } ?? "")>\(escaped(text))</code></pre>"
        case .list(let list):
            if let start = list.start {
                "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\(items(list))</ol>"
            } else {
                "<ul>\(items(list))</ul>"
            }
        case .table(let table):
            "<table><thead>\(row(table.header ?? Array(repeating: Sentence([]), count: table.columnCount), "th"))</thead>"
                + (table.rows.isEmpty ? "" : "<tbody>\(table.rows.map { row($0, "td") }.joined())</tbody>") + "</table>"
        }
    }

    private func items(_ list: StetModel.List) -> String {
        list.items.map { "<li>\($0.map(html).joined())</li>" }.joined()
    }

    private func row(_ cells: [Sentence], _ tag: String) -> String {
        "<tr>\(cells.map { "<\(tag)>\(html($0))</\(tag)>" }.joined())</tr>"
    }

    private func html(_ sentences: [Sentence]) -> String { sentences.map(html).joined() }
    private func html(_ sentence: Sentence) -> String { sentence.inlines.map(html).joined() }

    private func html(_ inline: Inline) -> String {
        switch inline {
        case .text(let text): escaped(text)
        case .code(let text): "<code>\(escaped(text))</code>"
        case .emphasis(let content): "<em>\(content.map(html).joined())</em>"
        case .strong(let content): "<strong>\(content.map(html).joined())</strong>"
        case .link(_, let content): "<a>\(content.map(html).joined())</a>"
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;", as: .literal).replacing("<", with: "&lt;", as: .literal)
            .replacing(">", with: "&gt;", as: .literal)
    }
}

extension String {
    /// By code units: a `>` with a combining mark after it is no `Character` ">".
    fileprivate func replacing(_ text: String, with other: String, as options: String.CompareOptions) -> String {
        replacingOccurrences(of: text, with: other, options: options)
    }
}

extension String.UnicodeScalarView {
    fileprivate func commonPrefixCount(_ other: String.UnicodeScalarView) -> Int {
        zip(self, other).prefix { $0 == $1 }.count
    }
}
