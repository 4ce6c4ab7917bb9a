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
        // Sentences of one block mostly lie in one other: runs of one pair are summed as they come, the rest by sorting.
        var shared: [SharedText] = []
        func add(_ i: Int, _ j: Int, _ weight: Int) {
            let (p, q) = (sentenceBlocks.before[i], sentenceBlocks.after[j])
            guard p >= 0, q >= 0 else { return }
            let pair = UInt64(p) << 32 | UInt64(q)
            if let last = shared.last, last.pair == pair {
                shared[shared.count - 1].weight += weight
            } else {
                shared.append(SharedText(pair: pair, weight: weight))
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
        for (p, block) in before.blocks.enumerated() where block.sentences.isEmpty && !blocks.isFree(before: p) {
            shared.append(SharedText(pair: UInt64(p) << 32 | UInt64(blocks.ofBefore[p]), weight: 1))
        }
        var partners = (
            before: Partners(count: before.blocks.count), after: Partners(count: after.blocks.count)
        )
        for text in SharedText.summed(shared) {
            let (p, q, weight) = (Int(text.pair >> 32), Int(text.pair & 0xffff_ffff), text.weight)
            let lighter = min(before.blocks[p].textCount(before), after.blocks[q].textCount(after))
            guard weight * 2 >= lighter || (partners.before.isEmpty(p) && partners.after.isEmpty(q)) else { continue }
            // One to many or many to one, never many to many.
            let (isFirstOfP, isFirstOfQ) = (partners.before.isEmpty(p), partners.after.isEmpty(q))
            guard
                (isFirstOfP && isFirstOfQ)
                    || (isFirstOfQ && partners.before[p].allSatisfy { partners.after.isSingle($0) })
                    || (isFirstOfP && partners.after[q].allSatisfy { partners.before.isSingle($0) })
            else { continue }
            partners.before.add(q, to: p)
            partners.after.add(p, to: q)
        }
        var links: [TextDiff.Link] = []
        links.reserveCapacity(after.blocks.count)
        for q in after.blocks.indices where !partners.after.isEmpty(q) {
            let sources = partners.after[q].sorted()
            let p = sources[0]
            if sources.count > 1 {
                links.append(.init(kind: .merged, before: sources, after: [q], isEdited: areEdited(sources, [q])))
            } else if !partners.before.isSingle(p) {
                let parts = partners.before[p].sorted()
                guard parts[0] == q else { continue }
                links.append(.init(kind: .split, before: [p], after: parts, isEdited: areEdited([p], parts)))
            } else {
                let isEdited = areEdited(sources, [q])
                links.append(.init(kind: isEdited ? .edited : .equal, before: sources, after: [q], isEdited: isEdited))
            }
        }
        var isInPlace = [Bool](repeating: false, count: links.count)
        for index in heaviestIncreasing(
            links.map { $0.before[0] },
            weights: links.map { $0.before.reduce(1) { $0 + before.blocks[$1].range.count } })
        {
            isInPlace[index] = true
        }
        for index in links.indices where !isInPlace[index] {
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

/// How many bytes of text two blocks have in linked sentences.
private struct SharedText {
    /// The block before in the upper half, the block after in the lower.
    var pair: UInt64
    var weight: Int

    /// One for each pair, those with most text first.
    static func summed(_ texts: [SharedText]) -> [SharedText] {
        var summed: [SharedText] = []
        for text in texts.sorted(by: { $0.pair < $1.pair }) {
            if let last = summed.last, last.pair == text.pair {
                summed[summed.count - 1].weight += text.weight
            } else {
                summed.append(text)
            }
        }
        return summed.sorted { ($1.weight, $0.pair) < ($0.weight, $1.pair) }
    }
}

/// For each block those of the other side that it belongs to: one, but for splits and merges.
private struct Partners {
    private var first: [Int32]
    private var others: [Int: [Int]] = [:]

    init(count: Int) { first = Array(repeating: -1, count: count) }

    func isEmpty(_ block: Int) -> Bool { first[block] < 0 }

    func isSingle(_ block: Int) -> Bool { first[block] >= 0 && (others.isEmpty || others[block] == nil) }

    subscript(block: Int) -> [Int] {
        isEmpty(block) ? [] : [Int(first[block])] + (others.isEmpty ? [] : others[block] ?? [])
    }

    mutating func add(_ partner: Int, to block: Int) {
        if isEmpty(block) {
            first[block] = Int32(truncatingIfNeeded: partner)
        } else {
            others[block, default: []].append(partner)
        }
    }
}

extension DiffText.Block {
    fileprivate func textCount(_ text: DiffText) -> Int {
        sentences.reduce(sentences.isEmpty ? 1 : 0) { $0 + text.sentences[$1].count }
    }
}
