internal import SequenceDiff

/// The tokens of one side, in flat arrays: a word, a number, a character of a script without spaces, or a mark.
///
/// White space is no token, so that text wrapped anew has the same tokens.
struct TextTokens {
    private(set) var starts: [Int32] = []
    private(set) var ends: [Int32] = []
    private(set) var ids: [UInt32] = []

    var count: Int { ids.count }

    func byteRange(_ token: Int) -> Range<Int> { Int(starts[token])..<Int(ends[token]) }

    /// Appends the tokens of `bytes[range]`, numbered by `vocabulary`.
    mutating func append(_ bytes: [UInt8], _ range: Range<Int>, vocabulary: inout Vocabulary) {
        var position = range.lowerBound
        let end = range.upperBound
        while position < end {
            let start = position
            let byte = bytes[position]
            let kind: TokenKind
            if Byte.isLetter(byte) {
                position = Self.wordEnd(bytes, position + 1, end)
                kind = .word
            } else if Byte.isDigit(byte) {
                position = Self.numberEnd(bytes, position + 1, end)
                kind = .number
            } else if byte < 0x80 {
                position += 1
                if Byte.isBlank(byte) { continue }
                kind = .mark
            } else {
                let (scalar, length) = ScalarReader.decode(bytes, position, end)
                position += length
                switch ScalarClass(scalar) {
                case .space: continue
                case .letter:
                    position = Self.wordEnd(bytes, position, end)
                    kind = .word
                case .ideograph: kind = .ideograph
                case .syllable: kind = .syllable
                case .mark: kind = .mark
                }
            }
            starts.append(Int32(truncatingIfNeeded: start))
            ends.append(Int32(truncatingIfNeeded: position))
            ids.append(vocabulary.number(bytes, start..<position, kind: kind))
        }
    }

    /// A run of letters with inner apostrophes.
    private static func wordEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end {
            let byte = bytes[position]
            if Byte.isLetter(byte) {
                position += 1
            } else if byte == UInt8(ascii: "'") {
                guard isLetter(bytes, position + 1, end) else { return position }
                position += 1
            } else if byte >= 0x80 {
                let (scalar, length) = ScalarReader.decode(bytes, position, end)
                if scalar == 0x2019 {
                    guard isLetter(bytes, position + length, end) else { return position }
                } else if ScalarClass(scalar) != .letter {
                    return position
                }
                position += length
            } else {
                return position
            }
        }
        return position
    }

    private static func isLetter(_ bytes: [UInt8], _ position: Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        if bytes[position] < 0x80 { return Byte.isLetter(bytes[position]) }
        return ScalarClass(ScalarReader.decode(bytes, position, end).scalar) == .letter
    }

    /// Digits with separators between them: "1,234.5", "10:43".
    private static func numberEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end {
            let byte = bytes[position]
            if Byte.isDigit(byte) {
                position += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":"),
                position + 1 < end, Byte.isDigit(bytes[position + 1])
            {
                position += 2
            } else {
                return position
            }
        }
        return position
    }
}

enum TokenKind: UInt8 {
    case word, number, ideograph, syllable, mark
}

/// The different tokens of both sides and what the engine knows of each.
struct Vocabulary {
    private var interner: TokenInterner
    /// What a token weighs as evidence that two texts are one, before its rareness is taken in.
    private(set) var substance: [Int32] = []
    /// The number of the token in small letters: "The" and "the" have one. Only ASCII letters are folded here; it
    /// guides the alignment and never makes two tokens equal.
    private(set) var folded: [UInt32] = []
    private(set) var kinds: [TokenKind] = []

    /// `capacity` is how many different tokens are expected.
    init(capacity: Int = 1024) {
        interner = TokenInterner(capacity: capacity)
    }

    var count: Int { substance.count }

    mutating func number(_ bytes: [UInt8], _ range: Range<Int>, kind: TokenKind) -> UInt32 {
        let id = interner.intern(bytes, range)
        if Int(id) == substance.count {
            substance.append(Self.substance(bytes, range, kind))
            kinds.append(kind)
            folded.append(id)
            if kind == .word, bytes[range.lowerBound] &- UInt8(ascii: "A") < 26 {
                let small = bytes[range].map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
                folded[Int(id)] = number(small, 0..<small.count, kind: kind)
            }
        }
        return id
    }

    /// Words of one to three letters are mostly grammar in the languages that write them ("the", "and", "der", "les").
    private static func substance(_ bytes: [UInt8], _ range: Range<Int>, _ kind: TokenKind) -> Int32 {
        switch kind {
        case .mark: 1
        case .syllable: 2
        case .ideograph: 4
        case .number: 6
        case .word: range.count <= 3 ? 2 : range.count == 4 ? 4 : 6
        }
    }
}
