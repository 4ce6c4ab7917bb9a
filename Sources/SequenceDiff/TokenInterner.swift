/// Numbers pieces of text: equal bytes get equal numbers, in the order of first sight.
///
/// Open addressing. A slot holds a key beside the number: of a piece of at most eight bytes, as most words are, the
/// bytes themselves, so that no text is read again; of a longer one a hash, and its bytes are compared.
///
/// - Complexity: O(1) expected per piece, besides reading it once.
public struct TokenInterner {
    @usableFromInline
    struct Slot {
        @usableFromInline var key: UInt64 = 0
        @usableFromInline var number: UInt32 = 0
        /// One more than the bytes of the piece; of a long one `longLength` and how many long ones came before it; 0 where the
        /// slot is free.
        @usableFromInline var length: UInt32 = 0

        init() {}

        init(key: UInt64, number: UInt32, length: UInt32) {
            (self.key, self.number, self.length) = (key, number, length)
        }
    }

    /// Pieces of so many bytes are their own key.
    public static let shortLength = 8
    private static let smallTable = 1 << 12
    private static let longLength = UInt32(shortLength) + 2

    /// The bytes of the long pieces, and where those of each end.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    @usableFromInline var slots: [Slot]

    /// What the newest piece is known by: its bytes or, where there are more than `shortLength`, a hash of them.
    public private(set) var newestKey: UInt64 = 0

    /// How many different pieces were seen.
    public private(set) var count = 0

    /// `capacity` is how many different pieces are expected.
    public init(capacity: Int = 256) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(filledWith: Slot(), count: size)
    }

    /// The number of the piece `text[range]`, new or known.
    public mutating func intern(_ text: [UInt8], _ range: Range<Int>) -> UInt32 { intern(text.span, range) }

    /// The number of the piece `text[range]`, new or known.
    @inlinable @inline(__always)
    public mutating func intern(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        range.count <= Self.shortLength
            ? intern(word: Self.word(text, range), byteCount: range.count) : internLong(text, range)
    }

    /// The number of a piece of at most `shortLength` bytes, given as `word(_:_:)` reads it.
    ///
    /// Inlined where text is numbered: most words are known, and are found at the first place looked at.
    @inlinable @inline(__always)
    public mutating func intern(word: UInt64, byteCount: Int) -> UInt32 {
        let length = UInt32(truncatingIfNeeded: byteCount &+ 1)
        let place = find(word, length)
        return slots[place].length != 0 ? slots[place].number : add(word, length, at: place)
    }

    /// Where a short piece stands, or the free slot where it would be put.
    @inlinable @inline(__always)
    func find(_ word: UInt64, _ length: UInt32) -> Int {
        let slots = slots.span
        let mask = slots.count &- 1
        var place = Self.place(of: word, length) & mask
        while true {
            // Safe: the mask keeps the place below the count, a power of two.
            let slot = unsafe slots[unchecked: place]
            if slot.length == 0 || (slot.key == word && slot.length == length) { return place }
            place = (place &+ 1) & mask
        }
    }

    @usableFromInline
    mutating func internLong(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        let key = Self.hash(text, range)
        let mask = slots.count - 1
        var place = Self.place(of: key, Self.longLength) & mask
        while slots[place].length != 0 {
            let slot = slots[place]
            if slot.key == key, slot.length >= Self.longLength, isEqual(Int(slot.length - Self.longLength), text, range)
            {
                return slot.number
            }
            place = (place + 1) & mask
        }
        let before = UInt32(ends.count - 1)
        bytes.append(addingCapacity: range.count) { bytes in
            for index in range { bytes.append(text[index]) }
        }
        ends.append(bytes.count)
        return add(key, Self.longLength + before, at: place)
    }

    @usableFromInline
    mutating func add(_ key: UInt64, _ length: UInt32, at place: Int) -> UInt32 {
        let number = UInt32(count)
        newestKey = key
        slots[place] = Slot(key: key, number: number, length: length)
        count += 1
        if count * 2 > slots.count { grow() }
        return number
    }

    private func isEqual(_ long: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = ends[long]
        guard ends[long + 1] - start == range.count else { return false }
        let bytes = bytes.span
        // Eight bytes a step; the last step takes the last eight.
        var offset = 0
        while true {
            let step = min(offset, range.count - 8)
            let (one, two) = (start + step, range.lowerBound + step)
            guard Self.word(bytes, one..<one + 8) == Self.word(text, two..<two + 8) else { return false }
            offset += 8
            if offset >= range.count { return true }
        }
    }

    private mutating func grow() {
        // A small table grows fast: what it holds is soon put into the next one.
        let factor = slots.count < Self.smallTable ? 4 : 2
        var wider = [Slot](filledWith: Slot(), count: slots.count * factor)
        let mask = wider.count - 1
        for slot in slots where slot.length != 0 {
            var place = Self.place(of: slot.key, min(slot.length, Self.longLength)) & mask
            while wider[place].length != 0 { place = (place + 1) & mask }
            wider[place] = slot
        }
        slots = wider
    }

    @inlinable @inline(__always)
    static func place(of key: UInt64, _ length: UInt32) -> Int {
        let product = (key ^ UInt64(length)).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }

    /// Up to `shortLength` bytes as one number, the first in its lowest byte.
    @inlinable @inline(__always)
    public static func word(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
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

    /// A hash of a long piece. Eight bytes a step; the last step takes the last eight.
    private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        var index = range.lowerBound
        while true {
            let start = min(index, range.upperBound - 8)
            let product = (hash ^ word(text, start..<start + 8)).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
            hash = product.high ^ product.low
            index += 8
            if index >= range.upperBound { return hash }
        }
    }
}
