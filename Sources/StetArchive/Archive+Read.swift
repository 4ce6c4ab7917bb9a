public import StetGit
internal import StetIndex

extension Archive {
    /// All articles, sorted by path.
    public func articles() throws -> [ArticleSummary] {
        try histories().compactMap { ArticleSummary($0) }.sorted { $0.path < $1.path }
    }

    /// The line of history that questions are answered from.
    public func line() throws -> Int {
        try asking { _, line in line }
    }

    /// The history of the article at a path on `main`, as `articles()` and `article(named:)` give it.
    public func history(of article: String) throws -> ArticleHistory {
        try asking { index, line in
            guard let place = try index.place(of: article, on: line) else {
                throw ArchiveError.noArticle(named: article, candidates: [])
            }
            return try history(at: place, in: index)
        }
    }

    private func history(at place: HistoryIndex.Place, in index: HistoryIndex) throws -> ArticleHistory {
        try ArticleHistory(
            article: place.path, url: place.url, recorded: index.observations(of: place), isCollapsed: isCollapsed)
    }

    /// Those of all articles, in the order they were first recorded.
    func histories() throws -> [ArticleHistory] {
        try asking { index, line in
            var histories: [ArticleHistory] = []
            try index.forEachArticle(on: line) { histories.append(try history(at: $0, in: index)) }
            return histories
        }
    }

    /// The observations of an article in the order they were recorded; none where there is no such article.
    func observations(of article: String) throws -> [Observation] {
        try asking { index, line in
            try index.place(of: article, on: line).map { try index.observations(of: $0) } ?? []
        }
    }

    /// What the archive's other lines tell of an article, the latest first.
    ///
    func otherLines(of history: ArticleHistory) throws -> [ArticleHistory] {
        try asking { index, _ in
            try stride(from: index.state.highestLine, through: 1, by: -1).filter { $0 != history.line }.compactMap {
                try index.place(of: history.article, on: $0).map { try self.history(at: $0, in: index) }
            }
        }
    }

    /// The history that a revision is of, which may be another line's than the one shown.
    public func history(of revision: Revision) throws -> ArticleHistory {
        let shown = try history(of: revision.article)
        guard revision.line != shown.line else { return shown }
        return try otherLines(of: shown).first { $0.line == revision.line } ?? shown
    }

    /// So small a part of a text says that the rest was not read.
    private static let collapsedPart = 3

    private func isCollapsed(_ before: ObjectID, _ after: ObjectID) throws -> Bool {
        func size(_ state: ObjectID) throws -> Int? {
            do throws(GitError) { return try repository.byteCount(of: state) } catch {
                // What is damaged, or neither there nor has a tombstone, is told by whoever reads it, and by `verify`.
                return try tombstone(of: state)?.byteCount
            }
        }
        guard let old = try size(before), let new = try size(after) else { return false }
        return new * Self.collapsedPart <= old
    }

    /// The bytes of a revision's text, as they were recorded.
    ///
    /// - Throws: `ArchiveError.removed` where they were taken out, `ArchiveError.damaged` where they cannot be read.
    public func canonicalBytes(of revision: Revision) throws -> [UInt8] {
        try body(revision.state, of: "the text of \(name(of: revision.article)) @\(revision.number)")
    }

    /// An article's URL, for a message that tells of another failure; its path where that cannot be had.
    private func name(of article: String) -> String { (try? history(of: article).url) ?? article }

    /// The page a revision was read from; nil when none was kept.
    public func capture(of revision: Revision) throws -> RawCapture? {
        try revision.capture.map { try capture($0, of: revision.article) }
    }

    /// The page an observation brought; nil when none was kept.
    public func capture(of observation: Observation) throws -> RawCapture? {
        try observation.capture.map { try capture($0, of: observation.article) }
    }

    /// - Throws: `ArchiveError.removed` where a page was taken out, `ArchiveError.damaged` where one cannot be read.
    func capture(_ commit: ObjectID, of article: String) throws -> RawCapture {
        func raw(_ page: CaptureOutline) throws -> RawCapture {
            RawCapture(head: page.head, body: try body(page.body, of: "the page of \(name(of: article))"))
        }
        let outline = try outline(ofCapture: commit, of: article)
        var capture = try raw(outline)
        capture.furtherPages = try outline.furtherPages.map(raw)
        return capture
    }

    /// The page that a commit on `captures` holds of an article, without its bytes. They may have been taken out or be damaged.
    ///
    /// - Throws: `ArchiveError.damaged` where what tells of the page cannot be read.
    public func outline(ofCapture commit: ObjectID, of article: String) throws -> CaptureOutline {
        do { return try storedOutline(ofCapture: commit, of: article) } catch let error as GitError {
            throw ArchiveError.damaged(
                what: "the page of \(name(of: article)) (\(commit))", reason: error.message)
        }
    }

    private func storedOutline(ofCapture commit: ObjectID, of article: String) throws -> CaptureOutline {
        let tree = try repository.commit(commit).tree
        func page(_ number: Int) throws -> CaptureOutline? {
            guard let head = try repository.entry(at: ArticlePath.head(ofText: article, page: number), in: tree),
                let body = try repository.entry(at: ArticlePath.body(ofText: article, page: number), in: tree)
            else { return nil }
            return CaptureOutline(head: try repository.blob(head.id), body: body.id)
        }
        guard var outline = try page(1) else {
            throw ArchiveError.noCapture(commit: commit.description, article: article)
        }
        while let next = try page(outline.furtherPages.count + 2) { outline.furtherPages.append(next) }
        return outline
    }
}
