internal import SequenceDiff

/// Numbers pieces of text that are equal but for the amount of white space in them.
///
/// A piece is known by its ends, which most others have not: what has them is compared with the first that had, and the whole
/// text is hashed only where it is another.
struct FoldedTextNumbering {
    private var entries: [Entry] = []
    /// The first piece of each pair of ends, and the pieces with the ends of another one.
    private var byEnds = HashedNumbers()
    private var byHash = HashedNumbers()
    private let sides: [[UInt8]]

    private struct Entry {
        var start: UInt32
        var end: UInt32
        var side: UInt8
        var kind: UInt8
        /// Whether the piece stands in `byHash`: the first of its ends does when there is a second.
        var isHashed: Bool

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    init(_ sides: [[UInt8]]) { self.sides = sides }

    var count: Int { entries.count }

    /// The number of `range` on `side`, new or known; pieces of different `kind`, a number below 256, never get the same.
    ///
    /// - Complexity: O(n), about once over the piece and the one it is equal to.
    mutating func number(side: Int, _ range: Range<Int>, kind: Int) -> UInt32 {
        let ends = FoldedText.hashOfEnds(sides[side], range, seed: UInt64(truncatingIfNeeded: kind))
        guard let first = byEnds.first(ends, where: { _ in true }) else {
            let number = append(side, range, kind, isHashed: false)
            byEnds.add(number, ends)
            return number
        }
        if isEqual(first, side, range, kind) { return first }
        if !entries[Int(first)].isHashed {
            entries[Int(first)].isHashed = true
            let entry = entries[Int(first)]
            byHash.add(first, hash(Int(entry.side), entry.range, Int(entry.kind)))
        }
        let hash = hash(side, range, kind)
        if let known = byHash.first(hash, where: { isEqual($0, side, range, kind) }) { return known }
        let number = append(side, range, kind, isHashed: true)
        byHash.add(number, hash)
        return number
    }

    private func hash(_ side: Int, _ range: Range<Int>, _ kind: Int) -> UInt64 {
        FoldedText.hash(sides[side], range, seed: UInt64(truncatingIfNeeded: kind))
    }

    private func isEqual(_ number: UInt32, _ side: Int, _ range: Range<Int>, _ kind: Int) -> Bool {
        let entry = entries[Int(number)]
        return Int(entry.kind) == kind
            && FoldedText.areEqual(sides[Int(entry.side)], entry.range, sides[side], range)
    }

    private mutating func append(_ side: Int, _ range: Range<Int>, _ kind: Int, isHashed: Bool) -> UInt32 {
        entries.append(
            Entry(
                start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound),
                side: UInt8(truncatingIfNeeded: side), kind: UInt8(truncatingIfNeeded: kind), isHashed: isHashed))
        return UInt32(truncatingIfNeeded: entries.count - 1)
    }
}

/// Numbers by a hash of what they stand for. Open addressing.
private struct HashedNumbers {
    private struct Slot {
        var hash: UInt64
        /// -1 where the slot is free.
        var number: Int32
    }

    private var slots: [Slot] = []
    private var count = 0

    private static let leastSlots = 64

