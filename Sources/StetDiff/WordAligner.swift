internal import SequenceDiff

/// Aligns the words of two texts that belong together.
///
/// A word is kept, replaced by the one that stands in its place, dropped or put in. Starting to drop or put in
/// costs more than going on (affine gaps), so that a changed phrase stays in one piece and a chance "the" does not
/// tear a rewrite apart, while a word that kept its place between replaced ones is kept.
///
/// Source: Gotoh, "An improved algorithm for matching biological sequences" (1982).
struct WordAligner {
    /// Pairs of words compared in one piece; above it, unique words cut the texts into smaller ones first.
    static let areaLimit = 1 << 18

    /// Costs and gains, in the unit of `Vocabulary.substance`, times 2.
    static let gapOpen: Int32 = 7
    static let gapExtend: Int32 = 1
    static let replaced: Int32 = 2
    static let sameSlot: Int32 = 3

    private let vocabulary: Vocabulary
    /// The last row of the table in each state: after a pair of words, after a dropped word, after one put in.
    private var rowM: [Int32] = []
    private var rowX: [Int32] = []
    private var rowY: [Int32] = []
    /// How each cell was reached, by the tags of the states before: see `State`.
    private var traces: [UInt8] = []
    private var table = WordTable()
    /// Whether a word stands in the text at hand, by its number. All are false between two questions.
    private var isHere: [Bool]
    /// Numbers of words in very long texts, all 0 between two of them; made when first asked for.
    private var numbers: [UInt32] = []

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        isHere = Array(filledWith: false, count: vocabulary.count)
    }

    /// The kept words of `before[x]` and `after[y]`, as pairs of token indices in order.
    mutating func align(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        into pairs: inout [(before: Int32, after: Int32)]
    ) {
        var (i, j, iEnd, jEnd) = (x.lowerBound, y.lowerBound, x.upperBound, y.upperBound)
        while i < iEnd, j < jEnd, before[i] == after[j] {
            pairs.append((Int32(i), Int32(j)))
            i += 1
            j += 1
        }
        while i < iEnd, j < jEnd, before[iEnd - 1] == after[jEnd - 1] {
            iEnd -= 1
            jEnd -= 1
        }
        defer {
            for offset in 0..<(x.upperBound - iEnd) { pairs.append((Int32(iEnd + offset), Int32(jEnd + offset))) }
        }
        guard i < iEnd, j < jEnd, shareWord(before, i..<iEnd, after, j..<jEnd) else { return }
        // Of equally good ways the one that is found depends on which text comes first. The first words that differ tell that,
        // and not the order of the sides, so that the same words are kept when the sides are exchanged.
        let isTurned = vocabulary.words[Int(before[i])].key > vocabulary.words[Int(after[j])].key
        let (area, isHuge) = (iEnd - i).multipliedReportingOverflow(by: jEnd - j)
        if !isHuge, area <= Self.areaLimit {
            let fits = WordTable.fits(iEnd - i, jEnd - j)
            if isTurned {
                let start = pairs.count
                alignExactly(after, j..<jEnd, before, i..<iEnd, inLanes: fits, into: &pairs)
                for index in start..<pairs.count { pairs[index] = (pairs[index].after, pairs[index].before) }
            } else {
                alignExactly(before, i..<iEnd, after, j..<jEnd, inLanes: fits, into: &pairs)
            }
            return
        }
        if numbers.isEmpty { numbers = Array(filledWith: 0, count: vocabulary.count) }
        let script = EditScript(
            renumbering: Array(before[i..<iEnd]), to: Array(after[j..<jEnd]), isTurned: isTurned, &numbers)
        for run in script.matches {
            for (a, b) in zip(run.before, run.after) { pairs.append((Int32(i + a), Int32(j + b))) }
        }
    }

    /// Whether some word stands in both: where none does, as in most small edits, nothing can be kept.
    private mutating func shareWord(_ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>) -> Bool {
        for i in x { isHere[Int(before[i])] = true }
        let isShared = y.contains { isHere[Int(after[$0])] }
        for i in x { isHere[Int(before[i])] = false }
        return isShared
    }

    private static let unreachable: Int32 = -(1 << 28)

    /// What the last step of a way did.
    private enum State {
        case pair, dropped, putIn

        /// The state before, by the tags of a cell. Where two ways are equally good, the higher tag is taken.
        func before(_ tags: UInt8) -> State {
            switch self {
            case .pair: [.putIn, .dropped, .pair][Int(tags & 3)]
            case .dropped: [.putIn, .pair, .dropped][Int(tags >> 2 & 3)]
            case .putIn: [.dropped, .pair, .putIn][Int(tags >> 4 & 3)]
            }
        }
    }

    /// Fills the table for two texts of at least one word each.
    private static func fill(
        _ rowM: inout [Int32], _ rowX: inout [Int32], _ rowY: inout [Int32], _ traces: inout [UInt8],
        _ before: Span<UInt32>, _ after: Span<UInt32>, _ vocabulary: Vocabulary
    ) {
        let width = after.count + 1
        let words = vocabulary.words.span
        var rowM = rowM.mutableSpan
        var rowX = rowX.mutableSpan
        var rowY = rowY.mutableSpan
        var traces = traces.mutableSpan
        rowM[0] = 0
        rowX[0] = Self.unreachable
        rowY[0] = Self.unreachable
        for j in 1..<width {
            rowM[j] = Self.unreachable
            rowX[j] = Self.unreachable
            rowY[j] = -Self.gapOpen - Int32(j - 1) * Self.gapExtend
            traces[j] = j == 1 ? 1 << 4 : 2 << 4
        }
        for i in 1...before.count {
            let token = before[i - 1]
            let small = words[Int(token)].folded
            let gain = 2 * words[Int(token)].substance
            var (diagonalM, diagonalX, diagonalY) = (rowM[0], rowX[0], rowY[0])
            // The cell on the left, in the states that lead from it.
            var (leftM, leftX, leftY) = (
                Self.unreachable, -Self.gapOpen - Int32(i - 1) * Self.gapExtend, Self.unreachable
            )
            (rowM[0], rowX[0], rowY[0]) = (leftM, leftX, leftY)
            let base = i * width
            traces[base] = i == 1 ? 1 << 2 : 2 << 2
            for j in 1..<width {
                let other = after[j - 1]
                // A pair: from whichever state, the word before it on both sides.
                var best = diagonalM
                var trace: UInt8 = 2
                if diagonalX > best {
                    best = diagonalX
                    trace = 1
                }
                if diagonalY > best {
                    best = diagonalY
                    trace = 0
                }
                let score =
                    token == other ? gain : small == words[Int(other)].folded ? Self.sameSlot : -Self.replaced
                let (upM, upX, upY) = (rowM[j], rowX[j], rowY[j])
                // This word dropped.
                var x0 = upX &- Self.gapExtend
                var xTrace: UInt8 = 2
                if upM &- Self.gapOpen > x0 {
                    x0 = upM &- Self.gapOpen
                    xTrace = 1
                }
                if upY &- Self.gapOpen > x0 {
                    x0 = upY &- Self.gapOpen
                    xTrace = 0
                }
                // The other word put in.
                var y0 = leftY &- Self.gapExtend
                var yTrace: UInt8 = 2
                if leftM &- Self.gapOpen > y0 {
                    y0 = leftM &- Self.gapOpen
                    yTrace = 1
                }
                if leftX &- Self.gapOpen > y0 {
                    y0 = leftX &- Self.gapOpen
                    yTrace = 0
                }
                (diagonalM, diagonalX, diagonalY) = (upM, upX, upY)
                (leftM, leftX, leftY) = (best &+ score, x0, y0)
                rowM[j] = leftM
                rowX[j] = x0
                rowY[j] = y0
                traces[base + j] = trace | xTrace << 2 | yTrace << 4
            }
        }
    }

    /// Both texts have at least one word. `inLanes` tells which table is filled; both give the same answer.
    mutating func alignExactly(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>, inLanes: Bool,
        into pairs: inout [(before: Int32, after: Int32)]
    ) {
        let n = x.count
        let m = y.count
        let (one, two) = (before.span.extracting(x), after.span.extracting(y))
        if inLanes {
            table.fill(one, two, vocabulary)
            let (stride, last) = (table.stride, table.last)
            follow(table.tags, stride + 1, stride, last, before, x, after, y, into: &pairs)
            return
        }
        let width = m + 1
        if traces.count < (n + 1) * width { traces = Array(filledWith: 0, count: (n + 1) * width) }
        if rowM.count < width {
            rowM = Array(filledWith: 0, count: width)
            rowX = rowM
            rowY = rowM
        }
        Self.fill(&rowM, &rowX, &rowY, &traces, one, two, vocabulary)
        follow(traces, width, 1, (rowM[m], rowX[m], rowY[m]), before, x, after, y, into: &pairs)
    }

    /// Goes the best way back, from `last` on: the values of the last cell. The cell of `i` words and `j` others stands in `tags`
    /// at `i * down + j * right`.
    private func follow<Value: Comparable>(
        _ tags: [UInt8], _ down: Int, _ right: Int, _ last: (m: Value, x: Value, y: Value),
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        into pairs: inout [(before: Int32, after: Int32)]
    ) {
        var state = State.pair
        if last.x > last.m { state = .dropped }
        if last.y > max(last.m, last.x) { state = .putIn }
        var (i, j) = (x.count, y.count)
        let start = pairs.count
        while i > 0 || j > 0 {
            let tag = tags[i * down + j * right]
            if state == .pair {
                let (a, b) = (x.lowerBound + i - 1, y.lowerBound + j - 1)
                if before[a] == after[b] { pairs.append((Int32(a), Int32(b))) }
            }
            let previous = state.before(tag)
            if state != .putIn { i -= 1 }
            if state != .dropped { j -= 1 }
            state = previous
        }
        pairs[start...].reverse()
    }
}
