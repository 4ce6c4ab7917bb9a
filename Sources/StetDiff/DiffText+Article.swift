public import StetModel

extension DiffText {
    /// The words of an article without their marks, which are kept beside them in `marks`.
    ///
    /// A row of a table is one sentence, its cells parted by " | "; so is a line of code. The first paragraph of an
    /// item of a list is the item; what else the item holds follows as blocks of their own.
    public init(article: Article) {
        var flattener = ArticleFlattener()
        for block in article.blocks { flattener.append(block, as: .paragraph, depth: 0) }
        self = flattener.text
    }
}

private struct ArticleFlattener {
    var text = DiffText(bytes: [], blocks: [], sentences: [])

    /// `kind` is what a paragraph counts as: it may stand in an item or a quotation.
    mutating func append(_ block: StetModel.Block, as kind: DiffText.BlockKind, depth: Int) {
        switch block {
        case .heading(let level, let content): append([content], as: .heading(level: level))
        case .paragraph(let sentences): append(sentences, as: kind)
        case .list(let list):
            for (index, item) in list.items.enumerated() {
                let number = list.start.map { $0 + index }
                for (position, block) in item.enumerated() {
                    let first: DiffText.BlockKind = .listItem(depth: depth, number: number)
                    append(block, as: position == 0 ? first : .paragraph, depth: depth + 1)
                }
            }
        case .quotation(let blocks):
            for block in blocks { append(block, as: .quotation, depth: depth) }
        case .table(let table):
            let rows = (table.header.map { [$0] } ?? []) + table.rows
            let made = rows.map { append(row: $0) }
            text.tables.append(.init(hasHeader: table.header != nil, rows: made))
        case .figure(let caption): append(caption, as: .caption)
        case .code(_, let code): append(lines: code)
        case .thematicBreak: append([], as: .thematicBreak)
        }
    }

    private mutating func append(_ sentences: [Sentence], as kind: DiffText.BlockKind) {
        let block = open()
        for sentence in sentences {
            if text.bytes.count > block.start { text.bytes.append(UInt8(ascii: " ")) }
            let start = text.bytes.count
            append(sentence.inlines)
            endSentence(from: start)
        }
        close(block, as: kind)
    }

    private mutating func append(row: [Sentence]) -> DiffText.Table.Row {
        let block = open()
        var cells: [Range<Int>] = []
        for (index, cell) in row.enumerated() {
            if index > 0 { text.bytes += Array(" | ".utf8) }
            let start = text.bytes.count
            append(cell.inlines)
            cells.append(start..<text.bytes.count)
        }
        endSentence(from: block.start)
        close(block, as: .tableRow)
        return .init(block: text.blocks.count - 1, cells: cells)
    }

    private mutating func append(lines: String) {
        let block = open()
        // Empty lines are kept between the others: of code white space counts.
        for line in lines.utf8.split(separator: Byte.lineFeed, omittingEmptySubsequences: false) {
            if text.sentences.count > block.sentence { text.bytes.append(Byte.lineFeed) }
            let start = text.bytes.count
            text.bytes += line
            endSentence(from: start)
        }
        close(block, as: .code)
    }

    private mutating func append(_ inlines: [Inline]) {
        for inline in inlines {
            switch inline {
            case .text(let piece): text.bytes += piece.utf8
            case .emphasis(let content): append(content, marked: .emphasis)
            case .strong(let content): append(content, marked: .strong)
            case .link(let target, let content): append(content, marked: .link(target: target))
            case .code(let piece): append([.text(piece)], marked: .code)
            }
        }
    }

    private mutating func append(_ content: [Inline], marked kind: DiffText.Mark.Kind) {
        let start = text.bytes.count
        let place = text.marks.count
        append(content)
        text.marks.insert(.init(kind: kind, range: start..<text.bytes.count), at: place)
    }

    // MARK: Borders

    private mutating func open() -> (start: Int, sentence: Int) {
        if !text.bytes.isEmpty { text.bytes += [Byte.lineFeed, Byte.lineFeed] }
        return (text.bytes.count, text.sentences.count)
    }

    /// A sentence is named without the white space around it; one without anything else is none.
    private mutating func endSentence(from start: Int) {
        var start = start
        var end = text.bytes.count
        while start < end, Byte.isBlank(text.bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(text.bytes[end - 1]) { end -= 1 }
        if start < end { text.sentences.append(start..<end) }
    }

    private mutating func close(_ block: (start: Int, sentence: Int), as kind: DiffText.BlockKind) {
        let sentences = block.sentence..<text.sentences.count
        let range =
            sentences.isEmpty
            ? block.start..<block.start
            : text.sentences[sentences.lowerBound].lowerBound..<text.sentences[sentences.upperBound - 1].upperBound
        text.blocks.append(.init(kind: kind, range: range, sentences: sentences))
    }
}
