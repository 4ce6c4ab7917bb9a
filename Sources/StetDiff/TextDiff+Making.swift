internal import SequenceDiff

extension TextDiff {
    /// Finds what is the same in two texts, what moved, and what is left over on either side.
    ///
    /// Equal blocks are linked unread; the sentences of the others are linked when they are equal, then when they
    /// share enough of their weight; words are aligned inside each link. The same texts give the same answer on
    /// every run and machine.
    ///
    /// - Complexity: O(n log n) in the bytes of both texts; the words of long sentences are compared within a
    ///   bound of steps, beyond which the answer stays right but may keep fewer words.
    public init(from before: DiffText, to after: DiffText) {
        self.init(from: before, to: after, twins: [], linksBlocks: true)
    }

    /// `twins` has for each block after one before that is the same bytes, or -1 where none is known; it may be empty.
    init(from before: DiffText, to after: DiffText, twins: [Int32], linksBlocks: Bool) {
        let ends = EqualEnds(before, after, twins: twins)
        var comparison = TextComparison(before: ends.middle(of: before), after: ends.middle(of: after))
        comparison.linkBlocks(twins: ends.middle(ofTwins: twins))
        let linksOfBlocks = comparison.sentences
        comparison.linkEqual()
        if comparison.hasOpenSentences {
            comparison.cut(at: comparison.missingBorders(), keeping: linksOfBlocks)
            comparison.linkSentences()
            if comparison.cut(at: comparison.bordersOfParts(), keeping: comparison.sentences) {
                comparison.linkSentences()
            }
        }
        let order = comparison.orderedLinks()
        let (one, two) = (ends.whole(before, middle: comparison.before), ends.whole(after, middle: comparison.after))
        self.init(
            before: one, after: two,
            matches: comparison.matches(order) { collector, isLeading in
                isLeading ? ends.addLeading(one, two, to: &collector) : ends.addTrailing(one, two, to: &collector)
            },
            sentenceLinks: EqualEnds.whole(
                order.lazy.map { $0.link }, leading: ends.leadingSentences, trailing: ends.trailingSentences,
                before: one.sentences.count, after: two.sentences.count),
            blockLinks: linksBlocks
                ? EqualEnds.whole(
                    comparison.blockLinks(), leading: ends.leading, trailing: ends.trailing, before: one.blocks.count,
                    after: two.blocks.count) : [])
    }
}

/// The stages of a comparison and what they hand on.
struct TextComparison {
    var before: DiffText
    var after: DiffText
    var blocks: Mates
    var sentences: Mates
    var groups = SentenceLinker.Groups()
    /// Numbers of the sentences that are in no linked block: equal sentences have equal ones.
    var ids: (before: [UInt32], after: [UInt32])
    var numbering: FoldedTextNumbering
    private(set) var tokens = (before: TextTokens(), after: TextTokens())
    var tokenRanges = (before: TokenRanges(), after: TokenRanges())
    private(set) var vocabulary = Vocabulary(capacity: 0)
    var sentenceBlocks: (before: [Int32], after: [Int32])

    init(before: DiffText, after: DiffText) {
        self.before = before
        self.after = after
        blocks = Mates(beforeCount: before.blocks.count, afterCount: after.blocks.count)
        sentences = Mates(beforeCount: before.sentences.count, afterCount: after.sentences.count)
        ids = ([], [])
        sentenceBlocks = (Self.owners(before), Self.owners(after))
        numbering = FoldedTextNumbering([before.bytes, after.bytes])
    }

    /// The block of each sentence, or -1.
    static func owners(_ text: DiffText) -> [Int32] {
        var owners = [Int32](filledWith: -1, count: text.sentences.count)
        var out = owners.mutableSpan
        for (index, block) in text.blocks.enumerated() {
            for sentence in block.sentences { out[sentence] = Int32(truncatingIfNeeded: index) }
        }
        return owners
    }

    // MARK: Blocks

