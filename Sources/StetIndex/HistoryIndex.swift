package import StetGit

/// All observations of an archive where they can be found: what git's journal says, in a database beside it.
///
/// Everything in it can be made again from the journal, whose tip it stands at. It is changed in transactions that end at
/// such a tip, so that readers, who never wait for a writer, see whole batches. Rows are only added: the order of the
/// journal gives every number in it, so that it is the same however many steps it was made in.
package final class HistoryIndex {
    /// How far the index has come, and what the journal says there.
    package struct State: Hashable, Sendable {
        /// The commit of the journal; nil for an index that holds nothing yet.
        package var tip: ObjectID?
        /// The telling of history that counts, and the highest number that was ever given to one.
        package var line = 1
        package var highestLine = 1
        /// The tips of `main` and `captures` that the observations tell of.
        package var main: ObjectID?
        package var captures: ObjectID?
        /// Those of all lines.
        package var observationCount = 0

        package init() {}
    }

    package internal(set) var state = State()
    /// Held by this process alone, and gone with it.
    package let isTemporary: Bool
    let database: Database
    let statements: Statements
    var cache = Cache()

    /// How long a writer waits for another one. A batch is written in tens of milliseconds, an index made anew in seconds.
    private static let patienceMilliseconds: Int32 = 10_000

    /// Opens the index in a file, or makes an empty one.
    ///
    /// - Throws: an error with `isDamage` where the file is no index, or that of another version: see ``empty(at:)``.
    package convenience init(at path: String) throws(IndexError) {
        let database = try Database(path, patienceMilliseconds: Self.patienceMilliseconds)
        try self.init(database, isTemporary: false)
    }

    /// An empty index that is nobody else's; it spills to a file without a name when it is large.
    package static func temporary() throws(IndexError) -> HistoryIndex {
        try HistoryIndex(Database("", patienceMilliseconds: 0), isTemporary: true)
    }

    /// Takes everything out of a file, whatever it holds, and makes it an index without observations.
    package static func empty(at path: String) throws(IndexError) {
        try reset(path)
        try Schema.make(in: Database(path, patienceMilliseconds: patienceMilliseconds))
    }

    /// Takes everything out of a file of a database, whatever it holds.
    package static func reset(_ path: String) throws(IndexError) {
        let database = try Database(path, patienceMilliseconds: patienceMilliseconds)
        // The first look at the file, which may fail, settles that it stays in its mode.
        do throws(IndexError) { try database.run("SELECT 1 FROM sqlite_schema") } catch  where error.isBusy {
            throw error
        } catch {}
        try database.reset()
    }

    private init(_ database: Database, isTemporary: Bool) throws(IndexError) {
        self.database = database
        self.isTemporary = isTemporary
        try Schema.prepare(database, isTemporary: isTemporary)
        statements = Statements(database)
    }

    // MARK: Transactions

    /// Begins to read the index as it stands now, until ``end()``.
    package func beginReading() throws {
        try database.run("BEGIN")
        try readState()
    }

    /// Waits for other writers and begins to write; nobody else does until ``commit(at:)`` or ``end()``.
    package func beginWriting() throws {
        try database.run("BEGIN IMMEDIATE")
        try readState()
    }

    /// Ends what was begun. What was written and not committed is undone.
    package func end() {
        guard database.isInTransaction else { return }
        // It fails only where SQLite has undone everything itself already.
        do throws(IndexError) { try database.run("ROLLBACK") } catch {}
        if cache.isChanged { forget() }
    }

    /// Makes what was written the index, standing at `state`.
    package func commit(at state: State) throws {
        try write(state)
        try database.run("COMMIT")
        self.state = state
        cache.isChanged = false
    }

    private func readState() throws {
        do {
            let state = try statements.state().first { row in
                var state = State()
                state.tip = row.id(0)
                state.line = Int(row.integer(1))
                state.highestLine = Int(row.integer(2))
                state.main = row.id(3)
                state.captures = row.id(4)
                state.observationCount = Int(row.integer(5))
                return state
            }
            guard let state else { throw IndexError.damage("its state is missing") }
            // Another process wrote: numbers that were looked up before may be others now.
            if state != self.state || cache.isLarge { forget() }
            self.state = state
        } catch {
            end()
            throw error
        }
    }

    private func write(_ state: State) throws {
        let statement = try statements.setState()
        statement.bind(state.tip)
        statement.bind(Int64(state.line))
        statement.bind(Int64(state.highestLine))
        statement.bind(state.main)
        statement.bind(state.captures)
        statement.bind(Int64(state.observationCount))
        try statement.run()
    }

    private func forget() {
        cache = Cache()
    }
}

/// Rows that were looked up or written in this transaction and may be needed again.
struct Cache {
    struct Key: Hashable {
        var line: Int
        var path: String
    }

    var places: [Key: HistoryIndex.Place] = [:]
    var sites: [Key: Int64] = [:]
    var names: [String: Int64] = [:]
    var namesByNumber: [Int64: String] = [:]
    /// It knows of rows that are not committed.
    var isChanged = false

    /// Beyond this it is emptied with the next transaction: memory stays the same however large the archive is.
    private static let limit = 8_192

    var isLarge: Bool { max(places.count, sites.count, names.count, namesByNumber.count) > Self.limit }
}

extension IndexError {
    /// The index says something that it cannot.
    static func damage(_ what: String) -> IndexError {
        IndexError(code: damageCode, operation: "read the index", message: what)
    }
}
