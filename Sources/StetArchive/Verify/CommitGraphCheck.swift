internal import StetGit

extension Archive {
    /// Whether git's summary of the commits says what they say: git believes it unread. Which paths a commit changed, which it sums
    /// up too, is not made anew; nor does `git commit-graph verify`.
    ///
    /// - Complexity: the commits in it.
    func checkCommitGraph(_ branches: [BranchWalk], _ result: inout Verification) {
        for entry in commitGraph(&result) {
            let node = branches.lazy.compactMap { $0.commits[entry.id] }.first ?? unreached(entry.id)
            guard let node else {
                tell("it names the commit \(entry.id), which is not here", &result)
                continue
            }
            let isTrue =
                node.tree == entry.tree && node.parents == entry.parents
                && node.committed & CommitGraph.timeMask == entry.committed
            if !isTrue { tell("of the commit \(entry.id) it says what that does not", &result) }
        }
    }

    private func commitGraph(_ result: inout Verification) -> [CommitGraph.Entry] {
        // Whoever writes another one meanwhile removes layers that were listed a moment ago.
        for isLast in [false, true] {
            do throws(GitError) { return try CommitGraph(ofGitFolder: repository.gitFolder)?.entries ?? [] } catch {
                if isLast { tell(error.message, &result) }
            }
        }
        return []
    }

    /// A commit that no branch leads to any more, or none ever did.
    private func unreached(_ id: ObjectID) -> BranchWalk.Node? {
        (try? repository.commit(id)).map {
            BranchWalk.Node(tree: $0.tree, parents: $0.parents, committed: $0.committer.secondsSince1970)
        }
    }

    private func tell(_ what: String, _ result: inout Verification) {
        result.add(
            Verification.Problem(
                .object, "commit-graph",
                "\(what); nothing is lost: remove .git/objects/info/commit-graph* and run `stet upkeep`"))
    }
}
