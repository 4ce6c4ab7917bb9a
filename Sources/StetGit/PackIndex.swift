/// The index of a pack, version 2: which objects it holds, and where.
///
/// Source: git's gitformat-pack, "Version 2 pack-*.idx files".
enum PackIndex {
    private static let mark: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
    private static let version: UInt32 = 2
    private static let headByteCount = 8
    private static let firstByteCount = 256
    /// An offset with this bit is the number of a longer one.
    private static let longOffset: UInt32 = 1 << 31

    /// The index of entries that are sorted by id, in a pack with this checksum.
    static func bytes(of entries: [PackWriter.Entry], pack checksum: [UInt8]) -> [UInt8] {
        var bytes = mark
        bytes.reserveCapacity(headByteCount + 4 * firstByteCount + 28 * entries.count + 40)
        bytes.append(bigEndian: version)
        var counts = [UInt32](repeating: 0, count: firstByteCount)
        for entry in entries { counts[Int(entry.id.firstByte)] += 1 }
        var total: UInt32 = 0
        for count in counts {
            total += count
            bytes.append(bigEndian: total)
        }
        for entry in entries { entry.id.append(to: &bytes) }
        var long: [Int] = []
        // Not by key path, which is not specialised: that took a tenth of merging.
        var words = entries.map { $0.crc32.bigEndian }
        for entry in entries {
            if entry.offset < Int(longOffset) {
                words.append(UInt32(entry.offset).bigEndian)
            } else {
                words.append((longOffset | UInt32(long.count)).bigEndian)
                long.append(entry.offset)
            }
        }
        unsafe words.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        for offset in long {
            bytes.append(bigEndian: UInt32(offset >> 32))
            bytes.append(bigEndian: UInt32(truncatingIfNeeded: offset))
        }
        bytes += checksum
        var hash = SHA1()
        hash.add(bytes)
        bytes += hash.digest()
        return bytes
    }

    /// How many objects several packs have together, and which of them more than one pack has.
    ///
    /// Ids are compared a first byte at a time: in an index they stand in order.
    ///
    /// - Complexity: O(n log n) in all objects; in memory, the indexes.
    static func distinctIDs(
        of indexes: [(bytes: [UInt8], name: String)]
    ) throws(GitError) -> (count: Int, several: Set<ObjectID>) {
        var (count, several): (Int, Set<ObjectID>) = (0, [])
        var ids: [ObjectID] = []
        for byte in 0..<firstByteCount {
            ids.removeAll(keepingCapacity: true)
            for (bytes, name) in indexes {
                let start = byte == 0 ? 0 : bytes.word(at: headByteCount + 4 * (byte - 1))
                guard let start, let end = bytes.word(at: headByteCount + 4 * byte), start <= end,
                    self.ids + ObjectID.byteCount * Int(end) <= bytes.count
                else { throw GitError(.invalid, "read the index of \(name)", "it is cut off") }
                for index in Int(start)..<Int(end) { ids.append(id(at: index, in: bytes)) }
            }
            ids.sort()
            for index in ids.indices {
                if index > 0, ids[index] == ids[index - 1] { several.insert(ids[index]) } else { count += 1 }
            }
        }
        return (count, several)
    }

    /// Where the ids begin.
    private static let ids = headByteCount + 4 * firstByteCount

    private static func id(at index: Int, in bytes: [UInt8]) -> ObjectID {
        let start = ids + ObjectID.byteCount * index
        return unsafe bytes.withUnsafeBytes {
            unsafe ObjectID(UnsafeRawBufferPointer(rebasing: $0[start..<(start + ObjectID.byteCount)]))
        }
    }

    /// What an index says, in the order of the pack.
    static func entries(of bytes: [UInt8], name: String) throws(GitError) -> [PackWriter.Entry] {
        func damaged(_ reason: String) -> GitError { GitError(.invalid, "read the index of \(name)", reason) }
        guard bytes.starts(with: mark), bytes.word(at: 4) == version else {
            throw damaged("it is of another version than 2")
        }
        guard let total = bytes.word(at: headByteCount + 4 * (firstByteCount - 1)) else {
            throw damaged("it is cut off")
        }
        let count = Int(total)
        let checksums = ids + ObjectID.byteCount * count
        let offsets = checksums + 4 * count
        let longOffsets = offsets + 4 * count
        guard bytes.count >= longOffsets + 2 * ObjectID.byteCount else { throw damaged("it is cut off") }
        var entries: [PackWriter.Entry] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
            let id = id(at: index, in: bytes)
            guard let crc32 = bytes.word(at: checksums + 4 * index), let short = bytes.word(at: offsets + 4 * index)
            else { throw damaged("it is cut off") }
            var offset = Int(short)
            if short & longOffset != 0 {
                let place = longOffsets + 8 * Int(short & ~longOffset)
                guard let high = bytes.word(at: place), let low = bytes.word(at: place + 4), high < 1 << 31 else {
                    throw damaged("it is cut off")
                }
                offset = Int(high) << 32 | Int(low)
            }
            entries.append(PackWriter.Entry(id: id, offset: offset, crc32: crc32))
        }
        // What is moved about while sorting is small.
        var order = entries.indices.map { (offset: entries[$0].offset, index: UInt32($0)) }
        order.sort { $0.offset < $1.offset }
        return order.map { entries[Int($0.index)] }
    }
}

extension [UInt8] {
    /// The number, its highest byte first, that stands at a place; nil where the bytes end.
    func word(at place: Int) -> UInt32? {
        guard place >= 0, place + 4 <= count else { return nil }
        return UInt32(self[place]) << 24 | UInt32(self[place + 1]) << 16 | UInt32(self[place + 2]) << 8
            | UInt32(self[place + 3])
    }
}
