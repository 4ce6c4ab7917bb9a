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
    /// How each cell was reached. Bits 0–1 the state before a pair, 2–3 before a dropped word, 4–5 before one put in.
    private var traces: [UInt8] = []

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
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
        let middle = pairs.count
        while i < iEnd, j < jEnd, before[iEnd - 1] == after[jEnd - 1] {
            iEnd -= 1
            jEnd -= 1
        }
        defer {
            for offset in 0..<(x.upperBound - iEnd) { pairs.append((Int32(iEnd + offset), Int32(jEnd + offset))) }
            _ = middle
        }
        guard i < iEnd, j < jEnd else { return }
        let (area, isHuge) = (iEnd - i).multipliedReportingOverflow(by: jEnd - j)
        if !isHuge, area <= Self.areaLimit {
            alignExactly(before, i..<iEnd, after, j..<jEnd, into: &pairs)
            return
        }
        let script = EditScript(from: Array(before[i..<iEnd]), to: Array(after[j..<jEnd]))
        for run in script.matches {
            for (a, b) in zip(run.before, run.after) { pairs.append((Int32(i + a), Int32(j + b))) }
        }
    }

    private static let unreachable: Int32 = -(1 << 28)

    /// Fills the table for two texts of at least one word each.
    private static func fill(
        _ rowM: inout [Int32], _ rowX: inout [Int32], _ rowY: inout [Int32], _ traces: inout [UInt8],
        _ before: Span<UInt32>, _ after: Span<UInt32>, _ vocabulary: Vocabulary
    ) {
        let width = after.count + 1
        let folded = vocabulary.folded.span
        let substance = vocabulary.substance.span
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
            traces[j] = j == 1 ? 0 : 2 << 4
        }
        for i in 1...before.count {
            let token = before[i - 1]
            let small = folded[Int(token)]
            let gain = 2 * substance[Int(token)]
            var (diagonalM, diagonalX, diagonalY) = (rowM[0], rowX[0], rowY[0])
            // The cell on the left, in the states that lead from it.
            var (leftM, leftX, leftY) = (
                Self.unreachable, -Self.gapOpen - Int32(i - 1) * Self.gapExtend, Self.unreachable
            )
            (rowM[0], rowX[0], rowY[0]) = (leftM, leftX, leftY)
            let base = i * width
            traces[base] = i == 1 ? 0 : 1 << 2
            for j in 1..<width {
                let other = after[j - 1]
                // A pair: from whichever state, the word before it on both sides.
                var best = diagonalM
                var trace: UInt8 = 0
                if diagonalX > best {
                    best = diagonalX
                    trace = 1
                }
                if diagonalY > best {
                    best = diagonalY
                    trace = 2
                }
                let score =
                    token == other ? gain : small == folded[Int(other)] ? Self.sameSlot : -Self.replaced
                let (upM, upX, upY) = (rowM[j], rowX[j], rowY[j])
                // This word dropped.
                var x0 = upX &- Self.gapExtend
                var xTrace: UInt8 = 1
                if upM &- Self.gapOpen > x0 {
                    x0 = upM &- Self.gapOpen
                    xTrace = 0
                }
                if upY &- Self.gapOpen > x0 {
                    x0 = upY &- Self.gapOpen
                    xTrace = 2
                }
                // The other word put in.
                var y0 = leftY &- Self.gapExtend
                var yTrace: UInt8 = 2
                if leftM &- Self.gapOpen > y0 {
                    y0 = leftM &- Self.gapOpen
                    yTrace = 0
                }
                if leftX &- Self.gapOpen > y0 {
                    y0 = leftX &- Self.gapOpen
                    yTrace = 1
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

    private mutating func alignExactly(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        into pairs: inout [(before: Int32, after: Int32)]
    ) {
        let n = x.count
        let m = y.count
        let width = m + 1
        if traces.count < (n + 1) * width { traces = Array(repeating: 0, count: (n + 1) * width) }
        if rowM.count < width {
            rowM = Array(repeating: 0, count: width)
            rowX = rowM
            rowY = rowM
        }
        Self.fill(&rowM, &rowX, &rowY, &traces, before.span.extracting(x), after.span.extracting(y), vocabulary)
        var state: UInt8 = 0
        if rowX[m] > rowM[m] { state = 1 }
        if rowY[m] > max(rowM[m], rowX[m]) { state = 2 }
        var (i, j) = (n, m)
        let start = pairs.count
        while i > 0 || j > 0 {
            let trace = traces[i * width + j]
            switch state {
            case 0:
                let (a, b) = (x.lowerBound + i - 1, y.lowerBound + j - 1)
                if before[a] == after[b] { pairs.append((Int32(a), Int32(b))) }
                state = trace & 3
                i -= 1
                j -= 1
            case 1:
                state = trace >> 2 & 3
                i -= 1
            default:
                state = trace >> 4 & 3
                j -= 1
            }
        }
        pairs[start...].reverse()
    }
}
