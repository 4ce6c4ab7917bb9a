package import StetGit

/// What pages were read as before, by a key that names all that a reading depends on, in a database of its own.
///
/// It is derived and may be deleted: whoever asks has to be content with no answer.
package final class ReadingTable {
    /// What came of a reading.
    package struct Row: Hashable, Sendable {
        /// The blob of the text; nil where none could be read.
        package var state: ObjectID?
        package var title: String?
        /// Why no text could be read.
        package var reason: String?
        /// What was known before the page counted.
        package var usesPast: Bool
        package var joinedPageCount: Int
        /// The text itself, where nothing else keeps it.
        package var text: [UInt8]?

        package init(
            state: ObjectID?, title: String?, reason: String?, usesPast: Bool, joinedPageCount: Int, text: [UInt8]?
        ) {
            self.state = state
            self.title = title
            self.reason = reason
            self.usesPast = usesPast
            self.joinedPageCount = joinedPageCount
            self.text = text
        }

        /// Everything but the text, which its blob's id proves.
        fileprivate func checksum(for key: ObjectID) -> ObjectID {
            var bytes = key.bytes
            for part in [state?.bytes, title.map { Array($0.utf8) }, reason.map { Array($0.utf8) }] {
                guard let part else {
                    bytes.append(0)
                    continue
                }
                bytes += [1] + Array("\(part.count):".utf8) + part
            }
            bytes += Array("\(usesPast) \(joinedPageCount)".utf8)
            return ObjectID(hashingOwn: bytes)
        }
    }

    private let database: Database
    private let find: Statement
    /// The number of this run: rows of runs before are those that were not asked for since.
    private let run: Int64
    /// The commit of `redactions` when this was opened.
    private let redactions: ObjectID?

    /// A file that is larger takes no more rows. Half a gigabyte holds the texts of a dry run over some 100,000 revisions, or the
    /// ids of two million readings whose texts the archive has.
    private static let byteLimit: Int64 = 512 << 20
    private static let patienceMilliseconds: Int32 = 10_000
    private static let version = 1

    /// - Parameter redactions: The commit of that branch. Where another one stood, texts that were taken out since may be among the
    ///   rows, and all of them go.
    /// - Throws: an error with `isDamage` where the file is no such table, or that of another version.
    package init(at path: String, redactions: ObjectID?) throws {
        database = try Database(path, patienceMilliseconds: Self.patienceMilliseconds)
        try database.run(
            """
            PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL;
            PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE
            """)
        do {
            switch try database.number("PRAGMA user_version") {
            case Int64(Self.version): break
            case 0: try database.run(Self.tables)
            default: throw IndexError.damage("the table of readings is of another version")
            }
            let known = try database.statement("SELECT run, redactions FROM state").first { row in
                (run: row.integer(0), redactions: row.id(1))
            }
            guard let known else { throw IndexError.damage("its state is missing") }
            if known.redactions != redactions { try database.run("DELETE FROM reading") }
            let state = try database.statement("UPDATE state SET run = ?, redactions = ?")
            state.bind(known.run + 1)
            state.bind(redactions)
            try state.run()
            find = try database.statement(
                "SELECT state, title, reason, past, joined, text, checksum FROM reading WHERE key = ?")
            try database.run("COMMIT")
            run = known.run + 1
            self.redactions = redactions
        } catch {
            if database.isInTransaction { try database.run("ROLLBACK") }
            throw error
        }
    }

    private static let tables = """
        CREATE TABLE state(id INTEGER PRIMARY KEY CHECK(id = 1), run INTEGER NOT NULL, redactions BLOB);
        INSERT INTO state VALUES(1, 0, NULL);
        CREATE TABLE reading(
            key BLOB NOT NULL UNIQUE, run INTEGER NOT NULL, state BLOB, title TEXT, reason TEXT, past INTEGER NOT NULL,
            joined INTEGER NOT NULL, checksum BLOB NOT NULL, text BLOB);
        PRAGMA user_version = \(version)
        """

    /// What came of a reading; nil where that is not known.
    ///
    /// - Throws: an error with `isDamage` where the row is not as it was written.
    package func row(_ key: ObjectID) throws -> Row? {
        find.bind(key)
        let found = try find.first { row in
            (
                Row(
                    state: row.id(0), title: row.text(1), reason: row.text(2), usesPast: row.integer(3) != 0,
                    joinedPageCount: Int(row.integer(4)), text: row.bytes(5)), checksum: row.id(6)
            )
        }
        guard let (row, checksum) = found else { return nil }
        guard row.checksum(for: key) == checksum, row.text.map({ ObjectID(hashingOwn: $0) == row.state }) ?? true else {
            throw IndexError.damage("a reading is not as it was written")
        }
        return row
    }

    /// Makes rows durable, and takes note of those that were asked for, in one transaction.
    ///
    /// - Parameter redactions: That branch as it stands now. If it was moved, nothing is written.
    /// - Returns: False where the table is out of date and is not to be used any more.
    package func write(
        _ rows: [(key: ObjectID, row: Row)], used: [ObjectID], redactions: ObjectID?
    ) throws -> Bool {
        guard redactions == self.redactions else { return false }
        try database.run("BEGIN IMMEDIATE")
        do {
            let use = try database.statement("UPDATE reading SET run = ? WHERE key = ?")
            for key in used {
                use.bind(run)
                use.bind(key)
                try use.run()
            }
            let byteCount =
                try database.number("PRAGMA page_count") * database.number("PRAGMA page_size")
            if byteCount < Self.byteLimit {
                let add = try database.statement("INSERT OR REPLACE INTO reading VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
                for (key, row) in rows {
                    add.bind(key)
                    add.bind(run)
                    add.bind(row.state)
                    add.bind(row.title)
                    add.bind(row.reason)
                    add.bind(row.usesPast ? 1 : 0 as Int64)
                    add.bind(Int64(row.joinedPageCount))
                    add.bind(row.checksum(for: key))
                    add.bind(row.text)
                    try add.run()
                }
            }
            try database.run("COMMIT")
        } catch {
            if database.isInTransaction { try database.run("ROLLBACK") }
            throw error
        }
        return true
    }

    /// Forgets what is needed no more once all of the history was read.
    ///
    /// - Parameters:
    ///   - isWhole: Everything was read, so that what was not asked for belongs to other rules or another version.
    ///   - areTextsKept: Every text that was read is in the archive now.
    package func finish(isWhole: Bool, areTextsKept: Bool) throws {
        if isWhole { try database.run("DELETE FROM reading WHERE run <> \(run)") }
        if areTextsKept { try database.run("UPDATE reading SET text = NULL WHERE text IS NOT NULL AND run = \(run)") }
    }
}
