internal import CGit2

extension Repository {
    /// A value of the repository's own configuration, whatever the user's says; nil when it is not set.
    ///
    /// The libgit2 calls are `git_config_open_level` and `git_config_get_string_buf`.
    public borrowing func setting(_ name: String) throws(GitError) -> String? {
        let operation = "read \(name) of \(workingFolder)"
        var all: OpaquePointer?
        try unsafe check(operation, git_repository_config(&all, handle))
        defer { unsafe git_config_free(all) }
        var own: OpaquePointer?
        try unsafe check(operation, git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL))
        defer { unsafe git_config_free(own) }
        var buffer = unsafe git_buf()
        defer { unsafe git_buf_dispose(&buffer) }
        let code = unsafe git_config_get_string_buf(&buffer, own, name)
        if code == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check(operation, code)
        return unsafe String(cString: buffer.ptr)
    }

    /// The names of the repository's remotes, sorted. The libgit2 call is `git_remote_list`.
    public borrowing func remoteNames() throws(GitError) -> [String] {
        var names = unsafe git_strarray()
        try unsafe check("list the remotes of \(workingFolder)", git_remote_list(&names, handle))
        defer { unsafe git_strarray_dispose(&names) }
        return unsafe (0..<names.count).compactMap { index in
            unsafe names.strings[index].map { unsafe String(cString: $0) }
        }.sorted()
    }
}
