import Foundation
import TestSupport
import Testing

/// WARC files as other programs write them, sound and not.
@Suite("Import of WARC files")
struct WARCImportTests {
    @Test("Pages are read whatever their coding, in the order of their time, and other things are passed over")
    func codings() throws {
        let work = try Workplace()
        let coded: [(String, String, [UInt8])] = [
            ("2024-06-04", "Content-Encoding: gzip\r\n", Gzip.stored(page(4))),
            ("2024-06-02", "Content-Encoding: deflate\r\n", raw(page(2))),
            ("2024-06-03", "Content-Encoding: deflate\r\n", zlib(page(3))),
            ("2024-06-05", "Content-Encoding: br\r\n", brotli(page(5))),
            ("2024-06-01", "Transfer-Encoding: chunked\r\n", chunked(page(1))),
            ("2024-06-06", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(Gzip.stored(page(6)))),
            // Decoded already, with the headers of what came.
            ("2024-06-07", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", page(7)),
        ]
        var file = warc("warcinfo", "", block: Array("software: test\r\n".utf8), type: "application/warc-fields")
        for (date, headers, body) in coded {
            file += response("https://example.org/pier", date, headers: headers, body)
        }
        file += response("https://example.org/logo.png", "2024-06-01", type: "image/png", [1, 2, 3])
        file += response(
            "https://example.org/old", "2024-06-01", status: "301 Moved", headers: "Location: /pier\r\n", page(1))
        file += warc("request", "https://example.org/pier", block: Array("GET /pier HTTP/1.1\r\n\r\n".utf8))
        file += response("https://example.org/tram", "2024-06-01", page(1), name: "tram")
        for (name, bytes) in [
            ("plain.warc", file.joined), ("each.warc.gz", file.packed), ("whole.warc.gz", Gzip.stored(file.joined)),
        ] {
            try Data(bytes).write(to: work.folder.appending(path: name))
            #expect(try work.stet("init", name + ".archive").code == 0)
            let answer = try work.stet(
                "import", "warc", name, "--url", "example.org/pier", "--archive", name + ".archive")
            #expect(answer.code == 0 && answer.output == "1 article: 7 revisions\n", "\(name) \(answer)")
            let texts = try work.stet("export", "jsonl", "--archive", name + ".archive").output.split(separator: "\n")
            #expect(texts.count == 7)
            for (number, text) in texts.enumerated() { #expect(text.contains("in part \(number + 1) of its report")) }
            #expect(try work.stet("verify", "--archive", name + ".archive").code == 0)
        }
        let all = try work.stet("import", "warc", "each.warc.gz", "plain.warc")
        #expect(all.code == 0 && all.output == "2 articles: 8 revisions\n", "\(all)")
        let head = try work.git("show", "captures:\(try work.path(of: "example.org/pier")).head.json").output
        #expect(head.contains("\"source\" : \"warc\"") && head.contains("urn:uuid:"), "\(head)")
    }

    @Test("A revisit has the bytes of the record it speaks of, by name or by address and date")
    func revisits() throws {
        let work = try Workplace()
        var file = response("https://example.org/pier", "2024-06-01", page(1), id: "<urn:uuid:one>")
        file += response("https://example.org/pier", "2024-06-02", page(2))
        func revisit(
            _ date: String, _ fields: String, _ block: String = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        ) -> [[UInt8]] {
            warc(
                "revisit", "https://example.org/pier", date, fields: fields, block: Array(block.utf8),
                type: "application/http; msgtype=response")
        }
        file += revisit("2024-06-03", "WARC-Refers-To: <urn:uuid:one>\r\n")
        file += revisit(
            "2024-06-04",
            "WARC-Refers-To-Target-URI: https://example.org/pier\r\nWARC-Refers-To-Date: 2024-06-02T00:00:00Z\r\n")
        file += revisit(
            "2024-06-05",
            "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\r\nWARC-Refers-To: <urn:uuid:one>\r\n",
            "HTTP/1.1 304 Not Modified\r\n\r\n")
        file += revisit("2024-06-06", "WARC-Refers-To: <urn:uuid:none>\r\n")
        file += warc("resource", "https://example.org/pier", "2024-06-07", block: page(3), type: "text/html")
        file += warc(
            "conversion", "https://example.org/pier", "2024-06-08", block: page(4), type: "text/html;charset=utf-8")
        try Data(file.packed).write(to: work.folder.appending(path: "a.warc.gz"))
        let answer = try work.stet("import", "warc", "a.warc.gz")
        #expect(answer.code == 2 && answer.output == "1 article: 7 revisions; 1 record passed over\n", "\(answer)")
        #expect(answer.message.contains("it has the bytes of a record that is not in these files"))
        let kinds = try work.stet("export", "csv").output.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ",")[3]
        }
        #expect(kinds == ["new", "change", "return", "alternating", "alternating", "change", "change"])
    }

