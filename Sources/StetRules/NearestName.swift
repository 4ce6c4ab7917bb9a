/// The name that somebody may have meant.
package enum NearestName {
    /// The closest of `names`, where it is no more than a third of its letters away.
    package static func of(_ written: String, among names: [String]) -> String? {
        guard written.utf8.count <= 64 else { return nil }
        let ranked = names.map { ($0, distance(Array(written.lowercased().utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), best.1 <= max(2, best.0.utf8.count / 3)
        else { return nil }
        return best.0
    }

    /// Edits of a letter, two swapped ones counted once. Source: Wagner and Fischer; the restricted form of Damerau.
    private static func distance(_ before: [UInt8], _ after: [UInt8]) -> Int {
        var older: [Int] = []
        var old = Array(0...after.count)
        for (row, byte) in before.enumerated() {
            var new = [row + 1]
            for (column, other) in after.enumerated() {
                var best = min(old[column] + (byte == other ? 0 : 1), old[column + 1] + 1, new[column] + 1)
                if row > 0, column > 0, byte == after[column - 1], before[row - 1] == other {
                    best = min(best, older[column - 1] + 1)
                }
                new.append(best)
            }
            older = old
            old = new
        }
        return old[after.count]
    }
}
