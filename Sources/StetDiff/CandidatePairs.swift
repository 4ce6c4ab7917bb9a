internal import SequenceDiff

/// Pairs of sentences that are worth a close look.
struct CandidatePairs {
    /// How many sentences a sentence is compared with closely because they share rare words.
    static let closeLooks = 4
    /// A word or pair of words in more sentences of one side than this is no hint.
    static let commonLimit = 24
    /// In a gap of at most this many pairs of sentences every pair is compared closely.
    static let smallGap = 48
    /// In a larger gap, how far from its proportional place a sentence is looked for.
    static let reach = 2

    struct Pair {
        var before: Int32
        var after: Int32
    }

    private(set) var pairs: [Pair] = []
    /// For each of the before side the first and the last it was paired with as neighbours: all between are, too.
    private var reached: [(first: Int32, last: Int32)] = []

    /// Adds pairs that stand at the same place between links. Both lists are sorted.
    mutating func addNeighbours(_ befores: [Int32], _ afters: [Int32], _ gaps: Gaps) {
        var x = 0
        var y = 0
        reached = Array(filledWith: (0, -1), count: befores.count)
        while x < befores.count {
            let gap = gaps.ofBefore[Int(befores[x])]
            let xStart = x
            while x < befores.count, gaps.ofBefore[Int(befores[x])] == gap { x += 1 }
            while y < afters.count, gaps.ofAfter[Int(afters[y])] < gap { y += 1 }
            let yStart = y
            while y < afters.count, gaps.ofAfter[Int(afters[y])] == gap { y += 1 }
            let (n, m) = (x - xStart, y - yStart)
            guard m > 0 else { continue }
            for i in 0..<n {
                let center = i * m / n
                let near =
                    n * m <= Self.smallGap
                    ? 0..<m : max(0, center - Self.reach)..<min(m, center + Self.reach + 1)
                for j in near { pairs.append(Pair(before: befores[xStart + i], after: afters[yStart + j])) }
                reached[xStart + i] = (afters[yStart + near.lowerBound], afters[yStart + near.upperBound - 1])
            }
        }
    }

    /// Adds pairs that share rare words and rare pairs of words, by the weight of these, but for neighbours, which come first.
    ///
    /// - Complexity: O(n + m) in the tokens of the sentences, and O(`commonLimit`) for each of the before side.
    mutating func addSharers(
        _ befores: [Int32], _ before: SentenceLinker.Side, _ afters: [Int32], _ after: SentenceLinker.Side,
        weights: [Int32]
    ) {
        guard let first = afters.first, let last = afters.last else { return }
        // Where a text was edited in one place, all that is free are neighbours.
        func hasAll(_ index: Int) -> Bool { reached[index].first <= first && reached[index].last >= last }
        guard !befores.indices.allSatisfy(hasAll) else { return }
        let couplesOfWords = WordCouples(after, afters)
        let words = PostingLists(
            keyCount: weights.count, limit: Self.commonLimit, sentences: afters, after.tokens, keys: after.ids)
        let couples = PostingLists(
            keyCount: couplesOfWords.bucketCount, limit: Self.commonLimit, sentences: afters, after.tokens,
            keys: couplesOfWords.buckets)
        var scores = [Int32](filledWith: 0, count: after.tokens.count)
        var touched: [Int32] = []
        var best: [(score: Int32, sentence: Int32)] = []
        for (index, i) in befores.enumerated() where !hasAll(index) {
            touched.removeAll(keepingCapacity: true)
            Self.score(
                before.ids.span.extracting(before.tokens[Int(i)]), words, couples,
                bucketCount: couplesOfWords.bucketCount,
                weights, &scores, &touched)
            best.removeAll(keepingCapacity: true)
            for j in touched {
                let score = scores[Int(j)]
                scores[Int(j)] = 0
                if best.count == Self.closeLooks {
                    guard score > best[best.count - 1].score else { continue }
                    best.removeLast()
                }
                var place = best.count
                best.append((score, j))
                while place > 0, best[place - 1].score < score {
                    best.swapAt(place, place - 1)
                    place -= 1
                }
            }
            for (_, j) in best where j < reached[index].first || j > reached[index].last {
                pairs.append(Pair(before: i, after: j))
            }
        }
    }

