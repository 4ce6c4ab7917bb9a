/// Something in a rule file that is wrong, or that cannot be honoured, with its place.
package struct RuleProblem: Error, Hashable, Sendable {
    package var path: String
    /// Counted from 1; the column in Unicode scalars.
    package var line: Int
    package var column: Int
    /// The file can be used in spite of it.
    package var isWarning: Bool
    package var message: String
}

extension RuleProblem: CustomStringConvertible {
    /// "rules/news.yaml:12:5: unknown key …", as compilers and editors have it.
    package var description: String { "\(path):\(line):\(column): \(isWarning ? "warning: " : "")\(message)" }
}

extension RuleProblem: Comparable {
    package static func < (left: RuleProblem, right: RuleProblem) -> Bool {
        (left.path, left.line, left.column, left.message) < (right.path, right.line, right.column, right.message)
    }
}
