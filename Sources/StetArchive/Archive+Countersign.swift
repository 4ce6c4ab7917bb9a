internal import StetGit

/// Two archives that vouch for each other's past.
extension Archive {
    /// What names an archive for others: the commit that its journal began with.
    func origin() throws -> ObjectID {
        var id = try tip(.journal).commit
        while let parent = try repository.commit(id).parents.first { id = parent }
        return id
    }

    /// Signs another archive's latest checkpoint into this one.
    ///
    /// The other archive must be sound but for its texts, which are not made anew, and must lead from the checkpoint that
    /// was countersigned last to its latest. It is made no checkpoint of, and not changed.
    ///
    /// - Returns: The other's checkpoint, and whether it was not countersigned before.
    public func countersign(
        _ other: Archive, at now: Timestamp
    ) throws -> (checkpoint: Checkpoint, isNew: Bool) {
        guard isSigning else { throw ArchiveError.notSigned(folder: folder) }
        let found = try other.verify()
        guard found.isSound else {
            throw ArchiveError.notCountersigned(folder: other.folder, reason: "it is not sound: see `stet verify`")
        }
        guard let latest = try other.latestCheckpoint() else {
            throw ArchiveError.notCountersigned(folder: other.folder, reason: "it has no checkpoint")
        }
        let origin = try other.origin()
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        if let last = try countersigned(origin) {
            if last == latest.commit { return (latest, false) }
            guard try other.holds(last, at: latest.commit) else {
                throw ArchiveError.notCountersigned(
                    folder: other.folder,
                    reason: "it was replaced: its checkpoints no longer lead to \(last), countersigned before")
            }
        }
        _ = try appendToCheckpoints(
            CommitMessage(
                subject: "countersign: checkpoint \(latest.number) of \(origin.short)",
                trailers: [
                    (Trailer.countersignedOrigin, "\(origin)"), (Trailer.countersigned, "\(latest.commit)"),
                    (Trailer.countersignedNumber, "\(latest.number)"),
                ]), at: now)
        _ = consume lock
        return (latest, true)
    }

    /// The checkpoint of another archive that was countersigned here last.
    ///
    /// - Complexity: the commits of `checkpoints` since then.
    func countersigned(_ origin: ObjectID) throws -> ObjectID? {
        var next = try checkpointsTip()
        while let id = next {
            let commit = try repository.commit(id)
            if commit.trailer(Trailer.countersignedOrigin) == origin.description {
                return commit.trailer(Trailer.countersigned).flatMap { ObjectID(hex: $0) }
            }
            next = commit.parents.first
        }
        return nil
    }

    /// Checks an archive against what another one, which is sound itself, countersigned of it.
    package func checkCountersignature(of archive: Archive, _ result: inout Verification) throws {
        guard try archive.tip(of: .journal) != nil else {
            result.add(
                Verification.Problem(
                    .checkpoint, archive.folder, "without its journal it cannot be told which archive this was"))
            return
        }
        let origin = try archive.origin()
        let own = try verify()
        guard own.isSound, own.isSigned == true else {
            result.add(
                Verification.Problem(.checkpoint, folder, "the witness is not signed or not sound: see `stet verify`"))
            return
        }
        guard let last = try countersigned(origin) else {
            result.add(
                Verification.Problem(
                    .checkpoint, origin.description,
                    "the witness countersigned no archive that began with this commit: it is another one, or was replaced"
                ))
            return
        }
        guard let latest = try archive.latestCheckpoint(),
            try archive.holds(last, at: latest.commit)
        else {
            result.add(
                Verification.Problem(
                    .checkpoint, last.description,
                    "the witness countersigned this checkpoint, and the archive does not hold it: it was replaced or put back"
                ))
            return
        }
    }
}
