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
                let near = n * m <= Self.smallGap ? 0..<m : Self.near(i, of: n, among: m)
                for j in near { pairs.append(Pair(before: befores[xStart + i], after: afters[yStart + j])) }
                reached[xStart + i] = (afters[yStart + near.lowerBound], afters[yStart + near.upperBound - 1])
            }
        }
    }

    /// Those of `m` sentences that stand near the place of the sentence `i` of `n`.
    ///
    /// It is the shorter list that is counted in: each of the longer one has `reach` of the shorter one on either side of its
    /// proportional place, whichever of them is before.
    private static func near(_ i: Int, of n: Int, among m: Int) -> Range<Int> {
        if n >= m {
            let center = i * m / n
            return max(0, center - reach)..<min(m, center + reach + 1)
        }
        // All j whose place j * n / m, rounded down, is at most so far from i.
        let (low, high) = (max(0, i - reach), min(n, i + reach + 1))
        return (low * m + n - 1) / n..<(high * m + n - 1) / n
    }

    /// One side as it looks for its like: some of its sentences, sorted.
    private struct Searcher {
        let sentences: [Int32]
        let side: SentenceLinker.Side
        let tokenCount: Int

        init(_ sentences: [Int32], _ side: SentenceLinker.Side) {
            (self.sentences, self.side) = (sentences, side)
            tokenCount = sentences.reduce(0) { $0 + side.tokens[Int($1)].count }
        }

        /// A number that other words give otherwise.
        func hash(_ words: [Vocabulary.Word]) -> UInt64 {
            sentences.reduce(0) { sum, sentence in
                side.ids[side.tokens[Int(sentence)]].reduce(sum) { $0 &* 31 &+ UInt64(words[Int($1)].key) }
            }
        }
    }

    /// Adds pairs that share rare words and rare pairs of words, by the weight of these, but for neighbours, which come first.
    ///
    /// The side with fewer sentences looks for its like on the other one; of as many the one with less text.
    ///
    /// - Parameters:
    ///   - weights: What each word weighs, by its number.
    ///   - words: The words, by number.
    /// - Complexity: O(n + m) in the tokens of the sentences, and O(`commonLimit`) for each of the side that looks.
    mutating func addSharers(
        _ befores: [Int32], _ before: SentenceLinker.Side, _ afters: [Int32], _ after: SentenceLinker.Side,
        weights: [Int32], words: [Vocabulary.Word]
    ) {
        guard let first = afters.first, let last = afters.last else { return }
        // Where a text was edited in one place, all that is free are neighbours.
        guard !reached.allSatisfy({ $0.first <= first && $0.last >= last }) else { return }
        let (one, two) = (Searcher(befores, before), Searcher(afters, after))
        var isTurned = (befores.count, one.tokenCount) > (afters.count, two.tokenCount)
        if (befores.count, one.tokenCount) == (afters.count, two.tokenCount) {
            isTurned = one.hash(words) > two.hash(words)
        }
        let looks =
            isTurned
            ? Self.sharers(of: two, among: one, reachedFromAfters(afters), weights, words)
            : Self.sharers(of: one, among: two, reached, weights, words)
        if isTurned {
            // Pairs of one sentence before stand together: the next stage takes it up once.
            let sorted = looks.sorted { ($0.other, $0.own) < ($1.other, $1.own) }
            for (own, other) in sorted { pairs.append(Pair(before: other, after: own)) }
        } else {
            for (own, other) in looks { pairs.append(Pair(before: own, after: other)) }
        }
    }

    /// What `reached` is, of the after side. All pairs are of neighbours yet.
    private func reachedFromAfters(_ afters: [Int32]) -> [(first: Int32, last: Int32)] {
        guard let last = afters.last else { return [] }
        var all = [(first: Int32, last: Int32)](filledWith: (0, -1), count: Int(last) + 1)
        for pair in pairs {
            let known = all[Int(pair.after)]
            all[Int(pair.after)] = (known.last < 0 ? pair.before : known.first, pair.before)
        }
        return afters.map { all[Int($0)] }
    }

    /// For the sentences of `one` those of `two` that share most with them, but for those that were `reached`.
    private static func sharers(
        of one: Searcher, among two: Searcher, _ reached: [(first: Int32, last: Int32)], _ weights: [Int32],
        _ vocabulary: [Vocabulary.Word]
    ) -> [(own: Int32, other: Int32)] {
        guard let first = two.sentences.first, let last = two.sentences.last else { return [] }
        let couplesOfWords = WordCouples(two.side, two.sentences, tokenCount: two.tokenCount, vocabulary)
        let words = PostingLists(
            keyCount: weights.count, limit: commonLimit, sentences: two.sentences, two.side.tokens, keys: two.side.ids)
        let couples = PostingLists(
            keyCount: couplesOfWords.bucketCount, limit: commonLimit, sentences: two.sentences, two.side.tokens,
            keys: couplesOfWords.buckets)
        var found: [(own: Int32, other: Int32)] = []
        var scores = [Int32](filledWith: 0, count: two.side.tokens.count)
        var touched: [Int32] = []
        var best: [(score: Int32, sentence: Int32)] = []
        for (index, i) in one.sentences.enumerated()
        where reached[index].first > first || reached[index].last < last {
            touched.removeAll(keepingCapacity: true)
            score(
                one.side.ids.span.extracting(one.side.tokens[Int(i)]), words, couples,
                bucketCount: couplesOfWords.bucketCount, weights, vocabulary, &scores, &touched)
            best.removeAll(keepingCapacity: true)
            for j in touched {
                let score = scores[Int(j)]
                scores[Int(j)] = 0
                if best.count == closeLooks {
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
            for (_, j) in best where j < reached[index].first || j > reached[index].last { found.append((i, j)) }
        }
        return found
    }

    /// Scores the sentences of the other side that share words or couples of words with the text `ids`.
    private static func score(
        _ ids: Span<UInt32>, _ words: PostingLists, _ couples: PostingLists, bucketCount: Int, _ weights: [Int32],
        _ vocabulary: [Vocabulary.Word], _ scores: inout [Int32], _ touched: inout [Int32]
    ) {
        var scores = scores.mutableSpan
        for token in ids.indices {
            let id = ids[token]
            let weight = weights[Int(id)]
            words.note(weight, key: Int(id), &scores, &touched)
            guard token + 1 < ids.count else { break }
            let next = ids[token + 1]
            couples.note(
                (weight + weights[Int(next)]) / 2,
                key: WordCouples.bucket(vocabulary[Int(id)].key, vocabulary[Int(next)].key, of: bucketCount), &scores,
                &touched)
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

    /// By the keys of the words, not by their numbers: which two pairs share a bucket must not hang on the order of the sides.
    init(_ side: SentenceLinker.Side, _ sentences: [Int32], tokenCount: Int, _ words: [Vocabulary.Word]) {
        var bits = 8
        while 1 << bits < tokenCount * 2 { bits += 1 }
        bucketCount = 1 << bits
        buckets = Array(filledWith: UInt32(bucketCount), count: side.ids.count)
        let (ids, words, bucketCount) = (side.ids.span, words.span, bucketCount)
        var buckets = buckets.mutableSpan
        for sentence in sentences {
            for token in side.tokens[Int(sentence)].dropLast() {
                buckets[token] = UInt32(
                    truncatingIfNeeded: Self.bucket(
                        words[Int(ids[token])].key, words[Int(ids[token + 1])].key, of: bucketCount))
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
