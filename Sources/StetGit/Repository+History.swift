internal import CGit2

extension Repository {
    /// The commits that `tip` reaches and `known` does not, parents before children.
    ///
    /// The libgit2 calls are `git_revwalk_*`.
    ///
    /// - Complexity: the commits found, and those that were made later than `known`.
    public borrowing func commits(from known: ObjectID?, to tip: ObjectID) throws(GitError) -> [ObjectID] {
        guard known != tip else { return [] }
        let operation = "list the commits up to \(tip)"
        var walk: OpaquePointer?
        try unsafe check(operation, git_revwalk_new(&walk, handle))
        defer { unsafe git_revwalk_free(walk) }
        let order = GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_REVERSE.rawValue
        try unsafe check(operation, git_revwalk_sorting(walk, order))
        var oid = tip.oid
        try unsafe check(operation, git_revwalk_push(walk, &oid))
        if let known, contains(known) {
            oid = known.oid
            try unsafe check(operation, git_revwalk_hide(walk, &oid))
        }
        var ids: [ObjectID] = []
        while true {
            let code = unsafe git_revwalk_next(&oid, walk)
            if code == GIT_ITEROVER.rawValue { break }
            try check(operation, code)
            ids.append(ObjectID(oid))
        }
        git_error_clear()
        return ids
    }

    /// Whether a commit is among those that another one comes after. The libgit2 call is `git_graph_descendant_of`.
    public borrowing func isAncestor(_ before: ObjectID, of after: ObjectID) throws(GitError) -> Bool {
        var (old, new) = (before.oid, after.oid)
        return try unsafe check(
            "compare commits \(before) and \(after)", git_graph_descendant_of(handle, &new, &old)) == 1
    }
}

extension Repository {
    /// The commits from a known one to a tip, each a child of the one before it; the known one is not among them.
    ///
    /// At a merge the way goes on to the parent that has the known one, else to the first.
    ///
    /// - Complexity: one commit read for each; at each merge, looking for the known one.
    public borrowing func chain(from known: ObjectID?, to tip: ObjectID) throws(GitError) -> [ObjectID] {
        var chain: [ObjectID] = []
        var next: ObjectID? = tip
        while let id = next, id != known {
            chain.append(id)
            let parents = try commit(id).parents
            next = parents.first
            guard parents.count > 1, let known else { continue }
            for parent in parents {
                let hasKnown = try isAncestor(known, of: parent)
                guard hasKnown || parent == known else { continue }
                next = parent
                break
            }
        }
        return chain.reversed()
    }
}
