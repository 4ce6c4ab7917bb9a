/// The indices of a longest strictly increasing subsequence of `values`, in order.
///
/// - Complexity: O(n log n). Source: patience sorting (Fredman 1975).
public func longestIncreasing(_ values: [Int]) -> [Int] {
    var tails: [Int] = []
    var previous = [Int](filledWith: -1, count: values.count)
    for (index, value) in values.enumerated() {
        var low = 0
        var high = tails.count
        while low < high {
            let middle = (low + high) / 2
            if values[tails[middle]] < value { low = middle + 1 } else { high = middle }
        }
        if low > 0 { previous[index] = tails[low - 1] }
        if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var kept: [Int] = []
    var index = tails.last ?? -1
    while index >= 0 {
        kept.append(index)
        index = previous[index]
    }
    return kept.reversed()
}

/// The indices of a heaviest strictly increasing subsequence of `values`, in order.
///
/// Of equally heavy ones, the one whose end comes first. Weights are positive.
/// - Complexity: O(n log n), with a tree of prefix maxima over the ranks of the values.
public func heaviestIncreasing(_ values: [Int], weights: [Int]) -> [Int] {
    precondition(values.count == weights.count, "one weight per value")
    return heaviestIncreasing(values) { weights[$0] }
}

/// The same with the weight of each index; it is asked for only of those that do not stand in order.
public func heaviestIncreasing(_ values: [Int], weight: (Int) -> Int) -> [Int] {
    heaviestIncreasing(values, weight: weight, exactWeight: weight)
}

/// The same where something else than the first end settles it between equally heavy ones.
///
/// - Parameter exactWeight: What is asked for instead where some weights add up to the same: weights in the same order, of which
///   the caller sees to it that hardly two sums are equal.
public func heaviestIncreasing(_ values: [Int], weight: (Int) -> Int, exactWeight: (Int) -> Int) -> [Int] {
    let middle = disorder(of: values)
    if middle.isEmpty { return Array(values.indices) }
    return Array(0..<middle.lowerBound) + heaviest(values, middle, weight, exactWeight)
        + Array(middle.upperBound..<values.count)
}

/// The indices outside of `heaviestIncreasing(_:weight:)`, in order: what moved, if the rest stands in place.
public func outsideHeaviestIncreasing(_ values: [Int], weight: (Int) -> Int) -> [Int] {
    outsideHeaviestIncreasing(values, weight: weight, exactWeight: weight)
}

/// The indices outside of `heaviestIncreasing(_:weight:exactWeight:)`, in order.
public func outsideHeaviestIncreasing(
    _ values: [Int], weight: (Int) -> Int, exactWeight: (Int) -> Int
) -> [Int] {
    let middle = disorder(of: values)
    if middle.isEmpty { return [] }
    var isInside = [Bool](filledWith: false, count: middle.count)
    for index in heaviest(values, middle, weight, exactWeight) { isInside[index - middle.lowerBound] = true }
    return middle.filter { !isInside[$0 - middle.lowerBound] }
}

/// Where the values stand that are not in order with all others; empty where they are increasing.
///
/// What stands before is less than all behind it, and what stands after greater than all before it: both are part of every
/// heaviest increasing subsequence.
private func disorder(of values: [Int]) -> Range<Int> {
    guard var least = values.last else { return 0..<0 }
    let values = values.span
    var start = values.count
    for index in (0..<values.count &- 1).reversed() {
        if values[index] >= least { start = index }
        least = min(least, values[index])
    }
    guard start < values.count else { return 0..<0 }
    var most = values[start]
    var end = start
    for index in start &+ 1..<values.count {
        if values[index] <= most { end = index &+ 1 }
        most = max(most, values[index])
    }
    return start..<end
}

private func heaviest(
    _ values: [Int], _ middle: Range<Int>, _ weight: (Int) -> Int, _ exactWeight: (Int) -> Int
) -> [Int] {
    let ranks = ranks(of: Array(values[middle]))
    var tree = MaximumTree(start: middle.lowerBound, count: middle.count)
    var previous = [Int](filledWith: -1, count: middle.count)
    var best = chain(ranks, &tree, &previous) { weight(middle.lowerBound + $0) }
    if tree.hasTies {
        tree = MaximumTree(start: middle.lowerBound, count: middle.count)
        best = chain(ranks, &tree, &previous) { exactWeight(middle.lowerBound + $0) }
    }
    var kept: [Int] = []
    // What follows the middle goes on from the heaviest of all; else the first of equally heavy ends is taken.
    var index = middle.upperBound < values.count ? tree.heaviest(below: (ranks.max() ?? 0) + 1).index : best
    while index >= 0 {
        kept.append(middle.lowerBound + index)
        index = previous[index]
    }
    return kept.reversed()
}

/// Puts each element into the tree; `previous` gets the one before it in the heaviest subsequence that it ends. Returns the first
/// that ends one as heavy as any.
private func chain(
    _ ranks: [Int], _ tree: inout MaximumTree, _ previous: inout [Int], _ weight: (Int) -> Int
) -> Int {
    var best = (weight: 0, index: -1)
    for index in ranks.indices {
        let below = tree.heaviest(below: ranks[index])
        previous[index] = below.index
        let total = below.weight + weight(index)
        if total == best.weight { tree.hasTies = true }
        if total > best.weight { best = (total, index) }
        tree.put(weight: total, index: index, rank: ranks[index])
    }
    return best.index
}

/// The greatest weight of the ranks below one. Source: Fenwick, "A new data structure for cumulative frequency tables" (1994).
private struct MaximumTree {
    private var nodes: [(weight: Int, index: Int)]
    /// Whether something as heavy as something else was met, which may or may not have mattered.
    var hasTies = false
    /// Ranks below the first one here. They have a place in the tree and no node: which of equals is found depends on it.
    private let start: Int

    init(start: Int, count: Int) {
        self.start = start
        nodes = Array(filledWith: (0, -1), count: count + 1)
    }

    mutating func heaviest(below rank: Int) -> (weight: Int, index: Int) {
        let (best, isTied) = Self.heaviest(nodes.span, start, below: rank)
        if isTied { hasTies = true }
        return best
    }

    private static func heaviest(
        _ nodes: Span<(weight: Int, index: Int)>, _ start: Int, below rank: Int
    ) -> (best: (weight: Int, index: Int), isTied: Bool) {
        var best = (weight: 0, index: -1)
        var isTied = false
        var node = start &+ rank &- 1
        while node > start {
            let other = nodes[node &- start]
            if other.weight > best.weight {
                (best, isTied) = (other, false)
            } else if other.weight == best.weight, best.weight > 0 {
                isTied = true
            }
            node &= node &- 1
        }
        return (best, isTied)
    }

    mutating func put(weight: Int, index: Int, rank: Int) {
        if Self.put(weight, index, start &+ rank, start, &nodes) { hasTies = true }
    }

    /// Returns whether something of the same weight was met.
    private static func put(
        _ weight: Int, _ index: Int, _ place: Int, _ start: Int, _ nodes: inout [(weight: Int, index: Int)]
    ) -> Bool {
        var nodes = nodes.mutableSpan
        var isTied = false
        var node = place
        while node &- start < nodes.count {
            let most = nodes[node &- start].weight
            if weight > most { nodes[node &- start] = (weight, index) } else if weight == most { isTied = true }
            node &+= node & -node
        }
        return isTied
    }
}

/// So many times as many values as there are may lie between the least and the greatest for counting to be cheaper than sorting.
private let densest = 8

private func denseRanks(of values: [Int], from least: Int, count: Int) -> [Int] {
    var ranks = [Int](filledWith: 0, count: count)
    for value in values { ranks[value - least] = 1 }
    var rank = 0
    for index in ranks.indices {
        rank += ranks[index]
        ranks[index] = rank
    }
    return values.map { ranks[$0 - least] }
}

/// For each value its place, from 1, among the different values; equal ones have the same.
private func ranks(of values: [Int]) -> [Int] {
    // Places in a text are mostly dense: they are counted, not sorted.
    if let least = values.min(), let most = values.max() {
        let (span, isHuge) = most.subtractingReportingOverflow(least)
        if !isHuge, span <= densest * values.count { return denseRanks(of: values, from: least, count: span + 1) }
    }
    let sorted = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Int](filledWith: 0, count: values.count)
    var rank = 0
    for (place, index) in sorted.enumerated() {
        if place == 0 || values[sorted[place - 1]] != values[index] { rank += 1 }
        ranks[index] = rank
    }
    return ranks
}
