package import StetExtract

/// All rule files of an archive or folder, read together.
package struct RuleFolder: Sendable {
    package let files: [RuleFile]
    package let rules: RuleSet
    /// What is wrong with any of them, sorted by file and place.
    package let problems: [RuleProblem]

    /// - Parameters:
    ///   - files: Path, bytes, and what an archive records of the file (nil for one as it stands on disk).
    ///   - takesAll: The files were named one by one, so all are rules, whatever their names.
    package init(_ files: [(path: String, bytes: [UInt8], recordedAs: String?)], takesAll: Bool = false) {
        var read: [RuleFile] = []
        for (path, bytes, recordedAs) in files.sorted(by: { $0.path < $1.path })
        where takesAll || RuleFile.isRule(path) {
            var file = RuleFile(path: path, bytes: bytes)
            for index in file.rules.indices { file.rules[index].recordedAs = recordedAs }
            read.append(file)
        }
        self.files = read
        rules = RuleSet(read.flatMap(\.rules))
        problems = (read.flatMap(\.problems) + Self.duplicates(in: read)).sorted()
    }

    /// Two rules for the same pages: which one counts would hang on their names.
    private static func duplicates(in files: [RuleFile]) -> [RuleProblem] {
        var first: [String: String] = [:]
        var problems: [RuleProblem] = []
        for file in files {
            for rule in file.rules {
                for host in rule.hosts {
                    for path in rule.paths.isEmpty ? [""] : rule.paths.map(\.text) {
                        let key = "\(host.isWildcard ? "*." : "")\(host.name)\(path)"
                        guard let known = first[key] else {
                            first[key] = rule.name
                            continue
                        }
                        guard known != rule.name else { continue }
                        problems.append(
                            RuleProblem(
                                path: file.path, line: rule.line, column: rule.column, isWarning: true,
                                message: "\(key) already has a rule in \(known), which is the one that is used"))
                    }
                }
            }
        }
        return problems
    }

    /// Rules that are for none of these pages: a host may be misspelt. Rules for hosts that cannot exist are examples, and
    /// declarations come in whole collections.
    package func unused(byAnyOf addresses: [[String]]) -> [RuleProblem] {
        guard !addresses.isEmpty else { return [] }
        let used = Set(addresses.compactMap { rules.rule(forFirstOf: $0)?.name })
        return rules.rules.filter { rule in
            !used.contains(rule.name) && !rule.path.lowercased().hasSuffix(".json")
                && !rule.hosts.allSatisfy { $0.name == "invalid" || $0.name.hasSuffix(".invalid") }
        }.map { rule in
            RuleProblem(
                path: rule.path, line: rule.line, column: rule.column, isWarning: true,
                message: "it is used for no stored article: \(rule.hosts.map(\.description).joined(separator: ", "))"
                    + rule.paths.map { " " + $0.text }.joined())
        }
    }

    /// A file with errors that says it is for the page at one of these addresses.
    package func brokenFile(forAnyOf addresses: [String?]) -> RuleFile? {
        files.first { file in
            !file.claimed.isEmpty && RuleSet(file.claimed).rule(forFirstOf: addresses) != nil
        }
    }
}
