internal import CICU

/// Cuts UTF-8 into `DiffTokens`: ASCII by a table of 256 entries, the rest by character class.
struct TokenScanner {
    private typealias Token = DiffTokens.Token

    private static let space: UInt8 = 0
    private static let letter: UInt8 = 1
    private static let digit: UInt8 = 2
    private static let symbol: UInt8 = 3
    private static let multiByte: UInt8 = 4

    /// What a byte starts.
    private static let table: [UInt8] = (0..<256).map { byte in
        switch UInt8(byte) {
        case 0x09...0x0D, 0x1C...0x20: space
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
        case 0x80...0xFF: multiByte
        default: symbol
        }
    }

    /// Returns where it stopped: at the end, or behind the token that made `tokens` as many as `limit`.
    static func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, upTo limit: Int, into tokens: inout [DiffTokens.Token]
    ) -> Int {
        let end = range.upperBound
        precondition(range.lowerBound >= 0 && end <= bytes.count, "the range lies beyond the text")
        var index = range.lowerBound
        while index < end, tokens.count < limit {
            // No token is shorter than a byte.
            tokens.append(addingCapacity: min(limit - tokens.count, end - index, batch)) { tokens in
                index = scan(bytes, index, end, into: &tokens)
            }
            // The words of a dictionary script come in any number: they are left over.
            if index < end, tokens.count < limit { index = scanDictionaryRun(bytes, index, end, &tokens) }
        }
        return index
    }

    /// Tokens that room is asked for at once.
    private static let batch = 512

    /// Returns where it stopped: at the end, where there is no more room, or before a run of a dictionary script.
    private static func scan(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into tokens: inout OutputSpan<DiffTokens.Token>
    ) -> Int {
        let table = Self.table.span
        var index = start
        while index < end, tokens.freeCapacity > 0 {
            let start = index
            let first = unsafe table[unchecked: Int(bytes[unchecked: index])]
            index &+= 1
            switch first {
            case space:
                continue
            case letter:
                index = endOfLetters(bytes, index, end)
                if index < end, bytes[index] >= 0x80 || bytes[index] == UInt8(ascii: "'") {
                    index = endOfWord(bytes, index, end)
                }
                tokens.append(Token(start, index, .word))
            case digit:
                // Safe: the index is below the end of the text, and the table has every byte.
                while index < end, unsafe table[unchecked: Int(bytes[unchecked: index])] == digit { index &+= 1 }
                if index < end, bytes[index] >= 0x80 || table[Int(bytes[index])] == symbol {
                    index = endOfNumber(bytes, index, end)
                }
                tokens.append(Token(start, index, .number))
            case symbol:
                if index < end, bytes[index] >= 0x80 { index = endOfCluster(bytes, index, end, UInt32(bytes[start])) }
                tokens.append(Token(start, index, .symbol))
            default:
                guard let next = scanMultiByte(bytes, start, end, &tokens) else { return start }
                index = next
            }
        }
        return index
    }

    /// Where the letters of ASCII end that go on at `index`. Eight bytes a step: most words need one.
    @inline(__always)
    private static func endOfLetters(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = 0x80 &* ones
        var index = index
        while index &+ 8 <= bytes.count {
            // Safe: eight bytes are left.
            let word = unsafe UInt64(
                littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            // The highest bit tells. Without the highest bits no sum carries over into the next byte.
            let small = word & ~high | 0x20 &* ones
            let isLetter = (small &+ (0x80 - 0x61) &* ones) & ~(small &+ (0x80 - 0x7B) &* ones)
            let others = (word | ~isLetter) & high
            if others != 0 { return min(end, index &+ others.trailingZeroBitCount / 8) }
            index &+= 8
        }
        while index < end, table[Int(bytes[index])] == letter { index &+= 1 }
        return min(index, end)
    }

    /// Reads the token that starts with a character beyond ASCII; nil where it is one of a dictionary script.
    private static func scanMultiByte(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tokens: inout OutputSpan<DiffTokens.Token>
    ) -> Int? {
        let (scalar, length) = UTF8Scalars.decode(bytes, at: start, end: end)
        var index = start + length
        switch CharacterTable.characterClass(of: scalar).kind {
        case .space:
            return index
        case .lower, .upper, .letter, .number:
            index = endOfWord(bytes, index, end)
            tokens.append(Token(start, index, .word))
        case .digit:
            index = endOfNumber(bytes, index, end)
            tokens.append(Token(start, index, .number))
        case .ideograph:
            index = endOfCluster(bytes, index, end, scalar)
            tokens.append(Token(start, index, .ideograph))
        case .dictionary:
            return nil
        default:
            index = endOfCluster(bytes, index, end, scalar)
            tokens.append(Token(start, index, .symbol))
        }
        return index
    }

    /// The end of a run of letters, marks and inner apostrophes that goes on at `index`.
    private static func endOfWord(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            if scalar == 0x27 || scalar == 0x2019 {
                guard index + length < end else { return index }
                let (next, nextLength) = UTF8Scalars.decode(bytes, at: index + length, end: end)
                guard isLetter(next) else { return index }
                index += length + nextLength
            } else if isLetter(scalar) || extends(scalar) {
                index += length
            } else {
                return index
            }
        }
        return index
    }

    /// The end of a number that goes on at `index`: digits, with `.`, `,` or `:` between digits.
    private static func endOfNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            if scalar == 0x2E || scalar == 0x2C || scalar == 0x3A {
                guard index + 1 < end else { return index }
                let (next, nextLength) = UTF8Scalars.decode(bytes, at: index + 1, end: end)
                guard isDigit(next) else { return index }
                index += 1 + nextLength
            } else if isDigit(scalar) || extends(scalar) {
                index += length
            } else {
                return index
            }
        }
        return index
    }

    /// The end of what a reader sees as the one character `base`, whose bytes end at `start`.
    private static func endOfCluster(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ base: UInt32) -> Int {
        var index = start
        if isRegionalIndicator(base), index < end {
            let (next, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            if isRegionalIndicator(next) { index += length }
        }
        var previous: UInt32 = base
        while index < end {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            let joinsEmoji = previous == 0x200D && base >= 0x203C && kind(scalar) == .pictograph
            guard joinsEmoji || extends(scalar) else { return index }
            previous = scalar
            index += length
        }
        return index
    }

    /// Reads the words of the run of a dictionary script that starts at `start`, if there is one.
    private static func scanDictionaryRun(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tokens: inout [DiffTokens.Token]
    ) -> Int {
        let index = endOfDictionaryRun(bytes, start, end)
        if index > start { appendDictionaryWords(bytes, start..<index, &tokens) }
        return index
    }

    private static func endOfDictionaryRun(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
            guard kind(scalar) == .dictionary || extends(scalar) else { return index }
            index += length
        }
        return index
    }

    private static func appendDictionaryWords(
        _ bytes: Span<UInt8>, _ run: Range<Int>, _ tokens: inout [DiffTokens.Token]
    ) {
        var start = run.lowerBound
        for boundary in ICUWords.boundaries(bytes, run) {
            tokens.append(Token(start, boundary.end, .word))
            start = boundary.end
        }
    }

    // MARK: - Characters

    private static func kind(_ scalar: UInt32) -> CharacterClass.Kind {
        CharacterTable.characterClass(of: scalar).kind
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return table[Int(scalar)] == letter }
        switch kind(scalar) {
        case .lower, .upper, .letter, .number: return true
        default: return false
        }
    }

    private static func isDigit(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? scalar &- 0x30 < 10 : kind(scalar) == .digit
    }

    private static func isRegionalIndicator(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }

    /// Whether it is seen as part of the character before: marks, joiners, variation selectors, skin tones, tags.
    private static func extends(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x300: false
        case 0x200C, 0x200D, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
        default: kind(scalar) == .mark
        }
    }
}
