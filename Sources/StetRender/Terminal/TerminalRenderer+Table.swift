import StetDiff

extension TerminalRenderer {
    /// A changed table as a grid whose columns line up; where it is too wide for that, row by row with the headings beside
    /// the cells.
    func write(_ reading: TableReading, into writer: inout TerminalWriter) {
        let note = TextRun(text: "table: " + reading.summary, role: .note)
        writer.paragraph(
            wrapped([note], columnCount: width - Self.gutterWidth), first: TextLine("· ", .moved), rest: TextLine("  "))
        let grid = TableGrid(reading, self, columnCount: width - Self.gutterWidth)
        for (index, line) in reading.lines.enumerated() {
            switch line {
            case .folded(let count):
                writer.line(truncated("  … \(count) unchanged rows …", columnCount: width), .note)
            case .row(let row):
                if let grid {
                    grid.write(row, isHeader: index == 0 && reading.hasHeader, into: &writer)
                } else {
                    writeAsList(row, of: reading, into: &writer)
                }
            }
        }
    }

    fileprivate func sign(of row: ArticleDiff.TableChange.Row) -> String {
        switch row.kind {
        case .added: return "+"
        case .removed: return "-"
        case .moved: return "↕"
        case .edited: return "~"
        case .equal:
            var changes: LineChanges = []
            for segment in row.cells.joined() {
                if segment.kind == .removed { changes.insert(.removed) }
                if segment.kind == .added { changes.insert(.added) }
            }
            return changes.sign
        }
    }

    private func writeAsList(
        _ row: ArticleDiff.TableChange.Row, of reading: TableReading, into writer: inout TerminalWriter
    ) {
        let header = reading.hasHeader ? reading.table.rows.first : nil
        if let header, header.after == row.after { return }
        let sign = sign(of: row)
        for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
            let words = header?.cells[index].filter { $0.kind != .removed }.map(\.text).joined() ?? ""
            let label = words.isEmpty ? "" : truncated(VisibleText.line(words), columnCount: width / 3) + ": "
            writer.paragraph(
                wrapped(
                    [TextRun(text: label, role: .label)] + runs(of: tidied(cell)),
                    columnCount: width - Self.gutterWidth - 2),
                first: TextLine(sign + (index == 0 ? " " : "   "), gutterRole(sign)), rest: TextLine("    "))
        }
    }
}

/// The widths of a table's columns, and its rows as lines.
private struct TableGrid {
    private let renderer: TerminalRenderer
    private let table: ArticleDiff.TableChange
    private let widths: [Int]

    /// Columns narrower than this break every word.
    private static let narrowest = 8
    private static let separator = " │ "

    /// Nil where the columns would be too narrow to read.
    init?(_ reading: TableReading, _ renderer: TerminalRenderer, columnCount: Int) {
        self.renderer = renderer
        table = reading.table
        let count = table.columns.count
        let room = columnCount - 3 * (count - 1)
        guard count > 0, room >= count * min(Self.narrowest, 4) else { return nil }
        var widths = [Int](repeating: 1, count: count)
        for case .row(let row) in reading.lines {
            for (index, cell) in row.cells.enumerated() {
                let runs = renderer.runs(of: tidied(cell))
                widths[index] = max(widths[index], runs.reduce(0) { $0 + displayWidth($1.text) })
            }
        }
        for (index, column) in table.columns.enumerated() where column.kind == .moved { widths[index] += 2 }
        // The widest columns give way first.
        var excess = widths.reduce(0, +) - room
        while excess > 0, let widest = widths.max(), widest > Self.narrowest {
            let next = max(Self.narrowest, widths.filter { $0 < widest }.max() ?? Self.narrowest)
            let widestOnes = widths.indices.filter { widths[$0] == widest }
            let step = max(1, min(widest - next, (excess + widestOnes.count - 1) / widestOnes.count))
            for index in widestOnes where excess > 0 {
                let cut = min(step, excess)
                widths[index] -= cut
                excess -= cut
            }
        }
        guard excess <= 0 else { return nil }
        self.widths = widths
    }

    func write(_ row: ArticleDiff.TableChange.Row, isHeader: Bool, into writer: inout TerminalWriter) {
        let sign = renderer.sign(of: row)
        let cells = row.cells.enumerated().map { index, cell in
            var runs = renderer.runs(of: tidied(cell), isBold: isHeader)
            if isHeader, table.columns[index].kind == .moved { runs.append(TextRun(text: " ↔", role: .moved)) }
            return wrapped(runs, columnCount: widths[index])
        }
        let height = max(1, cells.map(\.count).max() ?? 1)
        for number in 0..<height {
            var parts = [TextLine((number == 0 ? sign : " ") + " ", renderer.gutterRole(sign))]
            for (index, lines) in cells.enumerated() {
                if index > 0 { parts.append(TextLine(Self.separator, .label)) }
                parts.append((number < lines.count ? lines[number] : TextLine()).padded(to: widths[index]))
            }
            writer.line(parts)
        }
        if isHeader {
            let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
            writer.line([TextLine("  "), TextLine(rule, .label)])
        }
    }
}
