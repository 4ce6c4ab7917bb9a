/// Runs of elements that stand exactly once on both sides, in an order that both sides share.
///
/// Source: Bram Cohen's patience diff, with runs instead of single elements where none is unique.
enum UniqueAnchors {
    /// - Complexity: O(n + m) steps on average for the counting, O(k log k) for k unique runs.
    static func find(
        before: [UInt32], _ x: Range<Int>, after: [UInt32], _ y: Range<Int>, length: Int
    ) -> [Hunk] {
        guard x.count >= length, y.count >= length else { return [] }
        var table = RunTable(capacity: x.count)
        for position in x.lowerBound...(x.upperBound - length) {
            table.countBefore(key(before, position, length), at: position)
        }
        for position in y.lowerBound...(y.upperBound - length) {
            table.countAfter(key(after, position, length), at: position)
        }
        var candidates = table.unique()
        candidates.sort { $0.before < $1.before }
        let kept = longestIncreasing(candidates.map(\.after))
        var anchors: [Hunk] = []
        for index in kept {
            var (i, j) = candidates[index]
            // A key is a hash for runs: look at the elements themselves.
            guard (0..<length).allSatisfy({ before[i + $0] == after[j + $0] }) else { continue }
            var (iEnd, jEnd) = (i + length, j + length)
            let (iFloor, jFloor) =
                anchors.last.map { ($0.before.upperBound, $0.after.upperBound) } ?? (x.lowerBound, y.lowerBound)
            if i < iFloor || j < jFloor {
                // The last run grew over this one; it is part of it when both lie on one diagonal.
                continue
            }
            while i > iFloor, j > jFloor, before[i - 1] == after[j - 1] {
                i -= 1
                j -= 1
            }
            while iEnd < x.upperBound, jEnd < y.upperBound, before[iEnd] == after[jEnd] {
                iEnd += 1
                jEnd += 1
            }
            anchors.append(Hunk(before: i..<iEnd, after: j..<jEnd))
        }
        return anchors
    }

    private static func key(_ tokens: [UInt32], _ position: Int, _ length: Int) -> UInt64 {
        if length == 1 { return UInt64(tokens[position]) }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for offset in 0..<length {
            hash = (hash ^ UInt64(tokens[position + offset])) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
        }
        return hash
    }
}

/// Counts runs by key and remembers where each stood last. Open addressing: a dictionary is five times dearer.
private struct RunTable {
    private struct Entry {
        var key: UInt64 = 0
        var beforeCount: UInt8 = 0
        var afterCount: UInt8 = 0
        var before: Int32 = 0
        var after: Int32 = 0
    }

    private var entries: [Entry]
    private let mask: Int

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        entries = Array(repeating: Entry(), count: size)
        mask = size - 1
    }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
        while entries[slot].beforeCount > 0, entries[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    mutating func countBefore(_ key: UInt64, at position: Int) {
        let slot = slot(key)
        entries[slot].key = key
        entries[slot].beforeCount = min(2, entries[slot].beforeCount + 1)
        entries[slot].before = Int32(position)
    }

    mutating func countAfter(_ key: UInt64, at position: Int) {
        let slot = slot(key)
        guard entries[slot].beforeCount > 0 else { return }
        entries[slot].afterCount = min(2, entries[slot].afterCount + 1)
        entries[slot].after = Int32(position)
    }

    func unique() -> [(before: Int, after: Int)] {
        entries.filter { $0.beforeCount == 1 && $0.afterCount == 1 }.map { (Int($0.before), Int($0.after)) }
    }
}
