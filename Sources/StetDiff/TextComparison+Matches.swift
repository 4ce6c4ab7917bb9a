internal import SequenceDiff

extension TextComparison {
    /// The equal text of all links, sorted by the after side.
    ///
    /// - Parameter addEnd: Adds what is equal in front (`true`) and behind.
    func matches(
        _ links: [OrderedLink], addingEnds addEnd: (inout MatchCollector, _ isLeading: Bool) -> Void
    ) -> [TextDiff.Match] {
        var collector = MatchCollector(before: before, after: after)
        var aligner = WordAligner(vocabulary: vocabulary)
        var clauses = ClauseMover(vocabulary: vocabulary)
        var pairs: [(before: Int32, after: Int32)] = []
        var free = (
            before: [Bool](filledWith: true, count: tokens.before.count),
            after: [Bool](filledWith: true, count: tokens.after.count)
        )
        func keep(_ a: Int, _ b: Int, isMoved: Bool) {
            free.before[a] = false
            free.after[b] = false
            collector.add(
                vocabulary.byteRange(a, of: tokens.before), vocabulary.byteRange(b, of: tokens.after), isMoved: isMoved)
        }
        addEnd(&collector, true)
        let links = links.span
        for index in links.indices {
            let isMoved = links[index].isMoved
            let (i, j) = (links[index].link.before[0], links[index].link.after[0])
            collector.addLead(i, sentenceBlocks.before[i], j, sentenceBlocks.after[j], isMoved: isMoved)
            // Lines of Chinese that end elsewhere part what is equal: a run of it has white space on both sides or on none.
            guard links[index].link.isEdited || !areEqual(i, j) else {
                for token in tokenRanges.before[i] { free.before[token] = false }
                for token in tokenRanges.after[j] { free.after[token] = false }
                collector.add(before.sentences[i], after.sentences[j], isMoved: isMoved)
                continue
            }
            let link = links[index].link
            pairs.removeAll(keepingCapacity: true)
            if link.before.count == 1, link.after.count == 1 {
                let (x, y) = (tokenRanges.before[i], tokenRanges.after[j])
                aligner.align(tokens.before.ids, x, tokens.after.ids, y, into: &pairs)
                for (a, b) in pairs { keep(Int(a), Int(b), isMoved: isMoved) }
                for (a, b) in clauses.moved(tokens.before.ids, x, tokens.after.ids, y, kept: pairs) {
                    keep(Int(a), Int(b), isMoved: true)
                }
                continue
            }
            let x = link.before.flatMap { tokenRanges.before[$0] }
            let y = link.after.flatMap { tokenRanges.after[$0] }
            let (xs, ys) = (x.map { tokens.before.ids[$0] }, y.map { tokens.after.ids[$0] })
            aligner.align(xs, 0..<xs.count, ys, 0..<ys.count, into: &pairs)
            for (a, b) in pairs { keep(x[Int(a)], y[Int(b)], isMoved: isMoved) }
            for (a, b) in clauses.moved(xs, 0..<xs.count, ys, 0..<ys.count, kept: pairs) {
                keep(x[Int(a)], y[Int(b)], isMoved: true)
            }
        }
        addEnd(&collector, false)
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
