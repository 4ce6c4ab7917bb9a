internal import SequenceDiff

/// The table of a word alignment (see `WordAligner`) for texts of usual length, eight cells a step.
///
/// The cells of one antidiagonal do not depend on one another. A value is four times what `WordAligner` reckons, so that its
/// lowest two bits hold a tag that tells the state it came from: the greatest of three tagged values is the best way,
/// and of equally good ones that with the higher tag.
struct WordTable {
    /// Scores fit in sixteen bits: 48 for a kept word at most, and 4 for a dropped one.
    private static let shorterLimit = 600
    private static let togetherLimit = 3_900
    private static let unreachable: Int16 = -16_000

    private typealias Lanes = SIMD8<Int16>
    private static let width = Lanes.scalarCount

    /// How each cell was reached: bits 0–1 the tag of a pair, 2–3 of a dropped word, 4–5 of one put in.
    private(set) var tags: [UInt8] = []
    /// Cells from one antidiagonal to the next in `tags`; a cell stands at its place in the text before.
    private(set) var stride = 0
    /// Values after a pair, after a dropped word and after one put in, of the last cell.
    private(set) var last: (m: Int16, x: Int16, y: Int16) = (0, 0, 0)

    /// Words by small numbers, one per number of the vocabulary; 0 where a word has none.
    private var numbers: [Int16] = []
    /// Of the text before: words, words in small letters and gains. Of the text after, backwards: words, and in small letters.
    private var lanes: [Int16] = []
    private var rows: [Int16] = []

    static func fits(_ one: Int, _ two: Int) -> Bool { min(one, two) <= shorterLimit && one + two <= togetherLimit }

    /// Fills the table for two texts of at least one word each.
    mutating func fill(_ before: Span<UInt32>, _ after: Span<UInt32>, _ vocabulary: Vocabulary) {
        stride = before.count + 1 + Self.width
        let cells = (before.count + after.count + 1) * stride
        if tags.count < cells { tags = Array(filledWith: 0, count: cells + cells / 2) }
        if numbers.count < vocabulary.count { numbers = Array(filledWith: 0, count: vocabulary.count) }
        Self.number(before, after, vocabulary, &numbers, &lanes)
        rows.removeAll(keepingCapacity: true)
        rows.append(contentsOf: repeatElement(Self.unreachable, count: 9 * (stride + 1)))
        last = Self.fill(before.count, after.count, stride, lanes, &rows, &tags)
    }

    /// Writes both texts as small numbers, so that eight words fit in one register.
    private static func number(
        _ before: Span<UInt32>, _ after: Span<UInt32>, _ vocabulary: Vocabulary, _ numbers: inout [Int16],
        _ lanes: inout [Int16]
    ) {
        let (n, m) = (before.count, after.count)
        let (x, y) = (n + 1 + width, m + 1 + width)
        let count = 3 * x + 2 * y
        if lanes.count < count { lanes = Array(filledWith: 0, count: count + count / 2) }
        let words = vocabulary.words.span
        var next: Int16 = 1
        var out = lanes.mutableSpan
        var numbers = numbers.mutableSpan
        // What is beyond the texts is equal to nothing: −1 before, 0 after.
        for list in 0..<3 {
            out[list * x] = -1
            for place in n + 1..<x { out[list * x + place] = -1 }
        }
        for list in 0..<2 {
            for place in m..<y { out[3 * x + list * y + place] = 0 }
        }
        for index in before.indices {
            let id = Int(before[index])
            let small = Int(words[id].folded)
            if numbers[id] == 0 { (numbers[id], next) = (next, next + 1) }
            if numbers[small] == 0 { (numbers[small], next) = (next, next + 1) }
            out[index + 1] = numbers[id]
            out[x + index + 1] = numbers[small]
            out[2 * x + index + 1] = Int16(truncatingIfNeeded: 8 * words[id].substance)
        }
        for index in after.indices {
            let id = Int(after[index])
            out[3 * x + m - 1 - index] = numbers[id]
            out[3 * x + y + m - 1 - index] = numbers[Int(words[id].folded)]
        }
        for index in before.indices {
            let id = Int(before[index])
            numbers[id] = 0
            numbers[Int(words[id].folded)] = 0
        }
    }

