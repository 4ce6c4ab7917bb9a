/// What makes one object's bytes out of another's, in the form that git's packs hold.
///
/// Source of the form: git's gitformat-pack, "Deltified representation".
enum Delta {
    /// A run of this length is looked for in the base; shorter ones save little. git's own coder takes 16 too.
    private static let blockLength = 16
    /// More places than this are not remembered: a longer base is sampled. 64 K places take 256 KB.
    private static let placeLimit = 1 << 16
    /// A copy instruction of an older git holds no more than this.
    private static let copyLimit = 0x10000
    private static let insertLimit = 0x7F

    /// Returns the delta, or nil when it would be longer than `limit`.
    ///
    /// What both begin and end with is found by comparing; runs between by a hash of every `blockLength`-th block of the
    /// base. So an edit in one place, as in a tree, costs little more than the comparison.
    ///
    /// - Complexity: O(n + m).
    static func bytes(from base: [UInt8], to target: [UInt8], limit: Int) -> [UInt8]? {
        var writer = Writer(limit: limit)
        writer.size(base.count)
        writer.size(target.count)
        let (base, target) = (base.span, target.span)
        let shorter = min(base.count, target.count)
        let start = unsafe commonPrefix(base.bytes, target.bytes, limit: shorter)
        let end = unsafe commonSuffix(base.bytes, target.bytes, limit: shorter - start)
        writer.copy(from: 0, count: start)
        let middle = start..<(target.count - end)
        if middle.count <= blockLength || base.count - start - end < blockLength {
            writer.insert(target, middle)
        } else {
            writeMiddle(middle, of: target, from: base, within: start..<(base.count - end), to: &writer)
        }
        writer.copy(from: base.count - end, count: end)
        return writer.isOver ? nil : writer.bytes
    }

    /// How many bytes both begin with, compared eight at a time.
    private static func commonPrefix(_ one: RawSpan, _ other: RawSpan, limit: Int) -> Int {
        var count = 0
        while count + 8 <= limit {
            let (a, b) = unsafe (
                one.unsafeLoadUnaligned(fromByteOffset: count, as: UInt64.self),
                other.unsafeLoadUnaligned(fromByteOffset: count, as: UInt64.self)
            )
            guard a == b else { return count + (a ^ b).littleEndian.trailingZeroBitCount / 8 }
            count += 8
        }
        while count < limit, byte(one, count) == byte(other, count) { count += 1 }
        return count
    }

    /// How many bytes both end with.
    private static func commonSuffix(_ one: RawSpan, _ other: RawSpan, limit: Int) -> Int {
        var count = 0
        while count + 8 <= limit {
            let (a, b) = unsafe (
                one.unsafeLoadUnaligned(fromByteOffset: one.byteCount - count - 8, as: UInt64.self),
                other.unsafeLoadUnaligned(fromByteOffset: other.byteCount - count - 8, as: UInt64.self)
            )
            guard a == b else { return count + (a ^ b).littleEndian.leadingZeroBitCount / 8 }
            count += 8
        }
        while count < limit, byte(one, one.byteCount - 1 - count) == byte(other, other.byteCount - 1 - count) {
            count += 1
        }
        return count
    }

    private static func byte(_ span: RawSpan, _ place: Int) -> UInt8 {
        unsafe span.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }

    /// Writes a part of the target, with copies from anywhere in the base around the part that differs.
    private static func writeMiddle(
        _ middle: Range<Int>, of target: Span<UInt8>, from base: Span<UInt8>, within different: Range<Int>,
        to writer: inout Writer
    ) {
        let step = max(blockLength, different.count / placeLimit)
        var bits = 6
        while 1 << bits < 2 * (different.count / step + 1) { bits += 1 }
        // The place of a block plus one; 0 for none.
        var places = [UInt32](repeating: 0, count: 1 << bits)
        for place in stride(from: different.lowerBound, through: different.upperBound - blockLength, by: step) {
            places[RollingHash(base, at: place).slot(bits)] = UInt32(place + 1)
        }
        var pending = middle.lowerBound
        var position = middle.lowerBound
        let last = middle.upperBound - blockLength
        guard position <= last else { return writer.insert(target, middle) }
        var hash = RollingHash(target, at: position)
        while true {
            let place = Int(places[hash.slot(bits)]) - 1
            var count = 0
            if place >= 0 {
                while place + count < base.count, position + count < middle.upperBound,
                    base[place + count] == target[position + count]
                { count += 1 }
            }
            if count >= blockLength {
                var before = 0
                while before < position - pending, before < place,
                    base[place - before - 1] == target[position - before - 1]
                { before += 1 }
                writer.insert(target, pending..<(position - before))
                writer.copy(from: place - before, count: count + before)
                guard !writer.isOver else { return }
                position += count
                pending = position
                guard position <= last else { break }
                hash = RollingHash(target, at: position)
            } else {
                position += 1
                guard position <= last else { break }
                hash.roll(out: target[position - 1], in: target[position + blockLength - 1])
                guard position - pending <= writer.limit else {
                    writer.isOver = true
                    return
                }
            }
        }
        writer.insert(target, pending..<middle.upperBound)
    }

    /// The hash of a block that moves on byte by byte. Source: Karp and Rabin, 1987.
    private struct RollingHash {
        private var value: UInt32 = 0

        private static let factor: UInt32 = 0x0100_0193
        /// The factor to the power of the block's length: what the byte that leaves has become.
        private static let leaving = (0..<blockLength).reduce(UInt32(1)) { power, _ in power &* factor }

        init(_ bytes: Span<UInt8>, at place: Int) {
            for index in place..<(place + Delta.blockLength) { value = value &* Self.factor &+ UInt32(bytes[index]) }
        }

        mutating func roll(out: UInt8, in added: UInt8) {
            value = value &* Self.factor &+ UInt32(added) &- Self.leaving &* UInt32(out)
        }

        func slot(_ bits: Int) -> Int { Int((value &* 0x9E37_79B1) >> UInt32(32 - bits)) }
    }

    private struct Writer {
        var bytes: [UInt8] = []
        let limit: Int
        /// Something was left out, as all would be longer than the limit.
        var isOver = false

        init(limit: Int) {
            self.limit = limit
        }

        /// Seven bits a byte, the lowest first.
        mutating func size(_ count: Int) {
            var rest = count
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }

        mutating func copy(from place: Int, count: Int) {
            var (place, rest) = (place, count)
            while rest > 0 {
                let part = min(rest, copyLimit)
                var mark: UInt8 = 0x80
                let index = bytes.count
                bytes.append(0)
                for digit in 0..<4 where place >> (8 * digit) & 0xFF != 0 {
                    bytes.append(UInt8(place >> (8 * digit) & 0xFF))
                    mark |= 1 << UInt8(digit)
                }
                // A size of 0 stands for the largest.
                let size = part == copyLimit ? 0 : part
                for digit in 0..<3 where size >> (8 * digit) & 0xFF != 0 {
                    bytes.append(UInt8(size >> (8 * digit) & 0xFF))
                    mark |= 0x10 << UInt8(digit)
                }
                bytes[index] = mark
                place += part
                rest -= part
            }
            if bytes.count > limit { isOver = true }
        }

        mutating func insert(_ target: Span<UInt8>, _ range: Range<Int>) {
            guard bytes.count + range.count <= limit else {
                isOver = true
                return
            }
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(range.upperBound, start + insertLimit)
                bytes.append(UInt8(end - start))
                for index in start..<end { bytes.append(target[index]) }
                start = end
            }
            if bytes.count > limit { isOver = true }
        }
    }
}
