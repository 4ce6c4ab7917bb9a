internal import SequenceDiff
internal import StetText

extension TextComparison {
    /// How many of its last tokens a sentence is known by: three with its stop are rarely the end of two sentences.
    static let closingLength = 3
    /// Tokens compared at most to find borders, for each token of a side. Real pairs of texts need less than one; only texts
    /// that repeat themselves without end need more, and lose borders, not time.
    static let borderStepsPerToken = 4

    /// Byte offsets where one side has to be cut for its sentences to end where those of the other do, sorted.
    ///
    /// Where sentences end depends on what follows: a heading or the line before a list ends without a stop when it
    /// stands alone and runs on when text is put behind it, and after a stop no sentence begins with a small
    /// letter until somebody edits it to. So the sides are asked for one another: where the last token of a sentence is
    /// kept, a sentence ends on the other side too. One that was split or merged has no such token: its stop is new.
    ///
    /// Only sentences that are equal to none are looked at.
    /// - Complexity: O(n + m), at most `borderStepsPerToken` comparisons a token; the words of splits and merges once more.
    func missingBorders() -> (before: [Int], after: [Int]) {
        let (one, two) = borderSides()
        guard !one.open.isEmpty, !two.open.isEmpty else { return ([], []) }
        let found = (before: borders(of: two, in: one), after: borders(of: one, in: two))
        return (Set(found.before).sorted(), Set(found.after).sorted())
    }

    /// The same inside sentences that were split or merged: where the last token of a part is kept.
    func bordersOfParts() -> (before: [Int], after: [Int]) {
        guard !groups.parts.isEmpty || !groups.sources.isEmpty else { return ([], []) }
        let (one, two) = borderSides()
        var found: (before: [Int], after: [Int]) = ([], [])
        var aligner = WordAligner(vocabulary: vocabulary)
        for (i, parts) in groups.parts {
            found.before += borders(between: parts, of: two, in: i, of: one, &aligner)
        }
        for (j, sources) in groups.sources {
            found.after += borders(between: sources, of: one, in: j, of: two, &aligner)
        }
        return (Set(found.before).sorted(), Set(found.after).sorted())
    }

    private func borderSides() -> (before: BorderSide, after: BorderSide) {
        let waiting = waitingIDs()
        return (
            BorderSide(
                text: before, tokens: tokens.before, vocabulary: vocabulary, ranges: tokenRanges.before,
                open: before.sentences.indices.filter { i in
                    let mate = Int(sentences.ofBefore[i])
                    return mate < 0 ? !waiting[Int(ids.before[i])] : !areEqual(i, mate)
                }),
            BorderSide(
                text: after, tokens: tokens.after, vocabulary: vocabulary, ranges: tokenRanges.after,
                open: after.sentences.indices.filter { j in
                    let mate = Int(sentences.ofAfter[j])
                    return mate < 0 ? !waiting[Int(ids.after[j])] : !areEqual(mate, j)
                })
        )
    }

    /// Borders inside the open sentences of `side` that open sentences of `other` end at.
    private func borders(of other: BorderSide, in side: BorderSide) -> [Int] {
        let places = side.places(where: other.closes(vocabulary.count))
        guard !places.isEmpty else { return [] }
        let closings = Closings(other)
        var words = CommonWords(weights: vocabulary.substances)
        var borders: [Int] = []
        var steps = Self.borderStepsPerToken * side.tokens.count
        var sentence = -1
        var start = 0
        for place in places where steps > 0 {
            if place.sentence != sentence {
                sentence = place.sentence
                start = side.ranges[sentence].lowerBound
            }
            let end = place.end
            guard end - start >= Self.closingLength, var candidate = closings.first(side, end),
                canCut(side, end, side.ranges[sentence], closings)
            else { continue }
            words.hold(side.tokens.ids.span.extracting(start..<end))
            while true {
                let tokens = other.ranges[closings.sentence(candidate)]
                steps -= tokens.count + end - start
                if steps > 0, areAlike(&words, other.tokens.ids.span.extracting(tokens)) {
                    borders.append(side.byteRange(end - 1).upperBound)
                    start = end
                    break
                }
                guard let next = closings.next(after: candidate) else { break }
                candidate = next
            }
        }
        return borders
    }

    /// Whether a sentence may begin with the token `end` of the sentence `range`.
    private func canCut(_ side: BorderSide, _ end: Int, _ range: Range<Int>, _ closings: Closings) -> Bool {
        if range.upperBound - end >= Self.closingLength, closings.first(side, range.upperBound) != nil { return true }
        // What follows is new: it has to look like a sentence by itself.
        if side.beginsSmall(end) { return false }
        return side.isSymbol(end - 1) || side.isSymbol(range.upperBound - 1)
    }

    /// Whether at least half of the words of both together are the same, whatever their order. Weights are substances.
    private func areAlike(_ held: inout CommonWords, _ other: Span<UInt32>) -> Bool {
        var whole = held.weight
        for index in other.indices { whole += held.weight(other[index]) }
        return 4 * held.inBags(other) >= whole
    }

