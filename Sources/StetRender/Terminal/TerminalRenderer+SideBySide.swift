public import StetDiff

extension TerminalRenderer {
    /// Two columns, before and after, sentence beside sentence. The sign between them says what happened.
    public func sideBySideDiff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        var writer = makeWriter()
        let columns = SideColumns(width: width)
        writeHeading(heading, summary: DiffSummary(diff), into: &writer)
        let reading = DiffReading(diff)
        let hasChangedText = reading.blocks.contains { $0.change.kind != .equal }
        let fields = FieldReading.readings(of: diff)
        guard hasChangedText || !fields.isEmpty else { return writer.output }
        writer.blankLine()
        let names = [heading.before?.label ?? "before", heading.after?.label ?? "after"].map {
            [TextRun(text: VisibleText.line($0), role: .label, isBold: true)]
        }
        write(SideRow(left: names[0], right: names[1]), columns, into: &writer)
        for field in fields {
            let label = TextRun(text: VisibleText.line(field.label) + ": ", role: .label)
            var row = self.row(of: field.segments)
            if !row.left.isEmpty { row.left.insert(label, at: 0) }
            if !row.right.isEmpty { row.right.insert(label, at: 0) }
            write(row, columns, into: &writer)
        }
        guard hasChangedText else { return writer.output }
        var previousBlock: Int?
        var isFirst = true
        var entries = DiffOutline(reading, context: context, onlyChanges: showsOnlyChanges).entries[...]
        while let entry = entries.popFirst() {
            switch entry {
            case .folded(_, let count):
                writer.line([columns.centered(foldText(count))])
                previousBlock = nil
                isFirst = false
            case .shown(let piece):
                if isFirst { write(SideRow(), columns, into: &writer) }
                isFirst = false
                if let previousBlock, !(reading.isTight(previousBlock) && reading.isTight(piece.block)) {
                    write(SideRow(), columns, into: &writer)
                }
                if let next = reading.replacement(of: entry, by: entries.first) {
                    entries.removeFirst()
                    write(piece, replacedBy: next, of: reading, columns, into: &writer)
                    previousBlock = next.block
                } else {
                    write(piece, of: reading, columns, into: &writer)
                    previousBlock = piece.block
                }
            }
        }
        return writer.output
    }

    private func write(
        _ piece: DiffOutline.Piece, of reading: DiffReading, _ columns: SideColumns, into writer: inout TerminalWriter
    ) {
        if let (table, _) = reading.table(at: piece.block) {
            return write(TableReading(table, in: reading.diff, context: context), into: &writer)
        }
        let block = reading.blocks[piece.block]
        if piece.isStart, let note = reading.note(on: piece.block) {
            let isMove = block.isMove
            let arrow = isMove ? (block.isMovedUp.map { $0 ? "↑ " : "↓ " } ?? "↕ ") : "· "
            let run = TextRun(text: arrow + note, role: isMove ? .moved : .note)
            for line in wrapped([run], columnCount: width) { writer.line([line]) }
        }
        guard block.change.kind != .movedAway else { return }
        guard !block.sentences.isEmpty else {
            let runs = blockRuns(block, in: reading)
            let row =
                switch block.change.kind {
                case .added: SideRow(right: runs)
                case .removed: SideRow(left: runs)
                default: SideRow(left: runs, right: runs)
                }
            return write(row, columns, into: &writer)
        }
        // Unchanged sentences that follow one another share a row, as they take the same lines on both sides.
        var shared = SideRow()
        func flush() {
            guard !shared.isEmpty else { return }
            write(shared, columns, block: block, into: &writer)
            shared = SideRow()
        }
        var isReplaced = false
        for index in piece.sentences {
            let sentence = block.sentences[index]
            let row = row(of: sentence, in: block, reading)
            // A sentence that is gone has the one that came right after it beside it.
            let isNext = isReplaced && sentence.change.kind == .added
            isReplaced = false
            if isNext {
                shared.right = row.right
                flush()
            } else if sentence.change.kind == .removed, index + 1 < piece.sentences.upperBound {
                flush()
                shared = row
                isReplaced = block.sentences[index + 1].change.kind == .added
                if !isReplaced { flush() }
            } else if sentence.change.kind == .equal {
                if !shared.isEmpty, !sentence.gap.isEmpty { shared.append(TextRun(text: sentence.gap, role: .plain)) }
                if sentence.beginsBlock { flush() }
                shared.left += row.left
                shared.right += row.right
            } else {
                flush()
                write(row, columns, block: block, into: &writer)
            }
        }
        flush()
    }

    /// A block that is gone, and beside it the one that stands there now.
    private func write(
        _ piece: DiffOutline.Piece, replacedBy next: DiffOutline.Piece, of reading: DiffReading, _ columns: SideColumns,
        into writer: inout TerminalWriter
    ) {
        func row(_ piece: DiffOutline.Piece) -> SideRow {
            let block = reading.blocks[piece.block]
            return piece.sentences.reduce(into: SideRow()) { whole, index in
                let sentence = block.sentences[index]
                if !whole.isEmpty { whole.append(TextRun(text: sentence.gap, role: .plain)) }
                let row = self.row(of: sentence, in: block, reading)
                whole.left += row.left
                whole.right += row.right
            }
        }
        write(
            SideRow(left: row(piece).left, right: row(next).right), columns, from: reading.blocks[piece.block].kind,
            to: reading.blocks[next.block].kind, into: &writer)
    }

    private func row(of sentence: SentenceReading, in block: BlockReading, _ reading: DiffReading) -> SideRow {
        if sentence.change.kind == .movedAway {
            return SideRow(left: [TextRun(text: "[" + reading.note(on: sentence.change) + "]", role: .moved)])
        }
        let isWhole = sentence.change.kind == .added || sentence.change.kind == .removed
        var row = row(of: reading.segments(of: sentence.change), emphasis: isWhole ? .sentence : .words)
        if block.kind == .code, !sentence.indentation.isEmpty {
            let run = TextRun(text: sentence.indentation, role: .plain)
            row.left.insert(run, at: 0)
            row.right.insert(run, at: 0)
        }
        switch sentence.change.kind {
        case .added: row.left = []
        case .removed: row.right = []
        default: break
        }
        let notes = reading.sentenceNotes(sentence.change, in: block.change)
        if let note = notes.leading { row.right.insert(TextRun(text: "[\(note)] ", role: .moved), at: 0) }
        if let note = notes.trailing { row.right.append(TextRun(text: " [\(note)]", role: .note)) }
        return row
    }

    private func row(of segments: [DiffSegment], emphasis: SegmentEmphasis = .words) -> SideRow {
        SideRow(
            left: runs(of: segments.filter { $0.kind != .added }, emphasis: emphasis),
            right: runs(of: segments.filter { $0.kind != .removed }, emphasis: emphasis))
    }

    private func write(
        _ row: SideRow, _ columns: SideColumns, block: BlockReading? = nil, into writer: inout TerminalWriter
    ) {
        write(
            row, columns, from: block.map { $0.previousKind ?? $0.kind } ?? .paragraph, to: block?.kind ?? .paragraph,
            into: &writer)
    }

    private func write(
        _ row: SideRow, _ columns: SideColumns, from leftKind: DiffText.BlockKind, to rightKind: DiffText.BlockKind,
        into writer: inout TerminalWriter
    ) {
        let leftLayout = BlockLayout(leftKind, columns: columns.side)
        let rightLayout = BlockLayout(rightKind, columns: columns.side)
        let left = row.left.isEmpty ? [] : wrapped(row.left, columnCount: columns.side - leftLayout.columnCount)
        let right = row.right.isEmpty ? [] : wrapped(row.right, columnCount: columns.side - rightLayout.columnCount)
        for index in 0..<max(left.count, right.count, 1) {
            let leftLine = index < left.count ? left[index] : TextLine()
            let rightLine = index < right.count ? right[index] : TextLine()
            let sign = leftLine.changes.union(rightLine.changes).sign
            let leftPrefix = index < left.count ? (index == 0 ? leftLayout.first : leftLayout.rest) : TextLine()
            let rightPrefix = index < right.count ? (index == 0 ? rightLayout.first : rightLayout.rest) : TextLine()
            writer.line([
                leftPrefix, leftLine.padded(to: columns.side - leftPrefix.columnCount),
                TextLine(" " + (sign == " " ? "│" : sign) + " ", gutterRole(sign)), rightPrefix, rightLine,
            ])
        }
    }
}

private struct SideColumns {
    let width: Int
    /// The columns of each side.
    let side: Int

    init(width: Int) {
        self.width = width
        side = (width - 3) / 2
    }

    func centered(_ text: String) -> TextLine {
        let text = truncated(text, columnCount: width)
        return TextLine(String(repeating: " ", count: (width - displayWidth(text)) / 2) + text, .note)
    }
}

private struct SideRow {
    var left: [TextRun] = []
    var right: [TextRun] = []

    var isEmpty: Bool { left.isEmpty && right.isEmpty }

    mutating func append(_ run: TextRun) {
        left.append(run)
        right.append(run)
    }
}
