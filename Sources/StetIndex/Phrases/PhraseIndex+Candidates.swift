extension PhraseIndex {
    /// Fewer articles than this are looked at rather than sifted further.
    private static let fewLimit = 32

    /// The articles that may have had a phrase, among them all that had it, in the order of their numbers.
    ///
    /// Words inside the phrase are whole and looked up first. Its first word may be the end of a longer one, its last one the
    /// beginning: these are looked for among all terms only where there are still many articles.
    ///
    /// - Complexity: the lists of the phrase's terms; all terms, for a phrase that is part of one word.
    package func candidates(for phrase: [UInt8]) throws -> [Candidate] {
        try candidates(of: articles(for: phrase))
    }

    /// Their numbers, ascending; nil for all.
    private func articles(for phrase: [UInt8]) throws -> [Int64]? {
        var (whole, cut): (Set<String>, [PhraseTerm]) = ([], [])
        PhraseTerm.forEach(in: phrase) { term in
            // What stands at an end may go on beyond it, but for a pair.
            if term.kind != .pair, term.isFirst || term.isLast { cut.append(term) } else { whole.insert(term.text) }
        }
        var found: [Int64]?
        // The rarest first: with few articles left, the lists of common words need not be read.
        let sized = try whole.sorted().map { (text: $0, size: try size(of: $0)) }.sorted { $0.size < $1.size }
        for (text, _) in sized {
            if let found, found.count <= Self.fewLimit { break }
            found = try Self.both(found, articles(of: [text]))
            if found?.isEmpty == true { return [] }
        }
        for term in cut {
            if let found, found.count <= Self.fewLimit { break }
            found = try Self.both(found, articles(of: texts(around: term)))
            if found?.isEmpty == true { return [] }
        }
        return found
    }

    /// The terms that one at an end of a phrase may be a part of.
    private func texts(around term: PhraseTerm) throws -> [String] {
        // Of a long word nothing more is known.
        guard term.kind != .long else { return [PhraseTerm.longText] }
        var texts: [String] = []
        let statement: Statement
        if term.kind == .single || term.isFirst && term.isLast {
            statement = try database.statement("SELECT text FROM term WHERE instr(text, ?) > 0")
            statement.bind(term.text)
        } else {
            let isStart = term.isLast
            let part = isStart ? term.text : Self.reversed(term.text)
            let column = isStart ? "text" : "reversed"
            statement = try database.statement("SELECT text FROM term WHERE \(column) >= ? AND \(column) < ?")
            statement.bind(part)
            // No text has the last character of all.
            statement.bind(part + "\u{10FFFF}")
        }
        try statement.forEach { row in
            texts.append(row.text(0) ?? "")
            return true
        }
        // It may be part of a long word.
        return texts + [PhraseTerm.longText]
    }

    /// The bytes of a term's lists.
    private func size(of text: String) throws -> Int64 {
        let statement = try database.statement(
            "SELECT sum(length(p.articles)) FROM term t JOIN posting p ON p.term = t.id WHERE t.text = ?")
        statement.bind(text)
        return try statement.first { $0.integer(0) } ?? 0
    }

    /// The articles that had any of these terms.
    private func articles(of texts: [String]) throws -> [Int64] {
        let statement = try database.statement(
            "SELECT p.articles FROM term t JOIN posting p ON p.term = t.id WHERE t.text = ?")
        var found: [Int64] = []
        var listCount = 0
        for text in texts {
            statement.bind(text)
            try statement.forEach { row in
                found += try Self.articles(row, 0)
                listCount += 1
                return true
            }
        }
        // One list is in order, and has nothing twice.
        guard listCount > 1 else { return found }
        found.sort()
        var distinct: [Int64] = []
        distinct.reserveCapacity(found.count)
        for article in found where article != distinct.last { distinct.append(article) }
        return distinct
    }

    private static func both(_ one: [Int64]?, _ other: [Int64]) -> [Int64] {
        guard let one else { return other }
        var (both, place): ([Int64], Int) = ([], 0)
        for article in one {
            while place < other.count, other[place] < article { place += 1 }
            guard place < other.count else { break }
            if other[place] == article { both.append(article) }
        }
        return both
    }
}
