extension Array {
    /// `count` times the same value.
    ///
    /// The same as `init(repeating:count:)`, which the standard library does not make for each type of element: it asks the
    /// runtime for the type of its storage at each call. That costs 700 instructions; a comparison makes 80 arrays.
    ///
    /// - Complexity: O(n).
    @inlinable @inline(__always)
    package init(filledWith value: Element, count: Int) {
        self.init()
        append(addingCapacity: count) { $0.append(repeating: value, count: count) }
    }
}
