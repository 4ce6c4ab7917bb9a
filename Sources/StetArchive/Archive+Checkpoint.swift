public import StetGit

/// Where an archive stood at one moment, as it signed it: see docs/reference/signing.md.
public struct Checkpoint: Hashable, Sendable {
    /// Its own commit on `checkpoints`.
    public var commit: ObjectID
    /// 1 for the first.
    public var number: Int
    public var main: ObjectID
    public var captures: ObjectID
    public var journal: ObjectID
    /// How many observations the journal told of, all lines together, and of how many articles.
    public var observationCount: Int
    public var articleCount: Int

    /// Reads what a commit states; nil for one that is no checkpoint.
    init?(_ commit: Commit, id commitID: ObjectID) {
        func id(_ name: String) -> ObjectID? { commit.trailer(name).flatMap { ObjectID(hex: $0) } }
        func count(_ name: String) -> Int? { commit.trailer(name).flatMap { Int($0) } }
        guard let number = count(Trailer.checkpoint), let main = id(Trailer.main), let captures = id(Trailer.captures),
            let journal = id(Trailer.journal), let observations = count(Trailer.observations),
            let articles = count(Trailer.articles)
        else { return nil }
        self.commit = commitID
        self.number = number
        self.main = main
        self.captures = captures
        self.journal = journal
        observationCount = observations
        articleCount = articles
    }
}

extension Archive {
    static let checkpointsReference = "refs/heads/checkpoints"
    /// So many observations after the last checkpoint, recording makes another one. A checkpoint costs one more pack and
    /// one more flush: at this number less than a thousandth of recording them one by one.
    static let checkpointInterval = 1_000

    /// The latest checkpoint; nil where there is none.
    public func latestCheckpoint() throws -> Checkpoint? {
        try checkpointsTip().flatMap { try checkpoint(at: $0) }
    }

    /// The last commit on `checkpoints`; in a clone that made none of its own, of the archive it was cloned from.
    func checkpointsTip() throws -> ObjectID? {
        try repository.target(of: Self.checkpointsReference)
            ?? repository.target(of: "refs/remotes/origin/checkpoints")
    }

    /// The last checkpoint that a commit of the branch leads to: the commit may be a countersignature.
    private func checkpoint(at tip: ObjectID) throws -> Checkpoint? {
        var next: ObjectID? = tip
        while let id = next {
            let commit = try repository.commit(id)
            if let checkpoint = Checkpoint(commit, id: id) { return checkpoint }
            next = commit.parents.first
        }
        return nil
    }

    /// Signs where the branches stand and how much there is.
    ///
    /// A checkpoint vouches that the archive only grew since the one before: where it did not, none is made.
    ///
    /// - Returns: The checkpoint, and whether it is new: an archive that did not grow keeps its last one.
    /// - Complexity: the commits since the last checkpoint.
    public func makeCheckpoint(at now: Timestamp) throws -> (checkpoint: Checkpoint, isNew: Bool) {
        guard isSigning else { throw ArchiveError.notSigned(folder: folder) }
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        let made = try appendCheckpoint(at: now)
        _ = consume lock
        return made
    }

    /// Makes a checkpoint once enough was recorded since the last one, under the writer's lock.
    func makeCheckpointIfDue(at now: Timestamp) throws {
        guard isSigning else { return }
        let last = try latestCheckpoint()?.observationCount ?? 0
        guard try asking({ index, _ in index.state.observationCount }) - last >= Self.checkpointInterval else { return }
        do { _ = try appendCheckpoint(at: now) } catch ArchiveError.rewritten {
            // That is told by `stet checkpoint` and `stet verify`. What pages say now is evidence all the same.
        }
    }

    private func appendCheckpoint(at now: Timestamp) throws -> (checkpoint: Checkpoint, isNew: Bool) {
        let (main, captures, journal) = (
            try tip(.main).commit, try tip(.captures).commit, try tip(.journal).commit
        )
        let last = try latestCheckpoint()
        if let last {
            if (last.main, last.captures, last.journal) == (main, captures, journal) { return (last, false) }
            for (branch, before, after) in [
                (Branch.main, last.main, main), (.captures, last.captures, captures), (.journal, last.journal, journal),
            ] {
                guard try holds(before, at: after) else {
                    throw ArchiveError.rewritten(branch: branch.rawValue, checkpoint: last.number, lost: "\(before)")
                }
            }
        }
        let number = (last?.number ?? 0) + 1
        let (observations, articles) = try asking { index, line in
            (index.state.observationCount, try index.articleCount(on: line))
        }
        let message = CommitMessage(
            subject: "checkpoint \(number): \(Recording.counted(observations))",
            trailers: [
                (Trailer.checkpoint, "\(number)"), (Trailer.main, "\(main)"), (Trailer.captures, "\(captures)"),
                (Trailer.journal, "\(journal)"), (Trailer.observations, "\(observations)"),
                (Trailer.articles, "\(articles)"),
            ])
        let commit = try appendToCheckpoints(message, at: now)
        guard let made = Checkpoint(try repository.commit(commit), id: commit) else {
            preconditionFailure("a checkpoint is read as it was written")
        }
        return (made, true)
    }

    /// Whether a commit is another one or stands below it. One that is no longer there does not.
    func holds(_ before: ObjectID, at after: ObjectID) throws -> Bool {
        guard before != after else { return true }
        return try repository.contains(before) && repository.isAncestor(before, of: after)
    }

    /// Adds a commit without files to the branch.
    func appendToCheckpoints(_ message: CommitMessage, at now: Timestamp) throws -> ObjectID {
        let here = try repository.target(of: Self.checkpointsReference)
        let parent = try checkpointsTip()
        var batch = ObjectBatch()
        let tree = try TreeEditor().tree(nil, setting: [], in: repository, batch: &batch)
        let signature = identity.signature(at: now)
        let commit = Commit(
            tree: tree, parents: parent.map { [$0] } ?? [], author: signature, committer: signature,
            message: message.text)
        let id = try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        try repository.publish(batch, through: packingFolder)
        // A crash in between would leave git's lock behind.
        try announce()
        try move([ReferenceMove(Self.checkpointsReference, from: here, to: id)], at: now)
        _ = try updateWorkingTree()
        return id
    }
}
