import StetDiff
import StetModel
import Testing

@Suite("Many versions of one article") struct VariantTableTests {
    @Test("A sentence that is edited, taken out and put back is one thread")
    func returned() {
        let table = table(
            "Prices rose by two percent. The bank was silent. Exports fell in May.",
            "Prices rose by three percent. The bank was silent. Exports fell in May.",
            "Prices rose by three percent. Exports fell in May.",
            "Prices rose by two percent. The bank was silent. Exports fell in May.")
        #expect(table.threads.count == 3)
        #expect(table.threads[0].steps.map(\.kind) == [.edited, .equal, .edited])
        #expect(table.threads[0].readings.map(\.versions) == [[0, 3], [1, 2]])
        #expect(table.threads[1].steps.map(\.kind) == [.equal, .removed, .returned])
        #expect(table.threads[1].readings == [.init(text: "The bank was silent.", versions: [0, 1, 3])])
        #expect(table.threads[1].absentVersions == [2])
        #expect(table.threads[2].isConstant)
    }

    @Test("A sentence that comes back reworded is the one that left; an unlike one is not")
    func returnedReworded() {
        let others = "Exports fell in every month of the summer. Nobody at the ministry would comment on that."
        let left = "The committee approved the budget for the new bridge on Tuesday."
        let back = "The committee approved the budget for the new bridge on Wednesday."
        let unlike = "A storm tore down three of the poplars beside the old mill."
        let table = table("\(others) \(left)", others, "\(others) \(back)")
        #expect(table.threads.map { $0.steps.map(\.kind) }.last == [.removed, .returned])
        #expect(table.threads.last?.readings.map(\.text) == [left, back])
        #expect(self.table("\(others) \(left)", others, "\(others) \(unlike)").threads.count == 4)
    }

    @Test("A wording that stood in any version before is the one that left, however it was worded last")
    func returnedToEarlierWording() {
        let others = "It rained all day in the valley. We ate in the old hall."
        let table = table(
            "The bridge closes in May. \(others)", "The bridge will shut in late June. \(others)",
            "A crossing might be closed at some point. \(others)", others, "\(others) The bridge closes in May.")
        let thread = table.threads.first { $0.readings.contains { $0.text == "The bridge closes in May." } }
        #expect(thread?.readings.first { $0.text == "The bridge closes in May." }?.versions == [0, 4])
        #expect(thread?.steps.last?.kind == .returned)
    }

    @Test("Sentences that were merged and split again are one thread from the first version on")
    func mergedAndSplit() {
        let apart =
            "First words stand here. The committee approved the budget on Tuesday. The mayor signed it a day later in public."
        let joined =
            "First words stand here. The committee approved the budget on Tuesday, and the mayor signed it a day later in public."
        let table = table(apart, joined, apart)
        #expect(table.threads.map(\.places) == [[[0], [0], [0]], [[1, 2], [1], [1, 2]]])
        #expect(table.threads[1].steps.map(\.kind) == [.merged, .split])
        #expect(table.threads[1].readings.map(\.versions) == [[0, 2], [1]])
    }

    @Test("What is gone stands where it stood, and paragraphs stay together")
    func order() {
        let table = table(
            "Opening words of the first part. One fish swims.\n\nA paragraph that goes.\n\nTwo birds fly over the house.",
            "One fish swims.\n\nTwo birds fly over the house. A last remark.")
        #expect(
            table.threads.map { $0.readings[0].text } == [
                "Opening words of the first part.", "One fish swims.", "A paragraph that goes.",
                "Two birds fly over the house.", "A last remark.",
            ])
        #expect(table.blocks.map(\.threads) == [0..<2, 2..<3, 3..<5])
    }

    @Test("Fields are told with what each version states")
    func fields() {
        let table = VariantTable([ReportFixture.first, ReportFixture.second, ReportFixture.third, ReportFixture.first])
        #expect(table.fields.map(\.name) == ["title", "updated"])
        #expect(
            table.fields[1].values == ["2024-06-01T10:43", "2024-06-01T13:05", "2024-06-01T13:05", "2024-06-01T10:43"])
    }

    @Test("A capture that lost a part of the text does not part what stands before it and after it", arguments: 0..<60)
    func noise(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        let before = Article(
            blocks: (0..<8).map { number in
                .paragraph([Sentence("Paragraph \(number) says: " + random.words(9).joined(separator: " ") + ".")])
            })
        var cut = before
        cut.blocks.removeSubrange(random.below(4)..<4 + random.below(4))
        let table = VariantTable([before, cut, before])
        #expect(table.threads.count == 8, "seed \(seed)")
        #expect(table.threads.allSatisfy { $0.places[0] == $0.places[2] && $0.readings.count == 1 }, "seed \(seed)")
    }

    @Test(
        "Every sentence of every version is in one thread, and a version reads back from its places", arguments: 0..<60)
    func laws(seed: UInt64) {
        var random = RandomArticles(seed: seed)
        var articles = [random.article()]
        for _ in 0..<1 + random.below(5) { articles.append(random.edited(articles[random.below(articles.count)])) }
        let table = VariantTable(articles)
        for (version, text) in table.versions.enumerated() {
            #expect(
                table.threads.flatMap { $0.places[version] }.sorted() == Array(text.sentences.indices), "seed \(seed)")
        }
        #expect(table.blocks.flatMap { Array($0.threads) } == Array(table.threads.indices), "seed \(seed)")
        for thread in table.threads {
            #expect(thread.places.contains { !$0.isEmpty }, "seed \(seed)")
            #expect(Set(thread.readings.map(\.text)).count == thread.readings.count, "seed \(seed)")
            #expect(
                thread.readings.flatMap(\.versions).sorted()
                    == thread.places.indices.filter { !thread.places[$0].isEmpty },
                "seed \(seed)")
            for (index, step) in thread.steps.enumerated() {
                let stands = [index, index + 1].map { !thread.places[$0].isEmpty }
                switch step.kind {
                case .absent: #expect(stands == [false, false], "seed \(seed)")
                case .added, .returned: #expect(stands == [false, true], "seed \(seed)")
                case .removed: #expect(stands == [true, false], "seed \(seed)")
                default:
                    #expect(stands == [true, true], "seed \(seed)")
                    #expect(
                        step.isEdited == (thread.reading(of: index) != thread.reading(of: index + 1)), "seed \(seed)")
                }
            }
        }
        #expect(table == VariantTable(articles), "seed \(seed)")
        // The newest version's sentences stand in its own order.
        let newest = table.threads.compactMap { $0.places[articles.count - 1].first }
        #expect(newest == newest.sorted(), "seed \(seed)")
        #expect(VariantTable([articles[0], articles[0], articles[0]]).isConstant, "seed \(seed)")
    }

    private func table(_ texts: String...) -> VariantTable {
        VariantTable(texts: texts.map { DiffText(markdownOrPlain: Array($0.utf8)) })
    }
}
