/// "a.m." and "p.m.": the end of a sentence when a sentence follows, but not before a day, a time zone, or the
/// rest of a sentence that opens with a time.
enum TimeOfDay {
    private static let times = WordKeys("a.m p.m")
    private static let frontedBy = WordKeys("at by around about before after from since until till near on")
    private static let continuations = WordKeys(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
        september october november december eastern pacific central mountain atlantic greenwich universal zulu standard
        """)
    private static let time = WordKeys("time")

    /// A fronted time is at most this long, in bytes: "Shortly before 11:30".
    private static let frontLimit = 24

    static func isTime(_ word: WordBefore) -> Bool { times.contains(word.key) }

    static func isBoundary(_ before: WordBefore, _ after: WordAfter, _ text: borrowing SentenceText) -> Bool {
        guard after.wordStart == .upper else { return false }
        if continuations.contains(after.key) || (after.isAllCapitals && after.letterCount > 1) { return false }
        // "8 a.m. Moscow time"
        let second = WordAfter(at: text.endOfSpace(from: after.wordEnd), text)
        if second.wordEnd > after.wordEnd, time.contains(second.key) { return false }
        return !isFronted(before, text)
    }

    /// "At 5 a.m. Mr. Smith went …"
    private static func isFronted(_ before: WordBefore, _ text: borrowing SentenceText) -> Bool {
        guard before.start - text.sentenceStart <= frontLimit else { return false }
        let first = WordAfter(at: text.sentenceStart, text)
        return first.wordStart == .digit || frontedBy.contains(first.key)
    }
}

/// Names that end in an exclamation or question mark.
enum ExclaimedNames {
    private static let names = WordKeys("yahoo yum jeopardy joomla wham oklahoma panic guess airtel")

    static func contains(_ word: WordBefore) -> Bool { names.contains(word.key) && word.startsWithCapital }
}

/// The word before a number that makes it an ordinal: "am 5. Mai".
enum OrdinalHead {
    static func stands(before index: Int, _ text: borrowing SentenceText) -> Bool {
        let end = text.endOfText(before: index)
        guard end < index, end > text.start else { return false }
        let word = WordBefore(before: end, text)
        return text.rules.ordinalHeads.contains(word.key)
    }
}

/// A clause in brackets that belongs to the sentence before: "(Which was very likely true.)"
enum RelativeClause {
    private static let words = WordKeys("which who whose whom where")

    /// Whether the bracket at `index` holds a relative clause: one that asks ("Who knows?") does not.
    static func opens(at index: Int, _ after: WordAfter, _ text: borrowing SentenceText) -> Bool {
        guard after.wordStart == .upper, words.contains(after.key) else { return false }
        let limit = min(text.end, index + Enclosures.bracketLimit)
        guard let close = text.bytes[index..<limit].firstIndex(of: 0x29) else { return false }
        return text.bytes[close - 1] == 0x2E
    }
}

/// A full stop with no space after it: the end of a sentence in "Hello world.Today", not in "example.com" or
/// "React.Component".
enum MissingSpace {
    /// Last parts of host and file names that may be written with a capital.
    private static let suffixes = WordKeys(
        "com org net edu gov mil int info io ai js ts md py go rs de uk fr ru cn jp eu tv us ca html htm php pdf csv xml app dev"
    )

    /// The run without spaces is looked at this far back, in bytes.
    private static let runLimit = 80

    /// `next` is the kind of the character that follows.
    static func isBoundary(_ stop: StopCluster, _ next: CharacterClass.Kind, _ text: borrowing SentenceText) -> Bool {
        if stop.hasStrongMark, next == .ideograph { return true }
        guard next == .upper, stop.fullStops <= 1, !stop.hasEllipsis else { return false }
        let after = WordAfter(at: stop.next, text)
        guard isPlainWord(after, text),
            !suffixes.contains(after.key), !isAddress(before: stop.start, text)
        else { return false }
        let opens = after.opensSentence(text.rules) || text.rules.isTitle(after.key)
        if stop.hasQuote { return true }
        let before = WordBefore(before: stop.start, text)
        switch before.form {
        case .word:
            if text.rules.abbreviation(before) != nil || before.hasInnerStop || !before.lastIsLower { return false }
            return opens || (!before.startsWithCapital && before.letterCount > 1)
        case .number, .none: return opens
        case .acronym, .letter: return false
        }
    }

    /// A capital and small letters, and then something that may follow a word of prose.
    private static func isPlainWord(_ word: WordAfter, _ text: borrowing SentenceText) -> Bool {
        if word.isAllCapitals, word.letterCount > 1 { return false }
        if word.letterCount == 1 { return word.byteAfter == 0x20 || word.byteAfter == 0x27 }
        switch word.byteAfter {
        case 0x2E: return word.wordEnd + 1 >= text.end || text.isSpace(at: word.wordEnd + 1)
        case 0, 0x20, 0x0A, 0x2C, 0x27, 0x3A, 0x3B, 0x21, 0x3F, 0x2D, 0xE2: return true
        default: return false
        }
    }

    private static func isAddress(before index: Int, _ text: borrowing SentenceText) -> Bool {
        var position = index
        let limit = max(text.start, index - runLimit)
        while position > limit, !text.isSpace(UInt32(text.bytes[position - 1])) {
            position -= 1
            switch text.bytes[position] {
            case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="),
                UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "<"):
                return true
            default: break
            }
        }
        return text.bytes[position..<index].starts(with: "www.".utf8)
    }
}
