/// The word that follows a possible boundary, past opening quotes and brackets.
struct WordAfter {
    enum Start {
        case upper, lower, letter, digit, other, none
    }

    /// The very next visible character.
    private(set) var first: UInt32 = 0
    /// What the word starts with.
    private(set) var wordStart = Start.none
    private(set) var key: UInt64 = 0
    private(set) var letterCount = 0
    private(set) var isAllCapitals = false
    private(set) var isRoman = false
    private(set) var endsInLy = false
    /// The byte after the word; 0 at the end of the text.
    private(set) var byteAfter: UInt8 = 0
    private(set) var wordEnd = 0

    /// Words are read up to this many characters: no list holds longer ones.
    private static let letterLimit = 32
    /// At most this many opening quotes and brackets are passed over.
    private static let openingLimit = 4

    init(at index: Int, _ text: borrowing SentenceText) {
        var position = index
        guard position < text.end else { return }
        first = text.scalar(at: position).scalar
        for _ in 0..<Self.openingLimit {
            guard position < text.end else { return }
            let (scalar, length) = text.scalar(at: position)
            let opens =
                text.characterClass(scalar).kind == .open || scalar == 0x22 || scalar == 0x27 || scalar == 0xBF
                || scalar == 0xA1 || scalar == 0x2019 || scalar == 0x201D || scalar == 0xBB
            guard opens else { break }
            position += length
        }
        readWord(at: position, text)
    }

    private mutating func readWord(at index: Int, _ text: borrowing SentenceText) {
        var position = index
        var builder = SentenceRules.KeyBuilder()
        var last: (UInt32, UInt32) = (0, 0)
        isAllCapitals = true
        isRoman = true
        while position < text.end, letterCount < Self.letterLimit {
            let (scalar, length) = text.scalar(at: position)
            let characterClass = text.characterClass(scalar)
            if position == index {
                switch characterClass.kind {
                case .upper: wordStart = .upper
                case .lower: wordStart = .lower
                case .letter, .ideograph, .dictionary: wordStart = .letter
                case .digit, .number: wordStart = .digit
                default: wordStart = .other
                }
            }
            guard characterClass.isLetter || characterClass.kind == .mark else { break }
            if characterClass.kind != .upper { isAllCapitals = false }
            switch scalar {
            case 0x49, 0x56, 0x58, 0x4C, 0x43, 0x44, 0x4D: break
            default: isRoman = false
            }
            last = (last.1, scalar)
            builder.append(scalar)
            letterCount += 1
            position += length
        }
        // "I was" is no number.
        let isPronoun = letterCount == 1 && first == 0x49 && text.isLower(at: text.endOfSpace(from: position))
        if isPronoun { isRoman = false }
        if letterCount == 0 {
            isAllCapitals = false
            isRoman = false
        }
        key = builder.key
        endsInLy = letterCount >= 5 && last == (0x6C, 0x79)
        wordEnd = position
        byteAfter = position < text.end ? text.bytes[position] : 0
    }

    /// Whether it is a word that opens a sentence when written with a capital.
    func opensSentence(_ rules: SentenceRules) -> Bool {
        guard wordStart == .upper, byteAfter != UInt8(ascii: ".") else { return false }
        if letterCount > 1, isAllCapitals { return false }
        if rules.openers.contains(key) { return true }
        return rules.hasEnglishAdverbs && endsInLy && !Self.namesInLy.contains(key)
    }

    private static let namesInLy = WordKeys(
        "italy july family assembly daily weekly monthly supply kelly reilly sicily emily")
}
