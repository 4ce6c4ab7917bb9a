/// A number, a word or a mark of a text that may hold a date. White space only parts tokens.
struct DateToken {
    enum Kind {
        case number(Int, digitCount: Int)
        case word(String)
        case mark(Unicode.Scalar)
    }

    var kind: Kind
    /// UTF-8 offsets.
    var start: Int
    var end: Int
    /// No white space stands before it.
    var gluedToPrevious: Bool

    var isNumber: Bool { if case .number = kind { true } else { false } }

    var digitCount: Int { if case .number(_, let count) = kind { count } else { 0 } }

    var word: String? { if case .word(let word) = kind { word } else { nil } }

    var mark: Unicode.Scalar? { if case .mark(let mark) = kind { mark } else { nil } }

    var isFiller: Bool { if let mark { ",.-–—|·•/()".unicodeScalars.contains(mark) } else { false } }

    /// A mark that ties numbers into one longer number or date.
    var isNumberJoiner: Bool { if let mark { "./-:".unicodeScalars.contains(mark) } else { false } }

    var year: Int? {
        guard case .number(let value, 4) = kind, (1900...2099).contains(value) else { return nil }
        return value
    }

    func number(_ range: ClosedRange<Int>) -> Int? {
        guard case .number(let value, _) = kind, range.contains(value) else { return nil }
        return value
    }

    func isWord(_ words: String...) -> Bool {
        guard let word else { return false }
        return words.contains(word)
    }

    static func tokens(of text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var number = 0
        var digits = 0
        var word = String.UnicodeScalarView()
        var start = 0
        var offset = 0
        var glued = false
        func close(_ end: Int, _ tokens: inout [DateToken]) {
            if digits > 0 {
                tokens.append(
                    DateToken(kind: .number(number, digitCount: digits), start: start, end: end, gluedToPrevious: glued)
                )
            } else if !word.isEmpty {
                tokens.append(
                    DateToken(kind: .word(String(word).lowercased()), start: start, end: end, gluedToPrevious: glued))
            } else {
                return
            }
            number = 0
            digits = 0
            word = String.UnicodeScalarView()
            glued = true
        }
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if let digit = decimal(scalar) {
                if !word.isEmpty { close(offset, &tokens) }
                if digits == 0 { start = offset }
                // Longer numbers are no part of a date; their value only must not overflow.
                if digits < 15 { number = number * 10 + digit }
                digits += 1
            } else if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
                || scalar.properties.generalCategory == .spacingMark
            {
                if digits > 0 { close(offset, &tokens) }
                // A date unit of Chinese, Japanese or Korean stands alone: "2024年6月1日".
                if Self.isDateUnit(scalar) {
                    close(offset, &tokens)
                    start = offset
                    word.append(scalar)
                    close(offset + width, &tokens)
                } else {
                    if word.isEmpty { start = offset }
                    word.append(scalar)
                }
            } else {
                close(offset, &tokens)
                if scalar.properties.isWhitespace || scalar.value == 0x200E || scalar.value == 0x200F
                    || scalar.value == 0xFEFF
                {
                    glued = false
                } else {
                    tokens.append(
                        DateToken(kind: .mark(scalar), start: offset, end: offset + width, gluedToPrevious: glued))
                    glued = true
                }
            }
            offset += width
        }
        close(offset, &tokens)
        return tokens
    }

    private static func isDateUnit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "年", "月", "日", "号", "时", "時", "分", "년", "월", "일", "시", "분": true
        default: false
        }
    }

    private static func decimal(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value) - 0x30
        case 0x660...0x669: Int(scalar.value) - 0x660
        case 0x6F0...0x6F9: Int(scalar.value) - 0x6F0
        case 0x966...0x96F: Int(scalar.value) - 0x966
        case 0x9E6...0x9EF: Int(scalar.value) - 0x9E6
        case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
        default: nil
        }
    }
}
