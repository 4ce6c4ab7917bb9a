/// Values by short words of ASCII, found while the bytes of a text are read.
///
/// A word is its own key, so that a look-up neither makes a string nor compares one.
struct WordTable<Value: Sendable>: Sendable {
    private var slots: [Int32]
    private var keys: [ShortWord] = []
    private var values: [Value] = []

    /// Of a word given twice the later value counts.
    ///
    /// - Precondition: No word has more than ``ShortWord/maximumByteCount`` bytes.
    init(_ words: [(word: String, value: Value)]) {
        var slotCount = 8
        while slotCount < 4 * words.count { slotCount *= 2 }
        slots = [Int32](repeating: -1, count: slotCount)
        for (word, value) in words {
            var key = ShortWord()
            for byte in word.utf8 { key.append(byte) }
            precondition(key.byteCount <= ShortWord.maximumByteCount, "a word fits its key")
            let slot = slot(of: key)
            if slots[slot] >= 0 {
                values[Int(slots[slot])] = value
            } else {
                slots[slot] = Int32(keys.count)
                keys.append(key)
                values.append(value)
            }
        }
    }

    /// - Complexity: O(1).
    subscript(key: ShortWord) -> Value? {
        guard key.byteCount <= ShortWord.maximumByteCount else { return nil }
        let found = slots[slot(of: key)]
        return found < 0 ? nil : values[Int(found)]
    }

    private func slot(of key: ShortWord) -> Int {
        var slot = key.hash & (slots.count - 1)
        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}

/// A word as it is read byte by byte: its bytes themselves, as far as they fit.
struct ShortWord: Equatable, Sendable {
    /// The longest names of page parts have 20.
    static let maximumByteCount = 32

    private(set) var byteCount = 0
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        switch byteCount / 8 {
        case 0: words.0 = words.0 << 8 | UInt64(byte)
        case 1: words.1 = words.1 << 8 | UInt64(byte)
        case 2: words.2 = words.2 << 8 | UInt64(byte)
        case 3: words.3 = words.3 << 8 | UInt64(byte)
        default: break
        }
        byteCount += 1
    }

    static func == (left: ShortWord, right: ShortWord) -> Bool {
        left.byteCount == right.byteCount && left.words == right.words
    }

    /// Fowler, Noll and Vo's mixing, by words of eight bytes.
    var hash: Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        hash = (hash ^ words.0) &* 0x100_0000_01B3
        hash = (hash ^ words.1) &* 0x100_0000_01B3
        hash = (hash ^ words.2) &* 0x100_0000_01B3
        hash = (hash ^ words.3) &* 0x100_0000_01B3
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}
