internal import CGit2

/// An open git repository, in general with a working tree.
///
/// It owns its libgit2 handles and is used by one thread at a time. What comes out of it are plain values.
@safe
public struct Repository: ~Copyable {
    let handle: OpaquePointer
    let store: ObjectStore
    let staging = ObjectStaging()
    /// The `.git` folder, without a final slash.
    public let gitFolder: String
    /// The folder of the working tree, without a final slash; the `.git` folder of a bare repository, which has none.
    public let workingFolder: String
    /// There is no working tree, as a mirror has none.
    public let isBare: Bool

    /// Takes over `handle`, also when it throws.
    private static func owning(
        _ handle: OpaquePointer, at path: String, allowsBare: Bool = false
    ) throws(GitError) -> Repository {
        do throws(GitError) {
            let tree = unsafe git_repository_workdir(handle)
            guard let git = unsafe git_repository_path(handle), let folder = unsafe tree ?? (allowsBare ? git : nil)
            else {
                throw GitError(.invalid, "open repository \(path)", "it is a bare repository, without a working tree")
            }
            let gitFolder = unsafe String(cString: git).withoutFinalSlash
            return unsafe Repository(
                handle: handle, store: try ObjectStore(of: handle, in: gitFolder + "/objects"), gitFolder: gitFolder,
                workingFolder: String(cString: folder).withoutFinalSlash, isBare: tree == nil)
        } catch {
            unsafe git_repository_free(handle)
            throw error
        }
    }

    private init(
        handle: OpaquePointer, store: ObjectStore, gitFolder: String, workingFolder: String, isBare: Bool
    ) {
        unsafe self.handle = handle
        self.store = store
        self.gitFolder = gitFolder
        self.workingFolder = workingFolder
        self.isBare = isBare
    }

    deinit {
        unsafe git_repository_free(handle)
    }

    var objects: OpaquePointer { unsafe store.handle }

    /// Makes a repository with a working tree at `path`, which may be missing or an existing folder.
    ///
    /// The libgit2 call is `git_repository_init_ext`; neither the user's template nor default branch name is used.
    public static func create(at path: String, initialBranch: String) throws(GitError) -> Repository {
        LibGit2.start
        var options = unsafe git_repository_init_options()
        try unsafe check(
            "prepare a new repository",
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
        unsafe options.flags =
            GIT_REPOSITORY_INIT_NO_REINIT.rawValue | GIT_REPOSITORY_INIT_MKDIR.rawValue
            | GIT_REPOSITORY_INIT_MKPATH.rawValue
        var handle: OpaquePointer?
        let operation = "make a repository at \(path)"
        try unsafe initialBranch.withLentCString { (name) throws(GitError) in
            unsafe options.initial_head = name
            try unsafe check(operation, git_repository_init_ext(&handle, path, &options))
        }
        return try unsafe owning(handle!, at: path)
    }

    /// Opens the repository whose working tree or `.git` folder is `path`.
    ///
    /// One without a working tree is refused unless `allowsBare`.
    /// The libgit2 call is `git_repository_open_ext`, told not to look in the folders above.
    public static func open(at path: String, allowsBare: Bool = false) throws(GitError) -> Repository {
        LibGit2.start
        var handle: OpaquePointer?
        try unsafe check(
            "open repository \(path)",
            git_repository_open_ext(&handle, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil))
        return try unsafe owning(handle!, at: path, allowsBare: allowsBare)
    }

    /// The folder of the working tree around `path`, or nil when `path` is in no repository.
    public static func discover(from path: String) throws(GitError) -> String? {
        LibGit2.start
        var buffer = unsafe git_buf()
        defer { unsafe git_buf_dispose(&buffer) }
        let code = unsafe git_repository_discover(&buffer, path, 0, nil)
        if code == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check("look for a repository around \(path)", code)
        return try unsafe open(at: String(cString: buffer.ptr), allowsBare: true).workingFolder
    }

    /// Sets values of the repository's own configuration.
    public borrowing func configure(_ values: [(name: String, value: String)]) throws(GitError) {
        var config: OpaquePointer?
        try unsafe check("open the configuration of \(workingFolder)", git_repository_config(&config, handle))
        defer { unsafe git_config_free(config) }
        for (name, value) in values {
            try unsafe check("set \(name) of \(workingFolder)", git_config_set_string(config, name, value))
        }
    }
}

extension String {
    var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }

    /// Lends the bytes, ended by a zero, to a C struct that is filled while `body` runs.
    func withLentCString<Result>(
        _ body: (UnsafePointer<CChar>) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        // String.withCString rethrows untyped.
        let characters = utf8CString
        let outcome: Swift.Result<Result, GitError> = unsafe characters.withUnsafeBufferPointer { buffer in
            do throws(GitError) {
                return .success(try unsafe body(buffer.baseAddress!))
            } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}
