/// Which keys stand exactly once on each of two sides, and where. Open addressing: a dictionary is five times dearer.
///
/// - Complexity: O(1) on average for each key.
package struct UniqueKeys {
    private struct Entry {
        var key: UInt64 = 0
        /// Where the key stands; or `nowhere`, or `often`.
        var before = UniqueKeys.nowhere
        var after = UniqueKeys.nowhere
    }

    private static let nowhere: Int32 = -1
    private static let often: Int32 = -2
    private static let leastEntries = 64
    /// Keys that a table has room for from the start at most: more may be equal ones, for which room would be cleared in vain.
    private static let mostExpected = 1 << 12

    private var entries: [Entry]
    private var count = 0

    /// `expected` is how many keys are counted before, some of them perhaps more than once.
    package init(expected: Int) {
        var size = Self.leastEntries
        while size < 2 * min(expected, Self.mostExpected) { size *= 2 }
        entries = Array(filledWith: Entry(), count: size)
    }

    private func slot(_ key: UInt64) -> Int {
        let entries = entries.span
        let mask = entries.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
        while entries[slot].before != Self.nowhere, entries[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    /// Positions are below 2³¹. All of the before side are counted before any of the after side.
    package mutating func countBefore(_ key: UInt64, at position: Int) {
        let slot = slot(key)
        guard entries[slot].before == Self.nowhere else {
            entries[slot].before = Self.often
            return
        }
        entries[slot] = Entry(key: key, before: Int32(position))
        count += 1
        if count * 2 > entries.count { grow() }
    }

    package mutating func countAfter(_ key: UInt64, at position: Int) {
        let slot = slot(key)
        guard entries[slot].before != Self.nowhere else { return }
        entries[slot].after = entries[slot].after == Self.nowhere ? Int32(position) : Self.often
    }

    private mutating func grow() {
        let old = entries
        entries = Array(filledWith: Entry(), count: old.count * 4)
        for entry in old where entry.before != Self.nowhere { entries[slot(entry.key)] = entry }
    }

    /// The places of the keys that stand once on both sides, sorted by the before side.
    package func pairs() -> [(before: Int, after: Int)] {
        var pairs: [(before: Int, after: Int)] = []
        for entry in entries where entry.before >= 0 && entry.after >= 0 {
            pairs.append((Int(entry.before), Int(entry.after)))
        }
        pairs.sort { $0.before < $1.before }
        return pairs
    }
}
