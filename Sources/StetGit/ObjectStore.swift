internal import CGit2

/// libgit2's view of the objects of a repository.
///
/// When it looks again libgit2 finds packs that are new, but goes on with those that are gone: it searches them, and keeps them
/// open, and so the room they take on disk. A process that records for long would end with every pack that ever was, and
/// without file descriptors. So packs that are gone mean a new view. And it keeps up to 16 MB of unpacked bases for every pack that is
/// open, so that memory would grow with the number of packs: so does much that was read.
@safe
final class ObjectStore {
    private(set) var handle: OpaquePointer
    /// Owned by the repository, which outlives this.
    private let repository: OpaquePointer
    private let folder: String
    /// The indexes of packs that were there when we last looked.
    private var known: Set<String> = []
    private var readByteCount = 0
    /// False where opening failed half-way, and nothing would be found.
    private var isOpen = true

    /// To open everything again costs less than a thousandth of reading so much.
    private static let readByteLimit = 32 << 20

    init(of repository: OpaquePointer, in folder: String) throws(GitError) {
        var handle: OpaquePointer?
        try unsafe check("open the objects of \(folder)", git_repository_odb(&handle, repository))
        unsafe self.handle = unsafe handle!
        unsafe self.repository = unsafe repository
        self.folder = folder
    }

    deinit {
        unsafe git_odb_free(handle)
    }

    /// Looks for packs that are new, and lets go of those that are gone.
    ///
    /// The libgit2 calls are `git_odb_refresh`, or `git_odb_open` and `git_repository_set_odb`.
    func lookAgain() throws(GitError) {
        let packs = Set(try Files.names(in: folder + "/pack").filter { $0.hasSuffix(".idx") })
        if isOpen, known.isSubset(of: packs) {
            try unsafe check("look at the packs again", git_odb_refresh(handle))
        } else {
            try openAnew()
        }
        known = packs
    }

    /// Takes note that an object was read, and copied.
    func note(byteCount: Int) throws(GitError) {
        readByteCount += byteCount
        if readByteCount > Self.readByteLimit { try openAnew() }
    }

    /// Whoever opens a pack that is open gets the same one, with what is kept of it: so the old view has to be gone first.
    private func openAnew() throws(GitError) {
        readByteCount = 0
        let operation = "open the objects of \(folder)"
        var none: OpaquePointer?
        try unsafe check(operation, git_odb_new(&none))
        isOpen = false
        try unsafe replace(by: none!, operation)
        var new: OpaquePointer?
        try unsafe check(operation, git_odb_open(&new, folder))
        try unsafe replace(by: new!, operation)
        isOpen = true
    }

    private func replace(by new: OpaquePointer, _ operation: String) throws(GitError) {
        do throws(GitError) { try unsafe check(operation, git_repository_set_odb(repository, new)) } catch {
            unsafe git_odb_free(new)
            throw error
        }
        unsafe git_odb_free(handle)
        unsafe handle = unsafe new
    }
}
