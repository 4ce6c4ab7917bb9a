import StetDiff

/// Writes the blocks of a diff one under another; list items and table rows that follow one another share a list or
/// a table.
struct InlineView {
    let reading: DiffReading
    let marks: ChangeMarks
    private var html: String
    private var group = Group.none

    private enum Group: Equatable {
        case none, table
        case list(isOrdered: Bool, depth: Int)
    }

    /// How many unchanged rows of a table to show around a changed one.
    private let context: Int?

    init(reading: DiffReading, marks: ChangeMarks, context: Int?, html: String) {
        self.context = context
        self.reading = reading
        self.marks = marks
        self.html = html
    }

    mutating func write(_ entry: DiffOutline.Entry) {
        switch entry {
        case .shown(let piece): write(piece)
        case .folded(let pieces, let count):
            open(.none)
            html += "<details class=\"fold\"><summary>\(count) unchanged sentence\(count == 1 ? "" : "s")</summary>\n"
            for piece in pieces { write(piece) }
            open(.none)
            html += "</details>\n"
        }
    }

    mutating func finish() -> String {
        open(.none)
        return html
    }

    private mutating func write(_ piece: DiffOutline.Piece) {
        if let (table, _) = reading.table(at: piece.block) {
            open(.none)
            html += HTMLRenderer.html(TableReading(table, in: reading.diff, context: context), marks)
            return
        }
        let block = reading.blocks[piece.block]
        let note = piece.isStart ? noteHTML(on: piece.block) : ""
        if block.change.kind == .movedAway {
            open(.none)
            html += "<div class=\"block moved-away\" id=\"b\(piece.block)\">\(note)</div>\n"
            return
        }
        var classes = block.change.kind == .equal ? "" : "block " + block.change.kind.rawValue
        classes += block.kind.attributes
        let id = block.otherPlace != nil && piece.isStart ? " id=\"b\(piece.block)\"" : ""
        let attributes = (classes.isEmpty ? "" : " class=\"\(classes.trimmed)\"") + id
        switch block.kind {
        case .listItem(let depth, let number):
            open(.list(isOrdered: number != nil, depth: depth))
            let value = piece.isStart ? number.map { " value=\"\($0)\"" } ?? "" : ""
            html += "<li\(attributes)\(value) dir=\"auto\">\(note)\(content(of: piece, block))</li>\n"
        case .tableRow:
            open(.table)
            html += "<tr\(attributes)>\(cells(of: piece, block, note: note))</tr>\n"
        case .thematicBreak:
            open(.none)
            let mark =
                switch block.change.kind {
                case .added: "<p\(attributes)>\(marks.html("⁂", as: .added))</p>\n"
                case .removed: "<p\(attributes)>\(marks.html("⁂", as: .removed))</p>\n"
                default: "<hr\(attributes)>\n"
                }
            html += mark
        default:
            open(.none)
            let element = block.kind.element
            let paragraphs = paragraphs(of: piece, block)
            for (index, paragraph) in paragraphs.enumerated() {
                // A note is a paragraph of its own; together they are one thing to point at.
                if index == 0, !note.isEmpty {
                    html += "<div\(attributes)>\(note)<\(element) dir=\"auto\">\(paragraph)</\(element)></div>\n"
                } else {
                    html += "<\(element)\(attributes) dir=\"auto\">\(paragraph)</\(element)>\n"
                }
            }
        }
    }

    private mutating func open(_ next: Group) {
        guard next != group else { return }
        switch group {
        case .none: break
        case .table: html += "</table>\n"
        case .list(let isOrdered, _): html += isOrdered ? "</ol>\n" : "</ul>\n"
        }
        switch next {
        case .none: break
        case .table: html += "<table>\n"
        case .list(let isOrdered, let depth):
            let indent = depth > 0 ? " class=\"depth-\(min(depth, 3))\"" : ""
            html += isOrdered ? "<ol\(indent)>\n" : "<ul\(indent)>\n"
        }
        group = next
    }

    private func noteHTML(on index: Int) -> String {
        guard let note = reading.note(on: index) else { return "" }
        let block = reading.blocks[index]
        var text = HTMLText.escaped(note)
        if let isUp = block.isMovedUp { text = (isUp ? "↑ " : "↓ ") + text }
        if let other = block.otherPlace { text = "<a href=\"#b\(other)\">\(text)</a>" }
        let isInline = block.kind.isCell
        return isInline ? "<bdi class=\"note\">\(text)</bdi>" : "<p class=\"note\">\(text)</p>"
    }

    private func paragraphs(of piece: DiffOutline.Piece, _ block: BlockReading) -> [String] {
        guard !block.sentences.isEmpty else { return [code(block)] }
        var paragraphs = [""]
        for index in piece.sentences {
            let sentence = block.sentences[index]
            if index > piece.sentences.lowerBound {
                if sentence.beginsBlock, sentence.change.beginsAfterBlock(in: reading) {
                    paragraphs.append("")
                } else {
                    paragraphs[paragraphs.count - 1] += sentence.gap
                }
            }
            paragraphs[paragraphs.count - 1] += html(sentence, in: block)
        }
        return paragraphs
    }

    private func content(of piece: DiffOutline.Piece, _ block: BlockReading) -> String {
        paragraphs(of: piece, block).joined(separator: "<br>")
    }

    /// A row is one sentence with bars between its cells.
    private func cells(of piece: DiffOutline.Piece, _ block: BlockReading, note: String) -> String {
        var cells = [note]
        for index in piece.sentences {
            let sentence = block.sentences[index]
            guard sentence.change.kind != .movedAway else {
                cells[cells.count - 1] += html(sentence, in: block)
                continue
            }
            for segment in reading.segments(of: sentence.change) {
                for (part, text) in segment.text.split(separator: " | ", omittingEmptySubsequences: false).enumerated()
                {
                    if part > 0 { cells.append("") }
                    if !text.isEmpty {
                        cells[cells.count - 1] += marks.html(.init(kind: segment.kind, text: String(text)))
                    }
                }
            }
        }
        return cells.map { "<td dir=\"auto\">\($0)</td>" }.joined()
    }

    private func code(_ block: BlockReading) -> String {
        let text = HTMLText.lines(reading.text(of: block.change))
        return switch block.change.kind {
        case .added: marks.html(text, as: .added)
        case .removed: marks.html(text, as: .removed)
        case .reformatted: marks.html(text, as: .reformatted)
        default: text
        }
    }

    private func html(_ sentence: SentenceReading, in block: BlockReading) -> String {
        if sentence.change.kind == .movedAway {
            return HTMLRenderer.mark(reading.note(on: sentence.change))
        }
        return HTMLRenderer.marked(
            marks.html(reading.segments(of: sentence.change)), reading.sentenceNotes(sentence.change, in: block.change))
    }
}

extension DiffText.BlockKind {
    /// Whether the block is written inside a list or a table.
    fileprivate var isCell: Bool {
        switch self {
        case .listItem, .tableRow: true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
