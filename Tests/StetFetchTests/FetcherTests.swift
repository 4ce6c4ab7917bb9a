import Synchronization
import TestSupport
import Testing

@testable import StetFetch

@Suite("Fetching")
struct FetcherTests {
    /// Fetches from this machine, whatever proxies the test's environment names.
    func fetcher(_ change: (inout FetchOptions) -> Void = { _ in }) -> Fetcher {
        var options = FetchOptions()
        options.allowsPrivateAddresses = true
        options.timeout = .seconds(20)
        change(&options)
        return Fetcher(options: options) { _ in nil }
    }

    func failure(of fetcher: Fetcher, _ url: String) -> FetchError? {
        do throws(FetchError) {
            _ = try fetcher.fetchBlocking(url)
            return nil
        } catch {
            return error
        }
    }

    @Test("A page comes with its headers as received, its times and where it came from")
    func page() throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(
                headers: [("X-One", "a"), ("x-one", " b \t"), ("Content-Type", "text/html"), ("X-Name", "Zürich")],
                body: Array("<p>Hello".utf8))
        }
        let seconds = SteppingClock()
        let result = try fetcher { $0.clock = { seconds.next() } }.fetchBlocking(server.url("/a?b#c"))
        let response = result.response
        #expect(response.status == 200 && response.isSuccess)
        #expect(response.httpVersion == "1.1")
        #expect(response.requestedURL == server.url("/a?b#c"))
        #expect(response.hops.isEmpty)
        #expect(
            response.headers.prefix(4) == [
                HTTPHeader(name: "X-One", value: "a"), HTTPHeader(name: "x-one", value: "b"),
                HTTPHeader(name: "Content-Type", value: "text/html"), HTTPHeader(name: "X-Name", value: "Zürich"),
            ])
        #expect(response.header("content-type") == "text/html")
        #expect(response.body == Array("<p>Hello".utf8))
        #expect(response.contentEncodings == [] && response.receivedByteCount == 8)
        #expect(response.startedAt == 1 && response.finishedAt == 2)
        #expect(response.remoteAddress == "127.0.0.1:\(server.port)")
    }

    @Test("The request says who asks and what it can read, and takes no line break into a header")
    func request() throws {
        let server = try LoopbackServer { request in
            let shown = ["user-agent", "accept-language", "evil"].map { request.headers[$0] ?? "-" }
            let encodings = request.headers["accept-encoding"] ?? ""
            return LoopbackReply(body: shown.joined(separator: "|") + "|" + (encodings.contains("gzip") ? "gzip" : ""))
        }
        let fetcher = fetcher {
            $0.userAgent = "Test/1"
            $0.acceptLanguage = "de\r\nEvil: yes"
        }
        let body = try fetcher.fetchBlocking(server.url("/")).response.body
        #expect(String(decoding: body, as: UTF8.self) == "Test/1|deEvil: yes|-|gzip")
    }

    @Test("An error status is an answer", arguments: [404, 410, 429, 500, 300])
    func errorStatus(_ status: Int) throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: status, body: Array("gone".utf8)) }
        let response = try fetcher().fetchBlocking(server.url("/")).response
        #expect(response.status == status)
        #expect(response.body == Array("gone".utf8))
    }

    @Test("Redirects are followed and kept, each as received")
    func redirects() throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/1": .redirect(to: "two", status: 301)
            case "/two":
                .redirect(
                    to: "//127.0.0.1:\(request.headers["host"]?.split(separator: ":").last ?? "")/3?x=ü", status: 308)
            default: LoopbackReply(body: request.path)
            }
        }
        let response = try fetcher().fetchBlocking(server.url("/1")).response
        #expect(
            response.hops == [
                FetchHop(url: server.url("/1"), status: 301, location: "two"),
                FetchHop(url: server.url("/two"), status: 308, location: "//127.0.0.1:\(server.port)/3?x=ü"),
            ])
        #expect(response.url == server.url("/3?x=%C3%BC"))
        #expect(response.body == Array("/3?x=%C3%BC".utf8))
    }

    @Test("Cookies set by a redirect are sent to its target")
    func cookies() throws {
        let server = try LoopbackServer { request in
            request.headers["cookie"] == "seen=1"
                ? LoopbackReply(body: "story")
                : LoopbackReply(status: 302, headers: [("Location", "/"), ("Set-Cookie", "seen=1")])
        }
        let response = try fetcher().fetchBlocking(server.url("/")).response
        #expect(response.body == Array("story".utf8))
        #expect(response.hops.count == 1)
    }

    @Test("Circles of redirects end at the limit, with the way there")
    func circle() throws {
        let server = try LoopbackServer { _ in .redirect(to: "/again") }
        let error = try #require(failure(of: fetcher { $0.maximumRedirectCount = 3 }, server.url("/")))
        #expect(error.reason == .tooManyRedirects(limit: 3))
        #expect(error.hops.count == 4)
        #expect(error.description.contains("maximumRedirectCount"))
    }

    @Test(
        "A redirect to what is not fetched is refused",
        arguments: [
            ("file:///etc/passwd", FetchError.Reason.unsupportedScheme("file")),
            ("gopher://127.0.0.1/", .unsupportedScheme("gopher")), ("http://user:secret@example.com/", .credentials),
            ("http://", .notAURL),
        ])
    func badRedirect(_ location: String, _ reason: FetchError.Reason) throws {
        let server = try LoopbackServer { _ in .redirect(to: location) }
        let error = try #require(failure(of: fetcher(), server.url("/")))
        #expect(error.reason == reason)
        #expect(error.requestedURL == server.url("/") && error.hops.count == 1)
    }

    @Test(
        "Only http and https URLs are fetched",
        arguments: [
            ("file:///etc/passwd", FetchError.Reason.unsupportedScheme("file")),
            ("ftp://example.com/", .unsupportedScheme("ftp")),
            ("story", .notAURL), ("", .notAURL), ("https://me:pw@example.com/", .credentials),
        ])
    func badURL(_ url: String, _ reason: FetchError.Reason) {
        #expect(failure(of: fetcher(), url)?.reason == reason)
    }

    @Test(
        "This machine is refused under all of its names",
        arguments: [
            "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "0",
            "017700000001",
        ])
    func refused(_ host: String) throws {
        let server = try LoopbackServer { _ in LoopbackReply(body: "secret") }
        let fetcher = fetcher { $0.allowsPrivateAddresses = false }
        let error = try #require(failure(of: fetcher, "http://\(host):\(server.port)/"))
        guard case .privateAddress = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("--allow-private"))
    }

    @Test(
        "Behind a proxy, addresses that need no resolving are still refused",
        arguments: ["127.0.0.1", "[::1]", "localhost", "a.localhost."])
    func refusedBehindProxy(_ host: String) throws {
        let server = try LoopbackServer { _ in LoopbackReply(body: "from the proxy") }
        let proxied = Fetcher(options: FetchOptions()) { $0 == "http_proxy" ? server.url("") : nil }
        let error = try #require(failure(of: proxied, "http://\(host)/"))
        guard case .privateAddress = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("A proxy is used where the environment names one, at any address")
    func proxied() throws {
        let server = try LoopbackServer { LoopbackReply(body: $0.path) }
        let proxied = Fetcher(options: FetchOptions()) { $0 == "http_proxy" ? server.url("") : nil }
        let response = try proxied.fetchBlocking("http://news.example/story").response
        #expect(response.body == Array("http://news.example/story".utf8))
    }

    @Test("A compressed body is decoded, and what was undone is said")
    func gzip() throws {
        let text = Array(String(repeating: "All the news. ", count: 10_000).utf8)
        let packed = Gzip.stored(text)
        let server = try LoopbackServer { _ in
            LoopbackReply(headers: [("Content-Encoding", "gzip")], body: packed)
        }
        let response = try fetcher().fetchBlocking(server.url("/")).response
        #expect(response.body == text)
        #expect(response.contentEncodings == ["gzip"])
        #expect(response.receivedByteCount == packed.count)
        #expect(response.header("Content-Encoding") == "gzip")
    }

    @Test("A body beyond the limit is refused, announced or not, plain or compressed")
    func tooLarge() throws {
        let server = try LoopbackServer { request in
            let body = [UInt8](repeating: 0x61, count: 50_000)
            switch request.path {
            case "/announced": return LoopbackReply(body: body)
            case "/gzip":
                return LoopbackReply(headers: [("Content-Encoding", "gzip")], body: Gzip.zeros(count: 200_000))
            default:
                return LoopbackReply(pieces: [.bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + body)], closes: true)
            }
        }
        for path in ["/announced", "/endless", "/gzip"] {
            let error = failure(of: fetcher { $0.maximumByteCount = 20_000 }, server.url(path))
            #expect(error?.reason == .bodyTooLarge(limit: 20_000), "\(path)")
        }
    }

    @Test("A body that grows too much in decompression is refused")
    func bomb() throws {
        let packed = Gzip.zeros(count: 8 << 20)
        let server = try LoopbackServer { _ in LoopbackReply(headers: [("Content-Encoding", "gzip")], body: packed) }
        #expect(
            failure(of: fetcher { $0.maximumExpansion = 100 }, server.url("/"))?.reason == .expandsTooMuch(limit: 100))
    }

    @Test("Headers beyond the limit are refused")
    func headers() throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(headers: (0..<2000).map { ("X-\($0)", String(repeating: "a", count: 100)) })
        }
        let error = failure(of: fetcher { $0.maximumHeaderByteCount = 10_000 }, server.url("/"))
        #expect(error?.reason == .headersTooLarge(limit: 10_000))
    }

    @Test(
        "A server that does not answer, or stops in the middle, runs into the time limit",
        arguments: ["/silent", "/half"])
    func slow(_ path: String) throws {
        let server = try LoopbackServer { request in
            let half = LoopbackReply.Piece.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8))
            return LoopbackReply(
                pieces: (request.path == "/half" ? [half] : []) + [.pause(milliseconds: 2000)], closes: true)
        }
        let limit = Duration.milliseconds(300)
        let start = ContinuousClock.now
        let error = failure(of: fetcher { $0.timeout = limit }, server.url(path))
        #expect(error?.reason == .timedOut(limit: "timeout", limit))
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test("The time limit spans all redirects")
    func slowRedirects() throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(pieces: [.pause(milliseconds: 150)] + LoopbackReply.redirect(to: "/").pieces, closes: false)
        }
        let error = failure(of: fetcher { $0.timeout = .milliseconds(500) }, server.url("/"))
        #expect(error?.reason == .timedOut(limit: "timeout", .milliseconds(500)))
        #expect((1...4).contains(error?.hops.count ?? 0))
    }

    @Test("Names without an address and ports without a server are told apart")
    func unreachable() throws {
        guard case .unknownHost("nowhere.invalid", _) = failure(of: fetcher(), "http://nowhere.invalid/")?.reason else {
            Issue.record("a name under .invalid has no address")
            return
        }
        let port = try LoopbackServer { _ in LoopbackReply() }.port
        guard case .connectionFailed = failure(of: fetcher(), "http://127.0.0.1:\(port)/")?.reason else {
            Issue.record("nobody listens any more")
            return
        }
    }

    @Test("An https URL at a server without TLS is a TLS failure")
    func tls() throws {
        let server = try LoopbackServer { _ in LoopbackReply() }
        let error = failure(of: fetcher(), "https://127.0.0.1:\(server.port)/")
        guard case .tls = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "What breaks off or is not HTTP is a broken response",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "SSH-2.0-OpenSSH_9\r\n", "",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        ])
    func broken(_ answer: String) throws {
        let server = try LoopbackServer { _ in LoopbackReply(pieces: [.bytes(Array(answer.utf8))], closes: true) }
        let error = failure(of: fetcher(), server.url("/"))
        guard case .brokenResponse = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A conditional request that finds nothing new says so")
    func notModified() throws {
        let server = try LoopbackServer { request in
            let isKnown =
                request.headers["if-none-match"] == "\"v1\"" || request.headers["if-modified-since"] == "yesterday"
            return isKnown ? LoopbackReply(status: 304, headers: [("ETag", "\"v1\"")]) : LoopbackReply(body: "new")
        }
        for change in [{ $0.ifNoneMatch = "\"v1\"" }, { $0.ifModifiedSince = "yesterday" }]
            as [(inout FetchOptions) -> Void]
        {
            guard case .notModified(let response) = try fetcher(change).fetchBlocking(server.url("/")) else {
                Issue.record("expected not modified")
                return
            }
            #expect(response.header("etag") == "\"v1\"" && response.body.isEmpty)
        }
        guard case .response(let response) = try fetcher({ $0.ifNoneMatch = "\"v0\"" }).fetchBlocking(server.url("/"))
        else {
            Issue.record("expected a new version")
            return
        }
        #expect(response.body == Array("new".utf8))
    }

    @Test("Interim answers and trailers are not headers of the page")
    func interim() throws {
        let answer = """
            HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: 1\r\n\r\n\
            3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n
            """
        let server = try LoopbackServer { _ in LoopbackReply(pieces: [.bytes(Array(answer.utf8))], closes: true) }
        let response = try fetcher().fetchBlocking(server.url("/")).response
        #expect(response.headers.map(\.name) == ["Transfer-Encoding", "A"])
        #expect(response.body == Array("abc".utf8))
    }

    @Test("A task can fetch without blocking, and cancelling it ends the transfer")
    func tasks() async throws {
        let server = try LoopbackServer { request in
            request.path == "/"
                ? LoopbackReply(body: "x") : LoopbackReply(pieces: [.pause(milliseconds: 5000)], closes: true)
        }
        #expect(try await fetcher().fetch(server.url("/")).response.body == [0x78])
        let fetcher = fetcher()
        let task = Task { () -> FetchError.Reason? in
            do throws(FetchError) {
                _ = try await fetcher.fetch(server.url("/slow"))
                return nil
            } catch {
                return error.reason
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(ContinuousClock.now - start < .seconds(3))
    }
}

/// A clock that goes on by one second each time it is read.
final class SteppingClock: Sendable {
    private let seconds = Mutex(0.0)

    func next() -> Double {
        seconds.withLock {
            $0 += 1
            return $0
        }
    }
}
