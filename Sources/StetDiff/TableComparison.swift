internal import SequenceDiff

/// Compares two tables: columns by their headings and values, then rows by the cells of paired columns, then cells.
///
/// - Complexity: O(cells) and the candidates: columns are compared pairwise within `columnWork`, rows only where they
///   share a cell that stands in at most `commonCell` pairs of rows.
struct TableComparison {
    private let diff: TextDiff
    private let tables: (before: Int, after: Int)
    private let before: [[String]]
    private let after: [[String]]
    private let hasHeaders: Bool
    private let columnCounts: (before: Int, after: Int)

    /// Pairs of cells that may be looked at to pair columns; in larger tables columns are paired by their place. Enough
    /// for 20 columns of 5,000 rows; real tables of articles stay a hundredfold below.
    static let columnWork = 2_000_000

    /// A value that stands in more pairs of rows than this ("yes", "0") says nothing about which rows belong together;
    /// equal rows are paired without it.
    static let commonCell = 64

    init(_ diff: TextDiff, _ before: Int, _ after: Int) {
        self.diff = diff
        tables = (before, after)
        self.before = Self.cells(of: before, in: diff.before)
        self.after = Self.cells(of: after, in: diff.after)
        hasHeaders = diff.before.tables[before].hasHeader && diff.after.tables[after].hasHeader
        columnCounts = (self.before.map(\.count).max() ?? 0, self.after.map(\.count).max() ?? 0)
    }

    private static func cells(of table: Int, in text: DiffText) -> [[String]] {
        text.tables[table].rows.map { row in row.cells.map { String(decoding: text.bytes[$0], as: UTF8.self) } }
    }

    /// Nil where the tables are the same.
    func change() -> ArticleDiff.TableChange? {
        if before == after { return nil }
        let columns = columns()
        let rows = rows(columns)
        return .init(before: tables.before, after: tables.after, columns: columns, rows: rows)
    }

    // MARK: Columns

    private func columns() -> [ArticleDiff.TableChange.Column] {
        let mates = columnMates()
        return Self.interleaved(mates, columnCounts.before, columnCounts.after).map { place in
            let kind: ArticleDiff.TableChange.Column.Kind =
                place.before == nil ? .added : place.after == nil ? .removed : place.isMoved ? .moved : .equal
            return .init(kind: kind, before: place.before, after: place.after)
        }
    }

    private func columnMates() -> Mates {
        var mates = Mates(beforeCount: columnCounts.before, afterCount: columnCounts.after)
        let work = columnCounts.before * columnCounts.after * (before.count + after.count)
        guard work <= Self.columnWork else {
            for column in 0..<min(columnCounts.before, columnCounts.after) { mates.link(column, column) }
            return mates
        }
        let old = (0..<columnCounts.before).map { ColumnValues(before, $0, hasHeader: hasHeaders) }
        let new = (0..<columnCounts.after).map { ColumnValues(after, $0, hasHeader: hasHeaders) }
        var candidates: [(likeness: Double, x: Int, y: Int)] = []
        for (x, column) in old.enumerated() {
            for (y, other) in new.enumerated() {
                let likeness = column.likeness(to: other)
                if likeness >= ColumnValues.leastLikeness { candidates.append((likeness, x, y)) }
            }
        }
        candidates.sort { ($1.likeness, abs($0.x - $0.y), $0.x) < ($0.likeness, abs($1.x - $1.y), $1.x) }
        for (_, x, y) in candidates where mates.areFree(x, y) { mates.link(x, y) }
        pairNeighbours(&mates) { x, y in old[x].heading.isEmpty || new[y].heading.isEmpty }
        return mates
    }

