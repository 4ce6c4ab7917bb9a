public import StetDiff

typealias DiffSegment = ArticleDiff.Segment

extension TerminalRenderer {
    /// The inline view: one text, removed and added words where they stand.
    public func inlineDiff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        var writer = makeWriter()
        writeHeading(heading, summary: DiffSummary(diff), into: &writer)
        let reading = DiffReading(diff)
        let fields = FieldReading.readings(of: diff)
        if !fields.isEmpty {
            writer.blankLine()
            writeFields(fields, into: &writer)
        }
        guard reading.blocks.contains(where: { $0.change.kind != .equal }) else { return writer.output }
        var previous: DiffOutline.Entry?
        for entry in DiffOutline(reading, context: context, onlyChanges: showsOnlyChanges).entries {
            if needsBlankLine(between: previous, and: entry, in: reading) { writer.blankLine() }
            switch entry {
            case .shown(let piece): write(piece, of: reading, into: &writer)
            case .folded(_, let count): writer.line(truncated("  " + foldText(count), columnCount: width), .note)
            }
            previous = entry
        }
        return writer.output
    }

    func foldText(_ count: Int) -> String { "… \(count) unchanged sentence\(count == 1 ? "" : "s") …" }

    func writeHeading(_ heading: DiffHeading, summary: DiffSummary, into writer: inout TerminalWriter) {
        func write(_ text: String?, _ role: TextRole, isBold: Bool = false) {
            guard let text, !text.isEmpty else { return }
            let run = TextRun(text: VisibleText.line(text), role: role, isBold: isBold)
            for line in wrapped([run], columnCount: width) { writer.line([line]) }
        }
        write(heading.title, .plain, isBold: true)
        write(heading.url, .note)
        let sides = [heading.before?.label, heading.after?.label].compactMap(\.self).joined(separator: " → ")
        write([sides, heading.interval ?? ""].filter { !$0.isEmpty }.joined(separator: ", "), .note)
        write(heading.technical?.sentence, .plain, isBold: true)
        let text = summary.text
        write(text.prefix(1).uppercased() + text.dropFirst() + ".", .plain)
    }

    /// The changed fields, one under another with their values aligned.
    private func writeFields(_ readings: [FieldReading], into writer: inout TerminalWriter) {
        let labels = readings.map { truncated(VisibleText.line($0.label), columnCount: width / 3) }
        let labelWidth = (labels.map(displayWidth).max() ?? 0) + 2
        let indent = Self.gutterWidth + labelWidth
        for (reading, label) in zip(readings, labels) {
            var runs: [TextRun] = []
            if reading.isWhole, reading.segments.count == 2 {
                // The arrow says which is which; marks would only crowd short values.
                runs = [
                    TextRun(text: VisibleText.line(reading.segments[0].text), role: .removed),
                    TextRun(text: " → ", role: .note),
                    TextRun(text: VisibleText.line(reading.segments[1].text), role: .added, isBold: true),
                ]
            } else {
                runs = self.runs(of: reading.segments)
            }
            writer.paragraph(
                wrapped(runs, columnCount: width - indent),
                first: TextLine("  " + label, .label).padded(to: indent), rest: TextLine("").padded(to: indent))
        }
    }

    private func needsBlankLine(
        between previous: DiffOutline.Entry?, and next: DiffOutline.Entry, in reading: DiffReading
    ) -> Bool {
        switch (previous, next) {
        case (nil, _): true
        // A fold inside a paragraph keeps it one paragraph.
        case (.folded, .shown(let piece)): piece.isStart
        case (.shown(let piece), .folded): piece.isEnd
        case (.shown(let first), .shown(let second)):
            !(reading.isTight(first.block) && reading.isTight(second.block))
        case (.folded, .folded): false
        }
    }

    private func write(_ piece: DiffOutline.Piece, of reading: DiffReading, into writer: inout TerminalWriter) {
        if let (table, _) = reading.table(at: piece.block) {
            return write(TableReading(table, in: reading.diff, context: context), into: &writer)
        }
        let block = reading.blocks[piece.block]
        let arrow = block.isMovedUp.map { $0 ? "↑" : "↓" } ?? "↕"
        let isMove = block.isMove
        if piece.isStart, let note = reading.note(on: piece.block) {
            let lines = wrapped(
                [TextRun(text: note, role: isMove ? .moved : .note)], columnCount: width - Self.gutterWidth)
            writer.paragraph(lines, first: TextLine((isMove ? arrow : "·") + " ", .moved), rest: TextLine("  "))
        }
        if block.change.kind == .movedAway { return }
        let layout = BlockLayout(block.kind, isStart: piece.isStart, columns: width - Self.gutterWidth)
        let columns = max(2, width - Self.gutterWidth - layout.columnCount)
        for (index, lines) in paragraphs(of: piece, in: reading, block: block).enumerated() {
            if index > 0 { writer.blankLine() }
            for (number, line) in wrapped(lines, columnCount: columns).enumerated() {
                var sign = line.changes.sign
                if sign == " ", block.change.kind == .moved { sign = arrow }
                writer.line([
                    TextLine(sign + " ", gutterRole(sign)),
                    number == 0 && index == 0 ? layout.first : layout.rest, line,
                ])
            }
        }
    }

    func gutterRole(_ sign: String) -> TextRole {
        switch sign {
        case "-": .removed
        case "+": .added
        case "↑", "↓", "↕": .moved
        default: .label
        }
    }

    /// The runs of a piece; more than one where a paragraph was split.
    private func paragraphs(of piece: DiffOutline.Piece, in reading: DiffReading, block: BlockReading) -> [[TextRun]] {
        if block.sentences.isEmpty { return [blockRuns(block, in: reading)] }
        var paragraphs: [[TextRun]] = [[]]
        for index in piece.sentences {
            let sentence = block.sentences[index]
            if index > piece.sentences.lowerBound {
                if sentence.beginsBlock, !block.change.after.isEmpty, sentence.change.beginsAfterBlock(in: reading) {
                    paragraphs.append([])
                } else if !sentence.gap.isEmpty {
                    paragraphs[paragraphs.count - 1].append(TextRun(text: sentence.gap, role: .plain))
                }
            }
            paragraphs[paragraphs.count - 1] += sentenceRuns(sentence, of: block, in: reading)
        }
        return paragraphs
    }

    /// A block without sentences: a rule, or one that is empty.
    func blockRuns(_ block: BlockReading, in reading: DiffReading) -> [TextRun] {
        let role: TextRole =
            switch block.change.kind {
            case .added: .added
            case .removed: .removed
            case .reformatted: .reformatted
            default: .plain
            }
        let text = block.kind == .thematicBreak ? "⁂" : VisibleText.lines(reading.text(of: block.change))
        return role == .plain ? [TextRun(text: text, role: .plain)] : marked(text, as: role)
    }

    func sentenceRuns(_ sentence: SentenceReading, of block: BlockReading, in reading: DiffReading) -> [TextRun] {
        var isHeading = false
        if case .heading = block.kind { isHeading = true }
        if sentence.change.kind == .movedAway, block.change.kind != .movedAway {
            return [TextRun(text: "[" + reading.note(on: sentence.change) + "]", role: .moved)]
        }
        let notes = reading.sentenceNotes(sentence.change, in: block.change)
        var runs = notes.leading.map { [TextRun(text: "[\($0)] ", role: .moved)] } ?? []
        let isWhole = sentence.change.kind == .added || sentence.change.kind == .removed
        runs += self.runs(
            of: reading.segments(of: sentence.change), emphasis: isWhole ? .sentence : .words, isBold: isHeading)
        if let note = notes.trailing { runs.append(TextRun(text: " [\(note)]", role: .note)) }
        return runs
    }
}

