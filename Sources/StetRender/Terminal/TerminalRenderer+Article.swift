public import StetModel

extension TerminalRenderer {
    /// An article for reading: headline and byline, then the text as wrapped paragraphs.
    public func article(_ article: Article) -> String {
        var writer = makeWriter()
        writeHead(article.metadata, into: &writer)
        var body = ArticleBody(renderer: self, writer: writer)
        body.blocks(article.blocks, prefix: [])
        return body.writer.output
    }

    private func writeHead(_ metadata: Metadata, into writer: inout TerminalWriter) {
        func write(_ text: String?, _ role: TextRole, isBold: Bool = false) {
            guard let text, !text.isEmpty else { return }
            let run = TextRun(text: VisibleText.line(text), role: role, isBold: isBold)
            for line in wrapped([run], columnCount: width) { writer.line([line]) }
        }
        write(metadata.title, .plain, isBold: true)
        write(metadata.deck, .plain)
        let byline = metadata.authors.isEmpty ? nil : "By " + metadata.authors.joined(separator: ", ")
        let facts = [
            byline, metadata.outlet, metadata.section, metadata.published.map { "published " + $0.readable },
            metadata.updated.map { "updated " + $0.readable }, metadata.accessText,
        ]
        write(facts.compactMap(\.self).joined(separator: " · "), .note)
        write(metadata.tags.isEmpty ? nil : "Tags: " + metadata.tags.joined(separator: ", "), .note)
        write(metadata.license.map { "Licence: " + $0 }, .note)
        write(metadata.url, .note)
        for note in metadata.corrections { write("Correction note: " + note, .note) }
    }
}

/// Writes blocks one under another; `prefix` grows with the quotations and lists they stand in.
private struct ArticleBody {
    let renderer: TerminalRenderer
    var writer: TerminalWriter
    private var isFirst = true

    init(renderer: TerminalRenderer, writer: TerminalWriter) {
        self.renderer = renderer
        self.writer = writer
        isFirst = writer.output.isEmpty
    }

    /// What stands before a line: a marker once, then the same width in spaces.
    struct Prefix {
        var first: String
        var rest: String
    }

    mutating func blocks(_ blocks: [Block], prefix: [Prefix], isTight: Bool = false) {
        var prefix = prefix
        for (index, block) in blocks.enumerated() {
            if !isFirst, index > 0 || !isTight { separate(prefix) }
            write(block, prefix: prefix)
            isFirst = false
            for level in prefix.indices { prefix[level].first = prefix[level].rest }
        }
    }

    private mutating func separate(_ prefix: [Prefix]) {
        let quoted = prefix.map(\.rest).joined()
        writer.line([TextLine(quoted.contains(">") ? quoted : "", .label)])
    }

    private mutating func write(_ block: Block, prefix: [Prefix]) {
        switch block {
        case .heading(let level, let content):
            let mark = renderer.isColored ? "" : String(repeating: "#", count: level) + " "
            lines([TextRun(text: mark, role: .label)] + runs(content.inlines, isBold: true), prefix)
        case .paragraph(let sentences): lines(joined(sentences), prefix)
        case .list(let list):
            var prefix = prefix
            for (index, item) in list.items.enumerated() {
                let marker = list.start.map { "\($0 + index). " } ?? "• "
                let blank = String(repeating: " ", count: displayWidth(marker))
                blocks(item, prefix: prefix + [Prefix(first: marker, rest: blank)], isTight: true)
                if item.isEmpty { lines([], prefix + [Prefix(first: marker, rest: blank)]) }
                isFirst = false
                for level in prefix.indices { prefix[level].first = prefix[level].rest }
            }
        case .quotation(let content): blocks(content, prefix: prefix + [Prefix(first: "> ", rest: "> ")], isTight: true)
        case .table(let table): rows(of: table, prefix)
        case .figure(let caption):
            lines(joined(caption), prefix + [Prefix(first: "▣ ", rest: "  ")])
        case .code(_, let text):
            let code = VisibleText.lines(text)
            lines([TextRun(text: code, role: .plain)], prefix + [Prefix(first: "    ", rest: "    ")])
        case .thematicBreak: lines([TextRun(text: "⁂", role: .note)], prefix)
        }
    }

    /// A row a line, its cells told apart by bars: cells of any length stay readable at any width.
    private mutating func rows(of table: Table, _ prefix: [Prefix]) {
        var prefix = prefix
        let header = table.header.map { [($0, true)] } ?? []
        for (cells, isHeader) in header + table.rows.map({ ($0, false) }) {
            var row: [TextRun] = []
            for (column, cell) in cells.enumerated() {
                if column > 0 { row.append(TextRun(text: " | ", role: .label)) }
                row += runs(cell.inlines, isBold: isHeader)
            }
            lines(row, prefix)
            for level in prefix.indices { prefix[level].first = prefix[level].rest }
        }
    }

    private mutating func lines(_ runs: [TextRun], _ prefix: [Prefix]) {
        // Nesting deeper than half the width is drawn no further in.
        var first = prefix.map(\.first).joined()
        var rest = prefix.map(\.rest).joined()
        if displayWidth(first) > renderer.width / 2 {
            first = truncated(first, columnCount: renderer.width / 2)
            rest = truncated(rest, columnCount: renderer.width / 2)
        }
        let columns = renderer.width - max(displayWidth(first), displayWidth(rest))
        writer.paragraph(
            wrapped(runs, columnCount: columns), first: TextLine(first, .label), rest: TextLine(rest, .label))
    }

    private func joined(_ sentences: [Sentence]) -> [TextRun] {
        var runs: [TextRun] = []
        for (index, sentence) in sentences.enumerated() {
            if index > 0, needsSpace(between: sentences[index - 1], sentence) {
                runs.append(TextRun(text: " ", role: .plain))
            }
            runs += self.runs(sentence.inlines)
        }
        return runs
    }

    private func runs(_ inlines: [Inline], isBold: Bool = false) -> [TextRun] {
        inlines.flatMap { inline -> [TextRun] in
            switch inline {
            case .text(let text), .code(let text):
                [TextRun(text: VisibleText.line(text), role: .plain, isBold: isBold)]
            case .emphasis(let content), .link(_, let content): runs(content, isBold: isBold)
            case .strong(let content): runs(content, isBold: true)
            }
        }
    }
}

/// Whether a space stands between two sentences of a paragraph: not in Chinese and Japanese.
func needsSpace(between first: Sentence, _ second: Sentence) -> Bool {
    guard let last = first.plainText.unicodeScalars.last, let next = second.plainText.unicodeScalars.first else {
        return false
    }
    return !(last.isUnspaced && next.isUnspaced)
}
