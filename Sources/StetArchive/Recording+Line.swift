internal import StetGit
internal import StetIndex

/// What a recording needs besides when it tells the whole history anew.
extension Recording {
    /// The commits that tie a new line to the history.
    struct LineEnd {
        var main: ObjectID
        /// The journal that tells the line, and the one that says that it counts.
        var told: ObjectID
        var counting: ObjectID
    }

    /// The first commit of a line: people's files as they stand on `main`, and no article.
    mutating func begin(line number: Int, after old: Tip, in repository: borrowing Repository) throws {
        let tree = try editor.tree(
            old.tree, setting: [], removing: [ArticlePath.folder], in: repository, batch: &batch)
        let message = CommitMessage(
            subject: "line \(number): begin",
            body: "The history is read anew from the captures. The old telling ends at the commit named below.",
            trailers: [
                (Trailer.kind, Trailer.lineKind), (Trailer.lineBefore, old.commit.description),
            ])
        main = Tip(commit: try commit(tree, parents: [], authored: recorded, message, in: repository), tree: tree)
    }

    /// Takes over an observation of another line, with what its page reads as now.
    ///
    /// Where no page was kept there is nothing to read: the text stands as it was.
    mutating func retell(
        _ old: Observation, as reading: Reading?, in repository: borrowing Repository
    ) throws -> Observation {
        let record = try record(of: old.article, url: old.url)
        var observation = Observation(
            article: old.article, url: old.url, requestedURL: old.requestedURL, observed: old.observed,
            recorded: recorded, outcome: .unchanged)
        observation.capture = old.capture
        switch reading {
        case .failed(let reason): observation.outcome = .failed(reason: CleanText.line(reason))
        case .text(let text): try read(text, into: &observation, record, in: repository)
        case nil:
            if let state = old.state {
                var text = ArticleText(
                    canonicalBytes: try tombstone(state) == nil ? repository.blob(state) : [], title: old.title,
                    rules: old.rules,
                    extractor: old.extractor ?? Trailer.none, past: old.past)
                text.joinedPageCount = old.joinedPageCount
                try read(text, withState: state, into: &observation, record, in: repository)
            } else {
                observation.outcome = old.outcome
            }
        }
        try note(observation, record)
        return observations[observations.count - 1]
    }

    /// The batch so far, which the caller publishes; the next objects go to a new one.
    mutating func takeBatch() -> ObjectBatch {
        defer { batch = ObjectBatch() }
        return batch
    }

    /// The merge that ties the line to `main`, and the journal's two commits.
    mutating func endLine(
        _ number: Int, after old: Tip, captures: ObjectID, journal: Tip, lastSegment: HistoryIndex.Segment?,
        currentLine: Int, subject: String,
        body: String, in repository: borrowing Repository
    ) throws -> LineEnd {
        var changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        if let articles = try repository.entry(at: ArticlePath.folder, in: main.tree) {
            changes = [(ArticlePath.folder, articles.id, .folder)]
        }
        let tree = try editor.tree(old.tree, setting: changes, in: repository, batch: &batch)
        let message = CommitMessage(
            subject: subject, body: body,
            trailers: [
                (Trailer.kind, Trailer.lineKind), (Trailer.line, "\(number)"),
                (Trailer.lineBefore, old.commit.description),
            ])
        let merge = try commit(
            tree, parents: [main.commit, old.commit], authored: recorded, message, in: repository)
        let (journalTree, _) = try addSegments(to: journal, after: lastSegment, in: repository)
        let told = try commit(
            journalTree, parents: [journal.commit], authored: recorded,
            CommitMessage(
                subject: "journal: line \(number), \(Self.counted(observations.count))",
                trailers: Self.journalTrailers(main: old.commit, captures: captures, line: currentLine)),
            in: repository)
        let counting = try commit(
            journalTree, parents: [told], authored: recorded,
            CommitMessage(
                subject: "journal: line \(number) counts",
                trailers: Self.journalTrailers(main: merge, captures: captures, line: number)), in: repository)
        return LineEnd(main: merge, told: told, counting: counting)
    }
}