    /// What is left between two pairs in place, as many on both sides, belongs together in order.
    private func pairNeighbours(_ mates: inout Mates, where mayPair: (Int, Int) -> Bool) {
        let gaps = Gaps(mates) { _, _ in 1 }
        var free: [Int32: (x: [Int], y: [Int])] = [:]
        for x in mates.ofBefore.indices where mates.isFree(before: x) {
            free[gaps.ofBefore[x], default: ([], [])].x.append(x)
        }
        for y in mates.ofAfter.indices where mates.isFree(after: y) {
            free[gaps.ofAfter[y], default: ([], [])].y.append(y)
        }
        for (x, y) in free.values where x.count == y.count {
            for (i, j) in zip(x, y) where mayPair(i, j) { mates.link(i, j) }
        }
    }

    // MARK: Rows

    private func rows(_ columns: [ArticleDiff.TableChange.Column]) -> [ArticleDiff.TableChange.Row] {
        let paired = columns.compactMap { column in column.before.flatMap { x in column.after.map { (x, $0) } } }
        let mates = rowMates(paired)
        return Self.interleaved(mates, before.count, after.count).map { place in
            var isEdited = false
            let cells = columns.map { column -> [ArticleDiff.Segment] in
                let old = place.before.flatMap { row in column.before.map { cell(before, row, $0) } }
                let new = place.after.flatMap { row in column.after.map { cell(after, row, $0) } }
                if let old, let new, old == new { return old.isEmpty ? [] : [.init(kind: .equal, text: old)] }
                if old != nil, new != nil { isEdited = true }
                guard let old, let new, !old.isEmpty, !new.isEmpty else {
                    return [.init(kind: .removed, text: old ?? ""), .init(kind: .added, text: new ?? "")].filter {
                        !$0.text.isEmpty
                    }
                }
                return ArticleDiff.Segment.segments(from: old, to: new)
            }
            let kind: ArticleDiff.TableChange.Row.Kind =
                place.before == nil
                ? .added : place.after == nil ? .removed : place.isMoved ? .moved : isEdited ? .edited : .equal
            return .init(kind: kind, before: place.before, after: place.after, cells: cells)
        }
    }

    private func cell(_ rows: [[String]], _ row: Int, _ column: Int) -> String {
        rows[row].indices.contains(column) ? rows[row][column] : ""
    }

    private func rowMates(_ columns: [(x: Int, y: Int)]) -> Mates {
        var mates = Mates(beforeCount: before.count, afterCount: after.count)
        if hasHeaders { mates.link(0, 0) }
        var numbers: [[String]: UInt32] = [:]
        func number(_ cells: [String]) -> UInt32 {
            if let number = numbers[cells] { return number }
            let number = UInt32(numbers.count)
            numbers[cells] = number
            return number
        }
        let old = before.indices.map { row in number(columns.map { cell(before, row, $0.x) }) }
        let new = after.indices.map { row in number(columns.map { cell(after, row, $0.y) }) }
        for match in EditScript(from: old, to: new).matches {
            for (i, j) in zip(match.before, match.after) where mates.areFree(i, j) { mates.link(i, j) }
        }
        linkByCells(&mates, columns)
        linkAsText(&mates, columns)
        return mates
    }

    /// Links rows that share most of their cells or the first, the head of most rows; rare values count more.
    private func linkByCells(_ mates: inout Mates, _ columns: [(x: Int, y: Int)]) {
        struct Key: Hashable {
            var column: Int
            var value: String
        }
        var rows: [Key: (before: [Int], after: [Int])] = [:]
        for (index, column) in columns.enumerated() {
            for i in before.indices where mates.isFree(before: i) {
                let value = cell(before, i, column.x)
                if !value.isEmpty { rows[Key(column: index, value: value), default: ([], [])].before.append(i) }
            }
            for j in after.indices where mates.isFree(after: j) {
                let value = cell(after, j, column.y)
                if !value.isEmpty { rows[Key(column: index, value: value), default: ([], [])].after.append(j) }
            }
        }
        var shared: [UInt64: (weight: Int, cells: Int, isHead: Bool)] = [:]
        for (key, found) in rows where found.before.count * found.after.count <= Self.commonCell {
            let weight = 64 / max(1, found.before.count, found.after.count)
            for i in found.before {
                for j in found.after {
                    var entry = shared[UInt64(i) << 32 | UInt64(j)] ?? (0, 0, false)
                    entry.weight += weight
                    entry.cells += 1
                    if key.column == 0 { entry.isHead = true }
                    shared[UInt64(i) << 32 | UInt64(j)] = entry
                }
            }
        }
        let candidates = shared.filter { $0.value.isHead || $0.value.cells * 2 >= columns.count }.sorted {
            ($1.value.weight, $0.key) < ($0.value.weight, $1.key)
        }
        for (pair, _) in candidates {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
            if mates.areFree(i, j) { mates.link(i, j) }
        }
    }

