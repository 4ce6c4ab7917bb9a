package import StetExtract

/// One file of an archive's `rules` folder: the rules in it and what is wrong with it.
package struct RuleFile: Sendable {
    package var path: String
    /// Empty where something is wrong: half a rule is none.
    package var rules: [SiteRule]
    package var problems: [RuleProblem]
    /// What a file with errors says it is for, as far as that can be read.
    package var claimed: [SiteRule]

    package var hasErrors: Bool { problems.contains { !$0.isWarning } }

    /// A longer file is refused without being read.
    package static let maximumByteCount = RuleNode.maximumByteCount

    /// Whether a file of the folder is a rule, and not a note, a script or the past of a declaration.
    package static func isRule(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if name.hasPrefix(".") || name.hasSuffix(".history.json") || name == "package.json"
            || name == "package-lock.json"
        {
            return false
        }
        return name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
    }

    /// Reads a file: a YAML rule, or an Open Terms Archive declaration where the name ends in ".json".
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        var reader = RuleNodeReader(path: path)
        var found: [SiteRule] = []
        do {
            if let root = try RuleNode.read(bytes, path: path) {
                if path.lowercased().hasSuffix(".json") {
                    found = reader.declaration(root)
                } else {
                    found = [reader.rule(root)]
                }
            } else {
                reader.note("the file is empty", at: RuleNode(value: .map([]), line: 1, column: 1))
            }
            problems = reader.problems.sorted()
        } catch let problem as RuleProblem {
            problems = [problem]
        } catch {
            problems = [RuleProblem(path: path, line: 1, column: 1, isWarning: false, message: "\(error)")]
        }
        let isSound = !problems.contains { !$0.isWarning }
        rules = isSound ? found : []
        claimed = isSound ? [] : found
    }
}
