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
    /// They are then moved and flushed one by one in the order given, because a libgit2 transaction orders its
    /// references by hash; `afterEach` is told of each. A reference that is locked by another process throws
    /// `.locked`, one that stands elsewhere `.modified`. The libgit2 calls are `git_transaction_*`.
    public borrowing func move(
        _ moves: [ReferenceMove], as identity: Signature, reason: String,
        afterEach: (ReferenceMove) throws -> Void = { _ in }
    ) throws {
        var signature: UnsafeMutablePointer<git_signature>?
        try unsafe check(
            "sign the log of references",
            git_signature_new(&signature, identity.name, identity.email, identity.secondsSince1970, 0))
        defer { unsafe git_signature_free(signature) }
        var transactions: [OpaquePointer] = unsafe []
        defer {
            unsafe transactions.forEach { unsafe git_transaction_free($0) }
        }
        for move in moves {
            var transaction: OpaquePointer?
            try unsafe check("lock \(move.name)", git_transaction_new(&transaction, handle))
            unsafe transactions.append(transaction!)
            try unsafe check("lock \(move.name)", git_transaction_lock_ref(transaction, move.name))
        }
        for move in moves {
            let current = try target(of: move.name)
            guard current == move.before else {
                throw GitError(
                    .modified, "move \(move.name)",
                    "it stands at \(current?.description ?? "nothing"), not at \(move.before?.description ?? "nothing")"
                )
            }
        }
        for (index, move) in moves.enumerated() {
            let transaction = unsafe transactions[index]
            var oid = move.after.oid
            try unsafe check(
                "move \(move.name)", git_transaction_set_target(transaction, move.name, &oid, signature, reason))
            try unsafe check("move \(move.name)", git_transaction_commit(transaction))
            try afterEach(move)
        }
    }
}
