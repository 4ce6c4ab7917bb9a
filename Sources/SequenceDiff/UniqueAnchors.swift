/// Runs of elements that stand exactly once on both sides, in an order that both sides share.
///
/// Source: Bram Cohen's patience diff, with runs instead of single elements where none is unique.
enum UniqueAnchors {
    /// - Complexity: O(n + m) steps on average for the counting, O(k log k) for k unique runs.
    static func find(
        before: [UInt32], _ x: Range<Int>, after: [UInt32], _ y: Range<Int>, length: Int
    ) -> [Hunk] {
        guard x.count >= length, y.count >= length else { return [] }
        var table = UniqueKeys(expected: x.count)
        for position in x.lowerBound...(x.upperBound - length) {
            table.countBefore(key(before, position, length), at: position)
        }
        for position in y.lowerBound...(y.upperBound - length) {
            table.countAfter(key(after, position, length), at: position)
        }
        let candidates = table.pairs()
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
