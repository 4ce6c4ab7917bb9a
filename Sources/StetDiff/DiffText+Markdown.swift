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
struct SentenceCutter: ~Copyable {
    let outline: MarkdownOutline
    private(set) var blocks: [DiffText.Block] = []
    private var scanner: SentenceScanner

    init(_ outline: MarkdownOutline, language: String?) {
        self.outline = outline
        // Sentences inside quotes are cut apart: smaller pieces make closer links.
        scanner = SentenceScanner(outline.bytes, as: SentenceSegmenter(language: language, enclosed: .separate))
        blocks.reserveCapacity(outline.blocks.count)
        scanner.sentences.reserveCapacity(outline.bytes.count / Self.bytesPerSentence + outline.blocks.count)
    }

    /// Bytes of prose per sentence, or a little less.
    private static let bytesPerSentence = 80

    var sentences: [Range<Int>] { scanner.sentences }

    mutating func cut(_ block: Int) {
        let block = outline.blocks[block]
        let first = scanner.sentences.count
        for piece in outline.pieces[block.pieces] {
            switch block.kind {
            case .tableRow, .code: scanner.sentences.append(piece)
            default: scanner.scan(piece)
            }
        }
        close(block, first)
    }

    /// Takes the sentences of a block that is the same bytes, at `start`, as they were cut there.
    mutating func copy(_ block: Int, from other: ArraySlice<Range<Int>>, at start: Int) {
        let block = outline.blocks[block]
        let first = scanner.sentences.count
        let distance = block.range.lowerBound - start
        for sentence in other {
            scanner.sentences.append(sentence.lowerBound + distance..<sentence.upperBound + distance)
        }
        close(block, first)
    }

    private mutating func close(_ block: MarkdownOutline.Block, _ first: Int) {
        blocks.append(DiffText.Block(kind: block.kind, range: block.range, sentences: first..<scanner.sentences.count))
    }

    consuming func finish() -> DiffText { DiffText(bytes: outline.bytes, blocks: blocks, sentences: scanner.sentences) }
}