/// What stands before the lines of a block to show its kind.
struct BlockLayout {
    let first: TextLine
    let rest: TextLine
    var columnCount: Int { max(first.columnCount, rest.columnCount) }

    /// Deeper nesting than this is drawn no further in: it would leave no room for the words.
    static let deepestIndent = 5

    /// - Parameter columns: What prefix and text have together; the text gets at least half.
    init(_ kind: DiffText.BlockKind, isStart: Bool = true, columns: Int) {
        let (first, rest) = Self.prefixes(of: kind)
        self.first = TextLine(truncated(isStart ? first : rest, columnCount: columns / 2), .label)
        self.rest = TextLine(truncated(rest, columnCount: columns / 2), .label)
    }

    private static func prefixes(of kind: DiffText.BlockKind) -> (first: String, rest: String) {
        func hanging(_ text: String) -> (String, String) { (text, String(repeating: " ", count: displayWidth(text))) }
        return switch kind {
        case .heading(let level): hanging(String(repeating: "#", count: max(1, min(level, 6))) + " ")
        case .listItem(let depth, let number):
            hanging(
                String(repeating: "  ", count: max(0, min(depth, deepestIndent))) + (number.map { "\($0). " } ?? "• "))
        case .quotation: ("> ", "> ")
        case .caption: ("▣ ", "  ")
        case .code: ("    ", "    ")
        case .paragraph, .tableRow, .thematicBreak: ("", "")
        }
    }
}
