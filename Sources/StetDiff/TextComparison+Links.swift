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
        links.reserveCapacity(after.sentences.count)
        let hasGroups = !groups.parts.isEmpty || !groups.sources.isEmpty
        func add(_ kind: TextDiff.LinkKind, _ before: IndexList, _ after: IndexList, isEdited: Bool) {
            links.append(
                .init(link: .init(kind: kind, before: before, after: after, isEdited: isEdited), isMoved: false))
        }
        for (j, mate) in sentences.ofAfter.enumerated() where mate >= 0 {
            let i = Int(mate)
            if hasGroups, let parts = groups.parts[i] {
                add(.split, [i], IndexList(parts), isEdited: true)
            } else if hasGroups, let sources = groups.sources[j] {
                add(.merged, IndexList(sources), [j], isEdited: true)
            } else {
                let isEdited = !areEqual(i, j) && !areWrappedAlone(i, j)
                add(isEdited ? .edited : .equal, IndexList(i), IndexList(j), isEdited: isEdited)
            }
        }
        if hasGroups { links.sort { $0.link.after[0] < $1.link.after[0] } }
        let moved = outsideHeaviestIncreasing(links.map { $0.link.before[0] }) {
            links[$0].link.before.reduce(1) { $0 + before.sentences[$1].count }
        }
        for index in moved {
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
        let hasGroups = !groups.parts.isEmpty || !groups.sources.isEmpty
        for (i, mate) in sentences.ofBefore.enumerated() where mate >= 0 {
            let j = Int(mate)
            if hasGroups, let parts = groups.parts[i] {
                for part in parts { add(i, part, after.sentences[part].count) }
            } else if hasGroups, let sources = groups.sources[j] {
                for source in sources { add(source, j, before.sentences[source].count) }
            } else {
                add(i, j, min(before.sentences[i].count, after.sentences[j].count))
            }
        }
        for (p, block) in before.blocks.enumerated() where block.sentences.isEmpty && !blocks.isFree(before: p) {
            shared.append(SharedText(pair: UInt64(p) << 32 | UInt64(blocks.ofBefore[p]), weight: 1))
        }
        let partners = partners(shared)
        var links: [TextDiff.Link] = []
        links.reserveCapacity(after.blocks.count)
        for q in after.blocks.indices where !partners.after.isEmpty(q) {
            let sources = partners.after.sorted(q)
            let p = sources[0]
            if sources.count > 1 {
                links.append(.init(kind: .merged, before: sources, after: [q], isEdited: areEdited(sources, [q])))
            } else if !partners.before.isSingle(p) {
                let parts = partners.before.sorted(p)
                guard parts[0] == q else { continue }
                links.append(.init(kind: .split, before: sources, after: parts, isEdited: areEdited(sources, parts)))
            } else {
                let mates = IndexList(q)
                let isEdited = areEdited(sources, mates)
                links.append(
                    .init(kind: isEdited ? .edited : .equal, before: sources, after: mates, isEdited: isEdited))
            }
        }
        let moved = outsideHeaviestIncreasing(links.map { $0.before[0] }) {
            links[$0].before.reduce(1) { $0 + before.blocks[$1].range.count }
        }
        for index in moved where links[index].before.count == 1 && links[index].after.count == 1 {
            links[index].kind = .moved
        }
        return links
    }

    /// Blocks that belong together: one to many or many to one, never many to many.
    private func partners(_ texts: [SharedText]) -> (before: Partners, after: Partners) {
        var partners = (before: Partners(count: before.blocks.count), after: Partners(count: after.blocks.count))
        // Which come first matters only for blocks that share text with several.
        let (lone, crowded) = SharedText.parted(
            SharedText.summed(texts), before: before.blocks.count, after: after.blocks.count)
        for text in lone {
            partners.before.add(text.after, to: text.before)
            partners.after.add(text.before, to: text.after)
        }
        for text in crowded.sorted(by: { ($1.weight, $0.pair) < ($0.weight, $1.pair) }) {
            let (p, q) = (text.before, text.after)
            let (isFirstOfP, isFirstOfQ) = (partners.before.isEmpty(p), partners.after.isEmpty(q))
            if !isFirstOfP || !isFirstOfQ {
                let lighter = min(before.blocks[p].textCount(before), after.blocks[q].textCount(after))
                guard text.weight * 2 >= lighter,
                    (isFirstOfQ && partners.before.sorted(p).allSatisfy { partners.after.isSingle($0) })
                        || (isFirstOfP && partners.after.sorted(q).allSatisfy { partners.before.isSingle($0) })
                else { continue }
            }
            partners.before.add(q, to: p)
            partners.after.add(p, to: q)
        }
        return partners
    }

    /// Whether the sentences of the blocks are not the same ones in the same order.
    private func areEdited(_ befores: IndexList, _ afters: IndexList) -> Bool {
        var next = 0
        var others = after.blocks[afters[0]].sentences
        for block in befores {
            for i in before.blocks[block].sentences {
                while others.isEmpty {
                    next += 1
                    guard next < afters.count else { return true }
                    others = after.blocks[afters[next]].sentences
                }
                let j = others.lowerBound
                if Int(sentences.ofBefore[i]) != j || !(areEqual(i, j) || areWrappedAlone(i, j)) { return true }
                others = others.lowerBound + 1..<others.upperBound
            }
        }
        return !others.isEmpty || afters.dropFirst(next + 1).contains { !after.blocks[$0].sentences.isEmpty }
    }
}

