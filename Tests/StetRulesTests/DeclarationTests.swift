import StetExtract
import StetRules
import Testing

@Suite("Open Terms Archive declarations")
struct DeclarationTests {
    private func file(_ text: String) -> RuleFile { RuleFile(path: "rules/Service.json", bytes: Array(text.utf8)) }

    private let service = """
        {
          "name": "Service",
          "terms": {
            "Terms of Service": {
              "fetch": "https://service.example/terms?lang=en",
              "select": ["#terms", {"startBefore": "h2.annex", "endBefore": "footer"}],
              "remove": "nav, .toc"
            },
            "Privacy Policy": {
              "select": "main",
              "filter": ["removeNonce", {"removeQueryParams": ["clickId"]}],
              "combine": [
                {"fetch": "https://service.example/privacy"},
                {"fetch": "https://service.example/cookies", "select": "article", "executeClientScripts": true}
              ]
            }
          }
        }
        """

    @Test("Every term is a rule for its address, whole and exactly")
    func terms() {
        let read = file(service)
        #expect(
            read.problems.map(\.description) == [
                "rules/Service.json:11:18: warning: the filter \"removeNonce\" is JavaScript, which is not run; "
                    + "what it would change stays as it is",
                "rules/Service.json:11:34: warning: the filter removeQueryParams is not applied; "
                    + "tracking parameters are taken out of all links anyway",
            ])
        let rules = RuleSet(read.rules)
        let terms = rules.rule(for: "https://service.example/terms?lang=en")
        #expect(terms?.name == "rules/Service.json (Terms of Service)")
        #expect(terms?.takesWhole == true && terms?.content.count == 1 && terms?.content[0].count == 2)
        #expect(terms?.remove.count == 1 && terms?.needsBrowser == false)
        #expect(rules.rule(for: "https://service.example/terms") == nil)
        #expect(rules.rule(for: "https://service.example/terms?lang=en&x=1") == nil)
        let privacy = rules.rule(for: "https://service.example/privacy")
        #expect(privacy?.needsBrowser == true && privacy?.combine?.limit == 2)
    }

    @Test("Declarations with the older name of terms are read too")
    func documents() {
        let read = file(
            #"{"name": "A", "documents": {"Imprint": {"fetch": "https://a.example/imprint", "select": "main"}}}"#)
        #expect(read.problems.isEmpty && read.rules.count == 1)
    }

    @Test("What is wrong in a declaration is told with its place")
    func problems() {
        let read = file(
            """
            {"name": "A", "terms": {
              "Imprint": {"fetch": "ftp://a.example/", "select": {"startBefore": "h1"}},
              "Terms": {"select": "main"}, "Policy": {"fetch": "https://a.example/p", "selct": "x"}
            }}
            """)
        #expect(
            read.problems.map(\.description) == [
                "rules/Service.json:2:24: fetch is an address that begins with http:// or https://, not \"ftp://a.example/\"",
                "rules/Service.json:2:54: a range needs an end: endBefore or endAfter",
                "rules/Service.json:3:3: \"Terms\" needs fetch: its address",
                "rules/Service.json:3:75: unknown key \"selct\"; did you mean \"select\"?",
            ])
        #expect(file("{\"a\": 1}").hasErrors)
    }

    @Test("The past of a declaration, its filters and notes are no rules")
    func otherFiles() {
        for name in ["Service.history.json", "Service.filters.js", "README.md", "package.json", ".hidden.yaml"] {
            #expect(!RuleFile.isRule("rules/\(name)"), "\(name)")
        }
        for name in ["Service.json", "a/b.yml", "news.example.yaml"] { #expect(RuleFile.isRule("rules/\(name)")) }
    }
}
