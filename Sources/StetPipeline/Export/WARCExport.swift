package import StetArchive
package import StetFetch
internal import StetGit

/// Tells an archive's checks as records of a WARC file: pages as they came, and what Stet knows of them beside each.
///
/// The records are made of what is in the archive alone: the same archive gives the same bytes. See
/// docs/reference/warc.md for what stands where.
package struct WARCExport {
    package struct Counts: Hashable, Sendable {
        package var pages = 0
        /// Pages whose bytes an earlier record has.
        package var revisits = 0
        /// Checks that brought no page.
        package var failures = 0
        /// Checks whose page was taken out of the archive.
        package var removed = 0
        /// Checks whose page cannot be read.
        package var damaged = 0
    }

    package private(set) var counts = Counts()
    private let archive: Archive
    private let put: (WARCRecord) throws -> Void
    /// Where a page's bytes stand already, by the name git gives them.
    private var payloads: [ObjectID: (id: String, target: String, date: String)] = [:]

    /// - Parameter put: Given each record when it is made.
    package init(of archive: Archive, put: @escaping (WARCRecord) throws -> Void) {
        self.archive = archive
        self.put = put
    }

    /// Begins the file: what made it, and when the last of its checks was.
    package func begin(software: String, lastObserved: Timestamp?) throws {
        let date = lastObserved?.description ?? "1970-01-01T00:00:00Z"
        let block = WARCRecord.fieldsBlock([
            ("software", software), ("format", "WARC File Format 1.1"),
            ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            ("description", "Pages of a Stet archive, as they were observed; bodies are kept content-decoded"),
        ])
        try put(
            WARCRecord(
                .warcinfo, id: Self.id("warcinfo", date), date: date, fields: [], contentType: WARCRecord.fieldsType,
                block: block))
    }

    /// Puts the records of an article's checks, oldest first.
    package mutating func add(_ history: ArticleHistory) throws {
        var last: Observation?
        for observation in history.observations {
            defer { last = observation }
            // The page of the check before was read anew, or with those after it: it is no other page.
            if let last, last.observed == observation.observed, last.capture == observation.capture { continue }
            guard let commit = observation.capture else {
                // A page with a text that was taken out is not kept.
                if case .failed = observation.outcome { try putFailure(observation) } else { counts.removed += 1 }
                continue
            }
            let kept: RawCapture?
            do { kept = try archive.capture(of: observation) } catch let error as ArchiveError where error.isAbsence {
                if error.damage == nil { counts.removed += 1 } else { counts.damaged += 1 }
                continue
            }
            guard let capture = kept else { continue }
            let first = Self.id("page 1", "\(observation.article) \(observation.observed) \(commit)")
            for (index, page) in ([capture] + capture.furtherPages).enumerated() {
                let id =
                    index == 0
                    ? first : Self.id("page \(index + 1)", "\(observation.article) \(observation.observed) \(commit)")
                try put(page, number: index + 1, id: id, first: first, of: observation)
            }
        }
    }

    private mutating func put(
        _ page: RawCapture, number: Int, id: String, first: String, of observation: Observation
    ) throws {
        let head = try CaptureHead(page.head)
        let date = observation.observed.description
        let target = HTTPText.address(head.url ?? observation.url)
        var fields = [("WARC-Target-URI", target)]
        let digest = "sha1:" + Base32.text(of: SHA1.digest(of: page.body))
        let blob = ObjectID(hashing: page.body)
        let httpHead = head.status.map { Array(head.httpHead(status: $0, byteCount: page.body.count).utf8) }
        let type = httpHead == nil ? head.contentType ?? "application/octet-stream" : WARCRecord.responseType
        var block = httpHead ?? []
        let before = payloads[blob]
        if let before {
            fields += [
                ("WARC-Profile", WARCRecord.identicalPayload), ("WARC-Refers-To", before.id),
                ("WARC-Refers-To-Target-URI", before.target), ("WARC-Refers-To-Date", before.date),
            ]
            counts.revisits += 1
        } else {
            block += page.body
            payloads[blob] = (id, target, date)
            counts.pages += 1
        }
        fields += [
            ("WARC-Payload-Digest", digest), ("WARC-Block-Digest", "sha1:" + Base32.text(of: SHA1.digest(of: block))),
        ]
        if let address = head.bareRemoteAddress { fields.append(("WARC-IP-Address", address)) }
        try put(
            WARCRecord(
                before != nil ? .revisit : httpHead == nil ? .resource : .response, id: id, date: date, fields: fields,
                contentType: type, block: block))

        var facts = Self.facts(of: observation)
        if number > 1 { facts += [("stet-page", "\(number)"), ("stet-first-page", first)] }
        facts.append(("stet-head", try head.line()))
        try putMetadata(facts, id: Self.id("metadata", id), date: date, target: target, concurrentTo: id)
    }

    private mutating func putFailure(_ observation: Observation) throws {
        var facts = Self.facts(of: observation)
        if case .failed(let reason) = observation.outcome { facts.append(("stet-reason", reason)) }
        let date = observation.observed.description
        try putMetadata(
            facts, id: Self.id("failure", "\(observation.article) \(date) \(facts)"), date: date,
            target: HTTPText.address(observation.requestedURL ?? observation.url), concurrentTo: nil)
        counts.failures += 1
    }

    private func putMetadata(
        _ facts: [(name: String, value: String)], id: String, date: String, target: String, concurrentTo: String?
    ) throws {
        let block = WARCRecord.fieldsBlock(facts)
        var fields = [("WARC-Target-URI", target)]
        if let concurrentTo { fields.append(("WARC-Concurrent-To", concurrentTo)) }
        fields.append(("WARC-Block-Digest", "sha1:" + Base32.text(of: SHA1.digest(of: block))))
        try put(
            WARCRecord(
                .metadata, id: id, date: date, fields: fields, contentType: WARCRecord.fieldsType, block: block))
    }

    private static func facts(of observation: Observation) -> [(name: String, value: String)] {
        var facts = [("stet-article", observation.url)]
        if let requested = observation.requestedURL { facts.append(("stet-requested", requested)) }
        let outcome =
            switch observation.outcome {
            case .revision(let kind): kind.rawValue
            case .unchanged: "unchanged"
            case .failed: "failed"
            }
        facts.append(("stet-outcome", outcome))
        return facts
    }

    /// A name that follows from what a record is of, in the form of a UUID (RFC 9562, version 8).
    private static func id(_ kind: String, _ what: String) -> String {
        var bytes = Array(SHA1.digest(of: Array("stet \(kind)\n\(what)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return "<urn:uuid:\(String(decoding: text, as: UTF8.self))>"
    }
}

/// RFC 4648, section 6, as WARC files write digests: the 160 bits of SHA-1 leave nothing over to be filled up.
enum Base32 {
    static func text(of bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(letters[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension CaptureHead {
    /// The head of the response as it came, but for what no longer tells of the body as it was kept: with its codings undone and
    /// in one piece. Those headers stand under other names.
    func httpHead(status: Int, byteCount: Int) -> String {
        var text = "HTTP/\(httpVersion == "1.0" ? "1.0" : "1.1") \(status) \r\n"
        for header in headers ?? [] {
            var name = HTTPText.line(header.name)
            switch name.lowercased() {
            case "content-length" where header.value == "\(byteCount)": continue
            case "content-length", "transfer-encoding": name = Self.originalPrefix + name
            case "content-encoding" where decoded?.isEmpty == false: name = Self.originalPrefix + name
            default: break
            }
            text += "\(name): \(HTTPText.line(header.value))\r\n"
        }
        return text + "Content-Length: \(byteCount)\r\n\r\n"
    }

    static let originalPrefix = "X-Archive-Orig-"

    /// "192.0.2.1" of "192.0.2.1:443", "::1" of "[::1]:443".
    var bareRemoteAddress: String? {
        guard let remoteAddress, let colon = remoteAddress.lastIndex(of: ":") else { return nil }
        let address = remoteAddress[..<colon].filter { $0 != "[" && $0 != "]" }
        return address.isEmpty ? nil : String(address)
    }
}
