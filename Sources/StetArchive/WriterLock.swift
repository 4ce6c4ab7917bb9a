internal import FoundationEssentials
internal import StetGit

/// The right to record in an archive. The kernel takes it back when its process ends, however it ends.
struct WriterLock: ~Copyable {
    private let lock: FileLock

    private static let pauseMilliseconds = 5

    /// Waits up to `patience` milliseconds for other processes that record.
    ///
    /// One process waits for the lock itself, and for that holds a second one, for which the others wait. Whoever records batch after
    /// batch has to get that second lock too, and so lets the one that waits go first: found by four processes that
    /// recorded at once, of which two never had their turn.
    static func take(in archive: Archive, at now: Timestamp) throws -> WriterLock {
        try Files.makeFolder(archive.ownFolder)
        let path = archive.ownFolder + "/lock"
        var turn: FileLock?
        var waited = 0
        while true {
            if turn == nil { turn = try FileLock.take(archive.ownFolder + "/turn") }
            if turn != nil, let lock = try FileLock.take(path) {
                let process = ProcessInfo.processInfo
                try lock.note("\(process.processName), process \(process.processIdentifier), since \(now)\n")
                return WriterLock(lock: lock)
            }
            guard waited < archive.patience else {
                let note = String(decoding: try Files.read(path) ?? [], as: UTF8.self)
                let owner = CleanText.line(note, limit: 200)
                throw ArchiveError.busy(folder: archive.folder, owner: owner.isEmpty ? "another process" : owner)
            }
            Files.pause(milliseconds: Self.pauseMilliseconds)
            waited += Self.pauseMilliseconds
        }
    }
}
