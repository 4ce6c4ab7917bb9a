/// A response as it went over the wire, kept in one piece.
package struct HTTPMessage: Sendable {
    package var status: Int
    package var httpVersion: String
    package var headers: [HTTPHeader]
    /// As it came, with all codings.
    package var body: ArraySlice<UInt8>

    package func header(_ name: String) -> String? { headers.first { $0.isNamed(name) }?.value }

    /// Nil for bytes that begin with no response. A head that is cut off has no body.
    package init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        guard let first = Self.line(&rest), first.starts(with: Array("HTTP/".utf8)) else { return nil }
        let words = first.split(separator: 0x20, maxSplits: 2)
        guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)),
            (100...999).contains(status)
        else { return nil }
        self.status = status
        httpVersion = String(decoding: words[0].dropFirst("HTTP/".utf8.count), as: UTF8.self)
        headers = []
        while let line = Self.line(&rest), !line.isEmpty { _ = Self.add(Array(line), to: &headers) }
        body = rest
    }

    /// Takes a line and its end.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 10) ?? rest.endIndex
        var line = rest[..<end]
        rest = end == rest.endIndex ? [] : rest[(end + 1)...]
        if line.last == 13 { line = line.dropLast() }
        return line
    }

    /// Adds a "name: value" line to fields, or to the last one where it goes on with it; false for what is neither.
    static func add(_ line: [UInt8], to fields: inout [HTTPHeader]) -> Bool {
        if line.first == 0x20 || line.first == 0x09, !fields.isEmpty {
            fields[fields.count - 1].value += " " + line.headerText
            return true
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
        fields.append(
            HTTPHeader(
                name: Array(line[..<colon]).headerText, value: Array(line[(colon + 1)...]).headerText))
        return true
    }
}

/// Why a body cannot be had.
package struct CodingError: Error, Sendable {
    package var reason: String
}

extension HTTPMessage {
    /// The most codings one upon the other: more is an attack.
    private static let codingLimit = 4
    private static let pieceByteCount = 1 << 16

    /// The body with its codings undone, as the fetcher gives it, and which they were, in the order in which the server applied them.
    ///
    /// Writers that keep a body decoded often keep the header that says otherwise: a body that is not in the coding it is said to
    /// be in is taken as it is.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that the body may have.
    ///   - expansionLimit: How many times its size a body may become, once it is larger than a megabyte.
    package func decodedBody(limit: Int, expansionLimit: Int) throws(CodingError) -> (body: [UInt8], codings: [String])
    {
        var body = Array(self.body)
        if header("Transfer-Encoding")?.lowercased().contains("chunked") == true {
            body = Self.unchunked(body[...]) ?? body
        }
        let stated = headers.filter { $0.isNamed("Content-Encoding") }.flatMap { $0.value.split(separator: ",") }
            .map { $0.filter { $0 != " " }.lowercased() }.filter { !$0.isEmpty && $0 != "identity" }
        guard stated.count <= Self.codingLimit else {
            throw CodingError(reason: "it has \(stated.count) content codings")
        }
        var undone: [String] = []
        let received = body.count
        for coding in stated.reversed() {
            guard let decoded = try Self.decoded(body, coding, limit, max(1, received) * expansionLimit) else { break }
            body = decoded
            undone.insert(coding, at: 0)
        }
        guard body.count <= limit else { throw CodingError(reason: "it has more than \(limit >> 20) MB") }
        return (body, undone)
    }

    /// Nil for bytes that are not in this coding.
    private static func decoded(
        _ bytes: [UInt8], _ coding: String, _ limit: Int, _ expansionLimit: Int
    ) throws(CodingError) -> [UInt8]? {
        let kind: Decoder.Coding
        switch coding {
        case "gzip", "x-gzip":
            guard bytes.starts(with: [0x1F, 0x8B]) else { return nil }
            kind = .gzip
        case "deflate":
            // Some servers send it without the frame of zlib that the standard asks for.
            let isFramed =
                bytes.count > 2 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])).isMultiple(of: 31)
            kind = isFramed ? .zlib : .deflate
        case "br": kind = .brotli
        default: throw CodingError(reason: "its content coding \(coding) cannot be undone")
        }
        guard let decoder = Decoder(kind) else { throw CodingError(reason: "\(coding) cannot be undone here") }
        var (rest, output) = (bytes[...], [UInt8]())
        while true {
            let (before, given) = (rest.count, output.count)
            let state = decoder.step(&rest, into: &output, pieceByteCount: pieceByteCount)
            guard output.count <= limit,
                output.count <= FetchOptions.expansionGraceByteCount || output.count <= expansionLimit
            else { throw CodingError(reason: "it unpacks to more than an article has") }
            switch state {
            case .done: return output
            case .more:
                if rest.count == before, output.count == given {
                    throw CodingError(reason: "its \(coding) is cut off")
                }
            case .failed:
                // Text is never in these codings from its first byte on.
                guard output.isEmpty, coding != "gzip", coding != "x-gzip" else {
                    throw CodingError(reason: "its \(coding) cannot be unpacked")
                }
                return nil
            }
        }
    }

    /// The body of a chunked one; nil where it is none. One that is cut off is as long as it is.
    private static func unchunked(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var (rest, body) = (bytes, [UInt8]())
        var isFirst = true
        while let line = line(&rest) {
            let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
            guard !digits.isEmpty, digits.count <= 8,
                let count = Int(String(decoding: digits, as: UTF8.self), radix: 16)
            else {
                return isFirst ? nil : body
            }
            isFirst = false
            if count == 0 { return body }
            body += rest.prefix(count)
            rest = rest.dropFirst(count)
            if rest.first == 13 { rest = rest.dropFirst() }
            if rest.first == 10 { rest = rest.dropFirst() }
        }
        return isFirst ? nil : body
    }
}
