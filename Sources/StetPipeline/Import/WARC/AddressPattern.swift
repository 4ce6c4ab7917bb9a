/// Addresses that a person means: one in full, or with `*` for any run of characters.
package struct AddressPattern: Sendable {
    private let parts: [[UInt8]]

    package init(_ text: String) {
        parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// With or without the scheme, and a fragment left out.
    ///
    /// - Complexity: O(n · m) in the address and the pattern.
    package func matches(_ address: String) -> Bool {
        let whole = address.prefix { $0 != "#" }
        let bare = whole.firstRange(of: "://").map { whole[$0.upperBound...] } ?? whole
        return [whole, bare].contains { matches(Array($0.utf8)[...]) }
    }

    private func matches(_ address: ArraySlice<UInt8>) -> Bool {
        guard let first = parts.first, let last = parts.last, address.starts(with: first) else { return false }
        if parts.count == 1 { return address.elementsEqual(first) }
        var rest = address.dropFirst(first.count)
        // The first place that fits leaves the most for what follows.
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let start = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
            rest = rest[(start + part.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
