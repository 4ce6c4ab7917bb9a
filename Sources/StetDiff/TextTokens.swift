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
        var start = range.lowerBound
        while start < range.upperBound {
            found.removeAll(keepingCapacity: true)
            start = DiffTokens.append(upTo: Self.batch, tokensOf: bytes, start..<range.upperBound, to: &found)
            for token in found {
                starts.append(token.start)
                ids.append(vocabulary.number(bytes, token.range, kind: token.kind))
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
    private var interner: TokenInterner
    /// What a token weighs as evidence that two texts are one, before its rareness is taken in.
    private(set) var substance: [Int32] = []
    /// The number of the token in small letters: "The" and "the" have one. Only ASCII letters are folded here; it
    /// guides the alignment and never makes two tokens equal.
    private(set) var folded: [UInt32] = []
    /// Bytes of a token.
    private(set) var lengths: [UInt32] = []
    private(set) var kinds: [DiffTokens.Kind] = []

    /// `capacity` is how many different tokens are expected.
    init(capacity: Int) {
        interner = TokenInterner(capacity: capacity)
    }

    var count: Int { substance.count }

    /// The bytes of a token of `tokens`.
    func byteRange(_ token: Int, of tokens: TextTokens) -> Range<Int> {
        let start = Int(tokens.starts[token])
        return start..<start &+ Int(lengths[Int(tokens.ids[token])])
    }

    mutating func number(_ bytes: Span<UInt8>, _ range: Range<Int>, kind: DiffTokens.Kind) -> UInt32 {
        let id = interner.intern(bytes, range)
        if Int(id) == substance.count { add(id, bytes, range, kind) }
        return id
    }

    private mutating func add(_ id: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: DiffTokens.Kind) {
        substance.append(Self.substance(bytes, range, kind))
        folded.append(id)
        lengths.append(UInt32(truncatingIfNeeded: range.count))
        kinds.append(kind)
        if kind == .word, bytes[range.lowerBound] &- UInt8(ascii: "A") < 26 {
            let small = range.map { bytes[$0] &- UInt8(ascii: "A") < 26 ? bytes[$0] | 0x20 : bytes[$0] }
            folded[Int(id)] = number(small.span, 0..<small.count, kind: kind)
        }
    }

    /// Words of one to three letters are mostly grammar in the languages that write them ("the", "and", "der", "les").
    private static func substance(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: DiffTokens.Kind) -> Int32 {
        switch kind {
        case .symbol: 1
        // Kana mostly write grammar; they are the characters of U+3040...30FF.
        case .ideograph: bytes[range.lowerBound] == 0xe3 && bytes[range.lowerBound + 1] & 0xfc == 0x80 ? 2 : 4
        case .number: 6
        case .word: range.count <= 3 ? 2 : range.count == 4 ? 4 : 6
        }
    }
}
