extension HistoryIndex {
    /// All rows of all tables as text, so that two indexes can be compared.
    package func dump() throws -> [String] {
        var lines: [String] = []
        for table in Schema.names {
            // Each table begins with its key, or with one half of it.
            try database.statement("SELECT * FROM \(table) ORDER BY 1, 2").forEach { row in
                let values = (0..<row.columnCount).map { column in
                    switch row.kind(column) {
                    case .nothing: "-"
                    case .bytes: (row.bytes(column) ?? []).map { String($0, radix: 16) }.joined(separator: ".")
                    case .text: "'\(row.text(column) ?? "")'"
                    }
                }
                lines.append("\(table) \(values.joined(separator: " "))")
                return true
            }
        }
        return lines
    }
}
