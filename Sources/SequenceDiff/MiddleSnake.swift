/// Finds where a shortest script passes the middle of a region, in linear space and within a step budget.
///
/// Source: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b.
struct MiddleSnake {
    /// Edits searched in one region before the furthest point reached is taken for the middle: beyond it two texts
    /// have so little in common that a shortest script is no better to read.
    static let editLimit = 1 << 12

    /// Marks a diagonal that no way of this length reaches inside the region.
    private static let unreachable: Int32 = -1 << 29

    private(set) var steps: Int
    /// Furthest x on each diagonal, from the start and from the end. Kept between calls: allocating them anew
    /// would cost more than searching small regions.
    private var forward: [Int32] = []
    private var backward: [Int32] = []

    init(steps: Int) {
        self.steps = steps
    }

    /// The run of equal elements in the middle of a script; it may be empty, but it never stands at a corner of the
    /// region with both ends, so that the two parts left and right of it are smaller. Nil when nothing in common
    /// is worth looking for: the region has nothing in common, or the steps are used up.
    mutating func find(before: [UInt32], _ x: Range<Int>, after: [UInt32], _ y: Range<Int>) -> Hunk? {
        let (n, m) = (x.count, y.count)
        guard n > 0, m > 0, steps > 0 else { return nil }
        let most = min((n + m + 1) / 2, Self.editLimit)
        // Diagonals −most−1...most+1 around 0 (forward) and around n − m (backward).
        let size = 2 * most + 3
        if forward.count < size {
            forward = Array(filledWith: 0, count: size)
            backward = Array(filledWith: 0, count: size)
        }
        let end = Self.search(
            before.span.extracting(x), after.span.extracting(y), most: most, &forward, &backward, &steps)
        switch end {
        case .snake(let i, let j, let length):
            let (i, j) = (x.lowerBound + i, y.lowerBound + j)
            return Hunk(before: i..<i + length, after: j..<j + length)
        case .limit(let d): return furthest(d, origin: most + 1, x, y)
        }
    }

    private enum End {
        /// The two ways meet: a run of equal elements, counted in the region.
        case snake(before: Int, after: Int, count: Int)
        /// The ways of so many edits do not meet, and no longer ones are looked for.
        case limit(Int)
    }

    /// Both ways, from the start and from the end, an edit longer at a time until they meet.
    ///
    /// A diagonal costs one step, and one for four equal elements on it.
    private static func search(
        _ before: Span<UInt32>, _ after: Span<UInt32>, most: Int, _ forward: inout [Int32], _ backward: inout [Int32],
        _ steps: inout Int
    ) -> End {
        let (n, m) = (before.count, after.count)
        let origin = most + 1
        let delta = n - m
        let isOdd = delta & 1 != 0
        var forward = forward.mutableSpan
        var backward = backward.mutableSpan
        var left = steps
        defer { steps = left }
        forward[origin + 1] = 0
        backward[origin + 1] = 0
        for d in 0...most {
            // Diagonals that leave the region on either side need no look.
            let low = d > m ? d - 2 * (d - m) : d
            let high = d > n ? d - 2 * (d - n) : d
            // No way leads from beyond the outer diagonals.
            forward[origin - d - 1] = unreachable
            backward[origin - d - 1] = unreachable
            if d > 0 {
                forward[origin + d + 1] = unreachable
                backward[origin + d + 1] = unreachable
            }
            var k = -low
            while k <= high {
                let i = next(forward, origin + k, k, n, m)
                guard i >= 0 else {
                    forward[origin + k] = unreachable
                    k &+= 2
                    continue
                }
                var end = i
                // Safe: `end` is at least 0 and below n, `end − k` is at least 0 and below m.
                while end < n, end &- k < m, unsafe before[unchecked: end] == after[unchecked: end &- k] { end &+= 1 }
                left &-= 1 &+ ((end &- i) >> 2)
                forward[origin + k] = Int32(truncatingIfNeeded: end)
                let mirrored = delta &- k
                if isOdd, mirrored > -d, mirrored < d, end &+ Int(backward[origin + mirrored]) >= n {
                    return .snake(before: i, after: i - k, count: end - i)
                }
                k &+= 2
            }
            k = -low
            while k <= high {
                let i = next(backward, origin + k, k, n, m)
                guard i >= 0 else {
                    backward[origin + k] = unreachable
                    k &+= 2
                    continue
                }
                var end = i
                // Safe: the same, counted from the ends.
                while end < n, end &- k < m,
                    unsafe before[unchecked: n &- 1 &- end] == after[unchecked: m &- 1 &- end &+ k]
                {
                    end &+= 1
                }
                left &-= 1 &+ ((end &- i) >> 2)
                backward[origin + k] = Int32(truncatingIfNeeded: end)
                let mirrored = delta &- k
                if !isOdd, mirrored >= -d, mirrored <= d, end &+ Int(forward[origin + mirrored]) >= n {
                    return .snake(before: n - end, after: m - end + k, count: end - i)
                }
                k &+= 2
            }
            if left <= 0 || d == most { return .limit(d) }
        }
        return .limit(most)
    }

    /// How far a way with one edit more gets on the diagonal `k`, at `place`, before it runs along equal elements; below 0
    /// where none gets there inside the region.
    @inline(__always)
    private static func next(_ reached: borrowing MutableSpan<Int32>, _ place: Int, _ k: Int, _ n: Int, _ m: Int) -> Int
    {
        // Safe: there are diagonals on both sides of every one that is looked at.
        let (across, down) = unsafe (Int(reached[unchecked: place &- 1]) &+ 1, Int(reached[unchecked: place &+ 1]))
        let i = max(across, down)
        if i <= n, i &- k <= m { return i }
        return max(across <= n ? across : Int(unreachable), down &- k <= m ? down : Int(unreachable))
    }

    /// The end of the longest way found so far, from the start or from the end.
    private func furthest(_ d: Int, origin: Int, _ x: Range<Int>, _ y: Range<Int>) -> Hunk? {
        guard steps > 0 else { return nil }
        let n = x.count
        let m = y.count
        var best = (sum: 0, i: 0, j: 0, isForward: true)
        var k = -d
        while k <= d {
            for isForward in [true, false] {
                let i = min(n, Int(isForward ? forward[origin + k] : backward[origin + k]))
                let j = i - k
                if j >= 0, j <= m, i + j > best.sum, i + j < n + m { best = (i + j, i, j, isForward) }
            }
            k += 2
        }
        guard best.sum > 0 else { return nil }
        let i = best.isForward ? x.lowerBound + best.i : x.upperBound - best.i
        let j = best.isForward ? y.lowerBound + best.j : y.upperBound - best.j
        return Hunk(before: i..<i, after: j..<j)
    }
}
