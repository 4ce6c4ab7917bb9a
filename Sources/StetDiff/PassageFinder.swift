internal import SequenceDiff

/// Finds passages that were cut out in one place and pasted in another, wherever sentences begin and end: equal
/// runs of tokens that no link accounts for.
struct PassageFinder {
    /// Tokens in a row that must be the same and unique on both sides for a passage to be noticed.
    static let seedLength = 4
    /// The least substance (see `Vocabulary`) of a passage: about three words with meaning. Shorter ones come back
    /// by chance in texts on one subject.
    static let leastSubstance: Int32 = 18
    /// Tokens between two runs of one passage at most: edits inside what was moved.
    static let widestEdit = 12

    let vocabulary: Vocabulary
    let before: [UInt32]
    let after: [UInt32]

    private struct Run: Equatable {
        var before: Range<Int>
        var after: Range<Int>

        /// Where the run stands on both sides together.
        var place: Int { before.lowerBound + after.lowerBound }
    }

    /// Pairs of free tokens that belong together.
    ///
    /// - Complexity: O(n + m) for the seeds of n and m free tokens, O(k log k) for k passages; a run is read twice.
    func moved(_ free: (before: [Bool], after: [Bool]), _ aligner: inout WordAligner) -> [(before: Int, after: Int)] {
        var free = free
        var kept: [(before: Int, after: Int)] = []
        for passage in passages(runs(free)) {
            let substance = passage.reduce(0) { $0 + self.substance($1, free) }
            guard substance >= Self.leastSubstance else { continue }
            let first = kept.count
            var last: Run?
            for run in passage {
                if let last { kept += between(last, run, free, &aligner) }
                for (a, b) in zip(run.before, run.after) where free.before[a] && free.after[b] { kept.append((a, b)) }
                last = run
            }
            for (a, b) in kept[first...] {
                free.before[a] = false
                free.after[b] = false
            }
        }
        return kept
    }

    private func substance(_ run: Run, _ free: (before: [Bool], after: [Bool])) -> Int32 {
        zip(run.before, run.after).reduce(0) {
            free.before[$1.0] && free.after[$1.1] ? $0 + vocabulary.substance(before[$1.0]) : $0
        }
    }

    private struct Seed {
        var key: UInt64
        var position: Int
    }

    /// Maximal runs grown from unique seeds, sorted by the before side.
    private func runs(_ free: (before: [Bool], after: [Bool])) -> [Run] {
        // What is put in or taken out is mostly nowhere else: only seeds that the other side may have are counted.
        var table = PresenceTable(capacity: before.count)
        var isEmpty = true
        forEachSeed(before, free.before) {
            table.insert($1)
            isEmpty = false
        }
        guard !isEmpty else { return [] }
        var afters: [Seed] = []
        forEachSeed(after, free.after) { if table.mayContain($1) { afters.append(Seed(key: $1, position: $0)) } }
        guard !afters.isEmpty else { return [] }
        table = PresenceTable(capacity: afters.count)
        for seed in afters { table.insert(seed.key) }
        var keys = UniqueKeys(expected: afters.count)
        forEachSeed(before, free.before) { if table.mayContain($1) { keys.countBefore($1, at: $0) } }
        for seed in afters { keys.countAfter(seed.key, at: seed.position) }
        var runs: [Run] = []
        for seed in keys.pairs() {
            if let last = runs.last, last.before.contains(seed.before),
                seed.before - last.before.lowerBound == seed.after - last.after.lowerBound
            {
                continue
            }
            var (i, j, length) = (seed.before, seed.after, 0)
            while i + length < before.count, j + length < after.count, free.before[i + length], free.after[j + length],
                before[i + length] == after[j + length]
            {
                length += 1
            }
            guard length >= Self.seedLength else { continue }
            while i > 0, j > 0, free.before[i - 1], free.after[j - 1], before[i - 1] == after[j - 1] {
                i -= 1
                j -= 1
                length += 1
            }
            runs.append(Run(before: i..<i + length, after: j..<j + length))
        }
        // Where runs overlap, seeds of one may stand between those of another.
        runs.sort { ($0.before.lowerBound, $0.after.lowerBound) < ($1.before.lowerBound, $1.after.lowerBound) }
        return runs.indices.filter { $0 == 0 || runs[$0] != runs[$0 - 1] }.map { runs[$0] }
    }

    private func forEachSeed(_ ids: [UInt32], _ free: [Bool], _ visit: (Int, UInt64) -> Void) {
        let ids = ids.span
        let flags = unsafe free.span.bytes
        var length = 0
        var index = 0
        while index < ids.count {
            if length == 0, index &+ 8 <= flags.byteCount {
                // Safe: eight flags are left, a byte each, which is 0 or 1. Most words were kept: eight at once are passed over.
                let eight = unsafe UInt64(
                    littleEndian: flags.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
                if eight == 0 {
                    index &+= 8
                    continue
                }
                index &+= eight.trailingZeroBitCount / 8
            }
            // Safe: there is a flag for each token.
            length = unsafe flags.unsafeLoad(fromByteOffset: index, as: UInt8.self) != 0 ? length &+ 1 : 0
            index &+= 1
            guard length >= Self.seedLength else { continue }
            let first = index &- Self.seedLength
            visit(first, Self.key(ids[first], ids[first + 1], ids[first + 2], ids[first + 3]))
        }
    }

    /// A hash of the tokens of a seed.
    @inline(__always)
    private static func key(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt64 {
        let key = (UInt64(a) << 32 | UInt64(b)) &* 0x9e37_79b9_7f4a_7c15 ^ (UInt64(c) << 32 | UInt64(d))
        return (key ^ key >> 31) &* 0xd6e8_feb8_6659_fd93
    }

    /// Runs that follow one another closely on both sides, with no other between on either, put together; the longest first,
    /// and of equally long ones what stands first on both sides together.
    private func passages(_ runs: [Run]) -> [[Run]] {
        guard runs.count > 1 else { return runs.map { [$0] } }
        var ranks = [Int](filledWith: 0, count: runs.count)
        let order = runs.indices.sorted { (runs[$0].after.lowerBound, $0) < (runs[$1].after.lowerBound, $1) }
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        var passages: [[Run]] = []
        for (index, run) in runs.enumerated() {
            if let last = passages.last?.last, ranks[index] == ranks[index - 1] + 1,
                (0...Self.widestEdit).contains(run.before.lowerBound - last.before.upperBound),
                (0...Self.widestEdit).contains(run.after.lowerBound - last.after.upperBound)
            {
                passages[passages.count - 1].append(run)
            } else {
                passages.append([run])
            }
        }
        let keys = passages.map { (length: $0.reduce(0) { $0 + $1.before.count }, place: $0[0].place) }
        return passages.indices.sorted {
            (keys[$1].length, keys[$0].place, $0) < (keys[$0].length, keys[$1].place, $1)
        }.map { passages[$0] }
    }

    /// Words kept in the edit between two runs of a passage.
    private func between(
        _ one: Run, _ two: Run, _ free: (before: [Bool], after: [Bool]), _ aligner: inout WordAligner
    ) -> [(before: Int, after: Int)] {
        let x = one.before.upperBound..<two.before.lowerBound
        let y = one.after.upperBound..<two.after.lowerBound
        guard x.allSatisfy({ free.before[$0] }), y.allSatisfy({ free.after[$0] }) else { return [] }
        var pairs: [(before: Int32, after: Int32)] = []
        aligner.align(before, x, after, y, into: &pairs)
        return pairs.map { (Int($0.before), Int($0.after)) }
    }
}
