import StetDiff
import StetModel
import Testing

@Suite("Laws of structure") struct StructureLaws {
    /// A table, and the same with cells, rows and columns edited, dropped, put in, copied and moved.
    private static func tables(_ random: inout RandomArticles) -> (before: Table, after: Table) {
        let width = 1 + random.below(4)
        func cell() -> String { random.words(random.below(3)).joined(separator: random.below(4) == 0 ? " | " : " ") }
        let before = (0..<(1 + random.below(6))).map { _ in (0..<width).map { _ in cell() } }
        var after = before
        for _ in 0..<random.below(5) {
            let row = random.below(after.count)
            let column = random.below(after[0].count)
            switch random.below(7) {
            case 0: after[row][column] = cell()
            case 1: after.insert(after[0].map { _ in cell() }, at: row)
            case 2 where after.count > 1: after.remove(at: row)
            case 3: after.insert(after[row], at: random.below(after.count))
            case 4: after.swapAt(row, random.below(after.count))
            case 5:
                for index in after.indices { after[index].insert(cell(), at: column) }
            case 6 where after[0].count > 1:
                for index in after.indices { after[index].remove(at: column) }
            default: break
            }
        }
        let hasHeader = random.below(2) == 0
        func table(_ rows: [[String]]) -> Table {
            let rows = rows.map { $0.map { Sentence($0) } }
            return hasHeader ? Table(header: rows[0], rows: Array(rows.dropFirst())) : Table(rows: rows)
        }
        return (table(before), table(after))
    }

    @Test("A changed table gives both tables back", arguments: 0..<60)
    func tablesComeBack(seed: Int) {
        var random = RandomArticles(seed: UInt64(seed))
        let (before, after) = Self.tables(&random)
        let diff = ArticleDiff(
            from: Article(blocks: [.table(before)]), to: Article(blocks: [.table(after)]))
        #expect(diff.tables.isEmpty == (before == after))
        for change in diff.tables {
            for (table, without, index, place) in [
                (
                    before, ArticleDiff.Segment.Kind.added, \ArticleDiff.TableChange.Column.before,
                    \ArticleDiff.TableChange.Row.before
                ),
                (after, .removed, \.after, \.after),
            ] {
                let columns = change.columns.enumerated().compactMap { number, column in
                    column[keyPath: index].map { (side: $0, number: number) }
                }.sorted { $0.side < $1.side }
                let rows = change.rows.filter { $0[keyPath: place] != nil }.sorted {
                    $0[keyPath: place] ?? 0 < $1[keyPath: place] ?? 0
                }
                let told = rows.map { row in
                    columns.map { column in
                        row.cells[column.number].filter { $0.kind != without }.map(\.text).joined()
                    }
                }
                let expected = ((table.header.map { [$0] } ?? []) + table.rows).map { $0.map(\.plainText) }
                #expect(told == expected, "seed \(seed)")
            }
        }
    }

    @Test("Quotations lie on character boundaries, and an article does not differ from itself", arguments: 0..<40)
    func quotations(seed: Int) {
        var random = RandomArticles(seed: UInt64(seed))
        let before = random.article()
        let after = random.edited(before)
        let diff = ArticleDiff(from: before, to: after)
        for quotation in diff.quotations {
            for (range, side) in [(quotation.before, diff.text.before), (quotation.after, diff.text.after)] {
                guard let range else { continue }
                #expect(!range.isEmpty && String(validating: side.bytes[range], as: UTF8.self) != nil, "seed \(seed)")
            }
        }
        let same = ArticleDiff(from: after, to: after)
        #expect(same.isEmpty && same.tables.isEmpty && same.quotations.isEmpty && !same.changesWording, "seed \(seed)")
    }

    @Test("Told without what is equal, a diff is the same but for the sentences of equal blocks", arguments: 0..<80)
    func changesAlone(seed: Int) {
        var random = RandomArticles(seed: UInt64(seed))
        let before = random.article()
        let after = random.edited(before)
        var whole = ArticleDiff(from: before, to: after)
        let changes = ArticleDiff(from: before, to: after, telling: .changes)
        var bareCount = 0
        for (index, block) in changes.blocks.enumerated() where block.sentences.isEmpty {
            if block.kind == .equal { whole.blocks[index].sentences = [] }
            bareCount += 1
        }
        #expect(changes == whole, "seed \(seed)")
        let equalCount = whole.blocks.count { $0.kind == .equal && $0.before.count == 1 }
        #expect(equalCount == 0 || bareCount > 0, "seed \(seed)")
    }

