/// What is asked of a character, in one byte: a look-up where the standard library searches its tables once a question.
///
/// Ideographs and Hangul are letters here whatever number one of them may stand for.
struct ScalarClass: OptionSet, Sendable {
    var rawValue: UInt8

    static let alphabetic = ScalarClass(rawValue: 1)
    static let numeric = ScalarClass(rawValue: 2)
    static let uppercase = ScalarClass(rawValue: 4)
    static let lowercase = ScalarClass(rawValue: 8)
    static let mark = ScalarClass(rawValue: 16)
    static let space = ScalarClass(rawValue: 32)

    @inline(__always)
    static func of(_ value: UInt32) -> ScalarClass {
        if value < tableEnd { return table[Int(value)] }
        return ofRare(value)
    }

    private static func ofRare(_ value: UInt32) -> ScalarClass {
        switch value {
        case 0x2000..<0x2070: return punctuation[Int(value) - 0x2000]
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return .alphabetic
        case tableEnd..<wideEnd: return wide[Int(value - tableEnd)]
        default: return asked(value)
        }
    }

    /// Latin to Arabic; their table takes a tenth of a millisecond to make.
    private static let tableEnd: UInt32 = 0x700
    /// All other scripts of which a page has more than a few letters, made when the first of them is met.
    private static let wideEnd: UInt32 = 0x3100

    private static let table = (0..<tableEnd).map(asked)
    private static let punctuation = (UInt32(0x2000)..<0x2070).map(asked)
    private static let wide = (tableEnd..<wideEnd).map(asked)

    /// The answer of the standard library.
    static func asked(_ value: UInt32) -> ScalarClass {
        guard let properties = Unicode.Scalar(value)?.properties else { return [] }
        // Each question is a search of its own: those are left out that the category answers.
        switch properties.generalCategory {
        case .uppercaseLetter: return [.alphabetic, .uppercase]
        case .lowercaseLetter: return [.alphabetic, .lowercase]
        case .decimalNumber: return .numeric
        case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .connectorPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .unassigned:
            return []
        case .nonspacingMark, .spacingMark: return answer(properties).union(.mark)
        default: return answer(properties)
        }
    }

    private static func answer(_ properties: Unicode.Scalar.Properties) -> ScalarClass {
        var answer: ScalarClass = []
        if properties.isAlphabetic { answer.insert(.alphabetic) }
        if properties.numericType != nil { answer.insert(.numeric) }
        if properties.isWhitespace { answer.insert(.space) }
        if properties.isUppercase { answer.insert(.uppercase) }
        if properties.isLowercase { answer.insert(.lowercase) }
        return answer
    }
}
