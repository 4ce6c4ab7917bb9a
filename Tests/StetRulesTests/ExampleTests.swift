import Foundation
import StetRules
import Testing

/// What people copy from must be right, and have everything.
@Suite("The example rule and the reference")
struct ExampleTests {
    private func text(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The keys that a message about an unknown one names.
    private func keys(_ rule: String) throws -> [String] {
        let message = try #require(RuleFile(path: "x.yaml", bytes: Array(rule.utf8)).problems.first?.message)
        return try #require(message.split(separator: "keys here are ").last).split(separator: ", ").map(String.init)
    }

    @Test("The template's example is sound and has every key, and the reference explains each")
    func everyKey() throws {
        let example = try text("repo-template/rules/example.yaml")
        let file = RuleFile(path: "rules/example.yaml", bytes: Array(example.utf8))
        #expect(file.problems.isEmpty && file.rules.count == 1)
        let reference = try text("docs/reference/rules.md")
        let rules = [
            "qqqqqqqqqqqqq: 1\nhosts: a.example\n", "hosts: a.example\nmetadata: {qqqqqqqqqqqqq: h1}\n",
            "hosts: a.example\nmetadata: {title: {select: h1, qqqqqqqqqqqqq: 1}}\n",
            "hosts: a.example\ndates: {qqqqqqqqqqqqq: 1}\n", "hosts: a.example\ncombine: {next: a, qqqqqqqqqqqqq: 1}\n",
            "hosts: a.example\ncontent: {startAfter: a, endBefore: b, qqqqqqqqqqqqq: c}\n",
        ]
        for key in try rules.flatMap(keys) {
            // Of two ways to say one thing, the example shows one and names the other.
            #expect(
                example.contains("\(key):") || example.contains("`\(key)`") || key.hasPrefix("start")
                    || key.hasPrefix("end"), "\(key)")
            #expect(reference.contains("`\(key)`") || reference.contains("\(key):"), "\(key)")
        }
    }
}
