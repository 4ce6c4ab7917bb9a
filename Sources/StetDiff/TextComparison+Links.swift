internal import SequenceDiff

extension TextComparison {
    struct OrderedLink {
        var link: TextDiff.Link
        /// Whether the link crosses a heavier one. Splits and merges may be moved too.
        var isMoved: Bool
    }

    /// The links of all sentences, sorted by the after side, each told to be in place or moved.
    func orderedLinks() -> [OrderedLink] {
        var links: [OrderedLink] = []
        for (j, mate) in sentences.ofAfter.enumerated() where mate >= 0 {
            let i = Int(mate)
            if let parts = groups.parts[i] {
                links.append(
                    .init(link: .init(kind: .split, before: [i], after: parts, isEdited: true), isMoved: false))
            } else if let sources = groups.sources[j] {
                links.append(
                    .init(link: .init(kind: .merged, before: sources, after: [j], isEdited: true), isMoved: false))
            } else {
                let isEdited = !areEqual(i, j)
                links.append(
                    .init(
                        link: .init(kind: isEdited ? .edited : .equal, before: [i], after: [j], isEdited: isEdited),
                        isMoved: false))
            }
        }
        links.sort { $0.link.after[0] < $1.link.after[0] }
        var isInPlace = [Bool](repeating: false, count: links.count)
        let kept = heaviestIncreasing(
            links.map { $0.link.before[0] },
            weights: links.map { $0.link.before.reduce(1) { $0 + before.sentences[$1].count } })
        for index in kept { isInPlace[index] = true }
        for index in links.indices where !isInPlace[index] {
            links[index].isMoved = true
            if links[index].link.before.count == 1, links[index].link.after.count == 1 {
                links[index].link.kind = .moved
            }
        }
        return links
    }

    /// How the blocks correspond: by the sentences they share.
    func blockLinks() -> [TextDiff.Link] {
        // Sentences of one block mostly lie in one other: their weights are summed before they are looked up.
        var shared: [UInt64: Int] = [:]
        var last: (pair: UInt64, weight: Int) = (0, 0)
        func flush() {
            if last.weight > 0 { shared[last.pair, default: 0] += last.weight }
        }
        func add(_ i: Int, _ j: Int, _ weight: Int) {
            let (p, q) = (sentenceBlocks.before[i], sentenceBlocks.after[j])
            guard p >= 0, q >= 0 else { return }
            let pair = UInt64(p) << 32 | UInt64(q)
            if pair == last.pair {
                last.weight += weight
            } else {
                flush()
                last = (pair, weight)
            }
        }
        for (i, mate) in sentences.ofBefore.enumerated() where mate >= 0 {
            let j = Int(mate)
            if let parts = groups.parts[i] {
                for part in parts { add(i, part, after.sentences[part].count) }
            } else if let sources = groups.sources[j] {
                for source in sources { add(source, j, before.sentences[source].count) }
            } else {
                add(i, j, min(before.sentences[i].count, after.sentences[j].count))
            }
        }
        flush()
        for (p, block) in before.blocks.enumerated() where block.sentences.isEmpty && !blocks.isFree(before: p) {
            shared[UInt64(p) << 32 | UInt64(blocks.ofBefore[p])] = 1
        }
        var partners = (
            before: [[Int]](repeating: [], count: before.blocks.count),
            after: [[Int]](repeating: [], count: after.blocks.count)
        )
        for (pair, weight) in shared.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let (p, q) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
            let lighter = min(before.blocks[p].textCount(before), after.blocks[q].textCount(after))
            guard weight * 2 >= lighter || (partners.before[p].isEmpty && partners.after[q].isEmpty) else { continue }
            // One to many or many to one, never many to many.
            let (isFirstOfP, isFirstOfQ) = (partners.before[p].isEmpty, partners.after[q].isEmpty)
            guard
                (isFirstOfP && isFirstOfQ)
                    || (isFirstOfQ && partners.before[p].allSatisfy { partners.after[$0].count == 1 })
                    || (isFirstOfP && partners.after[q].allSatisfy { partners.before[$0].count == 1 })
            else { continue }
            partners.before[p].append(q)
            partners.after[q].append(p)
        }
        var links: [TextDiff.Link] = []
        for (q, sources) in partners.after.enumerated() {
            guard let p = sources.min() else { continue }
            if sources.count > 1 {
                links.append(
                    .init(kind: .merged, before: sources.sorted(), after: [q], isEdited: areEdited(sources, [q])))
            } else if partners.before[p].count > 1 {
                let parts = partners.before[p].sorted()
                guard parts[0] == q else { continue }
                links.append(.init(kind: .split, before: [p], after: parts, isEdited: areEdited([p], parts)))
            } else {
                let isEdited = areEdited([p], [q])
                links.append(.init(kind: isEdited ? .edited : .equal, before: [p], after: [q], isEdited: isEdited))
            }
        }
        var isInPlace = Set<Int>()
        for index in heaviestIncreasing(
            links.map { $0.before[0] },
            weights: links.map { $0.before.reduce(1) { $0 + before.blocks[$1].range.count } })
        {
            isInPlace.insert(index)
        }
        for index in links.indices where !isInPlace.contains(index) {
            if links[index].before.count == 1, links[index].after.count == 1 { links[index].kind = .moved }
        }
        return links
    }

    /// Whether the sentences of the blocks are not the same ones in the same order.
    private func areEdited(_ befores: [Int], _ afters: [Int]) -> Bool {
        var x = befores.lazy.flatMap { before.blocks[$0].sentences }.makeIterator()
        var y = afters.lazy.flatMap { after.blocks[$0].sentences }.makeIterator()
        while true {
            switch (x.next(), y.next()) {
            case (nil, nil): return false
            case (let i?, let j?): if Int(sentences.ofBefore[i]) != j || !areEqual(i, j) { return true }
            default: return true
            }
        }
    }
}

extension DiffText.Block {
    fileprivate func textCount(_ text: DiffText) -> Int {
        sentences.reduce(sentences.isEmpty ? 1 : 0) { $0 + text.sentences[$1].count }
    }
}