    @Test("What is broken is told with its place, and what follows is read all the same", arguments: [false, true])
    func damage(isPacked: Bool) throws {
        let work = try Workplace()
        let good = (1...3).map { response("https://example.org/pier", "2024-06-0\($0)", page($0)) }
        let noDate = response("https://example.org/pier", "yesterday", page(4))
        let cut = warc(
            "response", "https://example.org/pier", "2024-06-05", fields: "WARC-Truncated: length\r\n",
            block: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8) + page(5))
        func bytes(_ records: [[UInt8]]) -> [UInt8] { isPacked ? records.packed : records.joined }
        // A record that says it is longer than it is; noise; the end cut off.
        let long = warc("response", "https://example.org/pier", "2024-06-02", block: page(2), byteCount: 99_999_999)[0]
        var file = bytes(good[0])
        let longPlace = file.count
        file += bytes([long])
        file += isPacked ? Array(Gzip.stored(page(9)).prefix(40)) : Array("noise\r\n\r\nmore noise\r\n".utf8)
        file += bytes(noDate) + bytes(cut)
        file += bytes(good[2])
        let lastPlace = file.count
        file += bytes(response("https://example.org/pier", "2024-06-06", page(6))).dropLast(90)
        try Data(file).write(to: work.folder.appending(path: "a.warc"))
        let answer = try work.stet("import", "warc", "a.warc")
        #expect(answer.code == 2 && answer.output.hasPrefix("1 article: 2 revisions; "), "\(answer)")
        #expect(answer.message.contains("a.warc , byte \(longPlace) : "), "\(answer.message)")
        #expect(answer.message.contains("a.warc , byte \(lastPlace) : the file is cut off"), "\(answer.message)")
        #expect(answer.message.contains("it does not say when it was taken"))
        #expect(answer.message.contains("it holds a part of a page only"))
        let again = try work.stet("import", "warc", "a.warc")
        #expect(again.output.hasPrefix("1 article: 0 revisions, 2 imported before"))
    }

    @Test(
        "A file that is packed with zstd is named as that",
        arguments: [[0x28, 0xB5, 0x2F, 0xFD], [0x5D, 0x2A, 0x4D, 0x18]])
    func zstandard(_ magic: [UInt8]) throws {
        let work = try Workplace()
        try Data(magic + [0, 0, 0, 0, 1, 2, 3]).write(to: work.folder.appending(path: "pages.warc.zst"))
        let answer = try work.stet("import", "warc", "pages.warc.zst")
        #expect(answer.code == 2 && answer.message.contains("zstd -d"), "\(answer)")
    }

    @Test("Bombs, files that are none and addresses of others' sites do no harm")
    func hostile() throws {
        let work = try Workplace()
        var file = response(
            "https://example.org/bomb", "2024-06-01", headers: "Content-Encoding: gzip\r\n",
            Gzip.zeros(count: 200 << 20))
        file += response("https://example.org/zip", "2024-06-01", headers: "Content-Encoding: zip\r\n", page(1))
        file += response("https://user:secret@example.org/x", "2024-06-01", page(1))
        let other = Array(
            String(decoding: page(2), as: UTF8.self).replacing(
                "<head>", with: "<head><link rel=canonical href=\"https://other.example/news\">"
            ).utf8)
        file += response("https://example.org/pier\u{1B}[31m", "2024-06-02", other)
        file += response("https://example.org/later", "2999-06-02", page(3))
        file += response("https://example.org/" + String(repeating: "x", count: 9_000), "2024-06-01", page(1))
        file += response("https://example.org/gone", "2024-06-03", status: "404 Not Found", page(3))
        try Data(file.joined).write(to: work.folder.appending(path: "a.warc"))
        let answer = try work.stet("import", "warc", "a.warc")
        #expect(answer.code == 2, "\(answer)")
        #expect(answer.message.contains("it unpacks to more than an article has"), "\(answer.message)")
        #expect(answer.message.contains("its content coding zip cannot be undone"))
        #expect(answer.message.contains("is in the future"))
        #expect(answer.message.contains("it is longer than 8192 bytes"), "\(answer.message)")
        #expect(!answer.message.contains("\u{1B}"))
        let list = try work.stet("list").output
        #expect(list.contains("https://example.org/pier") && !list.contains("other.example"), "\(list)")
        #expect(!list.contains("secret") && !list.contains("\u{1B}"))
        #expect(answer.output.contains("1 kept, but no article could be read in them"), "\(answer)")

        // A record beside a page that says it is another site's article.
        let id = "<urn:uuid:\(UUID())>"
        let claimed =
            response("https://example.com/mine", "2024-06-01", page(1), id: id)
            + warc(
                "metadata", "https://example.com/mine", "2024-06-01", fields: "WARC-Concurrent-To: \(id)\r\n",
                block: Array("stet-article: https://victim.example/news\r\nstet-head: {\"source\":\"http\"}\r\n".utf8),
                type: "application/warc-fields")
            + response("https://example.com/other", "2024-06-01", page(2))
        try Data(claimed.joined).write(to: work.folder.appending(path: "c.warc"))
        let asked = try work.stet("import", "warc", "c.warc", "--url", "example.com/*")
        #expect(asked.code == 0, "\(asked)")
        let after = try work.stet("list").output
        #expect(after.contains("example.com/other") && !after.contains("victim.example"), "\(after)")
        #expect(try work.stet("import", "warc", "c.warc", "--url", "victim.example/*").code == 2)

        try work.write("no archive at all", to: "b.warc")
        let none = try work.stet("import", "warc", "b.warc")
        #expect(none.code == 2 && none.message.contains("cannot import b.warc : it is no WARC file"), "\(none)")
        #expect(try work.stet("import", "warc", "none.warc").message.contains("there is no such file"))
        let nothing = try work.stet("import", "warc", "a.warc", "--url", "example.com/*")
        #expect(
            nothing.code == 2 && nothing.output.isEmpty && nothing.message.contains("nothing to import"), "\(nothing)")
    }
}

