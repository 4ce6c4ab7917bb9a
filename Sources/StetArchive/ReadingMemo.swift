package import StetGit
internal import StetIndex

/// What pages were read as before, so that telling history anew reads no page twice: in `.git/stet/readings.sqlite`.
///
/// A key names all that a reading depends on, so an answer is never out of date. Nothing depends on an answer: whatever is wrong
/// with the file means that nothing is known.
package final class ReadingMemo {
    /// What came of a reading, but for what its key says already.
    package struct Entry: Hashable, Sendable {
        /// The canonical text and the title; nil where `failure` says why there is none.
        package var canonicalBytes: [UInt8]?
        package var title: String?
        package var failure: String?
        /// What was known before the page counted.
        package var usesPast: Bool
        package var joinedPageCount: Int

        package init(
            canonicalBytes: [UInt8]?, title: String?, failure: String?, usesPast: Bool, joinedPageCount: Int
        ) {
            self.canonicalBytes = canonicalBytes
            self.title = title
            self.failure = failure
            self.usesPast = usesPast
            self.joinedPageCount = joinedPageCount
        }
    }

    private let archive: Archive
    private var table: ReadingTable?
    private var pending: [(key: ObjectID, row: ReadingTable.Row)] = []
    private var pendingByteCount = 0
    private var used: [ObjectID] = []

    /// So much is lost of what a killed run has read.
    private static let pendingLimit = 32
    private static let pendingByteLimit = 1 << 20
    /// Taking note of what was asked for is cheap, and nothing is lost with it.
    private static let usedLimit = 1_024

    package init(of archive: Archive) throws {
        self.archive = archive
        let redactions = try archive.redactionsTip()
        for attempt in 0..<2 where table == nil {
            do { table = try ReadingTable(at: archive.readingsPath, redactions: redactions) } catch let error
                as IndexError
            {
                guard attempt == 0, empty(after: error) else { return }
            }
        }
    }

    package static func key(_ parts: [String]) -> ObjectID {
        ObjectID(hashing: Array(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }

    package func entry(_ key: ObjectID) throws -> Entry? {
        guard let table, let row = try asking({ try table.row(key) }) ?? nil else { return nil }
        var entry = Entry(
            canonicalBytes: row.text, title: row.title, failure: row.reason, usesPast: row.usesPast,
            joinedPageCount: row.joinedPageCount)
        if let state = row.state, entry.canonicalBytes == nil {
            guard archive.repository.contains(state) else { return nil }
            // A damaged text is told by whoever needs it; the page still says what it was.
            do { entry.canonicalBytes = try archive.repository.blob(state) } catch { return nil }
        }
        guard entry.canonicalBytes != nil || entry.failure != nil else { return nil }
        used.append(key)
        if used.count >= Self.usedLimit { try flush() }
        return entry
    }

    package func add(_ entry: Entry, for key: ObjectID) throws {
        guard table != nil else { return }
        let state = entry.canonicalBytes.map { ObjectID(hashing: $0) }
        let isKept = state.map { archive.repository.contains($0) } ?? true
        let row = ReadingTable.Row(
            state: state, title: entry.title, reason: entry.failure, usesPast: entry.usesPast,
            joinedPageCount: entry.joinedPageCount, text: isKept ? nil : entry.canonicalBytes)
        pending.append((key, row))
        pendingByteCount += row.text?.count ?? 0
        if pending.count >= Self.pendingLimit || pendingByteCount >= Self.pendingByteLimit { try flush() }
    }

    /// - Parameters:
    ///   - isWhole: All of the history was read.
    ///   - areTextsKept: Every text that was read is in the archive now.
    package func finish(isWhole: Bool, areTextsKept: Bool) throws {
        try flush()
        guard let table else { return }
        _ = try asking { try table.finish(isWhole: isWhole, areTextsKept: areTextsKept) }
    }

    private func flush() throws {
        defer { (pending, pendingByteCount, used) = ([], 0, []) }
        guard let table, !pending.isEmpty || !used.isEmpty else { return }
        let redactions = try archive.redactionsTip()
        if try asking({ try table.write(pending, used: used, redactions: redactions) }) == false { self.table = nil }
    }

    /// Asks the table; one that cannot answer is not asked again, and the next run makes another.
    private func asking<Answer>(_ question: () throws -> Answer) throws -> Answer? {
        do { return try question() } catch let error as IndexError {
            table = nil
            _ = empty(after: error)
            return nil
        }
    }

    /// Makes room for a new table where the file is damaged.
    ///
    /// - Returns: Whether there is room.
    private func empty(after error: IndexError) -> Bool {
        guard error.isDamage else { return false }
        do throws(IndexError) { try HistoryIndex.reset(archive.readingsPath) } catch { return false }
        return true
    }
}

extension Archive {
    var readingsPath: String { ownFolder + "/readings.sqlite" }

    /// Forgets what pages were read as: what is taken out must not stay there.
    func forgetReadings() throws {
        if Files.exists(readingsPath) { try HistoryIndex.reset(readingsPath) }
    }
}
