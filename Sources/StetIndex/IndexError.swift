internal import CSQLite

/// What SQLite refused, and what was being done.
package struct IndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code. The set is open.
    package var code: Int32
    /// What was tried: "open /archive/.git/stet/index.sqlite".
    package var operation: String
    package var message: String

    package var description: String { "cannot \(operation): \(message)" }

    static let damageCode = SQLITE_CORRUPT

    private var primaryCode: Int32 { code & 0xFF }

    /// The file is damaged or holds something else: an index is made anew then.
    package var isDamage: Bool {
        switch primaryCode {
        // A file that was cut off fails to be read, or names tables that it does not have.
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR, SQLITE_FORMAT, SQLITE_MISMATCH, SQLITE_CONSTRAINT,
            SQLITE_SCHEMA:
            true
        case SQLITE_IOERR: code == stet_sqlite_short_read
        default: false
        }
    }

    /// Another process writes, or has written since this one began to read.
    package var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }
}
