/// The indices of a longest strictly increasing subsequence of `values`, in order.
///
/// - Complexity: O(n log n). Source: patience sorting (Fredman 1975).
public func longestIncreasing(_ values: [Int]) -> [Int] {
    var tails: [Int] = []
    var previous = [Int](repeating: -1, count: values.count)
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

/// The same with the weight of each index; it is not asked for where all values are increasing.
public func heaviestIncreasing(_ values: [Int], weight: (Int) -> Int) -> [Int] {
    isIncreasing(values) ? Array(values.indices) : heaviest(values, weight)
}

/// The indices outside of `heaviestIncreasing(_:weight:)`, in order: what moved, if the rest stands in place.
public func outsideHeaviestIncreasing(_ values: [Int], weight: (Int) -> Int) -> [Int] {
    if isIncreasing(values) { return [] }
    var isInside = [Bool](repeating: false, count: values.count)
    for index in heaviest(values, weight) { isInside[index] = true }
    return values.indices.filter { !isInside[$0] }
}

private func heaviest(_ values: [Int], _ weight: (Int) -> Int) -> [Int] {
    let ranks = ranks(of: values)
    var tree = [(weight: Int, index: Int)](repeating: (0, -1), count: values.count + 1)
    var previous = [Int](repeating: -1, count: values.count)
    var best = (weight: 0, index: -1)
    for (index, rank) in ranks.enumerated() {
        var below = (weight: 0, index: -1)
        var node = rank - 1
        while node > 0 {
            if tree[node].weight > below.weight { below = tree[node] }
            node &= node - 1
        }
        previous[index] = below.index
        let total = below.weight + weight(index)
        if total > best.weight { best = (total, index) }
        node = rank
        while node < tree.count {
            if total > tree[node].weight { tree[node] = (total, index) }
            node += node & -node
        }
    }
    var kept: [Int] = []
    var index = best.index
    while index >= 0 {
        kept.append(index)
        index = previous[index]
    }
    return kept.reversed()
}

private func isIncreasing(_ values: [Int]) -> Bool {
    for index in values.indices.dropFirst() where values[index - 1] >= values[index] { return false }
    return true
}

/// So many times as many values as there are may lie between the least and the greatest for counting to be cheaper than sorting.
private let densest = 8

private func denseRanks(of values: [Int], from least: Int, count: Int) -> [Int] {
    var ranks = [Int](repeating: 0, count: count)
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
    var ranks = [Int](repeating: 0, count: values.count)
    var rank = 0
    for (place, index) in sorted.enumerated() {
        if place == 0 || values[sorted[place - 1]] != values[index] { rank += 1 }
        ranks[index] = rank
    }
    return ranks
}
