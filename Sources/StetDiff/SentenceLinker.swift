/// Links sentences that are not equal but belong together: edited, moved and edited, split, merged.
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

    /// Shares of the lighter sentence's weight, in 1/256, that must be found again: in place, and elsewhere.
    static let shareInPlace = 90
    static let shareElsewhere = 128
    /// Shares of both weights together.
    static let mutualInPlace = 64
    static let mutualElsewhere = 100
    /// Share of a sentence that must be found in what a link leaves over for it to join the link.
    static let shareOfPart = 128
    static let inPlaceBonus = 24

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
    private let sentenceWeights: (before: [Int32], after: [Int32])
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

    struct Candidate {
        var before: Int32
        var after: Int32
        /// Likeness in 1/256 of both weights, with a bonus for those in place.
        var score: Int32
    }

    // MARK: One to one

    mutating func link(_ mates: inout Mates, isOpen: (before: (Int) -> Bool, after: (Int) -> Bool)) {
        let befores = before.tokens.indices.filter {
            mates.isFree(before: $0) && !before.tokens[$0].isEmpty && isOpen.before($0)
        }
        let afters = after.tokens.indices.filter {
            mates.isFree(after: $0) && !after.tokens[$0].isEmpty && isOpen.after($0)
        }
        guard !befores.isEmpty, !afters.isEmpty else { return }
        let lengths = sentenceWeights.before
        let gaps = Gaps(mates) { Int(lengths[$0]) }
        var pairs = Set<UInt64>()
        func add(_ i: Int, _ j: Int) { pairs.insert(UInt64(i) << 32 | UInt64(j)) }
        neighbours(befores, afters, gaps, add)
        sharers(befores, afters, add)
        var candidates: [Candidate] = []
        for pair in pairs.sorted() {
            let i = Int(pair >> 32)
            let j = Int(pair & 0xffff_ffff)
            let common = common(i, j)
            let (one, two) = (Int(sentenceWeights.before[i]), Int(sentenceWeights.after[j]))
            let share = common * 256 / max(1, min(one, two))
            let mutual = 2 * common * 256 / max(1, one + two)
            let isInPlace = gaps.ofBefore[i] == gaps.ofAfter[j]
            guard share >= (isInPlace ? Self.shareInPlace : Self.shareElsewhere),
                mutual >= (isInPlace ? Self.mutualInPlace : Self.mutualElsewhere)
            else { continue }
            candidates.append(
                Candidate(
                    before: Int32(i), after: Int32(j), score: Int32(mutual + (isInPlace ? Self.inPlaceBonus : 0))))
        }
        candidates.sort {
            ($1.score, $0.before, $0.after) < ($0.score, $1.before, $1.after)
        }
        for candidate in candidates where mates.areFree(Int(candidate.before), Int(candidate.after)) {
            mates.link(Int(candidate.before), Int(candidate.after))
        }
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
            func note(_ posting: ArraySlice<Int32>, _ weight: Int32) {
                for j in posting {
                    if scores[Int(j)] == 0 { touched.append(j) }
                    scores[Int(j)] += weight
                }
            }
            let tokens = before.tokens[i]
            for token in tokens {
                let id = before.ids[token]
                note(words[Int(id)], weights[Int(id)])
                if token + 1 < tokens.upperBound {
                    let next = before.ids[token + 1]
                    note(couples[bucket(id, next)], (weights[Int(id)] + weights[Int(next)]) / 2)
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

    // MARK: Splits and merges

    /// Sentences that joined a link: of the after side where one was split, of the before side where some merged.
    struct Groups {
        var parts: [Int: [Int]] = [:]
        var sources: [Int: [Int]] = [:]
    }

    /// Lets free sentences beside a linked one join its link where they hold what the link leaves over.
    mutating func group(_ mates: inout Mates, isOpen: (before: (Int) -> Bool, after: (Int) -> Bool)) -> Groups {
        var groups = Groups()
        var taken = (before: Set<Int>(), after: Set<Int>())
        for i in before.tokens.indices where !mates.isFree(before: i) && !before.tokens[i].isEmpty {
            let j = Int(mates.ofBefore[i])
            guard !after.tokens[j].isEmpty else { continue }
            var parts = j...j
            var found = common(before, before.tokens[i], after, after.tokens[j])
            while true {
                var grew = false
                for next in [parts.upperBound + 1, parts.lowerBound - 1] {
                    guard after.tokens.indices.contains(next), mates.isFree(after: next), isOpen.after(next),
                        !taken.after.contains(next), !after.tokens[next].isEmpty
                    else { continue }
                    let wider = min(parts.lowerBound, next)...max(parts.upperBound, next)
                    let all = common(before, before.tokens[i], after, span(after, wider))
                    guard (all - found) * 256 >= Int(sentenceWeights.after[next]) * Self.shareOfPart else { continue }
                    parts = wider
                    found = all
                    taken.after.insert(next)
                    grew = true
                }
                if !grew { break }
            }
            if parts.count > 1 {
                groups.parts[i] = Array(parts)
                continue
            }
            var sources = i...i
            while true {
                var grew = false
                for next in [sources.upperBound + 1, sources.lowerBound - 1] {
                    guard before.tokens.indices.contains(next), mates.isFree(before: next), isOpen.before(next),
                        !taken.before.contains(next), !before.tokens[next].isEmpty
                    else { continue }
                    let wider = min(sources.lowerBound, next)...max(sources.upperBound, next)
                    let all = common(before, span(before, wider), after, after.tokens[j])
                    guard (all - found) * 256 >= Int(sentenceWeights.before[next]) * Self.shareOfPart else { continue }
                    sources = wider
                    found = all
                    taken.before.insert(next)
                    grew = true
                }
                if !grew { break }
            }
            if sources.count > 1 { groups.sources[j] = Array(sources) }
        }
        return groups
    }

    private func span(_ side: Side, _ sentences: ClosedRange<Int>) -> Range<Int> {
        side.tokens[sentences.lowerBound].lowerBound..<side.tokens[sentences.upperBound].upperBound
    }

    // MARK: Likeness

    private mutating func common(_ i: Int, _ j: Int) -> Int {
        common(before, before.tokens[i], after, after.tokens[j])
    }

    /// The weight of the heaviest common subsequence; for long sentences, of the words they share.
    private mutating func common(_ a: Side, _ x: Range<Int>, _ b: Side, _ y: Range<Int>) -> Int {
        if x.count * y.count > Self.orderedAreaLimit { return commonInBags(a, x, b, y) }
        let m = y.count
        if row.count <= m { row = Array(repeating: 0, count: m + 1) }
        for j in 0...m { row[j] = 0 }
        for token in x {
            let id = a.ids[token]
            let weight = weights[Int(id)]
            var diagonal: Int32 = 0
            var left: Int32 = 0
            for j in 1...m {
                let above = row[j]
                var value = max(above, left)
                if b.ids[y.lowerBound + j - 1] == id { value = max(value, diagonal + weight) }
                row[j] = value
                left = value
                diagonal = above
            }
        }
        return Int(row[m])
    }

    private mutating func commonInBags(_ a: Side, _ x: Range<Int>, _ b: Side, _ y: Range<Int>) -> Int {
        for token in x { bag[Int(a.ids[token])] += 1 }
        var total = 0
        for token in y where bag[Int(b.ids[token])] > 0 {
            bag[Int(b.ids[token])] -= 1
            total += Int(weights[Int(b.ids[token])])
        }
        for token in x { bag[Int(a.ids[token])] = 0 }
        return total
    }
}

/// For each key, the sentences that have it; empty for keys that too many have.
private struct PostingLists {
    private var starts: [Int32]
    private var sentences: [Int32]

    init(keyCount: Int, limit: Int, sentences all: [Int], keys: (Int, (Int) -> Void) -> Void) {
        var counts = [Int32](repeating: 0, count: keyCount + 1)
        var lastSeen = [Int32](repeating: -1, count: keyCount)
        for sentence in all {
            keys(sentence) { key in
                if lastSeen[key] != Int32(truncatingIfNeeded: sentence) {
                    lastSeen[key] = Int32(truncatingIfNeeded: sentence)
                    counts[key] += 1
                }
            }
        }
        var total: Int32 = 0
        for key in 0...keyCount {
            let count = counts[key] > limit ? 0 : counts[key]
            counts[key] = total
            total += count
        }
        starts = counts
        sentences = Array(repeating: 0, count: Int(total))
        var filled = starts
        for key in lastSeen.indices { lastSeen[key] = -1 }
        let ends = starts
        var out = sentences
        for sentence in all {
            keys(sentence) { key in
                guard ends[key] < ends[key + 1], lastSeen[key] != Int32(truncatingIfNeeded: sentence) else { return }
                lastSeen[key] = Int32(truncatingIfNeeded: sentence)
                out[Int(filled[key])] = Int32(truncatingIfNeeded: sentence)
                filled[key] += 1
            }
        }
        sentences = out
    }

    subscript(key: Int) -> ArraySlice<Int32> { sentences[Int(starts[key])..<Int(starts[key + 1])] }
}
