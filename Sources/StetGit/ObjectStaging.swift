/// What a repository keeps in memory: objects that are not yet in a pack, and trees that were used lately.
final class ObjectStaging {
    struct Object {
        var kind: ObjectKind
        var bytes: [UInt8]
    }

    /// Added to a batch and not yet published.
    private(set) var staged: [ObjectID: Object] = [:]
    /// Those that another one was made from since: nobody will build upon them.
    private var superseded: Set<ObjectID> = []
    /// Trees in two generations. One that is used moves to the younger; when that is full, it becomes the older, and
    /// what was not used meanwhile goes.
    private var youngTrees: [ObjectID: [UInt8]] = [:]
    private var oldTrees: [ObjectID: [UInt8]] = [:]
    private var youngByteCount = 0

    /// Two generations of it hold the folders of some 30,000 articles.
    private static let generationByteLimit = 16 << 20

    func stage(_ id: ObjectID, _ kind: ObjectKind, _ bytes: [UInt8], basis: ObjectID?) {
        staged[id] = Object(kind: kind, bytes: bytes)
        if let basis, kind == .tree {
            superseded.insert(basis)
            superseded.remove(id)
        }
    }

    /// Forgets what was staged. The last trees stay at hand when they were published.
    func clear(arePublished: Bool) {
        if arePublished {
            for (id, object) in staged where object.kind == .tree && !superseded.contains(id) { keep(id, object.bytes) }
        }
        staged.removeAll(keepingCapacity: true)
        superseded.removeAll(keepingCapacity: true)
    }

    func tree(_ id: ObjectID) -> [UInt8]? {
        if let bytes = youngTrees[id] { return bytes }
        guard let bytes = oldTrees.removeValue(forKey: id) else { return nil }
        keep(id, bytes)
        return bytes
    }

    func keep(_ id: ObjectID, _ bytes: [UInt8]) {
        if youngByteCount + bytes.count > Self.generationByteLimit {
            swap(&oldTrees, &youngTrees)
            youngTrees.removeAll(keepingCapacity: true)
            youngByteCount = 0
        }
        if youngTrees.updateValue(bytes, forKey: id) == nil { youngByteCount += bytes.count }
    }
}
