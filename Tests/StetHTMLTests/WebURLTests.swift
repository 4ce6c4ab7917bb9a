import StetHTML
import Testing

@Suite("URLs")
struct WebURLTests {
    @Test(
        "A URL has one serialised form",
        arguments: [
            ("HTTP://Example.COM:80/a/../b/./c?x=1#y", "http://example.com/b/c?x=1#y"),
            ("https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/"),
            ("  https://example.com\\a\\b\n", "https://example.com/a/b"),
            ("https://example.com/a b?q=ä", "https://example.com/a%20b?q=%C3%A4"),
        ])
    func serialised(_ input: String, _ href: String) throws {
        let url = try #require(WebURL(input))
        #expect(url.href == href)
        #expect(WebURL(url.href) == url)
    }

    @Test(
        "A relative URL is read against its base",
        arguments: [
            ("../c", "https://example.com/a/c"), ("//cdn.example.net/x", "https://cdn.example.net/x"),
            ("?q", "https://example.com/a/b/?q"), ("#f", "https://example.com/a/b/#f"),
            ("/", "https://example.com/"), ("mailto:a@b", "mailto:a@b"), ("", "https://example.com/a/b/"),
        ])
    func relative(_ input: String, _ href: String) throws {
        let base = try #require(WebURL("https://example.com/a/b/"))
        #expect(WebURL(input, base: base)?.href == href)
    }

    @Test(
        "What no browser would open is no URL",
        arguments: ["", "story", "http://", "https://a b/", "http://[::1", "http://1.2.3.256/"])
    func refused(_ input: String) {
        #expect(WebURL(input) == nil)
    }

    @Test("The parts of a URL")
    func parts() throws {
        let url = try #require(WebURL("https://user:pass@News.example:8443/a/b?x=1&y#top"))
        #expect(url.scheme == "https")
        #expect(url.host == "news.example")
        #expect(url.port == 8443)
        #expect(url.path == "/a/b")
        #expect(url.query == "x=1&y")
        #expect(url.fragment == "top")
        #expect(url.hasCredentials)
        #expect(try #require(WebURL("mailto:a@b")).host == nil)
    }

    @Test(
        "Tracking is removed, and nothing else",
        arguments: [
            ("https://e.com/a?utm_source=x&id=7&fbclid=1", "https://e.com/a?id=7"),
            ("https://e.com/a?UTM_Medium=x", "https://e.com/a"),
            ("https://e.com/a?utm_source=x#part", "https://e.com/a#part"),
            ("https://e.com/a?b&&c=%20+&gclid", "https://e.com/a?b&&c=%20+"),
            ("https://e.com/a;jsessionid=0A1B?x=1", "https://e.com/a?x=1"),
            ("https://e.com/a;v=1/b;jsessionid=0A/c", "https://e.com/a;v=1/b/c"),
            ("https://e.com/a?x=?utm_source=1", "https://e.com/a?x=?utm_source=1"),
            ("https://e.com/?", "https://e.com/?"),
            ("https://e.com/a#?utm_source=1", "https://e.com/a#?utm_source=1"),
        ])
    func tracking(_ input: String, _ href: String) throws {
        let url = try #require(WebURL(input)).removingTrackingParameters()
        #expect(url.href == href)
        #expect(url.removingTrackingParameters() == url)
    }
}
