internal import StetHTML

extension String {
    /// Whether `part` stands in this text, byte by byte.
    ///
    /// Takes the place of the standard library's, which looks for equal characters, whatever they are composed of, and
    /// takes a hundred times as long: words, names and marks of a page are asked for by the thousand.
    ///
    /// - Complexity: O(n · m) at worst; O(n) for the parts asked for here.
    func contains(_ part: String) -> Bool { utf8.span.firstOffset(of: part.utf8.span) != nil }

    /// Whether the text begins with these bytes; for text beyond ASCII the standard library compares characters.
    func hasPrefix(_ part: String) -> Bool {
        let (bytes, part) = (utf8.span, part.utf8.span)
        guard part.count <= bytes.count else { return false }
        for offset in part.indices where bytes[offset] != part[offset] { return false }
        return true
    }

    func hasSuffix(_ part: String) -> Bool {
        let (bytes, part) = (utf8.span, part.utf8.span)
        guard part.count <= bytes.count else { return false }
        let start = bytes.count - part.count
        for offset in part.indices where bytes[start + offset] != part[offset] { return false }
        return true
    }

    /// Every run of white space as one space, and none at the ends.
    ///
    /// - Complexity: O(n); text that is so already is not copied.
    var spaceFolded: String {
        let bytes = utf8.span
        guard !bytes.isSpaceFolded else { return self }
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var isPending = false
        var index = 0
        while index < bytes.count {
            let (scalar, length) = bytes.scalar(at: index)
            if ScalarClass.of(scalar).contains(.space) {
                isPending = !folded.isEmpty
            } else {
                if isPending { folded.append(0x20) }
                isPending = false
                for offset in index..<index + length { folded.append(bytes[offset]) }
            }
            index += length
        }
        return String(decoding: folded, as: UTF8.self)
    }
}

extension Span<UInt8> {
    /// The character at `index` and how many bytes it has.
    ///
    /// - Precondition: The bytes are a string's, so valid UTF-8, and a character begins at `index`.
    @inline(__always)
    func scalar(at index: Int) -> (value: UInt32, length: Int) {
        let first = self[index]
        if first < 0x80 { return (UInt32(first), 1) }
        if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F), 2) }
        let middle = UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F)
        if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | middle, 3) }
        return (UInt32(first & 0x07) << 18 | middle << 6 | UInt32(self[index + 3] & 0x3F), 4)
    }

    /// Where `part` stands for the first time.
    func firstOffset(of part: Span<UInt8>) -> Int? {
        guard part.count > 0 else { return 0 }
        guard part.count <= count else { return nil }
        let last = count - part.count
        var start = 0
        search: while start <= last, let found = firstOffset(of: part[0], from: start), found <= last {
            start = found + 1
            for offset in 1..<max(1, part.count) where self[found + offset] != part[offset] { continue search }
            return found
        }
        return nil
    }

    /// Where `part` stands for the last time.
    func lastOffset(of part: Span<UInt8>) -> Int? {
        guard part.count > 0, part.count <= count else { return part.count == 0 ? count : nil }
        search: for start in stride(from: count - part.count, through: 0, by: -1) where self[start] == part[0] {
            for offset in 1..<max(1, part.count) where self[start + offset] != part[offset] { continue search }
            return start
        }
        return nil
    }

    /// ASCII with no white space but single spaces inside.
    fileprivate var isSpaceFolded: Bool {
        var previous: UInt8 = 0x20
        for index in indices {
            let byte = self[index]
            if byte >= 0x80 || byte < 0x20 || byte == 0x20 && previous == 0x20 { return false }
            previous = byte
        }
        return previous != 0x20 || isEmpty
    }
}
