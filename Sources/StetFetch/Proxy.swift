internal import Glibc

/// The proxy that the environment names for a URL, by the same variables as the `curl` command reads.
///
/// It is decided here and not by libcurl because connections to a proxy are exempt from the check of addresses: if the
/// two disagreed, a direct connection might go unchecked. libcurl is told the outcome and nothing else.
struct Proxy: Equatable {
    /// As in the variable: `http://proxy.example:3128`, `socks5h://…`.
    let url: String

    /// - Parameters:
    ///   - scheme: `http` or `https`.
    ///   - host: In lower case, an IPv6 address in brackets.
    ///   - port: The port that will be connected to.
    init?(scheme: String, host: String, environment: (String) -> String?) {
        // HTTP_PROXY in capitals is ignored as in curl: a CGI server sets it from a request's Proxy header.
        let names = scheme == "http" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]
        let url = (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap(environment).first { !$0.isEmpty }
        guard let url else { return nil }
        let exceptions = environment("no_proxy") ?? environment("NO_PROXY") ?? ""
        let entries = exceptions.split { $0 == "," || $0 == " " }
        guard !entries.contains(where: { Self.entry($0.lowercased(), matches: host) }) else { return nil }
        self.url = url
    }

    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Whether a host is excepted by an entry: `*`, a domain with all below it, an address, or a block of addresses.
    private static func entry(_ entry: String, matches host: String) -> Bool {
        if entry == "*" { return true }
        if let address = IPAddress(host) {
            let parts = entry.split(separator: "/", maxSplits: 1)
            guard let base = parts.first.flatMap({ IPAddress(String($0)) }) else { return false }
            guard parts.count == 2 else { return base == address }
            return Int(parts[1]).map { AddressBlock(base: base, bitCount: $0).contains(address) } ?? false
        }
        let domain = entry.drop { $0 == "." }
        return !domain.isEmpty && (host == domain || host.hasSuffix("." + domain))
    }
}
