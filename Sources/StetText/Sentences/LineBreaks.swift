/// Whether a line break parts sentences: after a heading or in a list it does, in wrapped prose it does not.
enum LineBreaks {
    /// A line at least this long, in bytes, that ends in a word was wrapped. Mail and PDF wrap at 60 to 80 columns,
    /// headings and list items are mostly shorter.
    private static let wrappedLength = 45

    static func isBoundary(at index: Int, next: Int, _ text: borrowing SentenceText) -> Bool {
        guard next < text.end, index > text.sentenceStart else { return false }
        if text.bytes[index..<next].count(where: { $0 == 0x0A }) > 1 { return true }
        if ListMarker(startingAt: next, text) != nil { return true }
        let first = text.scalar(at: next).scalar
        let kind = text.characterClass(first).kind
        if kind == .number || first == 0x203B || (isDashOrStar(first) && text.isSpace(at: next + 1)) { return true }

        if kind == .lower {
            // Lower-case lines one after the other are a list; after a capital they go on.
            return text.isLower(at: text.sentenceStart)
                && startOfLine(before: index, text.sentenceStart, text) == text.sentenceStart
        }
        let lineEnd = text.endOfText(before: index)
        let last = text.scalarBefore(lineEnd)
        if last == 0x2C || last == 0x3B || last == 0x26 || last == 0x2F || last == 0x2E || text.isDash(last) {
            return false
        }
        let lastKind = text.characterClass(last)
        guard lastKind.isLetter || lastKind.kind == .digit else { return true }
        // Where the line starts matters only as far back as a line that was wrapped is long.
        let limit = max(text.sentenceStart, lineEnd - wrappedLength)
        return lineEnd - startOfLine(before: index, limit, text) < wrappedLength
    }

    /// Where the line starts that `index` stands in, or `limit`.
    private static func startOfLine(before index: Int, _ limit: Int, _ text: borrowing SentenceText) -> Int {
        var start = index
        while start > limit, text.bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    private static func isDashOrStar(_ scalar: UInt32) -> Bool { scalar == 0x2D || scalar == 0x2A || scalar == 0x2013 }
}