    mutating func linkBlocks(twins: [Int32]) {
        guard !before.blocks.isEmpty, !after.blocks.isEmpty else { return }
        linkEqualBlocks(twins)
        for (i, block) in before.blocks.enumerated() where !blocks.isFree(before: i) {
            let other = after.blocks[Int(blocks.ofBefore[i])]
            // Sentences that a model cut apart differently are left to the next stage.
            guard block.sentences.count == other.sentences.count else { continue }
            for (a, b) in zip(block.sentences, other.sentences) { sentences.link(a, b) }
        }
    }

    private mutating func linkEqualBlocks(_ twins: [Int32]) {
        var numbering = FoldedTextNumbering([before.bytes, after.bytes])
        let x = before.blocks.map { numbering.number(side: 0, $0.range, kind: $0.kind.code) }
        let y = after.blocks.enumerated().map { q, block in
            let twin = twins.isEmpty ? -1 : Int(twins[q])
            return x.indices.contains(twin) ? x[twin] : numbering.number(side: 1, block.range, kind: block.kind.code)
        }
        let linker = EqualLinker(
            before: x, after: y, texts: textsOfBlocks, idCount: numbering.count)
        // A block that moved is left to the next stage: its place may be held by a closer likeness.
        linker.linkInPlace(&blocks)
        linker.linkRepeated(&blocks, onlyEvenCounts: true)
    }

    // MARK: Sentences

    /// Whether both sides have sentences that are in no link: where only one has, it was merely put in or taken out.
    var hasOpenSentences: Bool {
        sentences.areBothOpen
    }

    /// Links equal sentences in place, and cuts what is left into words where both sides have some left.
    mutating func linkEqual() {
        numberSentences()
        linkEqualInPlace()
        readSentences()
    }

    mutating func linkSentences() {
        let equal = equalLinker
        var linker = SentenceLinker(
            before: .init(ids: tokens.before.ids, tokens: tokenRanges.before),
            after: .init(ids: tokens.after.ids, tokens: tokenRanges.after),
            texts: textsOfSentences, vocabulary: vocabulary)
        // What was hardly edited where it stood is still itself, even where a copy of it stands elsewhere now.
        let (copied, repeated) = (waitingIDs(), repeatedIDs())
        linker.linkInPlace(&sentences) { [ids] i, j in
            let (one, two) = (Int(ids.before[i]), Int(ids.after[j]))
            return !(copied[one] && (copied[two] || repeated[one])) && !(copied[two] && repeated[two])
        }
        equal.linkMoved(&sentences) { [self] i, j in
            isEntry(i, before, sentenceBlocks.before) && isEntry(j, after, sentenceBlocks.after)
        }
        // What waits for an equal copy does not take part at first: a copy is better than what is alike.
        let waiting = waitingIDs()
        linker.link(&sentences, closed: (ids.before.map { waiting[Int($0)] }, ids.after.map { waiting[Int($0)] }))
        equal.extend(&sentences)
        equal.linkRepeated(&sentences, onlyEvenCounts: false)
        linkCopiesElsewhere()
        linkRespelled()
        linker.tradeHosts(&sentences)
        groups = linker.group(sentences)
        let grouped = (
            before: marked(groups.sources.values, before.sentences.count),
            after: marked(groups.parts.values, after.sentences.count)
        )
        linker.link(&sentences, closed: grouped, onlyNeighbours: true)
        linkHeadings(grouped)
        linkSameSlots(grouped)
    }

    private func marked(_ groups: some Sequence<[Int]>, _ count: Int) -> [Bool] {
        var marked = [Bool](filledWith: false, count: count)
        for group in groups { for sentence in group { marked[sentence] = true } }
        return marked
    }

    var textsOfSentences: LinkTexts {
        LinkTexts(
            before: .init(
                bytes: before.bytes, pieces: before.sentences, blocks: before.blocks, owners: sentenceBlocks.before),
            after: .init(
                bytes: after.bytes, pieces: after.sentences, blocks: after.blocks, owners: sentenceBlocks.after))
    }

