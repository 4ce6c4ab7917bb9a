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
        let texts = textsOfSentences
        let moved = outsideHeaviestIncreasing(
            links.map { $0.link.before[0] }, weight: { texts.weight(links[$0].link.before, links[$0].link.after) },
            exactWeight: { texts.exactWeight(links[$0].link.before, links[$0].link.after) })
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
        let texts = textsOfBlocks
        let moved = outsideHeaviestIncreasing(
            links.map { $0.before[0] }, weight: { texts.weight(links[$0].before, links[$0].after) },
            exactWeight: { texts.exactWeight(links[$0].before, links[$0].after) })
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
        // Of equally much text what stands first on both sides together comes first, whichever side is which.
        for text in crowded.sorted(by: { ($1.weight, $0.place, $0.pair) < ($0.weight, $1.place, $1.pair) }) {
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
        // Where each of several merged sentences went.
        let merged = Dictionary(
            groups.sources.flatMap { mate, sources in sources.map { ($0, mate) } }, uniquingKeysWith: { one, _ in one })
        for block in before.blocks.indices where !partners.before.isEmpty(block) && !partners.before.isSingle(block) {
            for part in strangers(among: partners.before.sorted(block), partners.after, block, merged, isSplit: true) {
                partners.before.remove(part, from: block)
                partners.after.remove(block, from: part)
            }
        }
        for block in after.blocks.indices where !partners.after.isEmpty(block) && !partners.after.isSingle(block) {
            for source in strangers(
                among: partners.after.sorted(block), partners.before, block, merged, isSplit: false)
            {
                partners.after.remove(source, from: block)
                partners.before.remove(block, from: source)
            }
        }
        return partners
    }

    /// Of the parts that a block was split into, or the sources that it was made of, those that are none: sentences that moved there.
    ///
    /// Parts stand beside one another, with nothing between them but what is new, and have their sentences in the order of the
    /// whole. They are counted from the one that has most of it.
    ///
    /// - Complexity: O(sentences of the block) for each part.
    private func strangers(
        among parts: IndexList, _ partners: Partners, _ block: Int, _ merged: [Int: Int], isSplit: Bool
    ) -> [Int] {
        let shares = parts.map {
            isSplit ? share(block, $0, merged, isSplit: true) : share($0, block, merged, isSplit: false)
        }
        guard let main = shares.indices.max(by: { (shares[$0].weight, $1) < (shares[$1].weight, $0) }) else {
            return []
        }
        func isNew(_ other: Int) -> Bool {
            guard partners.isEmpty(other) else { return false }
            return isSplit
                ? after.blocks[other].sentences.allSatisfy { sentences.isFree(after: $0) }
                : before.blocks[other].sentences.allSatisfy { sentences.isFree(before: $0) }
        }
        func areNeighbours(_ one: Int, _ two: Int) -> Bool {
            shares[one].last <= shares[two].first && (parts[one] + 1..<parts[two]).allSatisfy(isNew)
        }
        var (first, last) = (main, main)
        while last + 1 < parts.count, areNeighbours(last, last + 1) { last += 1 }
        while first > 0, areNeighbours(first - 1, first) { first -= 1 }
        return parts.indices.filter { !(first...last).contains($0) }.map { parts[$0] }
    }

    /// What two blocks share: its weight, and which sentences of the whole it begins and ends with.
    private func share(
        _ p: Int, _ q: Int, _ merged: [Int: Int], isSplit: Bool
    ) -> (weight: Int, first: Int, last: Int) {
        var share = (weight: 0, first: Int.max, last: -1)
        func add(_ i: Int, _ j: Int) {
            guard Int(sentenceBlocks.after[j]) == q else { return }
            share.weight += min(before.sentences[i].count, after.sentences[j].count)
            share.first = min(share.first, isSplit ? i : j)
            share.last = max(share.last, isSplit ? i : j)
        }
        for i in before.blocks[p].sentences {
            let mate = Int(sentences.ofBefore[i])
            for j in groups.parts[i] ?? (mate >= 0 ? [mate] : merged[i].map { [$0] } ?? []) { add(i, j) }
        }
        return share
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
    /// Where the pair stands on both sides together.
    var place: Int { before + after }

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

    mutating func remove(_ partner: Int, from block: Int) {
        let left = sorted(block).filter { $0 != partner }
        others[block] = left.count > 1 ? Array(left.dropFirst()) : nil
        first[block] = Int32(truncatingIfNeeded: left.first ?? -1)
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
