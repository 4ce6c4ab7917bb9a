package import StetGit

/// Which articles ever had which terms in their texts, in a database of its own.
///
/// Like the index of observations it is derived, and brought up to date when a phrase is asked for. Of times it knows when a text of each
/// article was first and last seen (see `Times`); when a phrase was follows from the observations.
package final class PhraseIndex {
    package struct State: Hashable, Sendable {
        /// The commit of the journal whose texts are in it.
        package var tip: ObjectID?
        /// The commit of `redactions` then: texts that were taken out since must not leave their words here.
        package var redactions: ObjectID?
        /// How many observations the journal had.
        package var observationCount = 0

        package init() {}
    }

    package private(set) var state = State()
    let database: Database
    /// Terms and their articles that are not yet written.
    private var pending: [String: Postings] = [:]
    private var pendingByteCount = 0
    var times = Times()

    /// So much is kept in memory before it is written, as one part of the whole.
    private static let pendingByteLimit = 48 << 20
    private static let pendingTermByteCount = 96
    /// More parts than this are made one.
    private static let partLimit = 12
    private static let patienceMilliseconds: Int32 = 30_000
    private static let version = 2

    /// - Throws: an error with `isDamage` where the file is no such index, or that of another version.
    package convenience init(at path: String) throws(IndexError) {
        try self.init(Database(path, patienceMilliseconds: Self.patienceMilliseconds), isTemporary: false)
    }

    package static func temporary() throws(IndexError) -> PhraseIndex {
        try PhraseIndex(Database("", patienceMilliseconds: 0), isTemporary: true)
    }

    private init(_ database: Database, isTemporary: Bool) throws(IndexError) {
        self.database = database
        try database.run(
            "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA synchronous = \(isTemporary ? "OFF" : "NORMAL")"
        )
        if !isTemporary { try database.run("PRAGMA journal_mode = WAL") }
        switch try database.number("PRAGMA user_version") {
        case Int64(Self.version): break
        case 0:
            try database.run("BEGIN IMMEDIATE")
            defer { end() }
            if try database.number("PRAGMA user_version") == 0 { try database.run(Self.tables) }
            try database.run("COMMIT")
        default: throw IndexError.damage("the index of phrases is of another version")
        }
    }

    private static let tables = """
        CREATE TABLE state(id INTEGER PRIMARY KEY CHECK(id = 1), tip BLOB, redactions BLOB, observations INTEGER NOT NULL);
        INSERT INTO state VALUES(1, NULL, NULL, 0);
        CREATE TABLE term(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, reversed TEXT NOT NULL);
        CREATE INDEX term_reversed ON term(reversed);
        CREATE TABLE posting(term INTEGER NOT NULL, part INTEGER NOT NULL, articles BLOB NOT NULL, PRIMARY KEY(term, part))
            WITHOUT ROWID;
        CREATE TABLE times(chunk INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
        PRAGMA user_version = \(version)
        """

    // MARK: Transactions

    package func beginReading() throws {
        try database.run("BEGIN")
        try readState()
    }

    package func beginWriting() throws {
        try database.run("BEGIN IMMEDIATE")
        try readState()
    }

    package func end() {
        (pending, pendingByteCount, times) = ([:], 0, Times())
        guard database.isInTransaction else { return }
        do throws(IndexError) { try database.run("ROLLBACK") } catch {}
    }

    package func commit(at state: State) throws {
        try flush()
        try writeTimes()
        if try partCount() > Self.partLimit { try unite() }
        let statement = try database.statement("UPDATE state SET tip = ?, redactions = ?, observations = ?")
        statement.bind(state.tip)
        statement.bind(state.redactions)
        statement.bind(Int64(state.observationCount))
        try statement.run()
        try database.run("COMMIT")
        self.state = state
    }

    private func readState() throws {
        do {
            let found = try database.statement("SELECT tip, redactions, observations FROM state").first { row in
                var state = State()
                state.tip = row.id(0)
                state.redactions = row.id(1)
                state.observationCount = Int(row.integer(2))
                return state
            }
            guard let found else { throw IndexError.damage("its state is missing") }
            state = found
        } catch {
            end()
            throw error
        }
    }

    // MARK: Adding

    /// Takes note that an article had a sentence, given in small letters. Articles come in the order of their numbers.
    package func add(_ sentence: [UInt8], of article: Int64) {
        PhraseTerm.forEach(in: sentence) { term in
            let count = pending[term.text]?.bytes.count
            pending[term.text, default: Postings()].add(article)
            if count == nil { pendingByteCount += Self.pendingTermByteCount }
            pendingByteCount += 1
        }
    }

    /// Writes what was added if it is much. An article's sentences are added with nothing between.
    package func flushIfLarge() throws {
        if pendingByteCount > Self.pendingByteLimit { try flush() }
    }

    package func clear() throws {
        try database.run(
            "DELETE FROM posting; DELETE FROM term; DELETE FROM times; UPDATE state SET tip = NULL, observations = 0")
        state = State()
        (pending, pendingByteCount, times) = ([:], 0, Times())
    }

    private func partCount() throws -> Int64 {
        try database.number("SELECT coalesce(max(part), 0) FROM posting")
    }

    private func flush() throws {
        guard !pending.isEmpty else { return }
        let part = try partCount() + 1
        let find = try database.statement("SELECT id FROM term WHERE text = ?")
        let addTerm = try database.statement("INSERT INTO term(text, reversed) VALUES(?, ?)")
        let addPosting = try database.statement("INSERT INTO posting(term, part, articles) VALUES(?, ?, ?)")
        // In the order of the table, so that its pages are written one after another.
        for (text, postings) in pending.sorted(by: { $0.key < $1.key }) {
            find.bind(text)
            var term = try find.first { $0.integer(0) }
            if term == nil {
                addTerm.bind(text)
                addTerm.bind(Self.reversed(text))
                try addTerm.run()
                term = database.lastInsertedID
            }
            addPosting.bind(term)
            addPosting.bind(part)
            addPosting.bind(postings.bytes)
            try addPosting.run()
        }
        (pending, pendingByteCount) = ([:], 0)
    }

    /// Makes one part of all.
    private func unite() throws {
        try database.run(
            "ALTER TABLE posting RENAME TO parted; CREATE TABLE posting(term INTEGER NOT NULL, part INTEGER NOT NULL, articles BLOB NOT NULL, PRIMARY KEY(term, part)) WITHOUT ROWID"
        )
        let add = try database.statement("INSERT INTO posting(term, part, articles) VALUES(?, 1, ?)")
        var (term, articles): (Int64, [Int64]) = (0, [])
        func write() throws {
            guard !articles.isEmpty else { return }
            var postings = Postings()
            for article in articles.sorted() { postings.add(article) }
            add.bind(term)
            add.bind(postings.bytes)
            try add.run()
        }
        try database.statement("SELECT term, articles FROM parted ORDER BY term, part").forEach { row in
            if row.integer(0) != term {
                try write()
                (term, articles) = (row.integer(0), [])
            }
            articles += try Self.articles(row, 1)
            return true
        }
        try write()
        try database.run("DROP TABLE parted")
    }

    static func reversed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.reversed())
        return String(scalars)
    }

    static func articles(_ row: borrowing Row, _ column: Int32) throws -> [Int64] {
        guard let found = unsafe row.withBytes(column, { unsafe Postings.articles($0) }) else {
            throw IndexError.damage("a list of articles cannot be read")
        }
        return found
    }
}

extension Database {
    /// The first value that a statement gives; 0 for none.
    func number(_ sql: String) throws(IndexError) -> Int64 {
        do { return try statement(sql).first { $0.integer(0) } ?? 0 } catch let error as IndexError {
            throw error
        } catch {
            throw IndexError.damage("\(error)")
        }
    }
}
