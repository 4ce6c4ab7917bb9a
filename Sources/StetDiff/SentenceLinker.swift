internal import SequenceDiff

/// Links sentences that are not equal but belong together: edited, moved and edited; split and merged ones are in
/// SentenceLinker+Groups.
struct SentenceLinker {
    // Shares in 1/256 of weight; how they were chosen: docs/decisions/0010-diff-constants.md.

    /// Shares of the lighter sentence's weight that must be found again: where a sentence is alone in its place on
    /// both sides, where it has neighbours that stand there too, and elsewhere.
    static let shareAlone = 56
    static let shareInPlace = 80
    static let shareElsewhere = 128
    /// Shares of both weights together.
    static let mutualAlone = 40
    static let mutualInPlace = 64
    static let mutualElsewhere = 120
    /// Share of a sentence that must be found in what a link leaves over for it to join the link.
    static let shareOfPart = 152
    static let inPlaceBonus = 40
    /// Share of both weights from which a sentence in place is nearly the same.
    static let nearlySame = 180

    struct Side {
        var ids: [UInt32]
        /// Tokens of each sentence; empty where the sentence was linked before tokenising.
        var tokens: TokenRanges
    }

    let before: Side
    let after: Side
    private let texts: LinkTexts
    let sentenceWeights: (before: [Int32], after: [Int32])
    /// The weight of the words of each sentence that the other side has too: the most it can have in common with any.
    private let sharedWeights: (before: [Int32], after: [Int32])
    /// The weight of each word, by its number.
    private let weights: [Int32]
    /// The words, by number.
    private let words: [Vocabulary.Word]
    var commonWords: CommonWords

    init(before: Side, after: Side, texts: LinkTexts, vocabulary: Vocabulary) {
        self.before = before
        self.after = after
        self.texts = texts
        let counts = Self.counts(before.ids, after.ids, vocabulary)
        weights = Self.weights(counts, before, after, vocabulary)
        words = vocabulary.words
        let (one, two) = (
            Self.sums(before, weights, counts) { $0.after > 0 }, Self.sums(after, weights, counts) { $0.before > 0 }
        )
        sentenceWeights = (one.all, two.all)
        sharedWeights = (one.shared, two.shared)
        commonWords = CommonWords(weights: weights)
    }

    /// How often a word stands on each side.
    private struct Counts {
        var before: Int32 = 0
        var after: Int32 = 0
    }

    private static func counts(_ before: [UInt32], _ after: [UInt32], _ vocabulary: Vocabulary) -> [Counts] {
        var counts = [Counts](filledWith: Counts(), count: vocabulary.count)
        var out = counts.mutableSpan
        for id in before { out[Int(id)].before &+= 1 }
        for id in after { out[Int(id)].after &+= 1 }
        return counts
    }

    /// Substance times rareness: a word found in every second sentence weighs a fifth of one found in two.
    private static func weights(
        _ counts: [Counts], _ before: Side, _ after: Side, _ vocabulary: Vocabulary
    ) -> [Int32] {
        let sentences = before.tokens.count { !$0.isEmpty } + after.tokens.count { !$0.isEmpty }
        return counts.indices.map { id in
            let ratio = UInt32(2 * sentences) / UInt32(max(1, counts[id].before + counts[id].after))
            let logarithm = Int32(32 - ratio.leadingZeroBitCount)
            return vocabulary.words[id].substance * (1 + min(5, logarithm))
        }
    }

    /// The weight of each sentence, and of its words that the other side has too.
    @inline(__always)
    private static func sums(
        _ side: Side, _ weights: [Int32], _ counts: [Counts], isShared: (Counts) -> Bool
    ) -> (all: [Int32], shared: [Int32]) {
        var all = [Int32](filledWith: 0, count: side.tokens.count)
        var shared = all
        let (ids, weights, counts) = (side.ids.span, weights.span, counts.span)
        for sentence in side.tokens.indices where !side.tokens[sentence].isEmpty {
            var (sum, sharedSum): (Int32, Int32) = (0, 0)
            for token in side.tokens[sentence] {
                let id = Int(ids[token])
                sum &+= weights[id]
                if isShared(counts[id]) { sharedSum &+= weights[id] }
            }
            all[sentence] = sum
            shared[sentence] = sharedSum
        }
        return (all, shared)
    }

    /// Likeness in 1/256 of both weights, with a bonus for those in place, is at most this.
    private static let topScore = 256 + inPlaceBonus

    // MARK: One to one

    /// Links what stands at the same place between links and is nearly the same.
    mutating func linkInPlace(_ mates: inout Mates, where isAllowed: (Int, Int) -> Bool) {
        let free = open(mates, (before: [], after: []), leastMutual: Self.nearlySame)
        guard !free.before.isEmpty, !free.after.isEmpty else { return }
        var pairs = CandidatePairs()
        pairs.addNeighbours(free.before, free.after, Gaps(mates, of: texts))
        linkBest(pairs.pairs, &mates) { i, j, likeness in
            likeness.mutual >= Self.nearlySame && isAllowed(i, j) ? likeness.mutual : nil
        }
    }

