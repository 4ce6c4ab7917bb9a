/// Goes once through a pack, from its first object to its last, without uncompressing them.
///
/// It keeps no more of the pack than one entry and a piece read ahead.
struct PackReader: ~Copyable {
    let name: String
    /// In the order of the pack.
    let entries: [PackWriter.Entry]
    private let file: OpenFile
    /// Where the last entry ends: the pack's checksum begins.
    private let end: Int
    private var piece: [UInt8] = []
    private var pieceStart = 0

    private static let pieceByteCount = 1 << 20

    struct Item {
        var packNumber: UInt8
        /// Of what is compressed.
        var size: Int
        /// Where the base of a delta stands, if that is told by its distance.
        var base: Int?
        /// The name of the base, if the delta has one, and the compressed bytes.
        var rest: ArraySlice<UInt8>
    }

    init(_ name: String, in folder: String) throws(GitError) {
        guard let index = try Files.read("\(folder)/\(name).idx") else {
            throw GitError(.notFound, "read \(name)", "it has no index")
        }
        let entries = try PackIndex.entries(of: index, name: name)
        let path = "\(folder)/\(name).pack"
        let end = Int(Files.size(of: path) ?? 0) - ObjectID.byteCount
        let file = try OpenFile(path, forWriting: false)
        self.file = file
        self.end = end
        self.name = name
        self.entries = entries
    }

    /// The index of the entry that begins at an offset; nil where none does.
    borrowing func index(at offset: Int) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].offset == offset ? low : nil
    }

    /// The entry at an index, as it stands. Its checksum is compared, so that damage is not carried on.
    mutating func bytes(_ index: Int) throws(GitError) -> ArraySlice<UInt8> {
        let start = entries[index].offset
        let end = index + 1 < entries.count ? entries[index + 1].offset : end
        guard start < end else { throw damaged(index) }
        try load(start..<end)
        let bytes = piece[(start - pieceStart)..<(end - pieceStart)]
        guard Deflater.crc32(bytes) == entries[index].crc32 else { throw damaged(index) }
        return bytes
    }

    private func damaged(_ index: Int) -> GitError {
        GitError(.invalid, "read \(entries[index].id) in \(name)", "the pack is damaged")
    }

    /// The entry at an index, taken apart.
    mutating func item(_ index: Int) throws(GitError) -> Item {
        let start = entries[index].offset
        let bytes = try bytes(index)
        var place = bytes.startIndex
        let first = bytes[place]
        var (size, shift) = (Int(first & 0x0F), 4)
        while bytes[place] & 0x80 != 0 {
            place += 1
            guard place < bytes.endIndex, shift < 60 else { throw damaged(index) }
            size |= Int(bytes[place] & 0x7F) << shift
            shift += 7
        }
        place += 1
        var item = Item(packNumber: first >> 4 & 7, size: size, base: nil, rest: [])
        if item.packNumber == PackWriter.offsetDelta {
            guard place < bytes.endIndex else { throw damaged(index) }
            var distance = Int(bytes[place] & 0x7F)
            while bytes[place] & 0x80 != 0 {
                place += 1
                guard place < bytes.endIndex, distance < 1 << 50 else { throw damaged(index) }
                distance = (distance + 1) << 7 | Int(bytes[place] & 0x7F)
            }
            place += 1
            guard distance > 0, distance <= start else { throw damaged(index) }
            item.base = start - distance
        }
        item.rest = bytes[place...]
        return item
    }

    private mutating func load(_ range: Range<Int>) throws(GitError) {
        guard range.lowerBound < pieceStart || range.upperBound > pieceStart + piece.count else { return }
        let wanted = max(range.count, min(Self.pieceByteCount, end - range.lowerBound))
        pieceStart = range.lowerBound
        if piece.count != wanted { piece = [UInt8](repeating: 0, count: wanted) }
        try file.read(&piece, at: pieceStart)
    }
}
