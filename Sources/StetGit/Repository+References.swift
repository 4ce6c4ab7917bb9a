internal import CGit2

/// One reference to be moved, if it still stands where it was seen.
public struct ReferenceMove: Hashable, Sendable {
    /// The full name: "refs/heads/main".
    public var name: String
    /// Nil when the reference must not exist yet.
    public var before: ObjectID?
    public var after: ObjectID

    public init(_ name: String, from before: ObjectID?, to after: ObjectID) {
        self.name = name
        self.before = before
        self.after = after
    }
}

extension Repository {
    /// Where a reference stands, or nil when there is none. The libgit2 call is `git_reference_name_to_id`.
    public borrowing func target(of reference: String) throws(GitError) -> ObjectID? {
        var oid = git_oid()
        let code = unsafe git_reference_name_to_id(&oid, handle, reference)
        if code == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check("read \(reference)", code)
        return ObjectID(oid)
    }

    /// The full name of the branch that `HEAD` names, whether it has commits or not; nil when it names none.
    public borrowing func headBranch() throws(GitError) -> String? {
        var head: OpaquePointer?
        try unsafe check("read HEAD", git_reference_lookup(&head, handle, "HEAD"))
        defer { unsafe git_reference_free(head) }
        return unsafe git_reference_symbolic_target(head).map { unsafe String(cString: $0) }
    }

    /// Moves references together: none is moved unless all are locked and stand where they were seen.
    ///
    /// They are then moved one by one in the order given; `afterEach` is told of each. All are flushed when this returns:
    /// what they shall stand at before the first is moved, their names after the last. A reference that is locked by another
    /// process throws `.locked`, one that stands elsewhere `.modified`. Files are those of git, written as git does:
    /// libgit2's transactions flush eighteen times for three references. Logs of references are not flushed: they prove nothing.
    public borrowing func move(
        _ moves: [ReferenceMove], as identity: Signature, reason: String,
        afterEach: (ReferenceMove) throws -> Void = { _ in }
    ) throws {
        let locks = try moves.map { try ReferenceLock($0.name, in: gitFolder) }
        for move in moves {
            let current = try target(of: move.name)
            guard current == move.before else {
                throw GitError(
                    .modified, "move \(move.name)",
                    "it stands at \(current?.description ?? "nothing"), not at \(move.before?.description ?? "nothing")"
                )
            }
        }
        for (move, lock) in zip(moves, locks) { try lock.write(move.after) }
        let head = try headBranch()
        for (move, lock) in zip(moves, locks) {
            for name in head == move.name ? [move.name, "HEAD"] : [move.name] {
                try log(move, as: identity, reason: reason, in: "\(gitFolder)/logs/\(name)")
            }
            try lock.commit()
            try afterEach(move)
        }
        for folder in Set(moves.map { Files.folder(of: "\(gitFolder)/\($0.name)") }) { try Files.flushFolder(folder) }
    }

    private borrowing func log(
        _ move: ReferenceMove, as identity: Signature, reason: String, in path: String
    ) throws(GitError) {
        let nothing = String(repeating: "0", count: ObjectID.hexDigitCount)
        try Files.makeFolder(Files.folder(of: path))
        let line = "\(move.before?.description ?? nothing) \(move.after) \(identity.line)\t\(reason)\n"
        try OpenFile(appendingTo: path).write(Array(line.utf8))
    }
}
