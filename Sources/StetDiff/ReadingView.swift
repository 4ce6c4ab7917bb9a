internal import SequenceDiff

/// Puts the blocks and sentences of both sides into one order to read: the after side's, with what was removed or
/// moved away where it stood.
struct ReadingView {
    private let diff: TextDiff
    /// The link of each sentence, as an index in `diff.sentenceLinks`; -1 for none.
    private let linkOf: (before: [Int], after: [Int])
    private let writer: SegmentWriter

    init(_ diff: TextDiff) {
        self.diff = diff
        var before = [Int](repeating: -1, count: diff.before.sentences.count)
        var after = [Int](repeating: -1, count: diff.after.sentences.count)
        for (index, link) in diff.sentenceLinks.enumerated() {
            for sentence in link.before { before[sentence] = index }
            for sentence in link.after { after[sentence] = index }
        }
        linkOf = (before, after)
        writer = SegmentWriter(diff)
    }

    // MARK: Blocks

    func blocks(_ detail: ArticleDiff.Detail) -> [ArticleDiff.BlockChange] {
        var changes: [ArticleDiff.BlockChange] = []
        let order = Interleaving(
            diff.blockLinks, beforeCount: diff.before.blocks.count, afterCount: diff.after.blocks.count
        ) { link in
            link.before.reduce(0) { $0 + diff.before.blocks[$1].range.count }
        } neighbours: { removed, added in
            let (old, new) = (removed.map { diff.before.blocks[$0] }, added.map { diff.after.blocks[$0] })
            return neighbours(old.map(\.range), new.map(\.range)) { old[$0].kind.isAlike(new[$1].kind) }
        }
        for place in order.places {
            switch place {
            case .before(let block, let link):
                changes.append(
                    link == nil
                        ? .init(
                            kind: .removed, before: [block], after: [],
                            sentences: sentences(before: [block], after: [], isMoved: false))
                        : .init(
                            kind: .movedAway, before: [block], after: [],
                            sentences: sentences(awayFrom: diff.before.blocks[block].sentences)))
            case .after(_, let link?, let isInPlace):
                let link = diff.blockLinks[link]
                if detail == .changes, isInPlace, isUnchanged(link) {
                    changes.append(
                        .init(kind: .equal, before: Array(link.before), after: Array(link.after), sentences: []))
                    continue
                }
                let sentences = sentences(before: Array(link.before), after: Array(link.after), isMoved: !isInPlace)
                changes.append(
                    .init(
                        kind: kind(of: link, sentences, isInPlace), before: Array(link.before),
                        after: Array(link.after),
                        sentences: sentences))
            case .after(let block, nil, _):
                changes.append(
                    .init(
                        kind: .added, before: [], after: [block],
                        sentences: sentences(before: [], after: [block], isMoved: false)))
            }
        }
        return changes
    }

    /// Whether a linked block is the same, with each sentence linked to the one in its place and all marks where they were.
    ///
    /// - Complexity: O(block).
    private func isUnchanged(_ link: TextDiff.Link) -> Bool {
        guard link.before.count == 1, link.after.count == 1 else { return false }
        let (was, isNow) = (diff.before.blocks[link.before[0]], diff.after.blocks[link.after[0]])
        guard was.kind == isNow.kind, was.sentences.count == isNow.sentences.count,
            writer.areSetAlike(was.range, isNow.range)
        else { return false }
        return zip(was.sentences, isNow.sentences).allSatisfy { x, y in
            let index = linkOf.after[y]
            guard index >= 0, index == linkOf.before[x] else { return false }
            let link = diff.sentenceLinks[index]
            return link.kind == .equal && !link.isEdited && link.before.count == 1 && link.after.count == 1
                && !(was.kind == .code && isCodeSetOtherwise(link))
        }
    }

    private func kind(
        of link: TextDiff.Link, _ sentences: [ArticleDiff.SentenceChange], _ isInPlace: Bool
    ) -> ArticleDiff.BlockChange.Kind {
        if link.kind == .split { return .split }
        if link.kind == .merged { return .merged }
        if !isInPlace { return .moved }
        if sentences.contains(where: { $0.kind != .equal && $0.kind != .reformatted }) { return .edited }
        let (was, isNow) = (diff.before.blocks[link.before[0]].kind, diff.after.blocks[link.after[0]].kind)
        guard was.code == isNow.code, sentences.allSatisfy({ $0.kind == .equal }) else { return .reformatted }
        if case .listItem(_, let number) = was, case .listItem(_, let newNumber) = isNow, number != newNumber {
            return .renumbered
        }
        return .equal
    }

    private func neighbours(
        _ removed: [Range<Int>], _ added: [Range<Int>], isAlike: (Int, Int) -> Bool
    ) -> [(removed: Int, added: Int)] {
        guard !removed.isEmpty, !added.isEmpty, removed.count * added.count <= Neighbours.bound else { return [] }
        var numbers = WordNumbers()
        let old = removed.map { numbers.words(of: diff.before.bytes, $0) }
        return Neighbours(old, added.map { numbers.words(of: diff.after.bytes, $0) }, isAlike: isAlike).pairs
    }

