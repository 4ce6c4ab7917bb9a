/// The sentences of a line, found the cheap way: after a full stop or its kin and a space.
///
/// They need not be the sentences that an article is built of. Where the two differ, a sentence has no match and stays.
enum LineSentences {
    /// Shorter ones may stand on any page: "She declined to comment."
    private static let minimumByteCount = 30

    struct Part: Sendable {
        let text: Substring
        /// Nil for one that says too little to be told by.
        let key: UInt64?

        init(_ text: Substring) {
            self.text = text
            key = LineSentences.key(of: text)
        }
    }

    /// Nothing for a line of one sentence.
    static func parts(of line: Line) -> [Part] {
        guard line.shape.terminalCount > 1, line.kind != .preformatted else { return [] }
        let text = line.text
        let bytes = text.utf8.span
        var parts: [Part] = []
        var start = text.startIndex
        var offset = 1
        while offset < bytes.count {
            if bytes[offset] == 0x20, isStop(bytes[offset - 1]) {
                let end = text.utf8.index(text.startIndex, offsetBy: offset)
                parts.append(Part(text[start..<end]))
                start = end
            }
            offset += 1
        }
        if start < text.endIndex { parts.append(Part(text[start...])) }
        return parts.count > 1 ? parts : []
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    static func key(of sentence: String) -> UInt64? { key(of: sentence[...]) }

    private static func key(of part: Substring) -> UInt64? {
        part.utf8.count >= minimumByteCount ? TextKey.of(part) : nil
    }
}

extension Line {
    /// Whether one of the line's sentences is not the article's: a live figure, or what the past says is the site's.
    func leavesOut(_ sentence: String) -> Bool {
        if shape.digitCount > 0, LiveFigure.isStated(in: sentence) { return true }
        guard let past, !past.foreignSentences.isEmpty else { return false }
        return LineSentences.key(of: sentence).map { past.foreignSentences.contains($0) } ?? false
    }
}
