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
    private var traces: [UInt8] = []
    private var rowM: [Int32] = []
    private var rowX: [Int32] = []
    private var rowY: [Int32] = []

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
        // Trace bits: 0–1 the state before M, 2–3 before X (a dropped word), 4–5 before Y (one put in).
        rowM[0] = 0
        rowX[0] = Self.unreachable
        rowY[0] = Self.unreachable
        for j in 1..<width {
            rowM[j] = Self.unreachable
            rowX[j] = Self.unreachable
            rowY[j] = -Self.gapOpen - Int32(j - 1) * Self.gapExtend
            traces[j] = j == 1 ? 0 : 2 << 4
        }
        for i in 1...n {
            let token = before[x.lowerBound + i - 1]
            let folded = vocabulary.folded[Int(token)]
            let gain = 2 * vocabulary.substance[Int(token)]
            var (diagonalM, diagonalX, diagonalY) = (rowM[0], rowX[0], rowY[0])
            rowM[0] = Self.unreachable
            rowX[0] = -Self.gapOpen - Int32(i - 1) * Self.gapExtend
            rowY[0] = Self.unreachable
            let base = i * width
            traces[base] = i == 1 ? 0 : 1 << 2
            for j in 1..<width {
                let other = after[y.lowerBound + j - 1]
                // M: from whichever state, the word before it on both sides.
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
                    token == other
                    ? gain : folded == vocabulary.folded[Int(other)] ? Self.sameSlot : -Self.replaced
                let m0 = best + score
                // X: this word dropped.
                let (upM, upX, upY) = (rowM[j], rowX[j], rowY[j])
                var x0 = upX - Self.gapExtend
                var xTrace: UInt8 = 1
                if upM - Self.gapOpen > x0 {
                    x0 = upM - Self.gapOpen
                    xTrace = 0
                }
                if upY - Self.gapOpen > x0 {
                    x0 = upY - Self.gapOpen
                    xTrace = 2
                }
                // Y: the other word put in.
                var y0 = rowY[j - 1] - Self.gapExtend
                var yTrace: UInt8 = 2
                if rowM[j - 1] - Self.gapOpen > y0 {
                    y0 = rowM[j - 1] - Self.gapOpen
                    yTrace = 0
                }
                if rowX[j - 1] - Self.gapOpen > y0 {
                    y0 = rowX[j - 1] - Self.gapOpen
                    yTrace = 1
                }
                (diagonalM, diagonalX, diagonalY) = (upM, upX, upY)
                rowM[j] = m0
                rowX[j] = x0
                rowY[j] = y0
                traces[base + j] = trace | xTrace << 2 | yTrace << 4
            }
        }
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
