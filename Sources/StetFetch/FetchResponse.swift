/// What a server answered.
package enum FetchResult: Sendable {
    case response(FetchResponse)
    /// The version named by the request's conditions still stands; the body is empty.
    case notModified(FetchResponse)

    package var response: FetchResponse {
        switch self {
        case .response(let response), .notModified(let response): response
        }
    }
}

/// One answer at the end of its redirects, whatever its status.
package struct FetchResponse: Sendable {
    /// The URL that was asked for, as given.
    package var requestedURL: String
    /// The redirects that were followed, in order.
    package var hops: [FetchHop]
    /// The URL that answered.
    package var url: String

    package var status: Int
    /// As on the wire: `1.1`, `2`.
    package var httpVersion: String
    /// In the order and spelling in which they came; names may repeat.
    package var headers: [HTTPHeader]
    /// The body with its content encodings undone.
    package var body: [UInt8]
    /// The content encodings that were undone, in the order in which the server applied them.
    package var contentEncodings: [String]
    /// Bytes of the body as they came, before decoding.
    package var receivedByteCount: Int

    /// Seconds since 1970 before the first request and after the last byte.
    package var startedAt: Double
    package var finishedAt: Double
    /// The address and port of the server, or of the proxy in front of it.
    package var remoteAddress: String

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The first header of a name, in any case.
    package func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

/// One redirect.
package struct FetchHop: Sendable, Equatable {
    /// The URL that answered with a redirect.
    package var url: String
    package var status: Int
    /// The Location header as received, before it was resolved against `url`.
    package var location: String

    package init(url: String, status: Int, location: String) {
        self.url = url
        self.status = status
        self.location = location
    }
}

package struct HTTPHeader: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
