internal import StetGit

extension Archive {
    /// All articles, sorted by path.
    public func articles() throws -> [ArticleSummary] {
        try refresh()
        return journal.articles.keys.sorted().compactMap { ArticleSummary(history(at: $0)) }
    }

    /// The line of history that questions are answered from.
    public func line() throws -> Int {
        try refresh()
        return journal.line
    }

    /// The history of the article at a path on `main`, as `articles()` and `article(named:)` give it.
    public func history(of article: String) throws -> ArticleHistory {
        try refresh()
        guard journal.articles[article] != nil else {
            throw ArchiveError.noArticle(named: article, candidates: [])
        }
        return history(at: article)
    }

    func history(at path: String) -> ArticleHistory {
        ArticleHistory(
            article: path, url: journal.articles[path]?.url ?? "", recorded: journal.observations(of: path))
    }

    /// What the archive's other lines tell of an article, the latest first.
    ///
    /// - Complexity: O(n) in all observations.
    func otherLines(of history: ArticleHistory) -> [ArticleHistory] {
        let others = journal.observations.filter { $0.article == history.article && $0.line != history.line }
        return Dictionary(grouping: others, by: \.line).sorted { $0.key > $1.key }.map { _, observations in
            ArticleHistory(article: history.article, url: history.url, recorded: observations)
        }
    }

    /// The history that a revision is of, which may be another line's than the one shown.
    public func history(of revision: Revision) throws -> ArticleHistory {
        let shown = try history(of: revision.article)
        guard revision.line != shown.line else { return shown }
        return otherLines(of: shown).first { $0.line == revision.line } ?? shown
    }

    /// The bytes of a revision's text, as they were recorded.
    ///
    /// - Throws: `ArchiveError.removed` where they were taken out.
    public func canonicalBytes(of revision: Revision) throws -> [UInt8] {
        try body(revision.state)
    }

    /// The page a revision was read from; nil when none was kept.
    public func capture(of revision: Revision) throws -> RawCapture? {
        try revision.capture.map { try capture($0, of: revision.article) }
    }

    /// The page an observation brought; nil when none was kept.
    public func capture(of observation: Observation) throws -> RawCapture? {
        try observation.capture.map { try capture($0, of: observation.article) }
    }

    func capture(_ commit: ObjectID, of article: String) throws -> RawCapture {
        let tree = try repository.commit(commit).tree
        guard let head = try repository.entry(at: ArticlePath.head(ofText: article), in: tree),
            let body = try repository.entry(at: ArticlePath.body(ofText: article), in: tree)
        else { throw ArchiveError.noCapture(commit: commit.description, article: article) }
        var capture = RawCapture(head: try repository.blob(head.id), body: try self.body(body.id))
        while let head = try repository.entry(
            at: ArticlePath.head(ofText: article, page: capture.furtherPages.count + 2), in: tree),
            let body = try repository.entry(
                at: ArticlePath.body(ofText: article, page: capture.furtherPages.count + 2), in: tree)
        {
            capture.furtherPages.append(
                RawCapture(head: try repository.blob(head.id), body: try self.body(body.id)))
        }
        return capture
    }
}
