/// Runs of a page's nodes in document order: sorted, apart from each other, none empty.
struct NodeRanges: Hashable, Sendable {
    private(set) var ranges: [Range<Int>] = []

    init(_ ranges: some Sequence<Range<Int>> = []) {
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound {
                self.ranges[self.ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// The end of the run that a node is in.
    ///
    /// - Complexity: O(log n).
    func end(around node: Int) -> Int? {
        let index = firstIndex(endingAfter: node)
        guard index < ranges.count, ranges[index].lowerBound <= node else { return nil }
        return ranges[index].upperBound
    }

    func contains(_ node: Int) -> Bool { end(around: node) != nil }

    func contains(_ nodes: Range<Int>) -> Bool { end(around: nodes.lowerBound).map { $0 >= nodes.upperBound } ?? false }

    /// What of `nodes` lies in these runs.
    func intersection(_ nodes: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = firstIndex(endingAfter: nodes.lowerBound)
        while index < ranges.count, ranges[index].lowerBound < nodes.upperBound {
            found.append(ranges[index].clamped(to: nodes))
            index += 1
        }
        return found
    }

    /// What of `nodes` lies outside these runs.
    func complement(in nodes: Range<Int>) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var start = nodes.lowerBound
        for range in intersection(nodes) {
            if start < range.lowerBound { gaps.append(start..<range.lowerBound) }
            start = range.upperBound
        }
        if start < nodes.upperBound { gaps.append(start..<nodes.upperBound) }
        return gaps
    }

    private func firstIndex(endingAfter node: Int) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
