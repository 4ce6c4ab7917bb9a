/// The word that a full stop closes, with full stops and apostrophes inside it.
struct WordBefore {
    enum Form {
        /// No word: a bracket, a sign, an ideograph stands there.
        case none
        case number
        /// Letters with full stops between them: "U.S", "z.B", "Ph.D".
        case acronym
        case letter
        case word
    }

    private(set) var start: Int
    private(set) var form = Form.none
    private(set) var key: UInt64 = 0
    private(set) var letterCount = 0
    private(set) var digitCount = 0
    private(set) var startsWithCapital = false
    private(set) var lastIsLower = false
    /// Consonants in small letters, but for the first, as in "Mgr".
    private(set) var looksShortened = false
    private(set) var hasInnerStop = false
    /// Capitals that make a Roman number.
    private(set) var isRoman = false
    /// The word with the one-letter abbreviations before it, as in "z. B.": 0 where there is none.
    private(set) var compoundKey: UInt64 = 0

    /// Longer words are no abbreviations. Bytes.
    private static let lengthLimit = 40
    /// "'s", "'re", "'ve", "'ll": at most so many bytes after the apostrophe.
    private static let contractionLimit = 2

    init(before stop: Int, _ text: borrowing SentenceText) {
        start = Self.startOfWord(before: stop, text)
        guard start < stop else { return }
        // What follows an apostrophe is the end of a word, no abbreviation: "the State's."
        if Self.followsApostrophe(start, text), stop - start <= Self.contractionLimit { return }
        read(start..<stop, text)
        if form == .letter || form == .word, letterCount <= 3 { compoundKey = Self.compound(start..<stop, text) }
    }

    private static func startOfWord(before stop: Int, _ text: borrowing SentenceText) -> Int {
        var index = stop
        let limit = max(text.sentenceStart, stop - lengthLimit)
        while index > limit {
            let (scalar, length) = UTF8Scalars.decode(text.bytes.span, before: index, start: text.start)
            let characterClass = text.characterClass(scalar)
            let isInner = scalar == 0x2E || scalar == 0xB0 || scalar == 0x2116 || scalar == 0xA7
            guard characterClass.isLetter || characterClass.kind == .digit || characterClass.kind == .mark || isInner
            else { break }
            index -= length
        }
        // A full stop or an ellipsis that stands before the word is none of it.
        while index < stop, text.bytes[index] == 0x2E { index += 1 }
        return index
    }

    private static func followsApostrophe(_ index: Int, _ text: borrowing SentenceText) -> Bool {
        let mark = text.scalarBefore(index)
        guard mark == 0x27 || mark == 0x2019 else { return false }
        return text.characterClass(text.scalarBefore(index - (mark == 0x27 ? 1 : 3))).isLetter
    }

    private mutating func read(_ range: Range<Int>, _ text: borrowing SentenceText) {
        var builder = SentenceRules.KeyBuilder()
        var index = range.lowerBound
        var run = 0
        var longestRun = 0
        var hasVowel = false
        var capitals = 0
        isRoman = true
        while index < range.upperBound {
            let (scalar, length) = text.scalar(at: index)
            let characterClass = text.characterClass(scalar)
            builder.append(scalar)
            switch scalar {
            case 0x49, 0x56, 0x58, 0x4C, 0x43, 0x44, 0x4D: break
            default: isRoman = false
            }
            if scalar == 0x2E {
                hasInnerStop = true
                run = 0
            } else if characterClass.kind == .digit {
                digitCount += 1
            } else {
                if index == range.lowerBound { startsWithCapital = characterClass.kind == .upper }
                if characterClass.kind != .mark { letterCount += 1 }
                run += 1
                longestRun = max(longestRun, run)
                lastIsLower = characterClass.kind == .lower
                if characterClass.kind == .upper { capitals += 1 }
                hasVowel = hasVowel || Self.isVowel(scalar)
            }
            index += length
        }
        key = builder.key
        looksShortened = !hasVowel && digitCount == 0 && capitals <= (startsWithCapital ? 1 : 0) && letterCount <= 5
        if letterCount == 0 {
            form = .number
        } else if hasInnerStop, digitCount == 0, longestRun <= 2 {
            form = .acronym
        } else if letterCount == 1, digitCount == 0 {
            form = .letter
        } else {
            form = .word
        }
    }

    /// Anything beyond ASCII counts as a vowel: only plain consonants tell an abbreviation.
    static func isVowel(_ scalar: UInt32) -> Bool {
        switch scalar | 0x20 {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: scalar >= 0x80
        }
    }

    /// The key of "z.b" for the "B" of "z. B.", up to three letters back.
    private static func compound(_ range: Range<Int>, _ text: borrowing SentenceText) -> UInt64 {
        var first = range.lowerBound
        for _ in 0..<3 {
            guard first - 3 >= text.sentenceStart, text.bytes[first - 1] == 0x20, text.bytes[first - 2] == 0x2E else {
                break
            }
            let (scalar, length) = UTF8Scalars.decode(text.bytes.span, before: first - 2, start: text.start)
            let letterStart = first - 2 - length
            guard text.characterClass(scalar).isLetter, letterStart >= text.sentenceStart,
                !text.characterClass(text.scalarBefore(letterStart)).isLetter
            else { break }
            first = letterStart
        }
        guard first < range.lowerBound else { return 0 }
        var builder = SentenceRules.KeyBuilder()
        var index = first
        while index < range.upperBound {
            let (scalar, length) = text.scalar(at: index)
            if scalar != 0x20 { builder.append(scalar) }
            index += length
        }
        return builder.key
    }
}
