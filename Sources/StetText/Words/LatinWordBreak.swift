/// The Word_Break property (UAX #29) of the characters that the walk over Latin text knows.
enum LatinWordBreak: UInt8 {
    case other, letter, digit
    /// ExtendNumLet: the low line.
    case extender
    case midLetter, midNumber
    /// MidNumLet and Single_Quote: between two letters or two digits.
    case midBoth
    case space, carriageReturn, newline
    /// Any character the walk leaves to ICU.
    case unknown

    /// Whether a word may go on through this character after `last`, if the same follows.
    func stands(between last: LatinWordBreak) -> Bool {
        switch self {
        case .midBoth: last == .letter || last == .digit
        case .midLetter: last == .letter
        case .midNumber: last == .digit
        default: false
        }
    }

    @inline(__always)
    static func property(_ bytes: Span<UInt8>, at index: Int, end: Int) -> (LatinWordBreak, Int) {
        let first = bytes[index]
        if first < 0x80 { return (ascii(first), 1) }
        return beyondASCII(bytes, first, at: index, end: end)
    }

    @inline(__always)
    private static func ascii(_ byte: UInt8) -> LatinWordBreak {
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        if byte &- 0x30 < 10 { return .digit }
        switch byte {
        case 0x20: return .space
        case UInt8(ascii: "."), UInt8(ascii: "'"): return .midBoth
        case UInt8(ascii: ","), UInt8(ascii: ";"): return .midNumber
        case UInt8(ascii: "_"): return .extender
        // CLDR counts it as a letter, so that an address is one word.
        case UInt8(ascii: "@"): return .letter
        case 0x0D: return .carriageReturn
        case 0x0A...0x0C: return .newline
        default: return .other
        }
    }

    private static func beyondASCII(
        _ bytes: Span<UInt8>, _ first: UInt8, at index: Int, end: Int
    ) -> (LatinWordBreak, Int) {
        // C2 to C9 lead U+0080 to U+027F; E2 80 leads the punctuation.
        guard first &- 0xC2 < 8 || first == 0xE2 else { return (.unknown, 1) }
        let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: end)
        switch scalar {
        case 0x85: return (.newline, length)
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: return (.letter, length)
        case 0xAD: return (.unknown, length)
        case 0xB7, 0x2027: return (.midLetter, length)
        case 0x2018, 0x2019, 0x2024: return (.midBoth, length)
        case 0x80...0x24F, 0x2010...0x2026: return (.other, length)
        default: return (.unknown, length)
        }
    }
}
