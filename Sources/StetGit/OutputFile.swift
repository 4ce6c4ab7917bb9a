/// A file in the making. It has its name when it is whole and durable; until then it lies beside it, and what stood there stays.
package final class OutputFile {
    private let path: String
    private let file: OpenFile
    private var isFinished = false

    package init(_ path: String) throws(GitError) {
        // A device or link would be replaced by a file, a folder only be found in the way when all is written.
        guard [nil, .file].contains(Files.kind(of: path)) else {
            throw GitError(.other, "write \(path)", "what stands there is no file")
        }
        self.path = path
        file = try OpenFile(path + ".part", forWriting: true, isReadOnly: false)
    }

    package func write(_ bytes: [UInt8]) throws(GitError) { try file.write(bytes) }

    package func finish() throws(GitError) {
        try file.flush()
        try Files.move(file.path, to: path)
        isFinished = true
        try Files.flushFolder(Files.folder(of: path))
    }

    deinit {
        // Whoever did not finish has an error to tell already.
        if !isFinished { try? Files.remove(file.path) }
    }
}
