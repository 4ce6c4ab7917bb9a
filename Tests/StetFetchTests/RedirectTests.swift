import TestSupport
import Testing

@testable import StetFetch

@Suite("Redirects")
struct RedirectTests {
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
        #expect(error.description.contains("more than 3 times") && !error.description.contains("maximumRedirectCount"))
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

    @Test("The time limit spans all redirects")
    func slowRedirects() throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(pieces: [.pause(milliseconds: 150)] + LoopbackReply.redirect(to: "/").pieces, closes: false)
        }
        let error = failure(of: fetcher { $0.timeout = .milliseconds(500) }, server.url("/"))
        #expect(error?.reason == .timedOut(limit: "timeout", .milliseconds(500)))
        #expect((1...4).contains(error?.hops.count ?? 0))
    }
}
