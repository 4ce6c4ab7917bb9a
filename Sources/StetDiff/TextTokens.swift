internal import SequenceDiff
internal import StetText

/// The tokens of one side, as `DiffTokens` cuts them: where each begins, and its number in the vocabulary, which knows the
/// rest.
///
/// White space is no token, so that text wrapped anew has the same tokens.
struct TextTokens {
    private(set) var starts: [UInt32] = []
    private(set) var ids: [UInt32] = []
    /// Tokens on their way to be numbered.
    private var found: [DiffTokens.Token] = []

    var count: Int { ids.count }

    /// Tokens numbered in one go: a few kilobytes, however long the text is.
    private static let batch = 512
    /// Bytes of prose per token, with the space behind it, or a little less.
    private static let bytesPerToken = 5

    mutating func reserveCapacity(bytes: Int) {
        starts.reserveCapacity(bytes / Self.bytesPerToken)
        ids.reserveCapacity(bytes / Self.bytesPerToken)
    }

    /// Appends the tokens of `bytes[range]`, numbered by `vocabulary`.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, vocabulary: inout Vocabulary) {
        find(bytes, range, &vocabulary)
        number(bytes, &vocabulary)
    }

    /// Appends the tokens of those pieces of the text that are read, numbered by `vocabulary`, and ends each piece in `ranges`.
    mutating func append(
        _ bytes: Span<UInt8>, pieces: [Range<Int>], where isRead: (Int) -> Bool, ranges: inout TokenRanges,
        vocabulary: inout Vocabulary
    ) {
        for index in pieces.indices {
            if isRead(index) { find(bytes, pieces[index], &vocabulary) }
            ranges.append(end: count + found.count)
        }
        number(bytes, &vocabulary)
    }

    /// Finds the tokens of a piece and numbers them when they are many enough.
    private mutating func find(_ bytes: Span<UInt8>, _ range: Range<Int>, _ vocabulary: inout Vocabulary) {
        var start = range.lowerBound
        while start < range.upperBound {
            start = DiffTokens.append(upTo: Self.batch, tokensOf: bytes, start..<range.upperBound, to: &found)
            if found.count >= Self.batch { number(bytes, &vocabulary) }
        }
    }

    private mutating func number(_ bytes: Span<UInt8>, _ vocabulary: inout Vocabulary) {
        Self.append(found, of: bytes, &starts, &ids, &vocabulary)
        found.removeAll(keepingCapacity: true)
    }

    private static func append(
        _ tokens: [DiffTokens.Token], of bytes: Span<UInt8>, _ starts: inout [UInt32], _ ids: inout [UInt32],
        _ vocabulary: inout Vocabulary
    ) {
        // Room for all of them in one piece: to ask for it costs as much as to number a word.
        let tokens = tokens.span
        starts.append(addingCapacity: tokens.count) { starts in
            for index in tokens.indices { starts.append(tokens[index].start) }
        }
        ids.append(addingCapacity: tokens.count) { ids in
            for index in tokens.indices {
                ids.append(vocabulary.number(bytes, tokens[index].range, kind: tokens[index].kind))
            }
        }
    }
}

/// Which tokens belong to each sentence of a side: none where it was linked before its words were read.
struct TokenRanges: RandomAccessCollection {
    /// Where the tokens of each sentence end, which is where those of the next begin.
    private var ends: [UInt32] = [0]

    var startIndex: Int { 0 }
    var endIndex: Int { ends.count - 1 }

    @inline(__always)
    subscript(sentence: Int) -> Range<Int> { Int(ends[sentence])..<Int(ends[sentence + 1]) }

    mutating func reserveCapacity(_ count: Int) { ends.reserveCapacity(count + 1) }

    /// Ends the tokens of the next sentence before `end`.
    mutating func append(end: Int) { ends.append(UInt32(truncatingIfNeeded: end)) }
}

/// The different tokens of both sides and what the engine knows of each.
struct Vocabulary {
    struct Word {
        /// The number of the token in small letters: "The" and "the" have one. Only ASCII letters are folded here; it
        /// guides the alignment and never makes two tokens equal.
        var folded: UInt32
        var byteCount: UInt32
        /// A hash of the token's bytes. Numbers tell which side had a token first, this does not.
        var key: UInt32
        // A word takes sixteen bytes: there are many.
        private var smallSubstance: Int8
        var kind: DiffTokens.Kind

