/// The tables of an index. See docs/reference/index.md.
enum Schema {
    /// Kept in the file's header. Another number means other tables, or other values in them: the index is made anew.
    static let version = 2

    /// Pages that a writer keeps in memory, in kilobytes; those beyond go to the file early.
    private static let cacheKilobytes = 16_384
    /// Pages that wait in the log before they are brought to the file, 4 KB each. Many batches change the same pages.
    private static let logPageLimit = 4_000

    static func prepare(_ database: Database, isTemporary: Bool) throws(IndexError) {
        // An index is made again from the journal. So it needs to be whole after a power cut, not complete.
        try database.run(
            """
            PRAGMA cache_size = -\(cacheKilobytes); PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY;
            PRAGMA synchronous = \(isTemporary ? "OFF" : "NORMAL"); PRAGMA wal_autocheckpoint = \(logPageLimit)
            """)
        switch try Self.version(of: database) {
        case version: break
        case 0: try make(in: database, isTemporary: isTemporary)
        case let other: throw IndexError.damage("it is of version \(other)")
        }
    }

    /// Makes the tables, unless another process was faster.
    static func make(in database: Database, isTemporary: Bool = false) throws(IndexError) {
        if !isTemporary { try database.run("PRAGMA journal_mode = WAL") }
        try database.run("BEGIN IMMEDIATE")
        do throws(IndexError) {
            if try Self.version(of: database) == 0 {
                try database.run(tables)
                try database.run("PRAGMA user_version = \(version)")
            }
            try database.run("COMMIT")
        } catch {
            if database.isInTransaction { try database.run("ROLLBACK") }
            throw error
        }
    }

    private static func version(of database: Database) throws(IndexError) -> Int {
        do {
            return try database.statement("PRAGMA user_version").first { Int($0.integer(0)) } ?? 0
        } catch let error as IndexError { throw error } catch { throw IndexError.damage("\(error)") }
    }

    /// The tables whose rows are an index's content, in the order of a dump.
    static let names = ["state", "segment", "name", "site", "article", "address", "observation"]

    private static let tables = """
        CREATE TABLE state(
            id INTEGER PRIMARY KEY CHECK(id = 1), tip BLOB, line INTEGER NOT NULL, highest_line INTEGER NOT NULL,
            main BLOB, captures BLOB, observations INTEGER NOT NULL);
        INSERT INTO state VALUES(1, NULL, 1, 1, NULL, NULL, 0);

        -- The files of the journal that were read, in their order.
        CREATE TABLE segment(number INTEGER PRIMARY KEY, path TEXT NOT NULL, blob BLOB NOT NULL);

        -- Rules, extractors and outcomes.
        CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

        -- "articles/<hh>/<host>" on one line of history.
        CREATE TABLE site(id INTEGER PRIMARY KEY, line INTEGER NOT NULL, folder TEXT NOT NULL, UNIQUE(line, folder));

        -- An article on one line of history. An index of 8 bytes stands in for one of its path, ten times as long.
        CREATE TABLE article(
            id INTEGER PRIMARY KEY, key INTEGER NOT NULL, line INTEGER NOT NULL, site INTEGER NOT NULL,
            path TEXT NOT NULL, url TEXT NOT NULL);
        CREATE INDEX article_key ON article(key);

        -- Addresses that an article was asked for under and that its path does not follow from.
        CREATE TABLE address(
            url TEXT NOT NULL, article INTEGER NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY(url, article)) WITHOUT ROWID;

        -- id: article << 32 | number, so that those of one article stand together in the order they were recorded.
        -- position: the place in the journal. latest, captured: what the numbers were, after this observation, of the last
        -- one by observed time that read a text, and of the last recorded one that kept a page.
        -- site: only where a text was read and a page was kept. url: only where it is not the article's.
        CREATE TABLE observation(
            id INTEGER PRIMARY KEY, position INTEGER NOT NULL, observed INTEGER NOT NULL, recorded INTEGER NOT NULL,
            outcome INTEGER NOT NULL, latest INTEGER, captured INTEGER, site INTEGER, rules INTEGER, extractor INTEGER,
            joined INTEGER NOT NULL, state BLOB, revision BLOB, capture BLOB, title TEXT, requested TEXT, past BLOB,
            reason TEXT, url TEXT);
        CREATE INDEX observation_site ON observation(site, observed, position) WHERE site IS NOT NULL;
        """
}
