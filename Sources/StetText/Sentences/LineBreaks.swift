/// Whether a line break parts sentences: after a heading or in a list it does, in wrapped prose it does not.
enum LineBreaks {
    enum Verdict {
        case sentence, none
        /// It follows a short line: it parts sentences unless the line was as full as wrapping makes it.
        case shortLine
    }

    /// A line at least this long, in bytes, that ends in a word was wrapped. Mail and PDF wrap at 60 to 80 columns,
    /// headings and list items are mostly shorter.
    private static let wrappedLength = 45
    /// Where a line has so many columns, full lines were wrapped, whatever letters they begin with.
    private static let fullLength = 60
    /// The same for text without spaces in which stops are used: lines of verse and of addresses are shorter.
    private static let fullUnspacedLength = 30

    static func verdict(at index: Int, next: Int, _ text: borrowing SentenceText) -> Verdict {
        guard next < text.end, index > text.sentenceStart else { return .none }
        if text.bytes[index..<next].count(where: { $0 == 0x0A }) > 1 { return .sentence }
        if ListMarker(startingAt: next, text) != nil { return .sentence }
        let first = text.scalar(at: next).scalar
        let kind = text.characterClass(first).kind
        if kind == .number || first == 0x203B || (isDashOrStar(first) && text.isSpace(at: next + 1)) {
            return .sentence
        }

        if kind == .lower {
            // Lower-case lines one after the other are a list; after a capital they go on.
            return text.isLower(at: text.sentenceStart)
                && startOfLine(before: index, text.sentenceStart, text) == text.sentenceStart ? .sentence : .none
        }
        let lineEnd = text.endOfText(before: index)
        let last = text.scalarBefore(lineEnd)
        if last == 0x2C || last == 0x3B || last == 0x26 || last == 0x2F || last == 0x2E || text.isDash(last) {
            return .none
        }
        // Without spaces and capitals only the length of the lines tells, and what they end in.
        if isUnspaced(last, text) || isUnspaced(first, text) { return isComma(last) ? .none : .shortLine }
        let lastKind = text.characterClass(last)
        guard lastKind.isLetter || lastKind.kind == .digit else { return .sentence }
        // Where the line starts matters only as far back as a line that was wrapped is long.
        let limit = max(text.sentenceStart, lineEnd - wrappedLength)
        return lineEnd - startOfLine(before: index, limit, text) < wrappedLength ? .shortLine : .none
    }

    /// Where the line starts that `index` stands in, or `limit`.
    fileprivate static func startOfLine(before index: Int, _ limit: Int, _ text: borrowing SentenceText) -> Int {
        var start = index
        while start > limit, text.bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// What the lines of a paragraph tell of how it was wrapped.
    struct Measure {
        /// Columns of the longest line, without the white space around it, and without marks of Chinese and Japanese at its end, which may
        /// stand in the margin.
        private var longest = 0
        /// Whether a line begins with a small letter: of prose that was wrapped one does, of headings and names none. In Chinese and
        /// Japanese, whether there is a full stop: who ends sentences with it has not ended one on a line without.
        private var goesOn = false

        /// - Complexity: O(n).
        init(_ text: borrowing SentenceText) {
            var (length, visible) = (0, 0)
            var hasStop = false
            // A line of one word, such as an address, is as long as the word.
            var mayEndSooner = false
            var index = text.start
            while index < text.end {
                let (scalar, byteCount) = text.scalar(at: index)
                if scalar == 0x0A || scalar == 0x0D {
                    if mayEndSooner { longest = max(longest, visible) }
                    (length, visible, mayEndSooner) = (0, 0, false)
                } else if text.isSpace(scalar) {
                    if length > 0 { length += columns(of: scalar, text) }
                } else {
                    if length == 0, !goesOn, text.isLower(at: index), index > text.start { goesOn = true }
                    if !hasStop, scalar >= 0x80, text.characterClass(scalar).endsSentences, isUnspaced(scalar, text) {
                        hasStop = true
                    }
                    if length > visible || isUnspaced(scalar, text) { mayEndSooner = true }
                    length += columns(of: scalar, text)
                    if !isClosing(scalar, text) { visible = length }
                }
                index += byteCount
            }
            if mayEndSooner { longest = max(longest, visible) }
            if hasStop, longest >= fullUnspacedLength { goesOn = true }
        }

        /// Whether the line that ends at `index` had no room for what stands at `next`: a word, or a character of a script without spaces.
        ///
        /// - Complexity: O(n) in the line and the word. It is asked once a line.
        func isFull(at index: Int, next: Int, _ text: borrowing SentenceText) -> Bool {
            guard goesOn || longest >= fullLength else { return false }
            var count = 0
            let end = text.endOfText(before: index)
            var position = text.endOfSpace(from: startOfLine(before: end, text.start, text))
            while position < end {
                let (scalar, byteCount) = text.scalar(at: position)
                count += columns(of: scalar, text)
                position += byteCount
            }
            // The space that stood where the line ends now.
            if !isUnspaced(text.scalarBefore(end), text) || !isUnspaced(text.scalar(at: next).scalar, text) {
                count += 1
            }
            position = next
            while position < text.end, count <= longest, !text.isSpace(at: position) {
                let (scalar, byteCount) = text.scalar(at: position)
                if position > next, mayBreak(text.scalarBefore(position), scalar, text) { break }
                count += columns(of: scalar, text)
                position += byteCount
            }
            return count > longest
        }
    }

    /// Whether a line may end between two characters without a space: beside one of Chinese or Japanese, but not before a mark that
    /// closes or behind one that opens.
    private static func mayBreak(_ last: UInt32, _ next: UInt32, _ text: borrowing SentenceText) -> Bool {
        guard isUnspaced(last, text) || isUnspaced(next, text) else { return false }
        return text.characterClass(last).kind != .open && !isClosing(next, text) && !isClinging(next)
    }

    /// Whether it is a small letter or a sign of length or repetition, which no line of Japanese begins with.
    private static func isClinging(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3005, 0x30FC: true
        // Small letters of Hiragana, and those of Katakana 60 places on.
        case 0x3041...0x30F6:
            switch scalar >= 0x30A1 ? scalar - 0x60 : scalar {
            case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E: true
            default: false
            }
        default: false
        }
    }

    /// Whether it is a mark of Chinese or Japanese that no line begins with.
    private static func isClosing(_ scalar: UInt32, _ text: borrowing SentenceText) -> Bool {
        guard isUnspaced(scalar, text) else { return false }
        let kind = text.characterClass(scalar).kind
        return kind == .close || kind == .punctuation
    }

    /// Whether a character is of Chinese or Japanese, letters and marks, which no spaces part.
    private static func isUnspaced(_ scalar: UInt32, _ text: borrowing SentenceText) -> Bool {
        guard scalar >= 0x2E80 else { return false }
        switch scalar {
        case 0x3000...0x303F, 0xFF01...0xFF65: return true
        default: return text.characterClass(scalar).kind == .ideograph
        }
    }

    private static func columns(of scalar: UInt32, _ text: borrowing SentenceText) -> Int {
        isUnspaced(scalar, text) ? 2 : text.characterClass(scalar).kind == .mark ? 0 : 1
    }

    private static func isComma(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2C, 0x3B, 0x3001, 0xFF0C, 0xFF1B: true
        default: false
        }
    }

    private static func isDashOrStar(_ scalar: UInt32) -> Bool { scalar == 0x2D || scalar == 0x2A || scalar == 0x2013 }
}
