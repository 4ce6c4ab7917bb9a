public import StetGit

extension Archive {
    /// Where an article stands on `main`, recorded yet or not.
    public static func path(ofArticle url: String) -> String { ArticlePath(url: CleanText.url(url)).text }

    /// The last observation of an article, up to a time, that read a text; nil when there is none.
    public func observation(of article: String, standingAt time: Timestamp) throws -> Observation? {
        try refresh()
        return journal.latest(of: article, until: time) { $0.state != nil }?.observation
    }

    /// The commits that hold the last page of other articles of the same site up to a time, the latest first. Pages that were
    /// taken out are passed over.
    ///
    /// By observed time, so that a backfilled observation is read with what lay before it; those of one second in the
    /// order they were recorded, the last first. Pages that could not be read are no evidence of the site's make.
    ///
    /// - Complexity: O(n) in the site's observations.
    public func siteCaptures(besides article: String, until time: Timestamp, limit: Int) throws -> [ObjectID] {
        try refresh()
        let found = journal.articles(ofSiteOf: article).filter { $0 != article }
            .compactMap { journal.latest(of: $0, until: time) { $0.state != nil && $0.capture != nil } }
            .sorted { ($0.observation.observed, $0.index) > ($1.observation.observed, $1.index) }.map(\.observation)
        return try (redactionsTip() == nil ? found : withPages(found, limit: limit)).prefix(limit).compactMap(\.capture)
    }

    /// The first of these whose pages were not taken out.
    private func withPages(_ observations: [Observation], limit: Int) throws -> [Observation] {
        var found: [Observation] = []
        for observation in observations where found.count < limit {
            guard let capture = observation.capture,
                try tombstone(ofCapture: capture, of: observation.article) == nil
            else { continue }
            found.append(observation)
        }
        return found
    }

    /// The page that a commit on `captures` brought.
    public func capture(_ commit: ObjectID) throws -> RawCapture {
        guard let url = try repository.commit(commit).trailer(Trailer.url) else {
            throw ArchiveError.noCapture(commit: commit.description, article: "")
        }
        return try capture(commit, of: ArticlePath(url: url).text)
    }

    /// A canonical text by its blob.
    ///
    /// - Throws: `ArchiveError.removed` where it was taken out.
    public func canonicalBytes(ofState state: ObjectID) throws -> [UInt8] {
        try body(state)
    }
}
