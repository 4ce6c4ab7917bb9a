package import StetExtract
internal import StetRules

/// The rule that a page is to be read with, out of an archive's rules.
package struct RuleChoice: Sendable {
    package var rule: SiteRule?
    /// Why the page is not to be read at all: its rule has errors, or asks for a browser.
    package var refusal: String?

    /// What an archive records of it.
    var recordedAs: String? { rule?.recordedAs }

    package static let none = RuleChoice()
}

extension ArchiveRules {
    /// The rule for a page that is known under several addresses: that of the first address which has one.
    ///
    /// A page whose rule is broken is not read without it: its text would seem to change.
    package func choice(forFirstOf addresses: [String?], isFetched: Bool) -> RuleChoice {
        for case let address? in addresses {
            if let rule = folder.rules.rule(for: address) {
                return RuleChoice(rule: rule, refusal: rule.refusal(isFetched: isFetched))
            }
            if let broken = folder.brokenFile(forAnyOf: [address]),
                let problem = broken.problems.first(where: { !$0.isWarning })
            {
                return RuleChoice(refusal: "its rule has errors: \(problem)")
            }
        }
        return .none
    }
}

extension SiteRule {
    /// Why a page of this rule is not to be read from what the server sent; nil for one that is.
    func refusal(isFetched: Bool) -> String? {
        guard needsBrowser, isFetched else { return nil }
        return "\(name) says that this page needs a browser (render: true), and Stet has none"
    }
}
