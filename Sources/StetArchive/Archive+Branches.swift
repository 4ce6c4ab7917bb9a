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
        let branches = try branchesThatExist()
        for branch in Branch.allCases where !branches.contains(where: { $0.name == branch.rawValue }) {
            throw ArchiveError.branchMissing(folder: folder, branch: branch.rawValue)
        }
        return branches
    }

    /// Those of ``branches()`` that were not lost.
    func branchesThatExist() throws -> [ArchiveBranch] {
        var branches: [ArchiveBranch] = []
        if let tip = try checkpointsTip() { branches.append(ArchiveBranch(name: "checkpoints", tip: tip)) }
        for branch in [Branch.journal, .main, .captures] {
            if let tip = try tip(of: branch) { branches.append(ArchiveBranch(name: branch.rawValue, tip: tip)) }
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

    /// The branches as they stand between two recordings: what one moves is seen whole or not at all.
    ///
    /// A recording moves the journal last, within milliseconds. What is beyond the journal while nobody records, or for longer
    /// than `patience`, is so for another reason.
    func steadyBranches() throws -> [ArchiveBranch] {
        var waited = 0
        while true {
            let branches = try branchesThatExist()
            var isSteady = try branches == branchesThatExist()
            if isSteady, case .held = lockState() { isSteady = isTold(branches) }
            if isSteady || waited >= patience { return branches }
            Files.pause(milliseconds: Self.pauseMilliseconds)
            waited += Self.pauseMilliseconds
        }
    }

    private static let pauseMilliseconds = 5

    /// Whether the journal tells of all that is on the other branches; also where it cannot be read.
    private func isTold(_ branches: [ArchiveBranch]) -> Bool {
        func tip(_ branch: Branch) -> ObjectID? { branches.first { $0.name == branch.rawValue }?.tip }
        guard let journal = tip(.journal), let commit = try? repository.commit(journal) else { return true }
        return [(Branch.main, Trailer.main), (.captures, Trailer.captures)].allSatisfy { branch, trailer in
            commit.trailer(trailer) == tip(branch)?.description
        }
    }
}
