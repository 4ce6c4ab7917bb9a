/// A tree object as git stores it: "mode SP name NUL id", again and again.
///
/// Looking up and setting an entry works on the bytes themselves: a folder of 256 entries is rewritten with every
/// revision, and taking it apart and putting it together again was most of the cost of recording.
struct TreeBytes {
    private(set) var bytes: [UInt8]
    /// The tree's name, for errors.
    private let id: ObjectID?

    fileprivate struct Place {
        var start: Int
        var name: Range<Int>

        var id: Range<Int> { (name.upperBound + 1)..<(name.upperBound + 1 + ObjectID.byteCount) }
        var end: Int { id.upperBound }
    }

    init(_ bytes: [UInt8] = [], id: ObjectID? = nil) {
        self.bytes = bytes
        self.id = id
    }

    /// Where an entry of some name stands, or where one would have to. It holds as long as the tree is not changed.
    struct Slot {
        fileprivate var found: Place?
        fileprivate var insertion: Int
    }

    /// The entry of this name, or nil when there is none.
    ///
    /// - Complexity: O(n) in the entries.
    func entry(named name: [UInt8]) throws(GitError) -> TreeEntry? {
        try entry(at: slot(of: name, isFolder: false), named: name)
    }

    func entry(at slot: Slot, named name: [UInt8]) throws(GitError) -> TreeEntry? {
        guard let place = slot.found else { return nil }
        return TreeEntry(mode: try mode(at: place), name: name, id: ObjectID(bytes[place.id])!)
    }

    /// Sets the entry of this name, or puts it where git sorts it.
    ///
    /// - Complexity: O(n) in the entries.
    mutating func set(_ entry: TreeEntry) throws(GitError) {
        try set(entry, at: slot(of: entry.name, isFolder: entry.mode == .folder))
    }

    /// Sets the entry whose slot is known.
    mutating func set(_ entry: TreeEntry, at slot: Slot) throws(GitError) {
        guard let found = slot.found else { return insert(entry, at: slot.insertion) }
        if try mode(at: found) == entry.mode {
            let start = found.id.lowerBound
            unsafe entry.id.withUnsafeBytes { id in
                for index in 0..<ObjectID.byteCount { unsafe bytes[start + index] = id[index] }
            }
            return
        }
        // Files and folders are sorted otherwise.
        bytes.removeSubrange(found.start..<found.end)
        insert(entry, at: try self.slot(of: entry.name, isFolder: entry.mode == .folder).insertion)
    }

    /// Takes out the entry of this name, if there is one.
    mutating func remove(named name: [UInt8]) throws(GitError) {
        guard let found = try slot(of: name, isFolder: false).found else { return }
        bytes.removeSubrange(found.start..<found.end)
    }

    private mutating func insert(_ entry: TreeEntry, at place: Int) {
        let mode = entry.mode.rawValue.utf8
        // Thousands of trees are kept: none takes more room than it needs.
        var longer: [UInt8] = []
        longer.reserveCapacity(bytes.count + mode.count + entry.name.count + 2 + ObjectID.byteCount)
        longer += bytes[..<place]
        longer += mode
        longer.append(UInt8(ascii: " "))
        longer += entry.name
        longer.append(0)
        entry.id.append(to: &longer)
        longer += bytes[place...]
        bytes = longer
    }

    private func mode(at place: Place) throws(GitError) -> TreeEntry.Mode {
        let digits = String(decoding: bytes[place.start..<(place.name.lowerBound - 1)], as: UTF8.self)
        guard let mode = TreeEntry.Mode(rawValue: digits) else { throw damaged(at: place.start) }
        return mode
    }

    /// Where the entry of this name stands, or one of this kind would have to.
    ///
    /// - Complexity: O(n) in the entries.
    func slot(of name: [UInt8], isFolder: Bool) throws(GitError) -> Slot {
        let (tree, wanted) = (bytes.span, name.span)
        var start = 0
        var insertion: Int?
        while start < tree.count {
            guard let place = Self.place(at: start, in: tree) else { throw damaged(at: start) }
            switch Self.compare(tree, place.name, with: wanted) {
            case .same: return Slot(found: place, insertion: start)
            case .before: break
            // Neither name begins with the other, so that no kind of entry of this name can stand further on.
            case .after: return Slot(found: nil, insertion: insertion ?? start)
            case .longer, .shorter:
                if insertion == nil, Self.follows(tree, place, wanted, isFolder: isFolder) { insertion = start }
            }
            start = place.end
        }
        return Slot(found: nil, insertion: insertion ?? bytes.count)
    }

    private static func place(at start: Int, in tree: Span<UInt8>) -> Place? {
        var space = start
        while space < tree.count, tree[space] != UInt8(ascii: " ") { space += 1 }
        var zero = space + 1
        while zero < tree.count, tree[zero] != 0 { zero += 1 }
        guard zero + ObjectID.byteCount < tree.count else { return nil }
        return Place(start: start, name: (space + 1)..<zero)
    }

    /// The first eight bytes of the smallest id in a tree; nil where it is empty or none.
    ///
    /// - Complexity: O(n) in the bytes.
    static func smallestID(in tree: Span<UInt8>) -> UInt64? {
        var smallest: UInt64?
        var start = 0
        while start < tree.count {
            guard let place = place(at: start, in: tree) else { return nil }
            var id: UInt64 = 0
            for index in place.id.lowerBound..<(place.id.lowerBound + 8) { id = id << 8 | UInt64(tree[index]) }
            smallest = min(smallest ?? id, id)
            start = place.end
        }
        return smallest
    }

    private enum Order {
        /// How the entry stands to the wanted name; `longer` and `shorter` when one begins with the other.
        case before, after, same, longer, shorter
    }

    private static func compare(_ tree: Span<UInt8>, _ name: Range<Int>, with wanted: Span<UInt8>) -> Order {
        for index in 0..<min(name.count, wanted.count) {
            let (byte, other) = (tree[name.lowerBound + index], wanted[index])
            if byte != other { return byte < other ? .before : .after }
        }
        return name.count == wanted.count ? .same : name.count > wanted.count ? .longer : .shorter
    }

    /// Whether an entry of which one name begins with the other stands after the wanted one. A folder is sorted as if its name
    /// ended in a slash.
    private static func follows(_ tree: Span<UInt8>, _ place: Place, _ wanted: Span<UInt8>, isFolder: Bool) -> Bool {
        let slash = UInt8(ascii: "/")
        if place.name.count > wanted.count {
            return isFolder ? tree[place.name.lowerBound + wanted.count] > slash : true
        }
        // Modes of folders are the only ones of five digits.
        let entryIsFolder = place.name.lowerBound - 1 - place.start == 5
        return entryIsFolder ? slash > wanted[place.name.count] : false
    }

    private func damaged(at start: Int) -> GitError {
        GitError(.invalid, "read tree" + (id.map { " \($0)" } ?? ""), "byte \(start) starts no entry")
    }
}
