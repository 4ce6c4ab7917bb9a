/// Lines of `before` that stand for lines of `after`; one of the two may be empty.
struct LineHunk: Hashable {
    var before: Range<Int>
    var after: Range<Int>
}

/// What differs between two texts, line by line: sorted hunks that never touch.
///
/// - Complexity: O((n + m) · d), d at most `mostEdits`; past that the lines between the common beginning and end are
///   told as replaced.
func lineHunks(before: Lines, after: Lines) -> [LineHunk] {
    var identities: [ArraySlice<UInt8>: Int] = [:]
    func identify(_ lines: Lines) -> [Int] {
        lines.ranges.indices.map { index in
            let line = lines[index]
            if let known = identities[line] { return known }
            let identity = identities.count
            identities[line] = identity
            return identity
        }
    }
    let old = identify(before)
    let new = identify(after)
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
        oldEnd -= 1
        newEnd -= 1
    }
    if start == oldEnd, start == newEnd { return [] }
    guard let hunks = shortestEdits(old, start..<oldEnd, new, start..<newEnd) else {
        return [LineHunk(before: start..<oldEnd, after: start..<newEnd)]
    }
    return hunks
}

/// Bounds the memory of the search, d² numbers, to some megabytes. Articles that differ in more sentences than this
/// are different articles.
private let mostEdits = 1_000

/// Myers's greedy search, with every frontier kept for the way back. Nil past `mostEdits`.
///
/// Source: Myers, "An O(ND) Difference Algorithm" (1986).
private func shortestEdits(_ old: [Int], _ oldRange: Range<Int>, _ new: [Int], _ newRange: Range<Int>) -> [LineHunk]? {
    let n = oldRange.count
    let m = newRange.count
    let limit = min(n + m, mostEdits)
    var frontier = Array(repeating: 0, count: 2 * limit + 3)
    let origin = limit + 1
    var frontiers: [[Int]] = []
    search: for edits in 0...limit {
        frontiers.append(Array(frontier[origin - edits - 1...origin + edits + 1]))
        for diagonal in stride(from: -edits, through: edits, by: 2) {
            let isDown =
                diagonal == -edits
                || (diagonal != edits && frontier[origin + diagonal - 1] < frontier[origin + diagonal + 1])
            var x = isDown ? frontier[origin + diagonal + 1] : frontier[origin + diagonal - 1] + 1
            while x < n, x - diagonal < m, x - diagonal >= 0,
                old[oldRange.lowerBound + x] == new[newRange.lowerBound + x - diagonal]
            { x += 1 }
            frontier[origin + diagonal] = x
            if x >= n, x - diagonal >= m { break search }
        }
        if edits == limit { return nil }
    }
    var hunks: [LineHunk] = []
    var x = n
    var y = m
    for edits in stride(from: frontiers.count - 1, to: 0, by: -1) {
        let saved = frontiers[edits]
        func reach(_ diagonal: Int) -> Int { saved[diagonal + edits + 1] }
        let diagonal = x - y
        let isDown = diagonal == -edits || (diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1))
        let previous = isDown ? diagonal + 1 : diagonal - 1
        let fromX = reach(previous)
        let fromY = fromX - previous
        let oldLine = oldRange.lowerBound + fromX
        let newLine = newRange.lowerBound + fromY
        let hunk = LineHunk(
            before: oldLine..<oldLine + (isDown ? 0 : 1), after: newLine..<newLine + (isDown ? 1 : 0))
        if let next = hunks.last, next.before.lowerBound == hunk.before.upperBound,
            next.after.lowerBound == hunk.after.upperBound
        {
            hunks[hunks.count - 1] = LineHunk(
                before: hunk.before.lowerBound..<next.before.upperBound,
                after: hunk.after.lowerBound..<next.after.upperBound)
        } else {
            hunks.append(hunk)
        }
        (x, y) = (fromX, fromY)
    }
    return hunks.reversed()
}
