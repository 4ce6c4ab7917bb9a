internal import SequenceDiff
internal import StetText

/// The tokens of one side: as `DiffTokens` cuts them, with a number for each different one.
///
/// White space is no token, so that text wrapped anew has the same tokens.
struct TextTokens {
    private(set) var tokens: [DiffTokens.Token] = []
    private(set) var ids: [UInt32] = []

    var count: Int { ids.count }

    func byteRange(_ token: Int) -> Range<Int> { tokens[token].range }

    /// Appends the tokens of `bytes[range]`, numbered by `vocabulary`.
    mutating func append(_ bytes: [UInt8], _ range: Range<Int>, vocabulary: inout Vocabulary) {
        let first = tokens.count
        DiffTokens.append(tokensOf: bytes.span, range, to: &tokens)
        for token in tokens[first...] { ids.append(vocabulary.number(bytes, token.range, kind: token.kind)) }
    }
}

/// The different tokens of both sides and what the engine knows of each.
struct Vocabulary {
    private var interner: TokenInterner
    /// What a token weighs as evidence that two texts are one, before its rareness is taken in.
    private(set) var substance: [Int32] = []
    /// The number of the token in small letters: "The" and "the" have one. Only ASCII letters are folded here; it
    /// guides the alignment and never makes two tokens equal.
    private(set) var folded: [UInt32] = []

    /// `capacity` is how many different tokens are expected.
    init(capacity: Int = 1024) {
        interner = TokenInterner(capacity: capacity)
    }

    var count: Int { substance.count }

    mutating func number(_ bytes: [UInt8], _ range: Range<Int>, kind: DiffTokens.Kind) -> UInt32 {
        let id = interner.intern(bytes, range)
        if Int(id) == substance.count {
            substance.append(Self.substance(bytes, range, kind))
            folded.append(id)
            if kind == .word, bytes[range.lowerBound] &- UInt8(ascii: "A") < 26 {
                let small = bytes[range].map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
                folded[Int(id)] = number(small, 0..<small.count, kind: kind)
            }
        }
        return id
    }

    /// Words of one to three letters are mostly grammar in the languages that write them ("the", "and", "der", "les").
    private static func substance(_ bytes: [UInt8], _ range: Range<Int>, _ kind: DiffTokens.Kind) -> Int32 {
        switch kind {
        case .symbol: 1
        // Kana mostly write grammar; they are the characters of U+3040...30FF.
        case .ideograph: bytes[range.lowerBound] == 0xe3 && bytes[range.lowerBound + 1] & 0xfc == 0x80 ? 2 : 4
        case .number: 6
        case .word: range.count <= 3 ? 2 : range.count == 4 ? 4 : 6
        }
    }
}