    /// Links what is alike in place or elsewhere, but for sentences that are `closed`, an answer for each or none at all.
    mutating func link(_ mates: inout Mates, closed: (before: [Bool], after: [Bool]), onlyNeighbours: Bool = false) {
        let free = open(mates, closed, leastMutual: Self.mutualAlone)
        guard !free.before.isEmpty, !free.after.isEmpty else { return }
        let gaps = Gaps(mates, of: texts)
        var pairs = CandidatePairs()
        pairs.addNeighbours(free.before, free.after, gaps)
        if !onlyNeighbours { pairs.addSharers(free.before, before, free.after, after, weights: weights, words: words) }
        let crowd = (before: Self.counts(free.before, gaps.ofBefore), after: Self.counts(free.after, gaps.ofAfter))
        linkBest(pairs.pairs, &mates) { i, j, likeness in
            let gap = gaps.ofBefore[i]
            let isInPlace = gap == gaps.ofAfter[j]
            let isAlone = isInPlace && crowd.before[Int(gap)] == 1 && crowd.after[Int(gap)] == 1
            let least =
                isAlone
                ? (share: Self.shareAlone, mutual: Self.mutualAlone)
                : isInPlace
                    ? (share: Self.shareInPlace, mutual: Self.mutualInPlace)
                    : (share: Self.shareElsewhere, mutual: Self.mutualElsewhere)
            guard likeness.share >= least.share, likeness.mutual >= least.mutual else { return nil }
            return likeness.mutual + (isInPlace ? Self.inPlaceBonus : 0)
        }
    }

    /// The free sentences of each side that are not closed and may be alike with some sentence.
    private func open(
        _ mates: Mates, _ closed: (before: [Bool], after: [Bool]), leastMutual: Int
    ) -> (before: [Int32], after: [Int32]) {
        func open(_ mates: [Int32], _ closed: [Bool], _ shared: [Int32], _ weights: [Int32]) -> [Int32] {
            var open: [Int32] = []
            open.reserveCapacity(shared.count { $0 > 0 })
            for index in mates.indices
            where mates[index] < 0 && (closed.isEmpty || !closed[index])
                && Self.canBeLike(shared[index], of: weights[index], leastMutual)
            {
                open.append(Int32(truncatingIfNeeded: index))
            }
            return open
        }
        return (
            open(mates.ofBefore, closed.before, sharedWeights.before, sentenceWeights.before),
            open(mates.ofAfter, closed.after, sharedWeights.after, sentenceWeights.after)
        )
    }

    /// What two sentences share of the lighter one's weight and of both weights together, in 1/256.
    private struct Likeness {
        var share: Int
        var mutual: Int

        init(common: Int, _ one: Int, _ two: Int) {
            share = common * 256 / max(1, min(one, two))
            mutual = 2 * common * 256 / max(1, one + two)
        }
    }

    /// Whether a sentence of `weight` may reach `mutual` with some sentence of the other side, which has `shared` of it: that
    /// sentence weighs at least what they have in common.
    private static func canBeLike(_ shared: Int32, of weight: Int32, _ mutual: Int) -> Bool {
        shared > 0 && 2 * 256 * Int(shared) >= mutual * (Int(weight) + Int(shared))
    }

    /// How many of `sentences` each gap holds.
    private static func counts(_ sentences: [Int32], _ gaps: [Int32]) -> [Int32] {
        var counts = [Int32](filledWith: 0, count: Int(gaps.max() ?? 0) + 1)
        for sentence in sentences { counts[Int(gaps[Int(sentence)])] += 1 }
        return counts
    }

    /// Links the best first, by `score` of their likeness; nil where they are not alike enough. More likeness never
    /// scores less.
    ///
    /// Words in common, whatever their order, bound the score from above and cost a fraction of the score itself:
    /// only where the bound leads is the order looked at.
    /// - Complexity: O(k log k) for k pairs, and per pair the words of both, or their product where the bound leads.
    private mutating func linkBest(
        _ pairs: [CandidatePairs.Pair], _ mates: inout Mates, score: (Int, Int, Likeness) -> Int?
    ) {
        let (before, after) = (before, after)
        let (xs, ys) = (before.ids.span, after.ids.span)
        var ranked = RankedPairs(top: Self.topScore)
        var held: Int32 = -1
        for pair in pairs {
            let (i, j) = (Int(pair.before), Int(pair.after))
            let (one, two) = (Int(sentenceWeights.before[i]), Int(sentenceWeights.after[j]))
            // They have no more in common than either has with the whole other side.
            let most = Int(min(sharedWeights.before[i], sharedWeights.after[j]))
            guard score(i, j, Likeness(common: most, one, two)) != nil else { continue }
            if pair.before != held { commonWords.hold(xs.extracting(before.tokens[i])) }
            held = pair.before
            let common = commonWords.inBags(ys.extracting(after.tokens[j]))
            guard let bound = score(i, j, Likeness(common: common, one, two)) else { continue }
            ranked.add(pair, score: bound, isExact: false)
        }
        var best: [CandidatePairs.Pair] = []
        for height in (0...Self.topScore).reversed() where !ranked.isEmpty(at: height) {
            best.removeAll(keepingCapacity: true)
            while let (pair, isExact) = ranked.next(at: height) {
                let (i, j) = (Int(pair.before), Int(pair.after))
                guard mates.areFree(i, j) else { continue }
                if isExact {
                    best.append(pair)
                    continue
                }
                if pair.before != held { commonWords.hold(xs.extracting(before.tokens[i])) }
                held = pair.before
                let common = commonWords.inOrder(ys.extracting(after.tokens[j]))
                let likeness = Likeness(
                    common: common, Int(sentenceWeights.before[i]), Int(sentenceWeights.after[j]))
                guard let exact = score(i, j, likeness) else { continue }
                if exact == height { best.append(pair) } else { ranked.add(pair, score: exact, isExact: true) }
            }
            // Of equally good ones those that stand first on both sides together: pairs that share a sentence differ in that.
            if best.count > 1 {
                best.sort { ($0.before + $0.after, $0.before) < ($1.before + $1.after, $1.before) }
            }
            for pair in best where mates.areFree(Int(pair.before), Int(pair.after)) {
                mates.link(Int(pair.before), Int(pair.after))
            }
        }
    }
}
