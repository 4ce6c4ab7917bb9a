internal import CGit2

/// One pack of a repository.
public struct PackFile: Hashable, Sendable {
    /// "pack-…", without extension.
    public var name: String
    public var byteCount: Int64
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
    /// The new pack is durable before the old ones go. Readers that had opened an old one look again, as they do
    /// after `git gc`. A multi-pack index that names the old packs goes with them: git makes it anew.
    public borrowing func merge(_ packs: [PackFile], through folder: String) throws(GitError) {
        var members: [(id: ObjectID, path: String?)] = []
        var seen: Set<ObjectID> = []
        for pack in packs {
            for id in try objectIDs(in: pack) where seen.insert(id).inserted { members.append((id, nil)) }
        }
        let merged = try writePack(of: members, through: folder)
        for name in try Files.names(in: packFolder) where name.hasPrefix("multi-pack-index") {
            try Files.remove("\(packFolder)/\(name)")
        }
        for pack in packs where pack.name != merged {
            // The index goes first: without it nobody looks for the pack.
            for end in [".idx", ".rev", ".bitmap", ".pack"] { try Files.remove("\(packFolder)/\(pack.name)\(end)") }
        }
        try Files.flushFolder(packFolder)
        try unsafe check("look at the packs again", git_odb_refresh(objects))
    }

    /// The libgit2 calls are `git_odb_backend_one_pack` and `git_odb_foreach`.
    private borrowing func objectIDs(in pack: PackFile) throws(GitError) -> [ObjectID] {
        let operation = "list \(pack.name)"
        var store: OpaquePointer?
        try unsafe check(operation, git_odb_new(&store))
        defer { unsafe git_odb_free(store) }
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try unsafe check(operation, git_odb_backend_one_pack(&backend, "\(packFolder)/\(pack.name).idx"))
        try unsafe check(operation, git_odb_add_backend(store, backend, 1))
        let list = IDList()
        let code = unsafe git_odb_foreach(
            store,
            { id, payload in
                guard let id = unsafe id, let payload = unsafe payload else { return 0 }
                unsafe Unmanaged<IDList>.fromOpaque(payload).takeUnretainedValue().ids.append(ObjectID(id.pointee))
                return 0
            }, Unmanaged.passUnretained(list).toOpaque())
        try check(operation, code)
        return withExtendedLifetime(list) { list.ids }
    }
}

private final class IDList {
    var ids: [ObjectID] = []
}
