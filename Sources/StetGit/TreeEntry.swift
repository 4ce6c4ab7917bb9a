/// One line of a tree object.
public struct TreeEntry: Hashable, Sendable {
    public enum Mode: String, Sendable {
        case file = "100644"
        case executable = "100755"
        case folder = "40000"
        case link = "120000"
        case submodule = "160000"
        /// Group-writable files, which early versions of git wrote.
        case groupWritable = "100664"
    }

    public var mode: Mode
    /// The name's bytes: git does not promise that they are UTF-8.
    public var name: [UInt8]
    public var id: ObjectID

    public init(mode: Mode, name: [UInt8], id: ObjectID) {
        self.mode = mode
        self.name = name
        self.id = id
    }

    /// Reads a tree object: "mode SP name NUL id", again and again.
    static func entries(of bytes: [UInt8], id: ObjectID) throws(GitError) -> [TreeEntry] {
        var entries: [TreeEntry] = []
        var start = 0
        while start < bytes.count {
            guard let space = bytes[start...].firstIndex(of: UInt8(ascii: " ")),
                let zero = bytes[space...].firstIndex(of: 0), zero + ObjectID.byteCount < bytes.count,
                let mode = Mode(rawValue: String(decoding: bytes[start..<space], as: UTF8.self)),
                let target = ObjectID(bytes[(zero + 1)...(zero + ObjectID.byteCount)])
            else { throw GitError(.invalid, "read tree \(id)", "byte \(start) starts no entry") }
            entries.append(TreeEntry(mode: mode, name: Array(bytes[(space + 1)..<zero]), id: target))
            start = zero + ObjectID.byteCount + 1
        }
        return entries
    }
}
