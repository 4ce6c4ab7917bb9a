internal import StetGit

/// The right to move objects from pack to pack. Whoever records does not need it.
///
/// It is shared with the git that upkeep runs, so that it is not free before that has ended too, even when upkeep is killed.
struct UpkeepLock: ~Copyable {
    private let lock: FileLock

    private static let name = "/upkeep.lock"
    private static let pauseMilliseconds = 20

    /// Takes the lock; nil where somebody else has it, and has it still after `patience` milliseconds.
    static func take(in archive: Archive, for purpose: String, patience: Int = 0) throws -> UpkeepLock? {
        try Files.makeFolder(archive.ownFolder)
        var waited = 0
        while true {
            if let lock = try FileLock.take(archive.ownFolder + name) {
                try lock.note(purpose + "\n")
                return UpkeepLock(lock: lock)
            }
            guard waited < patience else { return nil }
            Files.pause(milliseconds: pauseMilliseconds)
            waited += pauseMilliseconds
        }
    }

    /// What whoever has the lock says of itself; nil where nobody has it, or who asks may only read the archive and so cannot tell.
    static func owner(in archive: Archive) throws -> String? {
        let path = archive.ownFolder + name
        guard Files.exists(path) else { return nil }
        do {
            if let lock = try FileLock.take(path) {
                _ = consume lock
                return nil
            }
        } catch {
            return nil
        }
        let note = CleanText.line(String(decoding: try Files.read(path) ?? [], as: UTF8.self), limit: 200)
        return note.isEmpty ? "another process" : note
    }

    var share: FileLock.Share { lock.share }
}
