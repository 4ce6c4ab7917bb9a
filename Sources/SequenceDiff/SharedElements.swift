/// The elements of two sequences that may stand on the other side too: only they can be kept, and what stands on one
/// side alone makes a search for a shortest script long without changing what it finds.
///
/// Which elements a side has is noted in a table of bits by a hash, so that a few may be taken for shared that are
/// not, and never the other way round. Short sequences are left as they are.
///
/// - Complexity: O(n + m).
struct SharedElements {
    struct Side {
        var elements: [UInt32]
        /// Where each element stands in the whole sequence; nil where all of it is here.
        var positions: [Int]?
    }

    private(set) var before: Side
    private(set) var after: Side

    /// Both sides together must have so many elements for the tables to be worth making.
    private static let leastCount = 128

    init(_ before: [UInt32], _ after: [UInt32]) {
        guard before.count + after.count >= Self.leastCount else {
            self.before = Side(elements: before)
            self.after = Side(elements: after)
            return
        }
        self.before = Self.side(before, keeping: PresenceTable(after))
        self.after = Self.side(after, keeping: PresenceTable(before))
    }

    private static func side(_ elements: [UInt32], keeping table: PresenceTable) -> Side {
        guard elements.contains(where: { !table.mayContain($0) }) else { return Side(elements: elements) }
        let positions = elements.indices.filter { table.mayContain(elements[$0]) }
        return Side(elements: positions.map { elements[$0] }, positions: positions)
    }

    /// The same runs counted in the whole sequences; a run is cut where something was left out inside it.
    func original(_ runs: [Hunk]) -> [Hunk] {
        if before.positions == nil, after.positions == nil { return runs }
        var result: [Hunk] = []
        for run in runs {
            for (i, j) in zip(run.before, run.after) {
                let (x, y) = (before.positions?[i] ?? i, after.positions?[j] ?? j)
                if let last = result.last, last.before.upperBound == x, last.after.upperBound == y {
                    result[result.count - 1] = Hunk(
                        before: last.before.lowerBound..<x + 1, after: last.after.lowerBound..<y + 1)
                } else {
                    result.append(Hunk(before: x..<x + 1, after: y..<y + 1))
                }
            }
        }
        return result
    }
}

private struct PresenceTable {
    private var bits: [UInt64]
    private let shift: UInt32

    init(_ elements: [UInt32]) {
        // Sixteen bits per element: one in sixteen of those that are not there is taken for there.
        var size: UInt32 = 10
        while size < 31, 1 << Int(size) < elements.count * 16 { size += 1 }
        shift = 32 - size
        bits = Array(repeating: 0, count: 1 << Int(size - 6))
        for element in elements {
            let place = self.place(element)
            bits[place >> 6] |= 1 << UInt64(place & 63)
        }
    }

    func mayContain(_ element: UInt32) -> Bool {
        let place = place(element)
        return bits[place >> 6] & 1 << UInt64(place & 63) != 0
    }

    private func place(_ element: UInt32) -> Int { Int((element &* 0x9e37_79b1) >> shift) }
}
