internal import StetGit
internal import StetIndex

/// How far reading anew has come.
public struct RereadProgress: Hashable, Sendable {
    public var done: Int
    public var total: Int
    /// Of those that are done, how many pages were read by an earlier run: what came of them was remembered.
    public var remembered = 0

    init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
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
    ///   - upcoming: Told which observations `reading` will be asked for next, in their order.
    ///   - note: Says what differs between two canonical texts, for kinds, the commits' messages and the report.
    ///   - reading: Given an observation, and the new line so far, to ask what was known before and for the page that was
    ///     kept; nil where the text is to stand as it is.
    public func reread(
        at now: Timestamp, isDryRun: Bool = false,
        note: ChangeNote.Maker? = nil,
        describe: (LineReport) -> (subject: String, body: String) = { _ in ("read anew", "") },
        progress: (RereadProgress) throws -> Void = { _ in },
        upcoming: ([Observation]) throws -> Void = { _ in },
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
        let rules = try rulesTree()
        let begin = try asking { index, _ in index.state }
        let oldLine = begin.line
        let draft = try LineDraft(
            number: begin.highestLine + 1, for: self, main: tip(.main), captures: tip(.captures), at: now,
            isDryRun: isDryRun)
        draft.setNote(note)
        let old = try ordered(from: 0, to: begin.observationCount, of: oldLine)
        var known = begin.observationCount
        try upcoming(old)
        for (index, observation) in old.enumerated() {
            try progress(RereadProgress(done: index, total: old.count))
            try draft.add(observation, as: reading(observation, draft.archive))
        }
        try progress(RereadProgress(done: old.count, total: old.count))
        var report = try self.report(of: draft, before: oldLine)
        guard !isDryRun, !report.isSame else {
            try report.tellDifferences(in: draft.archive, note)
            _ = consume only
            return report
        }
        try draft.publish()
        try afterStep(.drafted)
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        var attempt = 1
        while true {
            let state = try asking { index, _ in index.state }
            guard state.line == oldLine, try rulesTree() == rules else { throw ArchiveError.changedMeanwhile }
            let added = try ordered(from: known, to: state.observationCount, of: oldLine)
            try upcoming(added)
            for observation in added {
                try draft.add(observation, as: reading(observation, draft.archive))
            }
            known = state.observationCount
            try draft.restoreLatest()
            report = try self.report(of: draft, before: oldLine)
            do {
                try tie(draft, to: oldLine, describe(report), at: now)
                break
            } catch let error as GitError where error.code == .modified && attempt < Self.attemptLimit {
                attempt += 1
            }
        }
        try report.tellDifferences(in: draft.archive, note)
        report.warnings = Array(try updateWorkingTree().values).sorted { $0.description < $1.description }
        try tidyPacks()
        _ = consume lock
        _ = consume only
        return report
    }

    private func ordered(from start: Int, to end: Int, of line: Int) throws -> [Observation] {
        // A stable sort keeps the order of recording.
        try asking { index, _ in try index.observations(in: start..<end, on: line) }
            .sorted { $0.observed < $1.observed }
    }

    /// What each article reads like on both lines, without words for what differs.
    private func report(of draft: LineDraft, before line: Int) throws -> LineReport {
        LineReport(
            number: draft.number, lineBefore: line,
            articles: try histories().sorted { $0.article < $1.article }.map { before in
                LineReport.Article(before: before, after: try draft.archive.history(of: before.article))
            })
    }

    /// Moves the branches so that the new line counts, under the writer's lock.
    private func tie(
        _ draft: LineDraft, to oldLine: Int, _ words: (subject: String, body: String), at now: Timestamp
    ) throws {
        let (main, journal) = (try tip(.main), try tip(.journal))
        let end = try draft.end(
            after: main, captures: tip(.captures).commit, journal: journal,
            lastSegment: asking { index, _ in try index.lastSegment() },
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
        let known = try asking { index, _ in index.state }
        var found: (id: ObjectID, line: Int, before: ObjectID)?
        for id in commits {
            let commit = try repository.commit(id)
            guard commit.trailer(Trailer.kind) == Trailer.lineKind, commit.parents.count == 2,
                let line = commit.trailer(Trailer.line).flatMap({ Int($0) }), line > known.line,
                line <= known.highestLine
            else { continue }
            found = (id, line, commit.parents[1])
        }
        guard let found, let captures = known.captures else { return false }
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
            [try lineMove(known.line, to: found.before), try branchMove(.journal, from: tip.commit, to: counting)],
            at: now)
        return true
    }
}
