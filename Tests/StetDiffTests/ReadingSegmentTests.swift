import StetModel
import TestSupport
import Testing

import StetDiff

@Suite("Segments as a reader wants them") struct ReadingSegmentTests {
    private typealias Segment = ArticleDiff.Segment

    /// The joined segments with marks around what was removed and added.
    private static func joined(_ before: String, _ after: String) -> String {
        func article(_ text: String) -> Article { Article(blocks: [.paragraph([Sentence(text)])]) }
        let diff = ArticleDiff(from: article(before), to: article(after))
        return marked(diff.blocks.flatMap(\.sentences).flatMap(\.segments).joinedForReading())
    }

    private static func marked(_ segments: [Segment]) -> String {
        segments.map { segment in
            switch segment.kind {
            case .equal, .reformatted: segment.text
            case .removed: "[-\(segment.text)-]"
            case .added: "{+\(segment.text)+}"
            }
        }.joined()
    }

    @Test(
        "A number, a time, a date or a section number is put in and taken out whole",
        arguments: [
            ("The rate rose to 1.5 percent.", "The rate rose to {+1.2 and +}1.5 percent."),
            ("At 10:30 the hall was full.", "At {+10:15 and +}10:30 the hall was full."),
            ("It cost 1,200 pounds.", "It cost {+1,100 and then +}1,200 pounds."),
            ("See section 4.3 of the act.", "See section {+4.2 and section +}4.3 of the act."),
            ("Am 14.12.2025 war es kalt.", "Am {+14.11.2025 und am +}14.12.2025 war es kalt."),
        ])
    func numbers(shorter: String, expected: String) { Self.checkInsertion(shorter, expected) }

    @Test(
        "An amount, an address or a word that stands behind what was put in before it is no part of the change",
        arguments: [
            ("Fines of £1,200 were paid.", "Fines of {+£1,000 and costs of +}£1,200 were paid."),
            ("He paid $1.20 for it.", "He paid {+$1.10 and then +}$1.20 for it."),
            ("Write to a.meier@x.example today.", "Write to {+a.huber@x.example or +}a.meier@x.example today."),
            ("See https://x.example/a now.", "See {+https://x.example/b or +}https://x.example/a now."),
            ("A well-known man came.", "A {+well-liked and +}well-known man came."),
        ])
    func units(shorter: String, expected: String) { Self.checkInsertion(shorter, expected) }