    var textsOfBlocks: LinkTexts {
        LinkTexts(
            before: .init(bytes: before.bytes, pieces: before.blocks.map { $0.range }),
            after: .init(bytes: after.bytes, pieces: after.blocks.map { $0.range }))
    }

    private var equalLinker: EqualLinker {
        EqualLinker(
            before: ids.before, after: ids.after, texts: textsOfSentences, idCount: idCount)
    }

    mutating func linkEqualInPlace() {
        guard hasOpenSentences else { return }
        let equal = equalLinker
        equal.linkInPlace(&sentences)
        equal.linkRepeated(&sentences, onlyEvenCounts: true)
    }

    /// Numbers that stand for settled sentences of either side, so that none seems equal to one of the other.
    static let settledNumbers: UInt32 = 2

    private var idCount: Int { numbering.count + Int(Self.settledNumbers) }
    /// Stands for the number of a sentence of the before side in a linked block: it is equal to its mate.
    private static let settledNumber: UInt32 = 0

    /// Numbers the sentences that no linked block settled.
    private mutating func numberSentences() {
        ids.before = before.sentences.indices.map { index in
            sentences.isFree(before: index)
                ? Self.settledNumbers + numbering.number(side: 0, before.sentences[index], kind: 0) : Self.settledNumber
        }
        ids.after = after.sentences.indices.map { index in
            sentences.isFree(after: index)
                ? Self.settledNumbers + numbering.number(side: 1, after.sentences[index], kind: 0) : 1
        }
    }

    /// Tokenises the sentences that are not linked yet.
    private mutating func readSentences() {
        let isAny = hasOpenSentences
        func isFree(before index: Int) -> Bool { isAny && sentences.isFree(before: index) }
        func isFree(after index: Int) -> Bool { isAny && sentences.isFree(after: index) }
        // Too few places cost less than too many, which do not fit in the caches of the processor.
        let size = Self.freeBytes(before, isFree(before:)) + Self.freeBytes(after, isFree(after:))
        vocabulary = Vocabulary(capacity: size / Self.bytesPerNewWord)
        Self.read(before, isFree(before:), &tokens.before, &tokenRanges.before, &vocabulary)
        Self.read(after, isFree(after:), &tokens.after, &tokenRanges.after, &vocabulary)
    }

    private static let bytesPerNewWord = 64

    private static func freeBytes(_ text: DiffText, _ isFree: (Int) -> Bool) -> Int {
        var size = 0
        for index in text.sentences.indices where isFree(index) { size += text.sentences[index].count }
        return size
    }

    private static func read(
        _ text: DiffText, _ isFree: (Int) -> Bool, _ tokens: inout TextTokens, _ ranges: inout TokenRanges,
        _ vocabulary: inout Vocabulary
    ) {
        let size = freeBytes(text, isFree)
        tokens.reserveCapacity(bytes: size)
        ranges.reserveCapacity(text.sentences.count)
        tokens.append(
            text.bytes.span, pieces: text.sentences, where: isFree, ranges: &ranges, vocabulary: &vocabulary)
    }

    /// Whether two linked sentences are equal but for the amount of white space.
    func areEqual(_ i: Int, _ j: Int) -> Bool { ids.before[i] == ids.after[j] || ids.before[i] == Self.settledNumber }

    /// Numbers that stand more than once on one side: which of them was edited, only the others can tell.
    private func repeatedIDs() -> [Bool] {
        var counts = [(before: UInt8, after: UInt8)](filledWith: (0, 0), count: idCount)
        var out = counts.mutableSpan
        for id in ids.before { out[Int(id)].before = min(2, out[Int(id)].before + 1) }
        for id in ids.after { out[Int(id)].after = min(2, out[Int(id)].after + 1) }
        return counts.map { $0.before > 1 || $0.after > 1 }
    }

