import StetDiff
import StetModel
import StetRender
import TestSupport
import Testing

@Suite("Hostile text")
struct HostileTextTests {
    @Test(
        "Nothing but printable text reaches a terminal, and no line is wider than asked",
        arguments: 0..<16 as Range<UInt64>)
    func terminal(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let diff = Self.diff(using: &random)
        let heading = DiffHeading(title: Self.text(using: &random), url: Self.text(using: &random))
        for width in [20, 33, 80] {
            for isColored in [false, true] {
                let renderer = TerminalRenderer(
                    width: width, isColored: isColored, isolatesRightToLeft: true,
                    context: Int.random(in: 0...3, using: &random))
                for text in [
                    renderer.inlineDiff(diff, heading: heading), renderer.sideBySideDiff(diff, heading: heading),
                    renderer.article(Self.article(using: &random)),
                    renderer.revisions([
                        RevisionRow(
                            number: 7, commit: Self.text(using: &random), observed: Self.text(using: &random),
                            previouslySeen: Self.text(using: &random), kind: Self.text(using: &random),
                            summary: Self.text(using: &random))
                    ]),
                    renderer.articles([ArticleRow(url: Self.text(using: &random), path: "p", revisionCount: 1)]),
                    renderer.explanation(Self.explanation(using: &random)),
                    renderer.variants(Self.variants(using: &random), heading: Self.variantHeading(using: &random)),
                ] {
                    expectSafe(text, width: width, "seed \(seed), width \(width)")
                }
            }
        }
    }

