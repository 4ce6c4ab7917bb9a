/// Finds where a shortest script passes the middle of a region, in linear space and within a step budget.
///
/// Source: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b.
struct MiddleSnake {
    /// Edits searched in one region before the furthest point reached is taken for the middle: beyond it two texts
    /// have so little in common that a shortest script is no better to read.
    static let editLimit = 1 << 12

    /// Marks a diagonal that no way of this length reaches inside the region.
    private static let unreachable = -1 << 29

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
        let n = x.count
        let m = y.count
        guard n > 0, m > 0, steps > 0 else { return nil }
        let delta = n - m
        let isOdd = delta & 1 != 0
        let most = min((n + m + 1) / 2, Self.editLimit)
        // Diagonals −most−1...most+1 around 0 (forward) and around delta (backward).
        let size = 2 * most + 3
        let origin = most + 1
        if forward.count < size {
            forward = Array(filledWith: 0, count: size)
            backward = Array(filledWith: 0, count: size)
        }
        forward[origin + 1] = 0
        backward[origin + 1] = 0
        let (x0, y0, x1, y1) = (x.lowerBound, y.lowerBound, x.upperBound, y.upperBound)
        for d in 0...most {
            // Diagonals that leave the region on either side need no look.
            let low = d > m ? d - 2 * (d - m) : d
            let high = d > n ? d - 2 * (d - n) : d
            var k = -low
            while k <= high {
                let across = k > -d ? Int(forward[origin + k - 1]) + 1 : Self.unreachable
                let down = k < d || d == 0 ? Int(forward[origin + k + 1]) : Self.unreachable
                var i = max(across <= n ? across : Self.unreachable, down - k <= m ? down : Self.unreachable)
                guard i >= 0 else {
                    forward[origin + k] = Int32(Self.unreachable)
                    k += 2
                    continue
                }
                let start = i
                while i < n, i - k < m, before[x0 + i] == after[y0 + i - k] { i += 1 }
                steps -= 1 + ((i - start) >> 2)
                forward[origin + k] = Int32(i)
                let mirrored = delta - k
                if isOdd, mirrored >= -(d - 1), mirrored <= d - 1, i + Int(backward[origin + mirrored]) >= n {
                    return Hunk(before: x0 + start..<x0 + i, after: y0 + start - k..<y0 + i - k)
                }
                k += 2
            }
            k = -low
            while k <= high {
                let across = k > -d ? Int(backward[origin + k - 1]) + 1 : Self.unreachable
                let down = k < d || d == 0 ? Int(backward[origin + k + 1]) : Self.unreachable
                var i = max(across <= n ? across : Self.unreachable, down - k <= m ? down : Self.unreachable)
                guard i >= 0 else {
                    backward[origin + k] = Int32(Self.unreachable)
                    k += 2
                    continue
                }
                let start = i
                while i < n, i - k < m, before[x1 - 1 - i] == after[y1 - 1 - i + k] { i += 1 }
                steps -= 1 + ((i - start) >> 2)
                backward[origin + k] = Int32(i)
                let mirrored = delta - k
                if !isOdd, mirrored >= -d, mirrored <= d, i + Int(forward[origin + mirrored]) >= n {
                    return Hunk(before: x1 - i..<x1 - start, after: y1 - i + k..<y1 - start + k)
                }
                k += 2
            }
            if steps <= 0 || d == most { return furthest(d, origin: origin, x, y) }
        }
        return nil
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
