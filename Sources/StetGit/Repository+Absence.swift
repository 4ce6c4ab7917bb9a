/// How git is told that objects are absent on purpose, so that it goes on without them.
extension Repository {
    /// The remote that git is told to expect them from. Its name and address stand in git's messages.
    private static var promisor: String { "removed" }
    private static var promisorAddress: String { "./removed-from-the-archive-see-its-branch-redactions" }
    /// Before git compares versions it asks that remote for all that is missing, and ends where it does not answer. So this stands
    /// in the place of the remote's `git upload-pack`: it answers every question with a pack of no objects, and git goes on to
    /// what is to be read in their place (see `replace`).
    ///
    /// The bytes are those of git's protocol-v2: what the server can do, then a section "packfile" with a pack on side-band 1.
    private static var emptyAnswer: String {
        let pack = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
        var hash = SHA1()
        hash.add(pack)
        func octal(_ byte: UInt8) -> String {
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        let packet = (pack + hash.digest()).map(octal).joined()
        // Four digits of length come first, with themselves; 0000 ends a section. What git asks is read, so that it can be written.
        return "printf '000eversion 2\\n0011fetch=filter\\n0017object-format=sha1\\n0000"
            + "000dpackfile\\n0025\\001\(packet)0000'; cat >/dev/null; :"
    }
    /// So many objects are named by one tree: a longer one is dear to make and to read.
    private static var promiseLimit: Int { 1_000 }

    /// Has git take objects for such as a partial clone need not have: `fsck`, `gc` and `repack` then go on without them.
    ///
    /// Git believes that of every object that one in a pack marked `.promisor` refers to, once any remote is a promisor. So the
    /// pack has nothing but trees that name the objects; all else can be packed as before.
    ///
    /// Source: git's "Partial Clone Design Notes" (technical/partial-clone).
    public borrowing func expectAbsence(of ids: [ObjectID], through folder: String) throws(GitError) {
        guard !ids.isEmpty else { return }
        try configure([
            ("remote.\(Self.promisor).url", Self.promisorAddress), ("remote.\(Self.promisor).promisor", "true"),
            ("remote.\(Self.promisor).partialclonefilter", "blob:none"),
            ("remote.\(Self.promisor).uploadpack", Self.emptyAnswer),
            ("remote.\(Self.promisor).skipDefaultUpdate", "true"), ("remote.\(Self.promisor).skipFetchAll", "true"),
        ])
        // By the name that each has in its tree: in the order of ids.
        let ids = ids.sorted()
        let trees = stride(from: 0, to: ids.count, by: Self.promiseLimit).map { start in
            var bytes: [UInt8] = []
            for id in ids[start..<min(start + Self.promiseLimit, ids.count)] {
                bytes += Array("\(TreeEntry.Mode.file.rawValue) \(id)\0".utf8) + id.bytes
            }
            return bytes
        }
        var pack = try PackWriter(in: folder, objectCount: trees.count)
        for tree in trees { try pack.add(ObjectID(hashing: tree, as: .tree), .tree, tree) }
        let name = try pack.end()
        try Files.makeFolder(packFolder)
        // The mark comes first: git reads it when it finds the pack.
        try Files.replace("\(packFolder)/\(name).promisor", with: [])
        try install(name, from: folder)
    }

    /// Has git read one object in the place of another: `refs/replace/<absent>`.
    ///
    /// All at once, in `packed-refs`: a file for each would be as many as there are objects.
    ///
    /// - Complexity: the references that are packed, and the new ones.
    public borrowing func replace(_ replacements: [(absent: ObjectID, by: ObjectID)]) throws(GitError) {
        guard !replacements.isEmpty else { return }
        let path = gitFolder + "/packed-refs"
        let lock = try OpenFile(locking: path + ".lock", operation: "lock packed-refs")
        do throws(GitError) {
            var packed = PackedReferences(try Files.read(path) ?? [])
            for (absent, object) in replacements { packed.set("refs/replace/\(absent)", to: object) }
            try lock.write(packed.bytes)
            try lock.flush()
            try Files.move(path + ".lock", to: path)
        } catch {
            try Files.remove(path + ".lock")
            throw error
        }
        try Files.flushFolder(gitFolder)
    }
}

/// The file in which git keeps references that have no file of their own.
///
/// Source: git's gitrepository-layout and refs/packed-backend.c: a heading line, then "<id> <name>", sorted by name, each perhaps
/// followed by "^<id>", what a tag leads to.
struct PackedReferences {
    private var heading: String?
    private var lines: [String: [String]] = [:]

    init(_ bytes: [UInt8]) {
        var last: String?
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self)
            if line.hasPrefix("#") {
                heading = line
            } else if line.hasPrefix("^"), let last {
                lines[last]?.append(line)
            } else if let space = line.firstIndex(of: " ") {
                let name = String(line[line.index(after: space)...])
                lines[name] = [line]
                last = name
            }
        }
    }

    mutating func set(_ name: String, to id: ObjectID) { lines[name] = ["\(id) \(name)"] }

    var bytes: [UInt8] {
        var text = (heading ?? "# pack-refs with: peeled fully-peeled sorted ") + "\n"
        for name in lines.keys.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            for line in lines[name] ?? [] { text += line + "\n" }
        }
        return Array(text.utf8)
    }
}
