internal import CGit2

extension Repository {
    /// Whether the object is here, staged or stored.
    public borrowing func contains(_ id: ObjectID) -> Bool {
        if staging.hasStaged(id) { return true }
        var oid = id.oid
        return unsafe git_odb_exists_ext(objects, &oid, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }

    /// A copy of the object's bytes. The libgit2 call is `git_odb_read`.
    public borrowing func bytes(of id: ObjectID, as kind: ObjectKind) throws(GitError) -> [UInt8] {
        if let staged = staging.staged(id), staged.kind == kind { return staged.bytes }
        if kind == .tree, let known = staging.tree(id) { return known }
        let bytes = try copied(id, kind)
        try store.note(byteCount: bytes.count)
        if kind == .tree { staging.keep(id, bytes) }
        return bytes
    }

    private borrowing func copied(_ id: ObjectID, _ kind: ObjectKind) throws(GitError) -> [UInt8] {
        let object = try unsafe storedObject(id, operation: "read \(kind) \(id)")
        defer { unsafe git_odb_object_free(object) }
        guard unsafe git_odb_object_type(object) == kind.type else {
            throw GitError(.invalid, "read \(kind) \(id)", "the object is of another kind")
        }
        let count = unsafe git_odb_object_size(object)
        guard count > 0 else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: count))
    }

    /// Who looks while others merge packs may find an old one listed and gone when it is opened, and the new one not listed
    /// yet; more than once only if it happens again meanwhile.
    private static var lookLimit: Int { 4 }

    /// The caller frees it. The libgit2 calls are `git_odb_read`, which looks for new packs once, and `git_odb_refresh`.
    borrowing func storedObject(
        _ id: ObjectID, operation: @autoclosure () -> String
    ) throws(GitError) -> OpaquePointer {
        var oid = id.oid
        var object: OpaquePointer?
        var code = unsafe git_odb_read(&object, objects, &oid)
        for _ in 1..<Self.lookLimit where code == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            try store.lookAgain()
            code = unsafe git_odb_read(&object, objects, &oid)
        }
        guard code != GIT_ENOTFOUND.rawValue else {
            // libgit2's own words name the object once more.
            git_error_clear()
            throw GitError(.notFound, operation(), "object not found")
        }
        try check(operation(), code)
        return unsafe object!
    }

    public borrowing func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
        try bytes(of: id, as: .blob)
    }

    public borrowing func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
        try TreeEntry.entries(of: bytes(of: id, as: .tree), id: id)
    }

    public borrowing func commit(_ id: ObjectID) throws(GitError) -> Commit {
        try Commit(bytes(of: id, as: .commit), id: id)
    }

    /// The entry at a path ("a/b/c") below a tree, or nil where nothing stands.
    public borrowing func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        var folder = tree
        var parts = path.utf8.split(separator: UInt8(ascii: "/"))[...]
        while let part = parts.popFirst() {
            guard let entry = try TreeBytes(bytes(of: folder, as: .tree), id: folder).entry(named: Array(part)) else {
                return nil
            }
            if parts.isEmpty { return entry }
            guard entry.mode == .folder else { return nil }
            folder = entry.id
        }
        return nil
    }

    /// Every object id that starts with these hexadecimal digits names one commit, several, or none.
    ///
    /// The libgit2 call is `git_odb_exists_prefix`, which wants at least four digits.
    public borrowing func commitID(startingWith digits: String) throws(GitError) -> ObjectID? {
        var prefix = git_oid()
        guard unsafe git_oid_fromstrn(&prefix, digits, digits.utf8.count) == 0 else {
            git_error_clear()
            return nil
        }
        var found = git_oid()
        let code = unsafe git_odb_exists_prefix(&found, objects, &prefix, digits.utf8.count)
        if code == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check("look up \(digits)", code)
        return ObjectID(found)
    }
}
