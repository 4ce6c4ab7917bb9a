internal import StetGit

extension Archive {
    /// Records a batch of checks and returns when it is durable.
    ///
    /// Either all checks of the batch are recorded or none. A check whose text equals the text before it by observed
    /// time makes an observation but no revision. `recorded` is the clock's time now.
    ///
    /// The order on disk: objects as one pack, flushed; a note of what is under way; then `captures`, `main` and
    /// `journal` under git's own locks, each flushed. The journal comes last: what it does not tell of has not been
    /// acknowledged, and the next recording takes up what lies between (see `recover`).
    ///
    /// `note` is asked for every new revision what changed, for its kind and the commit's message. It is given the canonical
    /// bytes before and after under the lock, so that no other process can come between.
    public func record(
        _ checks: [Check], at recorded: Timestamp,
        note: ChangeNote.Maker? = nil
    ) throws -> [Recorded] {
        guard !checks.isEmpty else { return [] }
        let checks = try checks.map { try $0.cleaned() }
        return try recordBatch(at: recorded) { recording in
            recording.noteChange = note
            for check in checks { try recording.add(check, in: repository) }
        }
    }

    /// Adds a check to a batch, and says what became of it. The note is that of `Archive.record`.
    public typealias Adding = (_ check: Check, _ note: ChangeNote.Maker?) throws -> Outcome

    /// Records a batch of checks that is made step by step under the writer's lock: what was added is what the archive answers
    /// with, while no reader sees it yet. So the next version of an article is read with the past that stands in the same batch.
    ///
    /// It differs in nothing from recording the checks one by one, but in that the journal has one commit for them, and that a
    /// text which has to be put back on `main` is put back once, at the end.
    ///
    /// - Parameter fill: Called again from its beginning where somebody committed to a branch meanwhile, or the index has
    ///   to be made anew.
    public func record(at recorded: Timestamp, filling fill: (_ add: Adding) throws -> Void) throws -> [Recorded] {
        try recordBatch(at: recorded) { recording in
            recording.isIndexedAtOnce = true
            try fill { check, note in
                recording.noteChange = note
                return try recording.add(check.cleaned(), in: repository)
            }
        }
    }

    private func recordBatch(
        at recorded: Timestamp, _ fill: (inout Recording) throws -> Void
    ) throws -> [Recorded] {
        guard shownLine == nil else { throw ArchiveError.recordingOnOldLine }
        try requireSigner()
        let lock = try WriterLock.take(in: self, at: recorded)
        try recover(at: recorded)
        try makeCheckpointIfDue(at: recorded)
        let observations = try write(at: recorded) { recording in
            try fill(&recording)
            try recording.restoreLatest(in: repository)
        }
        let warnings = leavesFilesBehind ? [:] : try updateWorkingTree()
        if leavesFilesBehind { try noteFilesLeftBehind() }
        try tidyPacks()
        _ = consume lock
        return observations.map { Recorded(observation: $0, warning: warnings[$0.article]) }
    }

    /// Brings the files of the working tree in step with what was recorded; returns why some are not, by path.
    public func bringFilesInStep(at now: Timestamp) throws -> [String: WorkingFileWarning] {
        let lock = try WriterLock.take(in: self, at: now)
        let warnings = try updateWorkingTree()
        _ = consume lock
        return warnings
    }

    /// How often a batch is made anew because somebody committed to a branch meanwhile.
    static let attemptLimit = 20

    /// Writes what `fill` puts into a recording and moves the branches, under the writer's lock.
    func write(at recorded: Timestamp, _ fill: (inout Recording) throws -> Void) throws -> [Observation] {
        var attempt = 1
        while true {
            do {
                return try writeOnce(at: recorded, fill)
            } catch let error as GitError where error.code == .modified && attempt < Self.attemptLimit {
                attempt += 1
            }
        }
    }

    private func writeOnce(at recorded: Timestamp, _ fill: (inout Recording) throws -> Void) throws -> [Observation] {
        try asking { index, line in try write(at: recorded, knowing: index, line, fill) }
    }

    private func write(
        at recorded: Timestamp, knowing index: HistoryIndex, _ line: Int, _ fill: (inout Recording) throws -> Void
    ) throws -> [Observation] {
        let (captures, main, journal) = (try tip(.captures), try tip(.main), try tip(.journal))
        var recording = Recording(
            main: main, captures: captures, known: index, line: line, identity: identity, recorded: recorded)
        if try redactionsTip() != nil { recording.tombstone = { try self.tombstoneBlob(of: $0) } }
        let end: Recording.End
        do {
            try fill(&recording)
            end = try recording.journal(after: journal, in: repository)
            try repository.publish(recording.batch, through: packingFolder)
        } catch {
            repository.discardStaged()
            throw error
        }
        try afterStep(.packed)
        // Written before the branches are moved and committed after, so that who sees them moved waits for it.
        let isIndexed = tryToIndex(end, in: index, hasObservations: recording.isIndexedAtOnce)
        try announce()
        try afterStep(.announced)
        try move(
            [
                branchMove(.captures, from: captures.commit, to: recording.captures.commit),
                branchMove(.main, from: main.commit, to: recording.main.commit),
                branchMove(.journal, from: journal.commit, to: end.commit),
            ], at: recorded)
        if isIndexed { tryToCommit(end, in: index) }
        return recording.observations
    }

