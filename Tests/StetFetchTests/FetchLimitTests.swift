import TestSupport
import Testing

@testable import StetFetch

@Suite("Limits of fetching")
struct FetchLimitTests {
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
}
