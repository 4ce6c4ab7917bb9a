import StetDiff

extension HTMLRenderer {
    /// A changed table with the columns and rows of both sides.
    static func html(_ reading: TableReading, _ marks: ChangeMarks) -> String {
        var html = "<p class=\"note\">table: \(HTMLText.escaped(reading.summary))</p>\n<table>\n"
        for (index, line) in reading.lines.enumerated() {
            switch line {
            case .folded(let count):
                html += "<tr><td class=\"gap\" colspan=\"\(max(1, reading.table.columns.count))\">"
                html += "… \(count) unchanged rows …</td></tr>\n"
            case .row(let row):
                let isHeader = index == 0 && reading.hasHeader
                let element = isHeader ? "th" : "td"
                html += row.kind == .equal ? "<tr>" : "<tr class=\"block \(row.kind.rawValue)\">"
                for (column, cell) in row.cells.enumerated() {
                    var content = marks.html(tidied(cell))
                    if isHeader, reading.table.columns[column].kind == .moved {
                        content += " " + Self.mark("↔ moved")
                    }
                    if column == 0, row.kind == .moved { content = Self.mark("↕ moved") + content }
                    html += "<\(element) dir=\"auto\"\(isHeader ? " scope=\"col\"" : "")>\(content)</\(element)>"
                }
                html += "</tr>\n"
            }
        }
        return html + "</table>\n"
    }
}
