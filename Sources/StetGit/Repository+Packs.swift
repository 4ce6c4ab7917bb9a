internal import CGit2

/// One pack of a repository.
public struct PackFile: Hashable, Sendable {
    /// "pack-…", without extension.
    public var name: String
    public var byteCount: Int64

    package init(name: String, byteCount: Int64) {
        self.name = name
        self.byteCount = byteCount
    }

    /// Which packs are put into one so that there are no more than `limit` small ones; none where there are no more.
    ///
    /// They are taken from the smallest up while each is no larger than those before it together, as `git repack --geometric`
    /// would, and no more than half of those that may be. So packs of one size become packs of 25 times that size, with a limit of 50,
    /// and these of 25 times theirs: an object is rewritten about log25(n) times. Without the second bound it would be log2(n) times.
    ///
    /// - Parameters:
    ///   - packs: The smallest first.
    ///   - byteLimit: One of this size or more is not small.
    public static func toMerge(_ packs: [PackFile], limit: Int, byteLimit: Int64) -> [PackFile] {
        let packs = packs.filter { $0.byteCount < byteLimit }
        guard packs.count > limit else { return [] }
        var chosen: [PackFile] = []
        var byteCount: Int64 = 0
        for pack in packs.prefix(limit / 2) {
            guard chosen.count < 2 || pack.byteCount <= byteCount else { break }
            chosen.append(pack)
            byteCount += pack.byteCount
        }
        return chosen
    }
}

extension Repository {
    /// The packs that may be merged into others, smallest first: whole, and without a mark that tells git to keep
    /// them as they are.
    public borrowing func mergeablePacks() throws(GitError) -> [PackFile] {
        let names = try Set(Files.names(in: packFolder))
        return names.filter { $0.hasSuffix(".idx") }.map { String($0.dropLast(".idx".count)) }
            .filter { name in
                names.contains(name + ".pack") && !Self.keepMarks.contains { names.contains(name + $0) }
            }
            .map { PackFile(name: $0, byteCount: Files.size(of: "\(packFolder)/\($0).pack") ?? 0) }
            .sorted { ($0.byteCount, $0.name) < ($1.byteCount, $1.name) }
    }

    /// Kept by the user, fetched from a partial clone, or holding what nothing refers to.
    private static let keepMarks = [".keep", ".promisor", ".mtimes"]

    /// Puts the objects of several packs into one.
    ///
    /// They are copied as they stand, compressed, each compared with its checksum; only the places of deltas' bases are told
    /// anew. Of the folders that each pack has as a whole, all but the first become what makes them of the version before (see
    /// `LikeFolders`). An object that several packs have is taken once. The new pack is durable before the old ones go. Readers that
    /// had opened an old one look again, as they do after `git gc`. A multi-pack index that names the old packs goes with
    /// them: git makes it anew.
    ///
    /// - Complexity: the bytes of the packs; in memory, 60 bytes an object.
    public borrowing func merge(_ packs: [PackFile], through folder: String) throws(GitError) {
        let (count, several) = try PackIndex.distinctIDs(
            of: packs.map { pack throws(GitError) in
                guard let index = try Files.read("\(packFolder)/\(pack.name).idx") else {
                    throw GitError(.notFound, "read \(pack.name)", "it has no index")
                }
                return (index, pack.name)
            })
        var merged = try PackWriter(in: folder, objectCount: count)
        /// Where those stand that several packs have.
        var places: [ObjectID: Int] = [:]
        var folders = try LikeFolders()
        // From the oldest: what follows each other is most alike.
        for pack in packs.map({ (time: Files.changeTime(of: "\(packFolder)/\($0.name).pack"), name: $0.name) })
            .sorted(by: { ($0.time ?? .zero, $0.name) < ($1.time ?? .zero, $1.name) })
        {
            var reader = try PackReader(pack.name, in: packFolder)
            try copy(&reader, to: &merged, several, &places, &folders)
        }
        let name = try merged.end()
        try install(name, from: folder)
        try retire(packs, for: name)
    }

    /// Removes packs whose objects another one has by now, and a multi-pack index, which names them.
    borrowing func retire(_ packs: [PackFile], for new: String) throws(GitError) {
        for name in try Files.names(in: packFolder) where name.hasPrefix("multi-pack-index") {
            try Files.remove("\(packFolder)/\(name)")
        }
        for pack in packs where pack.name != new {
            // The index goes first: without it nobody looks for the pack.
            for end in [".idx", ".rev", ".bitmap", ".pack"] { try Files.remove("\(packFolder)/\(pack.name)\(end)") }
        }
        try Files.flushFolder(packFolder)
        try store.lookAgain()
    }

    /// Copies what is not yet there of a pack.
    private borrowing func copy(
        _ reader: inout PackReader, to merged: inout PackWriter, _ several: Set<ObjectID>,
        _ places: inout [ObjectID: Int], _ folders: inout LikeFolders
    ) throws(GitError) {
        // A base stands before what is made of it.
        var newPlaces: [Int] = []
        newPlaces.reserveCapacity(reader.entries.count)
        for index in reader.entries.indices {
            let entry = reader.entries[index]
            let isShared = several.contains(entry.id)
            if isShared, let place = places[entry.id] {
                newPlaces.append(place)
                continue
            }
            let item = try reader.item(index)
            let base = item.base.flatMap { reader.index(at: $0) }
            guard item.base == nil || base.map({ $0 < index }) ?? false else {
                throw GitError(.invalid, "read \(entry.id) in \(reader.name)", "its base is not there")
            }
            let place: Int
            if item.packNumber == ObjectKind.tree.packNumber, LikeFolders.byteCounts.contains(item.size),
                let bytes = folders.inflater.bytes(item.rest, size: item.size)
            {
                place = try copyFolder(bytes, item, entry.id, to: &merged, &folders)
            } else {
                place = try merged.add(
                    entry.id, packNumber: item.packNumber, size: item.size, base: base.map { newPlaces[$0] },
                    compressed: item.rest)
            }
            if isShared { places[entry.id] = place }
            newPlaces.append(place)
        }
    }

    /// Copies a whole folder, as what makes it of an earlier version where there is one.
    private borrowing func copyFolder(
        _ bytes: [UInt8], _ item: PackReader.Item, _ id: ObjectID, to merged: inout PackWriter,
        _ folders: inout LikeFolders
    ) throws(GitError) -> Int {
        var folder = LikeFolders.Folder(bytes: bytes, place: 0, depth: 0)
        if let before = folders.version(of: bytes),
            let delta = Delta.bytes(from: before.bytes, to: bytes, limit: Self.deltaLimit(.tree, of: bytes.count))
        {
            folder.place = try merged.add(id, delta: delta, base: before.place)
            folder.depth = before.depth + 1
        } else {
            folder.place = try merged.add(
                id, packNumber: item.packNumber, size: item.size, base: nil, compressed: item.rest)
        }
        folders.insert(folder)
        return folder.place
    }
}
