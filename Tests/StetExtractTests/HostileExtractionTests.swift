import StetExtract
import StetModel
import Testing

/// Pages made to cost more than they are worth. What took time by the square of the page is bounded now; the figures of
/// what such pages take stand in docs/benchmarks.md.
@Suite("Pages made to exhaust their reader")
struct HostileExtractionTests {
    @Test("Marks without end on one letter are cut to what spelling needs, before lines are compared")
    func marks() throws {
        let text = "The pier a" + String(repeating: "\u{301}\u{316}", count: 20_000) + " is closed until October."
        let report = try Pages.extract(Pages.html(after: "<p>\(text)</p>")).report
        let line = try #require(report.candidates.first { $0.text.hasSuffix("until October.") })
        #expect(line.text.unicodeScalars.filter { $0.properties.generalCategory == .nonspacingMark }.count == 30)
    }

    @Test("Spelling with marks stays as it is")
    func spelling() throws {
        let text = "हिन्दी में लिखा हुआ एक वाक्य यहाँ है और यह पूरा का पूरा बना रहता है। e\u{301} naïve"
        let report = try Pages.extract(Pages.html(after: "<p>\(text)</p>")).report
        #expect(report.candidates.contains { $0.text == text })
    }

    @Test("One row of many cells among many short rows is no table")
    func raggedTable() throws {
        let rows =
            "<tr>" + String(repeating: "<td>wide", count: 3_000) + String(repeating: "<tr><td>one<td>two", count: 3_000)
        let text = Pages.paragraphs.map { "<p>\($0)</p>" }
        func hasTable(_ table: String) throws -> Bool {
            let html = Pages.html(body: text[..<3].joined() + table + text[3...].joined())
            return try Pages.extract(html).article.blocks.contains { if case .table = $0 { true } else { false } }
        }
        #expect(try !hasTable("<table>\(rows)</table>"))
        #expect(
            try hasTable(
                "<table><tr><th>Year<th>Pier<tr><td>1931<td>built<tr><td>2024<td>closed for repairs</table>"))
    }

    @Test("Of a thousand titles, authors or tags the first ones count")
    func claims() throws {
        let head = (0..<1_000).map {
            "<meta property='og:title' content='Title \($0)'><meta name='author' content='Jane Roe \($0)'>"
                + "<meta property='article:tag' content='tag \($0)'>"
        }.joined()
        let extraction = try Pages.extract(Pages.html(head: head))
        for field in [Claim.Field.title, .author, .tag] {
            let sources = Dictionary(grouping: extraction.report.claims.filter { $0.field == field }, by: \.source)
            #expect(sources.values.contains { $0.count > 10 })
            #expect(sources.values.allSatisfy { $0.count <= (field == .title ? 16 : 256) })
        }
        #expect(extraction.article.metadata.tags.first == "tag 0")
        #expect(extraction.article.metadata.title == "Old ferry pier to be rebuilt")
    }

    @Test("A paragraph of very many sentences in many marks is cut at their borders")
    func sentences() throws {
        let text = (0..<4_000).map { "The pier <b>number \($0)</b> is closed. It <i>opens</i> again in October." }
            .joined(separator: " ")
        let article = try Pages.extract(Pages.html(body: "<p>\(text)</p>")).article
        guard case .paragraph(let sentences)? = article.blocks.last else {
            Issue.record("the paragraph is not there")
            return
        }
        #expect(sentences.count == 8_000)
        #expect(sentences[3_998].plainText == "The pier number 1999 is closed.")
        #expect(sentences[3_999] == Sentence([.text("It "), .emphasis([.text("opens")]), .text(" again in October.")]))
    }

    @Test("Lists of links without end keep what announces the first of them")
    func lists() throws {
        let list = "<ul><li><a href=/a>One place</a><li><a href=/b>Other place</a><li><a href=/c>Third place</a></ul>"
        let text =
            Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<p>These are the places it goes to:</p>\(list)<p>"
            + Pages.paragraphs[0] + " Again.</p>" + String(repeating: list, count: 2_000)
        let body = try Pages.text(Pages.html(body: text))
        #expect(body.contains("One place\nOther place\nThird place"))
        #expect(body.utf8.count < 20_000)
    }

    @Test("A text of very many wrapped lines is one paragraph")
    func wrappedText() throws {
        let line = "The harbour council said on Monday that the old ferry pier would be open."
        let page = PageInput(
            bytes: Array(
                (["Old pier to be rebuilt", ""] + Array(repeating: line, count: 5_000)).joined(separator: "\n").utf8),
            contentType: "text/plain")
        let article = try ArticleExtractor.extract(page).article
        guard case .paragraph(let sentences)? = article.blocks.last else {
            Issue.record("the paragraph is not there")
            return
        }
        #expect(sentences.count == 5_000)
    }

    @Test("UTF-32 is refused and not recorded as what it is not", arguments: [true, false])
    func utf32(isBigEndian: Bool) {
        let bytes = Pages.html().unicodeScalars.flatMap { scalar -> [UInt8] in
            let value = scalar.value
            let small = [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(0)]
            return isBigEndian ? small.reversed() : small
        }
        #expect(throws: ExtractionError.self) {
            try ArticleExtractor.extract(PageInput(bytes: bytes, contentType: "text/html"))
        }
    }
}
