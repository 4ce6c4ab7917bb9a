internal import CGit2

/// Objects that arrive together and become one pack.
///
/// They are readable at once through the repository they were added to, and durable only after
/// `Repository.publish(_:through:)`. Until then they are kept in memory.
public struct ObjectBatch: Sendable {
    /// In the order they were added, each once.
    fileprivate var members: [Member] = []

    fileprivate struct Member {
        var id: ObjectID
        var kind: ObjectKind
        /// An object that it is much alike, if there is one.
        var basis: ObjectID?
    }

    public init() {}

    public var isEmpty: Bool { members.isEmpty }
}

extension Repository {
    /// Adds an object to a batch and returns its name. An object that the repository has is not added again.
    ///
    /// - Parameters:
    ///   - basis: An object that it is much alike, such as the version before. If that is in the same batch, only what
    ///     differs is stored.
    ///   - id: The object's name, where it is known already.
    ///   - isNew: The repository is known not to have it, or having it twice does no harm: to look for what is not there
    ///     costs more, the more packs there are.
    public borrowing func add(
        _ bytes: [UInt8], as kind: ObjectKind, named id: ObjectID? = nil, basis: ObjectID? = nil, isNew: Bool = false,
        to batch: inout ObjectBatch
    ) -> ObjectID {
        let id = id ?? ObjectID(hashing: bytes, as: kind)
        guard staging.staged[id] == nil, isNew || !contains(id) else { return id }
        staging.stage(id, kind, bytes, basis: basis)
        batch.members.append(ObjectBatch.Member(id: id, kind: kind, basis: basis))
        return id
    }

    /// Writes the batch as one pack and returns when it is durable and readable by every process.
    ///
    /// The pack and its index are written and flushed in `folder`, which must be on the repository's file system, and
    /// then moved into place, the index last. So a crash leaves nothing in `objects/pack` that git would trip over.
    ///
    /// - Complexity: the bytes of the objects.
    public borrowing func publish(_ batch: ObjectBatch, through folder: String) throws(GitError) {
        guard !batch.isEmpty else { return }
        var pack = try PackWriter(in: folder, objectCount: batch.members.count)
        var places: [ObjectID: (offset: Int, depth: Int)] = [:]
        places.reserveCapacity(batch.members.count)
        // Kind by kind, so that a walk over commits reads one piece of the pack.
        for kind in [ObjectKind.commit, .tag, .tree, .blob] {
            for member in batch.members where member.kind == kind {
                guard let object = staging.staged[member.id] else {
                    preconditionFailure("a batch is published before another begins, and once")
                }
                if let basis = member.basis, let place = places[basis], place.depth < Self.deltaDepthLimit,
                    let base = staging.staged[basis], base.kind == kind,
                    let delta = Delta.bytes(from: base.bytes, to: object.bytes, limit: object.bytes.count / 2)
                {
                    let offset = try pack.add(member.id, delta: delta, base: place.offset)
                    places[member.id] = (offset, place.depth + 1)
                } else {
                    places[member.id] = (try pack.add(member.id, kind, object.bytes), 0)
                }
            }
        }
        let name = try pack.end()
        try install(name, from: folder)
        staging.clear(arePublished: true)
    }

    /// A longer chain of deltas makes the last object dear to read. git's own limit is 50.
    private static var deltaDepthLimit: Int { 40 }

    /// Forgets all objects that were added and not published.
    public borrowing func discardStaged() {
        staging.clear(arePublished: false)
    }

    /// Moves a pack that is whole and flushed to where git looks for it.
    borrowing func install(_ name: String, from folder: String) throws(GitError) {
        try Files.makeFolder(packFolder)
        for end in [".pack", ".idx"] {
            try Files.move("\(folder)/\(name)\(end)", to: "\(packFolder)/\(name)\(end)")
        }
        try Files.flushFolder(packFolder)
        try unsafe check("find the new pack", git_odb_refresh(objects))
    }

    var packFolder: String { gitFolder + "/objects/pack" }
}