    /// Numbers that are free on both sides.
    func waitingIDs() -> [Bool] {
        var sides = [UInt8](filledWith: 0, count: idCount)
        var out = sides.mutableSpan
        for index in ids.before.indices where sentences.isFree(before: index) { out[Int(ids.before[index])] |= 1 }
        for index in ids.after.indices where sentences.isFree(after: index) { out[Int(ids.after[index])] |= 2 }
        return sides.map { $0 == 3 }
    }

    /// Whether a sentence is a whole item of a list, row of a table or heading, or opens a paragraph with more than a word: a
    /// question that an answer follows is itself, an answer of a word is not.
    private func isEntry(_ sentence: Int, _ text: DiffText, _ owners: [Int32]) -> Bool {
        guard owners[sentence] >= 0 else { return false }
        let block = text.blocks[Int(owners[sentence])]
        switch block.kind {
        case .listItem, .tableRow, .heading: return block.sentences.count == 1
        case .paragraph:
            return block.sentences.lowerBound == sentence
                && text.bytes[text.sentences[sentence]].contains(where: Byte.isBlank)
        case .quotation, .caption, .code, .thematicBreak: return false
        }
    }

    /// Equal sentences that are left in different gaps moved: the first left to the first left.
    private mutating func linkCopiesElsewhere() {
        // For each number the first free sentence of the after side, and for each of those the next one.
        var first = [Int32](filledWith: -1, count: idCount)
        var next = [Int32](filledWith: -1, count: ids.after.count)
        for index in ids.after.indices.reversed() where sentences.isFree(after: index) {
            next[index] = first[Int(ids.after[index])]
            first[Int(ids.after[index])] = Int32(truncatingIfNeeded: index)
        }
        for index in ids.before.indices where sentences.isFree(before: index) {
            let id = Int(ids.before[index])
            guard first[id] >= 0 else { continue }
            let mate = Int(first[id])
            first[id] = next[mate]
            let byteCount = min(before.sentences[index].count, after.sentences[mate].count)
            if byteCount >= EqualLinker.leastMovedWeight { sentences.link(index, mate) }
        }
    }

    /// A heading that stands alone of its level between two links is the same heading, however much of it was
    /// rewritten: what it says may change, what it heads does not.
    private mutating func linkHeadings(_ taken: (before: [Bool], after: [Bool])) {
        struct Place: Hashable {
            var gap: Int32
            var level: Int
        }
        func level(_ sentence: Int, _ block: Int32, _ text: DiffText) -> Int? {
            guard block >= 0, case .heading(let level) = text.blocks[Int(block)].kind else { return nil }
            return level
        }
        var headings: (before: [(sentence: Int, level: Int)], after: [(sentence: Int, level: Int)]) = ([], [])
        for index in before.sentences.indices where sentences.isFree(before: index) && !taken.before[index] {
            if let level = level(index, sentenceBlocks.before[index], before) { headings.before.append((index, level)) }
        }
        guard !headings.before.isEmpty else { return }
        for index in after.sentences.indices where sentences.isFree(after: index) && !taken.after[index] {
            if let level = level(index, sentenceBlocks.after[index], after) { headings.after.append((index, level)) }
        }
        guard !headings.after.isEmpty else { return }
        let gaps = Gaps(sentences, of: textsOfSentences)
        var found: [Place: (before: [Int], after: [Int])] = [:]
        for (index, level) in headings.before {
            found[Place(gap: gaps.ofBefore[index], level: level), default: ([], [])].before.append(index)
        }
        for (index, level) in headings.after {
            found[Place(gap: gaps.ofAfter[index], level: level), default: ([], [])].after.append(index)
        }
        for (one, two) in found.values where one.count == 1 && two.count == 1 { sentences.link(one[0], two[0]) }
    }
}

extension DiffText.BlockKind {
    /// A number per kind, for hashing.
    var code: Int {
        switch self {
        case .heading(let level): level
        case .paragraph: 8
        case .listItem(let depth, let number): 16 + min(depth, 15) + (number == nil ? 0 : 64)
        case .quotation: 9
        case .tableRow: 10
        case .caption: 11
        case .code: 12
        case .thematicBreak: 13
        }
    }
}
