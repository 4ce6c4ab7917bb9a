internal import CSQLite
internal import StetGit

/// A connection to an SQLite database. It is used by one thread at a time.
@safe
final class Database {
    fileprivate let handle: OpaquePointer
    private let name: String

    /// Opens a file, or makes it; an empty path is a database of this connection alone, in memory as far as it is small.
    init(_ path: String, patienceMilliseconds: Int32) throws(IndexError) {
        name = path.isEmpty ? "a temporary index" : path
        // A link would have the file that it leads to emptied as one of another version: that is somebody else's.
        if !path.isEmpty, Files.kind(of: path) == .other {
            do { try Files.remove(path) } catch {
                throw IndexError(code: SQLITE_CANTOPEN, operation: "open \(path)", message: error.message)
            }
        }
        var opened: OpaquePointer?
        // Without a lock of SQLite's own: see above.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard let connection = unsafe opened else {
            throw IndexError(code: code, operation: "open \(name)", message: "out of memory")
        }
        unsafe handle = connection
        // On failure there is a connection all the same, which deinit closes.
        try check(code, "open \(name)")
        unsafe sqlite3_extended_result_codes(handle, 1)
        try check(unsafe stet_sqlite_set_defensive(handle), "open \(name)")
        try check(unsafe sqlite3_busy_timeout(handle, patienceMilliseconds), "open \(name)")
    }

    deinit {
        // Statements that outlive their owner keep it open until they go.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows, or none that matter.
    func run(_ sql: String) throws(IndexError) {
        try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil), "write \(name)")
    }

    func statement(_ sql: String) throws(IndexError) -> Statement {
        try Statement(sql, in: self)
    }

    var lastInsertedID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Empties the database, however damaged it is, under SQLite's own locks.
    ///
    /// Removing the file would pull it from under other processes, whose last one removes files by their names.
    func reset() throws(IndexError) {
        try check(unsafe stet_sqlite_set_reset(handle, 1), "empty \(name)")
        let code = unsafe sqlite3_exec(handle, "VACUUM", nil, nil, nil)
        _ = unsafe stet_sqlite_set_reset(handle, 0)
        try check(code, "empty \(name)")
    }

    @discardableResult
    fileprivate func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(IndexError) -> Int32 {
        switch code {
        case SQLITE_OK, SQLITE_ROW, SQLITE_DONE: return code
        default:
            throw unsafe IndexError(
                code: sqlite3_extended_errcode(handle), operation: operation(),
                message: String(cString: sqlite3_errmsg(handle)))
        }
    }

    fileprivate func prepared(_ sql: String) throws(IndexError) -> OpaquePointer {
        var statement: OpaquePointer?
        try check(
            unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil),
            "read \(name)")
        guard let statement = unsafe statement else { preconditionFailure("a statement is not empty") }
        return unsafe statement
    }

    fileprivate func step(_ statement: OpaquePointer) throws(IndexError) -> Bool {
        try check(unsafe sqlite3_step(statement), "use \(name)") == SQLITE_ROW
    }
}

/// A statement that is run again and again.
@safe
final class Statement {
    private let database: Database
    private let handle: OpaquePointer
    private var bound: Int32 = 0

    init(_ sql: String, in database: Database) throws(IndexError) {
        self.database = database
        unsafe handle = try database.prepared(sql)
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    // MARK: Values, given in the order of the statement's marks

    // Binding fails only for marks that are not there or values of a gigabyte.
    func bind(_ value: Int64) {
        bound += 1
        unsafe sqlite3_bind_int64(handle, bound, value)
    }

    func bind(_ value: Int64?) {
        guard let value else { return bindNothing() }
        bind(value)
    }

    func bindNothing() {
        bound += 1
        unsafe sqlite3_bind_null(handle, bound)
    }

    func bind(_ text: String?) {
        guard var text else { return bindNothing() }
        bound += 1
        let place = bound
        _ = text.withUTF8 { unsafe stet_sqlite_bind_text(handle, place, $0.baseAddress, Int32($0.count)) }
    }

    func bind(_ bytes: [UInt8]?) {
        guard let bytes else { return bindNothing() }
        unsafe bytes.withUnsafeBytes { unsafe bind($0) }
    }

    func bind(_ bytes: UnsafeRawBufferPointer) {
        bound += 1
        _ = unsafe stet_sqlite_bind_blob(handle, bound, bytes.baseAddress, Int32(bytes.count))
    }

    // MARK: Running

    /// Runs it with the values given, for what it changes.
    func run() throws(IndexError) {
        defer { reset() }
        while try unsafe database.step(handle) {}
    }

    /// What `read` makes of the first row; nil where there is none.
    func first<Value>(_ read: (borrowing Row) throws -> Value) throws -> Value? {
        defer { reset() }
        guard try unsafe database.step(handle) else { return nil }
        return try read(unsafe Row(handle: handle))
    }

    /// Goes through all rows, or until `body` answers false.
    func forEach(_ body: (borrowing Row) throws -> Bool) throws {
        defer { reset() }
        while try unsafe database.step(handle) {
            guard try body(unsafe Row(handle: handle)) else { return }
        }
    }

    private func reset() {
        bound = 0
        // It repeats the error of the last step, which was thrown.
        unsafe sqlite3_reset(handle)
    }
}

/// The row that a statement stands at. Columns are counted from 0.
@safe
struct Row: ~Copyable {
    fileprivate let handle: OpaquePointer

    var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

    enum Kind {
        case nothing, bytes
        /// A text or a number.
        case text
    }

    func kind(_ column: Int32) -> Kind {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .nothing
        case SQLITE_BLOB: .bytes
        default: .text
        }
    }

    func isNothing(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func optionalInteger(_ column: Int32) -> Int64? { isNothing(column) ? nil : integer(column) }

    func text(_ column: Int32) -> String? {
        guard let start = unsafe sqlite3_column_text(handle, column) else { return nil }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Lends the bytes of a blob; nil where there is none.
    func withBytes<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Value?) -> Value? {
        guard !isNothing(column) else { return nil }
        let start = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func bytes(_ column: Int32) -> [UInt8]? { unsafe withBytes(column) { unsafe Array($0) } }
}
