/// Which keys were put in: one bit a key, so that a few may seem to be there that are not, and never the other way round.
///
/// Source: Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors" (1970), with one hash.
public struct PresenceTable {
    private var bits: [UInt64]
    private let shift: UInt64

    /// Bits per key: one in sixteen of the keys that are not there is taken for there.
    private static let bitsPerKey = 16

    /// `capacity` is how many keys are expected.
    public init(capacity: Int) {
        var size: UInt64 = 10
        while 1 << size < capacity * Self.bitsPerKey { size += 1 }
        shift = 64 - size
        bits = Array(filledWith: 0, count: 1 << (size - 6))
    }

    /// Keys are hashes: their upper bits tell them apart.
    public mutating func insert(_ key: UInt64) {
        let place = place(key)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    public func mayContain(_ key: UInt64) -> Bool {
        let place = place(key)
        return bits[place >> 6] & 1 << UInt64(place & 63) != 0
    }

    private func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> shift) }
}
