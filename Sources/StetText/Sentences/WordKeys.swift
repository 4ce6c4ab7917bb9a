/// A set of words, or a value for each, by their keys: a table with open addressing, as the keys are hashes already.
struct WordKeys<Value: Sendable>: Sendable {
    private var keys: [UInt64]
    private var values: [Value?]
    private let mask: Int
    let isEmpty: Bool

    init(_ entries: [UInt64: Value]) {
        var size = 16
        while size < entries.count * 4 { size *= 2 }
        mask = size - 1
        isEmpty = entries.isEmpty
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: nil, count: size)
        for (key, value) in entries {
            var place = Self.place(of: key) & mask
            while values[place] != nil { place = (place + 1) & mask }
            (keys[place], values[place]) = (key, value)
        }
    }

    subscript(key: UInt64) -> Value? {
        var place = Self.place(of: key) & mask
        while let value = values[place] {
            if keys[place] == key { return value }
            place = (place + 1) & mask
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
