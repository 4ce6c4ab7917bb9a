/// Reads the records of a WARC file, packed or not, one after the other.
///
/// Files are made by many programs and cut off by many crashes: what cannot be read is told with its place, and reading goes
/// on with the next record.
package final class WARCReader {
    /// The head of a record. Its block is read, or passed over, before the next one.
    package struct Head: Sendable {
        package var place: WARCPlace
        package var fields: [HTTPHeader]
        /// Of the block.
        package var byteCount: Int

        package func field(_ name: String) -> String? { fields.first { $0.isNamed(name) }?.value }
        package var kind: WARCRecord.Kind? { field("WARC-Type").flatMap { WARCRecord.Kind(rawValue: $0.lowercased()) } }

        /// The address of what it is of. Early writers put it in angle brackets.
        package var target: String? {
            field("WARC-Target-URI").map { uri in
                uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
            }
        }
    }

    package enum Item: Sendable {
        case record(Head)
        case damage(WARCDamage)
    }

    private let source: WARCSource
    private var bytesLeft = 0
    private var place = WARCPlace(member: 0, offset: 0)
    private var isAtEnd = false

    /// Lines and fields of a record's head above these are no WARC file's.
    private static let lineByteLimit = 64 << 10
    private static let fieldLimit = 1_000
    /// A petabyte; sums of such numbers are still numbers.
    private static let blockByteLimit = 1 << 50

    package init(_ path: String) throws {
        source = try WARCSource(path)
    }

    package var isZstandard: Bool { source.isZstandard }

    /// The head of the next record, or what is wrong there; nil at the end.
    package func next() throws -> Item? {
        guard !isAtEnd else { return nil }
        do {
            try source.skip(bytesLeft)
            bytesLeft = 0
            while let byte = try source.peek(), byte == 13 || byte == 10 { try source.skip(1) }
            place = source.place
            guard let head = try head() else {
                isAtEnd = true
                return nil
            }
            bytesLeft = head.byteCount
            return .record(head)
        } catch let damage as WARCDamage {
            return .damage(try recovering(from: damage))
        }
    }

    /// The block of the record whose head was read last; nil where it has more bytes than are wanted.
    package func block(limit: Int) throws -> [UInt8]? {
        guard bytesLeft <= limit else { return nil }
        do {
            let bytes = try source.read(bytesLeft)
            bytesLeft = 0
            return bytes
        } catch let damage as WARCDamage {
            throw try recovering(from: damage)
        }
    }

    /// The beginning of the block; the rest is passed over.
    package func beginning(byteCount: Int) throws -> [UInt8] {
        let count = min(byteCount, bytesLeft)
        do {
            let bytes = try source.read(count)
            bytesLeft -= count
            return bytes
        } catch let damage as WARCDamage {
            throw try recovering(from: damage)
        }
    }

    /// Goes to a record of which the place is known.
    package func go(to place: WARCPlace) throws {
        bytesLeft = 0
        isAtEnd = false
        try source.seek(to: place)
    }

    private func recovering(from damage: WARCDamage) throws -> WARCDamage {
        bytesLeft = 0
        isAtEnd = try !source.recover(from: place)
        return WARCDamage(place: place, reason: damage.reason)
    }

    private func head() throws -> Head? {
        guard let version = try source.line(limit: Self.lineByteLimit) else { return nil }
        guard version.starts(with: Array("WARC/".utf8)) else {
            throw WARCDamage(place: place, reason: "no record begins here")
        }
        var fields: [HTTPHeader] = []
        while true {
            guard let line = try source.line(limit: Self.lineByteLimit) else {
                throw WARCDamage(place: place, reason: "the file is cut off")
            }
            if line.isEmpty { break }
            guard fields.count < Self.fieldLimit else {
                throw WARCDamage(place: place, reason: "its head has more than \(Self.fieldLimit) fields")
            }
            guard HTTPMessage.add(line, to: &fields) else {
                throw WARCDamage(place: place, reason: "a line of its head is no field")
            }
        }
        guard let length = fields.first(where: { $0.isNamed("Content-Length") })?.value, !length.isEmpty,
            length.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { throw WARCDamage(place: place, reason: "it does not say how long it is") }
        guard let count = Int(length), count <= Self.blockByteLimit else {
            throw WARCDamage(
                place: place, reason: "it says that it is longer than any file is")
        }
        return Head(place: place, fields: fields, byteCount: count)
    }
}
