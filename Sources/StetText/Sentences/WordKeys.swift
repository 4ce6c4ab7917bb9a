/// A set of words, or a value for each, by their keys: a table with open addressing, as the keys are hashes already.
struct WordKeys<Value: Sendable>: Sendable {
    /// A key and its value stand together: a word that is looked up is mostly not at hand in the caches of the processor.
    private struct Slot {
        var key: UInt64 = 0
        var value: Value?
    }

    private var slots: [Slot]
    let isEmpty: Bool

    init(_ entries: [UInt64: Value]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        isEmpty = entries.isEmpty
        slots = Array(repeating: Slot(), count: size)
        for (key, value) in entries {
            var place = Self.place(of: key) & (size - 1)
            while slots[place].value != nil { place = (place + 1) & (size - 1) }
            slots[place] = Slot(key: key, value: value)
        }
    }

    subscript(key: UInt64) -> Value? {
        let slots = slots.span
        let mask = slots.count &- 1
        var place = Self.place(of: key) & mask
        while let value = slots[place].value {
            if slots[place].key == key { return value }
            place = (place &+ 1) & mask
        }
        return nil
    }

    private static func place(of key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ key >> 32) }
}

extension WordKeys where Value == Void {
    /// The words between spaces.
    init(_ words: String) { self.init(Dictionary(words.spacedWords.map { (SentenceRules.key($0), ()) }) { _, _ in }) }

    func contains(_ key: UInt64) -> Bool { self[key] != nil }
}