    private static func fill(
        _ n: Int, _ m: Int, _ stride: Int, _ lanes: [Int16], _ rows: inout [Int16], _ tags: inout [UInt8]
    ) -> (m: Int16, x: Int16, y: Int16) {
        let words = unsafe lanes.span.bytes
        var tagCells = tags.mutableSpan
        var tags = unsafe tagCells.mutableBytes
        var rowCells = rows.mutableSpan
        var rows = unsafe rowCells.mutableBytes
        let (open, extend) = (Int16(4 * WordAligner.gapOpen), Int16(4 * WordAligner.gapExtend))
        let (sameSlot, replaced) = (
            Lanes(repeating: Int16(4 * WordAligner.sameSlot)), Lanes(repeating: Int16(-4 * WordAligner.replaced))
        )
        let ofTag = Lanes(repeating: 3)
        let clean = Lanes(repeating: ~3)
        // Rows begin one place before the text: of this antidiagonal, of the last, and of the one before that.
        let length = stride + 1
        let row = 2 * length
        var (now, back, twoBack) = (1, 1 + 3 * length, 1 + 6 * length)
        let (x, y) = (n + 1 + width, m + 1 + width)
        // Where nothing was read yet: the only way is the empty one.
        rows.storeBytes(of: 0, toByteOffset: 2 * back, as: Int16.self)
        for d in 1...(n + m) {
            let (first, high) = (max(0, d - m), min(n, d))
            // Where the lists and rows stand for the cell at hand, in bytes.
            var word = 2 * first
            var other = 2 * (3 * x + m - d + first)
            var (cell, last, previous) = (2 * (now + first), 2 * (back + first), 2 * (twoBack + first))
            var tag = d * stride + first
            for _ in 0...(high - first) / width {
                // A pair: from whichever state, the word before it on both sides.
                let pair = greatest(
                    load(rows, previous &- 2) &+ 2, load(rows, previous &- 2 &+ row) &+ 1,
                    load(rows, previous &- 2 &+ 2 &* row))
                // This word dropped; the other word put in.
                let dropped = greatest(
                    load(rows, last &- 2 &+ row) &+ (2 - extend), load(rows, last &- 2) &+ (1 - open),
                    load(rows, last &- 2 &+ 2 &* row) &- open)
                let putIn = greatest(
                    load(rows, last &+ 2 &* row) &+ (2 - extend), load(rows, last) &+ (1 - open),
                    load(rows, last &+ row) &- open)
                let score = replaced.replacing(
                    with: sameSlot, where: load(words, word &+ 2 &* x) .== load(words, other &+ 2 &* y)
                ).replacing(with: load(words, word &+ 4 &* x), where: load(words, word) .== load(words, other))
                store((pair & clean) &+ score, cell, &rows)
                store(dropped & clean, cell &+ row, &rows)
                store(putIn & clean, cell &+ 2 &* row, &rows)
                let reached: Lanes = (pair & ofTag) | (dropped & ofTag) &<< 2 | (putIn & ofTag) &<< 4
                // Safe: as the loads.
                unsafe tags.storeBytes(
                    of: SIMD8<UInt8>(truncatingIfNeeded: reached), toUncheckedByteOffset: tag, as: SIMD8<UInt8>.self)
                word &+= 2 &* width
                other &+= 2 &* width
                cell &+= 2 &* width
                last &+= 2 &* width
                previous &+= 2 &* width
                tag &+= width
            }
            for state in 0..<3 {
                rows.storeBytes(of: unreachable, toByteOffset: 2 * (now + high + 1) + state * row, as: Int16.self)
            }
            (now, back, twoBack) = (twoBack, now, back)
        }
        let end = 2 * (back + n)
        return (load(rows, end)[0], load(rows, end + row)[0], load(rows, end + 2 * row)[0])
    }

    // Safe: a cell lies in its text, and every list and row has one more place in front and a register's width behind.

    /// Eight numbers from a byte on.
    @inline(__always)
    private static func load(_ bytes: borrowing RawSpan, _ offset: Int) -> Lanes {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Lanes.self)
    }

    @inline(__always)
    private static func load(_ bytes: borrowing MutableRawSpan, _ offset: Int) -> Lanes {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Lanes.self)
    }

    @inline(__always)
    private static func store(_ lanes: Lanes, _ offset: Int, _ bytes: inout MutableRawSpan) {
        unsafe bytes.storeBytes(of: lanes, toUncheckedByteOffset: offset, as: Lanes.self)
    }

    @inline(__always)
    private static func greatest(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { pointwiseMax(pointwiseMax(a, b), c) }
}
