internal import StetArchive
internal import StetFetch

/// What Stet knew of a page when it wrote it to a WARC file: the fields of the metadata record beside it.
struct WARCFacts {
    var article: String
    var requested: String?
    /// How the page came; nil where there was none.
    var head: CaptureHead?
    /// Why the check failed, where there was no page.
    var reason: String?
    /// The record of the article's first page, for one that is a further page of it.
    var firstPage: String?

    /// Heads have redirects and headers in them.
    static let byteLimit = 1 << 20

    /// Nil for metadata that somebody else wrote.
    init?(_ block: [UInt8]) {
        var fields: [String: String] = [:]
        for line in block.split(separator: 10) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = line[(colon + 1)...].drop { $0 == 0x20 }
            fields[String(decoding: line[..<colon], as: UTF8.self)] = String(
                decoding: value.last == 13 ? value.dropLast() : value, as: UTF8.self)
        }
        guard let article = fields["stet-article"] else { return nil }
        self.article = article
        requested = fields["stet-requested"]
        reason = fields["stet-reason"]
        firstPage = fields["stet-first-page"]
        // One that cannot be read says nothing; the page has a head of its own.
        head = fields["stet-head"].flatMap { try? CaptureHead(Array($0.utf8)) }
        if head == nil, reason == nil { return nil }
    }
}
