public import StetGit

extension Archive {
    static let redactionsBranch = "redactions"
    static let redactionsReference = "refs/heads/redactions"

    /// The last commit on `redactions`; nil where nothing was ever removed. In a clone that removed nothing itself, that of the
    /// archive it was cloned from.
    func redactionsTip() throws -> ObjectID? {
        try repository.target(of: Self.redactionsReference)
            ?? repository.target(of: "refs/remotes/origin/redactions")
    }

    /// Whether anything was ever removed.
    public func hasTombstones() throws -> Bool { try redactionsTip() != nil }

    /// What is left of a text or page that was removed; nil for one that was not.
    ///
    /// - Complexity: the look-up of one reference where nothing was ever removed, else of three objects.
    public func tombstone(of object: ObjectID) throws -> Tombstone? {
        try tombstoneBlob(of: object).flatMap { Tombstone(file: try repository.blob($0)) }
    }

    /// The file that stands for a removed object.
    func tombstoneBlob(of object: ObjectID) throws -> ObjectID? {
        guard let tip = try redactionsTip() else { return nil }
        return try repository.entry(at: Tombstone.path(of: object), in: repository.commit(tip).tree)?.id
    }

    /// The removed page of a capture; nil where all of its pages are there.
    public func tombstone(ofCapture commit: ObjectID, of article: String) throws -> Tombstone? {
        guard try redactionsTip() != nil else { return nil }
        return try pageBodies(of: commit, article).lazy.compactMap { try self.tombstone(of: $0) }.first
    }

    /// All that was removed between two commits of `redactions`, by object. Files that are no tombstones are left out:
    /// `stet verify` tells of them.
    ///
    /// - Complexity: O(n) in them.
    func tombstones(from before: ObjectID? = nil, to tip: ObjectID) throws -> [(tombstone: Tombstone, blob: ObjectID)] {
        let old = try before.map { try repository.commit($0).tree }
        let tree = try repository.commit(tip).tree
        return try repository.changedFiles(from: old, to: tree).compactMap { path in
            guard let entry = try repository.entry(at: path, in: tree),
                let tombstone = Tombstone(file: try repository.blob(entry.id)),
                path == Tombstone.path(of: tombstone.object)
            else { return nil }
            return (tombstone, entry.id)
        }
    }

    /// The bytes of a text or page.
    ///
    /// - Throws: `ArchiveError.removed` where they were taken out, also when they are not yet gone from this copy, and
    ///   `ArchiveError.damaged` where they cannot be read.
    func body(_ id: ObjectID, of what: @autoclosure () -> String = "the text") throws -> [UInt8] {
        if let tombstone = try tombstone(of: id) { throw ArchiveError.removed(tombstone) }
        do throws(GitError) { return try repository.blob(id) } catch {
            throw ArchiveError.damaged(what: "\(what()) (\(id))", reason: error.message)
        }
    }

    /// The bodies of a capture's pages.
    func pageBodies(of commit: ObjectID, _ article: String) throws -> [ObjectID] {
        let tree = try repository.commit(commit).tree
        var bodies: [ObjectID] = []
        while let body = try repository.entry(
            at: ArticlePath.body(ofText: article, page: bodies.count + 1), in: tree)
        { bodies.append(body.id) }
        return bodies
    }
}
