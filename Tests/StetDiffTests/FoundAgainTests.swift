import StetDiff
import StetModel
import TestSupport
import Testing

/// How much of made tables and versions is found again. The shares are what the constants of both were measured with:
/// docs/decisions/0010-diff-constants.md.
@Suite("What is found again") struct FoundAgainTests {
    @Test("Of random tables with other columns, rows and values nearly all columns and rows are found again")
    func tables() {
        var (columns, rows) = (Found(), Found())
        for seed in 0..<UInt64(200) {
            var maker = TableMaker(seed: seed)
            let before = maker.table()
            let after = maker.edited(before)
            guard let told = ArticleDiff(from: before.article, to: after.article).tables.first else { continue }
            columns.count(
                told.columns.compactMap { column in column.before.flatMap { x in column.after.map { [x, $0] } } },
                truth: TableMaker.mates(before.columns, after.columns))
            rows.count(
                told.rows.compactMap { row in row.before.flatMap { x in row.after.map { [x, $0] } } },
                truth: [[0, 0]] + TableMaker.mates(before.rows, after.rows).map { $0.map { $0 + 1 } })
        }
        #expect(columns.share > 0.97, "columns \(columns)")
        #expect(rows.share > 0.97, "rows \(rows)")
    }

    @Test("Sentences that come back reworded are nearly all told from others that are put in their place")
    func returned() {
        var found = Found()
        let common = ["the", "of", "and", "to", "in", "a", "that", "was", "for", "on", "by", "with"]
        for seed in 0..<UInt64(200) {
            var random = RandomArticles(seed: seed)
            func words(_ count: Int) -> [String] {
                // Half of the words are a few that stand everywhere.
                (0..<count).map { _ in
                    random.below(2) == 0 ? common[random.below(common.count)] : "w\(random.below(900))"
                }
            }
            let texts = (0..<10).map { _ in words(8 + random.below(10)) }
            let gone = 2 + random.below(6)
            let isSame = random.below(2) == 0
            // A tenth to two fifths of the words are new, or all but as many.
            let replaced = texts[gone].count * (10 + random.below(31)) / 100
            var back = texts[gone]
            var places = Array(back.indices)
            for _ in 0..<(isSame ? max(1, replaced) : back.count - replaced) {
                back[places.remove(at: random.below(places.count))] = words(1)[0]
            }
            func sentence(_ words: [String]) -> String {
                words.joined(separator: " ").prefix(1).uppercased() + words.joined(separator: " ").dropFirst() + "."
            }
            var first = texts.map(sentence)
            let without = first.enumerated().filter { $0.offset != gone }.map(\.element)
            var third = without
            // It comes back elsewhere: in its old place the neighbours speak for it.
            third.insert(sentence(back), at: (gone + 4) % 9)
            first[0] = "The report says: " + first[0]
            let table = VariantTable(
                texts: [first, without, third].map {
                    DiffText(markdownOrPlain: Array($0.joined(separator: "\n\n").utf8))
                })
            let isFound = table.threads.contains { thread in
                thread.steps.map(\.kind) == [.removed, .returned]
            }
            found.count(isFound ? [[Int(seed)]] : [], truth: isSame ? [[Int(seed)]] : [])
        }
        #expect(found.share > 0.95, "\(found)")
    }
}

/// What was told, and what of it is true.
private struct Found: CustomStringConvertible {
    private var told = 0
    private var there = 0
    private var right = 0

    mutating func count(_ told: [[Int]], truth: [[Int]]) {
        self.told += told.count
        there += truth.count
        right += Set(told).intersection(truth).count
    }

    /// F1.
    var share: Double { 2 * Double(right) / Double(told + there) }

    var description: String { "\(share): \(right) right of \(told) told and \(there) there" }
}

/// Makes tables whose columns and rows have a name of their own, and edits them.
private struct TableMaker {
    struct Made {
        /// The names of columns and rows, in order.
        var columns: [Int]
        var rows: [Int]
        var headings: [Int: String]
        /// By row and column.
        var cells: [[Int]: String]

        var article: Article {
            let header = columns.map { Sentence(headings[$0] ?? "") }
            let body = rows.map { row in columns.map { Sentence(cells[[row, $0]] ?? "") } }
            return Article(blocks: [.table(Table(header: header, rows: body))])
        }
    }

    private var random: RandomArticles

    init(seed: UInt64) { random = RandomArticles(seed: seed) }

    /// Names and numbers that are rare, and values that half of the rows have.
    private mutating func value(_ column: Int, _ row: Int) -> String {
        switch column % 4 {
        case 0: random.words(2).joined(separator: " ") + " \(row)"
        case 1: "\(random.below(10_000))"
        case 2: "\(random.below(12))"
        default: random.below(2) == 0 ? "yes" : "no"
        }
    }

    mutating func table() -> Made {
        var made = Made(
            columns: Array(0..<3 + random.below(5)), rows: Array(0..<5 + random.below(30)), headings: [:], cells: [:])
        for column in made.columns {
            made.headings[column] = "Heading \(column)"
            for row in made.rows { made.cells[[row, column]] = value(column, row) }
        }
        return made
    }

    mutating func edited(_ table: Made) -> Made {
        var made = table
        func chance(_ percent: Int) -> Bool { random.below(100) < percent }
        for row in made.rows {
            for column in made.columns where chance(5) { made.cells[[row, column]] = value(column, row) + "9" }
        }
        // One column gets another heading, or other values: not both, as it is another then.
        let column = made.columns[random.below(made.columns.count)]
        if chance(50) {
            made.headings[column] = "Other"
            for row in made.rows where chance(40) { made.cells[[row, column]] = value(column, row) + "8" }
        } else {
            for row in made.rows { made.cells[[row, column]] = value(column, row) + "7" }
        }
        if chance(40) { made.columns.remove(at: random.below(made.columns.count)) }
        if chance(40) {
            made.columns.insert(
                made.columns.remove(at: random.below(made.columns.count)), at: random.below(made.columns.count))
        }
        if chance(40) {
            made.columns.insert(20, at: random.below(made.columns.count + 1))
            made.headings[20] = "New"
            // It may have values of the kind that one that was taken out had.
            let kind = random.below(4)
            for row in made.rows { made.cells[[row, 20]] = value(kind, row) }
        }
        for _ in 0..<random.below(3) { made.rows.remove(at: random.below(made.rows.count)) }
        for _ in 0..<random.below(3) {
            made.rows.insert(made.rows.remove(at: random.below(made.rows.count)), at: random.below(made.rows.count))
        }
        for number in 100..<100 + random.below(4) {
            made.rows.insert(number, at: random.below(made.rows.count + 1))
            for column in made.columns { made.cells[[number, column]] = value(column, number) }
        }
        return made
    }

    /// The places of what has one name on both sides.
    static func mates(_ before: [Int], _ after: [Int]) -> [[Int]] {
        before.indices.compactMap { x in after.firstIndex(of: before[x]).map { [x, $0] } }
    }
}
