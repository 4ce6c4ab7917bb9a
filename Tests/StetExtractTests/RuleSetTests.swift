import Testing

@testable import StetExtract

@Suite("Which rule is for a page")
struct RuleSetTests {
    private func rule(_ name: String, _ hosts: [String], _ paths: [String] = []) throws -> SiteRule {
        var rule = SiteRule(name: name)
        rule.hosts = try hosts.map { try #require(HostPattern($0)) }
        rule.paths = try paths.map { try #require(PathPattern($0)) }
        return rule
    }

    @Test("A host by name beats a wildcard, the nearer wildcard a farther one, the longer path a shorter one")
    func order() throws {
        let rules = RuleSet([
            try rule("far", ["*.example"]), try rule("near", ["*.news.example"]),
            try rule("exact", ["live.news.example"]), try rule("path", ["live.news.example"], ["/a/", "/a/b/"]),
            try rule("longer", ["live.news.example"], ["/a/b"]),
        ])
        let expected = [
            "https://x.example/": "far", "https://y.news.example/": "near", "https://live.news.example/": "exact",
            "https://www.live.news.example/a/x": "path", "https://live.news.example/a/b/x": "path",
            "https://live.news.example/a/bc": "longer", "https://LIVE.news.example:8080/a/": "path",
        ]
        for (address, name) in expected { #expect(rules.rule(for: address)?.name == name, "\(address)") }
        #expect(rules.rule(for: "https://example/") == nil && rules.rule(for: "no address") == nil)
        #expect(rules.rule(forFirstOf: [nil, "https://other.test/", "https://x.example/"])?.name == "far")
    }

    @Test(
        "A path pattern begins a path, with * for anything and $ for the end",
        arguments: [
            ("/news/", "/news/a", true), ("/news/", "/old/news/", false), ("/a*z$", "/a/b/z", true),
            ("/a*z$", "/a/z/b", false), ("/terms?x=1$", "/terms?x=1", true), ("/terms?x=1$", "/terms?x=12", false),
            ("*/live/*", "/world/live/x", true), ("*.html$", "/a.html", true), ("/aa*aa$", "/aaa", false),
            ("/*a*a*a*a*b", "/" + String(repeating: "a", count: 50_000), false),
        ])
    func paths(pattern: String, path: String, isMatch: Bool) throws {
        #expect(try #require(PathPattern(pattern)).matches(path) == isMatch)
    }

    @Test(
        "A kept parameter stays in an address, the others go",
        arguments: [
            ("https://a.example/x?id=7&ref=y#z", "https://a.example/x?id=7"),
            ("https://a.example/x?ref=y", "https://a.example/x"),
            ("https://a.example/x", "https://a.example/x"),
        ])
    func parameters(address: String, expected: String) throws {
        var rule = SiteRule(name: "x")
        rule.keptParameters = ["id"]
        #expect(rule.address(normalising: address) == expected)
    }

    @Test(
        "Dates are read as the pattern says, wherever they stand in a text",
        arguments: [
            ("dd.MM.yyyy, HH:mm", "Stand: 01.06.2024, 10:43 Uhr", "2024-06-01T10:43"),
            ("M/d/yy h:mm a", "Posted 6/1/24 9:05 p.m.", "2024-06-01T21:05"),
            ("h a, MMMM d, yyyy", "12 AM, June 1, 2024", "2024-06-01T00:00"),
            ("EEEE d MMM yyyy", "Saturday 1 Jun. 2024", "2024-06-01"),
            ("yyyy/MM/dd HH:mm:ss XXX", "2024/06/01 10:43:05 +08:00", "2024-06-01T10:43:05+08:00"),
            ("'am' d. MMMM yyyy", "am 1. Juni 2024", "2024-06-01"), ("ddMMyyyy", "31022024", "nil"),
            ("dd.MM.yyyy", "21.13.2024", "nil"), ("yyyy年M月d日", "2024年6月1日", "2024-06-01"),
        ])
    func dates(pattern: String, text: String, expected: String) throws {
        let time = try DatePattern(pattern).time(in: text)
        #expect((time.map(String.init(describing:)) ?? "nil") == expected)
    }

    @Test("Runs of nodes are told apart")
    func nodeRanges() {
        let ranges = NodeRanges([5..<8, 1..<3, 7..<10, 3..<3, 20..<21])
        #expect(ranges.ranges == [1..<3, 5..<10, 20..<21])
        #expect(ranges.end(around: 9) == 10 && ranges.end(around: 10) == nil && ranges.end(around: 0) == nil)
        #expect(ranges.intersection(2..<7) == [2..<3, 5..<7] && ranges.complement(in: 0..<6) == [0..<1, 3..<5])
        #expect(ranges.contains(5..<10) && !ranges.contains(4..<6))
    }
}
