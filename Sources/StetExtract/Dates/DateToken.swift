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

    /// A mark that may follow a date and parts it from what comes next.
    var isYearEnd: Bool {
        switch mark {
        case ",", "|", "·", "•", ")", "-", "–": true
        default: false
        }
    }

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

    /// Whether a number stands in the text: no date is without one. May say so of a text that has none.
    static func mayHoldNumber(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            // The digits of ASCII, and the first bytes of those of Arabic, Indic and full-width writing.
            case 0x30...0x39, 0xD9, 0xDB, 0xE0, 0xEF: return true
            default: break
            }
        }
        return false
    }

    /// - Complexity: O(n).
    static func tokens(of text: String) -> [DateToken] {
        let bytes = text.utf8.span
        var reader = Reader(lowered: [], tokens: [])
        reader.lowered.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (value, length) = bytes.scalar(at: index)
            if length == 1 {
                reader.lowered.append(bytes[index] &- 0x41 < 26 ? bytes[index] | 0x20 : bytes[index])
            } else {
                for offset in index..<index + length { reader.lowered.append(bytes[offset]) }
            }
            reader.take(value, at: index, length)
            index += length
        }
        reader.close(at: index)
        return reader.tokens
    }

    private struct Reader {
        /// The text read so far, ASCII letters in lower case.
        var lowered: [UInt8]
        var tokens: [DateToken]
        private var number = 0
        private var digits = 0
        private var isWord = false
        private var isASCII = true
        /// The word's last letter is a small one.
        private var endsSmall = false
        private var start = 0
        private var glued = false

        init(lowered: [UInt8], tokens: [DateToken]) {
            self.lowered = lowered
            self.tokens = tokens
        }

        mutating func close(at end: Int) {
            if digits > 0 {
                append(.number(number, digitCount: digits), end)
            } else if isWord {
                let word = String(decoding: lowered[start..<end], as: UTF8.self)
                append(.word(isASCII ? word : word.lowercased()), end)
            } else {
                return
            }
            number = 0
            digits = 0
            isWord = false
            glued = true
        }

        private mutating func append(_ kind: Kind, _ end: Int) {
            tokens.append(DateToken(kind: kind, start: start, end: end, gluedToPrevious: glued))
        }

        mutating func take(_ value: UInt32, at index: Int, _ length: Int) {
            if let digit = DateToken.decimal(value) {
                if isWord { close(at: index) }
                if digits == 0 { start = index }
                // Longer numbers are no part of a date; their value only must not overflow.
                if digits < 15 { number = number * 10 + digit }
                digits += 1
                return
            }
            let scalarClass = ScalarClass.of(value)
            if !scalarClass.isDisjoint(with: [.alphabetic, .mark]) {
                if digits > 0 { close(at: index) }
                // A date unit of Chinese, Japanese or Korean stands alone: "2024年6月1日".
                let isUnit = DateToken.isDateUnit(value)
                // "RoeNovember": two elements without a space between them.
                if isUnit || isWord && endsSmall && scalarClass.contains(.uppercase) { close(at: index) }
                endsSmall = scalarClass.contains(.lowercase)
                if !isWord {
                    start = index
                    isASCII = true
                }
                isWord = true
                if value >= 0x80 { isASCII = false }
                if isUnit { close(at: index + length) }
                return
            }
            close(at: index)
            if scalarClass.contains(.space) || value == 0x200E || value == 0x200F || value == 0xFEFF {
                glued = false
            } else if let scalar = Unicode.Scalar(value) {
                start = index
                append(.mark(scalar), index + length)
                glued = true
            }
        }
    }

    private static func isDateUnit(_ value: UInt32) -> Bool {
        switch value {
        // 年 月 日 号 时 時 分 년 월 일 시 분
        case 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x6642, 0x5206, 0xB144, 0xC6D4, 0xC77C, 0xC2DC, 0xBD84: true
        default: false
        }
    }

    private static func decimal(_ value: UInt32) -> Int? {
        switch value {
        case 0x30...0x39: Int(value) - 0x30
        case 0x660...0x669: Int(value) - 0x660
        case 0x6F0...0x6F9: Int(value) - 0x6F0
        case 0x966...0x96F: Int(value) - 0x966
        case 0x9E6...0x9EF: Int(value) - 0x9E6
        case 0xFF10...0xFF19: Int(value) - 0xFF10
        default: nil
        }
    }
}
