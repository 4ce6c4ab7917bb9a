/// Sets files in nested trees, one root tree after another.
///
/// Trees that were read or written lately are kept, so that a batch reads each folder once.
public struct TreeEditor {
    private var known: [ObjectID: [TreeEntry]] = [:]

    /// About 8 MB of entries in an archive whose folders hold a few hundred each.
    private static let knownTreeLimit = 1_000

    public init() {}

    /// Returns the root tree in which the files at `changes` are set, what stands at `removed` is gone, and all else is as
    /// in `root`.
    ///
    /// Paths have the form "a/b/c". A file that stands where a folder is needed gives way to it. With the mode of a
    /// folder, a whole tree is set.
    ///
    /// - Complexity: the bytes of the folders on the way, each rewritten once for all changes.
    public mutating func tree(
        _ root: ObjectID?, setting changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)],
        removing removed: [String] = [], in repository: borrowing Repository, batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        let changes =
            changes.map { Change(path: Array($0.path.utf8)[...], blob: $0.blob, mode: $0.mode) }
            + removed.map { Change(path: Array($0.utf8)[...], blob: nil, mode: .file) }
        return try tree(root, setting: changes, at: "", in: repository, batch: &batch)
    }

    private struct Change {
        var path: ArraySlice<UInt8>
        /// Nil for what is to be gone.
        var blob: ObjectID?
        var mode: TreeEntry.Mode
    }

    private mutating func tree(
        _ old: ObjectID?, setting changes: [Change], at place: String, in repository: borrowing Repository,
        batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        var entries = try old.map { id throws(GitError) in try self.entries(of: id, in: repository) } ?? []
        var below: [(name: [UInt8], changes: [Change])] = []
        for var change in changes {
            guard let slash = change.path.firstIndex(of: UInt8(ascii: "/")) else {
                if let blob = change.blob {
                    Self.set(TreeEntry(mode: change.mode, name: Array(change.path), id: blob), in: &entries)
                } else {
                    entries.removeAll { $0.name.elementsEqual(change.path) }
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
            let folder = entries.first { $0.name == name && $0.mode == .folder }?.id
            let path = place + String(decoding: name, as: UTF8.self) + "/"
            let id = try tree(folder, setting: changes, at: path, in: repository, batch: &batch)
            Self.set(TreeEntry(mode: .folder, name: name, id: id), in: &entries)
        }
        let id = try repository.add(TreeEntry.bytes(of: entries), as: .tree, path: place, to: &batch)
        keep(entries, as: id)
        return id
    }

    private static func set(_ entry: TreeEntry, in entries: inout [TreeEntry]) {
        if let index = entries.firstIndex(where: { $0.name == entry.name }) {
            guard (entries[index].mode == .folder) != (entry.mode == .folder) else {
                entries[index] = entry
                return
            }
            entries.remove(at: index)
        }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].precedes(entry) { low = middle + 1 } else { high = middle }
        }
        entries.insert(entry, at: low)
    }

    private mutating func entries(
        of id: ObjectID, in repository: borrowing Repository
    ) throws(GitError) -> [TreeEntry] {
        if let entries = known[id] { return entries }
        let entries = try repository.tree(id)
        keep(entries, as: id)
        return entries
    }

    private mutating func keep(_ entries: [TreeEntry], as id: ObjectID) {
        if known.count >= Self.knownTreeLimit { known.removeAll(keepingCapacity: true) }
        known[id] = entries
    }
}
