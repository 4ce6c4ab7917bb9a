import StetRules
import Testing

@Suite("Hostile rule files")
struct HostileRuleTests {
    private func problems(_ bytes: [UInt8]) -> [String] {
        RuleFile(path: "rules/x.yaml", bytes: bytes).problems.map(\.message)
    }

    @Test("A file that grows through its anchors is refused before it is read")
    func anchors() {
        var text = "a: &a0 [x]\n"
        for level in 1...40 {
            text += "k\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ","))]\n"
        }
        text += "? *a40\n: x\n"
        #expect(problems(Array(text.utf8)).first?.hasPrefix("anchors and aliases") == true)
    }

    @Test("Selectors with & and * are no anchors")
    func noAnchors() {
        let text = "hosts: a.example\nremove:\n  - 'main > *'\n  - a[href*='?a=1&b=2']\n  - '*'\n"
        #expect(problems(Array(text.utf8)) == [])
    }

    @Test("Ten megabytes, deep nesting, no UTF-8 and random bytes are told in one message")
    func large() {
        #expect(problems(Array("hosts: ".utf8) + [UInt8](repeating: 0x61, count: 10 << 20)).count == 1)
        for text in ["[", "{", "- ", "? ", "a:\n "] {
            let nested = Array(String(repeating: text, count: 200_000 / text.utf8.count).utf8)
            #expect(problems(nested).count == 1, "\(text)")
        }
        let steps = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(problems(Array(steps.utf8)).count == 1)
        #expect(problems([0x68, 0xFF, 0xFE]) == ["the file is not UTF-8"])
        #expect(problems([0, 0, 0]).count == 1)
    }

    @Test("Cut off or changed anywhere, a rule is read or refused, and never more")
    func damaged() {
        let rule = Array(
            """
            hosts: ["*.a.example", b.example]
            content:
              - {startAfter: "h1", endBefore: ".end"}
            metadata: {published: {select: time, attribute: datetime, pick: 2}}
            dates: {patterns: ["dd.MM.yyyy"], zone: "+01:00"}
            """.utf8)
        for end in rule.indices { _ = RuleFile(path: "x.yaml", bytes: Array(rule[..<end])) }
        for index in rule.indices {
            for byte: UInt8 in [0x0A, 0x22, 0x2A, 0x26, 0x5B, 0x7D, 0x3A, 0x80, 0x00] {
                var damaged = rule
                damaged[index] = byte
                let file = RuleFile(path: "x.yaml", bytes: damaged)
                #expect(file.rules.isEmpty == file.hasErrors)
            }
        }
    }
}
