/// Text as phrases are looked for in it: in small letters.
package enum PhraseText {
    /// In small letters, and with the quotation marks, apostrophes and dashes that a keyboard has, whatever stands around: a capital
    /// sigma at the end of a word is no other one inside it.
    package static func folded(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.allSatisfy({ $0 < 0x80 }) {
            for index in bytes.indices where (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index]) {
                bytes[index] += 32
            }
            return bytes
        }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3C2: folded.append("\u{3C3}")
            case 0x2018...0x201B, 0x2032, 0x2039, 0x203A, 0x2BC, 0x60, 0xB4: folded.append("'")
            case 0x201C...0x201F, 0x2033, 0xAB, 0xBB, 0x300C...0x300F, 0xFF02: folded.append("\"")
            case 0x2010...0x2015, 0x2212: folded.append("-")
            default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return Array(String(folded).utf8)
    }

    /// Whether bytes stand somewhere in others.
    ///
    /// - Complexity: O(n·m) at worst, O(n) as text is.
    package static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        let (text, part) = (text.span, part.span)
        var start = 0
        search: while start <= text.count - part.count {
            if text[start] == first {
                var index = 1
                while index < part.count, text[start + index] == part[index] { index += 1 }
                if index == part.count { return true }
            }
            start += 1
        }
        return false
    }
}

/// The terms that folded text is made of: whole words, and pairs of neighbours where a script puts no spaces between words.
///
/// A part of a text has the terms of the text, but for those at its ends, which may go on beyond them.
struct PhraseTerm: Hashable {
    enum Kind {
        /// Letters and digits of a script that parts words.
        case word
        /// Such a word of more bytes than one is looked up by: a code, a stretch of nonsense.
        case long
        /// Two neighbours of a script that does not.
        case pair
        /// One of these that stands alone.
        case single
    }

    var kind: Kind
    var text: String
    /// It stands at the beginning or end of the text.
    var isFirst = false
    var isLast = false

    static let wordByteLimit = 48
    /// Stands for all long words.
    static let longText = "\u{0}"

    /// Calls `body` with each term of a text, in its order.
    static func forEach(in folded: [UInt8], _ body: (PhraseTerm) -> Void) {
        let text = String(decoding: folded, as: UTF8.self)
        var wordStart: Int?
        /// The beginnings of the last two characters of a script without spaces, if they stand beside each other.
        var (before, last): (Int?, Int?) = (nil, nil)
        func slice(_ range: Range<Int>) -> String { String(decoding: folded[range], as: UTF8.self) }
        func endWord(_ end: Int) {
            guard let start = wordStart else { return }
            wordStart = nil
            let isLong = end - start > wordByteLimit
            body(
                PhraseTerm(
                    kind: isLong ? .long : .word, text: isLong ? longText : slice(start..<end), isFirst: start == 0,
                    isLast: end == folded.count))
        }
        func endUnspaced(_ end: Int) {
            defer { (before, last) = (nil, nil) }
            guard let start = last, before == nil else { return }
            body(
                PhraseTerm(kind: .single, text: slice(start..<end), isFirst: start == 0, isLast: end == folded.count))
        }
        var place = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            defer { place += width }
            switch CharacterClass(scalar) {
            case .spaced:
                endUnspaced(place)
                if wordStart == nil { wordStart = place }
            case .unspaced:
                endWord(place)
                if let last {
                    body(PhraseTerm(kind: .pair, text: slice(last..<(place + width))))
                    before = last
                }
                last = place
            case .between:
                endWord(place)
                endUnspaced(place)
            }
        }
        endWord(place)
        endUnspaced(place)
    }

    private enum CharacterClass {
        case spaced, unspaced, between

        init(_ scalar: Unicode.Scalar) {
            if scalar.isASCII {
                switch UInt8(scalar.value) {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .spaced
                default: self = .between
                }
                return
            }
            switch scalar.value {
            // Thai, Lao, Tibetan, Burmese, Khmer; kana and ideographs with their repetition marks.
            case 0xE00...0xE7F, 0xE80...0xFFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x31FF,
                0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x1B000...0x1B16F,
                0x20000...0x3FFFF:
                self = .unspaced
            default:
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
                    self = .spaced
                default: self = .between
                }
            }
        }
    }
}
