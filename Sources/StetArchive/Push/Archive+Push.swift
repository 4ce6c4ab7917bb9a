public import StetGit

extension Archive {
    /// A push that is cut off goes on from the last of these: the objects of so many commits are sent at once. Hosting sites
    /// refuse packs of a few gigabytes; with pages of 100 KB this is a tenth of one.
    static let pushStepCommitCount = 2_000

    /// Copies the archive's branches to a remote repository, so far as they are not there yet. Nothing there is overwritten.
    ///
    /// A long history goes in steps, `captures`, `main` and `journal` in this order, as a recording moves them: what the
    /// remote has at any time is an archive. At the end all branches move together, where the remote can do that.
    ///
    /// - Parameters:
    ///   - remote: A remote of the archive by name, or any that git knows to reach; nil for its only one, or `origin`.
    ///   - currentFolder: What the path of a folder counts from.
    ///   - isDryRun: The remote is asked for what it has, and nothing is sent.
    public func push(
        to remote: String?, from currentFolder: String, with git: GitProgram, isDryRun: Bool = false,
        stepCommitCount: Int? = nil,
        progress: @escaping (PushProgress) -> Void = { _ in }
    ) throws -> PushReport {
        do {
            return try pushBranches(to: remote, from: currentFolder, with: git, isDryRun, stepCommitCount, progress)
        } catch let error as PushError where error.isOfMissingObjects {
            guard try hasTombstones() else { throw error }
            throw PushError(.holes, error.remote)
        }
    }

    private func pushBranches(
        to remote: String?, from currentFolder: String, with git: GitProgram, _ isDryRun: Bool, _ stepCommitCount: Int?,
        _ progress: @escaping (PushProgress) -> Void
    ) throws -> PushReport {
        let known = try repository.remoteNames()
        guard let remote = remote ?? (known.count == 1 ? known[0] : known.first { $0 == "origin" }) else {
            throw PushError(.noRemote(known: known), "")
        }
        let git = try git.notAsking(in: folder)
        var target = PushTarget(
            remote: remote, isNamed: known.contains(remote), address: remote, folder: folder, git: git,
            progress: { progress(.objects($0)) })
        let place = "\(currentFolder)/\(remote)"
        if !target.isNamed, !remote.hasPrefix("/"), Files.kind(of: place) == .folder { target.address = place }
        let ours = try branches()
        let theirs = try target.branches()
        // A captures branch alone is a push that was cut off.
        if let other = theirs.keys.min(), !ours.contains(where: { theirs[$0.reference] != nil }) {
            throw PushError(.foreign(branch: String(other.trimmingPrefix("refs/heads/"))), target.shownName)
        }
        var report = PushReport(remote: target.shownName, branches: [])
        for branch in ours {
            let before = theirs[branch.reference]
            try check(before, below: branch, at: target)
            let count = before == branch.tip ? 0 : try repository.commits(from: before, to: branch.tip).count
            report.branches.append(
                PushReport.Branch(name: branch.name, before: before, after: branch.tip, commitCount: count))
        }
        report.branches.sort { $0.name < $1.name }
        guard !isDryRun, !report.isUpToDate else { return report }

        let total = report.branches.reduce(0) { $0 + $1.commitCount }
        var done = 0
        let limit = stepCommitCount ?? Self.pushStepCommitCount
        var sent: [String: ObjectID] = [:]
        for name in [Branch.captures, .main, .journal].map(\.rawValue) {
            guard let branch = report.branches.first(where: { $0.name == name }), branch.commitCount > limit else {
                continue
            }
            if name == Branch.journal.rawValue {
                // It tells of nothing that is not there.
                let others = report.branches.filter {
                    [Branch.captures, .main].map(\.rawValue).contains($0.name) && sent[$0.name] != $0.after
                }
                try target.push(others.map { ($0.after, $0.name) })
            }
            let chain = try repository.chain(from: branch.before, to: branch.after)
            for end in stride(from: limit, through: chain.count, by: limit) {
                try target.push([(chain[end - 1], name)])
                sent[name] = chain[end - 1]
                done += limit
                progress(.commits(done: done, total: total))
            }
        }
        try target.push(report.branches.filter { !$0.isUpToDate }.map { ($0.after, $0.name) })
        progress(.commits(done: total, total: total))
        return report
    }

    /// Throws where the remote's branch has what this archive's has not.
    private func check(_ theirs: ObjectID?, below branch: ArchiveBranch, at target: PushTarget) throws {
        guard let theirs, theirs != branch.tip else { return }
        let stands = String("\(theirs)".prefix(12))
        guard repository.contains(theirs) else {
            throw PushError(.diverged(branch: branch.name, stands: stands), target.shownName)
        }
        if try repository.isAncestor(theirs, of: branch.tip) { return }
        throw PushError(
            try repository.isAncestor(branch.tip, of: theirs)
                ? .ahead(branch: branch.name, stands: stands) : .diverged(branch: branch.name, stands: stands),
            target.shownName)
    }
}
