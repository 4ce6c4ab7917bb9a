public import StetGit

/// One of an archive's own branches, and where it stands.
public struct ArchiveBranch: Hashable, Sendable {
    /// "main", "lines/1".
    public var name: String
    public var tip: ObjectID

    public var reference: String { "refs/heads/" + name }
}

extension Archive {
    /// The branches beside the three that every archive has.
    static let furtherBranches = ["lines/*", "checkpoints", redactionsBranch]

    /// The archive's own branches, in an order in which they can be copied while somebody records: none tells of what one
    /// after it had not yet. People's other branches are not among them.
    ///
    /// In a clone those are taken that it has of the archive it was cloned from.
    public func branches() throws -> [ArchiveBranch] {
        var branches: [ArchiveBranch] = []
        if let tip = try checkpointsTip() { branches.append(ArchiveBranch(name: "checkpoints", tip: tip)) }
        for branch in [Branch.journal, .main, .captures] {
            branches.append(ArchiveBranch(name: branch.rawValue, tip: try tip(branch).commit))
        }
        for prefix in ["refs/heads/", "refs/remotes/origin/"] {
            for pattern in Self.furtherBranches {
                for (name, target) in try repository.references(matching: prefix + pattern) {
                    let name = String(name.dropFirst(prefix.count))
                    guard !branches.contains(where: { $0.name == name }) else { continue }
                    branches.append(ArchiveBranch(name: name, tip: target))
                }
            }
        }
        return branches
    }
}
