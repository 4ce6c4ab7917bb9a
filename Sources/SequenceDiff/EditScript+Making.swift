extension EditScript {
    /// Finds what has to be replaced in `before` to get `after`.
    ///
    /// Tokens are equal when their numbers are. What stands on one side only is left out at first. Equal ends are cut
    /// off; where more than `exactArea` pairs of tokens lie between, elements that stand exactly once on both sides (or, where there are none, short runs of
    /// elements that do) cut the rest into gaps; the gaps are compared by Myers' algorithm, which finds a shortest
    /// script. When `budget` runs out the script is still right but may be longer than needed. The same input gives
    /// the same script on every run and machine.
    ///
    /// - Complexity: O((n + m) · d) steps in a gap with d edits, at most `budget` for all gaps together; besides
    ///   O((n + m) log(n + m)) for the anchors.
    public init(from before: [UInt32], to after: [UInt32], budget: StepBudget? = nil) {
        let budget = budget ?? StepBudget.standard(beforeCount: before.count, afterCount: after.count)
        let shared = SharedElements(before, after)
        var finder = MatchFinder(before: shared.before.elements, after: shared.after.elements, budget: budget)
        finder.run()
        let matches = shared.original(finder.mergedRuns())
        self.init(beforeCount: before.count, afterCount: after.count, matches: matches)
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
