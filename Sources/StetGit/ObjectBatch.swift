internal import CGit2

/// Objects that arrive together and become one pack.
///
/// They are readable at once through the repository they were added to, and durable only after
/// `Repository.publish(_:through:)`.
public struct ObjectBatch: Sendable {
    /// In the order they were added, each once, with the path that helps to find a good delta.
    fileprivate var members: [(id: ObjectID, path: String?)] = []
    fileprivate var ids: Set<ObjectID> = []

    public init() {}

    public var isEmpty: Bool { members.isEmpty }
}

extension Repository {
    /// Adds an object to a batch and returns its name. An object that the repository has is not added again.
    public borrowing func add(
        _ bytes: [UInt8], as kind: ObjectKind, path: String? = nil, to batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        let id = ObjectID(hashing: bytes, as: kind)
        guard !batch.ids.contains(id), !contains(id) else { return id }
        var oid = id.oid
        let code = unsafe bytes.withLentBytes {
            unsafe stet_git2_backend_write(staging, &oid, $0, bytes.count, kind.type)
        }
        try check("hold \(kind) \(id)", code)
        batch.ids.insert(id)
        batch.members.append((id, path))
        return id
    }

    /// Writes the batch as one pack and returns when it is durable and readable by every process.
    ///
    /// The pack and its index are built and flushed in `folder`, which must be on the repository's file system, and
    /// then moved into place, the index last. So a crash leaves nothing in `objects/pack` that git would trip over.
    /// libgit2 checks every object while it indexes the pack. The libgit2 call is `git_packbuilder_write`.
    public borrowing func publish(_ batch: ObjectBatch, through folder: String) throws(GitError) {
        guard !batch.isEmpty else { return }
        try writePack(of: batch.members, through: folder)
        try discardStaged()
    }

    /// Forgets all objects that were added and not published.
    public borrowing func discardStaged() throws(GitError) {
        try unsafe check("let go of new objects", git_mempack_reset(staging))
    }

    /// Returns the name of the pack, "pack-…" without extension.
    @discardableResult
    borrowing func writePack(
        of members: [(id: ObjectID, path: String?)], through folder: String
    ) throws(GitError) -> String {
        try Files.makeFolder(folder)
        var builder: OpaquePointer?
        try unsafe check("start a pack", git_packbuilder_new(&builder, handle))
        defer { unsafe git_packbuilder_free(builder) }
        for (id, path) in members {
            var oid = id.oid
            try unsafe check("pack \(id)", git_packbuilder_insert(builder, &oid, path))
        }
        try unsafe check("write a pack in \(folder)", git_packbuilder_write(builder, folder, 0, nil, nil))
        guard let hash = unsafe git_packbuilder_name(builder) else {
            throw GitError(.other, "write a pack in \(folder)", "the pack has no name")
        }
        let name = "pack-" + (unsafe String(cString: hash))
        try Files.makeFolder(packFolder)
        for end in [".pack", ".idx"] {
            try Files.move("\(folder)/\(name)\(end)", to: "\(packFolder)/\(name)\(end)")
        }
        try Files.flushFolder(packFolder)
        try unsafe check("find the new pack", git_odb_refresh(objects))
        return name
    }

    var packFolder: String { gitFolder + "/objects/pack" }
}
