package import StetGit

extension HistoryIndex {
    /// The observations of an article, in the order they were recorded.
    ///
    /// - Complexity: O(n) in them.
    package func observations(of place: Place) throws -> [Observation] {
        let statement = try statements.ofArticle()
        statement.bind(place.rows.lowerBound)
        statement.bind(place.rows.upperBound)
        var found: [Observation] = []
        found.reserveCapacity(Int(clamping: place.count))
        try statement.forEach { row in
            found.append(try observation(row, of: place.path, place.url, on: place.line))
            return true
        }
        return found
    }

    /// The last observation by observed time that read a text.
    package func latest(of place: Place) throws -> Observation? {
        try place.latest.map { try observation(number: $0, of: place) }
    }

    /// The page that was kept last.
    package func capture(of place: Place) throws -> ObjectID? {
        try place.captured.flatMap { try observation(number: $0, of: place).capture }
    }

    private func observation(number: Int64, of place: Place) throws -> Observation {
        let statement = try statements.ofArticle()
        statement.bind(Row.id(of: place.article, number))
        statement.bind(Row.id(of: place.article, number))
        guard let found = try statement.first({ try observation($0, of: place.path, place.url, on: place.line) }) else {
            throw IndexError.damage("article \(place.article) has no observation \(number)")
        }
        return found
    }

    /// Whether an article had a text at any time up to one.
    ///
    /// - Complexity: O(n) in its observations.
    package func hasStood(_ state: ObjectID, at place: Place, until time: Timestamp) throws -> Bool {
        let statement = try statements.stateOfArticle()
        statement.bind(place.rows.lowerBound)
        statement.bind(place.rows.upperBound)
        statement.bind(state)
        statement.bind(time.secondsSince1970)
        return try statement.first { _ in true } ?? false
    }

    /// Whether a text of an article was ever recorded as a revision of a kind.
    ///
    /// - Complexity: O(n) in its observations.
    package func hasBegun(_ state: ObjectID, at place: Place, as kind: RevisionKind) throws -> Bool {
        let statement = try statements.outcomeOfState()
        statement.bind(place.rows.lowerBound)
        statement.bind(place.rows.upperBound)
        statement.bind(state)
        statement.bind(kind.rawValue)
        return try statement.first { _ in true } ?? false
    }

    /// The last observation of an article by observed time, up to a time, that read a text.
    ///
    /// - Complexity: O(1) where that is the last of all, else O(n) in its observations.
    package func latest(of place: Place, until time: Timestamp) throws -> Observation? {
        if place.latestObserved <= time { return try latest(of: place) }
        let statement = try statements.latestUntil()
        statement.bind(place.rows.lowerBound)
        statement.bind(place.rows.upperBound)
        statement.bind(time.secondsSince1970)
        return try statement.first { try observation($0, of: place.path, place.url, on: place.line) }
    }

    /// The commits that hold the last page of other articles of the same site up to a time, the latest first; those of one
    /// second in the order of the journal, the last first.
    ///
    /// - Complexity: O(n) in the site's observations since the earliest of them.
    /// - Parameter isWanted: Asked of each with the article's path; one that is not is passed over with its article.
    package func siteCaptures(
        besides paths: [String], on line: Int, until time: Timestamp, limit: Int,
        where isWanted: (_ capture: ObjectID, _ path: String) throws -> Bool
    ) throws -> [ObjectID] {
        guard let path = paths.first, let site = try foundSite(String(Self.siteFolder(of: path)), on: line) else {
            return []
        }
        var captures: [ObjectID] = []
        var articles = Set(try paths.compactMap { try place(of: $0, on: line)?.article })
        let statement = try statements.ofSite()
        statement.bind(site)
        statement.bind(time.secondsSince1970)
        try statement.forEach { row in
            guard captures.count < limit else { return false }
            let id = row.integer(0)
            if articles.insert(id >> 32).inserted {
                let (capture, path) = try capture(inRow: id)
                if try isWanted(capture, path) { captures.append(capture) }
            }
            return true
        }
        return captures
    }

    private func capture(inRow id: Int64) throws -> (ObjectID, path: String) {
        let statement = try statements.capture()
        statement.bind(id)
        let found = try statement.first { row in row.id(0).map { ($0, path: row.text(1) ?? "") } } ?? nil
        guard let found else { throw IndexError.damage("observation \(id) has no capture") }
        return found
    }

    /// The path of the article that an address was last recorded for. `path` is the one that follows from the address.
    package func path(for url: String, following path: String, on line: Int) throws -> String? {
        let own = try place(of: path, on: line).flatMap { $0.url == url ? $0 : nil }
        let statement = try statements.articleOfAddress()
        statement.bind(url)
        statement.bind(Int64(line))
        let other = try statement.first { (position: $0.integer(0), path: $0.text(1) ?? "") }
        guard let other else { return own?.path }
        guard let own else { return other.path }
        let last = try statements.position()
        last.bind(own.rows.lowerBound + own.count - 1)
        return try last.first { $0.integer(0) } ?? 0 >= other.position ? own.path : other.path
    }

