public import StetDiff

/// Renders a diff as Markdown that a hosting site, a mail or a chat shows well: ~~removed~~ and **added**.
///
/// Article text is escaped: nothing in it is read as Markdown or HTML.
public struct MarkdownRenderer: Sendable {
    /// How many unchanged sentences to show before and after a change; nil shows the whole text.
    public var context: Int?
    /// Whether to show nothing but the sentences that changed and the headings they stand under.
    public var showsOnlyChanges: Bool

    public init(context: Int? = 1, showsOnlyChanges: Bool = false) {
        self.context = context
        self.showsOnlyChanges = showsOnlyChanges
    }

    public func diff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        var markdown = ""
        writeHead(heading, diff, into: &markdown)
        let reading = DiffReading(diff)
        guard reading.blocks.contains(where: { $0.change.kind != .equal }) else { return markdown }
        markdown += "\n---\n"
        var isInList = false
        for entry in DiffOutline(reading, context: context, onlyChanges: showsOnlyChanges).entries {
            switch entry {
            case .folded(_, let count):
                markdown += "\n*… \(count) unchanged sentence\(count == 1 ? "" : "s") …*\n"
                isInList = false
            case .shown(let piece):
                let isTight = reading.isTight(piece.block)
                if !(isInList && isTight) { markdown += "\n" }
                write(piece, of: reading, into: &markdown)
                isInList = isTight
            }
        }
        return markdown
    }

    private func writeHead(_ heading: DiffHeading, _ diff: ArticleDiff, into markdown: inout String) {
        if let title = heading.title { markdown += "# \(MarkdownText.line(title))\n\n" }
        if let url = heading.url { markdown += MarkdownText.line(url) + "\n\n" }
        let sides = [heading.before?.label, heading.after?.label].compactMap(\.self).joined(separator: " → ")
        let facts = [sides, heading.interval ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        if !facts.isEmpty { markdown += MarkdownText.line(facts) + "\n\n" }
        if let technical = heading.technical { markdown += "**\(MarkdownText.line(technical.sentence))**\n\n" }
        let summary = DiffSummary(diff).text
        markdown += MarkdownText.line(summary.prefix(1).uppercased() + summary.dropFirst() + ".") + "\n"
        let fields = FieldReading.readings(of: diff)
        guard !fields.isEmpty else { return }
        markdown += "\n"
        for field in fields {
            let values =
                field.isWhole
                ? field.segments.map { MarkdownText.line([$0]) }.joined(separator: " → ")
                : MarkdownText.line(field.segments)
            markdown += "- \(MarkdownText.line(field.label)): \(values)\n"
        }
    }

    private func write(_ piece: DiffOutline.Piece, of reading: DiffReading, into markdown: inout String) {
        if let (table, _) = reading.table(at: piece.block) {
            markdown += self.markdown(TableReading(table, in: reading.diff, context: context))
            return
        }
        let block = reading.blocks[piece.block]
        let prefix = block.kind.markdownPrefix(isStart: piece.isStart)
        if piece.isStart, let note = reading.note(on: piece.block) {
            let arrow = block.isMovedUp.map { $0 ? "↑ " : "↓ " } ?? ""
            let text = "*\(arrow)\(MarkdownText.line(note))*"
            let isSignpost = block.change.kind == .movedAway
            markdown += block.isTight ? prefix.first + text : text + (isSignpost ? "\n" : "\n\n")
            if block.isTight, !isSignpost { markdown += " " }
            if block.change.kind == .movedAway {
                if block.isTight { markdown += "\n" }
                return
            }
            if !block.isTight { markdown += prefix.first }
        } else {
            markdown += prefix.first
        }
        if block.kind == .code {
            markdown += code(piece, of: block, in: reading) + "\n"
            return
        }
        guard !block.sentences.isEmpty else {
            markdown += rule(block) + "\n"
            return
        }
        for index in piece.sentences {
            let sentence = block.sentences[index]
            if index > piece.sentences.lowerBound {
                if sentence.beginsBlock, sentence.change.beginsAfterBlock(in: reading) {
                    markdown += "\n\n" + prefix.rest
                } else {
                    markdown += sentence.gap
                }
            }
            markdown += text(sentence, of: block, in: reading)
        }
        markdown += "\n"
    }

    private func text(_ sentence: SentenceReading, of block: BlockReading, in reading: DiffReading) -> String {
        func mark(_ note: String) -> String { "*[" + MarkdownText.line(note) + "]*" }
        if sentence.change.kind == .movedAway { return mark(reading.note(on: sentence.change)) }
        let notes = reading.sentenceNotes(sentence.change, in: block.change)
        let words = MarkdownText.line(reading.segments(of: sentence.change))
        return (notes.leading.map { mark($0) + " " } ?? "") + words + (notes.trailing.map { " " + mark($0) } ?? "")
    }

    /// The lines of code in a fence that nothing in them can close, behind the signs of a diff.
    private func code(_ piece: DiffOutline.Piece, of block: BlockReading, in reading: DiffReading) -> String {
        var lines = ""
        for index in piece.sentences {
            let sentence = block.sentences[index]
            let indentation = sentence.indentation
            let segments = reading.segments(of: sentence.change)
            let before = segments.filter { $0.kind != .added }.map(\.text).joined()
            let after = segments.filter { $0.kind != .removed }.map(\.text).joined()
            if before == after, sentence.change.kind != .movedAway {
                lines += " " + indentation + VisibleText.line(before) + "\n"
            } else {
                if !before.isEmpty { lines += "-" + indentation + VisibleText.line(before) + "\n" }
                if !after.isEmpty, before != after { lines += "+" + indentation + VisibleText.line(after) + "\n" }
            }
        }
        let longestRun = lines.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longestRun + 1))
        return fence + "diff\n" + lines + fence
    }

    private func rule(_ block: BlockReading) -> String {
        let kind: ArticleDiff.Segment.Kind =
            switch block.change.kind {
            case .added: .added
            case .removed: .removed
            default: .equal
            }
        return MarkdownText.line([.init(kind: kind, text: "⁂")])
    }
}

extension DiffText.BlockKind {
    /// What begins the line of a block, and the lines after a paragraph break inside it.
    fileprivate func markdownPrefix(isStart: Bool) -> (first: String, rest: String) {
        switch self {
        case .heading(let level): (isStart ? String(repeating: "#", count: max(1, min(level, 6))) + " " : "", "")
        case .listItem(let depth, let number):
            // Four columns a level: enough for items with numbers of two digits, and no code block.
            (
                String(repeating: "    ", count: max(0, depth)) + (isStart ? number.map { "\($0). " } ?? "- " : "  "),
                String(repeating: "    ", count: max(0, depth) + 1)
            )
        case .quotation: ("> ", "> ")
        default: ("", "")
        }
    }
}
