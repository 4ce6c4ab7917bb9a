internal import StetGit
internal import StetSign

/// What stands in the way of an archive's next recording, or shall be known before it.
public struct ArchiveStatus: Hashable, Sendable {
    public enum Lock: Hashable, Sendable {
        case free
        /// A process records; what it says of itself.
        case held(by: String)
        /// The lock cannot be opened: who asks may not record.
        case closed(reason: String)
    }

    /// What a recording left that was cut off. The next one puts it right.
    public enum Unfinished: Hashable, Sendable {
        /// A process died while it moved branches or wrote files.
        case recording
        /// All is recorded; files of the working tree were left behind.
        case files
    }

    public var lock = Lock.free
    public var unfinished: Unfinished?
    /// Revisions and captures that are not in the journal yet: a process died between the two.
    public var unjournaledCount = 0
    /// Texts or pages were taken out by tombstones, and not yet out of this copy's objects.
    public var hasPendingRemoval = false
    /// The hook that has git refuse to rewrite history is an earlier version's, which does not know all branches.
    public var hasEarlierHook = false
    /// Why what is recorded here could not be signed, as the archive demands.
    public var signingTrouble: String?
    /// The archive has no working tree, as a mirror has none.
    public var isBare = false
    public var articleCount = 0
    public var failingArticleCount = 0
    /// The last check by its observed time, and the last time anything was written down.
    public var lastObserved: Timestamp?
    public var lastRecorded: Timestamp?
    public var packCount = 0
    public var upkeep = UpkeepState()

    /// Nothing is left to be put right.
    public var isSound: Bool { unfinished == nil && unjournaledCount == 0 && !hasPendingRemoval }
}

extension Archive {
    /// Looks at an archive without changing it. Whether every object is whole is not looked at: that takes reading all of them.
    ///
    /// - Complexity: O(n) in the observations.
    public func status() throws -> ArchiveStatus {
        var status = ArchiveStatus(isBare: repository.isBare)
        status.lock = lockState()
        status.hasEarlierHook = try hasEarlierHook()
        // A process that records leaves all of this for a moment.
        if case .held = status.lock {
        } else {
            switch try PendingRecording.load(from: ownFolder)?.phase {
            case .moving?: status.unfinished = .recording
            case .recorded?: status.unfinished = .files
            case nil: break
            }
            status.unjournaledCount = try unjournaledCount()
            status.hasPendingRemoval = try isRemovalPending()
            // Somebody began meanwhile.
            if !status.isSound, case .held(let owner) = lockState() {
                status.lock = .held(by: owner)
                status.unfinished = nil
                status.unjournaledCount = 0
                status.hasPendingRemoval = false
            }
        }
        try asking { index, line in
            try index.forEachArticle(on: line) { place in
                status.articleCount += 1
                let observations = try index.observations(of: place)
                guard let last = observations.max(by: { $0.observed < $1.observed }) else { return }
                if case .failed = last.outcome { status.failingArticleCount += 1 }
                status.lastObserved = max(status.lastObserved ?? last.observed, last.observed)
            }
            status.lastRecorded = try index.lastRecorded()
        }
        status.signingTrouble = try signingTrouble()
        status.packCount = try repository.storage().packCount
        status.upkeep = try upkeepState()
        return status
    }

    /// Whether somebody records.
    /// Whether the key's file can be had is looked at; no passphrase is asked for, and no agent.
    private func signingTrouble() throws -> String? {
        do {
            try requireSigner()
            if let signer = identity.signer { _ = try SigningKey(atPath: signer.path) }
            return nil
        } catch let error as SigningError {
            return "cannot \(error.operation): \(error.reason)"
        } catch ArchiveError.noSigningKey {
            return "the archive is signed, and no key is set here"
        }
    }

    func lockState() -> ArchiveStatus.Lock {
        let path = ownFolder + "/lock"
        guard Files.exists(path) else { return .free }
        do {
            if let lock = try FileLock.take(path) {
                _ = consume lock
                return .free
            }
            let note = CleanText.line(String(decoding: try Files.read(path) ?? [], as: UTF8.self), limit: 200)
            return .held(by: note.isEmpty ? "another process" : note)
        } catch {
            return .closed(reason: error.message)
        }
    }

    /// Commits on `main` and `captures` that a recording made and the journal does not tell of.
    private func unjournaledCount() throws -> Int {
        var count = 0
        let told = try asking { index, _ in index.state }
        for (branch, known) in [(Branch.main, told.main), (.captures, told.captures)] {
            guard let known, let tip = try tip(of: branch) else { continue }
            for id in try repository.commits(from: known, to: tip) {
                let commit = try repository.commit(id)
                let isRevision = commit.trailer(Trailer.kind).map { RevisionKind(rawValue: $0) != nil } ?? false
                if branch == .captures ? commit.trailer(Trailer.url) != nil : isRevision { count += 1 }
            }
        }
        return count
    }
}
