/// What makes one object's bytes out of another's, in the form that git's packs hold.
///
/// Source of the form: git's gitformat-pack, "Deltified representation".
enum Delta {
    /// A run of this length is looked for in the base; shorter ones save little. git's own coder takes 16 too.
    private static let blockLength = 16
    /// In a base of up to this many bytes, such as a commit, blocks are taken from every fourth place: what it has in common with the
    /// next one are its trailers' names, hardly longer than a block, and one that lies across two blocks would be missed.
    private static let shortBaseByteCount = 1 << 10
    private static let shortBaseStep = 4
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
        let step =
            different.count <= shortBaseByteCount ? shortBaseStep : max(blockLength, different.count / placeLimit)
        var bits = 6
        while 1 << bits < 2 * (different.count / step + 1) { bits += 1 }
        // The place of a block plus one; 0 for none.
        var places = [UInt32](repeating: 0, count: 1 << bits)
        for place in stride(from: different.lowerBound, through: different.upperBound - blockLength, by: step) {
            unsafe places[slot(of: base.bytes, at: place, bits)] = UInt32(place + 1)
        }
        var pending = middle.lowerBound
        var position = middle.lowerBound
        while position + blockLength <= middle.upperBound {
            let place = unsafe Int(places[slot(of: target.bytes, at: position, bits)]) - 1
            let count =
                place < 0
                ? 0
                : unsafe commonPrefix(
                    base.bytes.extracting(place...), target.bytes.extracting(position..<middle.upperBound),
                    limit: min(base.count - place, middle.upperBound - position))
            guard count >= blockLength else {
                position += 1
                guard position - pending <= writer.limit else {
                    writer.isOver = true
                    return
                }
                continue
            }
            let before = unsafe commonSuffix(
                base.bytes.extracting(..<place), target.bytes.extracting(pending..<position),
                limit: min(place, position - pending))
            writer.insert(target, pending..<(position - before))
            writer.copy(from: place - before, count: count + before)
            guard !writer.isOver else { return }
            position += count
            pending = position
        }
        writer.insert(target, pending..<middle.upperBound)
    }

    /// Where the block at a place is looked for in a table of 2 to the power of `bits` places: the top of two products.
    private static func slot(of bytes: RawSpan, at place: Int, _ bits: Int) -> Int {
        let (low, high) = unsafe (
            bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian,
            bytes.unsafeLoadUnaligned(fromByteOffset: place + 8, as: UInt64.self).littleEndian
        )
        return Int((low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F) >> UInt64(64 - bits))
    }

    private struct Writer {
        var bytes: [UInt8] = []
        let limit: Int
        /// Something was left out, as all would be longer than the limit.
        var isOver = false

        /// Most deltas are of folders and commits, and no longer.
        private static let usualByteCount = 320

        init(limit: Int) {
            self.limit = limit
            bytes.reserveCapacity(min(limit, Self.usualByteCount))
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
