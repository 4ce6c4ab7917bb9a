/// Finds which of a fixed set of phrases stand in a text, in one pass over its bytes.
///
/// Source: Aho and Corasick, "Efficient String Matching" (1975), with failure links folded into the table.
struct PhraseMatcher: Sendable {
    /// Column of each byte in the table; bytes of no phrase share column 0.
    private var columns = [UInt8](repeating: 0, count: 256)
    private var columnCount = 1
    private var next: [UInt16] = []
    /// The first of the states where phrases end.
    private var firstEnd = 0
    /// Phrases that end at each state: those of state `s` are `ends[endStarts[s]..<endStarts[s + 1]]`.
    private var ends: [UInt16] = []
    private var endStarts: [UInt32] = []

    /// - Precondition: the phrases have fewer than 65,536 bytes in all.
    init(_ phrases: [String]) {
        for phrase in phrases {
            for byte in phrase.utf8 where columns[Int(byte)] == 0 {
                columns[Int(byte)] = UInt8(columnCount)
                columnCount += 1
            }
        }
        next = [UInt16](repeating: 0, count: columnCount)
        var ends: [[UInt16]] = [[]]
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
        linkFailures(&ends)
        putEndsLast(&ends)
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(byte)] = columns[Int(byte | 0x20)] }
        for list in ends {
            endStarts.append(UInt32(self.ends.count))
            self.ends += list
        }
        endStarts.append(UInt32(self.ends.count))
    }

    private mutating func linkFailures(_ ends: inout [[UInt16]]) {
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

    /// Renumbers the states so that those where phrases end come last: one comparison tells them.
    private mutating func putEndsLast(_ ends: inout [[UInt16]]) {
        let order = ends.indices.filter { ends[$0].isEmpty } + ends.indices.filter { !ends[$0].isEmpty }
        var number = [UInt16](repeating: 0, count: ends.count)
        for (new, old) in order.enumerated() { number[old] = UInt16(new) }
        var sorted: [UInt16] = []
        sorted.reserveCapacity(next.count)
        for old in order {
            for cell in old * columnCount..<(old + 1) * columnCount { sorted.append(number[Int(next[cell])]) }
        }
        next = sorted
        ends = order.map { [ends] in ends[$0] }
        firstEnd = ends.firstIndex { !$0.isEmpty } ?? ends.count
    }

    /// The ids of the phrases in `text`, each once, in order of their first end. ASCII capitals match small letters
    /// and "’" matches "'".
    ///
    /// - Complexity: O(bytes of the text + matches).
    func matches(in text: String) -> [UInt16] {
        var found: [UInt16] = []
        scan(text) { state in
            for end in Int(endStarts[state])..<Int(endStarts[state + 1]) where !found.contains(ends[end]) {
                found.append(ends[end])
            }
            return true
        }
        return found
    }

    /// Whether any of the phrases stands in `text`.
    func matchesAny(in text: String) -> Bool {
        var isFound = false
        scan(text) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Calls `visit` at each place where phrases end, until it says no.
    @inline(__always)
    private func scan(_ text: String, _ visit: (Int) -> Bool) {
        let bytes = text.utf8.span
        let columns = columns.span
        let next = next.span
        var state = 0
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            index += 1
            if byte == 0xE2, index + 1 < bytes.count, bytes[index] == 0x80, bytes[index + 1] == 0x99 {
                byte = UInt8(ascii: "'")
                index += 2
            }
            state = Int(next[state * columnCount + Int(columns[Int(byte)])])
            if state >= firstEnd, !visit(state) { return }
        }
    }
}
