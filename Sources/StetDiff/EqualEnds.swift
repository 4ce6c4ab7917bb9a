/// How many blocks two texts begin and end with that are equal, sentence for sentence.
///
/// They belong together whatever else they are equal to, and nothing that differs has a say in it or in turn hears of them: the
/// comparison is made between the ends alone. So equal text put in front changes nothing else, and costs next to nothing.
struct EqualEnds {
    private(set) var leading = 0
    private(set) var trailing = 0
    /// The sentences of these blocks.
    private(set) var leadingSentences = 0
    private(set) var trailingSentences = 0

    /// `twins` has for each block after one before that is the same bytes, or -1 where none is known; it may be empty.
    ///
    /// - Complexity: O(n) in the bytes of the ends that are no twins.
    init(_ before: DiffText, _ after: DiffText, twins: [Int32]) {
        let most = min(before.blocks.count, after.blocks.count)
        func areEqual(_ p: Int, _ q: Int) -> Bool {
            let (one, two) = (before.blocks[p], after.blocks[q])
            guard one.sentences.count == two.sentences.count else { return false }
            if !twins.isEmpty, Int(twins[q]) == p { return true }
            return one.kind.code == two.kind.code
                && FoldedText.areEqual(before.bytes, one.range, after.bytes, two.range)
        }
        // Sentences that are in no block, which a text may have, end the ends.
        while leading < most, before.blocks[leading].sentences.lowerBound == leadingSentences,
            after.blocks[leading].sentences.lowerBound == leadingSentences, areEqual(leading, leading)
        {
            leadingSentences = before.blocks[leading].sentences.upperBound
            leading += 1
        }
        while leading + trailing < most {
            let (p, q) = (before.blocks.count - 1 - trailing, after.blocks.count - 1 - trailing)
            guard before.blocks[p].sentences.upperBound == before.sentences.count - trailingSentences,
                after.blocks[q].sentences.upperBound == after.sentences.count - trailingSentences, areEqual(p, q)
            else { break }
            trailingSentences = before.sentences.count - before.blocks[p].sentences.lowerBound
            trailing += 1
        }
    }

    private var isEmpty: Bool { leading == 0 && trailing == 0 }

    /// The text between the ends: the same bytes, with the blocks and sentences that are left.
    func middle(of text: DiffText) -> DiffText {
        if isEmpty { return text }
        let blocks = text.blocks[leading..<text.blocks.count - trailing].map { block in
            DiffText.Block(
                kind: block.kind, range: block.range,
                sentences: block.sentences.lowerBound - leadingSentences..<block.sentences.upperBound - leadingSentences
            )
        }
        let sentences = text.sentences[leadingSentences..<text.sentences.count - trailingSentences]
        return DiffText(bytes: text.bytes, blocks: blocks, sentences: Array(sentences))
    }

    /// The twins of the blocks between the ends, counted there.
    func middle(ofTwins twins: [Int32]) -> [Int32] {
        if isEmpty || twins.isEmpty { return twins }
        // A twin in an end stands for none.
        return twins[leading..<twins.count - trailing].map { max(-1, $0 - Int32(leading)) }
    }

    /// `text` with its middle cut into the sentences of `middle`.
    func whole(_ text: DiffText, middle: DiffText) -> DiffText {
        let more = leadingSentences + middle.sentences.count + trailingSentences - text.sentences.count
        // Borders are only ever added.
        if more == 0 { return text }
        var whole = text
        whole.sentences.replaceSubrange(
            leadingSentences..<text.sentences.count - trailingSentences, with: middle.sentences)
        for (index, block) in middle.blocks.enumerated() {
            whole.blocks[leading + index].sentences =
                block.sentences.lowerBound + leadingSentences..<block.sentences.upperBound + leadingSentences
        }
        for index in text.blocks.count - trailing..<text.blocks.count {
            let sentences = text.blocks[index].sentences
            whole.blocks[index].sentences = sentences.lowerBound + more..<sentences.upperBound + more
        }
        return whole
    }

    /// The links of the whole, of sentences or blocks: `middle` between those of `leading` and `trailing` elements.
    static func whole(
        _ middle: some Sequence<TextDiff.Link>, leading: Int, trailing: Int, before: Int, after: Int
    ) -> [TextDiff.Link] {
        var links: [TextDiff.Link] = []
        links.reserveCapacity(after)
        func add(_ i: Int, _ j: Int) {
            links.append(.init(kind: .equal, before: IndexList(i), after: IndexList(j), isEdited: false))
        }
        for index in 0..<leading { add(index, index) }
        for var link in middle {
            if leading > 0 {
                link.before = link.before.shifted(by: leading)
                link.after = link.after.shifted(by: leading)
            }
            links.append(link)
        }
        for index in 0..<trailing { add(before - trailing + index, after - trailing + index) }
        return links
    }

    /// Adds the equal text in front of the middle.
    func addLeading(_ before: DiffText, _ after: DiffText, to collector: inout MatchCollector) {
        for index in 0..<leading {
            collector.add(before.blocks[index].range, after.blocks[index].range, isMoved: false)
        }
    }

    /// Adds the equal text behind the middle.
    func addTrailing(_ before: DiffText, _ after: DiffText, to collector: inout MatchCollector) {
        for index in 0..<trailing {
            let (p, q) = (before.blocks.count - trailing + index, after.blocks.count - trailing + index)
            collector.add(before.blocks[p].range, after.blocks[q].range, isMoved: false)
        }
    }
}
