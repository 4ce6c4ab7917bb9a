/// Why an archive could not be pushed, or not all of it.
public struct PushError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// None was named, and the archive has none of its own, or several.
        case noRemote(known: [String])
        /// The remote wants to know who asks, and what was given does not do.
        case authentication
        /// The server does not show that it is the one that is meant: its certificate or host key is another one, or not known.
        case certificate, hostKey
        case notFound, unreachable
        /// A branch there has what this archive has not.
        case diverged(branch: String, stands: String)
        /// A branch there has all that this archive has, and more.
        case ahead(branch: String, stands: String)
        /// The remote has branches, and none of an archive's.
        case foreign(branch: String)
        /// The remote took the objects and would not move a branch.
        case refused(branch: String)
        /// The remote has a working tree, and the branch's files are in it.
        case checkedOut(branch: String)
        /// Bodies were taken out of the archive, and the remote has not the history from before.
        case holes
        case other
    }

    public var reason: Reason
    /// As it was named, without passwords.
    public var remote: String
    /// What git said, or the remote through it.
    public var details: String

    /// Reads what git said when it failed.
    init(_ remote: String, messages: [String]) {
        self.remote = remote
        details = Self.shown(messages)
        let all = messages.joined(separator: "\n").lowercased()
        // The most telling words first: an ssh that was refused goes on to doubt whether the repository is there.
        let signs: [(Reason, [String])] = [
            (.hostKey, ["host key verification failed", "remote host identification has changed"]),
            (
                .certificate,
                [
                    "certificate verification failed", "ssl certificate problem", "certificate subject name",
                    "certificate has expired", "no alternative certificate subject name", "self-signed certificate",
                    "self signed certificate", "unable to get local issuer certificate", "certificate verify failed",
                ]
            ),
            (
                .authentication,
                [
                    "authentication failed", "could not read username", "could not read password",
                    "permission denied (", "returned error: 401", "returned error: 403", "access denied",
                    "terminal prompts disabled",
                ]
            ),
            (
                .unreachable,
                [
                    "could not resolve host", "connection refused", "connection timed out", "network is unreachable",
                    "no route to host", "failed to connect", "couldn't connect", "connection reset",
                ]
            ),
            (
                .notFound,
                ["does not appear to be a git repository", "not found", "does not exist", "returned error: 404"]
            ),
        ]
        reason = signs.first { _, words in words.contains { all.contains($0) } }?.0 ?? .other
    }

    /// Whether git found that objects are missing which it should send.
    var isOfMissingObjects: Bool {
        ["did not send all necessary objects", "promisor remote", "unpacker error"].contains { details.contains($0) }
    }

    init(_ reason: Reason, _ remote: String, details: String = "") {
        self.reason = reason
        self.remote = remote
        self.details = details
    }

    /// Git's last words, without its hints and progress, and without what it says after each failure of ssh.
    private static let shownLineCount = 6
    private static let emptyWords = [
        "hint:", "To ", "Please make sure you have the correct access rights", "and the repository exists.",
        "fatal: Could not read from remote repository.", "Permission denied, please try again.", "@@@",
        "error: failed to push some refs",
    ]

    private static func shown(_ messages: [String]) -> String {
        messages.filter { line in
            !line.allSatisfy { $0 == " " } && line != "remote: " && !emptyWords.contains { line.hasPrefix($0) }
        }
        .suffix(shownLineCount).map { RemoteAddress.withoutSecrets($0) }.joined(separator: "\n  ")
    }
}

extension PushError: CustomStringConvertible {
    public var description: String {
        let said = details.isEmpty ? "" : "\n  " + details
        switch reason {
        case .noRemote(let known):
            return known.isEmpty
                ? "cannot push: the archive has no remote\nhint: name one, as a URL or folder, or `git remote add backup URL`"
                : "cannot push: the archive has several remotes, and none is called origin\nhint: name one of "
                    + known.joined(separator: ", ")
        case .authentication:
            return "cannot push to \(remote) : it does not let you in\(said)\nhint: Stet asks through git, with its "
                + "credential helpers and ssh keys; try `git ls-remote` with this remote"
        case .certificate:
            return
                "cannot push to \(remote) : its certificate does not show that it is this server\(said)\nhint: where an authority "
                + "of your own made it, name that to git: `git config --global http.sslCAInfo FILE`, or $GIT_SSL_CAINFO; "
                + "else somebody may stand between"
        case .hostKey:
            return
                "cannot push to \(remote) : its host key is not known here, or another than before\(said)\nhint: connect once with "
                + "`ssh` and compare the fingerprint that it shows with what the server's owner says; if the key has "
                + "changed, ask why first"
        case .checkedOut(let branch):
            return
                "cannot push to \(remote) : its branch \(branch) is checked out there, and its files would fall behind\n"
                + "hint: push to a repository without a working tree, as `git init --bare -b main FOLDER` makes it; whoever "
                + "wants the files clones that"
        case .notFound:
            return "cannot push to \(remote) : there is no repository that you may see\(said)\nhint: make an empty one "
                + "first, as with `git init --bare -b main FOLDER`"
        case .unreachable: return "cannot push to \(remote) : it cannot be reached\(said)\nhint: try again later"
        case .diverged(let branch, let stands):
            return
                "cannot push to \(remote) : its branch \(branch) stands at \(stands), which is no part of this archive\n"
                + "hint: history only grows, so nothing there is overwritten. If that is another archive or repository, "
                + "push to an empty one; if somebody recorded there, keep both"
        case .ahead(let branch, let stands):
            return "cannot push to \(remote) : its branch \(branch) is ahead of this archive, at \(stands)\n"
                + "hint: it has all of this and more; `git fetch` brings that here"
        case .foreign(let branch):
            return
                "cannot push to \(remote) : it holds something else, a branch \(branch)\nhint: name an empty repository"
        case .refused(let branch):
            return
                "cannot push to \(remote) : it would not move its branch \(branch)\(said)\nhint: it may be protected, "
                + "or somebody else pushed meanwhile"
        case .holes:
            return
                "cannot push to \(remote) : bodies were taken out of this archive, and git sends no history with holes to a "
                + "place that has not had it whole\nhint: copy the folder, as with rsync or `git clone --mirror FOLDER`"
        case .other: return "cannot push to \(remote) : git push failed\(said)"
        }
    }
}
