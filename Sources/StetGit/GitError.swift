internal import CGit2
internal import CTrust

/// What libgit2 or the file system refused, and what was being done.
public struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// libgit2's error codes that callers decide on. The set is open: others come as they are.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public var rawValue: Int32

        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        public static let other = Code(rawValue: GIT_ERROR.rawValue)
        public static let notFound = Code(rawValue: GIT_ENOTFOUND.rawValue)
        public static let exists = Code(rawValue: GIT_EEXISTS.rawValue)
        /// A reference or the index is locked by another process.
        public static let locked = Code(rawValue: GIT_ELOCKED.rawValue)
        /// A reference no longer stands where the caller saw it.
        public static let modified = Code(rawValue: GIT_EMODIFIED.rawValue)
        public static let invalid = Code(rawValue: GIT_EINVALID.rawValue)
    }

    public var code: Code
    /// What was tried, on what: "read object 3f2a…".
    public var operation: String
    public var message: String

    public init(_ code: Code, _ operation: String, _ message: String) {
        self.code = code
        self.operation = operation
        self.message = message
    }

    public var description: String { "cannot \(operation): \(message)" }
}

/// Passes on what a libgit2 call returned, or throws its error.
///
/// libgit2 keeps its last error per thread, so the call stands in the argument and its message is read here, with
/// nothing between that could change threads.
@discardableResult
func check(_ operation: @autoclosure () -> String, _ code: Int32) throws(GitError) -> Int32 {
    guard code < 0 else { return code }
    let last = unsafe git_error_last()
    let message = unsafe last.flatMap { unsafe $0.pointee.message }.map { unsafe String(cString: $0) }
    git_error_clear()
    throw GitError(.init(rawValue: code), operation(), message ?? "libgit2 error \(code)")
}

/// libgit2's own state, set up once for the process.
enum LibGit2 {
    /// Trees that recording works on are kept by us: see ``ObjectStaging``. What is left is single look-ups.
    private static let cacheByteLimit = 16 << 20
    /// How much of the packs is mapped at a time, and in what pieces: so memory stays the same however large an archive is.
    private static let windowByteCount = 8 << 20
    private static let mapByteLimit = 96 << 20

    /// Everything written below a `.git` is flushed to disk before libgit2 reports it as written. Nothing is
    /// fetched through it, so it starts without the certificates of authorities.
    static let start: Void = {
        stet_withhold_authorities(true)
        git_libgit2_init()
        stet_withhold_authorities(false)
        stet_git2_enable_fsync()
        stet_git2_allow_other_owners()
        stet_git2_limit_cache(cacheByteLimit)
        stet_git2_limit_maps(windowByteCount, mapByteLimit)
    }()
}
