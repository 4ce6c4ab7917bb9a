internal import Foundation

/// Where a record begins: the byte of the file at which its gzip member does, and how far into what that unpacks to. In a
/// file that is not packed the member is the file itself.
package struct WARCPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var member: Int
    package var offset: Int

    package static func < (one: WARCPlace, other: WARCPlace) -> Bool {
        (one.member, one.offset) < (other.member, other.offset)
    }

    package var description: String { offset == 0 || member == 0 ? "\(member + offset)" : "\(member)+\(offset)" }
}

/// What keeps a record from being read. What lies after it may be read all the same.
package struct WARCDamage: Error, Sendable {
    package var place: WARCPlace
    package var reason: String
}

/// The bytes of a WARC file one after the other, with gzip undone, whether each record is a member of its own or the file is one.
final class WARCSource {
    let isPacked: Bool
    /// It is packed with zstd, which is not undone: a frame of it, or the dictionary that frames are read with, begins the file.
    let isZstandard: Bool
    private let handle: FileHandle
    /// Read from the file and not taken yet, and where in the file it begins.
    private var packed: ArraySlice<UInt8> = []
    private var packedOffset = 0
    private var decoder: Decoder?
    /// Unpacked and not taken yet, all of one member.
    private var plain: [UInt8] = []
    private var position = 0
    private var memberOffset = 0
    private var plainOffset = 0

    private static let pieceByteCount = 1 << 16
    static let magic: [UInt8] = [0x1F, 0x8B, 0x08]
    /// Source: RFC 8878, section 3.1; "Use of Zstandard in WARC files" of the IIPC, section 3.
    private static let zstandardMagics: [[UInt8]] = [[0x28, 0xB5, 0x2F, 0xFD], [0x5D, 0x2A, 0x4D, 0x18]]

    init(_ path: String) throws {
        handle = try FileHandle(forReadingFrom: URL(filePath: path))
        let start = Array(try handle.read(upToCount: 4) ?? Data())
        isPacked = start.starts(with: Self.magic)
        isZstandard = Self.zstandardMagics.contains(start)
        try handle.seek(toOffset: 0)
    }

    deinit { handle.closeFile() }

    /// Of the next byte.
    var place: WARCPlace {
        WARCPlace(member: isPacked ? memberOffset : 0, offset: plainOffset + position)
    }

    func seek(to place: WARCPlace) throws {
        // In a file that is one member, what lies ahead is not unpacked from the start.
        if isPacked, place.member == memberOffset, place.offset >= plainOffset + position,
            decoder != nil || place.offset <= plainOffset + plain.count
        {
            return try skip(place.offset - plainOffset - position)
        }
        plain = []
        position = 0
        decoder = nil
        packed = []
        packedOffset = isPacked ? place.member : place.offset
        memberOffset = place.member
        plainOffset = isPacked ? 0 : place.offset
        try handle.seek(toOffset: UInt64(packedOffset))
        if isPacked { try skip(place.offset) }
    }

    /// Unpacks the next piece once all of the last one is taken; false at the end of the file.
    private func fill() throws -> Bool {
        guard position == plain.count else { return true }
        plainOffset += plain.count
        plain.removeAll(keepingCapacity: true)
        position = 0
        while plain.isEmpty {
            if packed.isEmpty {
                let piece = try handle.read(upToCount: Self.pieceByteCount) ?? Data()
                packed = [UInt8](piece)[...]
            }
            if !isPacked {
                guard !packed.isEmpty else { return false }
                plain = Array(packed)
                packed = []
                return true
            }
            guard !packed.isEmpty else {
                guard decoder == nil else {
                    decoder = nil
                    throw WARCDamage(place: place, reason: "the file is cut off")
                }
                return false
            }
            if decoder == nil {
                // Some writers fill up a file with zeros.
                let zeros = packed.prefix { $0 == 0 }.count
                packed = packed.dropFirst(zeros)
                packedOffset += zeros
                if packed.isEmpty { continue }
                memberOffset = packedOffset
                plainOffset = 0
                decoder = Decoder(.gzip)
            }
            let before = packed.count
            // Told by whether there is one: the decoder cannot be copied out.
            let state = decoder?.step(&packed, into: &plain, pieceByteCount: Self.pieceByteCount) ?? .failed
            packedOffset += before - packed.count
            switch state {
            case .more: break
            case .done: decoder = nil
            case .failed:
                decoder = nil
                throw WARCDamage(
                    place: WARCPlace(member: memberOffset, offset: 0), reason: "its gzip cannot be unpacked")
            }
        }
        return true
    }

    /// The next byte, which stays the next one; nil at the end.
    func peek() throws -> UInt8? { try fill() ? plain[position] : nil }

    /// A line without its end; nil at the end of the file.
    func line(limit: Int) throws -> [UInt8]? {
        var line: [UInt8] = []
        let start = place
        guard try fill() else { return nil }
        while try fill() {
            let end = plain[position...].firstIndex(of: UInt8(ascii: "\n"))
            line += plain[position..<(end ?? plain.count)]
            position = end.map { $0 + 1 } ?? plain.count
            guard line.count <= limit else {
                throw WARCDamage(place: start, reason: "a line of its head has more than \(limit) bytes")
            }
            if end != nil { break }
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    /// Passes over so many bytes; throws where there are not so many.
    func skip(_ count: Int) throws {
        if !isPacked, count > plain.count - position {
            // A plain file need not be read for it.
            let target = plainOffset + position + count
            guard try UInt64(target) <= handle.seekToEnd() else {
                throw WARCDamage(place: place, reason: "the file is cut off")
            }
            return try seek(to: WARCPlace(member: 0, offset: target))
        }
        var left = count
        while left > 0 {
            guard try fill() else { throw WARCDamage(place: place, reason: "the file is cut off") }
            let taken = min(left, plain.count - position)
            position += taken
            left -= taken
        }
    }

    func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard try fill() else { throw WARCDamage(place: place, reason: "the file is cut off") }
            let taken = min(count - bytes.count, plain.count - position)
            bytes += plain[position..<position + taken]
            position += taken
        }
        return bytes
    }

    /// Goes on at the next place after one that is damaged where a record seems to begin; false where there is none.
    func recover(from damaged: WARCPlace) throws -> Bool {
        let sign = isPacked ? Self.magic : Array("\nWARC/1.".utf8)
        var offset = isPacked ? damaged.member + 1 : damaged.offset + 1
        var window: [UInt8] = []
        try handle.seek(toOffset: UInt64(offset))
        while true {
            let piece = try handle.read(upToCount: Self.pieceByteCount) ?? Data()
            window += piece
            var search = window.startIndex
            while let found = window[search...].firstIndex(of: sign[0]), found + sign.count <= window.count {
                search = found + 1
                guard window[found..<found + sign.count].elementsEqual(sign) else { continue }
                let place =
                    isPacked
                    ? WARCPlace(member: offset + found, offset: 0) : WARCPlace(member: 0, offset: offset + found + 1)
                try seek(to: place)
                guard isPacked else { return true }
                if let start = try? read(5), start == Array("WARC/".utf8) {
                    try seek(to: place)
                    return true
                }
            }
            guard !piece.isEmpty else { return false }
            let kept = min(window.count, sign.count - 1)
            offset += window.count - kept
            window = Array(window.suffix(kept))
            try handle.seek(toOffset: UInt64(offset + kept))
        }
    }
}
