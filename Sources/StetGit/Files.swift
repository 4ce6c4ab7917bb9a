internal import FoundationEssentials

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Small files and folders beside the objects, written so that they survive a power cut.
package enum Files {
    package static func makeFolder(_ path: String) throws(GitError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch { throw GitError(.other, "make folder \(path)", String(describing: error)) }
    }

    /// The names in a folder, sorted; none when there is no such folder.
    package static func names(in folder: String) throws(GitError) -> [String] {
        guard exists(folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch { throw GitError(.other, "list folder \(folder)", String(describing: error)) }
    }

    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// The file's bytes, or nil when there is none.
    ///
    /// Read without the layers of Foundation in between: of thousands of small files these cost as much as what is done with them.
    package static func read(_ path: String) throws(GitError) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard file >= 0 else { throw failure("read \(path)") }
        defer { close(file) }
        var facts = stat()
        guard unsafe fstat(file, &facts) == 0 else { throw failure("read \(path)") }
        // One more than a file is said to have: the read that finds its end needs room, too.
        var bytes = [UInt8](repeating: 0, count: max(0, Int(facts.st_size)) + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: max(chunkByteCount, count)) }
            let got = unsafe bytes.withUnsafeMutableBytes { room in
                unsafe readPiece(of: file, into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure("read \(path)") }
            if got == 0 { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// What is asked for at once of a file that goes on after the size it is said to have, as a pipe does.
    private static let chunkByteCount = 1 << 14

    /// Replaces a file as a whole: readers see the old bytes or the new, also after a crash.
    package static func replace(_ path: String, with bytes: [UInt8], executable: Bool = false) throws(GitError) {
        let temporary = path + ".new"
        let file = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, executable ? 0o777 : 0o666)
        guard file >= 0 else { throw failure("write \(temporary)") }
        defer { close(file) }
        try write(bytes, to: file, at: temporary)
        guard fsync(file) == 0 else { throw failure("flush \(temporary)") }
        try move(temporary, to: path)
        try flushFolder(folder(of: path))
    }

    /// The folder that a file stands in.
    static func folder(of path: String) -> String {
        let slash = path.lastIndex(of: "/")
        return slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Writes all bytes to an open file, of which `path` is the name for errors.
    static func write(_ bytes: [UInt8], to file: CInt, at path: String) throws(GitError) {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(file, $0.baseAddress! + start, $0.count - start)
            }
            guard written >= 0 || errno == EINTR else { throw failure("write \(path)") }
            start += max(0, written)
        }
    }

    package static func move(_ path: String, to target: String) throws(GitError) {
        guard unsafe rename(path, target) == 0 else { throw failure("move \(path) to \(target)") }
    }

    /// Removes a file. One that is not there is no error.
    package static func remove(_ path: String) throws(GitError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("remove \(path)") }
    }

    /// Makes the names in a folder durable.
    package static func flushFolder(_ path: String) throws(GitError) {
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("open folder \(path)") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("flush folder \(path)") }
    }

    /// Makes what another program wrote to a file durable.
    static func flush(_ path: String) throws(GitError) {
        let file = try OpenFile(path, forWriting: false)
        try file.flush()
    }

    package enum Kind {
        case file, folder, other
    }

    /// What stands at a path, links not followed; nil for nothing.
    package static func kind(of path: String) -> Kind? {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0 else { return nil }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The size in bytes; nil when there is no such file.
    package static func size(of path: String) -> Int64? {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        return Int64(facts.st_size)
    }

    /// When a file's bytes were last changed, since 1970; nil when there is no such file.
    static func changeTime(of path: String) -> Duration? {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0 else { return nil }
        return .seconds(facts.st_mtim.tv_sec) + .nanoseconds(facts.st_mtim.tv_nsec)
    }

    package static func pause(milliseconds: Int) {
        usleep(useconds_t(milliseconds * 1_000))
    }

    static func failure(_ operation: String) -> GitError {
        let number = errno
        return GitError(.other, operation, unsafe String(cString: strerror(number)))
    }
}

/// A file that is open, closed when its owner goes.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: CInt

    /// Opens a file to be read, or makes it, or its content, anew to be written. Git's packs are written by nobody again.
    init(_ path: String, forWriting: Bool, isReadOnly: Bool = true) throws(GitError) {
        self.path = path
        descriptor =
            forWriting
            ? unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isReadOnly ? 0o444 : 0o666)
            : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Files.failure("\(forWriting ? "write" : "read") \(path)") }
    }

    /// Makes a file that must not be there yet; one that is throws `.locked`.
    init(locking path: String, operation: String) throws(GitError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw GitError(.locked, operation, "\(path) is there") }
            throw Files.failure(operation)
        }
    }

    /// Opens a file, or makes it, to write at its end.
    init(appendingTo path: String) throws(GitError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Files.failure("write \(path)") }
    }

    deinit {
        close(descriptor)
    }

    borrowing func write(_ bytes: [UInt8]) throws(GitError) {
        try Files.write(bytes, to: descriptor, at: path)
    }

    borrowing func flush() throws(GitError) {
        guard fsync(descriptor) == 0 else { throw Files.failure("flush \(path)") }
    }

    /// Fills the buffer with what stands at a place; the file must have so much.
    borrowing func read(_ bytes: inout [UInt8], at place: Int) throws(GitError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(place + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Files.failure("read \(path)") }
            guard count > 0 else { throw GitError(.invalid, "read \(path)", "the file is cut off") }
            done += count
        }
    }
}

/// A lock on a file that the kernel lets go of when its process ends, however it ends.
package struct FileLock: ~Copyable {
    private let file: CInt

    /// Takes the lock, or returns nil when another process, or another owner in this one, holds it.
    ///
    /// The file stays behind: removing it would let two owners lock two files of the same name.
    package static func take(_ path: String) throws(GitError) -> FileLock? {
        // A note of the owner is written in it, which must not go to a file of somebody else's.
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard file >= 0 else { throw Files.failure("open lock \(path)") }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let number = errno
            close(file)
            if number == EWOULDBLOCK { return nil }
            errno = number
            throw Files.failure("lock \(path)")
        }
        return FileLock(file: file)
    }

    private init(file: CInt) {
        self.file = file
    }

    /// The lock as another program is given it: see `ChildProcess.run`. It is not to outlive the lock.
    package struct Share {
        let file: CInt
    }

    package var share: Share { Share(file: file) }

    /// Says in the file who holds the lock.
    package borrowing func note(_ text: String) throws(GitError) {
        let bytes = Array(text.utf8)
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
        guard written == bytes.count, ftruncate(file, off_t(bytes.count)) == 0 else {
            throw Files.failure("note the owner of a lock")
        }
    }

    deinit {
        close(file)
    }
}

/// `read(2)`, outside of types that have a method of that name.
@unsafe private func readPiece(of file: CInt, into room: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(file, room.baseAddress, room.count)
}
