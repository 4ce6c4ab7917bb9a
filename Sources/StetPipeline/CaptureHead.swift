internal import Foundation
internal import StetFetch

/// How a page came: the request, its redirects and the response's head. Kept beside the body as JSON.
struct CaptureHead: Encodable, Sendable {
    struct Redirect: Encodable {
        var url: String
        var status: Int
        var location: String
    }

    struct Header: Encodable {
        var name: String
        var value: String
    }

    /// "http" or "file".
    var source: String
    var fileName: String?
    var requestedURL: String?
    var redirects: [Redirect]?
    var url: String?
    var status: Int?
    var httpVersion: String?
    var headers: [Header]?
    /// Content encodings that were undone, in the order the server applied them: the body is kept decoded.
    var decoded: [String]?
    var receivedByteCount: Int?
    var remoteAddress: String?
    /// Seconds since 1970.
    var startedAt: Double?
    var finishedAt: Double?

    init(fileName: String?) {
        source = "file"
        self.fileName = fileName
    }

    init(response: FetchResponse) {
        source = "http"
        requestedURL = response.requestedURL
        redirects = response.hops.map { Redirect(url: $0.url, status: $0.status, location: $0.location) }
        url = response.url
        status = response.status
        httpVersion = response.httpVersion
        headers = response.headers.map { Header(name: $0.name, value: $0.value) }
        decoded = response.contentEncodings
        receivedByteCount = response.receivedByteCount
        remoteAddress = response.remoteAddress
        startedAt = response.startedAt
        finishedAt = response.finishedAt
    }

    /// JSON with sorted names, so that the same head gives the same bytes.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("a capture's head is always JSON") }
        return [UInt8](data) + [UInt8(ascii: "\n")]
    }
}