    /// Borders inside a sentence that was linked with several, where their last tokens are kept in it.
    private func borders(
        between parts: [Int], of other: BorderSide, in sentence: Int, of side: BorderSide, _ aligner: inout WordAligner
    ) -> [Int] {
        let range = side.ranges[sentence]
        let whole = Array(side.tokens.ids[range])
        let ids = parts.flatMap { other.ids($0) }
        var pairs: [(before: Int32, after: Int32)] = []
        aligner.align(ids, 0..<ids.count, whole, 0..<whole.count, into: &pairs)
        let mates = Dictionary(pairs.map { (Int($0.before), Int($0.after)) }, uniquingKeysWith: { first, _ in first })
        var borders: [Int] = []
        var last = -1
        for part in parts.dropLast() {
            last += other.ranges[part].count
            guard let mate = mates[last], mate + 1 < whole.count, side.isApart(range.lowerBound + mate + 1) else {
                continue
            }
            borders.append(side.byteRange(range.lowerBound + mate).upperBound)
        }
        return borders
    }
}

/// One side of a comparison, as far as its sentence borders matter.
private struct BorderSide {
    let text: DiffText
    let tokens: TextTokens
    let vocabulary: Vocabulary
    let ranges: TokenRanges
    /// The sentences that are equal to none of the other side.
    let open: [Int]

    func byteRange(_ token: Int) -> Range<Int> { vocabulary.byteRange(token, of: tokens) }

    private func kind(_ token: Int) -> DiffTokens.Kind { vocabulary.words[Int(tokens.ids[token])].kind }

    func ids(_ sentence: Int) -> ArraySlice<UInt32> { tokens.ids[ranges[sentence]] }

    func isSymbol(_ token: Int) -> Bool { kind(token) == .symbol }

    /// Whether there is white space before the token, or a script that writes none.
    func isApart(_ token: Int) -> Bool {
        byteRange(token - 1).upperBound < byteRange(token).lowerBound
            || kind(token) == .ideograph
    }

    func beginsSmall(_ token: Int) -> Bool { text.bytes[byteRange(token).lowerBound] &- UInt8(ascii: "a") < 26 }

    /// For each number of a token, whether it ends an open sentence.
    func closes(_ count: Int) -> [Bool] {
        var closes = [Bool](filledWith: false, count: count)
        for sentence in open where ranges[sentence].count >= TextComparison.closingLength {
            closes[Int(tokens.ids[ranges[sentence].upperBound - 1])] = true
        }
        return closes
    }

    /// Places in open sentences, as the token after, behind a token of `closes` and before white space.
    func places(where closes: [Bool]) -> [(sentence: Int, end: Int)] {
        var places: [(sentence: Int, end: Int)] = []
        for sentence in open {
            for end in ranges[sentence].dropFirst()
            where closes[Int(tokens.ids[end - 1])] && isApart(end) {
                places.append((sentence, end))
            }
        }
        return places
    }
}

/// The open sentences of a side by the last tokens they have, in their order.
private struct Closings {
    private let side: BorderSide
    /// For each hash of the last tokens the first of `entries`, or -1.
    private var slots: [Int32]
    private var entries: [(sentence: Int32, next: Int32)] = []

    init(_ side: BorderSide) {
        self.side = side
        var size = 16
        while size < 2 * side.open.count { size *= 2 }
        slots = Array(filledWith: -1, count: size)
        // From the last to the first, as each is put in front.
        for sentence in side.open.reversed() where side.ranges[sentence].count >= TextComparison.closingLength {
            let slot = slot(side, side.ranges[sentence].upperBound)
            entries.append((Int32(truncatingIfNeeded: sentence), slots[slot]))
            slots[slot] = Int32(truncatingIfNeeded: entries.count - 1)
        }
    }

    /// The first entry of a sentence that ends like the tokens of `other` before `end`.
    func first(_ other: BorderSide, _ end: Int) -> Int32? { match(slots[slot(other, end)], other, end) }

    func next(after entry: Int32) -> Int32? {
        match(entries[Int(entry)].next, side, side.ranges[sentence(entry)].upperBound)
    }

    func sentence(_ entry: Int32) -> Int { Int(entries[Int(entry)].sentence) }

    private func match(_ first: Int32, _ other: BorderSide, _ end: Int) -> Int32? {
        var entry = first
        while entry >= 0 {
            let own = side.ranges[sentence(entry)].upperBound
            if (1...TextComparison.closingLength).allSatisfy({ side.tokens.ids[own - $0] == other.tokens.ids[end - $0] }
            ) {
                return entry
            }
            entry = entries[Int(entry)].next
        }
        return nil
    }

    private func slot(_ other: BorderSide, _ end: Int) -> Int {
        var hash: UInt64 = 0
        for offset in 1...TextComparison.closingLength {
            hash = (hash ^ UInt64(other.tokens.ids[end - offset])) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 31
        }
        return Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    }
}
