/// A record of a WARC file, whole.
///
/// Source: ISO 28500:2017, "WARC/1.1".
package struct WARCRecord: Sendable {
    package enum Kind: String, Sendable {
        case warcinfo, response, resource, request, metadata, revisit, conversion, continuation
    }

    package var kind: Kind
    /// "<urn:uuid:…>".
    package var id: String
    /// RFC 3339.
    package var date: String
    /// In the order in which they are written.
    package var fields: [(name: String, value: String)]
    package var contentType: String
    package var block: [UInt8]

    package init(
        _ kind: Kind, id: String, date: String, fields: [(name: String, value: String)], contentType: String,
        block: [UInt8]
    ) {
        self.kind = kind
        self.id = id
        self.date = date
        self.fields = fields
        self.contentType = contentType
        self.block = block
    }

    package var bytes: [UInt8] {
        var head = "WARC/1.1\r\n"
        let all =
            [("WARC-Type", kind.rawValue), ("WARC-Record-ID", id), ("WARC-Date", date)] + fields
            + [("Content-Type", contentType), ("Content-Length", "\(block.count)")]
        for (name, value) in all { head += "\(name): \(HTTPText.line(value))\r\n" }
        return Array((head + "\r\n").utf8) + block + [13, 10, 13, 10]
    }

    /// The type of a block that is an HTTP response.
    package static let responseType = "application/http;msgtype=response"
    package static let fieldsType = "application/warc-fields"
    /// Profiles of revisits: the payload is that of an earlier record.
    package static let identicalPayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    package static let notModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

    /// A block of "name: value" lines.
    package static func fieldsBlock(_ fields: [(name: String, value: String)]) -> [UInt8] {
        Array(fields.map { "\($0.name): \(HTTPText.line($0.value))\r\n" }.joined().utf8)
    }
}

package enum HTTPText {
    /// Text that ends no line: what would is a space.
    package static func line(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// What an address may not hold percent-encoded: spaces, controls and all that is not ASCII.
    package static func address(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">") {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
