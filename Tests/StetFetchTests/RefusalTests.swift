import TestSupport
import Testing

@testable import StetFetch

@Suite("Refusals and failures of fetching")
struct RefusalTests {
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
}