/// How many bytes of text two blocks have in linked sentences.
private struct SharedText {
    /// The block before in the upper half, the block after in the lower.
    var pair: UInt64
    var weight: Int

    var before: Int { Int(pair >> 32) }
    var after: Int { Int(pair & 0xffff_ffff) }

    /// One for each pair, sorted.
    static func summed(_ texts: [SharedText]) -> [SharedText] {
        if texts.indices.dropFirst().allSatisfy({ texts[$0 - 1].pair < texts[$0].pair }) { return texts }
        var summed: [SharedText] = []
        summed.reserveCapacity(texts.count)
        for text in texts.sorted(by: { $0.pair < $1.pair }) {
            if let last = summed.last, last.pair == text.pair {
                summed[summed.count - 1].weight += text.weight
            } else {
                summed.append(text)
            }
        }
        return summed
    }

    /// Those whose blocks share text with no other, and the rest.
    static func parted(
        _ texts: [SharedText], before: Int, after: Int
    ) -> (lone: [SharedText], crowded: [SharedText]) {
        var counts = (before: [Int32](filledWith: 0, count: before), after: [Int32](filledWith: 0, count: after))
        for text in texts {
            counts.before[text.before] += 1
            counts.after[text.after] += 1
        }
        var parted: (lone: [SharedText], crowded: [SharedText]) = ([], [])
        parted.lone.reserveCapacity(texts.count)
        for text in texts {
            if counts.before[text.before] == 1, counts.after[text.after] == 1 {
                parted.lone.append(text)
            } else {
                parted.crowded.append(text)
            }
        }
        return parted
    }
}

/// For each block those of the other side that it belongs to: one, but for splits and merges.
private struct Partners {
    private var first: [Int32]
    private var others: [Int: [Int]] = [:]

    init(count: Int) { first = Array(filledWith: -1, count: count) }

    func isEmpty(_ block: Int) -> Bool { first[block] < 0 }

    func isSingle(_ block: Int) -> Bool { first[block] >= 0 && (others.isEmpty || others[block] == nil) }

    func sorted(_ block: Int) -> IndexList {
        let others = others.isEmpty ? [] : others[block] ?? []
        if others.isEmpty { return isEmpty(block) ? [] : IndexList(Int(first[block])) }
        return IndexList(([Int(first[block])] + others).sorted())
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
