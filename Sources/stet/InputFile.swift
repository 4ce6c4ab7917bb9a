internal import Foundation

/// Files that are read whole, without the layers of Foundation in between: of thousands of small ones these cost as much as
/// what is done with them.
enum InputFile {
    /// The bytes of a file; nil where there is none of that name.
    static func bytes(_ path: String) throws -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw failure(path) }
        var bytes: [UInt8] = []
        // One more than a file is said to have: the read that finds its end needs room, too.
        var room = max(0, Int(status.st_size)) + 1
        while true {
            let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
                count = try unsafe read(file, path, into: target)
            }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            room = chunkSize
        }
    }

    /// What is read at once of a file that goes on after the size it is said to have, as a pipe does.
    private static let chunkSize = 1 << 14

    @unsafe private static func read(
        _ file: Int32, _ path: String, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws -> Int {
        while true {
            let count = unsafe Foundation.read(file, target.baseAddress, target.count)
            if count >= 0 { return count }
            if errno != EINTR { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> Trouble {
        Trouble("cannot read \(path): \(unsafe String(cString: strerror(errno)))")
    }
}
