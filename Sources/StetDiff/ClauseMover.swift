/// Finds clauses that changed places inside a sentence: equal runs of words that the alignment left over on both
/// sides because it keeps the order.
struct ClauseMover {
    /// The least substance (see `Vocabulary`) of a run that counts as moved: about three words with meaning.
    static let leastSubstance: Int32 = 14
    /// Left-over words compared at most, on both sides together.
    static let areaLimit = 1 << 16

    private let vocabulary: Vocabulary

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    func moved(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        kept: [(before: Int32, after: Int32)]
    ) -> [(before: Int32, after: Int32)] {
        let count = (before: x.count - kept.count, after: y.count - kept.count)
        guard count.before > 1, count.after > 1, count.before * count.after <= Self.areaLimit else { return [] }
        var free = (before: [Bool](repeating: true, count: x.count), after: [Bool](repeating: true, count: y.count))
        for pair in kept {
            free.before[Int(pair.before) - x.lowerBound] = false
            free.after[Int(pair.after) - y.lowerBound] = false
        }
        var moved: [(before: Int32, after: Int32)] = []
        while let run = longestRun(before, x, after, y, free) {
            for offset in 0..<run.length {
                free.before[run.before + offset] = false
                free.after[run.after + offset] = false
                moved.append(
                    (Int32(x.lowerBound + run.before + offset), Int32(y.lowerBound + run.after + offset)))
            }
        }
        return moved
    }

    /// The heaviest run of free tokens common to both sides, where it is heavy enough.
    private func longestRun(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        _ free: (before: [Bool], after: [Bool])
    ) -> (before: Int, after: Int, length: Int)? {
        var best = (before: 0, after: 0, length: 0, substance: Self.leastSubstance - 1)
        var row = [(length: Int, substance: Int32)](repeating: (0, 0), count: y.count + 1)
        for i in 0..<x.count {
            guard free.before[i] else {
                for j in row.indices { row[j] = (0, 0) }
                continue
            }
            let id = before[x.lowerBound + i]
            for j in stride(from: y.count - 1, through: 0, by: -1) {
                if free.after[j], after[y.lowerBound + j] == id {
                    row[j + 1] = (row[j].length + 1, row[j].substance + vocabulary.substance[Int(id)])
                    if row[j + 1].substance > best.substance {
                        let length = row[j + 1].length
                        best = (i + 1 - length, j + 1 - length, length, row[j + 1].substance)
                    }
                } else {
                    row[j + 1] = (0, 0)
                }
            }
        }
        return best.length > 0 ? (best.before, best.after, best.length) : nil
    }
}
