import StetModel
import Testing

import StetDiff

@Suite("What a change is beside its words") struct StructureTests {
    private static func diff(_ before: String..., to after: String...) -> ArticleDiff {
        func article(_ sentences: [String]) -> Article { Article(blocks: [.paragraph(sentences.map { Sentence($0) })]) }
        return ArticleDiff(from: article(before), to: article(after))
    }

    // MARK: Whole units

    @Test("Several facts that changed one for one are told one by one, and kept words between them as kept")
    func severalFacts() {
        let diff = Self.diff(
            "Pay $1,935.50 on 2024-05-01 to a@b.org, see https://x.org/a?b=1 and #one.",
            to: "Pay $1,935.51 on 2024-05-02 to c@b.org, see https://x.org/a?b=2 and #two.")
        let segments = diff.blocks[0].sentences[0].segments
        #expect(
            segments.joinedForReading().filter { $0.kind == .added }.map(\.text) == [
                "$1,935.51", "2024-05-02", "c@b.org", "https://x.org/a?b=2", "#two",
            ])
        #expect(segments.filter { $0.kind == .equal }.map(\.text).joined().contains(" on 2024-05-"))
    }

    @Test(
        "What was put in begins and ends where a phrase does, as far as that can be chosen",
        arguments: [
            (
                "They walked by the river, by the sea.", "They walked by the river, by the lake, by the sea.",
                "by the lake, "
            ),
            ("He said “yes” and “no” to it.", "He said “yes” and “maybe” and “no” to it.", "“maybe” and "),
            ("我们去了北京，我们去了上海。", "我们去了北京，我们去了广州，我们去了上海。", "我们去了广州，"),
            ("He ran (fast) (far) home.", "He ran (fast) (fully) (far) home.", "(fully) "),
        ])
    func slides(shorter: String, longer: String, piece: String) {
        func changed(_ diff: ArticleDiff, _ kind: ArticleDiff.Segment.Kind) -> [String] {
            diff.blocks[0].sentences[0].segments.joinedForReading().filter { $0.kind == kind }.map(\.text)
        }
        #expect(changed(Self.diff(shorter, to: longer), .added) == [piece])
        #expect(changed(Self.diff(longer, to: shorter), .removed) == [piece])
        let segments = Self.diff(shorter, to: longer).blocks[0].sentences[0].segments.joinedForReading()
        #expect(segments.filter { $0.kind != .removed }.map(\.text).joined() == longer)
        #expect(segments.filter { $0.kind != .added }.map(\.text).joined() == shorter)
    }

    @Test("Words that say little inside a rewrite are kept for machines and joined for readers")
    func islands() {
        let diff = Self.diff(
            "The committee praised generous donors of northern districts on Monday.",
            to: "The committee blamed careless owners of abandoned warehouses on Monday.")
        let segments = diff.blocks[0].sentences[0].segments
        #expect(segments.contains { $0.kind == .equal && $0.text == " of " })
        let joined = segments.joinedForReading()
        #expect(joined.filter { $0.kind == .removed }.map(\.text) == ["praised generous donors of northern districts"])
        #expect(joined.filter { $0.kind == .added }.map(\.text) == ["blamed careless owners of abandoned warehouses"])
    }

    @Test(
        "A date, an amount, an address or a tag that changed in part is shown as changed whole",
        arguments: [
            ("2016-03-04", "2016-03-07"), ("04/06/2016", "07/06/2016"), ("$1,200", "€1,200"), ("-$5", "-$6"),
            ("3.5%", "3.5‰"), ("10–20", "10–30"), ("me@example.org", "you@example.org"), ("#vote", "@vote"),
            ("https://example.org/a?b=1", "https://example.org/a?b=2"), ("www.a.example/x-y", "www.a.example/x-z"),
        ])
    func wholeUnits(_ before: String, _ after: String) {
        for (open, close) in [("", ""), ("(", ")"), ("“", ",”")] {
            let diff = Self.diff(
                "They gave \(open)\(before)\(close) as the answer.",
                to: "They gave \(open)\(after)\(close) as the answer.")
            let exact = diff.blocks[0].sentences[0].segments
            let changed = exact.joinedForReading().filter { $0.kind != .equal }
            #expect(changed.map(\.text) == [before, after])
            #expect(changed.map(\.kind) == [.removed, .added])
            // What machines read stays exact, and both spell the same texts.
            for kind in [ArticleDiff.Segment.Kind.removed, .added] {
                func text(_ segments: [ArticleDiff.Segment]) -> String {
                    segments.filter { $0.kind == .equal || $0.kind == kind }.map(\.text).joined()
                }
                #expect(text(exact) == text(exact.joinedForReading()))
            }
            let tokens = diff.text.matches.reduce(0) { $0 + $1.after.count }
            #expect(tokens > "They gave as the answer.".utf8.count - 4)
        }
    }

    @Test(
        "Hyphens of words, and numbers that only stand beside others, part what changed from what stayed",
        arguments: [
            ("COVID-19 rules", "COVID-20 rules", ["19", "20"]), ("a 10-day stay", "a 14-day stay", ["10", "14"]),
            ("well-known men", "well-read men", ["known", "read"]), ("3 or 4 men", "3 or 5 men", ["4", "5"]),
            ("A4, 5 men", "A4, 6 men", ["5", "6"]), ("in 2016, 17 men", "in 2016, 18 men", ["17", "18"]),
        ])
    func noUnits(_ before: String, _ after: String, _ changed: [String]) {
        let diff = Self.diff("It was about \(before) there.", to: "It was about \(after) there.")
        #expect(diff.blocks[0].sentences[0].segments.filter { $0.kind != .equal }.map(\.text) == changed)
    }

    // MARK: Foldings

    @Test(
        "Words that differ in form only are told as changed, and in what",
        arguments: [
            ("Council", "council", ArticleDiff.Foldings.letterCase), ("ＡＢＣ", "ABC", .width), ("ｶﾞｽ", "ガス", .width),
            ("it's", "it’s", .quotationMarks), ("«non»", "“non”", .quotationMarks), ("2019-2020", "2019–2020", .dashes),
            ("cafe", "café", .diacritics), ("Łódź", "Lodz", .diacritics), ("שָׁלוֹם", "שלום", .diacritics),
            ("1.80m", "1.80 m", .spacing), ("«oui»", "« oui »", .spacing), ("so...", "so…", .ellipses),
            ("5 - 6", "5–6", [.dashes, .spacing]),
            ("CAFE", "café", [.letterCase, .diacritics]), ("ＡＢ", "ab", [.width, .letterCase]),
        ] as [(String, String, ArticleDiff.Foldings)])
    func foldings(_ before: String, _ after: String, _ expected: ArticleDiff.Foldings) {
        #expect(ArticleDiff.Foldings(from: before, to: after) == expected)
        #expect(ArticleDiff.Foldings(from: after, to: before) == expected)
        let diff = Self.diff("The plan names \(before) twice.", to: "The plan names \(after) twice.")
        let sentence = diff.blocks[0].sentences[0]
        #expect(sentence.kind == .edited)
        #expect(sentence.foldings == expected)
    }

    @Test(
        "Other words are no other form of the same ones",
        arguments: [
            ("cafe", "cafes"), ("か", "が"), ("हिन्दी", "हन्द"), ("3", "8"), ("well-known", "well known"), ("a", "a"),
        ])
    func wording(_ before: String, _ after: String) {
        #expect(ArticleDiff.Foldings(from: before, to: after).isEmpty)
    }

    @Test("A sentence with one change of wording is none that differs in form only")
    func mixed() {
        let diff = Self.diff("The Council has met in a cafe.", to: "The council has met in a bar.")
        #expect(diff.blocks[0].sentences[0].foldings.isEmpty)
        #expect(
            diff.blocks[0].sentences[0].segments.filter { $0.kind == .removed }.map(\.foldings) == [.letterCase, []])
    }

    // MARK: Marks

    private static func linked(_ words: String, _ target: String, after tail: String = " today.") -> Article {
        let link = Inline.link(target: target, content: [.text(words)])
        return Article(blocks: [.paragraph([Sentence([.text("Read "), link, .text(tail)])])])
    }

    private static func marks(_ before: Article, _ after: Article) -> [String] {
        ArticleDiff(from: before, to: after).blocks.flatMap(\.sentences).flatMap(\.marks).map {
            "\($0.before?.target ?? "none") → \($0.after?.target ?? "none")"
        }
    }

    @Test("A link that leads elsewhere is told whether its words were edited or not")
    func targets() {
        let first = Self.linked("the full report", "https://a.example/")
        #expect(
            Self.marks(first, Self.linked("the full report", "https://b.example/"))
                == ["https://a.example/ → https://b.example/"])
        #expect(
            Self.marks(first, Self.linked("the short report", "https://b.example/"))
                == ["https://a.example/ → https://b.example/"])
    }

    @Test("A link whose words were edited leads where it led")
    func linkText() {
        let first = Self.linked("the full report", "https://a.example/")
        #expect(Self.marks(first, Self.linked("the short report", "https://a.example/")) == [])
        #expect(Self.marks(first, Self.linked("minutes", "https://a.example/")) == [])
    }

    @Test("A link that went with its words is told; emphasis that did is not")
    func goneWithItsWords() {
        func article(_ inlines: [Inline]) -> Article { Article(blocks: [.paragraph([Sentence(inlines)])]) }
        let plain = article([.text("The council met in the old town hall on Monday.")])
        let tail = Inline.text("met in the old town hall on Monday.")
        let linked = article([
            .text("The council "), .link(target: "https://a.example/", content: [.text("reportedly")]), .text(" "),
            tail,
        ])
        let emphatic = article([.text("The council "), .emphasis([.text("reportedly")]), .text(" "), tail])
        #expect(Self.marks(linked, plain) == ["https://a.example/ → none"])
        #expect(Self.marks(emphatic, plain) == [])
    }

    @Test("A farm of links in one line is told without looking at every pair of them")
    func linkFarm() {
        func article(_ host: String) -> Article {
            let links = (0..<1_000).map { number in
                [
                    Inline.link(target: "https://\(host).example/\(number)", content: [.text("link \(number)")]),
                    .text(" and "),
                ]
            }
            return Article(blocks: [.paragraph([Sentence(links.flatMap(\.self))])])
        }
        #expect(Self.marks(article("a"), article("b")).count == 2_000)
    }

    // MARK: Quotations

    private static func quotations(_ before: [String], _ after: [String]) -> [String] {
        func article(_ sentences: [String]) -> Article { Article(blocks: [.paragraph(sentences.map { Sentence($0) })]) }
        let diff = ArticleDiff(from: article(before), to: article(after))
        return diff.quotations.map {
            let words = diff.words(of: $0)
            return "\($0.kind): \(words.before ?? "–") | \(words.after ?? "–")"
        }
    }

    @Test(
        "Changed words inside quotation marks are told, in marks of any shape",
        arguments: [("“", "”"), ("\"", "\""), ("„", "“"), ("»", "«"), ("«", "»"), ("「", "」")])
    func quotation(_ open: String, _ close: String) {
        #expect(
            Self.quotations(
                ["The minister said: \(open)We will not sell the harbour\(close) on Monday."],
                ["The minister said: \(open)We may not sell the harbour\(close) on Tuesday."])
                == ["edited: We will not sell the harbour | We may not sell the harbour"])
    }

    @Test("Words beside a quotation, and the shape of its marks, change nothing in it")
    func besideAQuotation() {
        #expect(
            Self.quotations(
                ["The minister said: \"We will not sell the harbour\" on Monday."],
                ["The mayor said: “We will not sell the harbour” on Monday."]) == [])
    }

    @Test(
        "A comma or full stop at the end of a quotation goes with the sentence around it; other marks are the speaker's",
        arguments: [
            (
                "“We will pay all claims in full,” said Ms Ward on Monday.",
                "On Monday, Ms Ward said: “We will pay all claims in full.”", 0
            ),
            ("„Wir handeln jetzt“, sagte sie.", "„Wir handeln jetzt.“", 0),
            ("He said “we pay.”", "He said “we pay?”", 1), ("He said “we pay...”", "He said “we pay.”", 1),
            ("She said “we pay all,” and left.", "She said “we pay none,” and left.", 1),
        ])
    func closings(before: String, after: String, count: Int) {
        #expect(Self.quotations([before], [after]).count(where: { $0.hasPrefix("edited") }) == count)
    }

    @Test("Words that get or lose quotation marks are told, and so are new quotations")
    func marksAlone() {
        let plain = ["The mayor called it a good deal for the whole town.", "It rained."]
        let quoted = ["The mayor called it “a good deal” for the whole town.", "It rained."]
        #expect(Self.quotations(plain, quoted) == ["quoted: – | a good deal"])
        #expect(Self.quotations(quoted, plain) == ["unquoted: a good deal | –"])
        #expect(
            Self.quotations(plain, plain + ["“Nobody asked the fishers of the bay,” she said."])
                == ["added: – | Nobody asked the fishers of the bay,"])
    }

    @Test("A quotation over several sentences is one, and inches and an open mark are no end of it")
    func longQuotation() {
        #expect(
            Self.quotations(
                ["He said “the pier is old.", "It will fall.”", "The pipe is 5\" wide and 6\" long."],
                ["He said “the pier is old.", "It may fall.”", "The pipe is 5\" wide and 7\" long."])
                == ["edited: the pier is old. It will fall. | the pier is old. It may fall."])
    }

    @Test("An address or a path between straight marks is nobody's words; a single word may be")
    func codeInMarks() {
        #expect(
            Self.quotations(
                ["See the list at \"/2014/09/list\" of the council.", "They call it a \"crowd\" there."],
                ["See the list at \"/2014/10/list.md\" of the council.", "They call it a \"mob\" there."])
                == ["edited: crowd | mob"])
    }

    // MARK: Lists

    private static func list(from start: Int, _ items: String...) -> Article {
        Article(blocks: [.list(List(start: start, items: items.map { [.paragraph([Sentence($0)])] }))])
    }

    @Test("A list that only counts from another number is no equal article")
    func renumbered() {
        let diff = ArticleDiff(
            from: Self.list(from: 1, "Dredge the basin.", "Rebuild the pier."),
            to: Self.list(from: 4, "Dredge the basin.", "Rebuild the pier."))
        #expect(!diff.isEmpty)
        #expect(diff.blocks.map(\.kind) == [.renumbered, .renumbered])
    }

    @Test("Items after a new one are renumbered and not edited")
    func renumberedByInsertion() {
        let diff = ArticleDiff(
            from: Self.list(from: 1, "Dredge the basin.", "Rebuild the pier."),
            to: Self.list(from: 1, "Dredge the basin.", "Ask all the fishers.", "Rebuild the pier."))
        #expect(diff.blocks.map(\.kind) == [.equal, .added, .renumbered])
    }
}
