internal import StetHTML

/// In which column each cell of a table stands, when cells reach over several rows and columns.
///
/// A cell is written where it begins; the places it reaches over are empty. So values stand under their own headings, and
/// a word that heads three columns is stored once.
///
/// Source: HTML Standard, "Forming a table".
struct CellGrid {
    /// For each row the column of each of its cells, rising.
    private(set) var columns: [[Int]] = []

    /// Tables of collected pages are at most twice as large as their cells; where spans would make more of them than
    /// this, a mistake or an attack, they are passed over.
    private static let maximumFilling = 8
    private static let maximumFreePlaceCount = 1000
    /// The standard's own bound of one span.
    private static let maximumSpan = 1000

    /// - Complexity: O(places of the grid), which is bounded by the cells.
    init(_ rows: [[HTMLNode]]) {
        let cellCount = rows.reduce(0) { $0 + $1.count }
        let limit = Self.maximumFilling * cellCount + Self.maximumFreePlaceCount
        /// How many more rows each column is taken for.
        var taken: [Int] = []
        var placeCount = 0
        for cells in rows {
            var own: [Int] = []
            var column = 0
            var next = taken.map { max(0, $0 - 1) }
            for cell in cells {
                while column < taken.count, taken[column] > 0 { column += 1 }
                own.append(column)
                let width = Self.span(cell, "colspan")
                let height = Self.span(cell, "rowspan")
                guard column + width <= limit else {
                    columns = rows.map { Array($0.indices) }
                    return
                }
                while next.count < column + width { next.append(0) }
                for place in column..<column + width { next[place] = max(next[place], height - 1) }
                column += width
            }
            placeCount += max(next.count, taken.count)
            guard placeCount <= limit else {
                columns = rows.map { Array($0.indices) }
                return
            }
            columns.append(own)
            taken = next
        }
        let widest = columns.reduce(0) { max($0, ($1.last ?? 0) + 1) }
        if widest * rows.count > limit { columns = rows.map { Array($0.indices) } }
    }

    private static func span(_ cell: HTMLNode, _ name: HTMLAttributeName) -> Int {
        cell.attribute(name).flatMap { Int($0.trimmingASCIISpace()) }.map { min(max($0, 1), maximumSpan) } ?? 1
    }
}