    @Test("Pages and Markdown hold no markup from the text", arguments: 0..<16 as Range<UInt64>)
    func markup(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let diff = Self.diff(using: &random)
        let heading = DiffHeading(
            title: Self.text(using: &random), url: Self.text(using: &random),
            after: .init(label: Self.text(using: &random), time: Self.text(using: &random)), language: "\"><script>")
        let pages = [
            HTMLRenderer().diff(diff, heading: heading), HTMLRenderer().article(Self.article(using: &random)),
            HTMLRenderer().explanation(Self.explanation(using: &random)),
            HTMLRenderer().explanation(Self.explanation(using: &random), isDetailed: false),
            HTMLRenderer().variants(Self.variants(using: &random), heading: Self.variantHeading(using: &random)),
        ]
        for page in pages {
            let body = page.split(separator: "</head>").last ?? ""
            for tag in body.matches(of: /<[^>]*>?/) {
                let isOurs = tag.output.wholeMatch(of: Self.ourTag) != nil
                #expect(isOurs, "seed \(seed): \(tag.output)")
            }
            #expect(!page.unicodeScalars.contains(where: Self.isControl), "seed \(seed)")
        }
        let markdown = MarkdownRenderer().diff(diff, heading: heading)
        // A fence of code shows its lines as they are.
        let unfenced = markdown.replacing(/\n(`{3,})diff\n[\s\S]*?\n\1\n/, with: "\n")
        for tag in unfenced.matches(of: /<[^>]*>?/) {
            #expect(
                ["<del>", "</del>", "<ins>", "</ins>", "<em>", "</em>"].contains(String(tag.output)), "seed \(seed)")
        }
        #expect(!markdown.unicodeScalars.contains(where: Self.isControl), "seed \(seed)")
    }

    @Test("What hides or reorders text is spelled out, what spelling needs stays")
    func visible() {
        func shown(_ text: String) -> String {
            TerminalRenderer(width: 200).articles([ArticleRow(url: text, path: "", revisionCount: 1)])
                .split(separator: "\n").first.map(String.init) ?? ""
        }
        #expect(shown("a\u{1B}[31mb") == "a⟨U+001B⟩[31mb")
        #expect(shown("a\u{9B}b\u{7F}") == "a⟨U+009B⟩b⟨U+007F⟩")
        #expect(shown("user\u{202E}gpj.exe") == "user⟨U+202E⟩gpj.exe")
        #expect(shown("in\u{200B}visible\u{2060}\u{FEFF}") == "in⟨U+200B⟩visible⟨U+2060⟩⟨U+FEFF⟩")
        #expect(shown("a\u{E0041}\u{3164}") == "a⟨U+E0041⟩⟨U+3164⟩")
        #expect(shown("a\u{200D}b") == "a⟨U+200D⟩b")
        for kept in ["👩‍👩‍👧 ❤️ 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "क्‍ष", "é e\u{301}", "שלום\u{200F}!"] {
            #expect(shown(kept) == kept)
        }
        #expect(shown("e" + String(repeating: "\u{301}", count: 40)).contains("⟨U+0301⟩"))
    }

    private func expectSafe(_ text: String, width: Int, _ comment: Comment) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let plain = line.replacing(/\u{1B}\[[0-9;]+m/, with: "")
            #expect(!plain.unicodeScalars.contains(where: Self.isControl), comment)
            let columns = Self.columns(String(plain))
            #expect(columns <= width, "\(comment): \(columns) columns in \(plain)")
            var depth = 0
            for scalar in plain.unicodeScalars {
                if scalar == "\u{2068}" { depth += 1 }
                if scalar == "\u{2069}" { depth -= 1 }
                #expect((0...1).contains(depth), comment)
                #expect(!(0x202A...0x202E).contains(scalar.value), comment)
            }
            #expect(depth == 0, comment)
        }
    }

    /// Another way to measure than the renderer's: by grapheme clusters.
    private static func columns(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            let scalars = character.unicodeScalars
            if scalars.allSatisfy({
                [.nonspacingMark, .enclosingMark, .format].contains($0.properties.generalCategory)
            }) {
                return sum
            }
            let isWide = scalars.contains {
                $0.properties.isEmojiPresentation || $0.value == 0xFE0F || (0x3000...0x9FFF).contains($0.value)
                    || (0xAC00...0xD7A3).contains($0.value) || (0xFF01...0xFF60).contains($0.value)
            }
            return sum + (isWide ? 2 : 1)
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
    }

    /// Tags as the renderer writes them: known elements, attributes in double quotes without a quote or angle inside.
    private static var ourTag: Regex<(Substring, Substring?, Substring?)> {
        /<\/?[a-z][a-z0-9]*( [a-z-]+(="[^"<>]*")?)*>/
    }

    private static let pieces = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\r", "\n", "\t", "\u{0}", "\u{8}", "\u{7F}", "\u{202E}",
        "\u{2067}",
        "\u{2069}", "\u{200B}", "\u{FEFF}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</p>",
        "&amp;",
        "'", "<!--", "]]>", "javascript:alert(1)", "[link](javascript:x)", "**", "~~", "`", "中文字符", "日本語。", "「", "한국어",
        "עברית", "العربية", "👩‍👩‍👧", "🇩🇪", "❤️", "e\u{301}\u{302}", "ｗｉｄｅ", "a", "an ordinary word", " ", "  ", "—",
        "averyveryveryveryverylongwordthatdoesnotfitintoanylineatallwhateveritswidth", "$", "|", "#", "[-", "-]", "{+",
        "+}",
    ]

    private static func text(using random: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private static func variants(using random: inout SplitMix64) -> VariantTable {
        VariantTable(
            texts: (0..<3).map { _ in
                DiffText(markdownOrPlain: (0..<4).flatMap { _ in Array((text(using: &random) + ".\n\n").utf8) })
            })
    }

    private static func variantHeading(using random: inout SplitMix64) -> VariantHeading {
        VariantHeading(
            title: text(using: &random), url: text(using: &random), language: text(using: &random),
            versions: (0..<3).map { _ in
                .init(siglum: text(using: &random), label: text(using: &random), time: text(using: &random))
            })
    }

    private static func diff(using random: inout SplitMix64) -> ArticleDiff {
        let kinds: [DiffText.BlockKind] = [
            .paragraph, .heading(level: 2), .listItem(depth: 9, number: nil), .listItem(depth: 1, number: 12),
            .quotation,
            .tableRow, .caption, .code, .thematicBreak,
        ]
        var written = WrittenDiff().field("title", "x", "y", words: text(using: &random))
            .field(text(using: &random), text(using: &random), text(using: &random))
        for index in 0..<Int.random(in: 1...9, using: &random) {
            let kind = kinds.randomElement(using: &random) ?? .paragraph
            switch Int.random(in: 0..<6, using: &random) {
            case 0: written = written.block(.added, "{+" + text(using: &random) + "+}", as: kind)
            case 1: written = written.block(.removed, "[-" + text(using: &random) + "-]", as: kind)
            case 2:
                written = written.block(.moved, text(using: &random), "b [-x-]{+y+}", as: kind, name: "\(index)")
                    .block(.equal, text(using: &random), "One.", "Two.", "Three.", as: kind)
                    .block(.movedAway, as: kind, name: "\(index)")
            case 3: written = written.block(.reformatted, "{~" + text(using: &random) + "~}", as: kind)
            default:
                written = written.block(
                    .edited,
                    "s " + text(using: &random) + "[-" + text(using: &random) + "-]{+" + text(using: &random) + "+}",
                    text(using: &random), "{+" + text(using: &random) + "+}", text(using: &random), as: kind)
            }
        }
        return written.diff
    }

    private static func explanation(using random: inout SplitMix64) -> Explanation {
        let kinds: [Explanation.Block.Kind] = [.paragraph, .heading(1), .item, .cell, .preformatted, .caption]
        return Explanation(
            name: text(using: &random), title: Bool.random(using: &random) ? text(using: &random) : nil,
            url: text(using: &random), language: text(using: &random), encoding: text(using: &random),
            notes: [text(using: &random)],
            blocks: (0..<Int.random(in: 0...20, using: &random)).map { index in
                Explanation.Block(
                    kind: kinds.randomElement(using: &random) ?? .paragraph, text: text(using: &random),
                    isKept: index % 7 == 0, score: Int.random(in: 0...70_000_000, using: &random),
                    reason: Bool.random(using: &random) ? "navigation" : text(using: &random),
                    sort: ["place", "facts", "\"><b>"].randomElement(using: &random) ?? "",
                    place: (0..<index % 9).map { _ in text(using: &random) })
            },
            fields: [
                Explanation.Field(
                    name: "title", value: text(using: &random),
                    claims: [
                        Explanation.Claim(
                            value: text(using: &random), source: text(using: &random), name: text(using: &random),
                            isRecorded: Bool.random(using: &random))
                    ])
            ])
    }

    private static func article(using random: inout SplitMix64) -> Article {
        func sentence() -> Sentence {
            Sentence([
                .text(text(using: &random)),
                .link(target: text(using: &random), content: [.text(text(using: &random))]),
                .strong([.emphasis([.text(text(using: &random))])]), .code(text(using: &random)),
            ])
        }
        var nested: [Block] = [.paragraph([sentence(), sentence()])]
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            nested =
                Bool.random(using: &random) ? [.quotation(nested)] : [.list(List(start: 998, items: [nested, []]))]
        }
        return Article(
            metadata: Metadata(
                url: text(using: &random), title: text(using: &random), authors: [text(using: &random)],
                language: text(using: &random)),
            blocks: [
                .heading(level: 3, content: sentence()), .figure(caption: [sentence()]),
                .code(language: text(using: &random), text: text(using: &random)), .thematicBreak,
                .table(Table(header: [sentence(), sentence()], rows: [[sentence(), sentence()]])),
            ] + nested)
    }
}
