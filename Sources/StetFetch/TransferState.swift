internal import CCurl
internal import Glibc

/// What libcurl's callbacks gather and judge while a transfer runs. They run on the thread that performs it.
@safe
final class TransferState {
    private let options: FetchOptions
    private let isCancelled: @Sendable () -> Bool
    /// The transfer's handle, which outlives every callback.
    var handle: UnsafeMutableRawPointer?

    private(set) var httpVersion = ""
    private(set) var headers: [HTTPHeader] = []
    private(set) var refusedAddress: IPAddress?
    private(set) var stopped: TransferFailure.Stop?
    private var body: [UInt8] = []
    private var headerByteCount = 0
    private var hasEndedHeaders = false
    private var checksAddresses = true

    init(options: FetchOptions, isCancelled: @escaping @Sendable () -> Bool) {
        self.options = options
        self.isCancelled = isCancelled
    }

    func reset(checksAddresses: Bool) {
        httpVersion = ""
        headers = []
        refusedAddress = nil
        stopped = nil
        body = []
        headerByteCount = 0
        hasEndedHeaders = false
        self.checksAddresses = checksAddresses
    }

    func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// One line of a header, with its line break. Answers whether to go on.
    fileprivate func receive(header line: UnsafeBufferPointer<UInt8>) -> Bool {
        headerByteCount += line.count
        guard headerByteCount <= options.maximumHeaderByteCount else {
            stopped = .headersTooLarge
            return false
        }
        var text = unsafe line[...]
        while let last = unsafe text.last, last == 0x0A || last == 0x0D { unsafe text = text.dropLast() }
        if unsafe text.starts(with: Array("HTTP/".utf8)) {
            // A block of its own: an interim answer came before it.
            let version = unsafe text.dropFirst(5).prefix { $0 != 0x20 }
            httpVersion = unsafe String(decoding: version, as: UTF8.self)
            headers = []
            hasEndedHeaders = false
        } else if unsafe text.isEmpty {
            hasEndedHeaders = true
        } else if !hasEndedHeaders, let colon = unsafe text.firstIndex(of: 0x3A) {
            // Fields after the body are trailers, not headers.
            let name = unsafe String(decoding: text[..<colon], as: UTF8.self)
            let value = unsafe Array(text[(colon + 1)...])
            headers.append(HTTPHeader(name: name, value: value.headerText))
        }
        return true
    }

    /// A decoded piece of the body. Answers whether to go on.
    fileprivate func receive(body piece: UnsafeBufferPointer<UInt8>) -> Bool {
        let byteCount = body.count + piece.count
        guard byteCount <= options.maximumByteCount else {
            stopped = .bodyTooLarge
            return false
        }
        if byteCount > FetchOptions.expansionGraceByteCount {
            let received = unsafe Int(stet_curl_get_size(handle, CURLINFO_SIZE_DOWNLOAD_T))
            guard byteCount / options.maximumExpansion <= received else {
                stopped = .expandsTooMuch
                return false
            }
        }
        unsafe body.append(contentsOf: piece)
        return true
    }

    /// Opens a socket to an address that a name was resolved to, unless we do not connect there.
    ///
    /// The check stands here because this is the address that will be used: a name that is resolved again could
    /// have another.
    fileprivate func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let target = unsafe withUnsafePointer(to: &address.pointee.addr) { unsafe IPAddress($0) }
        if checksAddresses, !options.allowsPrivateAddresses, target?.isPublic != true {
            refusedAddress = target ?? IPAddress(bytes: [0, 0, 0, 0])
            return CURL_SOCKET_BAD
        }
        return unsafe socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    /// Called at least once a second. Answers whether to go on.
    fileprivate func progress() -> Bool {
        guard isCancelled() else { return true }
        stopped = .cancelled
        return false
    }
}

extension [UInt8] {
    /// A header's value without the space around it. Values are ASCII by the standard; in practice they are UTF-8, or Latin-1.
    var headerText: String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let value = drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(validating: value, as: UTF8.self)
            ?? String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
    }
}

// MARK: - Callbacks, with a TransferState as their context

let receiveHeader: stet_curl_receive_t = { bytes, size, count, context in
    unsafe receive(bytes, size * count, context) { unsafe $0.receive(header: $1) }
}

let receiveBody: stet_curl_receive_t = { bytes, size, count, context in
    unsafe receive(bytes, size * count, context) { unsafe $0.receive(body: $1) }
}

let openSocket: stet_curl_open_socket_t = { context, _, address in
    guard let context = unsafe context, let address = unsafe address else { return CURL_SOCKET_BAD }
    return unsafe state(context).open(address)
}

let reportProgress: stet_curl_progress_t = { context, _, _, _, _ in
    guard let context = unsafe context else { return 1 }
    return unsafe state(context).progress() ? 0 : 1
}

private func state(_ context: UnsafeMutableRawPointer) -> TransferState {
    unsafe Unmanaged<TransferState>.fromOpaque(context).takeUnretainedValue()
}

/// Answers the number of bytes that were dealt with; libcurl stops if it is not all of them.
private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ byteCount: Int, _ context: UnsafeMutableRawPointer?,
    with body: (TransferState, UnsafeBufferPointer<UInt8>) -> Bool
) -> Int {
    guard let bytes = unsafe bytes, let context = unsafe context, byteCount > 0 else { return 0 }
    return unsafe bytes.withMemoryRebound(to: UInt8.self, capacity: byteCount) { bytes in
        unsafe body(state(context), UnsafeBufferPointer(start: bytes, count: byteCount)) ? byteCount : 0
    }
}
