import TestSupport
import Testing

@testable import StetDiff

/// The quick ways to compare the words of two sentences, against the plain ones.
@Suite("Words of two sentences") struct WordTableTests {
    /// Two texts of a few words each, so that words are often equal, or but for a capital.
    private struct Texts {
        var vocabulary = Vocabulary(capacity: 8)
        var before: [UInt32] = []
        var after: [UInt32] = []

        init(seed: UInt64) {
            var random = SplitMix64(seed: seed)
            let words = ["The", "the", "a", "bridge", "Bridge", "council", ",", ".", "opened", "1,935"]
            let most = 1 + random.next() % 40
            func text(_ random: inout SplitMix64, _ vocabulary: inout Vocabulary) -> [UInt32] {
                var tokens = TextTokens()
                let text = (0...random.next() % most).map { _ in words[Int(random.next() % 10)] }.joined(separator: " ")
                let bytes = Array(text.utf8)
                tokens.append(bytes.span, bytes.indices, vocabulary: &vocabulary)
                return tokens.ids
            }
            before = text(&random, &vocabulary)
            after = text(&random, &vocabulary)
        }
    }

    @Test("Eight cells a step give the same alignment as one", arguments: 0..<400)
    func table(seed: UInt64) {
        let texts = Texts(seed: seed)
        var aligner = WordAligner(vocabulary: texts.vocabulary)
        func pairs(inLanes: Bool) -> [[Int32]] {
            var pairs: [(before: Int32, after: Int32)] = []
            aligner.alignExactly(
                texts.before, 0..<texts.before.count, texts.after, 0..<texts.after.count, inLanes: inLanes, into: &pairs
            )
            return pairs.map { [$0.before, $0.after] }
        }
        #expect(pairs(inLanes: true) == pairs(inLanes: false))
    }

    @Test("What two texts have in common is the heaviest common subsequence, or the words of both", arguments: 0..<400)
    func common(seed: UInt64) {
        let texts = Texts(seed: seed)
        let weights = texts.vocabulary.substances
        var common = CommonWords(weights: weights)
        // What was held before leaves nothing behind.
        common.hold(texts.after.span)
        common.hold(texts.before.span)
        var row = [Int](repeating: 0, count: texts.after.count + 1)
        for id in texts.before {
            var diagonal = 0
            for (j, other) in texts.after.enumerated() {
                let above = row[j + 1]
                row[j + 1] = max(above, row[j], id == other ? diagonal + Int(weights[Int(id)]) : 0)
                diagonal = above
            }
        }
        #expect(common.inOrder(texts.after.span) == row[texts.after.count])
        func count(_ ids: [UInt32]) -> [UInt32: Int] { ids.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
        let other = count(texts.after)
        let bags = count(texts.before).reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) * Int(weights[Int($1.key)]) }
        #expect(common.inBags(texts.after.span) == bags)
        #expect(common.inBags(texts.after.span) == bags)
    }

    @Test("Of long texts equal ends count as they stand, and what lies between them as words")
    func longTexts() {
        let limit = CommonWords.orderedAreaLimit
        var common = CommonWords(weights: [1, 10, 100])
        func inOrder(_ one: [UInt32], _ two: [UInt32]) -> Int {
            common.hold(one.span)
            return common.inOrder(two.span)
        }
        let ends = [UInt32](repeating: 0, count: limit)
        #expect(inOrder(ends + [1, 2] + ends, ends + [2, 1] + ends) == 2 * limit + 100)
        let middle = [UInt32](repeating: 1, count: limit) + [2]
        #expect(inOrder(middle + [0], middle.reversed() + [0]) == 10 * limit + 100 + 1)
        #expect(inOrder(middle + [0], [0]) == 1)
    }
}
