/// What a character beyond ASCII is to the tokeniser.
enum ScalarClass {
    case space, letter, ideograph, syllable, mark

    init(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x80:
            let byte = UInt8(truncatingIfNeeded: scalar)
            self = Byte.isBlank(byte) ? .space : Byte.isLetter(byte) ? .letter : .mark
        case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: self = .space
        case 0xaa, 0xb5, 0xba, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2c1: self = .letter
        case 0x80...0xbf, 0xd7, 0xf7, 0x2010...0x206f, 0x2190...0x2bff, 0x3001...0x303f, 0xff01...0xff20: self = .mark
        case 0x370...0x373, 0x386, 0x388...0x481, 0x48a...0x52f, 0x5d0...0x5ea, 0xac00...0xd7a3: self = .letter
        case 0x3040...0x30ff, 0xff66...0xff9f: self = .syllable
        case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: self = .ideograph
        default:
            guard let properties = Unicode.Scalar(scalar)?.properties else {
                self = .mark
                return
            }
            switch properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark, .enclosingMark:
                self = .letter
            case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
            default: self = .mark
            }
        }
    }
}

enum ScalarReader {
    /// The character that starts at `position`, and its length in bytes: at least 1, also in broken UTF-8.
    static func decode(_ bytes: [UInt8], _ position: Int, _ end: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[position]
        let length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        guard length > 1, position + length <= end else { return (UInt32(lead), 1) }
        var scalar = UInt32(lead) & (0x7f >> UInt32(length))
        for offset in 1..<length {
            guard bytes[position + offset] & 0xc0 == 0x80 else { return (UInt32(lead), 1) }
            scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3f)
        }
        return (scalar, length)
    }
}
