/// The statements of an index, each prepared when it is first needed.
final class Statements {
    private let database: Database
    private var prepared: [Int: Statement] = [:]

    init(_ database: Database) {
        self.database = database
    }

    /// They are told apart by the line that they stand at here.
    private func statement(_ sql: @autoclosure () -> String, _ place: Int = #line) throws(IndexError) -> Statement {
        if let statement = prepared[place] { return statement }
        let statement = try database.statement(sql())
        prepared[place] = statement
        return statement
    }

    func state() throws(IndexError) -> Statement {
        try statement("SELECT tip, line, highest_line, main, captures, observations FROM state")
    }

    func setState() throws(IndexError) -> Statement {
        try statement(
            "UPDATE state SET tip = ?, line = ?, highest_line = ?, main = ?, captures = ?, observations = ?")
    }

    // MARK: Articles

    func article() throws(IndexError) -> Statement {
        try statement("SELECT id, site, url FROM article WHERE key = ? AND line = ? AND path = ?")
    }

    func addArticle() throws(IndexError) -> Statement {
        try statement("INSERT INTO article(key, line, site, path, url) VALUES(?, ?, ?, ?, ?)")
    }

    func articles() throws(IndexError) -> Statement {
        try statement("SELECT id, site, path, url FROM article WHERE line = ? ORDER BY id")
    }

    func articleCount() throws(IndexError) -> Statement {
        try statement("SELECT count(*) FROM article WHERE line = ?")
    }

    func articleOfAddress() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT m.position, a.path FROM address m JOIN article a ON a.id = m.article
            WHERE m.url = ? AND a.line = ? ORDER BY m.position DESC LIMIT 1
            """)
    }

    func addresses() throws(IndexError) -> Statement {
        try statement("SELECT m.url, a.path FROM address m JOIN article a ON a.id = m.article WHERE a.line = ?")
    }

    func setAddress() throws(IndexError) -> Statement {
        try statement("INSERT OR REPLACE INTO address(url, article, position) VALUES(?, ?, ?)")
    }

    func site() throws(IndexError) -> Statement {
        try statement("SELECT id FROM site WHERE line = ? AND folder = ?")
    }

    func addSite() throws(IndexError) -> Statement {
        try statement("INSERT INTO site(line, folder) VALUES(?, ?)")
    }

    // MARK: Names and segments

    func name() throws(IndexError) -> Statement {
        try statement("SELECT text FROM name WHERE id = ?")
    }

    func nameNumber() throws(IndexError) -> Statement {
        try statement("SELECT id FROM name WHERE text = ?")
    }

    func addName() throws(IndexError) -> Statement {
        try statement("INSERT INTO name(text) VALUES(?)")
    }

    func segments() throws(IndexError) -> Statement {
        try statement("SELECT path, blob FROM segment ORDER BY number")
    }

    func lastSegment() throws(IndexError) -> Statement {
        try statement("SELECT path, blob FROM segment ORDER BY number DESC LIMIT 1")
    }

    func addSegment() throws(IndexError) -> Statement {
        try statement("INSERT INTO segment(blob, path) VALUES(?, ?)")
    }

    func setLastSegment() throws(IndexError) -> Statement {
        try statement(
            "UPDATE segment SET blob = ?, path = ? WHERE number = (SELECT max(number) FROM segment)")
    }

    // MARK: Observations

    func addObservation() throws(IndexError) -> Statement {
        try statement(
            """
            INSERT INTO observation(
                id, position, observed, recorded, outcome, latest, captured, site, rules, extractor, joined, state,
                revision, capture, title, requested, past, reason, url)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
    }

    func lastOfArticle() throws(IndexError) -> Statement {
        try statement(
            "SELECT id, latest, captured FROM observation WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1")
    }

    func observed() throws(IndexError) -> Statement {
        try statement("SELECT observed FROM observation WHERE id = ?")
    }

    func position() throws(IndexError) -> Statement {
        try statement("SELECT position FROM observation WHERE id = ?")
    }

    func capture() throws(IndexError) -> Statement {
        try statement(
            "SELECT o.capture, a.path FROM observation o JOIN article a ON a.id = o.id >> 32 WHERE o.id = ?")
    }

    func ofArticle() throws(IndexError) -> Statement {
        try statement(
            "SELECT \(HistoryIndex.Column.list) FROM observation o WHERE id BETWEEN ? AND ? ORDER BY id")
    }

    func latestUntil() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT \(HistoryIndex.Column.list) FROM observation o
            WHERE id BETWEEN ? AND ? AND state IS NOT NULL AND observed <= ? ORDER BY observed DESC, id DESC LIMIT 1
            """)
    }

    func stateOfArticle() throws(IndexError) -> Statement {
        try statement("SELECT 1 FROM observation WHERE id BETWEEN ? AND ? AND state = ? AND observed <= ? LIMIT 1")
    }

    func outcomeOfState() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT 1 FROM observation WHERE id BETWEEN ? AND ? AND state = ?
            AND outcome = (SELECT id FROM name WHERE text = ?) LIMIT 1
            """)
    }

    func ofSite() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT id FROM observation WHERE site = ? AND observed <= ? ORDER BY observed DESC, position DESC
            """)
    }

    func all() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT \(HistoryIndex.Column.list), a.path, a.url, a.line
            FROM observation o JOIN article a ON a.id = o.id >> 32 ORDER BY o.id
            """)
    }

    func inOrder() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT \(HistoryIndex.Column.list), a.path, a.url, a.line
            FROM observation o JOIN article a ON a.id = o.id >> 32 WHERE o.position >= ? AND o.position < ? AND a.line = ?
            ORDER BY o.position
            """)
    }

    func articleOfCommit() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT a.path FROM observation o JOIN article a ON a.id = o.id >> 32
            WHERE a.line = ? AND (o.revision = ? OR o.capture = ?) ORDER BY o.position LIMIT 1
            """)
    }

    func newStates() throws(IndexError) -> Statement {
        try statement(
            "SELECT id, state, observed FROM observation WHERE position >= ? AND state IS NOT NULL ORDER BY id")
    }

    func stateBefore() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT state FROM observation WHERE id BETWEEN ? AND ? AND state IS NOT NULL ORDER BY id DESC LIMIT 1
            """)
    }

    func articleByNumber() throws(IndexError) -> Statement {
        try statement("SELECT path FROM article WHERE id = ? AND line = ?")
    }

    func titles() throws(IndexError) -> Statement {
        try statement(
            """
            SELECT o.title, a.path FROM observation o JOIN article a ON a.id = o.id >> 32
            WHERE a.line = ? AND o.title IS NOT NULL
            """)
    }

    func lastRecorded() throws(IndexError) -> Statement {
        try statement("SELECT max(recorded) FROM observation")
    }
}
