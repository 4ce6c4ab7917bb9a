import Testing

@testable import StetFetch

@Suite("Proxies")
struct ProxyTests {
    func proxy(_ scheme: String, _ host: String, _ environment: [String: String]) -> String? {
        Proxy(scheme: scheme, host: host) { environment[$0] }?.url
    }

    @Test("The environment names proxies by scheme, and capitals only for https")
    func names() {
        #expect(proxy("http", "a.example", ["http_proxy": "p:1"]) == "p:1")
        #expect(proxy("http", "a.example", ["HTTP_PROXY": "p:1"]) == nil)
        #expect(proxy("https", "a.example", ["HTTPS_PROXY": "p:1"]) == "p:1")
        #expect(proxy("https", "a.example", ["http_proxy": "p:1"]) == nil)
        #expect(proxy("https", "a.example", ["ALL_PROXY": "socks5h://p"]) == "socks5h://p")
        #expect(proxy("http", "a.example", ["http_proxy": "", "all_proxy": "q"]) == "q")
        #expect(proxy("http", "a.example", [:]) == nil)
    }

    @Test(
        "Exceptions are hosts, domains, addresses and blocks of addresses",
        arguments: [
            ("a.example", "a.example", true), ("b.a.example", "a.example", true), ("b.a.example", ".a.example", true),
            ("ba.example", "a.example", false), ("a.example", "x, A.Example", true), ("a.example", "*", true),
            ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false),
            ("[::1]", "::1", true), ("a.example", "", false), ("110.1.2.3", "10.1.2.3", false),
        ])
    func exceptions(_ host: String, _ list: String, _ isDirect: Bool) {
        #expect((proxy("http", host, ["http_proxy": "p:1", "no_proxy": list]) == nil) == isDirect)
    }
}
