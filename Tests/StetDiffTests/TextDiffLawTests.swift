import StetDiff
import StetModel
import TestSupport
import Testing

/// Laws of what is told, over seeded random articles and prose; `TextDiffTests` has those of form.
@Suite("Laws of text diffs") struct TextDiffLawTests {
    private func bytes(_ article: Article) -> [UInt8] { DiffText(article: article).bytes }

    /// Two texts: a document and its edit or, one time in four, two documents that share words alone.
    private func prose(_ seed: UInt64) -> (before: [UInt8], after: [UInt8]) {
        var random = RandomProse(seed: seed)
        let document = random.document()
        let other = random.below(4) == 0 ? random.document() : random.edited(document)
        return (RandomProse.text(document), RandomProse.text(other))
    }

    private func check(
        prepending front: [UInt8], to before: [UInt8], _ after: [UInt8], _ language: String? = nil, _ seed: UInt64
    ) {
        let alone = TextDiff(markdownOrPlain: before, to: after, language: language)
        let behind = TextDiff(markdownOrPlain: front + before, to: front + after, language: language)
        let leading = DiffText(markdownOrPlain: front, language: language)
        let (sentences, blocks) = (leading.sentences.count, leading.blocks.count)
        func shifted(_ links: [TextDiff.Link], by count: Int) -> [TextDiff.Link] {
            links.map { link in
                var link = link
                link.before = IndexList(link.before.map { $0 + count })
                link.after = IndexList(link.after.map { $0 + count })
                return link
            }
        }
        #expect(
            Array(behind.sentenceLinks.dropFirst(sentences)) == shifted(alone.sentenceLinks, by: sentences),
            "seed \(seed)")
        #expect(Array(behind.blockLinks.dropFirst(blocks)) == shifted(alone.blockLinks, by: blocks), "seed \(seed)")
        #expect(kept(behind, from: front.count) == kept(alone), "seed \(seed)")
        #expect(kept(behind).count == kept(alone).count + front.count { $0 > 0x20 }, "seed \(seed)")
    }

    /// The visible bytes that are kept, as pairs of offsets.
    private func kept(_ diff: TextDiff, from start: Int = 0) -> Set<[Int]> {
        var pairs: Set<[Int]> = []
        for match in diff.matches {
            let x = match.before.filter { diff.before.bytes[$0] > 0x20 }
            let y = match.after.filter { diff.after.bytes[$0] > 0x20 }
            for (a, b) in zip(x, y) where a >= start || b >= start {
                pairs.insert([a - start, b - start, match.isMoved ? 1 : 0])
            }
        }
        return pairs
    }

    @Test("Equal text put in front changes nothing else", arguments: 0..<60)
    func prepending(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let article = random.article()
        let (before, after) = (bytes(article), bytes(random.edited(article)))
        check(
            prepending: Array("Qx zy qvw 77, and nothing like it stands elsewhere.\n\n".utf8), to: before, after, "en",
            seed)
    }

    @Test(
        "Nor do a paragraph in front whose words stand everywhere, and one that stands again below", arguments: 0..<150)
    func prependingProse(seed: UInt64) {
        let (before, after) = prose(seed)
        var random = RandomProse(seed: seed)
        let own = random.document()
        for front in [[own[0]], Array(own.suffix(3))] {
            check(prepending: RandomProse.text(front) + Array("\n\n".utf8), to: before, after, "en", seed)
        }
    }

    @Test("With the sides exchanged a diff is turned round: the same is kept and linked", arguments: 0..<200)
    func symmetry(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let one = DiffText(article: random.article())
        let article = random.article()
        for other in [article, random.edited(article)] {
            let two = DiffText(article: other)
            #expect(TextDiff(from: two, to: one) == TextDiff(from: one, to: two).inverted(), "seed \(seed)")
        }
        let edited = DiffText(article: random.edited(article))
        let whole = DiffText(article: article)
        #expect(TextDiff(from: edited, to: whole) == TextDiff(from: whole, to: edited).inverted(), "seed \(seed)")
    }

    @Test("The same of documents, whose language is told by their words", arguments: 0..<250)
    func symmetryOfProse(seed: UInt64) {
        let (before, after) = prose(seed)
        let forth = TextDiff(markdownOrPlain: before, to: after)
        let back = TextDiff(markdownOrPlain: after, to: before)
        #expect(back == forth.inverted(), "seed \(seed)")
    }

    @Test("Of texts that weigh the same, one and the same moved, whichever side is before")
    func equallyHeavy() {
        let paragraphs = ["The quay was closed to cars on Monday.", "All ferries left for the isle on time."]
        func text(_ order: [Int]) -> [UInt8] { Array(order.map { paragraphs[$0] }.joined(separator: "\n\n").utf8) }
        let forth = TextDiff(markdownOrPlain: text([0, 1]), to: text([1, 0]))
        let back = TextDiff(markdownOrPlain: text([1, 0]), to: text([0, 1]))
        #expect(paragraphs[0].utf8.count == paragraphs[1].utf8.count)
        #expect(forth.sentenceLinks.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.equal, .moved])
        #expect(back == forth.inverted())
    }

    @Test("Nor does it where the same words changed places with their kinds alone")
    func equallyHeavyKinds() {
        for (one, two) in [("# A\n\n## A\n\nb", "## A\n\n# A\n\nb"), ("- A\n\n> A\n\nb", "> A\n\n- A\n\nb")] {
            let (x, y) = (Array(one.utf8), Array(two.utf8))
            let forth = TextDiff(markdownOrPlain: x, to: y)
            #expect(forth.sentenceLinks.contains { $0.kind == .moved }, "\(one)")
            #expect(TextDiff(markdownOrPlain: y, to: x) == forth.inverted(), "\(one)")
        }
    }

    @Test("The words that are kept in a sentence do not depend on the order of the sides")
    func wordsOfEqualRank() {
        for (one, two) in [
            ("Ann met Bob.", "Bob met Ann."), ("red blue green", "green blue red"), ("a b a b a", "b a b a b"),
            ("In May it rains, in June it pours.", "In June it rains, in May it pours."),
        ] {
            let (x, y) = (Array(one.utf8), Array(two.utf8))
            #expect(
                TextDiff(markdownOrPlain: y, to: x) == TextDiff(markdownOrPlain: x, to: y).inverted(), "\(one) | \(two)"
            )
        }
    }

    @Test("A very long sentence is symmetric too")
    func longSentence() {
        var random = SplitMix64(seed: 5)
        func words(_ count: Int) -> [String] { (0..<count).map { _ in "w\(random.next() % 40)" } }
        let one = words(900)
        var two = one
        for _ in 0..<300 { two[Int(random.next() % 900)] = "w\(random.next() % 40)" }
        let (x, y) = (Array(one.joined(separator: " ").utf8), Array(two.joined(separator: " ").utf8))
        let forth = TextDiff(markdownOrPlain: x, to: y)
        #expect(one.count * two.count > 1 << 18, "beyond what is aligned exactly")
        #expect(TextDiff(markdownOrPlain: y, to: x) == forth.inverted())
        #expect(!forth.matches.isEmpty)
    }
}
