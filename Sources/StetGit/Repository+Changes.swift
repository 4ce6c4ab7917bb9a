extension Repository {
    /// The paths of the files that differ between two trees, sorted by folder.
    ///
    /// - Complexity: the entries of the folders that differ.
    public borrowing func changedFiles(from before: ObjectID?, to after: ObjectID?) throws(GitError) -> [String] {
        var paths: [String] = []
        try collectChanges(from: before, to: after, at: "", into: &paths)
        return paths
    }

    private borrowing func collectChanges(
        from before: ObjectID?, to after: ObjectID?, at place: String, into paths: inout [String]
    ) throws(GitError) {
        guard before != after else { return }
        let removed = try before.map { id throws(GitError) in try tree(id) } ?? []
        let added = try after.map { id throws(GitError) in try tree(id) } ?? []
        var old: [[UInt8]: TreeEntry] = [:]
        for entry in removed { old[entry.name] = entry }
        for entry in added {
            try collectChange(from: old.removeValue(forKey: entry.name), to: entry, at: place, into: &paths)
        }
        for entry in removed where old[entry.name] != nil {
            try collectChange(from: entry, to: nil, at: place, into: &paths)
        }
    }

    private borrowing func collectChange(
        from before: TreeEntry?, to after: TreeEntry?, at place: String, into paths: inout [String]
    ) throws(GitError) {
        guard before != after, let name = after?.name ?? before?.name else { return }
        let path = place + String(decoding: name, as: UTF8.self)
        let folders = [before, after].map { $0?.mode == .folder ? $0?.id : nil }
        if folders[0] != nil || folders[1] != nil {
            try collectChanges(from: folders[0], to: folders[1], at: path + "/", into: &paths)
        }
        let isFile = [before, after].contains { $0.map { $0.mode != .folder } ?? false }
        if isFile { paths.append(path) }
    }
}
