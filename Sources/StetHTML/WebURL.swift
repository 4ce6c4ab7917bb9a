internal import CLexbor

/// A URL as browsers read it, in its one serialised form: lower-case host, punycode, dots resolved.
///
/// Source: the WHATWG URL Standard, by lexbor.
package struct WebURL: Sendable, Hashable, CustomStringConvertible {
    /// The whole URL. Equal resources by the standard's rules have equal `href`s.
    package let href: String
    /// In lower case, without the colon.
    package let scheme: String
    /// The host in ASCII, an IPv6 address in brackets; `nil` where the scheme has none, as in `mailto:`.
    package let host: String?
    /// The port, unless it is the scheme's own.
    package let port: Int?
    package let path: String
    /// Without the question mark.
    package let query: String?
    /// Without the number sign.
    package let fragment: String?
    /// Whether the URL carries a user name or password.
    package let hasCredentials: Bool

    package var description: String { href }

    /// The most bytes of a URL we take. Browsers stop at 2 MB; no real link in the extraction corpus has 8 KB.
    package static let maximumByteCount = 64 << 10

    /// Reads a URL, against a base if it is relative. The lexbor call is `lxb_url_parse`.
    ///
    /// Answers `nil` for what a browser would refuse, and beyond ``maximumByteCount``.
    package init?(_ string: String, base: WebURL? = nil) {
        guard string.utf8.count <= Self.maximumByteCount, let parser = unsafe lxb_url_parser_create() else {
            return nil
        }
        defer {
            unsafe lxb_url_parser_memory_destroy(parser)
            unsafe lxb_url_parser_destroy(parser, true)
        }
        guard unsafe lxb_url_parser_init(parser, nil) == LXB_STATUS_OK.rawValue else { return nil }
        var baseURL: UnsafeMutablePointer<lxb_url_t>?
        if let base {
            unsafe baseURL = Self.parse(base.href, base: nil, with: parser)
            guard unsafe baseURL != nil else { return nil }
            unsafe lxb_url_parser_clean(parser)
        }
        guard let url = unsafe Self.parse(string, base: baseURL, with: parser) else { return nil }
        self = unsafe WebURL(parsed: url)
    }

    private static func parse(
        _ string: String, base: UnsafeMutablePointer<lxb_url_t>?, with parser: UnsafeMutablePointer<lxb_url_parser_t>
    ) -> UnsafeMutablePointer<lxb_url_t>? {
        var string = string
        return string.withUTF8 { bytes in
            unsafe lxb_url_parse(parser, base, bytes.baseAddress, bytes.count)
        }
    }

    private init(parsed url: UnsafeMutablePointer<lxb_url_t>) {
        href = unsafe Self.serialised { unsafe lxb_url_serialize(url, $0, $1, false) }
        scheme = unsafe Self.serialised { unsafe lxb_url_serialize_scheme(url, $0, $1) }
        let hostType = unsafe url.pointee.host.type
        host =
            hostType == LXB_URL_HOST_TYPE__UNDEF
            ? nil : unsafe Self.serialised { unsafe lxb_url_serialize_host(&url.pointee.host, $0, $1) }
        port = unsafe url.pointee.has_port ? Int(url.pointee.port) : nil
        path = unsafe Self.serialised { unsafe lxb_url_serialize_path(&url.pointee.path, $0, $1) }
        query = unsafe Self.string(url.pointee.query)
        fragment = unsafe Self.string(url.pointee.fragment)
        hasCredentials = unsafe url.pointee.username.length > 0 || url.pointee.password.length > 0
    }

    private static func string(_ string: lexbor_str_t) -> String? {
        guard let data = unsafe string.data else { return nil }
        return unsafe String(decoding: UnsafeBufferPointer(start: data, count: string.length), as: UTF8.self)
    }

    /// Collects what a lexbor serializer hands out piece by piece.
    private static func serialised(
        _ serialise: (lexbor_serialize_cb_f, UnsafeMutableRawPointer) -> lxb_status_t
    ) -> String {
        var bytes: [UInt8] = []
        _ = unsafe withUnsafeMutablePointer(to: &bytes) { bytes in
            unsafe serialise(
                { data, length, bytes in
                    let piece = unsafe UnsafeBufferPointer(start: data, count: length)
                    unsafe bytes?.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: piece)
                    return LXB_STATUS_OK.rawValue
                }, bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
