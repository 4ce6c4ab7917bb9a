/// Elements in an order, of which only the first few may be wanted.
///
/// - Complexity: O(n) to make, O(log n) for each element that is taken.
struct LazilyOrdered<Element>: Sequence, IteratorProtocol {
    /// A binary heap: no element precedes the one at half its place.
    private var heap: [Element]
    private let precedes: (Element, Element) -> Bool

    /// - Parameter precedes: A strict order in which no two of the elements are the same.
    init(_ elements: [Element], by precedes: @escaping (Element, Element) -> Bool) {
        heap = elements
        self.precedes = precedes
        for place in (0..<heap.count / 2).reversed() { sink(place) }
    }

    mutating func next() -> Element? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return first
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var first = place
            for child in 2 * place + 1...2 * place + 2 where child < heap.count && precedes(heap[child], heap[first]) {
                first = child
            }
            guard first != place else { return }
            heap.swapAt(place, first)
            place = first
        }
    }
}
