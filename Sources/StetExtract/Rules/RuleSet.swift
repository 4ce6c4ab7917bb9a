internal import StetHTML

/// The hosts a rule is for: one by name, or all below one.
package struct HostPattern: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, without "www." and without "*.".
    package let name: String
    /// The hosts below `name`, and not `name` itself.
    package let isWildcard: Bool

    /// Reads "example.com", "www.example.com" (which is the same) or "*.example.com".
    ///
    /// Answers nil for what is no host: an address, a path, an empty name.
    package init?(_ text: String) {
        var name = text.lowercased()
        isWildcard = name.hasPrefix("*.")
        if isWildcard { name.removeFirst(2) }
        // As browsers write it: in punycode.
        guard !name.isEmpty, !name.contains(where: { "/:?#@*% ".contains($0) }),
            let host = WebURL("https://\(name)/")?.host
        else { return nil }
        self.name = isWildcard ? host : Self.bare(host)
    }

    package var description: String { (isWildcard ? "*." : "") + name }

    /// Sites answer with and without "www."; nobody means only one of them.
    static func bare(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }

    /// How well the pattern fits a host: more is better, nil is not at all.
    func rank(for host: String) -> Int? {
        if !isWildcard { return Self.bare(host) == name ? Self.exactRank : nil }
        return host.hasSuffix("." + name) ? name.utf8.count : nil
    }

    /// Above the length of any host's name.
    private static let exactRank = 1_000_000
}

/// A pattern of an address's path and query, as in robots.txt: it begins so; `*` stands for anything, a `$` at the
/// end for the end.
package struct PathPattern: Hashable, Sendable {
    package let text: String
    private let pieces: [[UInt8]]
    private let isAnchored: Bool

    package static let maximumByteCount = 2048

    /// Answers nil for a pattern that does not begin with a slash or a star, or is too long.
    package init?(_ text: String) {
        guard text.hasPrefix("/") || text.hasPrefix("*"), text.utf8.count <= Self.maximumByteCount else { return nil }
        self.text = text
        isAnchored = text.hasSuffix("$")
        let body = isAnchored ? text.dropLast() : text[...]
        pieces = body.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether the pattern fits; each piece is looked for once, so the time is that of a search for each.
    package func matches(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        var start = 0
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            if index == 0 {
                guard bytes.starts(with: piece) else { return false }
                start = piece.count
                if isLast { return !isAnchored || start == bytes.count }
            } else if isLast, isAnchored {
                return bytes.count - start >= piece.count && bytes.suffix(piece.count).elementsEqual(piece)
            } else {
                guard let found = bytes.span.extracting(start...).firstOffset(of: piece.span) else { return false }
                start += found + piece.count
            }
        }
        return true
    }
}

/// The rules of an archive, and which of them is for a page.
package struct RuleSet: Sendable {
    package let rules: [SiteRule]

    package init(_ rules: [SiteRule] = []) {
        self.rules = rules
    }

    /// The rule for the page at an address: a host by name before one by wildcard, then the longest path pattern, then
    /// the first by name.
    ///
    /// - Complexity: O(patterns).
    package func rule(for address: String) -> SiteRule? {
        guard let url = WebURL(address), let host = url.host else { return nil }
        let path = url.path + (url.query.map { "?" + $0 } ?? "")
        var best: (rule: SiteRule, host: Int, path: Int)?
        for rule in rules {
            guard let hostRank = rule.hosts.compactMap({ $0.rank(for: host) }).max() else { continue }
            var pathRank = 0
            if !rule.paths.isEmpty {
                guard let longest = rule.paths.filter({ $0.matches(path) }).map(\.text.utf8.count).max() else {
                    continue
                }
                pathRank = longest
            }
            if let known = best {
                guard (hostRank, pathRank, known.rule.name) > (known.host, known.path, rule.name) else { continue }
            }
            best = (rule, hostRank, pathRank)
        }
        return best?.rule
    }

    /// The rule for a page that is known under several addresses: the first of them that has one.
    package func rule(forFirstOf addresses: [String?]) -> SiteRule? {
        for case let address? in addresses {
            if let rule = rule(for: address) { return rule }
        }
        return nil
    }
}