        init(substance: Int32, folded: UInt32, byteCount: Int, key: UInt32, kind: DiffTokens.Kind) {
            (self.folded, self.key, self.kind) = (folded, key, kind)
            self.byteCount = UInt32(truncatingIfNeeded: byteCount)
            smallSubstance = Int8(truncatingIfNeeded: substance)
        }

        /// What the token weighs as evidence that two texts are one, before its rareness is taken in.
        var substance: Int32 { Int32(smallSubstance) }
    }

    private var interner: TokenInterner
    /// By number.
    private(set) var words: [Word] = []

    /// `capacity` is how many different tokens are expected.
    init(capacity: Int) {
        interner = TokenInterner(capacity: capacity)
        words.reserveCapacity(capacity)
    }

    var count: Int { words.count }

    /// The substance of each token.
    var substances: [Int32] { words.map(\.substance) }

    @inline(__always)
    func substance(_ id: UInt32) -> Int32 { words[Int(id)].substance }

    /// The bytes of a token of `tokens`.
    @inline(__always)
    func byteRange(_ token: Int, of tokens: TextTokens) -> Range<Int> {
        let start = Int(tokens.starts[token])
        return start..<start &+ Int(words[Int(tokens.ids[token])].byteCount)
    }

    @inline(__always)
    mutating func number(_ bytes: Span<UInt8>, _ range: Range<Int>, kind: DiffTokens.Kind) -> UInt32 {
        let id = interner.intern(bytes, range)
        if Int(id) == words.count { add(id, bytes, range, kind) }
        return id
    }

    @inline(never)
    private mutating func add(_ id: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: DiffTokens.Kind) {
        words.append(
            Word(
                substance: Self.substance(bytes, range, kind), folded: id, byteCount: range.count,
                key: keyOfNewest(byteCount: range.count), kind: kind))
        guard kind == .word, bytes[range.lowerBound] &- UInt8(ascii: "A") < 26 else { return }
        let folded = numberInSmallLetters(bytes, range)
        words[Int(id)].folded = folded
        if Int(folded) == words.count {
            var word = words[Int(id)]
            word.key = keyOfNewest(byteCount: range.count)
            words.append(word)
        }
    }

    private func keyOfNewest(byteCount: Int) -> UInt32 {
        let product = (interner.newestKey ^ UInt64(truncatingIfNeeded: byteCount))
            .multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return UInt32(truncatingIfNeeded: (product.high ^ product.low) >> 32)
    }

    private mutating func numberInSmallLetters(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        if range.count <= TokenInterner.shortLength {
            return interner.intern(
                word: Self.inSmallLetters(TokenInterner.word(bytes, range)), byteCount: range.count)
        }
        let small = range.map { bytes[$0] &- UInt8(ascii: "A") < 26 ? bytes[$0] | 0x20 : bytes[$0] }
        return interner.intern(small.span, 0..<small.count)
    }

    /// Eight bytes with the capitals of ASCII among them made small.
    private static func inSmallLetters(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = 0x80 &* ones
        // Without the highest bits no sum carries over into the next byte.
        let low = word & ~high
        let isCapital = (low &+ (0x80 - 0x41) &* ones) & ~(low &+ (0x80 - 0x5B) &* ones) & ~word & high
        return word | isCapital >> 2
    }

    /// What small words, kana and signs weigh at most.
    static let littleSubstance: Int32 = 2

    /// Words of one to three letters are mostly grammar in the languages that write them ("the", "and", "der", "les").
    private static func substance(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: DiffTokens.Kind) -> Int32 {
        switch kind {
        case .symbol: 1
        // Kana mostly write grammar; they are the characters of U+3040...30FF.
        case .ideograph:
            bytes[range.lowerBound] == 0xe3 && bytes[range.lowerBound + 1] & 0xfc == 0x80 ? littleSubstance : 4
        case .number: 6
        case .word: range.count <= 3 ? littleSubstance : range.count == 4 ? 4 : 6
        }
    }
}
