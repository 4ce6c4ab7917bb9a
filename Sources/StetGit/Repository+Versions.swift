internal import CGit2

/// A file as one commit has it, which the commit before had not so.
public struct ChangedFile: Hashable, Sendable {
    /// The path's bytes: git does not promise that they are UTF-8.
    public var path: [UInt8]
    public var entry: TreeEntry
}

/// What is looked for in the trees of a history. Bytes of paths that are no UTF-8 are replaced.
public struct FileSelection: Sendable {
    /// Whether to look into the folder at a path ("a/b").
    public var entersFolder: @Sendable (String) -> Bool
    public var wantsFile: @Sendable (String) -> Bool

    public init(
        entersFolder: @escaping @Sendable (String) -> Bool, wantsFile: @escaping @Sendable (String) -> Bool
    ) {
        self.entersFolder = entersFolder
        self.wantsFile = wantsFile
    }
}

/// Reading histories that somebody else made: their trees may be deeper, wider and more often the same than any disk could hold.
extension Repository {
    /// Of a history that is gone through once, commit by commit, a tree is wanted again for the next commit alone.
    private static let treeByteLimitOfHistories = 1 << 20

    /// Opens a repository, bare or not, to go through its history once.
    public static func openHistory(at path: String) throws(GitError) -> Repository {
        let repository = try open(at: path, allowsBare: true)
        repository.staging.generationByteLimit = treeByteLimitOfHistories
        return repository
    }

    /// Folders below folders beyond this are no file system's.
    private static let depthLimit = 128
    /// Names looked at in one commit; ten times what the largest repositories have. It takes seconds.
    static let defaultEntryLimit = 10_000_000
    /// A commit or tree object above this is a mistake or an attack.
    private static let objectByteLimit = 64 << 20

    /// The size of an object, told without uncompressing it. The libgit2 call is `git_odb_read_header`.
    public borrowing func byteCount(of id: ObjectID) throws(GitError) -> Int {
        var oid = id.oid
        var count = 0
        var kind = GIT_OBJECT_ANY
        try unsafe check("read the size of \(id)", git_odb_read_header(&count, &kind, objects, &oid))
        return count
    }

    /// The commits that a branch stood at, as far as its history tells: each the first parent of the next, oldest first. A
    /// history that was fetched in part ends where it was cut off.
    ///
    /// - Complexity: one commit read for each.
    public borrowing func firstParents(upTo tip: ObjectID) throws(GitError) -> (commits: [ObjectID], isCutOff: Bool) {
        var commits: [ObjectID] = []
        var next: ObjectID? = tip
        while let id = next {
            guard commits.isEmpty || contains(id) else { return (commits.reversed(), true) }
            try checkSize(of: id)
            commits.append(id)
            next = try commit(id).parents.first
        }
        return (commits.reversed(), false)
    }

    /// The files of a selection that a tree has and the one before has not so, in the order of the trees. Links and
    /// submodules are no files.
    ///
    /// - Complexity: the entries of the folders that differ, at most a set number.
    public borrowing func files(
        of tree: ObjectID, notIn before: ObjectID?, _ selection: FileSelection, entryLimit: Int? = nil
    ) throws(GitError) -> [ChangedFile] {
        var files: [ChangedFile] = []
        var entriesLeft = entryLimit ?? Self.defaultEntryLimit
        try collect(tree, before, at: [], 0, selection, &entriesLeft, into: &files)
        return files
    }

    private borrowing func collect(
        _ tree: ObjectID, _ before: ObjectID?, at place: [UInt8], _ depth: Int, _ selection: FileSelection,
        _ entriesLeft: inout Int, into files: inout [ChangedFile]
    ) throws(GitError) {
        guard tree != before else { return }
        guard depth < Self.depthLimit else {
            throw GitError(.invalid, "read tree \(tree)", "it lies deeper than \(Self.depthLimit) folders")
        }
        try checkSize(of: tree)
        let entries = try self.tree(tree)
        entriesLeft -= entries.count
        guard entriesLeft >= 0 else {
            throw GitError(.invalid, "read tree \(tree)", "its commit changes more names than a repository has")
        }
        var entriesBefore: [TreeEntry] = []
        if let before {
            try checkSize(of: before)
            entriesBefore = try self.tree(before)
        }
        // Most commits change one name of many.
        var (start, end, endBefore) = (0, entries.count, entriesBefore.count)
        while start < min(end, endBefore), entries[start] == entriesBefore[start] { start += 1 }
        while start < min(end, endBefore), entries[end - 1] == entriesBefore[endBefore - 1] {
            end -= 1
            endBefore -= 1
        }
        var old: [[UInt8]: TreeEntry] = [:]
        for entry in entriesBefore[start..<endBefore] { old[entry.name] = entry }
        for entry in entries[start..<end] where old[entry.name] != entry {
            let path = place + entry.name
            switch entry.mode {
            case .folder where selection.entersFolder(String(decoding: path, as: UTF8.self)):
                let same = old[entry.name].flatMap { $0.mode == .folder ? $0.id : nil }
                try collect(
                    entry.id, same, at: path + [UInt8(ascii: "/")], depth + 1, selection, &entriesLeft, into: &files)
            case .file, .executable, .groupWritable:
                // Another mode is no other version.
                let isSame = old[entry.name].map { $0.id == entry.id && $0.mode != .link } ?? false
                if !isSame, selection.wantsFile(String(decoding: path, as: UTF8.self)) {
                    files.append(ChangedFile(path: path, entry: entry))
                }
            default: break
            }
        }
    }

    private borrowing func checkSize(of id: ObjectID) throws(GitError) {
        let count = try byteCount(of: id)
        guard count <= Self.objectByteLimit else {
            throw GitError(.invalid, "read \(id)", "it has \(count) bytes, the limit is \(Self.objectByteLimit)")
        }
    }
}