    /// What the alignment of the text linked, where the cells did not tell. A row whose head has no word in common is another.
    private func linkAsText(_ mates: inout Mates, _ columns: [(x: Int, y: Int)]) {
        func areHeadsAlike(_ i: Int, _ j: Int) -> Bool {
            guard let head = columns.first else { return true }
            let (one, two) = (
                cell(before, i, head.x).split(separator: " "), cell(after, j, head.y).split(separator: " ")
            )
            return one == two || !Set(one).isDisjoint(with: two)
        }
        var rowOfBefore: [Int: Int] = [:]
        var rowOfAfter: [Int: Int] = [:]
        for (row, place) in diff.before.tables[tables.before].rows.enumerated() {
            for sentence in diff.before.blocks[place.block].sentences { rowOfBefore[sentence] = row }
        }
        for (row, place) in diff.after.tables[tables.after].rows.enumerated() {
            for sentence in diff.after.blocks[place.block].sentences { rowOfAfter[sentence] = row }
        }
        for link in diff.sentenceLinks where link.kind == .edited {
            if let i = rowOfBefore[link.before[0]], let j = rowOfAfter[link.after[0]], mates.areFree(i, j),
                areHeadsAlike(i, j)
            {
                mates.link(i, j)
            }
        }
    }

    // MARK: Order

    private struct Place {
        var before: Int?
        var after: Int?
        var isMoved = false
    }

    /// Both sides in the after side's order; what moved is told at its new place only.
    private static func interleaved(_ mates: Mates, _ beforeCount: Int, _ afterCount: Int) -> [Place] {
        let links = mates.ofAfter.enumerated().compactMap { y, x in
            x < 0 ? nil : TextDiff.Link(kind: .equal, before: [Int(x)], after: [y], isEdited: false)
        }
        let order = Interleaving(links, beforeCount: beforeCount, afterCount: afterCount) { _ in 1 }
        return order.places.compactMap { place in
            switch place {
            case .before(let x, nil): Place(before: x)
            case .before: nil
            case .after(let y, let link?, let isInPlace):
                Place(before: links[link].before[0], after: y, isMoved: !isInPlace)
            case .after(let y, nil, _): Place(after: y)
            }
        }
    }
}

/// What a column is known by.
private struct ColumnValues {
    let heading: String
    private var counts: [String: Int] = [:]
    private var count = 0

    /// Two columns with half of their values in common, or one heading, are one.
    static let leastLikeness = 0.5

    init(_ rows: [[String]], _ column: Int, hasHeader: Bool) {
        func cell(_ row: [String]) -> String { row.indices.contains(column) ? row[column] : "" }
        heading = hasHeader ? rows.first.map(cell) ?? "" : ""
        for row in rows.dropFirst(hasHeader ? 1 : 0) {
            counts[cell(row), default: 0] += 1
            count += 1
        }
    }

    /// The share of common values (the Dice coefficient of the multisets), and one more for an equal heading.
    func likeness(to other: ColumnValues) -> Double {
        var shared = 0
        for (value, count) in counts where !value.isEmpty { shared += min(count, other.counts[value] ?? 0) }
        let total = count + other.count
        return (total == 0 ? 0 : 2 * Double(shared) / Double(total))
            + (!heading.isEmpty && heading == other.heading ? 1 : 0)
    }
}
