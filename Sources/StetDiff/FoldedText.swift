/// Numbers pieces of text that are equal but for the amount of white space in them.
struct FoldedTextNumbering {
    private var slots: [Int32]
    private var mask: Int
    private var entries: [Entry] = []
    private let sides: [[UInt8]]

    private struct Entry {
        var hash: UInt64
        var start: UInt32
        var end: UInt32
        var side: UInt8

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    init(_ sides: [[UInt8]]) {
        self.sides = sides
        slots = Array(repeating: -1, count: 64)
        mask = slots.count - 1
    }

    var count: Int { entries.count }

    /// The number of `range` on `side`, new or known; pieces of different `kind` never get the same.
    mutating func number(side: Int, _ range: Range<Int>, kind: Int) -> UInt32 {
        let hash = FoldedText.hash(sides[side], range, seed: UInt64(truncatingIfNeeded: kind))
        var slot = Int(truncatingIfNeeded: hash >> 17) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash,
                FoldedText.areEqual(sides[Int(entry.side)], entry.range, sides[side], range)
            {
                return UInt32(slots[slot])
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(entries.count)
        entries.append(
            Entry(
                hash: hash, start: UInt32(truncatingIfNeeded: range.lowerBound),
                end: UInt32(truncatingIfNeeded: range.upperBound), side: UInt8(truncatingIfNeeded: side)))
        if entries.count * 2 > slots.count { grow() }
        return UInt32(entries.count - 1)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash >> 17) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}

enum FoldedText {
    /// Whether two pieces that start and end with a visible byte are equal but for the amount of white space.
    static func areEqual(_ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>) -> Bool {
        if x.count == y.count, areSame(a, x, b, y) { return true }
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

    /// Whether two pieces of one length are the same bytes.
    static func areSame(_ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>) -> Bool {
        let (a, b) = unsafe (a.span.extracting(x).bytes, b.span.extracting(y).bytes)
        var index = 0
        while index &+ 16 <= a.byteCount {
            // Safe: sixteen bytes are left on both sides, and are two words.
            let other = unsafe unsafeBitCast(
                a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
                    ^ b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self),
                to: SIMD2<UInt64>.self)
            guard other[0] | other[1] == 0 else { return false }
            index &+= 16
        }
        while index + 8 <= a.byteCount {
            // Safe: eight bytes are left on both sides.
            let (one, two) = unsafe (
                a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self),
                b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            )
            guard one == two else { return false }
            index += 8
        }
        while index < a.byteCount {
            let (one, two) = unsafe (
                a.unsafeLoadUnaligned(fromByteOffset: index, as: UInt8.self),
                b.unsafeLoadUnaligned(fromByteOffset: index, as: UInt8.self)
            )
            guard one == two else { return false }
            index += 1
        }
        return true
    }

    /// A hash of a piece in which every stretch of white space counts as one space.
    ///
    /// Eight bytes of the folded text make a step. Where eight bytes of the text, or sixteen, hold nothing to fold, and few
    /// do, they are such steps as they stand. Multiplying to 128 bits and folding the halves mixes a step (the
    /// construction of wyhash, Wang Yi 2019).
    /// - Complexity: O(n), an eighth of n steps where little is folded.
    static func hash(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) -> UInt64 {
        let text = unsafe bytes.span.extracting(range).bytes
        var hash = mixed(seed ^ 0x9e37_79b9_7f4a_7c15)
        var index = 0
        var isAfterBlank = false
        while index < text.byteCount {
            while index + 17 <= text.byteCount {
                // Safe: seventeen bytes are left.
                let (these, nexts) = unsafe (
                    text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self),
                    text.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 1, as: SIMD16<UInt8>.self)
                )
                // Safe: sixteen bytes are two words, the first in front.
                let words = unsafe unsafeBitCast(these, to: SIMD2<UInt64>.self)
                let (one, two) = (UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
                if mayFold(these, nexts) || (isAfterBlank && one & 0xff == 0x20) { break }
                hash = mixed(mixed(hash ^ one) ^ two)
                isAfterBlank = two >> 56 == 0x20
                index += 16
            }
            if index + 8 <= text.byteCount {
                // Safe: eight bytes are left.
                let word = unsafe UInt64(
                    littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
                if !mayFold(word), !(isAfterBlank && word & 0xff == 0x20) {
                    hash = mixed(hash ^ word)
                    isAfterBlank = word >> 56 == 0x20
                    index += 8
                    continue
                }
            }
            let left = text.byteCount - index
            if left < 8, text.byteCount >= 8 {
                // Safe: the last eight bytes; those of the step before are shifted out.
                let last = unsafe UInt64(
                    littleEndian: text.unsafeLoadUnaligned(fromByteOffset: text.byteCount - 8, as: UInt64.self))
                let word = last >> UInt64(64 - 8 * left)
                let filler = UInt64(0x2121_2121_2121_2121) << UInt64(8 * left)
                if !mayFold(word | filler), !(isAfterBlank && word & 0xff == 0x20) {
                    hash = mixed(hash ^ word) &+ UInt64(8 * left)
                    break
                }
            }
            var word: UInt64 = 0
            var shift: UInt64 = 0
            while index < text.byteCount, shift < 64 {
                // Safe: the index is below the count.
                let byte = unsafe text.unsafeLoad(fromByteOffset: index, as: UInt8.self)
                index += 1
                let isBlank = Byte.isBlank(byte)
                if isBlank, isAfterBlank { continue }
                word |= UInt64(isBlank ? 0x20 : byte) << shift
                shift += 8
                isAfterBlank = isBlank
            }
            hash = mixed(hash ^ word)
            // The last step tells how much of it is text.
            if shift < 64 { hash &+= shift }
        }
        return mixed(hash)
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
        return product.high ^ product.low
    }

    /// Whether sixteen bytes, or the two that the last and the one behind it are, hold a control character or two spaces in a row.
    @inline(__always)
    private static func mayFold(_ bytes: SIMD16<UInt8>, _ nexts: SIMD16<UInt8>) -> Bool {
        // The highest bit tells: of bytes below a space, and of 7F, the only one of ASCII that one more makes 80.
        let controls = ((bytes &- 0x20) | (bytes &+ 1)) & ~bytes & 0x80
        // Compared with a vector that has its type: else the compiler compares byte by byte.
        let zero: SIMD16<UInt8> = .zero
        let spaces = ((bytes ^ 0x20) | (nexts ^ 0x20)) .== zero
        // Safe: sixteen bytes are two words.
        let found =
            unsafe unsafeBitCast(controls, to: SIMD2<UInt64>.self) | unsafeBitCast(spaces, to: SIMD2<UInt64>.self)
        return found[0] | found[1] != 0
    }

    /// Whether eight bytes may hold a control character or two spaces in a row; sometimes true where they do not.
    private static func mayFold(_ word: UInt64) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        let controls = (word &- 0x20 &* ones) & ~word & high
        let delete = word ^ 0x7f &* ones
        let deletes = (delete &- ones) & ~delete & high
        let space = word ^ 0x20 &* ones
        let spaces = (space &- ones) & ~space & high
        return controls | deletes | (spaces & spaces << 8) != 0
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
