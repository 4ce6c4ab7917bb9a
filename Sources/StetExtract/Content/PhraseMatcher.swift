/// Finds which of a fixed set of phrases stand in a text, in one pass over its bytes.
///
/// Source: Aho and Corasick, "Efficient String Matching" (1975), with failure links folded into the table.
struct PhraseMatcher: Sendable {
    /// Column of each byte in the table; bytes of no phrase share column 0.
    private var columns = [UInt8](repeating: 0, count: 256)
    private var columnCount = 1
    private var next: [UInt16] = []
    /// Phrases that end at each state.
    private var ends: [[UInt16]] = []

    /// - Precondition: the phrases have fewer than 65,536 bytes in all.
    init(_ phrases: [String]) {
        for phrase in phrases {
            for byte in phrase.utf8 where columns[Int(byte)] == 0 {
                columns[Int(byte)] = UInt8(columnCount)
                columnCount += 1
            }
        }
        next = [UInt16](repeating: 0, count: columnCount)
        ends = [[]]
        for (id, phrase) in phrases.enumerated() {
            var state = 0
            for byte in phrase.utf8 {
                let cell = state * columnCount + Int(columns[Int(byte)])
                if next[cell] == 0 {
                    next[cell] = UInt16(ends.count)
                    ends.append([])
                    next.append(contentsOf: repeatElement(0, count: columnCount))
                }
                state = Int(next[cell])
            }
            ends[state].append(UInt16(id))
        }
        linkFailures()
    }

    private mutating func linkFailures() {
        var failure = [Int](repeating: 0, count: ends.count)
        var queue: [Int] = []
        for column in 0..<columnCount where next[column] != 0 { queue.append(Int(next[column])) }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            for column in 0..<columnCount {
                let cell = state * columnCount + column
                let through = Int(next[failure[state] * columnCount + column])
                let child = Int(next[cell])
                if child == 0 {
                    next[cell] = UInt16(through)
                } else {
                    failure[child] = through
                    ends[child] += ends[through]
                    queue.append(child)
                }
            }
        }
    }

    /// The ids of the phrases in `text`, each once, in order of their first end. ASCII capitals match small letters
    /// and "’" matches "'".
    ///
    /// - Complexity: O(bytes of the text + matches).
    func matches(in text: String) -> [UInt16] {
        var found: [UInt16] = []
        var state = 0
        var skip = 0
        var text = text
        text.withUTF8 { buffer in
            let bytes = unsafe buffer.span
            for index in bytes.indices {
                if skip > 0 {
                    skip -= 1
                    continue
                }
                var byte = bytes[index]
                if byte &- 65 < 26 { byte |= 0x20 }
                if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
                    byte = UInt8(ascii: "'")
                    skip = 2
                }
                state = Int(next[state * columnCount + Int(columns[Int(byte)])])
                for id in ends[state] where !found.contains(id) { found.append(id) }
            }
        }
        return found
    }
}
