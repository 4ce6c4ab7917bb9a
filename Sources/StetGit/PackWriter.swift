#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Writes one pack and its index, from the first byte to the last, without going back.
///
/// Objects are known by their place. A delta's base stands in the same pack before it, so that the pack is whole by
/// itself. Files are made in a folder of ours and named when they are whole and flushed.
///
/// Source: git's gitformat-pack, version 2 of packs and indexes.
struct PackWriter: ~Copyable {
    struct Entry {
        var id: ObjectID
        var offset: Int
        var crc32: UInt32
    }

    private let folder: String
    private let file: OpenFile
    private let objectCount: Int
    private var entries: [Entry] = []
    private var hash: SHA1
    private var deflater: Deflater
    private var buffer: [UInt8] = []
    /// Where in the pack the buffer begins.
    private var bufferStart = 0

    /// Flushed to the file when it holds so much.
    private static let bufferLimit = 1 << 20

    /// - Parameter objectCount: How many objects will be added: it stands at the beginning of the pack.
    init(in folder: String, objectCount: Int) throws(GitError) {
        try Files.makeFolder(folder)
        let file = try OpenFile("\(folder)/tmp_pack_\(getpid())", forWriting: true)
        let deflater = try Deflater()
        self.folder = folder
        self.file = file
        self.deflater = deflater
        self.objectCount = objectCount
        hash = SHA1()
        entries.reserveCapacity(objectCount)
        buffer.reserveCapacity(Self.bufferLimit + Self.bufferLimit / 4)
        buffer += Array("PACK".utf8)
        buffer.append(bigEndian: 2)
        buffer.append(bigEndian: UInt32(objectCount))
    }

    /// Adds a whole object and returns its place.
    @discardableResult
    mutating func add(_ id: ObjectID, _ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> Int {
        let offset = begin(kind.packNumber, size: bytes.count)
        if kind == .tree, bytes.count <= Deflater.storedByteLimit {
            Deflater.store(bytes, to: &buffer)
        } else {
            deflater.compress(bytes, to: &buffer)
        }
        try finish(id, at: offset)
        return offset
    }

    /// Adds an object as what makes it of another one, which stands at `base`; returns its place.
    @discardableResult
    mutating func add(_ id: ObjectID, delta: [UInt8], base: Int) throws(GitError) -> Int {
        let offset = begin(Self.offsetDelta, size: delta.count)
        appendDistance(offset - base)
        if delta.count <= Deflater.storedByteLimit {
            Deflater.store(delta, to: &buffer)
        } else {
            deflater.compress(delta, to: &buffer)
        }
        try finish(id, at: offset)
        return offset
    }

    /// Adds an object as it stands compressed in another pack; of a delta, its base stands at `base`.
    @discardableResult
    mutating func add(
        _ id: ObjectID, packNumber: UInt8, size: Int, base: Int?, compressed: ArraySlice<UInt8>
    ) throws(GitError) -> Int {
        let offset = begin(packNumber, size: size)
        if let base { appendDistance(offset - base) }
        buffer += compressed
        try finish(id, at: offset)
        return offset
    }

    /// Ends the pack, writes its index, flushes both, and returns the name they have in the folder, without extension.
    consuming func end() throws(GitError) -> String {
        precondition(entries.count == objectCount, "as many objects as the pack's beginning says")
        try flush()
        let checksum = hash.digest()
        try file.write(checksum)
        try file.flush()
        let name = "pack-\(ObjectID(checksum)!)"
        let index = try OpenFile(file.path + ".idx", forWriting: true)
        try index.write(PackIndex.bytes(of: Self.sorted(entries), pack: checksum))
        try index.flush()
        try Files.move(file.path, to: "\(folder)/\(name).pack")
        try Files.move(index.path, to: "\(folder)/\(name).idx")
        return name
    }

    /// The entries by id.
    ///
    /// Ids are hashes, evenly spread: with a bucket for each possible beginning of two bytes there is little left to be sorted in it.
    ///
    /// - Complexity: O(n) expected, and the buckets; O(n log n) where somebody chose the ids, or there are few.
    private static func sorted(_ entries: [Entry]) -> [Entry] {
        guard entries.count > fewEntries else { return entries.sorted { $0.id < $1.id } }
        var ends = [Int](repeating: 0, count: 1 << 16)
        for entry in entries { ends[Int(entry.id.firstTwoBytes)] += 1 }
        var total = 0
        for bucket in ends.indices {
            let count = ends[bucket]
            ends[bucket] = total
            total += count
        }
        var order = [UInt32](repeating: 0, count: entries.count)
        for (index, entry) in entries.enumerated() {
            order[ends[Int(entry.id.firstTwoBytes)]] = UInt32(index)
            ends[Int(entry.id.firstTwoBytes)] += 1
        }
        var start = 0
        for end in ends {
            if end - start > 1 { order[start..<end].sort { entries[Int($0)].id < entries[Int($1)].id } }
            start = end
        }
        return order.map { entries[Int($0)] }
    }

    /// The buckets take 512 KB, which costs more than sorting the dozen objects of a snapshot.
    private static let fewEntries = 1_000

    /// An object whose delta is against one that stands a distance before it in the pack, and against one named by its id.
    static let offsetDelta: UInt8 = 6
    static let referenceDelta: UInt8 = 7

    /// The kind and size: four bits of the size in the first byte, then seven a byte, the lowest first.
    private mutating func begin(_ packNumber: UInt8, size: Int) -> Int {
        let offset = bufferStart + buffer.count
        var byte = packNumber << 4 | UInt8(size & 0x0F)
        var rest = size >> 4
        while rest > 0 {
            buffer.append(byte | 0x80)
            byte = UInt8(rest & 0x7F)
            rest >>= 7
        }
        buffer.append(byte)
        return offset
    }

    /// Seven bits a byte, the highest first, one less in each but the last.
    private mutating func appendDistance(_ distance: Int) {
        var digits = [UInt8(distance & 0x7F)]
        var rest = distance >> 7
        while rest > 0 {
            rest -= 1
            digits.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        buffer += digits.reversed()
    }

    private mutating func finish(_ id: ObjectID, at offset: Int) throws(GitError) {
        entries.append(Entry(id: id, offset: offset, crc32: Deflater.crc32(buffer[(offset - bufferStart)...])))
        if buffer.count >= Self.bufferLimit { try flush() }
    }

    private mutating func flush() throws(GitError) {
        hash.add(buffer)
        try file.write(buffer)
        bufferStart += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}

extension ObjectKind {
    /// How packs call the kind.
    var packNumber: UInt8 {
        switch self {
        case .commit: 1
        case .tree: 2
        case .blob: 3
        case .tag: 4
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian word: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
}
