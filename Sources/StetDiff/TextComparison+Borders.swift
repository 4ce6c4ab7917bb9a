internal import StetText

extension TextComparison {
    /// How many of its last tokens a sentence is known by: three with its stop are rarely the end of two sentences.
    static let closingLength = 3
    /// Tokens compared at most to find borders, for each token of a side. Real pairs of texts need less than one; only texts
    /// that repeat themselves without end need more, and lose borders, not time.
    static let borderStepsPerToken = 16

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
                text: before, tokens: tokens.before, ranges: tokenRanges.before,
                open: before.sentences.indices.filter { i in
                    let mate = Int(sentences.ofBefore[i])
                    return mate < 0 ? !waiting[Int(ids.before[i])] : !areEqual(i, mate)
                }),
            BorderSide(
                text: after, tokens: tokens.after, ranges: tokenRanges.after,
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
        let closings = other.closings()
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
            guard end - start >= Self.closingLength,
                let found = closings[side.tokens.ids[end - Self.closingLength..<end]],
                canCut(side, end, side.ranges[sentence], isClosing: { closings[$0] != nil }),
                found.contains(where: {
                    steps -= other.ranges[$0].count + end - start
                    return steps > 0 && areAlike(other.ids($0), side.tokens.ids[start..<end])
                })
            else { continue }
            borders.append(side.tokens.byteRange(end - 1).upperBound)
            start = end
        }
        return borders
    }

    /// Whether a sentence may begin with the token `end` of the sentence `range`.
    private func canCut(
        _ side: BorderSide, _ end: Int, _ range: Range<Int>, isClosing: (ArraySlice<UInt32>) -> Bool
    ) -> Bool {
        let rest = side.tokens.ids[end..<range.upperBound]
        if rest.count >= Self.closingLength, isClosing(rest.suffix(Self.closingLength)) { return true }
        // What follows is new: it has to look like a sentence by itself.
        if side.beginsSmall(end) { return false }
        return side.isSymbol(end - 1) || side.isSymbol(range.upperBound - 1)
    }

    /// Whether at least half of the words of both together are the same, whatever their order.
    private func areAlike(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
        var counts: [UInt32: Int] = [:]
        for id in a { counts[id, default: 0] += 1 }
        var shared = 0
        for id in b where counts[id, default: 0] > 0 {
            counts[id, default: 0] -= 1
            shared += Int(vocabulary.substance[Int(id)])
        }
        let whole = (a + b).reduce(0) { $0 + Int(vocabulary.substance[Int($1)]) }
        return 4 * shared >= whole
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
            borders.append(side.tokens.byteRange(range.lowerBound + mate).upperBound)
        }
        return borders
    }
}

/// One side of a comparison, as far as its sentence borders matter.
private struct BorderSide {
    let text: DiffText
    let tokens: TextTokens
    let ranges: [Range<Int>]
    /// The sentences that are equal to none of the other side.
    let open: [Int]

    func ids(_ sentence: Int) -> ArraySlice<UInt32> { tokens.ids[ranges[sentence]] }

    func isSymbol(_ token: Int) -> Bool { tokens.tokens[token].kind == .symbol }

    /// Whether there is white space before the token, or a script that writes none.
    func isApart(_ token: Int) -> Bool {
        tokens.byteRange(token - 1).upperBound < tokens.byteRange(token).lowerBound
            || tokens.tokens[token].kind == .ideograph
    }

    func beginsSmall(_ token: Int) -> Bool { text.bytes[tokens.byteRange(token).lowerBound] &- UInt8(ascii: "a") < 26 }

    /// For each number of a token, whether it ends an open sentence.
    func closes(_ count: Int) -> [Bool] {
        var closes = [Bool](repeating: false, count: count)
        for sentence in open where ranges[sentence].count >= TextComparison.closingLength {
            closes[Int(tokens.ids[ranges[sentence].upperBound - 1])] = true
        }
        return closes
    }

    /// The open sentences by the last tokens they have.
    func closings() -> [ArraySlice<UInt32>: [Int]] {
        var closings: [ArraySlice<UInt32>: [Int]] = [:]
        for sentence in open where ranges[sentence].count >= TextComparison.closingLength {
            closings[ids(sentence).suffix(TextComparison.closingLength), default: []].append(sentence)
        }
        return closings
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
