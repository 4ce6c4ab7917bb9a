/// Why the same page was read otherwise than before: what of the reading changed, and not of the article.
public struct ReadingChange: Hashable, Sendable {
    /// The rule before and after, as observations name them; nil for none.
    public var rulesBefore: String?
    public var rulesAfter: String?
    public var isOtherExtractor: Bool
    /// Pages of the article that were not fetched before.
    public var joinedPageCount: Int

    init(from before: Observation, to after: Observation) {
        rulesBefore = before.rules
        rulesAfter = after.rules
        isOtherExtractor = before.extractor != after.extractor
        joinedPageCount = after.joinedPageCount
    }

    /// "with rules/post.yaml as it is now and by another version of Stet", to stand after "read otherwise".
    public var text: String {
        var parts: [String] = []
        func name(_ rules: String) -> String { String(rules.prefix { $0 != "@" }) }
        switch (rulesBefore, rulesAfter) {
        case (let before, let after) where before == after: break
        case (nil, let after?): parts.append("with \(name(after))")
        case (let before?, nil): parts.append("without \(name(before))")
        case (let before?, let after?) where name(before) == name(after):
            parts.append("with \(name(after)) as changed")
        case (let before?, let after?): parts.append("with \(name(after)) in place of \(name(before))")
        default: break
        }
        if joinedPageCount > 0 {
            parts.append("joined with \(joinedPageCount) further page\(joinedPageCount == 1 ? "" : "s")")
        }
        if isOtherExtractor { parts.append("by another version of Stet") }
        return parts.isEmpty ? "with other pages known" : parts.joined(separator: " and ")
    }
}

extension ReadingChange {
    /// What of the reading differs between two revisions of different lines.
    public init(from before: Revision, to after: Revision) {
        rulesBefore = before.rules
        rulesAfter = after.rules
        isOtherExtractor = before.extractor != after.extractor
        joinedPageCount = 0
    }
}

extension ArticleHistory {
    /// What of the reading brought a technical revision; nil for every other. Linear in the observations.
    public func readingChange(of revision: Revision) -> ReadingChange? {
        guard revision.kind == .technical,
            let index = observations.firstIndex(where: {
                $0.state == revision.state && $0.observed == revision.observed && $0.recorded == revision.recorded
            }),
            let before = observations[..<index].last(where: { $0.state != nil })
        else { return nil }
        return ReadingChange(from: before, to: observations[index])
    }
}
