internal import CCurl

/// A libcurl handle: one conversation, with its connections and cookies, over the hops of one fetch.
@safe
struct Transfer: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let state: TransferState
    private let headers: UnsafeMutablePointer<curl_slist>?
    private let message: UnsafeMutablePointer<CChar>

    /// Threads race to the first use of libcurl; Swift runs this once.
    private static let globalCode = stet_curl_global_init()

    static func start(
        options: FetchOptions, isCancelled: @escaping @Sendable () -> Bool
    ) throws(TransferFailure) -> Transfer {
        guard globalCode == CURLE_OK, let handle = unsafe stet_curl_easy_init() else {
            throw TransferFailure(code: CURLE_FAILED_INIT, message: "libcurl.so.4 is not installed or does not start")
        }
        let transfer = unsafe Transfer(
            handle: handle, state: TransferState(options: options, isCancelled: isCancelled),
            headers: requestHeaders(options))
        try transfer.configure(options)
        return transfer
    }

    private init(
        handle: UnsafeMutableRawPointer, state: TransferState, headers: UnsafeMutablePointer<curl_slist>?
    ) {
        unsafe self.handle = handle
        self.state = state
        unsafe self.headers = headers
        unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe state.handle = handle
    }

    private static func requestHeaders(_ options: FetchOptions) -> UnsafeMutablePointer<curl_slist>? {
        var lines = ["Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"]
        if let value = options.acceptLanguage { lines.append("Accept-Language: \(value)") }
        if let value = options.ifNoneMatch { lines.append("If-None-Match: \(value)") }
        if let value = options.ifModifiedSince { lines.append("If-Modified-Since: \(value)") }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { unsafe list = stet_curl_slist_append(list, line.onOneLine) ?? list }
        return unsafe list
    }

    private func configure(_ options: FetchOptions) throws(TransferFailure) {
        try check(unsafe stet_curl_set_error_buffer(handle, message))
        try set(CURLOPT_NOSIGNAL, 1)
        // We follow redirects ourselves, so that each hop is checked and kept.
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Every encoding that this libcurl can undo.
        try set(CURLOPT_ACCEPT_ENCODING, "")
        // Cookies in memory: many sites redirect in circles without. They are forgotten with the handle.
        try set(CURLOPT_COOKIEFILE, "")
        try set(CURLOPT_USERAGENT, options.userAgent.onOneLine)
        try check(unsafe stet_curl_set_list(handle, CURLOPT_HTTPHEADER, headers))
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, options.connectTimeout.inMilliseconds))
        try set(CURLOPT_LOW_SPEED_LIMIT, FetchOptions.stallBytesPerSecond)
        try set(CURLOPT_LOW_SPEED_TIME, max(1, Int(options.stallTimeout.components.seconds)))
        try check(unsafe stet_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, options.maximumByteCount))
        try check(
            unsafe stet_curl_set_callbacks(
                handle, Unmanaged.passUnretained(state).toOpaque(), receiveHeader, receiveBody, openSocket,
                reportProgress))
    }

    deinit {
        unsafe stet_curl_easy_cleanup(handle)
        unsafe stet_curl_slist_free_all(headers)
        unsafe message.deallocate()
    }

    /// Asks one URL and does not follow redirects.
    ///
    /// - Parameter proxy: The proxy to ask; without one the server's address is checked when connecting.
    func perform(url: String, proxy: Proxy?, timeout: Duration) throws(TransferFailure) -> TransferAnswer {
        state.reset(checksAddresses: proxy == nil)
        unsafe message.pointee = 0
        try set(CURLOPT_URL, url)
        // An empty string keeps libcurl from reading the environment once more.
        try set(CURLOPT_PROXY, proxy?.url ?? "")
        try set(CURLOPT_NOPROXY, "")
        try set(CURLOPT_TIMEOUT_MS, max(1, timeout.inMilliseconds))
        let code = unsafe stet_curl_easy_perform(handle)
        if let stopped = state.stopped { throw TransferFailure(code: code, message: "", stopped: stopped) }
        if code == CURLE_COULDNT_CONNECT, let address = state.refusedAddress {
            throw TransferFailure(code: code, message: "", stopped: .privateAddress(address))
        }
        try check(code)
        let address = unsafe stet_curl_get_string(handle, CURLINFO_PRIMARY_IP).map { unsafe String(cString: $0) } ?? ""
        let port = unsafe stet_curl_get_long(handle, CURLINFO_PRIMARY_PORT)
        return TransferAnswer(
            status: unsafe stet_curl_get_long(handle, CURLINFO_RESPONSE_CODE), httpVersion: state.httpVersion,
            headers: state.headers, body: state.takeBody(),
            receivedByteCount: Int(unsafe stet_curl_get_size(handle, CURLINFO_SIZE_DOWNLOAD_T)),
            remoteAddress: address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)")
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferFailure) {
        try check(unsafe stet_curl_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransferFailure) {
        try check(unsafe stet_curl_set_string(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(TransferFailure) {
        guard code != CURLE_OK else { return }
        let detail = unsafe String(cString: message)
        let general = unsafe String(cString: stet_curl_easy_strerror(code))
        throw TransferFailure(code: code, message: detail.isEmpty ? general : detail)
    }
}

/// What came back for one hop.
struct TransferAnswer {
    var status: Int
    var httpVersion: String
    var headers: [HTTPHeader]
    var body: [UInt8]
    var receivedByteCount: Int
    var remoteAddress: String
}

/// Why one hop failed, in libcurl's terms or because we stopped it.
struct TransferFailure: Error {
    enum Stop {
        case bodyTooLarge, expandsTooMuch, headersTooLarge, cancelled
        case privateAddress(IPAddress)
    }

    let code: CURLcode
    let message: String
    var stopped: Stop?
}

extension String {
    /// Without line breaks, which would start another header.
    fileprivate var onOneLine: String {
        String(decoding: utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0 }, as: UTF8.self)
    }
}

extension Duration {
    var inMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