    /// The article of which a commit is a revision or a capture.
    ///
    /// - Complexity: O(n) in all observations.
    package func article(ofCommit id: ObjectID, on line: Int) throws -> String? {
        let statement = try statements.articleOfCommit()
        statement.bind(Int64(line))
        statement.bind(id)
        statement.bind(id)
        return try statement.first { $0.text(0) ?? "" }
    }

    // MARK: All

    /// Goes through the articles of a line in the order they were first recorded.
    package func forEachArticle(on line: Int, _ body: (Place) throws -> Void) throws {
        let statement = try statements.articles()
        statement.bind(Int64(line))
        try statement.forEach { row in
            try body(
                Place(
                    path: row.text(2) ?? "", url: row.text(3) ?? "", line: line, article: row.integer(0),
                    site: row.integer(1)))
            return true
        }
    }

    package func articleCount(on line: Int) throws -> Int {
        let statement = try statements.articleCount()
        statement.bind(Int64(line))
        return Int(try statement.first { $0.integer(0) } ?? 0)
    }

    /// Goes through all observations, those of each line and article by themselves.
    package func forEachObservation(_ body: (Observation) throws -> Void) throws {
        try statements.all().forEach { row in
            try body(observationWithArticle(row))
            return true
        }
    }

    /// The observations of a line that stand at some places in the journal, in its order.
    ///
    /// - Complexity: O(n) in all observations.
    package func observations(in positions: Range<Int>, on line: Int) throws -> [Observation] {
        let statement = try statements.inOrder()
        statement.bind(Int64(positions.lowerBound))
        statement.bind(Int64(positions.upperBound))
        statement.bind(Int64(line))
        var found: [Observation] = []
        try statement.forEach { row in
            found.append(try observationWithArticle(row))
            return true
        }
        return found
    }

    /// Goes through the addresses that articles of a line were asked for under and that their paths do not follow from.
    package func forEachAddress(on line: Int, _ body: (_ url: String, _ path: String) throws -> Void) throws {
        let statement = try statements.addresses()
        statement.bind(Int64(line))
        try statement.forEach { row in
            try body(row.text(0) ?? "", row.text(1) ?? "")
            return true
        }
    }

    /// Goes through the titles that the articles of a line ever had, once for each observation that has one.
    package func forEachTitle(on line: Int, _ body: (_ path: () -> String, _ title: String) throws -> Void) throws {
        let statement = try statements.titles()
        statement.bind(Int64(line))
        try statement.forEach { row in
            try body({ row.text(1) ?? "" }, row.text(0) ?? "")
            return true
        }
    }

    /// When anything was last written down.
    package func lastRecorded() throws -> Timestamp? {
        try statements.lastRecorded().first { row in row.optionalInteger(0).map { Timestamp(secondsSince1970: $0) } }
            ?? nil
    }

    // MARK: Reading rows

    /// The columns that every statement begins with that reads observations, and those after them.
    enum Column {
        static let list = """
            o.observed, o.recorded, o.outcome, o.rules, o.extractor, o.joined, o.state, o.revision, o.capture, o.title, \
            o.requested, o.past, o.reason, o.url
            """
        static let path: Int32 = 14
        static let articleURL: Int32 = 15
        static let line: Int32 = 16
    }

    private func observationWithArticle(_ row: borrowing Row) throws -> Observation {
        try observation(
            row, of: row.text(Column.path) ?? "", row.text(Column.articleURL) ?? "", on: Int(row.integer(Column.line)))
    }

    private func observation(
        _ row: borrowing Row, of path: String, _ url: String, on line: Int
    ) throws -> Observation {
        let outcome: Outcome
        switch try name(row.integer(2)) {
        case IndexedOutcome.unchanged: outcome = .unchanged
        case IndexedOutcome.failed: outcome = .failed(reason: row.text(12) ?? "")
        case let name:
            guard let kind = RevisionKind(rawValue: name) else {
                throw IndexError.damage("there is no outcome \(name)")
            }
            outcome = .revision(kind)
        }
        var observation = Observation(
            article: path, url: row.text(13) ?? url, requestedURL: row.text(10),
            observed: Timestamp(secondsSince1970: row.integer(0)),
            recorded: Timestamp(secondsSince1970: row.integer(1)),
            outcome: outcome)
        observation.line = line
        observation.rules = try row.optionalInteger(3).map { try name($0) }
        observation.extractor = try row.optionalInteger(4).map { try name($0) }
        observation.joinedPageCount = Int(row.integer(5))
        observation.state = row.id(6)
        observation.revision = row.id(7)
        observation.capture = row.id(8)
        observation.title = row.text(9)
        if let bytes = row.bytes(11) {
            guard let past = PastRecord(bytes: bytes) else { throw IndexError.damage("a past cannot be read") }
            observation.past = past
        }
        return observation
    }
}
