internal import CGit2

/// Objects that arrive together and become one pack.
///
/// They are readable at once through the repository they were added to, and durable only after
/// `Repository.publish(_:through:)`. Until then they are kept in memory.
public struct ObjectBatch: Sendable {
    /// The numbers they are staged under, in the order they were added, each once.
    fileprivate var members: [Int] = []

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
        guard !staging.restage(id), isNew || !contains(id) else { return id }
        batch.members.append(staging.stage(id, kind, bytes, basis: basis))
        return id
    }

    /// Writes the batch as one pack and returns when it is durable and readable by every process.
    ///
    /// The pack and its index are written and flushed in `folder`, which must be on the repository's file system, and
    /// then moved into place, the index last. So a crash leaves nothing in `objects/pack` that git would trip over.
    ///
    /// A batch is published before another begins, and once.
    ///
    /// - Complexity: the bytes of the objects.
    public borrowing func publish(_ batch: ObjectBatch, through folder: String) throws(GitError) {
        guard !batch.isEmpty else { return }
        var pack = try PackWriter(in: folder, objectCount: batch.members.count)
        let objects = staging.objects
        // Where each stands, once it does, and how many deltas it takes to make it.
        var places: [(offset: Int, depth: Int)?] = Array(repeating: nil, count: objects.count)
        // Kind by kind, so that a walk over commits reads one piece of the pack.
        for kind in [ObjectKind.commit, .tag, .tree, .blob] {
            for number in batch.members where objects[number].kind == kind {
                let (id, basis) = (objects[number].id, objects[number].basis)
                if let basis, let place = places[basis], place.depth < Self.deltaDepthLimit,
                    objects[basis].kind == kind,
                    let delta = Delta.bytes(
                        from: objects[basis].bytes, to: objects[number].bytes,
                        limit: Self.deltaLimit(kind, of: objects[number].bytes.count))
                {
                    places[number] = (try pack.add(id, delta: delta, base: place.offset), place.depth + 1)
                } else {
                    places[number] = (try pack.add(id, kind, objects[number].bytes), 0)
                }
            }
        }
        let name = try pack.end()
        try install(name, from: folder)
        staging.clear(arePublished: true)
    }

    /// A longer chain of deltas makes the last object dear to read. git's own limit is 50.
    private static var deltaDepthLimit: Int { 40 }

    /// A delta is worth it that is no longer than the compressed object is likely to be: half of it, or two thirds of a commit, much of
    /// which is random digits.
    static func deltaLimit(_ kind: ObjectKind, of byteCount: Int) -> Int {
        kind == .commit ? byteCount * 2 / 3 : byteCount / 2
    }

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
        try store.lookAgain()
    }

    var packFolder: String { gitFolder + "/objects/pack" }
}
