internal import StetText

/// One side of a changed sentence as a reader takes it in: its words, and what is one thing to the eye.
struct ReadingText {
    let bytes: [UInt8]
    private let units: WholeUnits
    /// The words, numbers and signs, as the diff cuts them.
    private let tokens: [DiffTokens.Token]
    /// The substance of all tokens before each, and of all.
    private let substanceBefore: [Int]

    /// - Complexity: O(text).
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        units = WholeUnits(bytes)
        tokens = DiffTokens.tokens(in: bytes)
        var vocabulary = Vocabulary(capacity: 16)
        var substance = [0]
        substance.reserveCapacity(tokens.count + 1)
        for token in tokens {
            let id = vocabulary.number(bytes.span, token.range, kind: token.kind)
            substance.append(substance[substance.count - 1] + Int(vocabulary.substance(id)))
        }
        substanceBefore = substance
    }

    /// The date, amount, address, tag or character that has `place` strictly inside; nil where there is none.
    func unit(around place: Int) -> Range<Int>? { units.around(place) }

    /// Whether a border at `place` would tear a word or a unit.
    ///
    /// - Complexity: O(log tokens).
    func isTorn(at place: Int) -> Bool {
        if units.around(place) != nil { return true }
        let next = firstToken(from: place)
        return next > 0 && Int(tokens[next - 1].end) > place
    }

    /// How much a stretch says: the tokens that begin in it, and their substance together.
    ///
    /// - Complexity: O(log tokens).
    func weight(of range: Range<Int>) -> (tokens: Int, substance: Int) {
        let (first, end) = (firstToken(from: range.lowerBound), firstToken(from: range.upperBound))
        return (end - first, substanceBefore[end] - substanceBefore[first])
    }

    /// Whether a stretch is one token, or one unit and nothing else, but for blanks around it; or nothing.
    ///
    /// - Complexity: O(log tokens).
    func isOne(_ range: Range<Int>) -> Bool {
        let (first, end) = (firstToken(from: range.lowerBound), firstToken(from: range.upperBound))
        guard end - first > 1 else { return true }
        guard let unit = units.around(Int(tokens[first].end)) else { return false }
        return unit.lowerBound <= Int(tokens[first].start) && Int(tokens[end - 1].end) <= unit.upperBound
    }

    /// Where the token begins that ends at `place` or is the last before it, or the unit that it is part of.
    func startOfToken(before place: Int) -> Int {
        let next = firstToken(from: place)
        guard next > 0 else { return place }
        let start = Int(tokens[next - 1].start)
        return units.around(start)?.lowerBound ?? start
    }

    /// Where the token ends that begins at `place` or is the first behind it, or the unit that it is part of.
    func endOfToken(from place: Int) -> Int {
        let next = firstToken(from: place)
        guard next < tokens.count else { return place }
        let end = Int(tokens[next].end)
        return units.around(end)?.upperBound ?? end
    }

    /// The first token that begins at `place` or behind it.
    private func firstToken(from place: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if Int(tokens[middle].start) < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