    /// Adds what is being recorded to the index. That it cannot be is no reason not to record: the next question reads the
    /// journal.
    private func tryToIndex(_ end: Recording.End, in index: HistoryIndex, hasObservations: Bool) -> Bool {
        do {
            for (segment, added) in end.segments {
                if !hasObservations { for observation in added { try index.append(observation) } }
                try index.note(segment)
            }
            return true
        } catch {
            index.end()
            return false
        }
    }

    private func tryToCommit(_ end: Recording.End, in index: HistoryIndex) {
        do { try index.commit(at: Self.state(of: index, at: end.commit, try repository.commit(end.commit))) } catch {
            index.end()
        }
    }

    /// Notes that branches are about to be moved.
    func announce() throws {
        if var pending = try PendingRecording.load(from: ownFolder) {
            // What an earlier recording left undone in the working tree is still to be done.
            pending.phase = .moving
            return try pending.save(in: ownFolder)
        }
        let checkedOut = try repository.headBranch()
        let branch = Branch.allCases.first { $0.reference == checkedOut } ?? .main
        try PendingRecording(branch: branch.reference, base: tip(branch).commit, phase: .moving).save(in: ownFolder)
    }

    /// Notes that the branches stand where they shall, and the files not yet.
    private func noteFilesLeftBehind() throws {
        guard var pending = try PendingRecording.load(from: ownFolder) else { return }
        pending.phase = .recorded
        try pending.save(in: ownFolder)
    }

    func tip(_ branch: Branch) throws -> Recording.Tip {
        guard let commit = try tip(of: branch) else {
            throw ArchiveError.branchMissing(folder: folder, branch: branch.rawValue)
        }
        return Recording.Tip(commit: commit, tree: try repository.commit(commit).tree)
    }

    /// How long a branch may stay locked by a git process, which needs it for milliseconds.
    private static let referencePatienceMilliseconds = 3_000
    private static let pauseMilliseconds = 20

    /// In a clone of an archive the branch is made from that of the archive it was cloned from.
    func branchMove(_ branch: Branch, from before: ObjectID, to after: ObjectID) throws -> ReferenceMove {
        let isHere = try repository.target(of: branch.reference) != nil
        return ReferenceMove(branch.reference, from: isHere ? before : nil, to: after)
    }

    func move(_ moves: [ReferenceMove], at now: Timestamp) throws {
        let needed = moves.filter { $0.before != $0.after }
        var waited = 0
        while true {
            do {
                return try repository.move(needed, as: identity.signature(at: now), reason: "stet: record") { move in
                    try afterStep(.moved(move.name))
                }
            } catch let error as GitError where error.code == .locked {
                guard waited < Self.referencePatienceMilliseconds else {
                    let file = needed.first { error.operation.hasSuffix($0.name) }?.name ?? "refs/heads/*"
                    throw ArchiveError.gitLocked(
                        file: "\(repository.gitFolder)/\(file).lock", reason: error.description)
                }
                Files.pause(milliseconds: Self.pauseMilliseconds)
                waited += Self.pauseMilliseconds
            }
        }
    }
}

extension HistoryIndex {
    /// Adds an observation that is being recorded: its article's path follows from its URL, because that is how it was made.
    func append(_ observation: Observation) throws {
        try append(observation, addresses: observation.requestedURL.map { [$0] } ?? [])
    }
}

extension Check {
    /// Longer URLs would make lines of the journal and messages of commits that nothing can read.
    static let urlByteLimit = 8_192
    /// The journal repeats the title with every check, so a longer one is cut there; the text keeps all of it.
    static let titleLimit = 500

    func cleaned() throws -> Check {
        var check = self
        check.url = try Self.cleaned(url)
        check.requestedURL = try requestedURL.map(Self.cleaned)
        if check.requestedURL == check.url { check.requestedURL = nil }
        return check
    }

    /// An address as it is recorded.
    ///
    /// - Throws: `ArchiveError.badURL` for one that cannot be.
    package static func cleaned(_ url: String) throws -> String {
        let clean = CleanText.url(url)
        guard !clean.isEmpty else { throw ArchiveError.badURL("an article without a URL", reason: "it is empty") }
        guard clean.utf8.count <= urlByteLimit else {
            throw ArchiveError.badURL("\(clean.prefix(80))…", reason: "it is longer than \(urlByteLimit) bytes")
        }
        return clean
    }
}
