internal import StetGit

/// Taking texts and pages out of an archive: see docs/decisions/0012-redaction.md.
extension Archive {
    /// Names the commit of `redactions` that this copy's objects are in step with.
    private var removedNote: String { ownFolder + "/removed" }

    /// Whether something is on `redactions` that is not yet gone from this copy's objects.
    public func isRemovalPending() throws -> Bool {
        guard let tip = try redactionsTip() else { return false }
        return try notedRemoval() != tip
    }

    private func notedRemoval() throws -> ObjectID? {
        try Files.read(removedNote).flatMap {
            ObjectID(hex: String(decoding: $0, as: UTF8.self).prefix(ObjectID.hexDigitCount))
        }
    }

    /// Writes tombstones, then takes out what they stand for, under the writer's lock.
    ///
    /// From the moment that they are on `redactions`, readers give no more of it, and whatever cuts the rest off, the next
    /// recording goes on with it.
    func remove(_ tombstones: [Tombstone], subject: String, at now: Timestamp) throws -> [WorkingFileWarning] {
        guard let reason = tombstones.first?.reason else { return [] }
        let parent = try redactionsTip()
        var batch = ObjectBatch()
        var files: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        for tombstone in tombstones {
            let blob = repository.add(tombstone.file, as: .blob, to: &batch)
            files.append((Tombstone.path(of: tombstone.object), blob, .file))
        }
        let tree = try TreeEditor().tree(
            parent.map { try repository.commit($0).tree }, setting: files, in: repository, batch: &batch)
        let signature = identity.signature(at: now)
        let message = CommitMessage(
            subject: subject, body: reason,
            trailers: [
                (Trailer.main, try tip(.main).commit.description),
                (Trailer.captures, try tip(.captures).commit.description),
            ])
        let commit = Commit(
            tree: tree, parents: parent.map { [$0] } ?? [], author: signature, committer: signature,
            message: message.text)
        let id = try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        try repository.publish(batch, through: packingFolder)
        try afterStep(.packed)
        try announce()
        try afterStep(.announced)
        let here = try repository.target(of: Self.redactionsReference)
        try move([ReferenceMove(Self.redactionsReference, from: here, to: id)], at: now)
        let (warnings, left) = try finishRemoval(at: now, isAloneAtPacks: true)
        guard left.isEmpty else {
            throw ArchiveError.notRemoved(folder: folder, objects: left.sorted().map(\.description))
        }
        return warnings
    }

    /// Brings this copy's objects in step with `redactions`, under the writer's lock. Every step may be done twice.
    ///
    /// While upkeep moves objects from pack to pack nothing is done: it would bring them along. The next recording goes on.
    ///
    /// - Parameter isAloneAtPacks: The caller has the lock of upkeep.
    /// - Returns: Objects that could not be taken out, which is tried again with the next recording.
    @discardableResult
    func finishRemoval(
        at now: Timestamp, isAloneAtPacks: Bool = false
    ) throws -> (warnings: [WorkingFileWarning], left: Set<ObjectID>) {
        guard let tip = try redactionsTip() else { return ([], []) }
        let noted = try notedRemoval()
        guard noted != tip else { return ([], []) }
        guard !isAloneAtPacks else { return try finishRemoval(from: noted, to: tip, at: now) }
        guard let lock = try UpkeepLock.take(in: self, for: "a removal") else { return ([], []) }
        let outcome = try finishRemoval(from: noted, to: tip, at: now)
        _ = consume lock
        return outcome
    }

    private func finishRemoval(
        from noted: ObjectID?, to tip: ObjectID, at now: Timestamp
    ) throws -> (warnings: [WorkingFileWarning], left: Set<ObjectID>) {
        let known = try noted.flatMap { try holds($0, at: tip) ? $0 : nil }
        let removed = try tombstones(from: known, to: tip)
        try announce()
        try coverTexts(removed, at: now)
        // Git learns of it before anything is missing.
        try repository.expectAbsence(of: removed.map(\.tombstone.object), through: packingFolder)
        try repository.replace(removed.map { ($0.tombstone.object, $0.blob) })
        try afterStep(.removing)
        let warnings = try updateWorkingTree().values.sorted { $0.description < $1.description }
        let left = try repository.remove(Set(removed.map(\.tombstone.object)), through: packingFolder)
        guard left.isEmpty else { return (warnings, left) }
        try afterStep(.removed)
        try forgetPhrases()
        try forgetReadings()
        try Files.replace(removedNote, with: Array("\(tip)\n".utf8))
        return (warnings, [])
    }

    /// Puts tombstones on `main` where removed texts are the latest: else nobody could check it out.
    private func coverTexts(_ removed: [(tombstone: Tombstone, blob: ObjectID)], at now: Timestamp) throws {
        let main = try tip(.main)
        var changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        for (tombstone, blob) in removed where tombstone.content == .text {
            guard try repository.entry(at: tombstone.article, in: main.tree)?.id == tombstone.object else { continue }
            changes.append((tombstone.article, blob, .file))
        }
        guard !changes.isEmpty else { return }
        var batch = ObjectBatch()
        let tree = try TreeEditor().tree(main.tree, setting: changes, in: repository, batch: &batch)
        let signature = identity.signature(at: now)
        let message = CommitMessage(
            subject: "restore: tombstones of \(changes.count == 1 ? "1 text" : "\(changes.count) texts")",
            body: "The texts were removed: see the branch redactions. This commit is no revision.",
            trailers: [(Trailer.kind, Trailer.restore)])
        let commit = Commit(
            tree: tree, parents: [main.commit], author: signature, committer: signature, message: message.text)
        let id = try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        try repository.publish(batch, through: packingFolder)
        try move([try branchMove(.main, from: main.commit, to: id)], at: now)
    }
}
