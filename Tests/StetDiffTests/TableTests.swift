import StetDiff
import StetModel
import Testing

@Suite("Changed tables") struct TableTests {
    /// Rows of cells between bars; the first heads the columns.
    private static func table(_ rows: String..., hasHeader: Bool = true) -> Article {
        let cells = rows.map { row in
            row.split(separator: "|", omittingEmptySubsequences: false).map {
                Sentence(String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
            }
        }
        return Article(blocks: [
            .table(hasHeader ? Table(header: cells[0], rows: Array(cells.dropFirst())) : Table(rows: cells))
        ])
    }

    /// The rows as a reader sees them, behind their kinds.
    private static func told(_ before: Article, _ after: Article) -> [String] {
        let diff = ArticleDiff(from: before, to: after)
        guard let table = diff.tables.first, diff.tables.count == 1 else { return [] }
        let columns = "columns: " + table.columns.map(\.kind.rawValue).joined(separator: ", ")
        return [columns]
            + table.rows.map { row in
                "\(row.kind): "
                    + row.cells.map { cell in
                        cell.map {
                            switch $0.kind {
                            case .removed: "[-\($0.text)-]"
                            case .added: "{+\($0.text)+}"
                            default: $0.text
                            }
                        }.joined()
                    }.joined(separator: " | ")
            }
    }

    private static let harbours = table("Year | Cost | Ships", "2020 | 10 | 4", "2021 | 12 | 5", "2022 | 15 | 9")

    @Test("The same table has no change")
    func same() {
        #expect(Self.told(Self.harbours, Self.harbours) == [])
    }

    @Test("One changed cell is one changed cell")
    func cell() {
        let after = Self.table("Year | Cost | Ships", "2020 | 10 | 4", "2021 | 13 | 5", "2022 | 15 | 9")
        #expect(
            Self.told(Self.harbours, after) == [
                "columns: equal, equal, equal", "equal: Year | Cost | Ships", "equal: 2020 | 10 | 4",
                "edited: 2021 | [-12-]{+13+} | 5", "equal: 2022 | 15 | 9",
            ])
    }

    @Test("A moved and a new column leave the rows what they are")
    func columns() {
        let after = Self.table(
            "Year | Ships | Cost | Crew", "2020 | 4 | 10 | 3", "2021 | 5 | 12 | 3", "2022 | 9 | 15 | 7")
        #expect(
            Self.told(Self.harbours, after) == [
                "columns: equal, equal, moved, added", "equal: Year | Ships | Cost | {+Crew+}",
                "equal: 2020 | 4 | 10 | {+3+}", "equal: 2021 | 5 | 12 | {+3+}", "equal: 2022 | 9 | 15 | {+7+}",
            ])
    }

    @Test("A dropped column is told once, and not as edits of every row")
    func droppedColumn() {
        let after = Self.table("Year | Ships", "2020 | 4", "2021 | 5", "2022 | 9")
        #expect(
            Self.told(Self.harbours, after) == [
                "columns: equal, removed, equal", "equal: Year | [-Cost-] | Ships", "equal: 2020 | [-10-] | 4",
                "equal: 2021 | [-12-] | 5", "equal: 2022 | [-15-] | 9",
            ])
    }

    @Test("Rows that are new, gone, moved and edited are told apart, also beside a moved column")
    func rows() {
        let after = Self.table("Year | Ships | Cost", "2021 | 5 | 12", "2020 | 4 | 11", "2023 | 9 | 19")
        #expect(
            Self.told(Self.harbours, after) == [
                "columns: equal, equal, moved", "equal: Year | Ships | Cost", "equal: 2021 | 5 | 12",
                "removed: [-2022-] | [-9-] | [-15-]", "moved: 2020 | 4 | [-10-]{+11+}",
                "added: {+2023+} | {+9+} | {+19+}",
            ])
    }

    @Test("A heading with other words over the same values is the same column")
    func renamedColumn() {
        let after = Self.table("Year | Cost in millions | Ships", "2020 | 10 | 4", "2021 | 12 | 5", "2022 | 15 | 9")
        #expect(Self.told(Self.harbours, after)[1] == "edited: Year | Cost{+ in millions+} | Ships")
    }

    @Test("In a table without headings a column whose values all changed stays in its place")
    func withoutHeader() {
        #expect(
            Self.told(
                Self.table("Adults | 10", "Children | 4", hasHeader: false),
                Self.table("Adults | 12", "Children | 5", hasHeader: false))
                == ["columns: equal, equal", "edited: Adults | [-10-]{+12+}", "edited: Children | [-4-]{+5+}"])
    }

    @Test("A bar inside a cell is no border")
    func barInACell() {
        func article(_ cell: String) -> Article {
            Article(blocks: [
                .table(
                    Table(
                        header: ["Tariff", "Price"].map { Sentence($0) }, rows: [[Sentence("A | B"), Sentence(cell)]]))
            ])
        }
        #expect(
            Self.told(article("10"), article("12"))
                == ["columns: equal, equal", "equal: Tariff | Price", "edited: A | B | [-10-]{+12+}"])
    }

    @Test("Ten thousand rows that say the same take no time worth waiting for")
    func bounded() {
        let same = Array(repeating: [Sentence("yes"), Sentence("0")], count: 10_000)
        let other = Array(repeating: [Sentence("yes"), Sentence("1")], count: 10_000)
        let diff = ArticleDiff(
            from: Article(blocks: [.table(Table(rows: same))]), to: Article(blocks: [.table(Table(rows: other))]))
        #expect(diff.tables.count == 1)
        #expect(diff.tables[0].rows.count >= 10_000)
    }
}
