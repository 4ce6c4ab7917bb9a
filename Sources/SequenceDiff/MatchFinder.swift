/// Collects the equal runs of two sequences: trims, anchors, and hands the gaps to `MiddleSnake`.
struct MatchFinder {
    /// Regions with at most this many pairs of elements are compared exactly, without anchors: anchors are a
    /// guess (a unique element may have moved), and Myers is as fast there.
    static let exactArea = 1 << 12
    /// Lengths of the runs tried as anchors, in order, where no shorter one is unique on both sides.
    static let anchorLengths = [1, 2, 4, 8]

    private struct Region {
        var before: Range<Int>
        var after: Range<Int>
        /// Index in `anchorLengths` to start from: what failed for a region fails for its parts more rarely than
        /// it costs to try again, so parts of a region cut by anchors start anew and parts cut by a snake do not.
        var level: Int
    }

    private let before: [UInt32]
    private let after: [UInt32]
    private var runs: [Hunk] = []
    private var pending: [Region] = []
    private var snake: MiddleSnake

    init(before: [UInt32], after: [UInt32], budget: StepBudget) {
        self.before = before
        self.after = after
        snake = MiddleSnake(steps: budget.steps)
    }

    /// The runs found, in order, those that touch on both sides made one.
    func mergedRuns() -> [Hunk] {
        var merged: [Hunk] = []
        for run in runs.sorted(by: { $0.before.lowerBound < $1.before.lowerBound }) {
            if let last = merged.last, last.before.upperBound == run.before.lowerBound,
                last.after.upperBound == run.after.lowerBound
            {
                merged[merged.count - 1] = Hunk(
                    before: last.before.lowerBound..<run.before.upperBound,
                    after: last.after.lowerBound..<run.after.upperBound)
            } else {
                merged.append(run)
            }
        }
        return merged
    }

    /// Works off regions from a stack of its own: hostile input must not exhaust the call stack.
    mutating func run() {
        pending = [Region(before: 0..<before.count, after: 0..<after.count, level: 0)]
        while let region = pending.popLast() {
            var x = region.before.lowerBound
            var y = region.after.lowerBound
            var xEnd = region.before.upperBound
            var yEnd = region.after.upperBound
            let (x0, y0, x1, y1) = (x, y, xEnd, yEnd)
            while x < xEnd, y < yEnd, before[x] == after[y] {
                x += 1
                y += 1
            }
            while x < xEnd, y < yEnd, before[xEnd - 1] == after[yEnd - 1] {
                xEnd -= 1
                yEnd -= 1
            }
            if x > x0 { runs.append(Hunk(before: x0..<x, after: y0..<y)) }
            if xEnd < x1 { runs.append(Hunk(before: xEnd..<x1, after: yEnd..<y1)) }
            guard x < xEnd, y < yEnd else { continue }
            compare(Region(before: x..<xEnd, after: y..<yEnd, level: region.level))
        }
    }

    private mutating func compare(_ region: Region) {
        let (area, isHuge) = region.before.count.multipliedReportingOverflow(by: region.after.count)
        var level = region.level
        if isHuge || area > Self.exactArea {
            while level < Self.anchorLengths.count {
                let anchors = anchors(in: region, length: Self.anchorLengths[level])
                if !anchors.isEmpty {
                    cut(region, at: anchors, level: level)
                    return
                }
                level += 1
            }
        }
        guard let middle = middle(of: region) else { return }
        if !middle.before.isEmpty { runs.append(middle) }
        pending.append(
            Region(
                before: region.before.lowerBound..<middle.before.lowerBound,
                after: region.after.lowerBound..<middle.after.lowerBound, level: level))
        pending.append(
            Region(
                before: middle.before.upperBound..<region.before.upperBound,
                after: middle.after.upperBound..<region.after.upperBound, level: level))
    }

    /// Whether a region, whose ends differ, is looked at from the after side.
    ///
    /// Of equally good scripts the one that is found depends on the side that is looked at first. The elements tell which that
    /// is, and not the order of the sides, so that the same is kept when they change places.
    private func isTurned(_ region: Region) -> Bool {
        after[region.after.lowerBound] < before[region.before.lowerBound]
    }

    private func anchors(in region: Region, length: Int) -> [Hunk] {
        isTurned(region)
            ? UniqueAnchors.find(before: after, region.after, after: before, region.before, length: length)
                .map { $0.inverted() }
            : UniqueAnchors.find(before: before, region.before, after: after, region.after, length: length)
    }

    private mutating func middle(of region: Region) -> Hunk? {
        isTurned(region)
            ? snake.find(before: after, region.after, after: before, region.before)?.inverted()
            : snake.find(before: before, region.before, after: after, region.after)
    }

    private mutating func cut(_ region: Region, at anchors: [Hunk], level: Int) {
        var x = region.before.lowerBound
        var y = region.after.lowerBound
        for anchor in anchors {
            runs.append(anchor)
            pending.append(
                Region(before: x..<anchor.before.lowerBound, after: y..<anchor.after.lowerBound, level: level))
            x = anchor.before.upperBound
            y = anchor.after.upperBound
        }
        pending.append(
            Region(before: x..<region.before.upperBound, after: y..<region.after.upperBound, level: level))
    }
}
