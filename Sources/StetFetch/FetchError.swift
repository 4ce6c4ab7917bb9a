/// Why a URL brought no answer. An answer with an error status is a ``FetchResponse``.
package struct FetchError: Error, Sendable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case notAURL
        case unsupportedScheme(String)
        /// The URL holds a user name or password, which would end up in an archive.
        case credentials
        case unknownHost(String, message: String)
        /// The host is at an address that Stet does not connect to, see ``IPAddress/isPublic``.
        case privateAddress(host: String, address: String)
        case connectionFailed(message: String)
        case tls(message: String)
        case timedOut(limit: String, Duration)
        case bodyTooLarge(limit: Int)
        case expandsTooMuch(limit: Int)
        case headersTooLarge(limit: Int)
        case tooManyRedirects(limit: Int)
        /// The connection broke, or what came is no HTTP.
        case brokenResponse(message: String)
        case cancelled
        /// Anything else that libcurl reports.
        case transfer(code: Int, message: String)
    }

    /// The URL that was asked for.
    package let requestedURL: String
    /// The URL that failed, which differs after a redirect.
    package let url: String
    package let hops: [FetchHop]
    package let reason: Reason

    package init(requestedURL: String, url: String, hops: [FetchHop], reason: Reason) {
        self.requestedURL = requestedURL
        self.url = url
        self.hops = hops
        self.reason = reason
    }

    package var description: String {
        var text = "cannot fetch \(requestedURL) : \(explanation)"
        if url != requestedURL { text += "\n  redirected to \(url)" }
        if let hint { text += "\nhint: \(hint)" }
        return text
    }

    private var explanation: String {
        switch reason {
        case .notAURL: "it is not a URL"
        case .unsupportedScheme(let scheme): "only http and https are fetched, not \(scheme)"
        case .credentials: "it contains a user name or password"
        case .unknownHost(let host, let message): "the host \(host) has no address (\(message))"
        case .privateAddress(let host, let address):
            "\(host == "\(address)" ? host : "\(host) is at \(address), which") is not a public address"
        case .connectionFailed(let message): "no connection (\(message))"
        case .tls(let message): "no secure connection (\(message))"
        case .timedOut("connectTimeout", let duration): "no connection within \(duration.inSeconds)"
        case .timedOut("stallTimeout", let duration): "hardly anything came for \(duration.inSeconds)"
        case .timedOut(_, let duration): "no whole answer within \(duration.inSeconds)"
        case .bodyTooLarge(let limit): "the page has more than \(Self.size(limit)), which is the most that is fetched"
        case .expandsTooMuch(let limit):
            "the page is compressed to less than a \(limit)th of its size, as no article is"
        case .headersTooLarge(let limit):
            "the headers have more than \(Self.size(limit)), which is the most that is read"
        case .tooManyRedirects(let limit): "it redirects more than \(limit) times, which is as far as Stet follows"
        case .brokenResponse(let message): "the answer broke off or is not HTTP (\(message))"
        case .cancelled: "cancelled"
        case .transfer(let code, let message): "\(message) (libcurl error \(code))"
        }
    }

    /// "32 MB"; what is no whole number of those in bytes.
    private static func size(_ byteCount: Int) -> String {
        byteCount > 0 && byteCount.isMultiple(of: 1 << 20) ? "\(byteCount >> 20) MB" : "\(byteCount) bytes"
    }

    private var hint: String? {
        switch reason {
        case .notAURL: "a URL starts with https:// or http://"
        case .credentials: "an archive keeps URLs for everyone to read; remove the name and password"
        case .unknownHost: "check the spelling of the host and this machine's name resolution"
        case .privateAddress: "--allow-private permits addresses of this machine and its networks"
        case .tls: "the server's certificate or clock, or this machine's, is wrong; Stet never skips the check"
        case .tooManyRedirects: "the site may want a browser; save the page there and snapshot the file"
        case .timedOut("timeout", _): "--timeout SECONDS allows it more"
        case .bodyTooLarge, .expandsTooMuch, .headersTooLarge:
            "this limit is fixed; save the page from a browser and snapshot the file, which may be longer"
        default: nil
        }
    }
}

extension Duration {
    fileprivate var inSeconds: String {
        let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
