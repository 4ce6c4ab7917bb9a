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
    /// - Complexity: O(bytes of the phrases × different bytes), of which nearly all is copying of rows.
    init(_ phrases: [String]) {
        for phrase in phrases {
            for byte in phrase.utf8 where columns[Int(byte)] == 0 {
                columns[Int(byte)] = UInt8(columnCount)
                columnCount += 1
            }
        }
        let trie = PhraseTrie(phrases, columns: columns)
        let ended = trie.stateIndices.map { trie.endsPhrases($0) }
        // The states where phrases end get the last numbers: one comparison tells them.
        let order = ended.indices.filter { !ended[$0] } + ended.indices.filter { ended[$0] }
        var number = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { number[old] = new }
        firstEnd = ended.count { !$0 }
        fillTable(from: trie, number)
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(byte)] = columns[Int(byte | 0x20)] }
        for state in order {
            endStarts.append(UInt32(ends.count))
            trie.forEachPhrase(endingAt: state) { ends.append($0) }
        }
        endStarts.append(UInt32(ends.count))
    }

    /// A state goes where the one it falls back to goes, except to its own children.
    private mutating func fillTable(from trie: PhraseTrie, _ number: [Int]) {
        next = [UInt16](repeating: 0, count: number.count * columnCount)
        let width = columnCount
        unsafe next.withUnsafeMutableBufferPointer { table in
            guard let base = table.baseAddress else { return }
            for state in trie.breadthFirst {
                let row = unsafe base + number[state] * width
                if state != 0 { unsafe row.update(from: base + number[trie.fallback(of: state)] * width, count: width) }
                trie.forEachChild(of: state) { child, column in unsafe row[column] = UInt16(number[child]) }
            }
        }
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
