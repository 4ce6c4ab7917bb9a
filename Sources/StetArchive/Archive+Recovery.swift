internal import StetGit

extension Archive {
    /// Puts right what a recording left that was cut off. Every recording begins so; who goes on where the last one ended
    /// asks for it before looking where that is.
    public func heal(at now: Timestamp) throws {
        let lock = try WriterLock.take(in: self, at: now)
        try recover(at: now)
        _ = consume lock
    }

    /// Puts right what a recording left that was cut off, under the writer's lock.
    ///
    /// Nothing needs help afterwards: packs in the making are dropped, git's locks that a dead process left are
    /// removed, and commits that the journal does not tell of are entered in it.
    ///
    /// - Parameter isAloneAtPacks: The caller has the lock of upkeep.
    func recover(at now: Timestamp, isAloneAtPacks: Bool = false) throws {
        for name in try Files.names(in: packingFolder) { try Files.remove("\(packingFolder)/\(name)") }
        let diedMoving = try PendingRecording.load(from: ownFolder)?.phase == .moving
        if diedMoving {
            // We hold the writer's lock, so the process that wrote this is dead and these locks are what it left.
            // Git's own processes hold theirs for milliseconds.
            let lines = try Files.names(in: "\(repository.gitFolder)/refs/heads/lines").filter { $0.hasSuffix(".lock") }
            for lock in lines { try Files.remove("\(repository.gitFolder)/refs/heads/lines/\(lock)") }
            for lock in Branch.allCases.map(\.reference) + [
                Self.checkpointsReference, Self.redactionsReference, "packed-refs", "index",
            ] {
                try Files.remove("\(repository.gitFolder)/\(lock).lock")
            }
        }
        // The files come first: they are in step with some commit between the note's and the branch's, and would pass
        // for somebody's edits once the branch has moved on.
        if diedMoving || !leavesFilesBehind { _ = try updateWorkingTree(afterDeath: diedMoving) }
        try catchUp(at: now)
        try replay(at: now)
        try finishRemoval(at: now, isAloneAtPacks: isAloneAtPacks)
        try mendHook()
    }

    /// Moves branches to where the journal, which is moved last, has seen them.
    ///
    /// The three moves of a recording are flushed together. A file system that does not keep their order can lose one and keep
    /// the next when the power fails.
    private func catchUp(at now: Timestamp) throws {
        let known = try asking { index, _ in index.state }
        for (branch, told) in [(Branch.captures, known.captures), (Branch.main, known.main)] {
            guard let told, let tip = try tip(of: branch), tip != told, repository.contains(told),
                try repository.isAncestor(tip, of: told)
            else { continue }
            try move([branchMove(branch, from: tip, to: told)], at: now)
        }
    }

    /// Enters revisions and captures in the journal that were moved to their branch before the journal was.
    private func replay(at now: Timestamp) throws {
        let (main, captures) = (try tip(.main).commit, try tip(.captures).commit)
        let told = try asking { index, _ in index.state }
        guard main != told.main || captures != told.captures else { return }
        if try finishLine(among: repository.commits(from: told.main, to: main), at: now) {
            return try replay(at: now)
        }
        var missing: [Observation] = []
        for id in try repository.commits(from: told.main, to: main) {
            if let revision = try revision(id) { missing.append(revision) }
        }
        let known = Set(missing.compactMap(\.capture))
        for id in try repository.commits(from: told.captures, to: captures) where !known.contains(id) {
            if let capture = try capture(id) { missing.append(capture) }
        }
        guard !missing.isEmpty else { return }
        _ = try write(at: now) { recording in
            for observation in missing { try recording.replay(observation) }
        }
    }

    /// What the trailers of a revision say; nil for a commit that is none, such as one of a rule.
    private func revision(_ id: ObjectID) throws -> Observation? {
        let commit = try repository.commit(id)
        guard let kind = commit.trailer(Trailer.kind).flatMap({ RevisionKind(rawValue: $0) }),
            var observation = Observation(trailersOf: commit, outcome: .revision(kind)),
            let entry = try repository.entry(at: observation.article, in: commit.tree),
            try !observations(of: observation.article).contains(where: { $0.revision == id })
        else { return nil }
        func value(_ name: String) -> String? {
            commit.trailer(name).flatMap { $0 == Trailer.none ? nil : $0 }
        }
        observation.title = commit.subject.split(separator: ":", maxSplits: 1).last.map { CleanText.line(String($0)) }
        observation.state = entry.id
        observation.revision = id
        observation.capture = value(Trailer.capture).flatMap { ObjectID(hex: $0) }
        observation.rules = value(Trailer.rules)
        observation.extractor = value(Trailer.extractor)
        observation.past = value(Trailer.past).flatMap { PastRecord(text: $0) }
        return observation
    }

    /// A page that was kept, with nothing known of what was read from it.
    private func capture(_ id: ObjectID) throws -> Observation? {
        let outcome = Outcome.failed(reason: "recording was cut off after the page was kept")
        guard var observation = Observation(trailersOf: try repository.commit(id), outcome: outcome) else { return nil }
        observation.capture = id
        return observation
    }
}

extension Observation {
    fileprivate init?(trailersOf commit: Commit, outcome: Outcome) {
        guard let url = commit.trailer(Trailer.url), let observed = commit.trailer(Trailer.observed),
            let time = Timestamp(observed)
        else { return nil }
        self.init(
            article: ArticlePath(url: url).text, url: url, observed: time,
            recorded: Timestamp(secondsSince1970: commit.committer.secondsSince1970), outcome: outcome)
    }
}
