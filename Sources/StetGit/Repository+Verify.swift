internal import CGit2

extension Repository {
    /// The packs that git looks into: those with an index. "pack-…", without extension, sorted.
    public borrowing func packNames() throws(GitError) -> [String] {
        try Files.names(in: packFolder).filter { $0.hasSuffix(".idx") }.map { String($0.dropLast(".idx".count)) }
    }

    /// The objects that a pack's index names.
    public borrowing func objectIDs(inPack name: String) throws(GitError) -> [ObjectID] {
        guard let index = try Files.read("\(packFolder)/\(name).idx") else {
            throw GitError(.notFound, "read \(name)", "it has no index")
        }
        return try PackIndex.entries(of: index, name: name).map(\.id)
    }

    private static var pieceByteCount: Int { 1 << 20 }

    /// Compares the checksums of a pack and its index with their bytes; throws where they differ.
    ///
    /// - Complexity: the bytes of both.
    public borrowing func checkPack(_ name: String) throws(GitError) { try checkPack(name, in: packFolder) }

    borrowing func checkPack(_ name: String, in folder: String) throws(GitError) {
        let path = "\(folder)/\(name)"
        func damaged(_ reason: String) -> GitError { GitError(.invalid, "check \(name)", reason) }
        guard let index = try Files.read(path + ".idx"), index.count > 2 * ObjectID.byteCount else {
            throw damaged("its index is cut off")
        }
        var hash = SHA1()
        hash.add(Array(index.dropLast(ObjectID.byteCount)))
        guard hash.digest() == Array(index.suffix(ObjectID.byteCount)) else {
            throw damaged("its index does not have the checksum that it states")
        }
        let stated = Array(index.dropLast(ObjectID.byteCount).suffix(ObjectID.byteCount))
        guard let size = Files.size(of: path + ".pack") else { throw damaged("the pack is missing, its index is not") }
        let end = Int(size) - ObjectID.byteCount
        guard end > 0 else { throw damaged("the pack is cut off") }
        let file = try OpenFile(path + ".pack", forWriting: false)
        var trailer = [UInt8](repeating: 0, count: ObjectID.byteCount)
        try file.read(&trailer, at: end)
        var sum = SHA1()
        var place = 0
        while place < end {
            var piece = [UInt8](repeating: 0, count: min(Self.pieceByteCount, end - place))
            try file.read(&piece, at: place)
            sum.add(piece)
            place += piece.count
        }
        let found = sum.digest()
        guard trailer == stated else {
            throw damaged("the pack does not end with the checksum that its index states: it is cut off or another one")
        }
        guard found == stated else { throw damaged("the pack does not have the checksum that it states") }
    }

    /// The references whose full names match ("refs/heads/lines/*"), sorted by name.
    ///
    /// The libgit2 calls are `git_reference_iterator_glob_new`, `git_reference_next` and `git_reference_name_to_id`.
    ///
    /// - Parameter followsSymbolic: Those that name another reference are given with what that leads to; else they are left
    ///   out, as are those that lead nowhere.
    public borrowing func references(
        matching pattern: String, followsSymbolic: Bool = false
    ) throws(GitError) -> [(name: String, target: ObjectID)] {
        let operation = "list \(pattern)"
        var iterator: OpaquePointer?
        try unsafe check(operation, git_reference_iterator_glob_new(&iterator, handle, pattern))
        defer { unsafe git_reference_iterator_free(iterator) }
        var found: [(name: String, target: ObjectID)] = []
        while true {
            var reference: OpaquePointer?
            let code = unsafe git_reference_next(&reference, iterator)
            if code == GIT_ITEROVER.rawValue { break }
            try check(operation, code)
            defer { unsafe git_reference_free(reference) }
            guard let name = unsafe git_reference_name(reference).map({ unsafe String(cString: $0) }) else { continue }
            if let target = unsafe git_reference_target(reference) {
                found.append((name, unsafe ObjectID(target.pointee)))
            } else if followsSymbolic, let target = try self.target(of: name) {
                found.append((name, target))
            }
        }
        git_error_clear()
        return found.sorted { $0.name < $1.name }
    }
}

/// What stands in a tree object, read without taking its names apart.
public struct TreeChild {
    public enum Kind {
        case file, folder, submodule
    }

    public var kind: Kind
    /// Where its name stands in the tree's bytes.
    public var name: Range<Int>
    public var id: ObjectID

    /// Nil for bytes that are no tree.
    public static func children(of tree: [UInt8]) -> [TreeChild]? {
        var children: [TreeChild] = []
        var start = 0
        while start < tree.count {
            guard let space = tree[start...].firstIndex(of: UInt8(ascii: " ")),
                let zero = tree[space...].firstIndex(of: 0), zero + ObjectID.byteCount < tree.count,
                let id = ObjectID(tree[(zero + 1)...(zero + ObjectID.byteCount)])
            else { return nil }
            // "40000" is a folder, "160000" a commit of another repository; all else is a file.
            let kind: Kind =
                tree[start] == UInt8(ascii: "4") ? .folder : tree[start + 1] == UInt8(ascii: "6") ? .submodule : .file
            children.append(TreeChild(kind: kind, name: (space + 1)..<zero, id: id))
            start = zero + ObjectID.byteCount + 1
        }
        return children
    }
}

extension Repository {
    /// Reads an object of whatever kind; throws where it is missing or not what its name says.
    public borrowing func checkObject(_ id: ObjectID) throws(GitError) {
        unsafe git_odb_object_free(try storedObject(id, operation: "read \(id)"))
    }
}
