package import StetGit

extension HistoryIndex {
    /// The texts of one article that were recorded since a place in the journal.
    package struct NewTexts: Sendable {
        /// The article's number, which phrases are noted under.
        package var article: Int64
        /// Each once, in the order they were recorded.
        package var states: [ObjectID]
        /// The last text before them.
        package var before: ObjectID?
        /// When they were first and last seen.
        package var times: ClosedRange<Timestamp>
    }

    /// The texts that were recorded since a place in the journal, by the number of their article.
    ///
    /// - Complexity: O(n) in all observations.
    package func newTexts(since position: Int) throws -> [NewTexts] {
        let statement = try statements.newStates()
        statement.bind(Int64(position))
        var found: [NewTexts] = []
        var firstRow: [Int64] = []
        try statement.forEach { row in
            guard let state = row.id(1) else { throw IndexError.damage("a state has no name") }
            let article = row.integer(0) >> 32
            let time = Timestamp(secondsSince1970: row.integer(2))
            if found.last?.article != article {
                found.append(NewTexts(article: article, states: [], times: time...time))
                firstRow.append(row.integer(0))
            }
            let times = found[found.count - 1].times
            found[found.count - 1].times = min(time, times.lowerBound)...max(time, times.upperBound)
            if !found[found.count - 1].states.contains(state) { found[found.count - 1].states.append(state) }
            return true
        }
        for (index, row) in firstRow.enumerated() where row & Place.numberLimit > 0 {
            let statement = try statements.stateBefore()
            statement.bind(Row.id(of: found[index].article, 0))
            statement.bind(row - 1)
            found[index].before = try statement.first { $0.id(0) } ?? nil
        }
        return found
    }

    /// The article that has a number, if it is of a line of history.
    package func place(numbered article: Int64, on line: Int) throws -> Place? {
        let statement = try statements.articleByNumber()
        statement.bind(article)
        statement.bind(Int64(line))
        return try statement.first { $0.text(0) ?? "" }.flatMap { try place(of: $0, on: line) }
    }
}
