/// Finds which of a fixed set of phrases stand in a text, in one pass over its bytes.
///
/// Beginnings of up to two bytes, where nearly all of a text is read, have a row of a table each, with failure links folded in. The many
/// longer ones have a list of what follows, and are left by their failure link: a row for each of them made tables of
/// hundreds of kilobytes, which every process had to fill before it read its first page.
///
/// Source: Aho and Corasick, "Efficient String Matching" (1975).
struct PhraseMatcher: Sendable {
    /// Column of each byte in the table; bytes of no phrase share column 0.
    private var columns = [UInt8](repeating: 0, count: 256)
    private var columnCount = 1
    /// Where each byte leads from the states that have a row, which are the first ones.
    private var next: [UInt16] = []
    private var rowCount = 0
    /// The first of the states where phrases end, which are the last ones and have no row.
    private var firstEnd = 0
    /// The longest end of each state that is a state too.
    private var fallbacks: [UInt16] = []
    /// The children of each state: those of state `s` are `edgeColumns[edgeStarts[s]..<edgeStarts[s + 1]]`, and where they lead.
    private var edgeStarts: [UInt16] = []
    private var edgeColumns: [UInt8] = []
    private var edgeTargets: [UInt16] = []
    /// Phrases that end at each of these: those of the first one are `ends[endStarts[0]..<endStarts[1]]`.
    private var ends: [UInt16] = []
    private var endStarts: [UInt32] = []

    /// Beginnings shorter than this have a row.
    private static let rowDepthLimit = 3

    /// - Precondition: the phrases have fewer than 65,535 bytes in all.
    /// - Complexity: O(bytes of the phrases), and the rows: different bytes × beginnings of up to two bytes.
    init(_ phrases: [String]) {
        for phrase in phrases {
            for byte in phrase.utf8 where columns[Int(byte)] == 0 {
                columns[Int(byte)] = UInt8(columnCount)
                columnCount += 1
            }
        }
        let trie = PhraseTrie(phrases, columns: columns)
        // Three groups, so that one comparison each tells who has a row and where phrases end.
        var order: [Int] = []
        order.reserveCapacity(trie.breadthFirst.count)
        let plain = trie.breadthFirst.filter { !trie.endsPhrases($0) }
        order += plain.prefix { trie.depth(of: $0) < Self.rowDepthLimit }
        rowCount = order.count
        order += plain.dropFirst(rowCount)
        firstEnd = order.count
        order += trie.breadthFirst.filter { trie.endsPhrases($0) }
        var number = [UInt16](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { number[old] = UInt16(new) }
        list(trie, order, number)
        fillRows(order)
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(byte)] = columns[Int(byte | 0x20)] }
    }

    private mutating func list(_ trie: PhraseTrie, _ order: [Int], _ number: [UInt16]) {
        fallbacks.reserveCapacity(order.count)
        edgeStarts.reserveCapacity(order.count + 1)
        edgeColumns.reserveCapacity(order.count)
        edgeTargets.reserveCapacity(order.count)
        endStarts.reserveCapacity(order.count - firstEnd + 1)
        for (index, state) in order.enumerated() {
            fallbacks.append(number[trie.fallback(of: state)])
            edgeStarts.append(UInt16(edgeColumns.count))
            trie.forEachChild(of: state) { child, column in
                edgeColumns.append(UInt8(column))
                edgeTargets.append(number[child])
            }
            guard index >= firstEnd else { continue }
            endStarts.append(UInt32(ends.count))
            trie.forEachPhrase(endingAt: state) { ends.append($0) }
        }
        edgeStarts.append(UInt16(edgeColumns.count))
        endStarts.append(UInt32(ends.count))
    }

    /// A state goes where the one it falls back to goes, except to its own children.
    private mutating func fillRows(_ order: [Int]) {
        // Rows stand in the order of their depth, so that of the state fallen back to is there.
        next = [UInt16](repeating: 0, count: rowCount * columnCount)
        for state in 0..<rowCount {
            let row = state * columnCount
            let fallback = Int(fallbacks[state])
            if state != 0 {
                for column in 1..<columnCount {
                    next[row + column] =
                        fallback < rowCount
                        ? next[fallback * columnCount + column] : UInt16(self.state(after: fallback, column))
                }
            }
            for edge in Int(edgeStarts[state])..<Int(edgeStarts[state + 1]) {
                next[row + Int(edgeColumns[edge])] = edgeTargets[edge]
            }
        }
    }

    /// Where a column of a byte that is in some phrase leads.
    @inline(__always)
    private func state(after state: Int, _ column: Int) -> Int {
        var state = state
        while state >= rowCount {
            for edge in Int(edgeStarts[state])..<Int(edgeStarts[state + 1]) where Int(edgeColumns[edge]) == column {
                return Int(edgeTargets[edge])
            }
            state = Int(fallbacks[state])
        }
        return Int(next[state * columnCount + column])
    }

    /// The ids of the phrases in `text`, each once, in order of their first end. ASCII capitals match small letters
    /// and "’" matches "'".
    ///
    /// - Complexity: O(bytes of the text + matches).
    func matches(in text: String) -> [UInt16] {
        var found: [UInt16] = []
        scan(text) { state in
            let first = state - firstEnd
            for end in Int(endStarts[first])..<Int(endStarts[first + 1]) where !found.contains(ends[end]) {
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
        var state = 0
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            index += 1
            if byte == 0xE2, index + 1 < bytes.count, bytes[index] == 0x80, bytes[index + 1] == 0x99 {
                byte = UInt8(ascii: "'")
                index += 2
            }
            let column = Int(columns[Int(byte)])
            state = column == 0 ? 0 : self.state(after: state, column)
            if state >= firstEnd, !visit(state) { return }
        }
    }
}
