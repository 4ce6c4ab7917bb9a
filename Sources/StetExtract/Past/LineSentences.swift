/// The sentences of a line, found the cheap way: after a full stop or its kin and a space.
///
/// They need not be the sentences that an article is built of. Where the two differ, a sentence has no match and stays.
enum LineSentences {
    /// Shorter ones may stand on any page: "She declined to comment."
    private static let minimumByteCount = 30

    /// Nothing for a line of one sentence.
    static func parts(of line: Line) -> [Substring] {
        guard line.shape.terminalCount > 1, line.kind != .preformatted else { return [] }
        let bytes = line.text.utf8
        var parts: [Substring] = []
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            let isEnd = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
            if isEnd, next < bytes.endIndex, bytes[next] == 0x20 {
                parts.append(line.text[start..<next])
                start = bytes.index(after: next)
            }
            index = next
        }
        if start < bytes.endIndex { parts.append(line.text[start...]) }
        return parts.count > 1 ? parts : []
    }

    static func key(of part: some StringProtocol) -> UInt64? {
        part.utf8.count >= minimumByteCount ? TextKey.of(String(part)) : nil
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