// MARK: - Files as other programs write them

private func page(_ part: Int) -> [UInt8] {
    Array(
        """
        <html><head><title>Old pier</title></head><body><main><h1>Old pier</h1>
        <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
        <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>
        """.utf8)
}

private func response(
    _ url: String, _ date: String, status: String = "200 OK", type: String = "text/html", headers: String = "",
    _ body: [UInt8],
    name: String = "", id: String? = nil
) -> [[UInt8]] {
    warc(
        "response", url, date,
        block: Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(headers)\r\n".utf8) + body,
        type: "application/http; msgtype=response", id: id)
}

private func warc(
    _ kind: String, _ url: String, _ date: String = "2024-06-01", fields: String = "", block: [UInt8],
    type: String = "application/http; msgtype=request", id: String? = nil, byteCount: Int? = nil
) -> [[UInt8]] {
    let time = date.hasPrefix("2") ? date + "T00:00:00Z" : date
    let target = url.isEmpty ? "" : "WARC-Target-URI: \(url)\r\n"
    let head = """
        WARC/1.0\r
        WARC-Type: \(kind)\r
        WARC-Record-ID: \(id ?? "<urn:uuid:\(UUID())>")\r
        WARC-Date: \(time)\r
        \(target)\(fields)Content-Type: \(type)\r
        Content-Length: \(byteCount ?? block.count)\r
        \r

        """
    return [Array(head.utf8) + block + [13, 10, 13, 10]]
}

extension [[UInt8]] {
    fileprivate var joined: [UInt8] { flatMap { $0 } }
    /// Each record as a member of its own.
    fileprivate var packed: [UInt8] { flatMap { Gzip.stored($0) } }
}

/// Deflate without a frame, and in that of zlib.
private func raw(_ bytes: [UInt8]) -> [UInt8] { Array(Gzip.stored(bytes).dropFirst(10).dropLast(8)) }

private func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var (a, b) = (1, 0)
    for byte in bytes {
        a = (a + Int(byte)) % 65_521
        b = (b + a) % 65_521
    }
    return [0x78, 0x01] + raw(bytes) + [b >> 8, b & 255, a >> 8, a & 255].map { UInt8($0) }
}

/// One piece that is not compressed, and the end. Source: RFC 7932, section 9.
private func brotli(_ bytes: [UInt8]) -> [UInt8] {
    let head = (bytes.count - 1) << 4 | 1 << 20
    return [head & 255, head >> 8 & 255, head >> 16].map { UInt8($0) } + bytes + [3]
}

private func chunked(_ bytes: [UInt8]) -> [UInt8] {
    let half = bytes.count / 2
    var out: [UInt8] = []
    for piece in [bytes[..<half], bytes[half...], []] {
        out += Array(String(piece.count, radix: 16).utf8) + [13, 10] + piece + [13, 10]
    }
    return out
}

extension Workplace {
    /// Of an article's files, without their endings.
    fileprivate func path(of article: String) throws -> String {
        let line = try #require(try stet("export", "jsonl", article).output.split(separator: "\n").first)
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return String(try #require(object["path"] as? String).dropLast(".md".count))
    }
}
