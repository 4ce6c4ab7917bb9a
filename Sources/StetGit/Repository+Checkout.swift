internal import CGit2

extension Repository {
    /// Brings files of the working tree, and their lines of git's index, from one tree to another.
    ///
    /// Only `paths` are looked at. A file that is neither as in `before` nor as in `after` was edited by somebody and
    /// is left alone: its path is returned. The index then says what `after` says for it too, so that git shows the
    /// edit and a commit of other files does not take the history back. Bytes are written as they are, without
    /// line-end or filter settings. A file that is missing counts as edited, unless `recreatingMissing`. The libgit2
    /// call is `git_checkout_tree`.
    public borrowing func checkOut(
        _ after: ObjectID, over before: ObjectID, paths: [String], recreatingMissing: Bool = false
    ) throws(GitError) -> [String] {
        guard !paths.isEmpty else { return [] }
        let operation = "update the working tree of \(workingFolder)"
        var trees: (before: OpaquePointer?, after: OpaquePointer?)
        defer {
            unsafe git_tree_free(trees.before)
            unsafe git_tree_free(trees.after)
        }
        var oid = before.oid
        try unsafe check(operation, git_tree_lookup(&trees.before, handle, &oid))
        oid = after.oid
        try unsafe check(operation, git_tree_lookup(&trees.after, handle, &oid))

        let leftAlone = LeftAlone()
        var options = unsafe git_checkout_options()
        try unsafe check(operation, git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)))
        unsafe options.checkout_strategy =
            GIT_CHECKOUT_SAFE.rawValue | GIT_CHECKOUT_ALLOW_CONFLICTS.rawValue
            | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH.rawValue
            | (recreatingMissing ? GIT_CHECKOUT_RECREATE_MISSING.rawValue : 0)
        unsafe options.disable_filters = 1
        unsafe options.baseline = trees.before
        unsafe options.notify_flags = GIT_CHECKOUT_NOTIFY_CONFLICT.rawValue
        unsafe options.notify_payload = Unmanaged.passUnretained(leftAlone).toOpaque()
        unsafe options.notify_cb = { _, path, _, _, _, payload in
            guard let path = unsafe path, let payload = unsafe payload else { return 0 }
            unsafe Unmanaged<LeftAlone>.fromOpaque(payload).takeUnretainedValue()
                .paths.append(unsafe String(cString: path))
            return 0
        }
        try unsafe withLentStrings(paths) { (strings) throws(GitError) in
            unsafe options.paths = strings
            try unsafe check(operation, git_checkout_tree(handle, trees.after, &options))
        }
        try withExtendedLifetime(leftAlone) { () throws(GitError) in
            try setIndex(leftAlone.paths, from: after, operation: operation)
        }
        return leftAlone.paths
    }

    private borrowing func setIndex(
        _ paths: [String], from tree: ObjectID, operation: String
    ) throws(GitError) {
        guard !paths.isEmpty else { return }
        var index: OpaquePointer?
        try unsafe check(operation, git_repository_index(&index, handle))
        defer { unsafe git_index_free(index) }
        for path in paths {
            guard let target = try entry(at: path, in: tree) else { continue }
            try unsafe path.withLentCString { (name) throws(GitError) in
                var entry = unsafe git_index_entry()
                unsafe entry.mode = UInt32(target.mode.rawValue, radix: 8)!
                unsafe entry.id = target.id.oid
                unsafe entry.path = name
                try unsafe check(operation, git_index_add(index, &entry))
            }
        }
        try unsafe check(operation, git_index_write(index))
    }
}

private final class LeftAlone {
    var paths: [String] = []
}

/// Lends strings to libgit2 as an array that lives while `body` runs.
private func withLentStrings(
    _ strings: [String], _ body: (git_strarray) throws(GitError) -> Void
) throws(GitError) {
    var bytes = strings.flatMap { Array($0.utf8CString) }
    var starts: [Int] = []
    var start = 0
    for string in strings {
        starts.append(start)
        start += string.utf8.count + 1
    }
    let outcome: Result<Void, GitError> = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe starts.map { unsafe buffer.baseAddress! + $0 }
        return unsafe pointers.withUnsafeMutableBufferPointer { pointers in
            do throws(GitError) {
                try unsafe body(git_strarray(strings: pointers.baseAddress, count: pointers.count))
                return .success(())
            } catch { return .failure(error) }
        }
    }
    try outcome.get()
}
