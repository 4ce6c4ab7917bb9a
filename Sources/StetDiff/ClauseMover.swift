internal import SequenceDiff

/// Finds clauses and words that changed places inside a sentence: equal runs of words that the alignment left over on
/// both sides because it keeps the order.
struct ClauseMover {
    /// The least substance (see `Vocabulary`) of a run that counts as moved: one word with meaning, or a number. That the
    /// same one was taken out and put in by chance is rare inside one sentence. How it was chosen:
    /// docs/decisions/0010-diff-constants.md.
    static let leastClauseSubstance: Int32 = 6
    /// Pairs of left-over words compared at most.
    static let areaLimit = 1 << 16

    private let vocabulary: Vocabulary
    /// Whether a token is left over in the text after, by its number in small letters. All are false between two questions.
    private var isLeft: [Bool]
    /// Where a token left over stands on each side, by its number. All are `nowhere` between two questions; made when first asked for.
    private var places: (before: [Int32], after: [Int32]) = ([], [])

    private static let nowhere: Int32 = -1
    /// More than once, or not beside a kept token.
    private static let often: Int32 = -2

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        isLeft = Array(filledWith: false, count: vocabulary.count)
    }

    private struct Run {
        var before: Int
        var after: Int
        var length: Int
        var substance: Int32
    }

    /// The moved words of two linked sentences, beside those `kept`, which are sorted.
    ///
    /// - Complexity: O(a log a) for a pairs of left-over words; nothing is looked for where there are more than `areaLimit`.
    mutating func moved(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        kept: [(before: Int32, after: Int32)]
    ) -> [(before: Int32, after: Int32)] {
        let count = (before: x.count - kept.count, after: y.count - kept.count)
        guard count.before > 0, count.after > 0, count.before <= Self.areaLimit / count.after,
            sharedSubstance(before, x, after, y, kept) >= Self.leastClauseSubstance
        else { return [] }
        // As in `WordAligner.align`: the first words that differ tell which text comes first.
        let start = zip(x, y).first { before[$0] != after[$1] }
        if let start, vocabulary.words[Int(before[start.0])].key > vocabulary.words[Int(after[start.1])].key {
            return runsMoved(after, y, before, x, kept: kept.map { ($0.after, $0.before) }).map {
                ($0.after, $0.before)
            }
        }
        return runsMoved(before, x, after, y, kept: kept)
    }

    private mutating func runsMoved(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        kept: [(before: Int32, after: Int32)]
    ) -> [(before: Int32, after: Int32)] {
        var free = (before: [Bool](filledWith: true, count: x.count), after: [Bool](filledWith: true, count: y.count))
        for pair in kept {
            free.before[Int(pair.before) - x.lowerBound] = false
            free.after[Int(pair.after) - y.lowerBound] = false
        }
        let one = before[x]
        let two = after[y]
        // A clause that comes first gets a capital: its word is still evidence, and belongs to it, but is told as changed.
        let (small, others) = (inSmallLetters(one), inSmallLetters(two))
        var moved: [(before: Int32, after: Int32)] = []
        for run in runs(small, others, free) {
            guard let part = heaviestFree(run, small, free) else { continue }
            for offset in 0..<part.length {
                free.before[part.before + offset] = false
                free.after[part.after + offset] = false
                let (a, b) = (x.lowerBound + part.before + offset, y.lowerBound + part.after + offset)
                if before[a] == after[b] { moved.append((Int32(a), Int32(b))) }
            }
        }
        guard !moved.isEmpty else { return [] }
        // The same for the first word of a clause that stayed.
        for pair in kept {
            let (a, b) = (Int(pair.before) - x.lowerBound - 1, Int(pair.after) - y.lowerBound - 1)
            guard a >= 0, b >= 0, free.before[a], free.after[b], small[a] == others[b] else { continue }
            (free.before[a], free.after[b]) = (false, false)
        }
        for (a, b) in hinges(one, two, free) { moved.append((Int32(x.lowerBound + a), Int32(y.lowerBound + b))) }
        return moved
    }

    private func inSmallLetters(_ ids: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        ArraySlice(ids.map { UInt32(small($0)) })
    }

    /// What the left-over words of the text before weigh that are left over in the text after too: no run weighs more.
    private mutating func sharedSubstance(
        _ before: [UInt32], _ x: Range<Int>, _ after: [UInt32], _ y: Range<Int>,
        _ kept: [(before: Int32, after: Int32)]
    ) -> Int32 {
        var next = 0
        for index in y {
            if next < kept.count, kept[next].after == index { next += 1 } else { isLeft[small(after[index])] = true }
        }
        next = 0
        var shared: Int32 = 0
        for index in x {
            if next < kept.count, kept[next].before == index {
                next += 1
            } else if isLeft[small(before[index])] {
                shared += vocabulary.substance(before[index])
            }
        }
        for index in y { isLeft[small(after[index])] = false }
        return shared
    }

    @inline(__always)
    private func small(_ id: UInt32) -> Int { Int(vocabulary.words[Int(id)].folded) }

    /// The longest runs of free tokens common to both sides that are heavy enough, the heaviest first.
    private func runs(
        _ one: ArraySlice<UInt32>, _ two: ArraySlice<UInt32>, _ free: (before: [Bool], after: [Bool])
    ) -> [Run] {
        let xs = free.before.indices.filter { free.before[$0] }
        let ys = free.after.indices.filter { free.after[$0] }
        var runs: [Run] = []
        // The run that ends at the word before, for each word of the after side; from the last to the first, so that
        // one row serves.
        var row = [Run](filledWith: Run(before: 0, after: 0, length: 0, substance: 0), count: ys.count + 1)
        func close(_ run: Run) {
            if run.length > 0, run.substance >= Self.leastClauseSubstance { runs.append(run) }
        }
        let others = ys.map { two[two.startIndex + $0] }
        for (u, i) in xs.enumerated() {
            let id = one[one.startIndex + i]
            let isNext = u > 0 && xs[u - 1] == i - 1
            close(row[ys.count])
            for v in others.indices.reversed() {
                // Most words are not the same.
                guard others[v] == id else {
                    if row[v].length > 0 { close(row[v]) }
                    row[v + 1].length = 0
                    continue
                }
                var run = Run(before: i, after: ys[v], length: 0, substance: 0)
                if isNext, v > 0, ys[v - 1] == ys[v] - 1, row[v].length > 0 { run = row[v] } else { close(row[v]) }
                run.length += 1
                run.substance += vocabulary.substance(id)
                row[v + 1] = run
            }
            row[0].length = 0
        }
        row.forEach(close)
        return runs.sorted { ($1.substance, $0.before, $0.after) < ($0.substance, $1.before, $1.after) }
    }

    /// The heaviest part of a run that no heavier one took, where it is heavy enough.
    private func heaviestFree(
        _ run: Run, _ one: ArraySlice<UInt32>, _ free: (before: [Bool], after: [Bool])
    ) -> Run? {
        var best: Run?
        var part = Run(before: run.before, after: run.after, length: 0, substance: 0)
        for offset in 0..<run.length {
            let (i, j) = (run.before + offset, run.after + offset)
            guard free.before[i], free.after[j] else {
                part = Run(before: i + 1, after: j + 1, length: 0, substance: 0)
                continue
            }
            part.length += 1
            part.substance += vocabulary.substance(one[one.startIndex + i])
            if part.substance > best?.substance ?? (Self.leastClauseSubstance - 1) { best = part }
        }
        return best
    }

    /// What stands between two clauses on both sides: in "If it rains, we stay" and "We stay, if it rains" the comma.
    /// Only tokens left over once on either side, beside kept ones.
    private mutating func hinges(
        _ one: ArraySlice<UInt32>, _ two: ArraySlice<UInt32>, _ free: (before: [Bool], after: [Bool])
    ) -> [(before: Int, after: Int)] {
        if places.before.count < vocabulary.count {
            places.before = Array(filledWith: Self.nowhere, count: vocabulary.count)
            places.after = places.before
        }
        Self.note(two, free.after, in: &places.after)
        Self.note(one, free.before, in: &places.before)
        var hinges: [(before: Int, after: Int)] = []
        for index in free.before.indices where free.before[index] {
            let id = Int(one[one.startIndex + index])
            guard places.before[id] == index, places.after[id] >= 0 else { continue }
            hinges.append((index, Int(places.after[id])))
        }
        for id in one { places.before[Int(id)] = Self.nowhere }
        for id in two { places.after[Int(id)] = Self.nowhere }
        return hinges
    }

    /// Notes for each number of a free token where it stands, or `often`.
    private static func note(_ ids: ArraySlice<UInt32>, _ free: [Bool], in places: inout [Int32]) {
        for index in free.indices where free[index] {
            let id = Int(ids[ids.startIndex + index])
            let isBeside = (index > 0 && !free[index - 1]) || (index + 1 < free.count && !free[index + 1])
            places[id] = places[id] == nowhere && isBeside ? Int32(truncatingIfNeeded: index) : often
        }
    }
}
