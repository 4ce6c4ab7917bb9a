/// A phrase to be looked for in all sentences that ever stood.
public struct PhraseSearch: Hashable, Sendable {
    /// A part of a sentence, NFC as texts are.
    public var phrase: String
    public var isCaseSensitive: Bool
    /// The path of the only article to look in; nil for all.
    public var article: String?
    /// How many articles are told of.
    public var limit: Int

    public init(_ phrase: String, isCaseSensitive: Bool = false, in article: String? = nil, limit: Int = 20) {
        self.phrase = phrase
        self.isCaseSensitive = isCaseSensitive
        self.article = article
        self.limit = limit
    }
}

/// When a phrase stood.
public struct PhraseHistory: Hashable, Sendable {
    /// The first and the last time it was seen, in all of the archive.
    public var first: Sighting?
    public var last: Sighting?
    /// The articles that had it, those first that had it first; no more than were asked for.
    public var articles: [Article] = []
    /// There are more than these.
    public var hasMore = false
    /// Texts that were taken out of the archive may have had it too.
    public var hasRemovedTexts = false
    /// So may texts that cannot be read.
    public var hasDamagedTexts = false

    public struct Sighting: Hashable, Sendable {
        public var time: Timestamp
        public var url: String
        public var revision: Revision
    }

    public struct Article: Hashable, Sendable {
        public var path: String
        public var url: String
        public var title: String?
        /// Oldest first.
        public var intervals: [Interval]
        /// The first sentence that had it, as it stood first.
        public var sentence: String
    }

    /// Revisions after each other that all had it.
    public struct Interval: Hashable, Sendable {
        public var first: Revision
        public var last: Revision
        /// The first check that no longer saw it; nil while it stands.
        public var goneAt: Timestamp?
    }
}
