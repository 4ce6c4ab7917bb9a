import StetDiff

extension HTMLRenderer {
    /// Two columns as the cells of a grid: what was, what is.
    func writeSideBySide(
        _ outline: DiffOutline, of reading: DiffReading, _ heading: DiffHeading, into html: inout String
    ) {
        let marks = ChangeMarks(heading)
        html += "<div class=\"row-head\">\(HTMLText.line(heading.before?.label ?? "before"))</div>"
        html += "<div class=\"row-head\">\(HTMLText.line(heading.after?.label ?? "after"))</div>\n"
        var entries = outline.entries[...]
        while let entry = entries.popFirst() {
            switch entry {
            case .folded(_, let count):
                html += "<div class=\"gap\">… \(count) unchanged sentence\(count == 1 ? "" : "s") …</div>\n"
            case .shown(let piece):
                if let next = reading.replacement(of: entry, by: entries.first) {
                    entries.removeFirst()
                    html += whole(piece, "before", of: reading, marks) + whole(next, "after", of: reading, marks) + "\n"
                } else {
                    write(piece, of: reading, marks, into: &html)
                }
            }
        }
    }

    private func write(
        _ piece: DiffOutline.Piece, of reading: DiffReading, _ marks: ChangeMarks, into html: inout String
    ) {
        if let (table, _) = reading.table(at: piece.block) {
            html += Self.html(TableReading(table, in: reading.diff, context: context), marks)
            return
        }
        let block = reading.blocks[piece.block]
        if piece.isStart, let note = reading.note(on: piece.block) {
            let arrow = block.isMovedUp.map { $0 ? "↑ " : "↓ " } ?? ""
            html += "<p class=\"note\">\(arrow)\(HTMLText.escaped(note))</p>\n"
        }
        guard block.change.kind != .movedAway else { return }
        var rows = block.sentences.isEmpty ? [blockRow(block, in: reading, marks)] : []
        for index in block.sentences.isEmpty ? 0..<0 : piece.sentences {
            let sentence = block.sentences[index]
            let row = self.row(sentence, in: block, reading, marks)
            // Unchanged sentences that follow one another share a row.
            if row.before.isEmpty, let last = rows.last, last.after.isEmpty, !last.before.isEmpty,
                index > piece.sentences.lowerBound,
                sentence.change.kind == .added, block.sentences[index - 1].change.kind == .removed
            {
                // A sentence that is gone has the one that came right after it beside it.
                rows[rows.count - 1].after = row.after
            } else if row.isSame, let last = rows.last, last.isSame, !sentence.beginsBlock {
                rows[rows.count - 1].before += sentence.gap + row.before
                rows[rows.count - 1].after += sentence.gap + row.after
            } else {
                rows.append(row)
            }
        }
        for (index, row) in rows.enumerated() {
            let starts = index == 0 && piece.isStart ? " starts" : ""
            let beforeKind = block.previousKind ?? block.kind
            html += cell(row.before, beforeKind, "before\(row.isSame ? " same" : "")\(starts)", isStart: index == 0)
            html += cell(row.after, block.kind, "after\(row.isSame ? " same" : "")\(starts)", isStart: index == 0)
            html += "\n"
        }
    }

    /// All of a block that stands on one side only, as one cell.
    private func whole(_ piece: DiffOutline.Piece, _ side: String, of reading: DiffReading, _ marks: ChangeMarks)
        -> String
    {
        let block = reading.blocks[piece.block]
        let content = piece.sentences.map { index in
            let row = row(block.sentences[index], in: block, reading, marks)
            return (index > piece.sentences.lowerBound ? block.sentences[index].gap : "") + row.before + row.after
        }.joined()
        return cell(content, block.kind, side + (piece.isStart ? " starts" : ""), isStart: piece.isStart)
    }

    private func cell(_ content: String, _ kind: DiffText.BlockKind, _ classes: String, isStart: Bool) -> String {
        if content.isEmpty { return "<div class=\"\(classes) empty\"></div>" }
        var marker = ""
        var element = kind.element
        var classes = classes
        if case .listItem(let depth, let number) = kind {
            element = "p"
            if depth > 0 { classes += " depth-\(min(depth, 3))" }
            marker = isStart ? number.map { "\($0). " } ?? "• " : ""
        }
        return
            "<div class=\"\(classes)\(kind.attributes)\"><\(element) dir=\"auto\">\(marker)\(content)</\(element)></div>"
    }

    private struct Row {
        var before: String
        var after: String
        var isSame: Bool
    }

    private func row(
        _ sentence: SentenceReading, in block: BlockReading, _ reading: DiffReading, _ marks: ChangeMarks
    ) -> Row {
        let segments = reading.segments(of: sentence.change)
        let indentation = block.kind == .code ? sentence.indentation : ""
        let before = indentation + marks.html(segments.filter { $0.kind != .added })
        let after = Self.marked(
            indentation + marks.html(segments.filter { $0.kind != .removed }),
            reading.sentenceNotes(sentence.change, in: block.change))
        return switch sentence.change.kind {
        case .movedAway:
            Row(
                before: Self.mark(reading.note(on: sentence.change)), after: "", isSame: false)
        case .added: Row(before: "", after: after, isSame: false)
        case .removed: Row(before: before, after: "", isSame: false)
        case .moved, .split, .merged: Row(before: before, after: after, isSame: false)
        case .equal: Row(before: before, after: after, isSame: true)
        default: Row(before: before, after: after, isSame: segments.allSatisfy { $0.kind == .equal })
        }
    }

    private func blockRow(_ block: BlockReading, in reading: DiffReading, _ marks: ChangeMarks) -> Row {
        let text = block.kind == .thematicBreak ? "⁂" : HTMLText.lines(reading.text(of: block.change))
        return switch block.change.kind {
        case .added: Row(before: "", after: marks.html(text, as: .added), isSame: false)
        case .removed: Row(before: marks.html(text, as: .removed), after: "", isSame: false)
        default: Row(before: text, after: text, isSame: true)
        }
    }
}
