public import StetGit

/// One check of an article, as the journal keeps it.
public struct Observation: Hashable, Sendable {
    /// The article's path on `main`.
    public var article: String
    public var url: String
    public var requestedURL: String?
    /// When the page was fetched, and when that was written down.
    public var observed: Timestamp
    public var recorded: Timestamp
    public var outcome: Outcome
    public var title: String?
    /// The blob of the canonical text that stood; nil when the check failed.
    public var state: ObjectID?
    /// The commit on `main` that brought this state.
    public var revision: ObjectID?
    /// The commit on `captures` that holds what the server sent.
    public var capture: ObjectID?
    public var rules: String?
    public var extractor: String?
    /// The telling of history that it belongs to.
    public var line = 1
    /// What else it was read with; nil for the page alone.
    public var past: PastRecord?
    /// Further pages that it was read with and that the check before had not fetched; see ``ArticleText``.
    public var joinedPageCount = 0

    package init(
        article: String, url: String, requestedURL: String? = nil, observed: Timestamp, recorded: Timestamp,
        outcome: Outcome
    ) {
        self.article = article
        self.url = url
        self.requestedURL = requestedURL
        self.observed = observed
        self.recorded = recorded
        self.outcome = outcome
    }
}

/// What a check found.
public enum Outcome: Hashable, Sendable {
    case revision(RevisionKind)
    /// The text is that of the observation before.
    case unchanged
    case failed(reason: String)
}

/// Why there is a revision.
public enum RevisionKind: String, Hashable, Sendable, CaseIterable {
    /// The article's first.
    case new
    case change
    /// The wording is that of the text before; only its form differs.
    case formatting
    /// A text that had stood before stands again.
    case `return`
    /// The page goes to and fro between texts that had stood before: no commit, the revision is that of the text's own.
    case alternating
    /// A reading that failed rather than a change: a wall, a question or an error stands in the article's place. Recorded where the
    /// wording tells; else told by readers alone, where little was left of the text before, which then stood again.
    case suspect
    /// The same page was read otherwise: the rules or the extractor changed, not the article.
    case technical
}
