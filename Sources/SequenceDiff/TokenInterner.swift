/// Numbers pieces of text: equal bytes get equal numbers, in the order of first sight.
///
/// Open addressing over 32-bit hashes beside the ids, so that almost every miss is told without reading text.
public struct TokenInterner {
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var slots: [UInt64]
    private var mask: Int

    /// `capacity` is how many different pieces are expected.
    public init(capacity: Int = 256) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// How many different pieces were seen.
    public var count: Int { ends.count - 1 }

    /// The number of the piece `text[range]`, new or known.
    public mutating func intern(_ text: [UInt8], _ range: Range<Int>) -> UInt32 {
        let hash = Self.hash(text, range)
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
                let id = Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
                if isEqual(id, text, range) { return UInt32(id) }
            }
            slot = (slot + 1) & mask
        }
        let id = UInt32(count)
        bytes.append(contentsOf: text[range])
        ends.append(bytes.count)
        slots[slot] = UInt64(hash) << 32 | UInt64(id + 1)
        if count * 2 > slots.count { grow() }
        return id
    }

    private func isEqual(_ id: Int, _ text: [UInt8], _ range: Range<Int>) -> Bool {
        let start = ends[id]
        guard ends[id + 1] - start == range.count else { return false }
        for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        mask = slots.count - 1
        for entry in old where entry != 0 {
            var slot = Int(entry >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }

    private static func hash(_ text: [UInt8], _ range: Range<Int>) -> UInt32 {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3 }
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 32)
    }
}
