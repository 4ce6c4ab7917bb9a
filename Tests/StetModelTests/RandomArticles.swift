import StetModel
import TestSupport

/// Makes articles of every shape, with text that looks like markup wherever it can.
struct RandomArticles {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Pieces that mean something to Markdown, YAML, HTML, terminals or Unicode.
    private static let pieces: [String] = [
        "word", "The", " ", "  ", "a", "1.", "12)", "-", "---", "+", "*", "**", "_", "__", "snake_case", "`", "```",
        "~~~", "#",
        "## ", ">", "> ", "|", "| --- |", ":--", "===", "[", "]", "](", "[x]: y", "![", "!", "<", "<em>", "</em>",
        "<script>",
        "<!-- -->", "<figure>", "</figure>", "<pre><code>", "&", "&amp;", "&#27;", "&#x41;", "AT&T", "\\", "\\*", "\"",
        "'",
        "\n", "\t", "\r", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2028}",
        "\u{FEFF}",
        "\u{200F}", "\u{A0}", "\u{AD}", "\u{301}", "é", "e\u{301}", "中文。", "日本語", "العربية", "עברית", "हिन्दी", "ไทย", "👩‍👩‍👧‍👦",
        "🇩🇪",
        "\u{10FFFF}", "https://example.org/a_b?c=d&copy;=e", "user@example.org", "$5", "$x$", "1,935", "3.5%", ":", "{",
        "}",
        "%", "~", "^", "«", "»", "“", "”", "…", "x", "y", "0", "\\\\", "\u{E000}", "\u{FFFD}", "no", "null", "- [ ] ",
        "(", ")",
    ]

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    private mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func text(upTo limit: Int = 6) -> String {
        var result = ""
        for _ in 0..<count(0...limit) { result += Self.pieces.randomElement(using: &random) ?? "" }
        return result
    }

    mutating func inlines(depth: Int = 0) -> [Inline] {
        var result: [Inline] = []
        for _ in 0..<count(0...4) {
            switch count(0...(depth < 3 ? 9 : 5)) {
            case 0...4: result.append(.text(text()))
            case 5: result.append(.code(text(upTo: 3)))
            case 6, 7: result.append(.emphasis(inlines(depth: depth + 1)))
            case 8: result.append(.strong(inlines(depth: depth + 1)))
            default: result.append(.link(target: text(), content: inlines(depth: depth + 1)))
            }
        }
        return result
    }

    mutating func sentences() -> [Sentence] {
        (0..<count(0...3)).map { _ in Sentence(inlines()) }
    }

    mutating func blocks(depth: Int = 0) -> [Block] {
        (0..<count(0...4)).map { _ in block(depth: depth) }
    }

    private mutating func block(depth: Int) -> Block {
        switch count(0...(depth < 3 ? 13 : 8)) {
        case 0...3: return .paragraph(sentences())
        case 4: return .heading(level: count(-1...8), content: Sentence(inlines()))
        case 5: return .figure(caption: sentences())
        case 6: return .code(language: chance(50) ? "swift" : chance(50) ? text() : nil, text: text(upTo: 12))
        case 7: return .thematicBreak
        case 8:
            let header = chance(60) ? (0..<count(0...3)).map { _ in Sentence(inlines()) } : nil
            return .table(Table(header: header, rows: (0..<count(0...3)).map { _ in sentences() }))
        case 9: return .quotation(blocks(depth: depth + 1))
        default:
            let start = chance(50) ? nil : chance(60) ? 1 : count(-5...1_000_000_000)
            return .list(List(start: start, items: (0..<count(0...4)).map { _ in blocks(depth: depth + 1) }))
        }
    }

    mutating func article() -> Article {
        func stated(_ random: inout SplitMix64) -> StatedTime? {
            guard Bool.random(using: &random) else { return nil }
            let clock =
                Bool.random(using: &random)
                ? StatedTime.Clock(
                    hour: Int.random(in: 0...23, using: &random), minute: Int.random(in: 0...59, using: &random),
                    second: Bool.random(using: &random) ? Int.random(in: 0...59, using: &random) : nil) : nil
            let zone = clock != nil && Bool.random(using: &random) ? Int.random(in: -840...840, using: &random) : nil
            return StatedTime(
                year: Int.random(in: 1...9999, using: &random), month: Int.random(in: 1...12, using: &random),
                day: Int.random(in: 1...28, using: &random), clock: clock, zoneOffset: zone)
        }
        var article = Article(
            metadata: Metadata(
                url: chance(70) ? text() : nil, title: chance(70) ? text() : nil, deck: chance(20) ? text() : nil,
                authors: (0..<count(0...2)).map { _ in text() }, outlet: chance(50) ? text() : nil,
                section: chance(20) ? text() : nil, tags: (0..<count(0...2)).map { _ in text() },
                published: stated(&random), updated: stated(&random), language: chance(50) ? "no" : nil),
            blocks: blocks())
        article.metadata.license = chance(20) ? text() : nil
        article.metadata.access = chance(20) ? .restricted : nil
        article.metadata.corrections = (0..<count(0...2)).map { _ in text() }
        return article
    }
}
