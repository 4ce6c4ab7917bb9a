import StetDiff
import StetModel
import TestSupport
import Testing

@Suite("What is read in which order") struct ReadingOrderTests {
    private static func diff(_ before: [[String]], _ after: [[String]]) -> ArticleDiff {
        func article(_ paragraphs: [[String]]) -> Article {
            Article(blocks: paragraphs.map { .paragraph($0.map { Sentence($0) }) })
        }
        return ArticleDiff(from: article(before), to: article(after))
    }

    private static func kinds(_ diff: ArticleDiff) -> [[String]] {
        diff.blocks.map { block in ["\(block.kind)"] + block.sentences.map { "\($0.kind)" } }
    }

    private static let opening = "Opening words of the story are here for the reader."
    private static let mill = ["The mill was old.", "Two people were hurt.", "Nobody died."]

    @Test("A sentence that became a paragraph of its own, elsewhere, moved: nothing was split and nothing else moved")
    func sentenceToParagraph() {
        let rest = [Self.mill[0], Self.mill[2]]
        #expect(
            Self.kinds(Self.diff([[Self.opening], Self.mill], [[Self.mill[1]], [Self.opening], rest]))
                == [["added", "moved"], ["equal", "equal"], ["edited", "equal", "movedAway", "equal"]])
        #expect(
            Self.kinds(Self.diff([Self.mill, [Self.opening]], [rest, [Self.opening], [Self.mill[1]]]))
                == [["edited", "equal", "movedAway", "equal"], ["equal", "equal"], ["added", "moved"]])
        #expect(
            Self.kinds(Self.diff([[Self.mill[1]], [Self.opening], rest], [[Self.opening], Self.mill]))
                == [["removed", "movedAway"], ["equal", "equal"], ["edited", "equal", "moved", "equal"]])
    }

    @Test("A paragraph cut where it stands is split, and the reverse a merge, also with a new one between")
    func splits() {
        let parts = [[Self.mill[0], Self.mill[1]], [Self.mill[2]]]
        #expect(Self.kinds(Self.diff([Self.mill], parts)) == [["split", "equal", "equal", "equal"]])
        #expect(Self.kinds(Self.diff(parts, [Self.mill])) == [["merged", "equal", "equal", "equal"]])
        let apart = Self.diff([Self.mill], [parts[0], [Self.opening], parts[1]])
        #expect(apart.blocks.map(\.kind) == [.split, .added])
    }

    @Test("What moved inside a paragraph that another moved over stays in its place")
    func insideMoved() {
        let (first, second) = (
            ["What happened on the day?", "We do not know all of it yet."],
            ["Who was there?", "Four people from the north of the county."]
        )
        let edited = [first[0], "We now know nearly everything about that."]
        let blocks = Self.diff([[Self.opening], first, second], [[Self.opening], second, edited]).blocks
        for block in blocks where block.kind != .moved && block.kind != .movedAway {
            #expect(block.sentences.allSatisfy { $0.kind != .moved && $0.kind != .movedAway })
        }
        #expect(blocks.contains { $0.kind == .moved })
    }

    /// Sentences of words that stand nowhere else.
    private static func sentence(_ random: inout SplitMix64) -> String {
        let words = (0..<5).map { _ in
            String((0..<7).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random)! })
        }
        return "The " + words.joined(separator: " ") + " it was."
    }

    @Test(
        "Sentences that only moved are told as moved, in the order of the new text", arguments: 0..<80 as Range<UInt64>)
    func onlyMoves(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let before = (0..<5).map { _ in (0..<3).map { _ in Self.sentence(&random) } }
        var after = before
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let from = Int.random(in: 0..<after.count, using: &random)
            guard after[from].count > 1 else { continue }
            let sentence = after[from].remove(at: Int.random(in: 0..<after[from].count, using: &random))
            if Bool.random(using: &random) {
                after.insert([sentence], at: Int.random(in: 0...after.count, using: &random))
            } else {
                let to = Int.random(in: 0..<after.count, using: &random)
                after[to].insert(sentence, at: Int.random(in: 0...after[to].count, using: &random))
            }
        }
        let diff = Self.diff(before, after)
        let places = diff.blocks.flatMap(\.after)
        #expect(places == places.sorted(), "seed \(seed)")
        let kinds = Set(diff.blocks.flatMap { $0.sentences.map(\.kind) })
        #expect(kinds.isSubset(of: [.equal, .moved, .movedAway]), "seed \(seed): \(kinds)")
    }
}
