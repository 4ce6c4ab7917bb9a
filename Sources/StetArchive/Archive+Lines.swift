internal import StetGit

/// How far reading anew has come.
public struct RereadProgress: Hashable, Sendable {
    public var done: Int
    public var total: Int
}

extension Archive {
    /// Tells the whole history anew, on a line of its own; the old one is kept. See docs/decisions.
    ///
    /// All observations are taken over in the order they were made, each with what `reading` makes of the page that was
    /// kept of it. Nothing is locked while pages are read; what is recorded meanwhile is taken over at the end. A line
    /// that would read like the one that counts is not made.
    ///
    /// - Parameters:
    ///   - isDryRun: Nothing is written; the report says what would be.
    ///   - summarize: Says what differs between two canonical texts, for the commits' messages and for the report.
    ///   - reading: Given an observation, and the new line so far, to ask what was known before and for the page that was
    ///     kept; nil where the text is to stand as it is.
    public func reread(
        at now: Timestamp, isDryRun: Bool = false,
        summarize: ((_ before: [UInt8], _ after: [UInt8]) throws -> String?)? = nil,
        describe: (LineReport) -> (subject: String, body: String) = { _ in ("read anew", "") },
        progress: (RereadProgress) throws -> Void = { _ in },
        reading: (_ observation: Observation, _ soFar: Archive) throws -> Reading?
    ) throws -> LineReport {
        guard shownLine == nil else { throw ArchiveError.recordingOnOldLine }
        if !isDryRun { try requireSigner() }
        try Files.makeFolder(ownFolder)
        guard let only = try FileLock.take(ownFolder + "/reread.lock") else {
            throw ArchiveError.busy(folder: folder, owner: "another `stet reextract`")
        }
        do {
            let lock = try WriterLock.take(in: self, at: now)
            try recover(at: now)
            _ = consume lock
        }
        try refresh()
        let oldLine = journal.line
        let rules = try rulesTree()
        let draft = try LineDraft(
            number: journal.highestLine + 1, for: self, main: tip(.main), captures: tip(.captures), at: now,
            isDryRun: isDryRun)
        draft.setSummarize(summarize)
        var known = journal.observations.count
        let old = Self.ordered(journal.observations[...], of: oldLine)
        for (index, observation) in old.enumerated() {
            try progress(RereadProgress(done: index, total: old.count))
            try draft.add(observation, as: reading(observation, draft.archive))
        }
        try progress(RereadProgress(done: old.count, total: old.count))
        var report = self.report(of: draft, before: oldLine)
        guard !isDryRun, !report.isSame else {
            try report.tellDifferences(in: draft.archive, summarize)
            _ = consume only
            return report
        }
        try draft.publish()
        try afterStep(.drafted)
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        var attempt = 1
        while true {
            try refresh()
            guard journal.line == oldLine, try rulesTree() == rules else { throw ArchiveError.changedMeanwhile }
            for observation in Self.ordered(journal.observations[known...], of: oldLine) {
                try draft.add(observation, as: reading(observation, draft.archive))
            }
            known = journal.observations.count
            try draft.restoreLatest()
            report = self.report(of: draft, before: oldLine)
            do {
                try tie(draft, to: oldLine, describe(report), at: now)
                break
            } catch let error as GitError where error.code == .modified && attempt < Self.attemptLimit {
                attempt += 1
            }
        }
        try refresh()
        try report.tellDifferences(in: draft.archive, summarize)
        report.warnings = Array(try updateWorkingTree().values).sorted { $0.description < $1.description }
        try tidyPacks()
        _ = consume lock
        _ = consume only
        return report
    }

    private static func ordered(_ observations: ArraySlice<Observation>, of line: Int) -> [Observation] {
        // A stable sort keeps the order of recording.
        observations.filter { $0.line == line }.sorted { $0.observed < $1.observed }
    }

    /// What each article reads like on both lines, without words for what differs.
    private func report(of draft: LineDraft, before line: Int) -> LineReport {
        LineReport(
            number: draft.number, lineBefore: line,
            articles: journal.articles.keys.sorted().map { path in
                LineReport.Article(before: history(at: path), after: draft.archive.history(at: path))
            })
    }

    /// Moves the branches so that the new line counts, under the writer's lock.
    private func tie(
        _ draft: LineDraft, to oldLine: Int, _ words: (subject: String, body: String), at now: Timestamp
    ) throws {
        let (main, journal) = (try tip(.main), try tip(.journal))
        let end = try draft.end(
            after: main, captures: tip(.captures).commit, journal: journal, lastSegment: self.journal.lastSegment,
            currentLine: oldLine, subject: "line \(draft.number): \(words.subject)", body: words.body)
        try afterStep(.packed)
        try announce()
        try afterStep(.announced)
        try move(
            [
                try branchMove(.journal, from: journal.commit, to: end.told),
                try branchMove(.main, from: main.commit, to: end.main), try lineMove(oldLine, to: main.commit),
            ], at: now)
        try move([ReferenceMove(Branch.journal.reference, from: end.told, to: end.counting)], at: now)
    }

    /// The branch on which a line that no longer counts ended.
    static func lineReference(_ line: Int) -> String { "refs/heads/lines/\(line)" }

    func lineMove(_ line: Int, to commit: ObjectID) throws -> ReferenceMove {
        let name = Self.lineReference(line)
        return ReferenceMove(name, from: try repository.target(of: name), to: commit)
    }

    /// Says in the journal that a line counts which is on `main` already: its telling was cut off before that.
    ///
    /// - Returns: Whether there was such a line.
    func finishLine(among commits: [ObjectID], at now: Timestamp) throws -> Bool {
        var found: (id: ObjectID, line: Int, before: ObjectID)?
        for id in commits {
            let commit = try repository.commit(id)
            guard commit.trailer(Trailer.kind) == Trailer.lineKind, commit.parents.count == 2,
                let line = commit.trailer(Trailer.line).flatMap({ Int($0) }), line > journal.line,
                line <= journal.highestLine
            else { continue }
            found = (id, line, commit.parents[1])
        }
        guard let found, let captures = journal.captures else { return false }
        let tip = try tip(.journal)
        var batch = ObjectBatch()
        let signature = identity.signature(at: now)
        let commit = Commit(
            tree: tip.tree, parents: [tip.commit], author: signature, committer: signature,
            message: CommitMessage(
                subject: "journal: line \(found.line) counts",
                trailers: Recording.journalTrailers(main: found.id, captures: captures, line: found.line)
            ).text)
        let counting = try repository.add(identity.bytes(of: commit), as: .commit, to: &batch)
        try repository.publish(batch, through: packingFolder)
        try move(
            [try lineMove(journal.line, to: found.before), try branchMove(.journal, from: tip.commit, to: counting)],
            at: now)
        try refresh()
        return true
    }
}
