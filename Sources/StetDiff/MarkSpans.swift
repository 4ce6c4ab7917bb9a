/// The marks of a stretch of text as a row of spans with equal marks, so that a place is looked up and not searched for.
///
/// - Complexity: O(marks · log marks) to make, as marks nest no deeper than the normal form lets them; O(log marks) to ask.
struct MarkSpans {
    /// Where marks begin or end, sorted; `kinds[n]` holds from `borders[n]` on.
    private var borders: [Int] = []
    private var kinds: [Set<DiffText.Mark.Kind>] = []

    init(_ marks: ArraySlice<DiffText.Mark>) {
        guard !marks.isEmpty else { return }
        let positions = Set(marks.lazy.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
        var open: [DiffText.Mark] = []
        var next = marks.startIndex
        for position in positions {
            open.removeAll { $0.range.upperBound <= position }
            while next < marks.endIndex, marks[next].range.lowerBound <= position {
                if marks[next].range.upperBound > position { open.append(marks[next]) }
                next += 1
            }
            borders.append(position)
            kinds.append(Set(open.map(\.kind)))
        }
    }

    /// The kinds of all marks that hold a position.
    func kinds(at position: Int) -> Set<DiffText.Mark.Kind> {
        let index = firstBorder(after: position)
        return index > 0 ? kinds[index - 1] : []
    }

    /// The borders that lie inside a range and not at its ends.
    func borders(inside range: Range<Int>) -> ArraySlice<Int> {
        let first = firstBorder(after: range.lowerBound)
        return borders[first...].prefix { $0 < range.upperBound }
    }

    private func firstBorder(after position: Int) -> Int {
        var low = 0
        var high = borders.count
        while low < high {
            let middle = (low + high) / 2
            if borders[middle] <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
