extension EditScript {
    /// Finds what has to be replaced in `before` to get `after`.
    ///
    /// Tokens are equal when their numbers are. Equal ends are cut off, and what stands on one side only is left out at first;
    /// where more than `exactArea` pairs of tokens lie between, elements that stand exactly once on both sides (or, where there are none, short runs of
    /// elements that do) cut the rest into gaps; the gaps are compared by Myers' algorithm, which finds a shortest
    /// script. When `budget` runs out the script is still right but may be longer than needed. The same input gives
    /// the same script on every run and machine, and the sides exchanged the same script turned round.
    ///
    /// - Complexity: O((n + m) · d) steps in a gap with d edits, at most `budget` for all gaps together; besides
    ///   O((n + m) log(n + m)) for the anchors.
    public init(from before: [UInt32], to after: [UInt32], budget: StepBudget? = nil) {
        // Before anything depends on how long the sequences are: equal text in front changes nothing.
        let middle = Self.middle(before, after)
        let (x, y) = (middle.before, middle.after)
        guard !x.isEmpty, !y.isEmpty else {
            let hunks = x.isEmpty && y.isEmpty ? [] : [middle]
            self.init(beforeCount: before.count, afterCount: after.count, hunks: hunks)
            return
        }
        let budget = budget ?? StepBudget.standard(beforeCount: x.count, afterCount: y.count)
        let shared = SharedElements(
            x.count == before.count ? before : Array(before[x]), y.count == after.count ? after : Array(after[y]))
        var finder = MatchFinder(before: shared.before.elements, after: shared.after.elements, budget: budget)
        finder.run()
        let start = x.lowerBound
        var matches = [Hunk(before: 0..<start, after: 0..<start)]
        for run in shared.original(finder.mergedRuns()) { matches.append(run.shifted(by: start)) }
        matches.append(Hunk(before: x.upperBound..<before.count, after: y.upperBound..<after.count))
        self.init(beforeCount: before.count, afterCount: after.count, matches: matches)
    }

    /// What lies between the equal ends.
    private static func middle(_ before: [UInt32], _ after: [UInt32]) -> Hunk {
        let shorter = min(before.count, after.count)
        var start = 0
        while start < shorter, before[start] == after[start] { start += 1 }
        var (x, y) = (before.count, after.count)
        while x > start, y > start, before[x - 1] == after[y - 1] { (x, y) = (x - 1, y - 1) }
        return Hunk(before: start..<x, after: start..<y)
    }
}

/// How much work a comparison may do. Steps, never seconds: the answer must not depend on the machine.
public struct StepBudget: Hashable, Sendable {
    public var steps: Int

    public init(steps: Int) {
        self.steps = steps
    }

    /// Enough for an exact answer on any two sequences of a thousand elements, and a few steps an element beyond.
    public static func standard(beforeCount: Int, afterCount: Int) -> StepBudget {
        StepBudget(steps: leastSteps + stepsPerElement * (beforeCount + afterCount))
    }

    /// An exact comparison of 1,400 elements with as many others of which few are in order takes about this many.
    private static let leastSteps = 1 << 21
    /// Made texts with half of their words changed take less than one; only sequences of a few elements that repeat
    /// themselves take more.
    private static let stepsPerElement = 8
}
