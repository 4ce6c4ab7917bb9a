internal import StetHTML

/// The times over the entries of a live page, which are its text and say nothing of when it was published.
///
/// A bare time with several like it further down is an entry's, also where it stands at the very top: with the next
/// fetch it stands under a newer entry, and must be told there as it was here.
enum EntryTimes {
    /// As many like it must stand below the first running text. Two are a list; one may be the date under an article,
    /// set like the one over it.
    static let countBelow = 2

    /// Longer lines say more than a time: "Saturday, 1 June 2024, 14:00 CEST" has 34 bytes.
    private static let maximumByteCount = 48
    private static let maximumWordCount = 6

    /// The lines that state an entry's time.
    ///
    /// - Complexity: O(n) in the lines and the text of the short ones.
    static func find(in page: PageLines, _ range: Range<Int>) -> Set<Int> {
        guard let first = range.first(where: { page.lines[$0].goodWeight > 0 && page.lines[$0].kind != .caption })
        else { return [] }
        var groups: [Make: [Int]] = [:]
        for index in range {
            let line = page.lines[index]
            guard line.cut == nil, line.kind == .paragraph, line.block > 0, isBareTime(line) else { continue }
            groups[Make(line, in: page.document), default: []].append(index)
        }
        var found: Set<Int> = []
        for group in groups.values where group.count(where: { $0 > first }) >= countBelow { found.formUnion(group) }
        return found
    }

    private static func isBareTime(_ line: Line) -> Bool {
        line.shape.digitCount > 0 && line.text.utf8.count <= maximumByteCount
            && line.shape.wordCount <= maximumWordCount && !line.shape.endsSentence && LineJudge.isBareTime(line.text)
    }

    /// How a line is built and written: what the entries of a page have in common, whatever they are named.
    private struct Make: Hashable {
        var tag: HTMLTag
        var parent: HTMLTag?
        var depth: Int
        /// The text with each number as one digit and each word as one letter.
        var text: [UInt8]

        init(_ line: Line, in document: HTMLDocument) {
            let block = document[line.block]
            tag = block.tag
            parent = block.parent?.tag
            depth = block.ancestors.reduce(0) { count, _ in count + 1 }
            text = []
            for byte in line.text.utf8 {
                let sign: UInt8 =
                    switch byte {
                    case 0x30...0x39: UInt8(ascii: "0")
                    case 0x41...0x5A, 0x61...0x7A, 0x80...: UInt8(ascii: "a")
                    default: byte
                    }
                if text.last != sign { text.append(sign) }
            }
        }
    }
}
