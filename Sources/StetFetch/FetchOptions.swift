internal import Glibc

/// What one request may cost and what it says of us.
package struct FetchOptions: Sendable {
    /// Names the program, so that a publisher can see who reads and how to keep it out.
    package static let defaultUserAgent = "Mozilla/5.0 (compatible; Stet/0.1; document version tracker)"

    package var userAgent = defaultUserAgent
    /// The Accept-Language header; without one, publishers answer in the page's own language.
    package var acceptLanguage: String?
    /// Whether loopback, private and other special addresses may be connected to.
    package var allowsPrivateAddresses = false

    /// The most bytes of a body after decompression.
    package var maximumByteCount = 32 << 20
    /// How many bytes one received byte may become, once the body has ``expansionGraceByteCount``.
    ///
    /// Pages compress to a tenth, repetitive ones to a fiftieth; a gzip bomb reaches a thousandth.
    package var maximumExpansion = 250
    static let expansionGraceByteCount = 1 << 20
    /// The most bytes of headers of one response.
    package var maximumHeaderByteCount = 256 << 10
    package var maximumRedirectCount = 10

    /// For name resolution, connection and TLS of each hop.
    package var connectTimeout = Duration.seconds(10)
    /// For everything, redirects included.
    package var timeout = Duration.seconds(60)
    /// How long a body may come at less than ``stallBytesPerSecond``.
    package var stallTimeout = Duration.seconds(20)
    static let stallBytesPerSecond = 64

    /// The ETag of the version we have.
    package var ifNoneMatch: String?
    /// The Last-Modified header of the version we have, as it was received.
    package var ifModifiedSince: String?

    /// Seconds since 1970, for the times of a response.
    package var clock: @Sendable () -> Double = FetchOptions.systemClock

    package init() {}

    package static let systemClock: @Sendable () -> Double = {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