    @Test("Moves, marks, numbers, kinds and mere forms leave the wording as it is; one word does not")
    func wording() {
        func article(_ sentences: [String]) -> Article { Article(blocks: sentences.map { .paragraph([Sentence($0)]) }) }
        let text = [
            "The harbour is open from six in the morning.", "Ferries leave for the islands every hour.",
            "It's the Council that runs them.",
        ]
        func changes(_ after: Article) -> Bool { ArticleDiff(from: article(text), to: after).changesWording }
        #expect(!changes(article([text[1], text[0], text[2]])))
        #expect(!changes(article([text[0], text[1], "It’s the council that runs them."])))
        #expect(!changes(Article(blocks: text.map { .quotation([.paragraph([Sentence([.strong([.text($0)])])])]) })))
        #expect(changes(article([text[0], text[1], "It's the mayor that runs them."])))
        #expect(changes(article([text[0], text[1]])))
        var headed = article(text)
        headed.metadata.title = "The harbour"
        #expect(changes(headed))
        var stamped = article(text)
        stamped.metadata.updated = StatedTime("2024-06-01")
        #expect(!changes(stamped))
    }

    @Test("A language that only one side has is told where nothing else differs")
    func guessedLanguage() {
        func article(_ language: String?, _ text: String) -> Article {
            Article(metadata: Metadata(language: language), blocks: [.paragraph([Sentence(text)])])
        }
        func fields(_ before: Article, _ after: Article) -> [String] {
            ArticleDiff(from: before, to: after).metadata.map(\.field)
        }
        let text = "Ferries leave for the islands every hour."
        #expect(fields(article(nil, text), article("en", "Ferries leave every hour.")) == [])
        #expect(fields(article("en", text), article(nil, text)) == ["language"])
        #expect(fields(article("en", text), article("fr", "Ferries leave every hour.")) == ["language"])
    }

    @Test("Names of a byline are told whole")
    func authors() {
        func article(_ authors: [String]) -> Article { Article(metadata: Metadata(authors: authors)) }
        let diff = ArticleDiff(from: article(["Ann Lee", "Bo Chen"]), to: article(["Ann Lee", "Bo Chan", "Cy Lee"]))
        #expect(
            diff.metadata[0].words?.map { "\($0.kind): \($0.text)" } == [
                "equal: Ann Lee, ", "removed: Bo Chen", "added: Bo Chan, Cy Lee",
            ])
    }

    @Test("Articles that are not the same bytes differ", arguments: 0..<200)
    func nothingIsUnseen(seed: Int) {
        var random = RandomArticles(seed: UInt64(seed))
        let before = random.article().normalized()
        let after = random.edited(before).normalized()
        let areSame = CanonicalForm.bytes(of: before) == CanonicalForm.bytes(of: after)
        #expect(ArticleDiff(from: before, to: after).isEmpty == areSame)
    }

    @Test("White space of code, and how a text is parted, are changes of form")
    func form() {
        func code(_ text: String, _ language: String? = nil) -> [Block] { [.code(language: language, text: text)] }
        let pairs: [([Block], [Block])] = [
            (code("if x:\n  a = 1\nb = 2"), code("if x:\n  a = 1\n  b = 2")),
            (code("a = 1\nb = 2"), code("a = 1\n\nb = 2")), (code("  a = 1\nb = 2"), code("a = 1\nb = 2")),
            (code("a = 1"), code("a  = 1")), (code("a = 1", "py"), code("a = 1", "js")),
            ([.paragraph([Sentence("One. Two.")])], [.paragraph([Sentence("One."), Sentence("Two.")])]),
            (
                [.quotation([.paragraph([Sentence("One.")]), .paragraph([Sentence("Two.")])])],
                [.quotation([.paragraph([Sentence("One.")])]), .quotation([.paragraph([Sentence("Two.")])])]
            ),
        ]
        for (before, after) in pairs {
            let diff = ArticleDiff(from: Article(blocks: before), to: Article(blocks: after))
            #expect(!diff.isEmpty && !diff.changesWording, "\(before)")
        }
    }
}
