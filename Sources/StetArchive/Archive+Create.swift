public import RepoTemplate
internal import StetGit
internal import StetSign

extension Archive {
    /// Makes an archive in a new or empty folder.
    ///
    /// Files of the template go to the first commit of `main`, but for those that git itself uses: `hooks/…` and
    /// `description`. With a key, every commit is signed from the first on: see ``beginSigning(withKeyAt:at:)``.
    public static func create(
        at folder: String, template: [TemplateFile] = RepoTemplate.files, now: Timestamp,
        as identity: ArchiveIdentity = .stet, signingKeyPath: String? = nil
    ) throws -> Archive {
        guard try Files.names(in: folder).isEmpty else { throw ArchiveError.notEmpty(folder: folder) }
        // Nothing is made before it is sure that it can be signed.
        let signer = signingKeyPath.map { CommitSigner(keyAt: $0) }
        let key = try signer?.tried()
        let archive = Archive(try Repository.create(at: folder, initialBranch: "main"), as: identity)
        try archive.repository.configure(configuration)
        try Files.makeFolder(archive.ownFolder)
        var committed: [TemplateFile] = []
        for file in template {
            guard let path = pathInGitFolder(of: file) else {
                committed.append(file)
                continue
            }
            let target = "\(archive.repository.gitFolder)/\(path)"
            try Files.makeFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
            try Files.replace(target, with: Array(file.text.utf8), executable: file.isExecutable)
        }
        if let signer, let key {
            committed.append(
                TemplateFile(
                    path: signersPath, isExecutable: false, text: AllowedSigners.line(key, for: identity.email)))
            try archive.setSigner(signer)
        }
        try archive.begin(with: committed, at: now)
        return archive
    }

    private static let configuration: [(name: String, value: String)] = [
        // Every line of history is append-only, also for those who push.
        ("receive.denyNonFastForwards", "true"),
        ("receive.denyDeletes", "true"),
        ("core.logAllRefUpdates", "true"),
        // Hunks are named after the heading they stand under. No `diff.stet.command`: where Stet is not installed,
        // a plain `git diff` would fail.
        ("diff.stet.xfuncname", "^#{1,6} .*$"),
    ]

    private static func pathInGitFolder(of file: TemplateFile) -> String? {
        file.path.hasPrefix("hooks/") || file.path == "description" ? file.path : nil
    }

    /// The first commit of each branch.
    private func begin(with files: [TemplateFile], at now: Timestamp) throws {
        var batch = ObjectBatch()
        let editor = TreeEditor()
        func commit(_ tree: ObjectID, _ message: CommitMessage) throws -> ObjectID {
            let signature = identity.signature(at: now)
            let commit = Commit(
                tree: tree, parents: [], author: signature, committer: signature, message: message.text)
            return try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        }
        let empty = try editor.tree(nil, setting: [], in: repository, batch: &batch)
        var changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        for file in files {
            let blob = repository.add(Array(file.text.utf8), as: .blob, to: &batch)
            changes.append((file.path, blob, file.isExecutable ? .executable : .file))
        }
        let tree = try editor.tree(nil, setting: changes, in: repository, batch: &batch)
        let main = try commit(tree, CommitMessage(subject: "archive: begin", trailers: []))
        let captures = try commit(empty, CommitMessage(subject: "captures: begin", trailers: []))
        let journal = try commit(
            empty,
            CommitMessage(
                subject: "journal: begin",
                trailers: [(Trailer.main, main.description), (Trailer.captures, captures.description)]))
        try repository.publish(batch, through: packingFolder)
        try repository.move(
            [
                ReferenceMove(Branch.captures.reference, from: nil, to: captures),
                ReferenceMove(Branch.main.reference, from: nil, to: main),
                ReferenceMove(Branch.journal.reference, from: nil, to: journal),
            ], as: identity.signature(at: now), reason: "stet: begin")
        _ = try repository.checkOut(tree, over: empty, paths: files.map(\.path))
    }
}
