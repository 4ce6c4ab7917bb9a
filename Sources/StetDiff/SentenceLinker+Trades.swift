internal import SequenceDiff

/// Clauses that changed hosts: two sentences that stayed, and a heavy clause that went from one to the other.
extension SentenceLinker {
    /// How far from the mates of its neighbours the sentence that a free one was is looked for.
    private static let hostReach = 1

    /// Where a link holds two sentences together by a clause alone, and each of them has a free sentence that is mostly what is
    /// left of it, links these instead: the clause was cut out of one sentence and pasted into another, and both are still
    /// there. The clause is told as moved words; else it would be told as a sentence that merged with another one, or as one
    /// that moved and was rewritten, beside one that is gone and one that is new.
    ///
    /// The free ones must be found again in what they belong to, and not in what that was linked with, as a part of a split
    /// sentence must (`shareOfPart`); they must be alike as any two in place (`mutualInPlace`), and the two links not cross.
    ///
    /// Which of two trades that exclude each other is made does not depend on the order of the sides.
    ///
    /// - Complexity: O(free sentences · words of a sentence).
    mutating func tradeHosts(_ mates: inout Mates) {
        guard mates.areBothOpen else { return }
        let before = NeighbourPlaces(of: mates.ofAfter, among: mates.ofBefore.count, reach: Self.hostReach)
        let after = NeighbourPlaces(of: mates.ofBefore, among: mates.ofAfter.count, reach: Self.hostReach)
        var trades: [Trade] = []
        for y in self.after.tokens.indices where mates.isFree(after: y) && !self.after.tokens[y].isEmpty {
            before.forEach(around: y) { i in
                guard !mates.isFree(before: i), !self.before.tokens[i].isEmpty, after.holds(y, around: i) else {
                    return
                }
                let j = Int(mates.ofBefore[i])
                guard !self.after.tokens[j].isEmpty, isRest(after: y, of: i, linkedWith: j) else { return }
                before.forEach(around: j) { x in
                    if mates.isFree(before: x), !self.before.tokens[x].isEmpty, (x < i) == (j < y),
                        after.holds(j, around: x), isRest(before: x, of: j, linkedWith: i)
                    {
                        trades.append(Trade(x: x, i: i, j: j, y: y))
                    }
                }
            }
        }
        for trade in trades.sorted(by: { $0.order.lexicographicallyPrecedes($1.order) })
        where mates.areLinked(trade.i, trade.j) && mates.areFree(trade.x, trade.y) {
            mates.unlink(trade.i, trade.j)
            mates.link(trade.i, trade.y)
            mates.link(trade.x, trade.j)
        }
    }

    /// A link of `i` with `j` that gives way to one of `i` with `y` and one of `x` with `j`.
    private struct Trade {
        let x: Int
        let i: Int
        let j: Int
        let y: Int

        /// The same for the trade seen from the other side, whose `x` and `i` are `y` and `j` here.
        var order: [Int] {
            [x + i + j + y, min(x + i, j + y), min(x + y, i + j), abs(x - y), abs(i - j)]
        }
    }

    /// Whether a free sentence of the after side is mostly what the link of two sentences leaves over of the one before.
    private mutating func isRest(after y: Int, of i: Int, linkedWith j: Int) -> Bool {
        let (before, after) = (before, after)
        let rest = after.ids.span.extracting(after.tokens[y])
        return isRest(
            rest, sentenceWeights.after[y], of: before.ids.span.extracting(before.tokens[i]), sentenceWeights.before[i],
            not: after.ids.span.extracting(after.tokens[j]))
    }

    /// The same of a free sentence of the before side and what is left over of the one after.
    private mutating func isRest(before x: Int, of j: Int, linkedWith i: Int) -> Bool {
        let (before, after) = (before, after)
        let rest = before.ids.span.extracting(before.tokens[x])
        return isRest(
            rest, sentenceWeights.before[x], of: after.ids.span.extracting(after.tokens[j]), sentenceWeights.after[j],
            not: before.ids.span.extracting(before.tokens[i]))
    }

    private mutating func isRest(
        _ rest: Span<UInt32>, _ weight: Int32, of whole: Span<UInt32>, _ all: Int32, not other: Span<UInt32>
    ) -> Bool {
        func isPart(_ common: Int) -> Bool { common * 256 >= Int(weight) * Self.shareOfPart }
        func isAlike(_ common: Int) -> Bool { 2 * common * 256 >= (Int(weight) + Int(all)) * Self.mutualInPlace }
        commonWords.hold(whole)
        // Words in common, whatever their order, are the most they can have in order.
        let most = commonWords.inBags(rest)
        guard isPart(most), isAlike(most) else { return false }
        let common = commonWords.inOrder(rest)
        guard isPart(common), isAlike(common) else { return false }
        // Of a sentence that stands there several times what is a part of one is a part of the others, and nothing is left over.
        commonWords.hold(other)
        return !isPart(commonWords.inBags(rest))
    }
}

/// Where on one side an element of the other may have its mate: around those of the linked ones next to it.
private struct NeighbourPlaces {
    private let below: [Int32]
    private let above: [Int32]
    private let count: Int
    private let reach: Int

    /// `mates` has the mate of each element, or -1, among `count` of the side that places are looked for on.
    init(of mates: [Int32], among count: Int, reach: Int) {
        func nearest(_ order: some Sequence<Int>, from end: Int32) -> [Int32] {
            var nearest = [Int32](filledWith: 0, count: mates.count)
            var last = end
            for index in order {
                nearest[index] = last
                if mates[index] >= 0 { last = mates[index] }
            }
            return nearest
        }
        below = nearest(mates.indices, from: -1)
        above = nearest(mates.indices.reversed(), from: Int32(truncatingIfNeeded: count))
        self.count = count
        self.reach = reach
    }

    /// The places around `element`, from the first to the last.
    @inline(__always)
    func forEach(around element: Int, _ visit: (Int) -> Void) {
        let (first, second) = ranges(around: element)
        for place in first { visit(place) }
        for place in second { visit(place) }
    }

    @inline(__always)
    func holds(_ place: Int, around element: Int) -> Bool {
        let (first, second) = ranges(around: element)
        return first.contains(place) || second.contains(place)
    }

    /// Two ranges that do not overlap.
    @inline(__always)
    private func ranges(around element: Int) -> (Range<Int>, Range<Int>) {
        let (one, two) = (Int(below[element]), Int(above[element]))
        let (low, high) = (min(one, two), max(one, two))
        let first = (low - reach..<low + reach + 1).clamped(to: 0..<count)
        return (first, max(high - reach, first.upperBound)..<max(min(high + reach + 1, count), first.upperBound))
    }
}
