internal import SequenceDiff

/// Links equal elements (blocks or sentences) of the two sides.
///
/// What stands once on both sides belongs together wherever it stands. What is repeated says nothing by itself: it
/// is linked by its neighbours, then by its order between them.
struct EqualLinker {
    /// The lightest element, in bytes, that counts as moved when it stands elsewhere: "Yes." in another place is
    /// another "Yes.".
    static let leastMovedWeight = 12

    /// Equal elements have equal numbers.
    let before: [UInt32]
    let after: [UInt32]
    let texts: LinkTexts
    /// How many different numbers there are in `before` and `after`.
    let idCount: Int

    /// The bytes of two equal elements; of the one with less white space.
    private func byteCount(_ i: Int, _ j: Int) -> Int { min(texts.before.pieces[i].count, texts.after.pieces[j].count) }

    /// Links what is plain without looking at anything else: the ends, what is unique and keeps the order, and
    /// the neighbours of both.
    func linkInPlace(_ mates: inout Mates) {
        linkEnds(&mates)
        let candidates = uniqueElements(mates)
        for index in heaviestIncreasing(
            candidates.map { $0.before }, weight: { texts.weight(candidates[$0].before, candidates[$0].after) },
            exactWeight: { texts.exactWeight(candidates[$0].before, candidates[$0].after) })
        {
            mates.link(candidates[index].before, candidates[index].after)
        }
        extend(&mates)
    }

    /// Links what is unique wherever it stands, and its neighbours.
    ///
    /// - Parameter isEntry: Whether two elements are entries of a list, a table or a text's outline: such a one is itself
    ///   wherever it stands, however short it is.
    func linkMoved(_ mates: inout Mates, isEntry: (_ before: Int, _ after: Int) -> Bool) {
        for candidate in uniqueElements(mates)
        where byteCount(candidate.before, candidate.after) >= Self.leastMovedWeight
            || isEntry(candidate.before, candidate.after)
        {
            mates.link(candidate.before, candidate.after)
        }
        extend(&mates)
    }

    /// Elements at the ends that are linked with one another already may have any number.
    private func linkEnds(_ mates: inout Mates) {
        var start = 0
        let shorter = min(before.count, after.count)
        while start < shorter, mates.areLinked(start, start) { start += 1 }
        while start < shorter, before[start] == after[start], mates.areFree(start, start) {
            mates.link(start, start)
            start += 1
        }
        var (x, y) = (before.count - 1, after.count - 1)
        while x >= start, y >= start, mates.areLinked(x, y) { (x, y) = (x - 1, y - 1) }
        while x >= start, y >= start, before[x] == after[y], mates.areFree(x, y) {
            mates.link(x, y)
            x -= 1
            y -= 1
        }
    }

    /// The elements that stand once on both sides, among those not linked yet, in the order of the after side.
    private func uniqueElements(_ mates: Mates) -> [(before: Int, after: Int)] {
        guard mates.areBothOpen else { return [] }
        var list = [(before: UInt8, after: UInt8, at: Int32)](filledWith: (0, 0, 0), count: idCount)
        var counts = list.mutableSpan
        for (index, id) in before.enumerated() where mates.isFree(before: index) {
            counts[Int(id)].before = min(2, counts[Int(id)].before + 1)
            counts[Int(id)].at = Int32(truncatingIfNeeded: index)
        }
        for (index, id) in after.enumerated() where mates.isFree(after: index) {
            counts[Int(id)].after = min(2, counts[Int(id)].after + 1)
        }
        var candidates: [(before: Int, after: Int)] = []
        for (index, id) in after.enumerated() where mates.isFree(after: index) {
            let count = counts[Int(id)]
            if count.before == 1, count.after == 1 { candidates.append((Int(count.at), index)) }
        }
        return candidates
    }

    /// Links equal neighbours of what is linked, first those that follow it, then those that precede it.
    func extend(_ mates: inout Mates) {
        for index in before.indices.dropLast() where mates.isFree(before: index + 1) {
            let mate = Int(mates.ofBefore[index])
            guard mate >= 0, mate + 1 < after.count else { continue }
            if before[index + 1] == after[mate + 1], mates.areFree(index + 1, mate + 1) {
                mates.link(index + 1, mate + 1)
            }
        }
        for index in before.indices.dropFirst().reversed() where mates.isFree(before: index - 1) {
            let mate = Int(mates.ofBefore[index])
            guard mate > 0 else { continue }
            if before[index - 1] == after[mate - 1], mates.areFree(index - 1, mate - 1) {
                mates.link(index - 1, mate - 1)
            }
        }
    }

    /// Links repeated elements in order, gap by gap; where `onlyEvenCounts`, only those that a gap holds as often
    /// on the one side as on the other, so that it is plain which belongs to which.
    func linkRepeated(_ mates: inout Mates, onlyEvenCounts: Bool) {
        let xs = before.indices.filter { mates.isFree(before: $0) }
        guard !xs.isEmpty else { return }
        let ys = after.indices.filter { mates.isFree(after: $0) }
        guard !ys.isEmpty else { return }
        let gaps = Gaps(mates, of: texts)
        // Numbers for `link`, all 0 between two questions.
        var numbers: [UInt32] = []
        var list = [Int32](filledWith: 0, count: idCount)
        var counts = list.mutableSpan
        var (x, y) = (0, 0)
        while x < xs.count, y < ys.count {
            let (gap, other) = (gaps.ofBefore[xs[x]], gaps.ofAfter[ys[y]])
            let (xStart, yStart) = (x, y)
            if gap <= other { while x < xs.count, gaps.ofBefore[xs[x]] == gap { x += 1 } }
            if other <= gap { while y < ys.count, gaps.ofAfter[ys[y]] == other { y += 1 } }
            guard gap == other else { continue }
            let (one, two) = (xs[xStart..<x], ys[yStart..<y])
            if onlyEvenCounts {
                for index in one { counts[Int(before[index])] += 1 }
                for index in two { counts[Int(after[index])] -= 1 }
                var even: (before: [Int], after: [Int]) = ([], [])
                for index in one where counts[Int(before[index])] == 0 { even.before.append(index) }
                for index in two where counts[Int(after[index])] == 0 { even.after.append(index) }
                link(even.before, even.after, &mates, &numbers)
                for index in one { counts[Int(before[index])] = 0 }
            } else {
                for index in two { counts[Int(after[index])] = 1 }
                var isShared = false
                for index in one where counts[Int(before[index])] != 0 { isShared = true }
                if isShared { link(Array(one), Array(two), &mates, &numbers) }
            }
            for index in two { counts[Int(after[index])] = 0 }
        }
    }

    /// Links the free elements of one gap.
    private func link(_ xs: [Int], _ ys: [Int], _ mates: inout Mates, _ numbers: inout [UInt32]) {
        guard !xs.isEmpty, !ys.isEmpty else { return }
        if numbers.isEmpty { numbers = Array(filledWith: 0, count: idCount) }
        // Which side comes first is told by the first elements that differ: see `EditScript.init(renumbering:to:isTurned:_:)`.
        let isTurned = zip(xs, ys).first { before[$0] != after[$1] }.map(texts.isTurned) ?? false
        let script = EditScript(
            renumbering: xs.map { before[$0] }, to: ys.map { after[$0] }, isTurned: isTurned, &numbers)
        for run in script.matches {
            for (i, j) in zip(run.before, run.after) { mates.link(xs[i], ys[j]) }
        }
    }
}
