internal import StetGit
internal import StetSign

extension Archive {
    /// The file on `main` that says whose signatures count, in the form of ssh-keygen(1).
    static let signersPath = "allowed_signers"
    /// The archive's own setting that names the key's file. The key itself never is in the archive's folder.
    private static let keySetting = "stet.signingKey"

    /// Whose commits it is by and, if the archive has a key here, what signs them.
    func readSigner() throws {
        identity.signer = try repository.setting(Self.keySetting).map { CommitSigner(keyAt: $0) }
    }

    /// Whether commits that are recorded here are signed.
    public var isSigning: Bool { identity.signer != nil }

    /// Refuses to put commits without a signature upon those that have one.
    func requireSigner() throws {
        guard identity.signer == nil, try signersBlob(atCommit: tip(.main).commit) != nil else { return }
        throw ArchiveError.noSigningKey(folder: folder)
    }

    /// Whether any line of a file is one of `allowed_signers` that counts. Others may be a key alone, or no such file at all.
    package static func namesKeys(_ allowedSigners: [UInt8]) -> Bool {
        !AllowedSigners(file: allowedSigners).keys.isEmpty
    }

    func signersBlob(atCommit commit: ObjectID) throws -> ObjectID? {
        try repository.entry(at: Self.signersPath, in: repository.commit(commit).tree)?.id
    }

    /// Has everything that is recorded from now on signed with the key in a file of OpenSSH.
    ///
    /// In an archive that was not signed so far, a signed commit on `main` adds the key to ``signersPath``. In one that
    /// is, the key must stand there already: whoever holds one of the old keys has to add it.
    public func beginSigning(withKeyAt path: String, at now: Timestamp) throws {
        let signer = CommitSigner(keyAt: path)
        // It must be able to sign before anything says that it does.
        let key = try signer.tried()
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        let main = try tip(.main)
        if let blob = try signersBlob(atCommit: main.commit) {
            guard AllowedSigners(file: try repository.blob(blob)).keys.contains(key) else {
                throw ArchiveError.unknownSigningKey(
                    folder: folder, line: AllowedSigners.line(key, for: identity.email))
            }
            try setSigner(signer)
            return
        }
        identity.signer = signer
        var batch = ObjectBatch()
        let editor = TreeEditor()
        let file = Array(AllowedSigners.line(key, for: identity.email).utf8)
        let blob = repository.add(file, as: .blob, to: &batch)
        let tree = try editor.tree(
            main.tree, setting: [(Self.signersPath, blob, .file)], in: repository, batch: &batch)
        let signature = identity.signature(at: now)
        let commit = Commit(
            tree: tree, parents: [main.commit], author: signature, committer: signature,
            message: CommitMessage(subject: "signing: begin", trailers: []).text)
        let id = try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        try repository.publish(batch, through: packingFolder)
        try announce()
        try move([branchMove(.main, from: main.commit, to: id)], at: now)
        try setSigner(signer)
        _ = try updateWorkingTree()
        if try repository.headBranch() == Branch.main.reference {
            _ = try repository.checkOut(tree, over: main.tree, paths: [Self.signersPath])
        }
        _ = consume lock
    }

    /// Git reads the same settings when people commit rules, and when they ask for signatures.
    func setSigner(_ signer: CommitSigner) throws {
        try repository.configure([
            (Self.keySetting, signer.path), ("user.signingKey", signer.path), ("gpg.format", "ssh"),
            ("commit.gpgSign", "true"),
            // From the top of the working tree, as git reads it.
            ("gpg.ssh.allowedSignersFile", Self.signersPath),
        ])
        identity.signer = signer
    }

    /// The key in a file, made anew where there is none yet.
    ///
    /// - Returns: The key's fingerprint, and whether it was made.
    public static func prepareKey(atPath path: String) throws -> (fingerprint: String, isNew: Bool) {
        if Files.exists(path) { return (try SigningKey(atPath: path).publicKey.fingerprint, false) }
        return (try SigningKey.make(atPath: path, comment: "stet").publicKey.fingerprint, true)
    }
}
