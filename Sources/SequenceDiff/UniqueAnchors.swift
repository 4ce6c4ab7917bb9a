/// Runs of elements that stand exactly once on both sides, in an order that both sides share.
///
/// Source: Bram Cohen's patience diff, with runs instead of single elements where none is unique.
enum UniqueAnchors {
    /// - Complexity: O(n + m) steps on average for the counting, O(k log k) for k unique runs.
    static func find(
        before: [UInt32], _ x: Range<Int>, after: [UInt32], _ y: Range<Int>, length: Int
    ) -> [Hunk] {
        guard x.count >= length, y.count >= length else { return [] }
        var table = RunTable()
        for position in x.lowerBound...(x.upperBound - length) {
            table.countBefore(key(before, position, length), at: position)
        }
        for position in y.lowerBound...(y.upperBound - length) {
            table.countAfter(key(after, position, length), at: position)
        }
        let candidates = table.unique()
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

/// Counts runs by key and remembers where each stands. Open addressing: a dictionary is five times dearer.
private struct RunTable {
    private struct Entry {
        var key: UInt64 = 0
        /// Where the run stands; or `nowhere`, or `often`.
        var before = RunTable.nowhere
        var after = RunTable.nowhere
    }

    private static let nowhere: Int32 = -1
    private static let often: Int32 = -2

    private var entries = [Entry](filledWith: Entry(), count: 64)
    private var count = 0

    private func slot(_ key: UInt64) -> Int {
        let mask = entries.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
        while entries[slot].before != Self.nowhere, entries[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    mutating func countBefore(_ key: UInt64, at position: Int) {
        var slot = slot(key)
        guard entries[slot].before == Self.nowhere else {
            entries[slot].before = Self.often
            return
        }
        count += 1
        if count * 2 > entries.count {
            grow()
            slot = self.slot(key)
        }
        entries[slot] = Entry(key: key, before: Int32(position))
    }

    mutating func countAfter(_ key: UInt64, at position: Int) {
        let slot = slot(key)
        guard entries[slot].before != Self.nowhere else { return }
        entries[slot].after = entries[slot].after == Self.nowhere ? Int32(position) : Self.often
    }

    private mutating func grow() {
        let old = entries
        entries = Array(filledWith: Entry(), count: old.count * 2)
        for entry in old where entry.before != Self.nowhere { entries[slot(entry.key)] = entry }
    }

    /// The runs that stand once on both sides, sorted by the before side.
    func unique() -> [(before: Int, after: Int)] {
        var unique: [(before: Int, after: Int)] = []
        for entry in entries where entry.before >= 0 && entry.after >= 0 {
            unique.append((Int(entry.before), Int(entry.after)))
        }
        unique.sort { $0.before < $1.before }
        return unique
    }
}
