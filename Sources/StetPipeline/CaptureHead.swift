internal import Foundation
internal import StetFetch

/// How a page came: the request, its redirects and the response's head. Kept beside the body as JSON.
struct CaptureHead: Codable, Sendable {
    struct Redirect: Codable {
        var url: String
        var status: Int
        var location: String
    }

    struct Header: Codable {
        var name: String
        var value: String
    }

    /// "http", "file", "git" or "warc".
    var source: String
    /// The file's name; its path, in a git history.
    var fileName: String?
    /// The commit of the git history that it was taken from.
    var commit: String?
    /// The record of a WARC file that it was taken from.
    var record: String?
    var requestedURL: String?
    var redirects: [Redirect]?
    /// The address that answered; for a file, the one the caller gave.
    var url: String?
    var status: Int?
    var httpVersion: String?
    var headers: [Header]?
    /// Content encodings that were undone, in the order the server applied them: the body is kept decoded.
    var decoded: [String]?
    var receivedByteCount: Int?
    var remoteAddress: String?
    /// Which further page of the article could not be had, and why.
    var missingPage: String?
    /// Seconds since 1970.
    var startedAt: Double?
    var finishedAt: Double?

    init(fileName: String?) {
        source = "file"
        self.fileName = fileName
    }

    init(path: String, inCommit commit: String) {
        source = "git"
        fileName = path
        self.commit = commit
    }

    /// An archive is read by everyone who has it: of a cookie its name and attributes are kept, and not what would let somebody go on as
    /// whoever fetched the page.
    private static func withoutSecrets(_ value: String, of name: String) -> String {
        guard name.lowercased() == "set-cookie", let equals = value.firstIndex(of: "=") else { return value }
        let attributes = value[equals...].firstIndex(of: ";").map { value[$0...] } ?? ""
        return value[...equals] + "(not kept)" + attributes
    }

    /// Reads a head that was kept.
    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(CaptureHead.self, from: Data(bytes))
    }

    /// What the page is said to be: by the response's header, or by the file's name.
    var contentType: String? {
        headers?.first { $0.name.lowercased() == "content-type" }?.value
            ?? fileName.flatMap(PageSource.contentType(ofFile:))
    }

    init(response: FetchResponse) {
        source = "http"
        requestedURL = response.requestedURL
        redirects = response.hops.map { Redirect(url: $0.url, status: $0.status, location: $0.location) }
        url = response.url
        status = response.status
        httpVersion = response.httpVersion
        headers = response.headers.map { Header(name: $0.name, value: Self.withoutSecrets($0.value, of: $0.name)) }
        decoded = response.contentEncodings
        receivedByteCount = response.receivedByteCount
        remoteAddress = response.remoteAddress
        startedAt = response.startedAt
        finishedAt = response.finishedAt
    }

    /// Whether another answer of the server says the same of the same page. Times, and fields such as `Date` and `ETag` that come
    /// anew with each answer, say nothing of it.
    func saysTheSame(as other: CaptureHead) -> Bool {
        source == other.source && requestedURL == other.requestedURL && url == other.url && status == other.status
            && contentType == other.contentType && decoded == other.decoded && missingPage == other.missingPage
            && (redirects ?? []).map { [$0.url, $0.location] } == (other.redirects ?? []).map { [$0.url, $0.location] }
    }

    /// A server sent it, and it was not read from a file.
    var isFetched: Bool { source == "http" || source == "warc" }

    /// The same on one line.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// JSON with sorted names, so that the same head gives the same bytes.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("a capture's head is always JSON") }
        return [UInt8](data) + [UInt8(ascii: "\n")]
    }
}
