internal import CICU

/// Differences between texts that readers take for one wording in another form.
package struct TextFolding: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// "Council", "council", "COUNCIL".
    package static let letterCase = TextFolding(rawValue: 1)
    /// Full-width and half-width forms: "ＡＢＣ" and "ABC", "ｶﾞ" and "ガ".
    package static let width = TextFolding(rawValue: 2)
    /// The shapes of quotation marks and apostrophes: "it's" and "it’s", “a” and «a» and 「a」.
    package static let quotationMarks = TextFolding(rawValue: 4)
    /// Hyphens, dashes and minus signs.
    package static let dashes = TextFolding(rawValue: 8)
    /// Accents on letters, the points of Hebrew and the vowel marks of Arabic.
    package static let diacritics = TextFolding(rawValue: 16)

    /// White space beside a sign, or between a digit and a letter: "« oui »", "1.80 m". Between two letters or two digits it parts
    /// words and numbers.
    package static let spacing = TextFolding(rawValue: 32)
    /// Three full stops, and the one character that is drawn like them.
    package static let ellipses = TextFolding(rawValue: 64)

    package static let all: [TextFolding] = [
        .letterCase, .width, .quotationMarks, .dashes, .diacritics, .spacing, .ellipses,
    ]

    /// The foldings that it takes to make two different texts one; nil where they differ in more than that.
    ///
    /// - Complexity: O(text).
    package static func difference(_ before: String, _ after: String) -> TextFolding? {
        let every = all.reduce(into: TextFolding()) { $0.formUnion($1) }
        guard before != after, every.folded(before) == every.folded(after) else { return nil }
        let needed = all.filter { folding in
            let others = every.subtracting(folding)
            return others.folded(before) != others.folded(after)
        }
        return needed.isEmpty ? nil : needed.reduce(into: TextFolding()) { $0.formUnion($1) }
    }

    /// False where two pieces of UTF-8 differ in more than their form, as most do: told at the first character that says so,
    /// and without a copy. True where `difference(_:_:)` has to tell.
    ///
    /// - Complexity: O(what they have in common).
    package static func mayDifferInForm(_ before: Span<UInt8>, _ after: Span<UInt8>) -> Bool {
        let every = all.reduce(into: TextFolding()) { $0.formUnion($1) }
        var (i, j) = (0, 0)
        while true {
            let (one, two) = (every.next(in: before, from: &i), every.next(in: after, from: &j))
            if let one, let two, one == two { continue }
            guard one != nil || two != nil else { return true }
            // Of what folding leaves, only letters from the combining marks on may be equal in other characters.
            return max(one ?? 0, two ?? 0) >= 0x300
        }
    }

    /// The next character of which folding leaves something; nil at the end.
    private func next(in text: Span<UInt8>, from index: inout Int) -> UInt32? {
        while index < text.count {
            let (scalar, length) = UTF8Scalars.decode(text, at: index, end: text.count)
            index += length
            // Which white space is form hangs on what stands around it: here all is.
            if contains(.spacing), Self.isBlank(scalar) { continue }
            if let folded = folded(scalar) { return folded }
        }
        return nil
    }

    /// `text` without the differences of this folding. It serves comparing only.
    package func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        var isBehindBlank = false
        for scalar in text.unicodeScalars {
            if contains(.spacing), Self.isBlank(scalar.value) {
                isBehindBlank = true
                continue
            }
            if isBehindBlank, Self.parts(last, scalar) { result.append(" ") }
            (last, isBehindBlank) = (scalar, false)
            if contains(.ellipses), scalar.value == 0x2026 {
                result.append(contentsOf: "...".unicodeScalars)
                continue
            }
            guard let folded = folded(scalar.value) else { continue }
            result.append(Unicode.Scalar(folded) ?? scalar)
        }
        return String(result)
    }

    /// Nil where nothing is left of the character.
    private func folded(_ value: UInt32) -> UInt32? {
        var value = value
        if contains(.width) { value = Self.standardWidth(value) }
        if contains(.quotationMarks) { value = Self.plainQuotationMark(value) }
        if contains(.dashes) { value = Self.plainDash(value) }
        if contains(.diacritics), value >= 0x80 {
            if Self.isDiacritic(value) { return nil }
            value = Self.letterWithStroke[value] ?? stet_icu_base_letter(value)
        }
        if contains(.letterCase) { value = CharacterTable.lowercased(value) }
        return value
    }

    private static func standardWidth(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x3000: 0x20
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0xFF61...0xFF9F: halfwidthForms[Int(value - 0xFF61)].value
        default: value
        }
    }

    /// What the characters from U+FF61 on are half-width forms of; the voicing marks become combining ones, which are
    /// equal to the composed letters.
    private static let halfwidthForms = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
            .unicodeScalars)

    private static func plainQuotationMark(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x60, 0xB4, 0x2018...0x201B, 0x2039, 0x203A, 0x2BC, 0x2032: 0x27
        case 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F, 0x301D...0x301F, 0x2033: 0x22
        default: value
        }
    }

    private static func plainDash(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
        default: value
        }
    }

    private static func isBlank(_ value: UInt32) -> Bool {
        value <= 0x20 || CharacterTable.characterClass(of: value).kind == .space
    }

    /// Whether white space between two characters parts words or numbers.
    private static func parts(_ left: Unicode.Scalar?, _ right: Unicode.Scalar) -> Bool {
        guard let left else { return false }
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            // A mark is part of the word it stands on; between ideographs, and beside one, no word needs a space.
            (scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark)
                && CharacterTable.characterClass(of: scalar.value).kind != .ideograph && !isDigit(scalar)
        }
        return isLetter(left) && isLetter(right) || isDigit(left) && isDigit(right)
    }

    private static func isDiacritic(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x36F, 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7, 0x64B...0x65F, 0x670: true
        default: false
        }
    }

    /// Letters whose mark Unicode does not take apart.
    private static let letterWithStroke: [UInt32: UInt32] = [
        0xD8: 0x4F, 0xF8: 0x6F, 0x110: 0x44, 0x111: 0x64, 0x131: 0x69, 0x141: 0x4C, 0x142: 0x6C,
    ]
}