    /// Scores the sentences of the other side that share words or couples of words with the text `ids`.
    private static func score(
        _ ids: Span<UInt32>, _ words: PostingLists, _ couples: PostingLists, bucketCount: Int, _ weights: [Int32],
        _ scores: inout [Int32], _ touched: inout [Int32]
    ) {
        var scores = scores.mutableSpan
        for token in ids.indices {
            let id = ids[token]
            let weight = weights[Int(id)]
            words.note(weight, key: Int(id), &scores, &touched)
            guard token + 1 < ids.count else { break }
            let next = ids[token + 1]
            couples.note(
                (weight + weights[Int(next)]) / 2, key: WordCouples.bucket(id, next, of: bucketCount), &scores, &touched
            )
        }
    }
}

extension PostingLists {
    /// Adds `weight` to the scores of the sentences that have the key; those that had none are touched now.
    @inline(__always)
    fileprivate func note(_ weight: Int32, key: Int, _ scores: inout MutableSpan<Int32>, _ touched: inout [Int32]) {
        let sentences = sentences.span
        // Most keys have none: they are words of one side, or common ones.
        for index in range(of: key) {
            let sentence = sentences[index]
            if scores[Int(sentence)] == 0 { touched.append(sentence) }
            scores[Int(sentence)] &+= weight
        }
    }
}

/// Pairs of words that follow one another in some sentences, by buckets of a hash: two pairs rarely share one.
private struct WordCouples {
    let bucketCount: Int
    /// The bucket of each token with the next; of no use for the last of a sentence.
    private(set) var buckets: [UInt32]

    init(_ side: SentenceLinker.Side, _ sentences: [Int32]) {
        let count = sentences.reduce(0) { $0 + side.tokens[Int($1)].count }
        var bits = 8
        while 1 << bits < count * 2 { bits += 1 }
        bucketCount = 1 << bits
        buckets = Array(filledWith: UInt32(bucketCount), count: side.ids.count)
        let (ids, bucketCount) = (side.ids.span, bucketCount)
        var buckets = buckets.mutableSpan
        for sentence in sentences {
            for token in side.tokens[Int(sentence)].dropLast() {
                buckets[token] = UInt32(truncatingIfNeeded: Self.bucket(ids[token], ids[token + 1], of: bucketCount))
            }
        }
    }

    /// `bucketCount` is a power of two.
    @inline(__always)
    static func bucket(_ a: UInt32, _ b: UInt32, of bucketCount: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(a) << 32 | UInt64(b)) &* 0x9e37_79b9_7f4a_7c15 >> 24) & (bucketCount - 1)
    }
}

/// Pairs by their score, which is a small number: a list for each.
struct RankedPairs {
    private struct Entry {
        var pair: CandidatePairs.Pair
        var isExact: Bool
        /// The next entry of the same score, or -1.
        var next: Int32
    }

    private var firsts: [Int32]
    private var entries: [Entry] = []

    init(top: Int) { firsts = Array(filledWith: -1, count: top + 1) }

    /// `isExact` tells whether the score is what it is and no bound of it.
    mutating func add(_ pair: CandidatePairs.Pair, score: Int, isExact: Bool) {
        entries.append(Entry(pair: pair, isExact: isExact, next: firsts[score]))
        firsts[score] = Int32(truncatingIfNeeded: entries.count - 1)
    }

    func isEmpty(at score: Int) -> Bool { firsts[score] < 0 }

    /// Takes a pair of the score out.
    mutating func next(at score: Int) -> (pair: CandidatePairs.Pair, isExact: Bool)? {
        guard firsts[score] >= 0 else { return nil }
        let entry = entries[Int(firsts[score])]
        firsts[score] = entry.next
        return (entry.pair, entry.isExact)
    }
}