    /// The first number of the hash that is the one looked for.
    @inline(__always)
    func first(_ hash: UInt64, where isWanted: (UInt32) -> Bool) -> UInt32? {
        let slots = slots.span
        guard !slots.isEmpty else { return nil }
        var place = Self.place(hash, slots.count)
        while slots[place].number >= 0 {
            let number = UInt32(truncatingIfNeeded: slots[place].number)
            if slots[place].hash == hash, isWanted(number) { return number }
            place = (place &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    mutating func add(_ number: UInt32, _ hash: UInt64) {
        if 2 * (count + 1) > slots.count { grow() }
        put(Slot(hash: hash, number: Int32(truncatingIfNeeded: number)))
        count += 1
    }

    private mutating func put(_ slot: Slot) {
        var place = Self.place(slot.hash, slots.count)
        while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(filledWith: Slot(hash: 0, number: -1), count: max(Self.leastSlots, old.count * 4))
        for slot in old where slot.number >= 0 { put(slot) }
    }

    private static func place(_ hash: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: hash >> 17) & (count - 1)
    }
}

enum FoldedText {
    /// Whether two pieces that start and end with a visible byte are equal but for the amount of white space.
    static func areEqual(_ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>) -> Bool {
        var same = commonPrefix(a, x, b, y)
        if same == x.count, same == y.count { return true }
        // White space where they part may be longer on one side.
        while same > 0, Byte.isBlank(a[x.lowerBound + same - 1]) { same -= 1 }
        var i = x.lowerBound + same
        var j = y.lowerBound + same
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
        commonPrefix(a, x, b, y) == x.count
    }

    /// How many bytes two pieces begin with that are the same.
    private static func commonPrefix(_ a: [UInt8], _ x: Range<Int>, _ b: [UInt8], _ y: Range<Int>) -> Int {
        let (a, b) = unsafe (a.span.extracting(x).bytes, b.span.extracting(y).bytes)
        let count = min(a.byteCount, b.byteCount)
        var index = 0
        while index &+ 16 <= count {
            // Safe: sixteen bytes are left on both sides, and are two words, the first in front.
            let other = unsafe unsafeBitCast(
                a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
                    ^ b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self),
                to: SIMD2<UInt64>.self)
            if other[0] != 0 { return index + UInt64(littleEndian: other[0]).trailingZeroBitCount / 8 }
            if other[1] != 0 { return index + 8 + UInt64(littleEndian: other[1]).trailingZeroBitCount / 8 }
            index &+= 16
        }
        while index + 8 <= count {
            // Safe: eight bytes are left on both sides.
            let (one, two) = unsafe (
                a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self),
                b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            )
            if one != two { return index + UInt64(littleEndian: one ^ two).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            let (one, two) = unsafe (
                a.unsafeLoadUnaligned(fromByteOffset: index, as: UInt8.self),
                b.unsafeLoadUnaligned(fromByteOffset: index, as: UInt8.self)
            )
            guard one == two else { return index }
            index += 1
        }
        return count
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

    /// A hash of the first and the last eight bytes of a piece in which every stretch of white space counts as one space.
    static func hashOfEnds(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) -> UInt64 {
        let text = unsafe bytes.span.extracting(range).bytes
        var (first, last): (UInt64, UInt64)
        if text.byteCount >= 8 {
            // Safe: the first and the last eight bytes.
            (first, last) = unsafe (
                UInt64(littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)),
                UInt64(
                    littleEndian: text.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: text.byteCount - 8, as: UInt64.self))
            )
            if mayFold(first) { first = foldedEnd(text, isLast: false) }
            if mayFold(last) { last = foldedEnd(text, isLast: true) }
        } else {
            (first, last) = (foldedEnd(text, isLast: false), foldedEnd(text, isLast: true))
        }
        return mixed(mixed(seed ^ 0x9e37_79b9_7f4a_7c15 ^ first) ^ last)
    }

    /// The first or the last eight bytes of the folded text, or all where it has less.
    private static func foldedEnd(_ text: RawSpan, isLast: Bool) -> UInt64 {
        var word: UInt64 = 0
        var (index, count) = (0, 0)
        var isAfterBlank = false
        while index < text.byteCount, count < 8 {
            // Safe: the index is below the count.
            let byte = unsafe text.unsafeLoad(
                fromByteOffset: isLast ? text.byteCount - 1 - index : index, as: UInt8.self)
            index += 1
            let isBlank = Byte.isBlank(byte)
            if isBlank, isAfterBlank { continue }
            isAfterBlank = isBlank
            word |= UInt64(isBlank ? 0x20 : byte) << UInt64(8 * (isLast ? 7 - count : count))
            count += 1
        }
        return word
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
