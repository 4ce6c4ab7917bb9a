internal import StetText

extension DiffText {
    /// Cuts Markdown or plain text into blocks and sentences; `bytes` are UTF-8.
    ///
    /// A block ends at a blank line or where the next line starts with a marker of Markdown, never at a mere line
    /// break: text that was only wrapped anew has the same blocks. Markers (`#`, `-`, `1.`, `>`) belong to the block
    /// and to no sentence. A row of a table and a line of code are one sentence each.
    ///
    /// - Complexity: O(n).
    /// - Parameter language: whose abbreviations and ordinals end no sentence; both sides of a diff should be given the same.
    public init(markdownOrPlain bytes: [UInt8], language: String? = nil) {
        var cutter = SentenceCutter(MarkdownOutline(bytes), language: language)
        for block in cutter.outline.blocks.indices { cutter.cut(block) }
        self = cutter.finish()
    }
}

/// Cuts the blocks of an outline into sentences, one after the other.
struct SentenceCutter {
    let outline: MarkdownOutline
    private(set) var blocks: [DiffText.Block] = []
    private(set) var sentences: [Range<Int>] = []
    /// Sentences inside quotes are cut apart: smaller pieces make closer links.
    private let segmenter: SentenceSegmenter

    init(_ outline: MarkdownOutline, language: String?) {
        self.outline = outline
        segmenter = SentenceSegmenter(language: language, enclosed: .separate)
        blocks.reserveCapacity(outline.blocks.count)
        sentences.reserveCapacity(outline.bytes.count / 80 + outline.blocks.count)
    }

    mutating func cut(_ block: Int) {
        let block = outline.blocks[block]
        let first = sentences.count
        for piece in outline.pieces[block.pieces] {
            switch block.kind {
            case .tableRow, .code: sentences.append(piece)
            default: segmenter.append(rangesIn: outline.bytes, piece, to: &sentences)
            }
        }
        close(block, first)
    }

    /// Takes the sentences of a block that is the same bytes, at `start`, as they were cut there.
    mutating func copy(_ block: Int, from other: ArraySlice<Range<Int>>, at start: Int) {
        let block = outline.blocks[block]
        let first = sentences.count
        let distance = block.range.lowerBound - start
        for sentence in other {
            sentences.append(sentence.lowerBound + distance..<sentence.upperBound + distance)
        }
        close(block, first)
    }

    private mutating func close(_ block: MarkdownOutline.Block, _ first: Int) {
        blocks.append(DiffText.Block(kind: block.kind, range: block.range, sentences: first..<sentences.count))
    }

    consuming func finish() -> DiffText { DiffText(bytes: outline.bytes, blocks: blocks, sentences: sentences) }
}
