internal import StetGit
@_exported public import StetIndex

/// An archive of articles: an ordinary git repository whose history only grows.
///
/// One archive value is used by one thread at a time. Any number of values and processes may read an archive while
/// one records: readers see the observations up to the journal's tip, and those always as whole batches.
public final class Archive {
    /// The folder of the working tree; that of git itself in a mirror, which has none.
    public let folder: String
    /// Who the commits of this process are by.
    public internal(set) var identity: ArchiveIdentity
    /// How long recording waits for another process to finish, in milliseconds.
    public var patience = 10_000
    let repository: Repository
    /// Opened with the first question.
    var index: HistoryIndex?
    /// A question is being answered; those within it are answered from the same state.
    var isAsking = false
    /// Told how far the journal is read into the index, where that takes long.
    public var whileIndexing: (IndexingProgress) -> Void = { _ in }
    /// The line of history that questions are answered from; nil for the one that counts. Recording goes on upon that one.
    public var shownLine: Int?
    /// Recording leaves the files of the working tree as they are, until `bringFilesInStep` is called: for many batches in
    /// a row. A process that ends before leaves that to the next recording. The archive itself has everything.
    public var leavesFilesBehind = false
    /// Told of every step of a recording that a crash could come after. Tests throw from it.
    package var afterStep: (RecordingStep) throws -> Void = { _ in }

    enum Branch: String, CaseIterable {
        case captures, main, journal

        var reference: String { "refs/heads/" + rawValue }
        /// Where a clone keeps the branch of the archive it was cloned from.
        var cloned: String { "refs/remotes/origin/" + rawValue }
    }

    init(_ repository: consuming Repository, as identity: ArchiveIdentity) {
        folder = repository.workingFolder
        self.identity = identity
        self.repository = repository
    }

    /// Opens the archive at a folder.
    ///
    /// - Parameter isWhole: The archive must have its journal, without which there is nothing to ask it but what ``verify`` says.
    public static func open(
        at folder: String, as identity: ArchiveIdentity = .stet, isWhole: Bool = true
    ) throws -> Archive {
        let archive: Archive
        do { archive = Archive(try Repository.open(at: folder, allowsBare: true), as: identity) } catch {
            guard error.code == .notFound else { throw error }
            throw ArchiveError.nothing(at: folder)
        }
        if try archive.tip(of: .journal) == nil {
            guard try archive.wasArchive() else { throw ArchiveError.notAnArchive(folder: folder) }
            if isWhole { throw ArchiveError.branchMissing(folder: folder, branch: Branch.journal.rawValue) }
        }
        try archive.readSigner()
        return archive
    }

    /// Opens the archive around a folder: its own or that of a folder above.
    public static func discover(
        from folder: String, as identity: ArchiveIdentity = .stet, isWhole: Bool = true
    ) throws -> Archive {
        guard let found = try Repository.discover(from: folder) else { throw ArchiveError.noArchive(around: folder) }
        return try open(at: found, as: identity, isWhole: isWhole)
    }

    /// Whether a repository without a journal is an archive that lost it: Stet's own files are there, or one of the other
    /// branches ends with a commit of Stet's.
    private func wasArchive() throws -> Bool {
        if Files.exists(ownFolder) { return true }
        return try branchesThatExist().contains { branch in
            // A commit that cannot be read says nothing.
            guard let commit = try? repository.commit(branch.tip) else { return false }
            return commit.trailers.contains { $0.name.hasPrefix(Trailer.prefix) }
        }
    }

    /// Where a branch stands: here, or in the archive that this is a clone of.
    func tip(of branch: Branch) throws -> ObjectID? {
        try repository.target(of: branch.reference) ?? repository.target(of: branch.cloned)
    }

    /// Stet's own files beside git's: the lock, packs in the making, the note of a recording under way.
    var ownFolder: String { repository.gitFolder + "/stet" }
    var packingFolder: String { ownFolder + "/incoming" }
}

/// A point of a recording after which a crash must lose nothing that was acknowledged.
package enum RecordingStep: Hashable, Sendable {
    /// A new line is written, and nothing points to it yet.
    case drafted
    case packed, announced
    /// A branch has been moved: "refs/heads/main".
    case moved(String)
    case checkedOut
    /// What is removed has its tombstones and git knows that it is absent, but it is still there; it is gone, and that is not
    /// yet noted.
    case removing, removed
    /// Upkeep has begun, and done nothing yet.
    case keepingUp
}
