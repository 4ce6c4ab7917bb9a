/// One place where two sequences differ: `before` was replaced by `after`; one of the two may be empty.
public struct Hunk: Hashable, Sendable {
    public var before: Range<Int>
    public var after: Range<Int>

    public init(before: Range<Int>, after: Range<Int>) {
        self.before = before
        self.after = after
    }

    /// The same place with the sides exchanged.
    func inverted() -> Hunk { Hunk(before: after, after: before) }

    /// The same place in sequences with `count` more elements in front.
    func shifted(by count: Int) -> Hunk {
        Hunk(
            before: before.lowerBound + count..<before.upperBound + count,
            after: after.lowerBound + count..<after.upperBound + count)
    }
}

/// What has to be replaced to turn one sequence into another.
///
/// The hunks are sorted, do not touch one another, and are never empty on both sides. What lies between two
/// hunks is equal on both sides and as long on the one as on the other.
public struct EditScript: Hashable, Sendable {
    public var beforeCount: Int
    public var afterCount: Int
    public var hunks: [Hunk]

    /// A script of hunks that are already sorted and apart.
    public init(beforeCount: Int, afterCount: Int, hunks: [Hunk]) {
        self.beforeCount = beforeCount
        self.afterCount = afterCount
        self.hunks = hunks
        checkInvariants()
    }

    public var isEmpty: Bool { hunks.isEmpty }

    /// How many elements stand in hunks, on both sides together: the length of the script in edits.
    public var editCount: Int { hunks.reduce(0) { $0 + $1.before.count + $1.after.count } }

    /// The equal runs between the hunks, in order and never empty: what is not in them was replaced.
    public var matches: [Hunk] {
        var runs: [Hunk] = []
        runs.reserveCapacity(hunks.count + 1)
        var before = 0
        var after = 0
        for hunk in hunks {
            if hunk.before.lowerBound > before {
                runs.append(Hunk(before: before..<hunk.before.lowerBound, after: after..<hunk.after.lowerBound))
            }
            before = hunk.before.upperBound
            after = hunk.after.upperBound
        }
        if beforeCount > before { runs.append(Hunk(before: before..<beforeCount, after: after..<afterCount)) }
        return runs
    }

    /// The script that turns the after side back into the before side.
    public func inverted() -> EditScript {
        EditScript(
            beforeCount: afterCount, afterCount: beforeCount,
            hunks: hunks.map { $0.inverted() })
    }

    /// The after side, made of `before` and, per hunk, the elements that were added.
    ///
    /// `added` is asked once per hunk, in order, for the elements of `hunk.after`.
    public func applied<Element>(to before: [Element], added: (Range<Int>) -> some Sequence<Element>) -> [Element] {
        precondition(before.count == beforeCount, "the script was made for another sequence")
        var after: [Element] = []
        after.reserveCapacity(afterCount)
        var position = 0
        for hunk in hunks {
            after.append(contentsOf: before[position..<hunk.before.lowerBound])
            after.append(contentsOf: added(hunk.after))
            position = hunk.before.upperBound
        }
        after.append(contentsOf: before[position...])
        return after
    }

    /// One script for this one and then `next`: its hunks are the least that cover both.
    public func composed(with next: EditScript) -> EditScript {
        precondition(afterCount == next.beforeCount, "the second script starts from another sequence")
        var kept: [Hunk] = []
        var first = matches[...]
        var second = next.matches[...]
        while let one = first.first, let two = second.first {
            let low = max(one.after.lowerBound, two.before.lowerBound)
            let high = min(one.after.upperBound, two.before.upperBound)
            if low < high {
                let before = one.before.lowerBound + (low - one.after.lowerBound)
                let after = two.after.lowerBound + (low - two.before.lowerBound)
                kept.append(Hunk(before: before..<before + (high - low), after: after..<after + (high - low)))
            }
            if one.after.upperBound <= two.before.upperBound { first.removeFirst() } else { second.removeFirst() }
        }
        return EditScript(beforeCount: beforeCount, afterCount: next.afterCount, matches: kept)
    }

    /// The script that keeps exactly `matches`, which are sorted on both sides and do not overlap.
    public init(beforeCount: Int, afterCount: Int, matches: [Hunk]) {
        var hunks: [Hunk] = []
        var before = 0
        var after = 0
        for run in matches {
            if run.before.lowerBound > before || run.after.lowerBound > after {
                hunks.append(Hunk(before: before..<run.before.lowerBound, after: after..<run.after.lowerBound))
            }
            before = run.before.upperBound
            after = run.after.upperBound
        }
        if before < beforeCount || after < afterCount {
            hunks.append(Hunk(before: before..<beforeCount, after: after..<afterCount))
        }
        self.init(beforeCount: beforeCount, afterCount: afterCount, hunks: hunks)
    }

    /// Traps in debug builds where the hunks break the promises made above.
    func checkInvariants() {
        assert(
            {
                var before = 0
                var after = 0
                for (index, hunk) in hunks.enumerated() {
                    let gap = hunk.before.lowerBound - before
                    guard gap == hunk.after.lowerBound - after, gap > 0 || (index == 0 && gap == 0),
                        !hunk.before.isEmpty || !hunk.after.isEmpty
                    else { return false }
                    before = hunk.before.upperBound
                    after = hunk.after.upperBound
                }
                return beforeCount - before == afterCount - after && beforeCount >= before
            }(), "hunks out of order, touching or empty")
    }
}