    // MARK: Sentences

    /// The sentences of linked blocks in one order.
    private func sentences(before: [Int], after: [Int], isMoved: Bool) -> [ArticleDiff.SentenceChange] {
        let befores = before.flatMap { diff.before.blocks[$0].sentences }
        let afters = after.flatMap { diff.after.blocks[$0].sentences }
        let placeOfBefore = Dictionary(befores.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let placeOfAfter = Dictionary(afters.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        // Links that lie wholly inside, in the order of the after side; the others lead elsewhere.
        var inner: [TextDiff.Link] = []
        var original: [Int] = []
        for sentence in afters {
            let index = linkOf.after[sentence]
            guard index >= 0, diff.sentenceLinks[index].after[0] == sentence else { continue }
            let link = diff.sentenceLinks[index]
            let x = link.before.compactMap { placeOfBefore[$0] }
            let y = link.after.compactMap { placeOfAfter[$0] }
            guard x.count == link.before.count, y.count == link.after.count else { continue }
            // In a block that moved they moved with it; one that crosses others inside its own block moved, too.
            let kind: TextDiff.LinkKind =
                isMoved && link.kind == .moved ? (link.isEdited ? .edited : .equal) : link.kind
            inner.append(.init(kind: kind, before: IndexList(x), after: IndexList(y), isEdited: link.isEdited))
            original.append(index)
        }
        let order = Interleaving(inner, beforeCount: befores.count, afterCount: afters.count) { link in
            link.before.reduce(0) { $0 + diff.before.sentences[befores[$1]].count }
        } neighbours: { removed, added in
            neighbours(
                removed.map { diff.before.sentences[befores[$0]] }, added.map { diff.after.sentences[afters[$0]] }
            ) { _, _ in true }
        }
        return order.places.map { place in
            switch place {
            case .before(let position, _):
                let sentence = befores[position]
                let isAway = linkOf.before[sentence] >= 0
                return .init(
                    kind: isAway ? .movedAway : .removed, before: [sentence], after: [],
                    segments: [.init(kind: isAway ? .equal : .removed, text: writer.text(before: sentence))])
            case .after(_, let link?, let isInPlace):
                return change(diff.sentenceLinks[original[link]], isInPlace: isInPlace)
            case .after(let position, nil, _):
                let sentence = afters[position]
                let index = linkOf.after[sentence]
                guard index >= 0 else {
                    return .init(
                        kind: .added, before: [], after: [sentence],
                        segments: [.init(kind: .added, text: writer.text(after: sentence))])
                }
                return changeFromElsewhere(diff.sentenceLinks[index], sentence)
            }
        }
    }

    private func change(_ link: TextDiff.Link, isInPlace: Bool) -> ArticleDiff.SentenceChange {
        var segments = writer.segments(link).withFoldings()
        if isInPlace, isCodeSetOtherwise(link) {
            segments = [.init(kind: .reformatted, text: writer.text(after: link.after[0]))]
        }
        let kind: ArticleDiff.SentenceChange.Kind
        switch link.kind {
        case .split: kind = .split
        case .merged: kind = .merged
        case .equal, .edited, .moved:
            if !isInPlace {
                kind = .moved
            } else if segments.contains(where: { $0.kind == .removed || $0.kind == .added }) {
                kind = .edited
            } else {
                kind = segments.contains { $0.kind == .reformatted } ? .reformatted : .equal
            }
        }
        return .init(
            kind: kind, before: Array(link.before), after: Array(link.after), segments: segments,
            marks: marks(link, segments))
    }

    /// Whether two lines of code are the same but for white space: in them, before them or of empty lines above.
    private func isCodeSetOtherwise(_ link: TextDiff.Link) -> Bool {
        guard !link.isEdited, link.before.count == 1, link.after.count == 1 else { return false }
        return line(link.before[0], of: diff.before) != line(link.after[0], of: diff.after)
    }

    /// A line of code with all white space above and before it; nil for a sentence of another kind.
    private func line(_ sentence: Int, of text: DiffText) -> ArraySlice<UInt8>? {
        var low = 0
        var high = text.blocks.count
        while low < high {
            let middle = (low + high) / 2
            if text.blocks[middle].sentences.upperBound <= sentence { low = middle + 1 } else { high = middle }
        }
        guard low < text.blocks.count, text.blocks[low].kind == .code else { return nil }
        let range = text.sentences[sentence]
        var start = range.lowerBound
        while start > 0, Byte.isBlank(text.bytes[start - 1]) { start -= 1 }
        if sentence == text.blocks[low].sentences.lowerBound {
            // What parts the block from the one before is none of its own.
            start = text.bytes[start..<range.lowerBound].lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? start
        }
        return text.bytes[start..<range.upperBound]
    }

    private func marks(_ link: TextDiff.Link, _ segments: [ArticleDiff.Segment]) -> [ArticleDiff.MarkChange] {
        guard segments.contains(where: { $0.kind != .equal }) else { return [] }
        return diff.markChanges(before: Array(link.before), after: Array(link.after))
    }

    /// A sentence whose mate stands in a block that this one is not linked with: it came from there. Of a split
    /// that spans such blocks the first part tells all; the others are told as moved without their source.
    private func changeFromElsewhere(_ link: TextDiff.Link, _ sentence: Int) -> ArticleDiff.SentenceChange {
        if link.after.count > 1 {
            return .init(
                kind: .moved, before: Array(link.before), after: [sentence],
                segments: [.init(kind: .equal, text: writer.text(after: sentence))])
        }
        let segments = writer.segments(link).withFoldings()
        return .init(
            kind: .moved, before: Array(link.before), after: Array(link.after), segments: segments,
            marks: marks(link, segments))
    }

    private func sentences(awayFrom range: Range<Int>) -> [ArticleDiff.SentenceChange] {
        range.map {
            .init(
                kind: linkOf.before[$0] >= 0 ? .movedAway : .removed, before: [$0], after: [],
                segments: [
                    .init(kind: linkOf.before[$0] >= 0 ? .equal : .removed, text: writer.text(before: $0))
                ])
        }
    }
}

/// Two sequences, linked in part, as one: links in place keep their order, the rest stands between them.
struct Interleaving {
    enum Place {
        /// An element of the before side: removed or, where it has a link, moved away from here.
        case before(Int, link: Int?)
        /// An element of the after side, with its link; all elements of a link are told at its first.
        case after(Int, link: Int?, isInPlace: Bool)
    }

    private(set) var places: [Place] = []

    /// - Parameters:
    ///   - weight: How much text a link holds: of links that cross, the lighter ones moved. One that is told as moved yields to
    ///     all others, and is in place all the same where it crosses none of these.
    ///   - neighbours: Of what is in no link on either side of a gap, which stand beside each other, as positions in both
    ///     lists; without it all that was removed comes first.
    init(
        _ links: [TextDiff.Link], beforeCount: Int, afterCount: Int, weight: (TextDiff.Link) -> Int,
        neighbours: ([Int], [Int]) -> [(removed: Int, added: Int)] = { _, _ in [] }
    ) {
        var linkOfBefore = [Int?](repeating: nil, count: beforeCount)
        var linkOfAfter = [Int?](repeating: nil, count: afterCount)
        for (index, link) in links.enumerated() {
            for element in link.before { linkOfBefore[element] = index }
            for element in link.after { linkOfAfter[element] = index }
        }
        // Links are sorted by the after side.
        let weights = links.map { 1 + weight($0) }
        let movedWeight = 1 + zip(links, weights).reduce(0) { $1.0.kind == .moved ? $0 + $1.1 : $0 }
        let kept = heaviestIncreasing(
            links.map { $0.before[0] },
            weights: links.indices.map { links[$0].kind == .moved ? weights[$0] : weights[$0] * movedWeight })
        let isKept = Set(kept)
        var x = 0
        var y = 0
        for index in kept {
            tell(&x, links[index].before[0], &y, links[index].after[0])
            places.append(.after(links[index].after[0], link: index, isInPlace: true))
            x += 1
            y += 1
        }
        tell(&x, beforeCount, &y, afterCount)

        /// Tells what is in no link in place; further parts of such a link were told with its first.
        func tell(_ x: inout Int, _ xEnd: Int, _ y: inout Int, _ yEnd: Int) {
            let gone = (x..<max(x, xEnd)).filter { linkOfBefore[$0] == nil }
            let come = (y..<max(y, yEnd)).filter { linkOfAfter[$0] == nil }
            for (removed, added) in gone.isEmpty || come.isEmpty ? [] : neighbours(gone, come) {
                tellBefore(&x, gone[removed])
                tellAfter(&y, come[added])
                tellBefore(&x, gone[removed] + 1)
                tellAfter(&y, come[added] + 1)
            }
            tellBefore(&x, xEnd)
            tellAfter(&y, yEnd)
        }

        func tellBefore(_ x: inout Int, _ end: Int) {
            while x < end {
                let link = linkOfBefore[x]
                if link.map({ !isKept.contains($0) }) ?? true { places.append(.before(x, link: link)) }
                x += 1
            }
        }

        func tellAfter(_ y: inout Int, _ end: Int) {
            while y < end {
                let link = linkOfAfter[y]
                if link.map({ !isKept.contains($0) && links[$0].after[0] == y }) ?? true {
                    places.append(.after(y, link: link, isInPlace: false))
                }
                y += 1
            }
        }
    }
}

extension DiffText.BlockKind {
    /// Whether two blocks are of one kind, whatever their levels and numbers.
    fileprivate func isAlike(_ other: DiffText.BlockKind) -> Bool {
        switch (self, other) {
        case (.heading, .heading), (.listItem, .listItem): true
        default: self == other
        }
    }
}
