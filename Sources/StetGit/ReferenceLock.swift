#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The right to move one reference: the file that git itself makes beside the reference's own for that.
///
/// What was not moved is let go of when the lock is.
final class ReferenceLock {
    /// Of the reference's own file.
    private let path: String
    private let file: OpenFile
    private var isHeld = true

    init(_ name: String, in gitFolder: String) throws(GitError) {
        path = "\(gitFolder)/\(name)"
        try Files.makeFolder(Files.folder(of: path))
        file = try OpenFile(locking: path + ".lock", operation: "lock \(name)")
    }

    deinit {
        if isHeld { _ = unsafe unlink(path + ".lock") }
    }

    /// Writes where the reference shall stand, durably, where nobody reads it yet.
    func write(_ target: ObjectID) throws(GitError) {
        try file.write(Array("\(target)\n".utf8))
        try file.flush()
    }

    /// Makes what was written the reference.
    func commit() throws(GitError) {
        try Files.move(path + ".lock", to: path)
        isHeld = false
    }
}
