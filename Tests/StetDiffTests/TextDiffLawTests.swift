import StetDiff
import StetModel
import Testing

/// Laws of what is told, over seeded random articles; `TextDiffTests` has those of form.
@Suite("Laws of text diffs") struct TextDiffLawTests {
    private func bytes(_ article: Article) -> [UInt8] { DiffText(article: article).bytes }

    /// The visible bytes that are kept, as pairs of offsets.
    private func kept(_ diff: TextDiff, from start: Int = 0) -> Set<[Int]> {
        var pairs: Set<[Int]> = []
        for match in diff.matches {
            let x = match.before.filter { diff.before.bytes[$0] > 0x20 }
            let y = match.after.filter { diff.after.bytes[$0] > 0x20 }
            for (a, b) in zip(x, y) where a >= start || b >= start { pairs.insert([a - start, b - start]) }
        }
        return pairs
    }

    @Test("Equal text put in front changes nothing else", arguments: 0..<60)
    func prepending(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let article = random.article()
        let (before, after) = (bytes(article), bytes(random.edited(article)))
        let front = Array("Qx zy qvw 77, and nothing like it stands elsewhere.\n\n".utf8)
        let alone = TextDiff(from: DiffText(markdownOrPlain: before), to: DiffText(markdownOrPlain: after))
        let behind = TextDiff(
            from: DiffText(markdownOrPlain: front + before), to: DiffText(markdownOrPlain: front + after))
        #expect(kept(behind, from: front.count) == kept(alone), "seed \(seed)")
        #expect(behind.sentenceLinks.dropFirst().map(\.kind) == alone.sentenceLinks.map(\.kind), "seed \(seed)")
    }

    @Test("Turned round, as much is kept and as many sentences are linked", arguments: 0..<60)
    func symmetry(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let article = random.article()
        let edited = random.edited(article)
        let forth = TextDiff(from: DiffText(article: article), to: DiffText(article: edited))
        let back = TextDiff(from: DiffText(article: edited), to: DiffText(article: article))
        #expect(kept(forth).count == kept(back).count, "seed \(seed)")
        // Of two sentences as heavy as one another that changed places, either may be told to have moved.
        #expect(forth.sentenceLinks.count == back.sentenceLinks.count, "seed \(seed)")
    }
}
