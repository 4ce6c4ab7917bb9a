internal import SequenceDiff
internal import StetText

extension TextDiff {
    /// Compares two texts in Markdown or plain text; `before` and `after` are UTF-8.
    ///
    /// The same as comparing two `DiffText(markdownOrPlain:language:)`, but what stands unchanged on both sides is cut
    /// into sentences once.
    ///
    /// - Parameters:
    ///   - language: whose abbreviations and ordinals end no sentence; nil lets the small words of the longer text tell, or
    ///     else of the other.
    ///   - linksBlocks: false leaves `blockLinks` empty, for answers that tell of words and sentences only.
    /// - Complexity: as of `init(from:to:)`.
    public init(
        markdownOrPlain before: [UInt8], to after: [UInt8], language: String? = nil, linksBlocks: Bool = true
    ) {
        // One guess for both: sides that are cut by different rules would not align.
        let language = language ?? Self.language(of: before, and: after)
        var x = SentenceCutter(MarkdownOutline(before), language: language)
        var y = SentenceCutter(MarkdownOutline(after), language: language)
        for block in x.outline.blocks.indices { x.cut(block) }
        // Blocks that are the same bytes stand mostly in the same order: each is looked for after the last found.
        var next = 0
        var twins = [Int32](filledWith: -1, count: y.outline.blocks.count)
        for (index, block) in y.outline.blocks.enumerated() {
            if let same = x.outline.block(sameAs: block, of: y.outline, from: next) {
                let cut = x.blocks[same]
                y.copy(index, from: x.sentences[cut.sentences], at: cut.range.lowerBound)
                next = same + 1
                twins[index] = Int32(truncatingIfNeeded: same)
            } else {
                y.cut(index)
            }
        }
        self.init(from: x.finish(), to: y.finish(), twins: twins, linksBlocks: linksBlocks)
    }
}

extension TextDiff {
    /// The language of two texts, as the longer one tells it, or else the other; of two of one length the same whichever is first.
    private static func language(of one: [UInt8], and two: [UInt8]) -> String? {
        if one.count == two.count {
            return [one, two].compactMap { LanguageGuess.language(of: $0) }.min()
        }
        let (longer, shorter) = one.count > two.count ? (one, two) : (two, one)
        return LanguageGuess.language(of: longer) ?? LanguageGuess.language(of: shorter)
    }
}

extension MarkdownOutline {
    /// How many blocks are looked at for one that is the same.
    private static let reach = 4

    /// The first block at or shortly after `start` that is the same kind and bytes as a block of another text.
    func block(sameAs block: Block, of other: MarkdownOutline, from start: Int) -> Int? {
        for index in start..<max(start, min(blocks.count, start + Self.reach))
        where blocks[index].kind == block.kind && blocks[index].range.count == block.range.count
            && FoldedText.areSame(bytes, blocks[index].range, other.bytes, block.range)
        {
            return index
        }
        return nil
    }
}
