internal import CGit2

extension Repository {
    /// A `git gc` that runs meanwhile may carry an object over from a pack that goes to one that is new.
    private static var removalAttemptLimit: Int { 5 }
    /// What git keeps beside a pack and says something of the pack as a whole; it goes over to the new one.
    private static var packMarks: [String] { [".keep", ".promisor"] }

    /// Takes objects out of the repository, whoever refers to them: out of every pack, and out of the loose ones.
    ///
    /// A pack that has one is written anew without it; objects that were deltas upon it become deltas upon what it was
    /// made of itself, or whole. The new pack is durable before the old one goes. Readers that had opened an old one may still
    /// read from it until they end.
    ///
    /// - Returns: Those that could not be taken out: an alternate has them.
    /// - Complexity: the bytes of the packs that have one; in memory, 60 bytes an object of a pack.
    public borrowing func remove(_ ids: Set<ObjectID>, through folder: String) throws(GitError) -> Set<ObjectID> {
        guard !ids.isEmpty else { return [] }
        for _ in 1...Self.removalAttemptLimit {
            var packs: [String] = []
            for name in try packNames() where try objectIDs(inPack: name).contains(where: { ids.contains($0) }) {
                packs.append(name)
            }
            for pack in packs { try rewrite(pack, without: ids, through: folder) }
            for id in ids {
                let digits = id.description
                try Files.remove("\(gitFolder)/objects/\(digits.prefix(2))/\(digits.dropFirst(2))")
            }
            if packs.isEmpty { break }
        }
        try store.lookAgain()
        // This process may still have an old pack open, so the object store is not asked.
        var left: Set<ObjectID> = []
        for pack in try packNames() { left.formUnion(try objectIDs(inPack: pack).filter { ids.contains($0) }) }
        if Files.exists(gitFolder + "/objects/info/alternates") {
            let fresh = try Repository.open(at: gitFolder, allowsBare: true)
            left.formUnion(ids.filter { fresh.contains($0) })
        }
        return left
    }

    private borrowing func rewrite(
        _ name: String, without ids: Set<ObjectID>, through folder: String
    ) throws(GitError) {
        var reader = try PackReader(name, in: packFolder)
        let keptCount = reader.entries.count { !ids.contains($0.id) }
        var new: String?
        if keptCount > 0 {
            var pack = try PackWriter(in: folder, objectCount: keptCount)
            try copy(&reader, without: ids, to: &pack)
            let written = try pack.end()
            let names = Set(try Files.names(in: packFolder))
            for mark in Self.packMarks where names.contains(name + mark) {
                try Files.replace(
                    "\(packFolder)/\(written)\(mark)", with: Files.read("\(packFolder)/\(name)\(mark)") ?? [])
            }
            try install(written, from: folder)
            new = written
        }
        for name in try Files.names(in: packFolder) where name.hasPrefix("multi-pack-index") {
            try Files.remove("\(packFolder)/\(name)")
        }
        guard new != name else { return }
        for end in [".idx", ".rev", ".bitmap", ".mtimes", ".pack"] + Self.packMarks {
            try Files.remove("\(packFolder)/\(name)\(end)")
        }
        try Files.flushFolder(packFolder)
    }

    /// Copies the entries of a pack that stay, in the order of the pack.
    private borrowing func copy(
        _ reader: inout PackReader, without ids: Set<ObjectID>, to pack: inout PackWriter
    ) throws(GitError) {
        var newPlaces: [Int: Int] = [:]
        // Of what is left out: where its base stands, if it is a delta itself.
        var baseOfRemoved: [Int: Int?] = [:]
        var idAt: [Int: ObjectID] = [:]
        for index in reader.entries.indices {
            let entry = reader.entries[index]
            idAt[entry.offset] = entry.id
            let item = try reader.item(index)
            if ids.contains(entry.id) {
                baseOfRemoved[entry.offset] = .some(item.base)
                continue
            }
            let namedBase =
                item.packNumber == PackWriter.referenceDelta ? ObjectID(item.rest.prefix(ObjectID.byteCount)) : nil
            let losesBase =
                item.base.map { baseOfRemoved[$0] != nil } ?? namedBase.map { ids.contains($0) } ?? false
            guard losesBase else {
                let base = item.base.flatMap { newPlaces[$0] }
                guard item.base == nil || base != nil else {
                    throw GitError(.invalid, "read \(entry.id) in \(reader.name)", "its base is not there")
                }
                newPlaces[entry.offset] = try pack.add(
                    entry.id, packNumber: item.packNumber, size: item.size, base: base, compressed: item.rest)
                continue
            }
            let (kind, bytes) = try object(entry.id)
            var base = item.base
            while let place = base, let next = baseOfRemoved[place] { base = next }
            if let base, let place = newPlaces[base], let baseID = idAt[base],
                let delta = Delta.bytes(from: try object(baseID).bytes, to: bytes, limit: bytes.count / 2)
            {
                newPlaces[entry.offset] = try pack.add(entry.id, delta: delta, base: place)
            } else {
                newPlaces[entry.offset] = try pack.add(entry.id, kind, bytes)
            }
        }
    }

    /// An object of whatever kind.
    private borrowing func object(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, bytes: [UInt8]) {
        let object = try unsafe storedObject(id, operation: "read \(id)")
        defer { unsafe git_odb_object_free(object) }
        guard let kind = unsafe ObjectKind(git_odb_object_type(object)) else {
            throw GitError(.invalid, "read \(id)", "the object is of no kind that git has")
        }
        let count = unsafe git_odb_object_size(object)
        guard count > 0 else { return (kind, []) }
        return (kind, unsafe Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: count)))
    }
}
