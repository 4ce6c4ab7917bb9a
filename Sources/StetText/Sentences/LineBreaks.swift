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
    /// Where a line has so many characters, full lines were wrapped, whatever letters they begin with.
    private static let fullLength = 60

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
        /// Characters of the longest line.
        private var longest = 0
        /// Whether a line begins with a small letter: of prose that was wrapped one does, of headings and names none.
        private var goesOn = false

        /// - Complexity: O(n).
        init(_ text: borrowing SentenceText) {
            var length = 0
            for index in text.start..<text.end {
                let byte = text.bytes[index]
                if byte == 0x0A || byte == 0x0D {
                    longest = max(longest, length)
                    length = 0
                } else if byte & 0xC0 != 0x80 {
                    if length == 0, !goesOn, text.isLower(at: index), index > text.start { goesOn = true }
                    length += 1
                }
            }
            longest = max(longest, length)
        }

        /// Whether the line that ends at `index` had no room for the word at `next`.
        ///
        /// - Complexity: O(n) in the line and the word. It is asked once a line.
        func isFull(at index: Int, next: Int, _ text: borrowing SentenceText) -> Bool {
            guard goesOn || longest >= fullLength else { return false }
            var count = 0
            let end = text.endOfText(before: index)
            var position = startOfLine(before: end, text.start, text)
            while position < end {
                if text.bytes[position] & 0xC0 != 0x80 { count += 1 }
                position += 1
            }
            position = next
            while position < text.end, count <= longest, !text.isSpace(at: position) {
                count += 1
                position += text.scalar(at: position).length
            }
            return count + 1 > longest
        }
    }

    private static func isDashOrStar(_ scalar: UInt32) -> Bool { scalar == 0x2D || scalar == 0x2A || scalar == 0x2013 }
}
