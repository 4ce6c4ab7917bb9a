/// Numbers pieces of text: equal bytes get equal numbers, in the order of first sight.
///
/// Open addressing. A slot holds a key beside the number: of a piece of at most eight bytes, as most words are, the
/// bytes themselves, so that no text is read again; of a longer one a hash, and its bytes are compared.
///
/// - Complexity: O(1) expected per piece, besides reading it once.
public struct TokenInterner {
    private struct Slot {
        var key: UInt64 = 0
        /// One more than the number; 0 where the slot is free.
        var next: UInt32 = 0
        /// Bytes of the piece, or `longLength`.
        var length: UInt32 = 0
    }

    private static let longLength: UInt32 = 9

    /// The bytes of the long pieces, and where those of each number end.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var slots: [Slot]
    private var mask: Int

    /// `capacity` is how many different pieces are expected.
    public init(capacity: Int = 256) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size - 1
    }

    /// How many different pieces were seen.
    public var count: Int { ends.count - 1 }

    /// The number of the piece `text[range]`, new or known.
    public mutating func intern(_ text: [UInt8], _ range: Range<Int>) -> UInt32 { intern(text.span, range) }

    /// The number of the piece `text[range]`, new or known.
    public mutating func intern(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        let isLong = range.count > 8
        let key = isLong ? Self.hash(text, range) : Self.word(text, range)
        let length = isLong ? Self.longLength : UInt32(truncatingIfNeeded: range.count)
        var place = Self.place(of: key, length) & mask
        while true {
            let slot = slots[place]
            if slot.next == 0 { break }
            if slot.key == key, slot.length == length {
                let id = slot.next &- 1
                if !isLong || isEqual(Int(id), text, range) { return id }
            }
            place = (place &+ 1) & mask
        }
        let id = UInt32(count)
        if isLong { for index in range { bytes.append(text[index]) } }
        ends.append(bytes.count)
        slots[place] = Slot(key: key, next: id + 1, length: length)
        if count * 2 > slots.count { grow() }
        return id
    }

    private func isEqual(_ id: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = ends[id]
        guard ends[id + 1] - start == range.count else { return false }
        for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        mask = slots.count - 1
        for slot in old where slot.next != 0 {
            var place = Self.place(of: slot.key, slot.length) & mask
            while slots[place].next != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }

    private static func place(of key: UInt64, _ length: UInt32) -> Int {
        let product = (key ^ UInt64(length)).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }

    /// Up to eight bytes as one number.
    @inline(__always)
    private static func word(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "the piece lies beyond the text")
        if range.lowerBound &+ 8 <= text.count {
            // Safe: eight bytes are left from the start of the piece.
            let word = unsafe UInt64(
                littleEndian: text.bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: range.lowerBound, as: UInt64.self))
            return range.isEmpty ? 0 : word & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* range.count))
        }
        var word: UInt64 = 0
        for index in range.reversed() { word = word << 8 | UInt64(text[index]) }
        return word
    }

    private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        var index = range.lowerBound
        while index < range.upperBound {
            let end = min(index + 8, range.upperBound)
            let product = (hash ^ word(text, index..<end)).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
            hash = product.high ^ product.low
            index = end
        }
        return hash
    }
}
