internal import StetGit

/// A repository elsewhere, reached through the user's git.
struct PushTarget {
    /// As it was named.
    let remote: String
    /// It is a remote of the archive's configuration.
    let isNamed: Bool
    /// As git is to find it from the archive's folder.
    var address: String
    let folder: String
    let git: GitProgram
    let progress: (String) -> Void

    var shownName: String { RemoteAddress.withoutSecrets(remote) }

    /// Where the remote's branches stand, by full name.
    func branches() throws -> [String: ObjectID] {
        let answer = try git.run(["ls-remote", "--heads", "--", address], in: folder)
        guard answer.status == 0 else { throw PushError(shownName, messages: answer.messages) }
        var branches: [String: ObjectID] = [:]
        for line in String(decoding: answer.output, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let id = ObjectID(hex: parts[0]) else { continue }
            branches[String(parts[1])] = id
        }
        return branches
    }

    /// Moves branches of the remote, all or none where it can do that. Never against their history.
    func push(_ moves: [(commit: ObjectID, branch: String)]) throws {
        guard !moves.isEmpty else { return }
        do {
            try push(moves, ["--atomic"])
        } catch let error as PushError where error.details.contains("does not support --atomic") {
            // In the order of a recording, so that what was cut off is an archive all the same.
            let order = ["captures", "main"]
            let rank = { (name: String) in order.firstIndex(of: name) ?? (name == "journal" ? 3 : 2) }
            for move in moves.sorted(by: { (rank($0.branch), $0.branch) < (rank($1.branch), $1.branch) }) {
                try push([move], [])
            }
        }
    }

    private func push(_ moves: [(commit: ObjectID, branch: String)], _ options: [String]) throws {
        // `git clone --mirror` sets up a remote that takes no branches by name.
        let settings = isNamed ? ["-c", "remote.\(remote).mirror=false"] : []
        let answer = try git.run(
            settings + ["push", "--porcelain", "--progress", "--no-follow-tags", "--recurse-submodules=no"] + options
                + ["--", address] + moves.map { "\($0.commit):refs/heads/\($0.branch)" },
            in: folder, progress: progress)
        guard answer.status != 0 else { return }
        guard let refusal = Self.refusal(in: answer.output) else {
            throw PushError(shownName, messages: answer.messages)
        }
        var error = PushError(shownName, messages: answer.messages + [refusal.reason])
        error.reason =
            refusal.reason.contains("branch is currently checked out")
            ? .checkedOut(branch: refusal.branch) : .refused(branch: refusal.branch)
        throw error
    }

    /// The branch that the remote would not move, of lines such as "!<tab>from:to<tab>[remote rejected] (reason)"; not those
    /// that stayed where they were for its sake.
    private static func refusal(in output: [UInt8]) -> (branch: String, reason: String)? {
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") where line.hasPrefix("!\t") {
            let parts = line.split(separator: "\t")
            guard parts.count == 3, !parts[2].contains("atomic"), let target = parts[1].split(separator: ":").last
            else {
                continue
            }
            return (String(target.replacing("refs/heads/", with: "")), String(parts[2]))
        }
        return nil
    }
}
