internal import FoundationEssentials
internal import StetGit

/// The right to record in an archive. The kernel takes it back when its process ends, however it ends.
struct WriterLock: ~Copyable {
    private let lock: FileLock

    private static let pauseMilliseconds = 20

    /// Waits up to `patience` milliseconds for another process that records.
    static func take(in archive: Archive, at now: Timestamp) throws -> WriterLock {
        try Files.makeFolder(archive.ownFolder)
        let path = archive.ownFolder + "/lock"
        var waited = 0
        while true {
            if let lock = try FileLock.take(path) {
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
