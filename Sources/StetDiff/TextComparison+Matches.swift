internal import SequenceDiff

extension TextComparison {
    /// The equal text of all links, sorted by the after side.
    func matches(_ links: [OrderedLink]) -> [TextDiff.Match] {
        var collector = MatchCollector(before: before, after: after)
        var aligner = WordAligner(vocabulary: vocabulary)
        var clauses = ClauseMover(vocabulary: vocabulary)
        var pairs: [(before: Int32, after: Int32)] = []
        var free = (
            before: [Bool](repeating: true, count: tokens.before.count),
            after: [Bool](repeating: true, count: tokens.after.count)
        )
        func keep(_ a: Int, _ b: Int, isMoved: Bool) {
            free.before[a] = false
            free.after[b] = false
            collector.add(
                vocabulary.byteRange(a, of: tokens.before), vocabulary.byteRange(b, of: tokens.after), isMoved: isMoved)
        }
        for ordered in links {
            let link = ordered.link
            let (i, j) = (link.before[0], link.after[0])
            collector.addLead(i, sentenceBlocks.before[i], j, sentenceBlocks.after[j], isMoved: ordered.isMoved)
            guard link.isEdited else {
                for token in tokenRanges.before[i] { free.before[token] = false }
                for token in tokenRanges.after[j] { free.after[token] = false }
                collector.add(before.sentences[i], after.sentences[j], isMoved: ordered.isMoved)
                continue
            }
            pairs.removeAll(keepingCapacity: true)
            if link.before.count == 1, link.after.count == 1 {
                let (x, y) = (tokenRanges.before[i], tokenRanges.after[j])
                aligner.align(tokens.before.ids, x, tokens.after.ids, y, into: &pairs)
                for (a, b) in pairs { keep(Int(a), Int(b), isMoved: ordered.isMoved) }
                for (a, b) in clauses.moved(tokens.before.ids, x, tokens.after.ids, y, kept: pairs) {
                    keep(Int(a), Int(b), isMoved: true)
                }
                continue
            }
            let x = link.before.flatMap { tokenRanges.before[$0] }
            let y = link.after.flatMap { tokenRanges.after[$0] }
            let (xs, ys) = (x.map { tokens.before.ids[$0] }, y.map { tokens.after.ids[$0] })
            aligner.align(xs, 0..<xs.count, ys, 0..<ys.count, into: &pairs)
            for (a, b) in pairs { keep(x[Int(a)], y[Int(b)], isMoved: ordered.isMoved) }
            for (a, b) in clauses.moved(xs, 0..<xs.count, ys, 0..<ys.count, kept: pairs) {
                keep(x[Int(a)], y[Int(b)], isMoved: true)
            }
        }
        let passages = PassageFinder(vocabulary: vocabulary, before: tokens.before.ids, after: tokens.after.ids)
        for (a, b) in passages.moved(free, &aligner) {
            collector.add(
                vocabulary.byteRange(a, of: tokens.before), vocabulary.byteRange(b, of: tokens.after), isMoved: true)
        }
        for (p, block) in before.blocks.enumerated() where block.sentences.isEmpty && !blocks.isFree(before: p) {
            collector.add(block.range, after.blocks[Int(blocks.ofBefore[p])].range, isMoved: false)
        }
        return collector.finish()
    }
}

/// Puts equal pieces together into runs.
struct MatchCollector {
    let before: DiffText
    let after: DiffText
    private var pieces: [TextDiff.Match] = []

    init(before: DiffText, after: DiffText) {
        self.before = before
        self.after = after
    }

    mutating func add(_ x: Range<Int>, _ y: Range<Int>, isMoved: Bool) {
        guard !x.isEmpty else { return }
        if let last = pieces.last, last.isMoved == isMoved, last.before.upperBound <= x.lowerBound,
            last.after.upperBound <= y.lowerBound, isBlank(before, last.before.upperBound..<x.lowerBound),
            isBlank(after, last.after.upperBound..<y.lowerBound),
            (last.before.upperBound == x.lowerBound) == (last.after.upperBound == y.lowerBound)
        {
            pieces[pieces.count - 1].before = last.before.lowerBound..<x.upperBound
            pieces[pieces.count - 1].after = last.after.lowerBound..<y.upperBound
        } else {
            pieces.append(.init(before: x, after: y, isMoved: isMoved))
        }
    }

    /// The markup in front of two linked sentences, where it is equal.
    mutating func addLead(_ i: Int, _ p: Int32, _ j: Int, _ q: Int32, isMoved: Bool) {
        guard p >= 0, q >= 0 else { return }
        let x = lead(before, i, Int(p))
        let y = lead(after, j, Int(q))
        guard !x.isEmpty, !y.isEmpty, FoldedText.areEqual(before.bytes, x, after.bytes, y) else { return }
        add(x, y, isMoved: isMoved)
    }

    private func lead(_ text: DiffText, _ sentence: Int, _ block: Int) -> Range<Int> {
        let isFirst = text.blocks[block].sentences.lowerBound == sentence
        var start = isFirst ? text.blocks[block].range.lowerBound : text.sentences[sentence - 1].upperBound
        var end = text.sentences[sentence].lowerBound
        while start < end, Byte.isBlank(text.bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isBlank(_ text: DiffText, _ range: Range<Int>) -> Bool {
        range.allSatisfy { Byte.isBlank(text.bytes[$0]) }
    }

    private var areInOrder: Bool {
        var (x, y) = (0, 0)
        for piece in pieces {
            guard !piece.isMoved, piece.before.lowerBound >= x, piece.after.lowerBound >= y else { return false }
            (x, y) = (piece.before.upperBound, piece.after.upperBound)
        }
        return true
    }

    /// The runs sorted by the after side; those that are not moved are sorted by the before side too.
    consuming func finish() -> [TextDiff.Match] {
        // Most texts have nothing moved: what was added in order is put together already.
        if areInOrder { return pieces }
        pieces.sort { $0.after.lowerBound < $1.after.lowerBound }
        let fixed = pieces.indices.filter { !pieces[$0].isMoved }
        let isSorted = zip(fixed, fixed.dropFirst()).allSatisfy {
            pieces[$0].before.upperBound <= pieces[$1].before.lowerBound
        }
        if !isSorted {
            let kept = Set(
                heaviestIncreasing(
                    fixed.map { pieces[$0].before.lowerBound }, weights: fixed.map { pieces[$0].before.count }
                ).map { fixed[$0] })
            for index in fixed where !kept.contains(index) { pieces[index].isMoved = true }
        }
        let sorted = pieces
        pieces = []
        for piece in sorted { add(piece.before, piece.after, isMoved: piece.isMoved) }
        return pieces
    }
}
