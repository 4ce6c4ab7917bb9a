/// Links sentences that are not equal but belong together: edited, moved and edited; split and merged ones are in
/// SentenceLinker+Groups.
struct SentenceLinker {
    /// How many sentences a sentence is compared with closely because they share rare words.
    static let closeLooks = 4
    /// A word or pair of words in more sentences of one side than this is no hint.
    static let commonLimit = 24
    /// In a gap of at most this many pairs of sentences every pair is compared closely.
    static let smallGap = 48
    /// In a larger gap, how far from its proportional place a sentence is looked for.
    static let reach = 2
    /// Sentences of more pairs of words than this are compared as bags of words.
    static let orderedAreaLimit = 1 << 16

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
        var tokens: [Range<Int>]
        /// The block of each sentence.
        var blocks: [Int32]
    }

    let before: Side
    let after: Side
    /// Weight of a token as evidence.
    private let weights: [Int32]
    let sentenceWeights: (before: [Int32], after: [Int32])
    /// The weight of the words of each sentence that the other side has too: the most it can have in common with any.
    private let sharedWeights: (before: [Int32], after: [Int32])
    private var row: [Int32] = []
    private var bag: [Int32]

    init(before: Side, after: Side, vocabulary: Vocabulary) {
        self.before = before
        self.after = after
        weights = Self.weights(before, after, vocabulary)
        let weights = weights
        func total(_ side: Side) -> [Int32] {
            side.tokens.map { $0.reduce(0) { $0 + weights[Int(side.ids[$1])] } }
        }
        sentenceWeights = (total(before), total(after))
        func shared(_ side: Side, _ other: Side) -> [Int32] {
            var isThere = [Bool](repeating: false, count: vocabulary.count)
            for id in other.ids { isThere[Int(id)] = true }
            return side.tokens.map { tokens in
                tokens.reduce(0) { isThere[Int(side.ids[$1])] ? $0 + weights[Int(side.ids[$1])] : $0 }
            }
        }
        sharedWeights = (shared(before, after), shared(after, before))
        bag = Array(repeating: 0, count: vocabulary.count)
    }

    /// Substance times rareness: a word found in every second sentence weighs a fifth of one found in two.
    private static func weights(_ before: Side, _ after: Side, _ vocabulary: Vocabulary) -> [Int32] {
        var counts = [Int32](repeating: 0, count: vocabulary.count)
        for id in before.ids { counts[Int(id)] += 1 }
        for id in after.ids { counts[Int(id)] += 1 }
        let sentences = before.tokens.count { !$0.isEmpty } + after.tokens.count { !$0.isEmpty }
        return counts.indices.map { id in
            let ratio = UInt32(2 * sentences) / UInt32(max(1, counts[id]))
            let logarithm = Int32(32 - ratio.leadingZeroBitCount)
            return vocabulary.substance[id] * (1 + min(5, logarithm))
        }
    }

    private struct Candidate {
        var before: Int32
        var after: Int32
        /// Whether its score is what it is and no bound of it.
        var isExact: Bool
    }

    /// Likeness in 1/256 of both weights, with a bonus for those in place, is at most this.
    private static let topScore = 256 + inPlaceBonus

    // MARK: One to one

    /// Links what stands at the same place between links and is nearly the same.
    mutating func linkInPlace(_ mates: inout Mates, where isAllowed: (Int, Int) -> Bool) {
        let befores = before.tokens.indices.filter {
            mates.isFree(before: $0)
                && Self.canBeLike(sharedWeights.before[$0], of: sentenceWeights.before[$0], Self.nearlySame)
        }
        let afters = after.tokens.indices.filter {
            mates.isFree(after: $0)
                && Self.canBeLike(sharedWeights.after[$0], of: sentenceWeights.after[$0], Self.nearlySame)
        }
        guard !befores.isEmpty, !afters.isEmpty else { return }
        let lengths = sentenceWeights.before
        var pairs: [(Int, Int)] = []
        neighbours(befores, afters, Gaps(mates) { Int(lengths[$0]) }) { pairs.append(($0, $1)) }
        linkBest(pairs, &mates) { i, j, likeness in
            likeness.mutual >= Self.nearlySame && isAllowed(i, j) ? likeness.mutual : nil
        }
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

    private func likeness(_ i: Int, _ j: Int, common: Int) -> Likeness {
        Likeness(common: common, Int(sentenceWeights.before[i]), Int(sentenceWeights.after[j]))
    }

    /// Links the best first, by `score` of their likeness; nil where they are not alike enough. More likeness never
    /// scores less.
    ///
    /// Words in common, whatever their order, bound the score from above and cost a fraction of the score itself:
    /// only where the bound leads is the order looked at.
    /// - Complexity: O(k log k) for k pairs, and per pair the words of both, or their product where the bound leads.
    private mutating func linkBest(
        _ pairs: [(Int, Int)], _ mates: inout Mates, score: (Int, Int, Likeness) -> Int?
    ) {
        // Candidates by their score.
        var candidates = [[Candidate]](repeating: [], count: Self.topScore + 1)
        for (i, j) in pairs {
            let (one, two) = (Int(sentenceWeights.before[i]), Int(sentenceWeights.after[j]))
            guard score(i, j, Likeness(common: min(one, two), one, two)) != nil else { continue }
            let common = commonInBags(before.ids[before.tokens[i]], after.ids[after.tokens[j]])
            guard let bound = score(i, j, Likeness(common: common, one, two)) else { continue }
            candidates[bound].append(Candidate(before: Int32(i), after: Int32(j), isExact: false))
        }
        for height in candidates.indices.reversed() where !candidates[height].isEmpty {
            var best: [Candidate] = []
            for candidate in candidates[height] {
                let (i, j) = (Int(candidate.before), Int(candidate.after))
                guard mates.areFree(i, j) else { continue }
                if candidate.isExact {
                    best.append(candidate)
                } else if let exact = score(i, j, likeness(i, j, common: common(i, j))) {
                    let known = Candidate(before: candidate.before, after: candidate.after, isExact: true)
                    if exact == height { best.append(known) } else { candidates[exact].append(known) }
                }
            }
            candidates[height] = []
            best.sort { ($0.before, $0.after) < ($1.before, $1.after) }
            for candidate in best where mates.areFree(Int(candidate.before), Int(candidate.after)) {
                mates.link(Int(candidate.before), Int(candidate.after))
            }
        }
    }

    mutating func link(_ mates: inout Mates, isOpen: (before: (Int) -> Bool, after: (Int) -> Bool)) {
        let befores = before.tokens.indices.filter {
            mates.isFree(before: $0) && isOpen.before($0)
                && Self.canBeLike(sharedWeights.before[$0], of: sentenceWeights.before[$0], Self.mutualAlone)
        }
        let afters = after.tokens.indices.filter {
            mates.isFree(after: $0) && isOpen.after($0)
                && Self.canBeLike(sharedWeights.after[$0], of: sentenceWeights.after[$0], Self.mutualAlone)
        }
        guard !befores.isEmpty, !afters.isEmpty else { return }
        let lengths = sentenceWeights.before
        let gaps = Gaps(mates) { Int(lengths[$0]) }
        var pairs: [(Int, Int)] = []
        neighbours(befores, afters, gaps) { pairs.append(($0, $1)) }
        // A pair may come twice: that is cheaper than to look whether it did.
        sharers(befores, afters) { pairs.append(($0, $1)) }
        let crowd = (before: Self.counts(befores, gaps.ofBefore), after: Self.counts(afters, gaps.ofAfter))
        linkBest(pairs, &mates) { i, j, likeness in
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

    /// How many of `sentences` each gap holds.
    private static func counts(_ sentences: [Int], _ gaps: [Int32]) -> [Int32] {
        var counts = [Int32](repeating: 0, count: Int(gaps.max() ?? 0) + 1)
        for sentence in sentences { counts[Int(gaps[sentence])] += 1 }
        return counts
    }

    /// Pairs that stand at the same place between links.
    private func neighbours(_ befores: [Int], _ afters: [Int], _ gaps: Gaps, _ add: (Int, Int) -> Void) {
        var x = 0
        var y = 0
        while x < befores.count {
            let gap = gaps.ofBefore[befores[x]]
            let xStart = x
            while x < befores.count, gaps.ofBefore[befores[x]] == gap { x += 1 }
            while y < afters.count, gaps.ofAfter[afters[y]] < gap { y += 1 }
            let yStart = y
            while y < afters.count, gaps.ofAfter[afters[y]] == gap { y += 1 }
            let (n, m) = (x - xStart, y - yStart)
            guard m > 0 else { continue }
            for i in 0..<n {
                let center = i * m / n
                let reached =
                    n * m <= Self.smallGap
                    ? 0..<m : max(0, center - Self.reach)..<min(m, center + Self.reach + 1)
                for j in reached { add(befores[xStart + i], afters[yStart + j]) }
            }
        }
    }

    /// Pairs that share rare words and rare pairs of words.
    private func sharers(_ befores: [Int], _ afters: [Int], _ add: (Int, Int) -> Void) {
        var bits = 8
        while 1 << bits < after.ids.count * 2 { bits += 1 }
        let mask = UInt64(1 << bits - 1)
        func bucket(_ a: UInt32, _ b: UInt32) -> Int {
            Int(truncatingIfNeeded: ((UInt64(a) << 32 | UInt64(b)) &* 0x9e37_79b9_7f4a_7c15 >> 24) & mask)
        }
        let words = PostingLists(keyCount: weights.count, limit: Self.commonLimit, sentences: afters) { j, visit in
            for token in after.tokens[j] { visit(Int(after.ids[token])) }
        }
        let couples = PostingLists(keyCount: 1 << bits, limit: Self.commonLimit, sentences: afters) { j, visit in
            for token in after.tokens[j].dropLast() { visit(bucket(after.ids[token], after.ids[token + 1])) }
        }
        var scores = [Int32](repeating: 0, count: after.tokens.count)
        var touched: [Int32] = []
        for i in befores {
            touched.removeAll(keepingCapacity: true)
            let tokens = before.tokens[i]
            for token in tokens {
                let id = before.ids[token]
                Self.note(words.range(of: Int(id)), of: words, weights[Int(id)], &scores, &touched)
                if token + 1 < tokens.upperBound {
                    let next = before.ids[token + 1]
                    Self.note(
                        couples.range(of: bucket(id, next)), of: couples, (weights[Int(id)] + weights[Int(next)]) / 2,
                        &scores, &touched)
                }
            }
            var best: [(score: Int32, sentence: Int32)] = []
            for j in touched {
                let score = scores[Int(j)]
                scores[Int(j)] = 0
                if best.count == Self.closeLooks, score <= best[best.count - 1].score { continue }
                let place = best.firstIndex { $0.score < score } ?? best.count
                best.insert((score, j), at: place)
                if best.count > Self.closeLooks { best.removeLast() }
            }
            for (_, j) in best { add(i, Int(j)) }
        }
    }

    /// Adds `weight` to the scores of the sentences in `range` of `lists`; those that had none are touched now.
    private static func note(
        _ range: Range<Int>, of lists: PostingLists, _ weight: Int32, _ scores: inout [Int32], _ touched: inout [Int32]
    ) {
        guard !range.isEmpty else { return }
        let sentences = lists.sentences.span
        var scores = scores.mutableSpan
        for index in range {
            let sentence = sentences[index]
            if scores[Int(sentence)] == 0 { touched.append(sentence) }
            scores[Int(sentence)] &+= weight
        }
    }

    // MARK: Likeness

    private mutating func common(_ i: Int, _ j: Int) -> Int {
        common(before.ids[before.tokens[i]], after.ids[after.tokens[j]])
    }

    /// The weight of the heaviest common subsequence; for long sentences, of the words they share.
    mutating func common(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
        // Equal ends are part of some heaviest common subsequence; most pairs are little more than equal ends.
        var (i, j, iEnd, jEnd) = (a.startIndex, b.startIndex, a.endIndex, b.endIndex)
        var ends = 0
        while i < iEnd, j < jEnd, a[i] == b[j] {
            ends += Int(weights[Int(a[i])])
            i += 1
            j += 1
        }
        while i < iEnd, j < jEnd, a[iEnd - 1] == b[jEnd - 1] {
            iEnd -= 1
            jEnd -= 1
            ends += Int(weights[Int(a[iEnd])])
        }
        return i == iEnd || j == jEnd ? ends : ends + commonBetweenEnds(a[i..<iEnd], b[j..<jEnd])
    }

    private mutating func commonBetweenEnds(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
        if a.count * b.count > Self.orderedAreaLimit { return commonInBags(a, b) }
        let m = b.count
        if row.count <= m { row = Array(repeating: 0, count: m + 1) }
        var line: [Int32] = []
        swap(&line, &self.row)
        defer { swap(&line, &self.row) }
        let b = b.span
        var row = line.mutableSpan
        for j in 0...m { row[j] = 0 }
        for id in a {
            let weight = weights[Int(id)]
            var diagonal: Int32 = 0
            var left: Int32 = 0
            for j in 0..<m {
                let above = row[j + 1]
                var value = max(above, left)
                if b[j] == id { value = max(value, diagonal &+ weight) }
                row[j + 1] = value
                left = value
                diagonal = above
            }
        }
        return Int(row[m])
    }

    mutating func commonInBags(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
        for id in a { bag[Int(id)] += 1 }
        var total = 0
        for id in b where bag[Int(id)] > 0 {
            bag[Int(id)] -= 1
            total += Int(weights[Int(id)])
        }
        for id in a { bag[Int(id)] = 0 }
        return total
    }
}
