import Synchronization
import TestSupport
import Testing

@testable import StetFetch

@Suite("Fetching")
struct FetcherTests {
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
