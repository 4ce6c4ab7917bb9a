internal import StetGit

extension HistoryIndex {
    /// An article on one line of history: where its rows stand, and which of them recording asks for.
    package struct Place: Hashable, Sendable {
        package var path: String
        package var url: String
        package var line: Int
        /// How many observations there are of it.
        package internal(set) var count: Int64 = 0

        var article: Int64
        var site: Int64
        /// The number of the last observation by observed time that read a text, and its time.
        var latest: Int64?
        var latestObserved = Timestamp(secondsSince1970: .min)
        /// The number of the last recorded observation that kept a page.
        var captured: Int64?

        /// The rows of its observations.
        var rows: ClosedRange<Int64> { Row.id(of: article, 0)...Row.id(of: article, Self.numberLimit) }

        /// An article's observations are numbered in 32 bits, articles in 31.
        static let numberLimit: Int64 = 0xFFFF_FFFF
    }

    /// The article at a path on a line of history; nil when nothing was recorded of it.
    ///
    /// - Complexity: three look-ups, and none where it was asked for in the same transaction.
    package func place(of path: String, on line: Int) throws -> Place? {
        let key = Cache.Key(line: line, path: path)
        if let place = cache.places[key] { return place }
        let statement = try statements.article()
        statement.bind(Self.key(of: path))
        statement.bind(Int64(line))
        statement.bind(path)
        let found = try statement.first { row in
            Place(
                path: path, url: row.text(2) ?? "", line: line, article: row.integer(0), site: row.integer(1))
        }
        guard var place = found else { return nil }
        try findLast(of: &place)
        cache.places[key] = place
        return place
    }

    /// Fills in what the article's last row says.
    private func findLast(of place: inout Place) throws {
        let statement = try statements.lastOfArticle()
        statement.bind(place.rows.lowerBound)
        statement.bind(place.rows.upperBound)
        let last = try statement.first { row in
            (id: row.integer(0), latest: row.optionalInteger(1), captured: row.optionalInteger(2))
        }
        guard let last else { throw IndexError.damage("article \(place.article) has no observation") }
        place.count = last.id - place.rows.lowerBound + 1
        place.latest = last.latest
        place.captured = last.captured
        guard let latest = last.latest else { return }
        let time = try statements.observed()
        time.bind(Row.id(of: place.article, latest))
        guard let observed = try time.first({ $0.integer(0) }) else {
            throw IndexError.damage("article \(place.article) has no observation \(latest)")
        }
        place.latestObserved = Timestamp(secondsSince1970: observed)
    }

    /// Where the article at a path stands, made if need be.
    func madePlace(of observation: Observation) throws -> Place {
        if let place = try place(of: observation.article, on: observation.line) { return place }
        let site = try site(of: observation.article, on: observation.line)
        let statement = try statements.addArticle()
        statement.bind(Self.key(of: observation.article))
        statement.bind(Int64(observation.line))
        statement.bind(site)
        statement.bind(observation.article)
        statement.bind(observation.url)
        try statement.run()
        return Place(
            path: observation.article, url: observation.url, line: observation.line, article: database.lastInsertedID,
            site: site)
    }

    private func site(of path: String, on line: Int) throws -> Int64 {
        let folder = String(Self.siteFolder(of: path))
        let key = Cache.Key(line: line, path: folder)
        if let site = cache.sites[key] { return site }
        let site: Int64
        if let found = try foundSite(folder, on: line) {
            site = found
        } else {
            let statement = try statements.addSite()
            statement.bind(Int64(line))
            statement.bind(folder)
            try statement.run()
            site = database.lastInsertedID
        }
        cache.sites[key] = site
        return site
    }

    func foundSite(_ folder: String, on line: Int) throws -> Int64? {
        let statement = try statements.site()
        statement.bind(Int64(line))
        statement.bind(folder)
        return try statement.first { $0.integer(0) }
    }

    /// "articles/<hh>/<host>" of an article's path.
    static func siteFolder(of path: String) -> Substring {
        path.split(separator: "/", maxSplits: 3).dropLast().last.map { path[..<$0.endIndex] } ?? path[...]
    }

    /// The number of a rule, an extractor or an outcome, made if need be.
    func number(of name: String) throws -> Int64 {
        if let number = cache.names[name] { return number }
        let statement = try statements.nameNumber()
        statement.bind(name)
        let number: Int64
        if let found = try statement.first({ $0.integer(0) }) {
            number = found
        } else {
            let adding = try statements.addName()
            adding.bind(name)
            try adding.run()
            number = database.lastInsertedID
        }
        cache.names[name] = number
        return number
    }

    func name(_ number: Int64) throws -> String {
        if let name = cache.namesByNumber[number] { return name }
        let statement = try statements.name()
        statement.bind(number)
        guard let name = try statement.first({ $0.text(0) ?? "" }) else {
            throw IndexError.damage("there is no name \(number)")
        }
        cache.namesByNumber[number] = name
        return name
    }

    /// 64 bits of a path, the same in every process: FNV-1a. Two paths may share them.
    static func key(of path: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int64(bitPattern: hash)
    }
}

extension Row {
    /// Where the observation of an article that has a number stands.
    static func id(of article: Int64, _ number: Int64) -> Int64 { article << 32 | number }

    func id(_ column: Int32) -> ObjectID? {
        unsafe withBytes(column) { unsafe $0.count == ObjectID.byteCount ? ObjectID($0) : nil }
    }
}

extension Statement {
    func bind(_ id: ObjectID?) {
        guard let id else { return bindNothing() }
        unsafe id.withUnsafeBytes { unsafe bind($0) }
    }
}
