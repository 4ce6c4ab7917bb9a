import StetDiff

/// A changed table as views show it: a grid of the columns and rows of both sides, with unchanged rows folded.
struct TableReading {
    enum Line {
        case row(ArticleDiff.TableChange.Row)
        case folded(rowCount: Int)
    }

    let table: ArticleDiff.TableChange
    let hasHeader: Bool
    let lines: [Line]

    /// - Parameter context: how many unchanged rows to show around a changed one; nil shows all.
    init(_ table: ArticleDiff.TableChange, in diff: ArticleDiff, context: Int?) {
        self.table = table
        hasHeader =
            diff.text.after.tables.indices.contains(table.after) && diff.text.after.tables[table.after].hasHeader
        var isVisible = table.rows.map { context == nil || $0.isChanged }
        if hasHeader, !isVisible.isEmpty { isVisible[0] = true }
        if let context {
            for (index, row) in table.rows.enumerated() where row.isChanged {
                for near in max(0, index - context)..<min(isVisible.count, index + context + 1) {
                    isVisible[near] = true
                }
            }
        }
        var lines: [Line] = []
        var index = 0
        while index < table.rows.count {
            var end = index
            while end < table.rows.count, !isVisible[end] { end += 1 }
            if end - index >= DiffOutline.shortestFold {
                lines.append(.folded(rowCount: end - index))
                index = end
            } else {
                lines.append(.row(table.rows[index]))
                index += 1
            }
        }
        self.lines = lines
    }

    /// "1 column added, 2 rows edited, 1 row moved".
    var summary: String {
        var counts = DiffSummary.Counts()
        var columns = DiffSummary.Counts()
        counts.count(table.rows)
        columns.count(table.columns)
        return (columns.parts("column") + counts.parts("row")).joined(separator: ", ")
    }
}

extension ArticleDiff.TableChange.Row {
    /// Whether the row, or one of its cells, is not the same.
    var isChanged: Bool { kind != .equal || cells.contains { $0.contains { $0.kind != .equal } } }
}

extension DiffSummary.Counts {
    mutating func count(_ rows: [ArticleDiff.TableChange.Row]) {
        edited += rows.count { $0.kind == .edited }
        added += rows.count { $0.kind == .added }
        removed += rows.count { $0.kind == .removed }
        moved += rows.count { $0.kind == .moved }
        movedAndEdited += rows.count { row in
            row.kind == .moved && row.cells.contains { $0.contains { $0.kind == .added || $0.kind == .removed } }
        }
    }

    mutating func count(_ columns: [ArticleDiff.TableChange.Column]) {
        added += columns.count { $0.kind == .added }
        removed += columns.count { $0.kind == .removed }
        moved += columns.count { $0.kind == .moved }
    }

    /// "2 rows edited", "1 row added", …
    func parts(_ noun: String, edited: String = "edited") -> [String] {
        Kind.allCases.filter { self[$0] > 0 }.map { kind in
            "\(self[kind]) \(noun)\(self[kind] == 1 ? "" : "s") \(told(kind, kind == .edited ? edited : "\(kind)"))"
        }
    }
}

extension DiffReading {
    /// The changed table that a block's entry is a row of, and whether the table is shown at this entry.
    func table(at block: Int) -> (table: ArticleDiff.TableChange, isPlace: Bool)? {
        tableOfEntry[block].map { (diff.tables[$0], placeOfTable[$0] == block) }
    }
}
