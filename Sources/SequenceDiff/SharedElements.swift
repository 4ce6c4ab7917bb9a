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
        self.before = Self.side(before, keeping: Self.table(of: after))
        self.after = Self.side(after, keeping: Self.table(of: before))
    }

    private static func table(of elements: [UInt32]) -> PresenceTable {
        var table = PresenceTable(capacity: elements.count)
        for element in elements { table.insert(key(element)) }
        return table
    }

    private static func key(_ element: UInt32) -> UInt64 { UInt64(element) &* 0x9e37_79b9_7f4a_7c15 }

    private static func side(_ elements: [UInt32], keeping table: PresenceTable) -> Side {
        guard elements.contains(where: { !table.mayContain(Self.key($0)) }) else { return Side(elements: elements) }
        let positions = elements.indices.filter { table.mayContain(Self.key(elements[$0])) }
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
