public import StetDiff

/// Renders a diff as Markdown that a hosting site, a mail or a chat shows well: ~~removed~~ and **added**.
///
/// Article text is escaped: nothing in it is read as Markdown or HTML.
public struct MarkdownRenderer: Sendable {
    /// How many unchanged sentences to show before and after a change; nil shows the whole text.
    public var context: Int?

    public init(context: Int? = 1) {
        self.context = context
    }

    public func diff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        var markdown = ""
        writeHead(heading, diff, into: &markdown)
        let reading = DiffReading(diff)
        guard reading.blocks.contains(where: { $0.change.kind != .equal }) else { return markdown }
        markdown += "\n---\n"
        var isInList = false
        for entry in DiffOutline(reading, context: context).entries {
            switch entry {
            case .folded(_, let count):
                markdown += "\n*… \(count) unchanged sentence\(count == 1 ? "" : "s") …*\n"
                isInList = false
            case .shown(let piece):
                let isTight = reading.blocks[piece.block].isTight
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
        let summary = DiffSummary(diff).text
        markdown += MarkdownText.line(summary.prefix(1).uppercased() + summary.dropFirst() + ".") + "\n"
        guard !diff.metadata.isEmpty else { return }
        markdown += "\n"
        for change in diff.metadata {
            let field = FieldReading(change)
            let values =
                field.isWhole
                ? field.segments.map { MarkdownText.line([$0]) }.joined(separator: " → ")
                : MarkdownText.line(field.segments)
            markdown += "- \(MarkdownText.line(field.label)): \(values)\n"
        }
    }

    private func write(_ piece: DiffOutline.Piece, of reading: DiffReading, into markdown: inout String) {
        let block = reading.blocks[piece.block]
        let prefix = block.kind.markdownPrefix(isStart: piece.isStart)
        if piece.isStart, let note = reading.note(on: piece.block) {
            let arrow = block.isMovedUp.map { $0 ? "↑ " : "↓ " } ?? ""
            let text = "*\(arrow)\(MarkdownText.line(note))*"
            let isSignpost = block.change.kind == .movedAway
            markdown += block.isTight ? prefix.first + text + " " : text + (isSignpost ? "\n" : "\n\n")
            if block.change.kind == .movedAway {
                if block.isTight { markdown += "\n" }
                return
            }
            if !block.isTight { markdown += prefix.first }
        } else {
            markdown += prefix.first
        }
        guard !block.sentences.isEmpty else {
            markdown += wholeBlock(block, in: reading) + "\n"
            return
        }
        for index in piece.sentences {
            let sentence = block.sentences[index]
            if index > piece.sentences.lowerBound {
                if sentence.beginsBlock, sentence.change.beginsAfterBlock(in: reading) {
                    markdown += "\n\n" + prefix.rest
                } else if block.isTableRow {
                    markdown += " \\| "
                } else if sentence.hasSpaceBefore {
                    markdown += " "
                }
            }
            markdown += text(sentence, of: block, in: reading)
        }
        markdown += "\n"
    }

    private func text(_ sentence: SentenceReading, of block: BlockReading, in reading: DiffReading) -> String {
        let words = MarkdownText.line(reading.segments(of: sentence.change))
        let note = "*[" + MarkdownText.line(reading.note(on: sentence.change)) + "]*"
        return switch sentence.change.kind {
        case .movedAway: note
        case .moved where block.change.kind != .moved, .split, .merged: note + " " + words
        default: words
        }
    }

    /// Code keeps its lines in a fence that nothing in it can close; a rule is a sign.
    private func wholeBlock(_ block: BlockReading, in reading: DiffReading) -> String {
        let sign =
            switch block.change.kind {
            case .added: "+"
            case .removed: "-"
            default: ""
            }
        if block.kind == .thematicBreak {
            return MarkdownText.line([.init(kind: sign == "+" ? .added : sign == "-" ? .removed : .equal, text: "⁂")])
        }
        let lines = VisibleText.lines(reading.text(of: block.change)).split(
            separator: "\n", omittingEmptySubsequences: false)
        let longestRun = lines.flatMap { $0.split { $0 != "`" } }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longestRun + 1))
        return "\(fence)\(sign.isEmpty ? "" : "diff")\n" + lines.map { sign + $0 + "\n" }.joined() + fence
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
