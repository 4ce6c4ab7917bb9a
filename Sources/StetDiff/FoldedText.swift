/// Numbers pieces of text that are equal but for the amount of white space in them.
struct FoldedTextNumbering {
    private var slots: [Int32]
    private var mask: Int
    private var entries: [(hash: UInt64, side: Int, range: Range<Int>)] = []
    private let sides: [[UInt8]]

    init(_ sides: [[UInt8]], capacity: Int) {
        self.sides = sides
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    var count: Int { entries.count }

    /// The number of `range` on `side`, new or known; pieces of different `kind` never get the same.
    ///
    /// At most as many different pieces as `capacity` may be numbered.
    mutating func number(side: Int, _ range: Range<Int>, kind: Int) -> UInt32 {
        let hash = Self.hash(sides[side], range, seed: UInt64(truncatingIfNeeded: kind))
        var slot = Int(truncatingIfNeeded: hash >> 17) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, FoldedText.areEqual(sides[entry.side], entry.range, sides[side], range) {
                return UInt32(slots[slot])
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(entries.count)
        entries.append((hash, side, range))
        return UInt32(entries.count - 1)
    }

    private static func hash(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) -> UInt64 {
        var hash = seed &* 0x9e37_79b9_7f4a_7c15 ^ 0xcbf2_9ce4_8422_2325
        var isAfterBlank = false
        for index in range {
            let byte = bytes[index]
            if Byte.isBlank(byte) {
                isAfterBlank = true
                continue
            }
            if isAfterBlank {
                hash = (hash ^ 0x20) &* 0x0000_0100_0000_01b3
                isAfterBlank = false
            }
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        hash ^= hash >> 32
        return hash &* 0x9e37_79b9_7f4a_7c15
    }
}

enum FoldedText {
    /// Whether two pieces that start and end with a visible byte are equal but for the amount of white space.
    static func areEqual(_ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>) -> Bool {
        var i = x.lowerBound
        var j = y.lowerBound
        while i < x.upperBound, j < y.upperBound {
            let (blankA, blankB) = (Byte.isBlank(a[i]), Byte.isBlank(b[j]))
            guard blankA == blankB else { return false }
            if blankA {
                while i < x.upperBound, Byte.isBlank(a[i]) { i += 1 }
                while j < y.upperBound, Byte.isBlank(b[j]) { j += 1 }
            } else {
                guard a[i] == b[j] else { return false }
                i += 1
                j += 1
            }
        }
        return i == x.upperBound && j == y.upperBound
    }

    /// The stretches without white space of two pieces that are equal but for it, side by side: equal bytes each.
    static func pieces(
        _ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>
    ) -> [(before: Range<Int>, after: Range<Int>)] {
        var pieces: [(before: Range<Int>, after: Range<Int>)] = []
        var i = x.lowerBound
        var j = y.lowerBound
        while true {
            while i < x.upperBound, Byte.isBlank(a[i]) { i += 1 }
            while j < y.upperBound, Byte.isBlank(b[j]) { j += 1 }
            let (iStart, jStart) = (i, j)
            while i < x.upperBound, j < y.upperBound, !Byte.isBlank(a[i]), a[i] == b[j] {
                i += 1
                j += 1
            }
            guard i > iStart else { return pieces }
            pieces.append((iStart..<i, jStart..<j))
        }
    }
}
