/// What a repository keeps in memory: objects that are not yet in a pack, and trees that were used lately.
final class ObjectStaging {
    struct Object {
        var id: ObjectID
        var kind: ObjectKind
        var bytes: [UInt8]
        /// The number of a staged object that it is much alike.
        var basis: Int?
        /// Another tree was made from this one since: nobody will build upon it, so it need not be at hand.
        var isSuperseded = false
    }

    /// Added to batches and not yet published; an object's number is its place here.
    private(set) var objects: [Object] = []
    private var numbers: [ObjectID: Int] = [:]
    /// Trees of earlier batches that others were made from since.
    private var supersededTrees: [ObjectID] = []
    /// Trees in two generations. One that is used moves to the younger; when that is full, it becomes the older, and
    /// what was not used meanwhile goes.
    private var youngTrees: [ObjectID: [UInt8]] = [:]
    private var oldTrees: [ObjectID: [UInt8]] = [:]
    private var youngByteCount = 0

    /// Two generations of it hold the folders of some 60,000 articles.
    private static let defaultGenerationByteLimit = 16 << 20
    var generationByteLimit = ObjectStaging.defaultGenerationByteLimit

    func staged(_ id: ObjectID) -> Object? { numbers[id].map { objects[$0] } }

    func hasStaged(_ id: ObjectID) -> Bool { numbers[id] != nil }

    /// Whether it is staged already. If it is, it is built upon again, whatever was made from it.
    func restage(_ id: ObjectID) -> Bool {
        guard let number = numbers[id] else { return false }
        objects[number].isSuperseded = false
        return true
    }

    /// Returns its number.
    func stage(_ id: ObjectID, _ kind: ObjectKind, _ bytes: [UInt8], basis: ObjectID?) -> Int {
        let basisNumber = basis.flatMap { numbers[$0] }
        if kind == .tree, let basis {
            if let basisNumber { objects[basisNumber].isSuperseded = true } else { supersededTrees.append(basis) }
        }
        numbers[id] = objects.count
        objects.append(Object(id: id, kind: kind, bytes: bytes, basis: basisNumber))
        return objects.count - 1
    }

    /// Forgets what was staged. The last trees stay at hand when they were published.
    func clear(arePublished: Bool) {
        if arePublished {
            for id in supersededTrees { forget(id) }
            for object in objects where object.kind == .tree && !object.isSuperseded { keep(object.id, object.bytes) }
        }
        objects.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        supersededTrees.removeAll(keepingCapacity: true)
    }

    func tree(_ id: ObjectID) -> [UInt8]? {
        if let bytes = youngTrees[id] { return bytes }
        guard let bytes = oldTrees.removeValue(forKey: id) else { return nil }
        keep(id, bytes)
        return bytes
    }

    func keep(_ id: ObjectID, _ bytes: [UInt8]) {
        if youngByteCount + bytes.count > generationByteLimit {
            swap(&oldTrees, &youngTrees)
            youngTrees.removeAll(keepingCapacity: true)
            youngByteCount = 0
        }
        if youngTrees.updateValue(bytes, forKey: id) == nil { youngByteCount += bytes.count }
    }

    private func forget(_ id: ObjectID) {
        if let bytes = youngTrees.removeValue(forKey: id) {
            youngByteCount -= bytes.count
        } else {
            oldTrees.removeValue(forKey: id)
        }
    }
}
