/// Marks that may end a sentence, with the quotes, brackets and note references that close after them.
struct StopCluster {
    let start: Int
    /// After the last closing mark.
    private(set) var end: Int
    /// Where the next visible character stands, or the end of the text.
    private(set) var next = 0
    private(set) var fullStops = 0
    /// A question or exclamation mark.
    private(set) var hasStrongMark = false
    private(set) var hasEllipsis = false
    /// A mark of a script without capitals or without spaces (。 ؟ ।): needs no further sign.
    private(set) var hasPlainMark = false
    private(set) var hasQuote = false
    private(set) var hasBracket = false
    /// Where closing quotes and brackets stand; empty where sentences in them are cut apart.
    private(set) var closers: [Int] = []
    /// Stands alone in brackets, as in "[...]" or "(?)".
    private(set) var isBracketed = false

    var isFollowedBySpace: Bool { next > end }

    /// One full stop and nothing else but brackets and notes.
    var isSingleFullStop: Bool { fullStops == 1 && !hasStrongMark && !hasEllipsis && !hasQuote }

    /// Where the scripts of Chinese, Japanese and Korean begin.
    private static let firstIdeograph: UInt32 = 0x2E80

    /// A note reference has at most so many digits.
    private static let noteDigitLimit = 3

    init(at index: Int, _ text: borrowing SentenceText) {
        start = index
        end = index
        var position = index
        while position < text.end, let length = take(at: position, text) { position += length }
        end = position
        takeNoteNumbers(text)
        next = text.endOfSpace(from: end)
        let before = text.scalarBefore(start)
        isBracketed = (before == 0x5B || before == 0x28) && hasBracket
    }

    /// Takes what stands at `position` if it belongs to the cluster, and says how long it is.
    private mutating func take(at position: Int, _ text: borrowing SentenceText) -> Int? {
        let (scalar, length) = text.scalar(at: position)
        switch scalar {
        case 0x2E:
            fullStops += 1
        case 0x21, 0x3F, 0x203C, 0x203D, 0x2047...0x2049:
            hasStrongMark = true
        case 0x2026:
            hasEllipsis = true
        case 0x3B where text.rules.semicolonAsks:
            hasStrongMark = true
        case 0x22, 0x27, 0x2018, 0x2019, 0x201C, 0xAB:
            // A quote that a letter follows opens or is an apostrophe.
            let after = position + length
            if after < text.end, text.characterClass(text.scalar(at: after).scalar).isLetter { return nil }
            // 费用。“我们: right after a Chinese full stop and before another character it opens, as no space tells.
            if hasPlainMark, scalar == 0x201C || scalar == 0x2018, after < text.end,
                text.scalar(at: after).scalar >= Self.firstIdeograph
            {
                return nil
            }
            note(position, text)
            hasQuote = true
        case 0x20:
            return closingGuillemet(after: position, text)
        case 0x2A, 0x5F:
            // Markdown emphasis that ends with its sentence.
            let after = text.bytes[position...].prefix(3).drop { $0 == UInt8(scalar) }.startIndex
            guard after >= text.end || text.isSpace(at: after) else { return nil }
            return after - position
        case 0x3C:
            return closingTag(at: position, text)
        case 0x5B:
            return noteReference(at: position, text)
        default:
            let characterClass = text.characterClass(scalar)
            if characterClass.endsSentences {
                hasPlainMark = true
            } else if characterClass.kind == .close {
                note(position, text)
                if scalar == 0x29 || scalar == 0x5D || scalar == 0xFF09 { hasBracket = true } else { hasQuote = true }
            } else if characterClass.kind != .number || scalar >= 0x2100 {
                return nil
            }
        }
        return length
    }

    /// What closes matters only where sentences in quotes and brackets are kept together.
    private mutating func note(_ closer: Int, _ text: borrowing SentenceText) {
        if text.enclosed == .whole { closers.append(closer) }
    }

    /// French sets a space before the closing guillemet.
    private mutating func closingGuillemet(after position: Int, _ text: borrowing SentenceText) -> Int? {
        guard position + 1 < text.end, text.scalar(at: position + 1).scalar == 0xBB else { return nil }
        let after = position + 3
        guard after >= text.end || text.isSpace(at: after) || text.bytes[after] < 0x40 else { return nil }
        note(position + 1, text)
        hasQuote = true
        return 3
    }

    /// The length of "</em>".
    private func closingTag(at position: Int, _ text: borrowing SentenceText) -> Int? {
        let tag = text.bytes[position..<min(text.end, position + Self.tagLimit)]
        guard tag.count > 3, tag[position + 1] == UInt8(ascii: "/"), let close = tag.firstIndex(of: UInt8(ascii: ">")),
            tag[(position + 2)..<close].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 })
        else { return nil }
        return close + 1 - position
    }

    /// Tags of inline HTML that stands in text as text are at most this long, in bytes.
    private static let tagLimit = 16

    /// The length of "[12]".
    private func noteReference(at position: Int, _ text: borrowing SentenceText) -> Int? {
        var index = position + 1
        while index < text.end, text.bytes[index] &- 0x30 < 10 { index += 1 }
        let digits = index - position - 1
        guard digits > 0, digits <= Self.noteDigitLimit, index < text.end, text.bytes[index] == UInt8(ascii: "]") else {
            return nil
        }
        return index + 1 - position
    }

    /// Numbers of notes set right after the full stop of a word, as in "consultation.11 12 Take".
    private mutating func takeNoteNumbers(_ text: borrowing SentenceText) {
        guard end < text.end, text.bytes[end] &- 0x30 < 10, end == start + 1, fullStops == 1, start - text.start >= 4
        else { return }
        for offset in 1...4 where text.characterClass(UInt32(text.bytes[start - offset])).kind != .lower { return }
        var index = end
        var digits = 0
        while index < text.end, digits <= Self.noteDigitLimit {
            if text.bytes[index] &- 0x30 < 10 {
                digits += 1
                index += 1
            } else if digits > 0, text.bytes[index] == 0x20 || text.bytes[index] == 0x2C, index + 1 < text.end,
                text.bytes[index + 1] &- 0x30 < 10
            {
                digits = 0
                index += 1
            } else {
                break
            }
        }
        guard index > end, digits > 0, digits <= Self.noteDigitLimit else { return }
        let next = text.endOfSpace(from: index)
        guard next > index, next < text.end, text.characterClass(text.scalar(at: next).scalar).kind == .upper else {
            return
        }
        end = index
    }
}
