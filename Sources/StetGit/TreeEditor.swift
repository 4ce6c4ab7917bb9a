/// Sets files in nested trees, one root tree after another.
public struct TreeEditor: Sendable {
    public init() {}

    /// Returns the root tree in which the files at `changes` are set, what stands at `removed` is gone, and all else is as
    /// in `root`.
    ///
    /// Paths have the form "a/b/c". A file that stands where a folder is needed gives way to it. With the mode of a
    /// folder, a whole tree is set.
    ///
    /// - Complexity: the bytes of the folders on the way, each rewritten once for all changes.
    public func tree(
        _ root: ObjectID?, setting changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)],
        removing removed: [String] = [], in repository: borrowing Repository, batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        let changes =
            changes.map { Change(path: Array($0.path.utf8)[...], blob: $0.blob, mode: $0.mode) }
            + removed.map { Change(path: Array($0.utf8)[...], blob: nil, mode: .file) }
        return try tree(root, setting: changes, in: repository, batch: &batch)
    }

    private struct Change {
        var path: ArraySlice<UInt8>
        /// Nil for what is to be gone.
        var blob: ObjectID?
        var mode: TreeEntry.Mode
    }

    private func tree(
        _ old: ObjectID?, setting changes: [Change], in repository: borrowing Repository, batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        var tree = TreeBytes(
            try old.map { id throws(GitError) in try repository.bytes(of: id, as: .tree) } ?? [], id: old)
        var below: [(name: [UInt8], changes: [Change])] = []
        for var change in changes {
            guard let slash = change.path.firstIndex(of: UInt8(ascii: "/")) else {
                let name = Array(change.path)
                if let blob = change.blob {
                    try tree.set(TreeEntry(mode: change.mode, name: name, id: blob))
                } else {
                    try tree.remove(named: name)
                }
                continue
            }
            let name = Array(change.path[..<slash])
            change.path = change.path[(slash + 1)...]
            if let index = below.firstIndex(where: { $0.name == name }) {
                below[index].changes.append(change)
            } else {
                below.append((name, [change]))
            }
        }
        for (name, changes) in below {
            let slot = try tree.slot(of: name, isFolder: true)
            let entry = try tree.entry(at: slot, named: name)
            let folder = entry?.mode == .folder ? entry?.id : nil
            let id = try self.tree(folder, setting: changes, in: repository, batch: &batch)
            try tree.set(TreeEntry(mode: .folder, name: name, id: id), at: slot)
        }
        return repository.add(tree.bytes, as: .tree, basis: old, isNew: true, to: &batch)
    }
}
