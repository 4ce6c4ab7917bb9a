/// Elements by kind: for each kind, the nodes of that kind in document order.
struct ElementLists: Sendable {
    /// The list of kind `k` is `nodes[starts[k]..<starts[k + 1]]`.
    private let starts: [UInt32]
    private let nodes: [UInt32]

    /// - Parameter entries: Every element with its kind, in document order; called twice.
    /// - Complexity: O(entries + kinds), by counting.
    init(kindCount: Int, _ entries: ((_ kind: Int, _ node: Int) -> Void) -> Void) {
        var starts = [UInt32](repeating: 0, count: kindCount + 1)
        entries { kind, _ in starts[kind + 1] += 1 }
        for kind in 0..<kindCount { starts[kind + 1] += starts[kind] }
        var next = starts
        var nodes = [UInt32](repeating: 0, count: Int(starts[kindCount]))
        entries { kind, node in
            nodes[Int(next[kind])] = UInt32(node)
            next[kind] += 1
        }
        self.starts = starts
        self.nodes = nodes
    }

    /// The elements of a kind whose indices lie in a range.
    ///
    /// - Complexity: O(log n).
    func list(_ kind: Int, in range: Range<Int>) -> ArraySlice<UInt32> {
        let list = Int(starts[kind])..<Int(starts[kind + 1])
        let first = firstPosition(in: list, atOrAfter: range.lowerBound)
        let end = firstPosition(in: first..<list.upperBound, atOrAfter: range.upperBound)
        return nodes[first..<end]
    }

    private func firstPosition(in list: Range<Int>, atOrAfter node: Int) -> Int {
        var low = list.lowerBound
        var high = list.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Int(nodes[middle]) < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
