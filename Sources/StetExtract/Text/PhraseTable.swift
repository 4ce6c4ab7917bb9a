/// Values by whole phrases. ASCII letters of either case are alike; a phrase is given in small letters.
struct PhraseTable<Value: Sendable>: Sendable {
    private var slots: [Int32]
    private var phrases: [[UInt8]] = []
    private var values: [Value] = []

    /// Of a phrase given twice the later value counts.
    init(_ phrases: [(phrase: String, value: Value)]) {
        var slotCount = 8
        while slotCount < 4 * phrases.count { slotCount *= 2 }
        slots = [Int32](repeating: -1, count: slotCount)
        for (phrase, value) in phrases {
            let bytes = Array(phrase.utf8)
            let slot = slot(of: bytes.span)
            if slots[slot] >= 0 {
                values[Int(slots[slot])] = value
            } else {
                slots[slot] = Int32(self.phrases.count)
                self.phrases.append(bytes)
                values.append(value)
            }
        }
    }

    /// - Complexity: O(bytes of the text), without making a string.
    subscript(text: Span<UInt8>) -> Value? {
        let found = slots[slot(of: text)]
        return found < 0 ? nil : values[Int(found)]
    }

    private func slot(of text: Span<UInt8>) -> Int {
        // Fowler, Noll and Vo's hash; the same in every process.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index].lowercasedASCII)) &* 0x100_0000_01B3 }
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[slot] >= 0, !text.hasFoldedPrefix(phrases[Int(slots[slot])], isWhole: true) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}

/// Values by how a text begins, in the same way.
struct PrefixTable<Value: Sendable>: Sendable {
    private var phrases: [(bytes: [UInt8], value: Value)] = []
    /// Which of the phrases begin with each byte, in the given order.
    private var byFirstByte = [[Int32]](repeating: [], count: 256)

    init(_ phrases: [(phrase: String, value: Value)]) {
        for (phrase, value) in phrases {
            guard let first = phrase.utf8.first else { continue }
            byFirstByte[Int(first)].append(Int32(self.phrases.count))
            self.phrases.append((Array(phrase.utf8), value))
        }
    }

    /// The value of the first phrase, in the order given, that the text begins with.
    func first(of text: Span<UInt8>) -> Value? {
        guard text.count > 0 else { return nil }
        for index in byFirstByte[Int(text[0].lowercasedASCII)]
        where text.hasFoldedPrefix(phrases[Int(index)].bytes, isWhole: false) {
            return phrases[Int(index)].value
        }
        return nil
    }
}

extension UInt8 {
    @inline(__always)
    var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// Whether the text begins with a phrase in small letters, or is that phrase.
    fileprivate func hasFoldedPrefix(_ phrase: [UInt8], isWhole: Bool) -> Bool {
        guard isWhole ? phrase.count == count : phrase.count <= count else { return false }
        let phrase = phrase.span
        for index in phrase.indices where self[index].lowercasedASCII != phrase[index] { return false }
        return true
    }
}