    @Test("No word is torn at its apostrophe, though a change may be told there without a byte more")
    func apostrophes() {
        #expect(
            Self.joined("He can't go there now.", "He can't and won't and can't go there now.")
                == "He can't {+and won't and can't +}go there now.")
    }

    @Test(
        "No character is cut, however many code points it has",
        arguments: [
            ("विपक्ष ने इसका विरोध किया।", "विपक्ष ने इसका {+कड़ा +}विरोध किया।"),
            ("The flags 🇩🇪 are out.", "The flags {+🇩🇰 +}🇩🇪 are out."),
            ("They sent 👩‍🔬 to us.", "They sent {+👩‍🚀 and +}👩‍🔬 to us."),
        ])
    func characters(shorter: String, expected: String) { Self.checkInsertion(shorter, expected) }

    private static func checkInsertion(_ shorter: String, _ expected: String) {
        let longer = expected.replacing("{+", with: "").replacing("+}", with: "")
        #expect(joined(shorter, longer) == expected)
        #expect(
            joined(longer, shorter) == expected.replacing("{+", with: "[-").replacing("+}", with: "-]"))
    }

    @Test("Chinese behind an address without a space is no part of it")
    func addressInChinese() {
        #expect(
            Self.joined("请访问https://x.example/a我们今天去了北京。", "请访问https://x.example/a我们昨天去了北京。")
                == "请访问https://x.example/a我们[-今-]{+昨+}天去了北京。")
    }

    @Test(
        "White space that came or went inside the text is told, exactly for machines and with what stands around it for readers",
        arguments: [
            ("Il dit «oui» à tous.", "Il dit « oui » à tous.", "Il dit [-«oui»-]{+« oui »+} à tous."),
            ("He is 1.80m tall.", "He is 1.80 m tall.", "He is [-1.80m-]{+1.80 m+} tall."),
            ("Reactの本です。", "React の本です。", "[-Reactの-]{+React の+}本です。"),
        ])
    func spacing(before: String, after: String, expected: String) {
        func article(_ text: String) -> Article { Article(blocks: [.paragraph([Sentence(text)])]) }
        for detail in [ArticleDiff.Detail.all, .changes] {
            let diff = ArticleDiff(from: article(before), to: article(after), telling: detail)
            let sentence = diff.blocks[0].sentences[0]
            #expect(sentence.kind == .edited)
            #expect(sentence.foldings == .spacing)
            #expect(!diff.changesWording)
            #expect(sentence.segments.allSatisfy { $0.kind == .equal || $0.text == " " })
            #expect(Self.marked(sentence.segments.joinedForReading()) == expected)
        }
    }

    @Test("A line that is broken at another place is no other spacing")
    func lineBreaks() {
        func text(_ text: String) -> DiffText { DiffText(markdownOrPlain: Array(text.utf8)) }
        let diff = ArticleDiff(
            text: TextDiff(
                from: text("It is a well-\nknown rule of the\nold town."),
                to: text("It is a well-known rule of the old town.")))
        #expect(diff.blocks.flatMap(\.sentences).map(\.kind) == [.equal])
    }

    /// Words that repeat, with signs that join, so that changes can be slid and units torn in many ways.
    private static let stock = [
        "1.5", "1.2", "and", "10:30", "£1,000", "£1,200", "a.b@x.example", "c.b@x.example", "इसका", "कड़ा",
        "e\u{301}te\u{301}", "🇩🇪",
        "🇩🇰", "👩‍🔬", "\u{308}", "x-y", "z-y", "東京", "#one", "https://x.example/a", "ไทยดี",
    ]

    @Test("Joined segments spell both texts, and part no character", arguments: UInt64(0)..<200)
    func laws(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func words(_ count: Int) -> [String] {
            (0..<count).map { _ in Self.stock[Int(random.next() % UInt64(Self.stock.count))] }
        }
        var after = words(3 + Int(random.next() % 12))
        let before = after
        for _ in 0...random.next() % 3 {
            let place = Int(random.next() % UInt64(after.count + 1))
            if random.next() % 2 == 0 || place == after.count {
                after.insert(contentsOf: words(1 + Int(random.next() % 3)), at: place)
            } else {
                after.remove(at: place)
            }
        }
        let texts = [before, after].map { "Here " + $0.joined(separator: " ") + " stands." }
        func article(_ text: String) -> Article { Article(blocks: [.paragraph([Sentence(text)])]) }
        let diff = ArticleDiff(from: article(texts[0]), to: article(texts[1]))
        for segments in diff.blocks.flatMap(\.sentences).map(\.segments) {
            let joined = segments.joinedForReading()
            for kind in [Segment.Kind.removed, .added] {
                func pieces(_ segments: [Segment]) -> [String] {
                    segments.filter { $0.kind == .equal || $0.kind == kind }.map(\.text)
                }
                let text = pieces(joined).joined()
                #expect(text == pieces(segments).joined(), "seed \(seed)")
                #expect(pieces(joined).reduce(0) { $0 + $1.count } == text.count, "seed \(seed): a character is cut")
            }
        }
    }

    @Test("One long sentence full of small kept signs is joined in no time worth waiting for", .timeLimit(.minutes(1)))
    func manyIslands() {
        let count = 20_000
        var segments = [Segment(kind: .equal, text: "It began ")]
        for number in 0..<count {
            segments += [
                .init(kind: .removed, text: "harbour town"), .init(kind: .added, text: "village road\(number)"),
                .init(kind: .equal, text: " \" "),
            ]
        }
        segments.append(.init(kind: .equal, text: "and ended there."))
        let joined = segments.joinedForReading()
        #expect(joined.map(\.kind) == [.equal, .removed, .added, .equal])
        #expect(joined.last?.text == " \" and ended there.")
    }
}
