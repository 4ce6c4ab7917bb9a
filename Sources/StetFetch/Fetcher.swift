internal import CCurl
internal import Foundation
internal import StetHTML
internal import Synchronization

/// Fetches one URL at a time over HTTP, safely: see `docs/reference/fetching.md` for what it refuses.
package struct Fetcher: Sendable {
    package var options: FetchOptions
    private let environment: @Sendable (String) -> String?

    package init(options: FetchOptions = FetchOptions()) {
        self.init(options: options) { Proxy.environment($0) }
    }

    /// - Parameter environment: Where the names of proxies are read from.
    init(options: FetchOptions, environment: @escaping @Sendable (String) -> String?) {
        self.options = options
        self.environment = environment
    }

    /// Fetches a URL on a thread of its own, so that no task waits for the network. Cancelling the task ends the transfer.
    package func fetch(_ url: String) async throws(FetchError) -> FetchResult {
        let isCancelled = CancellationFlag()
        let result: Result<FetchResult, FetchError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        returning: Result { () throws(FetchError) in
                            try fetchBlocking(url, isCancelled: { isCancelled.value.load(ordering: .relaxed) })
                        })
                }
            }
        } onCancel: {
            isCancelled.value.store(true, ordering: .relaxed)
        }
        return try result.get()
    }

    /// Fetches a URL and its redirects; returns when the body is complete.
    ///
    /// - Throws: ``FetchError`` when there is no answer. An error status is an answer.
    package func fetchBlocking(
        _ url: String, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(FetchError) -> FetchResult {
        let startedAt = options.clock()
        let start = ContinuousClock.now
        var hops: [FetchHop] = []
        var current = url
        do throws(HopFailure) {
            guard var target = WebURL(url) else { throw .reason(.notAURL) }
            let transfer: Transfer
            do throws(TransferFailure) {
                transfer = try Transfer.start(options: options, isCancelled: isCancelled)
            } catch {
                throw .transfer(error)
            }
            while true {
                current = target.href
                let proxy = try proxy(for: target)
                let answer: TransferAnswer
                do throws(TransferFailure) {
                    answer = try transfer.perform(
                        url: target.href, proxy: proxy, timeout: options.timeout - (ContinuousClock.now - start))
                } catch {
                    throw .transfer(error)
                }
                if let location = answer.redirection {
                    hops.append(FetchHop(url: target.href, status: answer.status, location: location))
                    guard hops.count <= options.maximumRedirectCount else {
                        throw .reason(.tooManyRedirects(limit: options.maximumRedirectCount))
                    }
                    guard let next = WebURL(location, base: target) else {
                        current = location
                        throw .reason(.notAURL)
                    }
                    target = next
                    continue
                }
                let response = FetchResponse(
                    requestedURL: url, hops: hops, url: target.href, status: answer.status,
                    httpVersion: answer.httpVersion, headers: answer.headers, body: answer.body,
                    contentEncodings: answer.contentEncodings, receivedByteCount: answer.receivedByteCount,
                    startedAt: startedAt, finishedAt: options.clock(), remoteAddress: answer.remoteAddress)
                let wasConditional = options.ifNoneMatch != nil || options.ifModifiedSince != nil
                return wasConditional && answer.status == 304 ? .notModified(response) : .response(response)
            }
        } catch {
            let reason =
                switch error {
                case .reason(let reason): reason
                case .transfer(let failure): self.reason(for: failure, url: current)
                }
            throw FetchError(requestedURL: url, url: current, hops: hops, reason: reason)
        }
    }

    private enum HopFailure: Error {
        case reason(FetchError.Reason)
        case transfer(TransferFailure)
    }

    /// Checks what can be told from a URL alone, and finds its proxy.
    private func proxy(for target: WebURL) throws(HopFailure) -> Proxy? {
        guard target.scheme == "http" || target.scheme == "https" else {
            throw .reason(.unsupportedScheme(target.scheme))
        }
        guard !target.hasCredentials else { throw .reason(.credentials) }
        let host = target.host ?? ""
        guard let proxy = Proxy(scheme: target.scheme, host: host, environment: environment) else { return nil }
        // The proxy resolves names, so that their addresses are its concern; what needs no resolving is ours.
        if !options.allowsPrivateAddresses {
            if let address = IPAddress(host), !address.isPublic {
                throw .reason(.privateAddress(host: host, address: address.description))
            }
            let name = host.hasSuffix(".") ? host.dropLast() : host[...]
            if name == "localhost" || name.hasSuffix(".localhost") {
                throw .reason(.privateAddress(host: host, address: "loopback"))
            }
        }
        return proxy
    }

    private func reason(for failure: TransferFailure, url: String) -> FetchError.Reason {
        let host = WebURL(url)?.host ?? url
        switch failure.stopped {
        case .bodyTooLarge: return .bodyTooLarge(limit: options.maximumByteCount)
        case .expandsTooMuch: return .expandsTooMuch(limit: options.maximumExpansion)
        case .headersTooLarge: return .headersTooLarge(limit: options.maximumHeaderByteCount)
        case .cancelled: return .cancelled
        case .privateAddress(let address): return .privateAddress(host: host, address: address.description)
        case nil: break
        }
        let message = failure.message
        switch failure.code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .unknownHost(host, message: message)
        case CURLE_COULDNT_CONNECT:
            return .connectionFailed(message: message)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
            return .tls(message: message)
        case CURLE_OPERATION_TIMEDOUT:
            return timeout(message: message)
        case CURLE_FILESIZE_EXCEEDED:
            return .bodyTooLarge(limit: options.maximumByteCount)
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY,
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_WRITE_ERROR:
            return .brokenResponse(message: message)
        default:
            return .transfer(code: Int(failure.code.rawValue), message: message)
        }
    }

    /// Which of the three time limits it was; libcurl tells them apart only in its message.
    private func timeout(message: String) -> FetchError.Reason {
        let message = message.lowercased()
        if message.contains("too slow") { return .timedOut(limit: "stallTimeout", options.stallTimeout) }
        if message.contains("connection timed out") || message.contains("resolving timed out") {
            return .timedOut(limit: "connectTimeout", options.connectTimeout)
        }
        return .timedOut(limit: "timeout", options.timeout)
    }
}

private final class CancellationFlag: Sendable {
    let value = Atomic(false)
}

extension TransferAnswer {
    /// Where a redirect leads; `nil` for every other answer.
    fileprivate var redirection: String? {
        guard [301, 302, 303, 307, 308].contains(status) else { return nil }
        return headers.first { $0.isNamed("Location") }?.value
    }

    /// libcurl undoes every encoding that it offered, and fails on others.
    fileprivate var contentEncodings: [String] {
        headers.filter { $0.isNamed("Content-Encoding") }
            .flatMap { $0.value.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            .filter { !$0.isEmpty && $0 != "identity" }
    }
}
