import StetExtract
import StetRules
import Testing

/// What a person reads who got a rule wrong.
@Suite("Messages about rules")
struct RuleMessageTests {
    private func problems(_ text: String, path: String = "rules/news.yaml") -> [String] {
        RuleFile(path: path, bytes: Array(text.utf8)).problems.map(\.description)
    }

    @Test("A misspelt key is told with its place and what was meant")
    func unknownKey() {
        let text = """
            # A site.
            hosts: [news.example]
            content: article
            remvoe: .ad
            metadata:
              titel: h1
            """
        #expect(
            problems(text) == [
                "rules/news.yaml:4:1: unknown key \"remvoe\"; did you mean \"remove\"?",
                "rules/news.yaml:6:3: unknown key \"titel\"; did you mean \"title\"?",
            ])
        #expect(
            problems("hosts: a.example\nxyzzy: 1\n") == [
                "rules/news.yaml:2:1: unknown key \"xyzzy\"; keys here are hosts, paths, content, select, whole, remove, "
                    + "metadata, dates, keep-parameters, combine, render"
            ])
    }

    @Test("Everything that is wrong in a file is told at once, in the order of the file")
    func allProblems() {
        let text = """
            hosts:
              - https://news.example/world
              - "*"
            paths: [world]
            content:
              - "div["
              - [data-body]
            select: p:hover
            whole: perhaps
            remove:
              - #ad
              - "p:has("
            metadata:
              published: {attribute: datetime}
              author: {select: .by, pick: every}
            dates: {order: month, patterns: ["dd.QQ.yyyy", "HH:mm"], zone: Berlin}
            combine: {limit: 1000}
            render: "yes"
            """
        #expect(
            problems(text) == [
                "rules/news.yaml:2:5: \"https://news.example/world\" is no host; did you mean \"news.example\"?",
                "rules/news.yaml:3:5: \"*\" is no host; write example.com or *.example.com",
                "rules/news.yaml:4:9: \"world\" is no path; a path begins with / (or with *)",
                "rules/news.yaml:6:5: content: \"div[\" is no selector that can be used: unexpected token: END-OF-FILE",
                "rules/news.yaml:7:5: content is a text, not a list; put a selector that begins with [ in quotes",
                "rules/news.yaml:8:1: select stands beside \"content\"; a rule has one of them",
                "rules/news.yaml:8:9: select: \"p:hover\" is no selector that can be used: "
                    + ":hover speaks of a browser, not of the page",
                "rules/news.yaml:9:8: whole is true or false, not \"perhaps\"",
                "rules/news.yaml:11:4: remove has no value; a text that begins with # must stand in quotes",
                "rules/news.yaml:12:5: remove: \"p:has(\" is no selector that can be used: unexpected token: END-OF-FILE; "
                    + "End Of File in pseudo function; Pseudo function can't be empty: has()",
                "rules/news.yaml:14:14: published needs select (where it stands) or value (what it is)",
                "rules/news.yaml:15:31: pick is first, last, all or a number from 1, not \"every\"",
                "rules/news.yaml:16:16: order is day-first or month-first, not \"month\"",
                "rules/news.yaml:16:34: \"dd.QQ.yyyy\" is no date pattern: QQ stands for nothing; put words into single quotes",
                "rules/news.yaml:16:48: \"HH:mm\" is no date pattern: it needs a year, a month and a day",
                "rules/news.yaml:16:64: zone is UTC or an offset such as \"+08:00\", not \"Berlin\"",
                "rules/news.yaml:17:10: combine needs next (the link to the next page) or pages (the links to all)",
                "rules/news.yaml:17:18: limit is a number from 2 to 100, not \"1000\"",
                "rules/news.yaml:18:9: render is true or false, not \"yes\"",
            ])
    }

    @Test(
        "What is no YAML is told with its place and, for the usual slips, what to do",
        arguments: [
            (
                "hosts: [a.example",
                "rules/news.yaml:1:18: while parsing a flow sequence did not find expected ',' or ']'"
            ),
            ("hosts:\n  - *.a.example\n", "put a text that begins with * in quotes"),
            ("hosts: a.example\nremove: @media\n", "rules/news.yaml:2:9: "),
            ("hosts: a.example\nhosts: b.example\n", "rules/news.yaml:2:1: the key \"hosts\" stands here twice"),
            (
                "hosts: a.example\n---\nhosts: b.example\n",
                "rules/news.yaml:2:1: a second document begins; a file has one rule"
            ),
            ("", "rules/news.yaml:1:1: the file is empty"), ("# nothing\n", "rules/news.yaml:1:1: the file is empty"),
            ("- hosts\n", "rules/news.yaml:1:1: a rule has keys with values, not a list"),
            ("content: main\n", "rules/news.yaml:1:1: a rule needs hosts: the sites that it is for"),
        ])
    func noYAML(text: String, message: String) {
        let found = problems(text)
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
    }

    @Test("Two files for the same pages are told, and the first by name is used")
    func duplicates() {
        let rule = Array("hosts: [www.news.example]\npaths: /world/\n".utf8)
        let folder = RuleFolder([("rules/b.yaml", rule, nil), ("rules/a.yaml", rule, nil)])
        #expect(
            folder.problems.map(\.description) == [
                "rules/b.yaml:1:1: warning: news.example/world/ already has a rule in rules/a.yaml, which is the one that is used"
            ])
        #expect(folder.rules.rule(for: "https://news.example/world/x")?.name == "rules/a.yaml")
    }

    @Test("A file with errors rules nothing, but says what it was for")
    func brokenFile() {
        let folder = RuleFolder([("rules/a.yaml", Array("hosts: news.example\nremvoe: .ad\n".utf8), nil)])
        #expect(folder.rules.rules.isEmpty)
        #expect(folder.brokenFile(forAnyOf: [nil, "https://www.news.example/x"])?.path == "rules/a.yaml")
        #expect(folder.brokenFile(forAnyOf: ["https://other.example/x"]) == nil)
    }
}
