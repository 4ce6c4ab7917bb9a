internal import StetGit

/// What an export into a repository of its own holds.
public struct PlainGitExport: Hashable, Sendable {
    public var revisionCount = 0
    public var articleCount = 0
    /// Revisions whose text was taken out of the archive.
    public var removedCount = 0
    /// Revisions whose text cannot be read: they have no commit.
    public var damagedCount = 0
    /// Revisions from before 1970, which git cannot write: their commits are dated then.
    public var undatedCount = 0
}

extension Archive {
    /// A pack holds the objects of so many commits.
    private static let plainBatchCommitCount = 1_000

    /// Makes a repository with the texts alone, for people who have git and not Stet: one branch, `main`, with a commit for each
    /// revision in the order of observed time, whenever it was recorded.
    ///
    /// Author and committer date are the observed time, and nothing else goes in: the same revisions give the same commits, and
    /// an archive that went on gives the same ones first, where nothing older came to it.
    ///
    /// - Parameters:
    ///   - folder: A new folder, or an empty one.
    ///   - articles: Paths on `main`.
    /// - Complexity: O(n log n) in the revisions, and for each the names in the folder of its host.
    public func exportPlainGit(
        of articles: [String], to folder: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> PlainGitExport {
        guard try Files.names(in: folder).isEmpty else { throw ArchiveError.exportNotEmpty(folder: folder) }
        var urls: [String: String] = [:]
        var revisions: [Revision] = []
        for article in articles {
            let history = try history(of: article)
            urls[article] = history.url
            revisions += history.revisions
        }
        revisions.sort { ($0.observed, $0.article, $0.number) < ($1.observed, $1.article, $1.number) }
        var export = PlainGitExport(articleCount: urls.count)
        let target = try Repository.create(at: folder, initialBranch: "main")
        let packing = target.gitFolder + "/stet-incoming"
        let editor = TreeEditor()
        var batch = ObjectBatch()
        var tree: ObjectID?
        var tip: ObjectID?
        var states: [String: ObjectID] = [:]
        for (index, revision) in revisions.enumerated() {
            let path = Self.plainPath(of: revision.article)
            let removed = try tombstone(of: revision.state)
            let text: [UInt8]
            do { text = try removed.map { Self.plainTombstone($0) } ?? canonicalBytes(of: revision) } catch ArchiveError
                .damaged
            {
                export.damagedCount += 1
                continue
            }
            let id = ObjectID(hashing: text)
            _ = target.add(text, as: .blob, named: id, basis: states[path], isNew: false, to: &batch)
            states[path] = id
            var files: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = [(path, id, .file)]
            if tip == nil {
                files.append(("README.md", target.add(Array(Self.plainReadme.utf8), as: .blob, to: &batch), .file))
            }
            let changed = try editor.tree(tree, setting: files, in: target, batch: &batch)
            tree = changed
            let signature = ArchiveIdentity.stet.signature(at: revision.observed)
            let message = Self.plainMessage(of: revision, url: urls[revision.article] ?? "", isRemoved: removed != nil)
            let commit = Commit(
                tree: changed, parents: tip.map { [$0] } ?? [], author: signature, committer: signature,
                message: message.text)
            tip = target.add(commit.bytes, as: .commit, to: &batch)
            export.revisionCount += 1
            if removed != nil { export.removedCount += 1 }
            if revision.observed.secondsSince1970 < 0 { export.undatedCount += 1 }
            if (index + 1).isMultiple(of: Self.plainBatchCommitCount) {
                try target.publish(batch, through: packing)
                batch = ObjectBatch()
                progress(index + 1, revisions.count)
            }
        }
        try target.publish(batch, through: packing)
        if let tip, let tree, let last = revisions.last {
            try target.merge(try target.mergeablePacks(), through: packing)
            try target.move(
                [ReferenceMove("refs/heads/main", from: nil, to: tip)],
                as: ArchiveIdentity.stet.signature(at: last.observed), reason: "stet: export")
            let paths = try target.changedFiles(from: nil, to: tree)
            _ = try target.checkOut(tree, over: tree, paths: paths, recreatingMissing: true)
        }
        progress(revisions.count, revisions.count)
        return export
    }

    /// "example.org/story-5a17c0d2e4b6f801.md" of "articles/ab/example.org/5a/story-5a17c0d2e4b6f801.md".
    public static func plainPath(of article: String) -> String {
        let parts = article.split(separator: "/")
        return parts.count == 5 ? "\(parts[2])/\(parts[4])" : article
    }

    private static func plainMessage(of revision: Revision, url: String, isRemoved: Bool) -> CommitMessage {
        let title = isRemoved ? "taken out of the archive" : revision.title ?? url
        return CommitMessage(
            subject: "\(revision.kind.rawValue): \(title)",
            trailers: [
                (Trailer.url, url), (Trailer.observed, revision.observed.description),
                ("Stet-Not-Yet-At", revision.notYetAt?.description ?? Trailer.none),
                ("Stet-Revision", "@\(revision.number)"), ("Stet-Commit", "\(revision.commit)"),
            ])
    }

    private static func plainTombstone(_ tombstone: Tombstone) -> [UInt8] {
        Array("This text was taken out of the archive.\n\n\(CleanText.line(tombstone.reason))\n".utf8)
    }

    /// Whether a file is the one that `export git` writes beside the texts, and no text.
    package static func isPlainReadme(_ bytes: [UInt8]) -> Bool { bytes == Array(plainReadme.utf8) }

    private static let plainReadme = """
        # Texts of an archive

        Written by `stet export git`. Each file is an article, one sentence a line, with what its publisher states at the head. Each
        commit is a revision, dated when it was first observed; the change happened after `Stet-Not-Yet-At` and no later than
        `Stet-Observed`. `git log -p FILE` shows how an article changed, `git blame FILE` since when each sentence stands.

        This is a copy for reading. Pages as they came, checks that saw nothing new and signatures are in the archive alone, where
        `Stet-Commit` names the revision.

        """
}
