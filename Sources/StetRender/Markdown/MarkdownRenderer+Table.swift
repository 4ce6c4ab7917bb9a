import StetDiff

extension MarkdownRenderer {
    /// A changed table as a pipe table with the columns and rows of both sides.
    func markdown(_ reading: TableReading) -> String {
        var markdown = "*table: \(MarkdownText.line(reading.summary))*\n\n"
        let columnCount = reading.table.columns.count
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        let rule = line(Array(repeating: "---", count: columnCount))
        if !reading.hasHeader { markdown += line(Array(repeating: "", count: columnCount)) + rule }
        for (index, entry) in reading.lines.enumerated() {
            switch entry {
            case .folded(let count):
                markdown += line(
                    ["*… \(count) unchanged rows …*"] + Array(repeating: "", count: max(0, columnCount - 1)))
            case .row(let row):
                let isHeader = index == 0 && reading.hasHeader
                markdown += line(
                    row.cells.enumerated().map { column, cell in
                        let isMoved = isHeader && reading.table.columns[column].kind == .moved
                        let arrow = isMoved ? "↔ " : column == 0 && row.kind == .moved ? "↕ " : ""
                        return arrow + MarkdownText.line(cell)
                    })
                if isHeader { markdown += rule }
            }
        }
        return markdown
    }
}
