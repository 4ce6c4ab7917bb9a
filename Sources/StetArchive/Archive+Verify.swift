internal import StetGit
internal import StetIndex
internal import StetSign

extension Archive {
    /// Checks the archive without changing anything: objects, signatures, the order of the journal, and that journal,
    /// revisions and captures agree. Texts are not made anew here.
    ///
    /// What is damaged is told; what can be read is checked all the same. It is the state of one moment: what is recorded
    /// meanwhile is not looked at.
    ///
    /// - Parameter allowedSigners: An `allowed_signers` known from elsewhere; nil to believe the archive's own.
    /// - Complexity: everything that is stored, read once, on all processors; in memory, about 200 bytes an object.
    package func verify(
        allowedSigners: [UInt8]? = nil, progress: @escaping @Sendable (Verification.Progress) -> Void = { _ in }
    ) throws -> Verification {
        try askingNoIndex { try verify($0, allowedSigners: allowedSigners, progress: progress) }
    }

    private func verify(
        _ index: HistoryIndex, allowedSigners: [UInt8]?, progress: @escaping @Sendable (Verification.Progress) -> Void
    ) throws -> Verification {
        var result = Verification()
        let tips = try standing(&result)
        let packs = try repository.packNames()
        var damagedPacks: [String: DamagedPack] = [:]
        for (index, name) in packs.enumerated() {
            progress(Verification.Progress(.packs, done: index, total: packs.count))
            do throws(GitError) { try repository.checkPack(name) } catch {
                damagedPacks[name] = DamagedPack(reason: error.message)
            }
        }
        if let tip = tips.first(where: { $0.name == Branch.journal.rawValue })?.tip {
            do { try readJournal(at: tip, into: index) } catch {
                result.add(Verification.Problem(.journal, Branch.journal.rawValue, "\(error)"))
            }
        }
        result.isJournalRead = index.state.tip != nil
        let branches = try walk(tips)
        func branch(_ branch: Branch) -> BranchWalk? { branches.first { $0.name == branch.rawValue } }
        let (main, captures, journal) = (branch(.main), branch(.captures), branch(.journal))

        var jobs: [ObjectWalk.Job] = []
        var known: Set<ObjectID> = []
        for branch in branches {
            for id in branch.order where known.insert(id).inserted {
                jobs.append(ObjectWalk.Job(id: id, tree: branch.commits[id]!.tree, branch: branch.name))
            }
        }
        let tombstones = try self.tombstones(in: branches)
        let removed = tombstones?.map(\.tombstone) ?? []
        let walk = ObjectWalk(jobs, in: folder, without: Set(removed.map(\.object)))
        let jobCount = jobs.count
        let (damages, facts, objectCount) = try walk.run {
            progress(Verification.Progress(.commits, done: $0, total: jobCount))
        }
        result.commitCount = jobs.count
        result.objectCount = objectCount
        let all =
            try damages + statesNotSeen(by: walk, index, without: Set(removed.map(\.object)))
            + branches.flatMap { branch in
                branch.damaged.map { ObjectWalk.Damage(id: $0.id, branch: branch.name, path: "", reason: $0.reason) }
            }
        let holders = self.packs(packs, of: Set(all.map(\.id)))
        for damage in all { try tell(damage, pack: holders[damage.id], &damagedPacks, in: &result) }
        checkUnreached(packs, walk, &damagedPacks, in: &result)
        for (name, pack) in damagedPacks { result.add(Verification.Problem(.object, name, pack.what)) }

        var signatures = SignatureCheck(facts, known: allowedSigners.map { AllowedSigners(file: $0).keys }) { blob in
            // That it cannot be read is told as damage.
            (try? self.repository.blob(blob)).map { AllowedSigners(file: $0).keys }
        }
        if let main { signatures.judgeMain(main) }
        for branch in branches where branch.name != main?.name { signatures.judgeRest(of: branch) }
        result.problems += try signatures.problems.map { try named($0) }
        let isKnown = main?.damaged.isEmpty == true && !signatures.isUnknown
        result.isSigned = signatures.isSigned ? true : isKnown ? false : nil
        (result.signedCount, result.unsignedCount) = (signatures.signedCount, signatures.unsignedCount)

        if let journal {
            var order = JournalCheck(journal)
            try order.run(of: [main, captures].compactMap(\.self), in: repository)
            result.problems += order.problems
        }
        if let walk = branches.first(where: { $0.name == "checkpoints" }) {
            var checkpoints = CheckpointCheck(walk)
            try checkpoints.run(
                main: main, captures: captures, journal: journal, facts: facts, current: index.state, in: repository)
            result.problems += checkpoints.problems
            result.checkpointCount = checkpoints.checkpoints.count
        }
        checkCommitGraph(branches, &result)
        try checkReplacements(tombstones, index, &result)
        try checkRemovals(removed, branches, facts, isSigned: signatures.isSigned, &result)
        if let main { try checkLines(branches, main, facts, told: index.state.main, &result) }
        if let main, let captures { try checkLinks(index, main: main, captures: captures, facts, &result) }
        for history in try histories() {
            result.articleCount += 1
            result.revisionCount += history.revisions.count
        }
        progress(Verification.Progress(.commits, done: jobs.count, total: jobs.count))
        result.sort()
        return result
    }

    /// Where the branches stand, and in the place of a lost one where it was seen last: what it held may be there still.
    private func standing(_ result: inout Verification) throws -> [ArchiveBranch] {
        var branches = try steadyBranches()
        func missing(_ branch: Branch) -> Bool { !branches.contains { $0.name == branch.rawValue } }
        func stand(_ branch: Branch, at last: ObjectID?, seenBy witness: String, _ result: inout Verification) {
            var what = "the branch is missing"
            if let last {
                what += "; where \(witness) saw it last, at \(last), "
                what +=
                    repository.contains(last)
                    ? "it is looked at: `git branch \(branch.rawValue) \(last)` puts it back" : "there is nothing"
                branches.append(ArchiveBranch(name: branch.rawValue, tip: last))
            } else {
                what +=
                    ", and what it told is not looked at; `git fetch COPY \(branch.rawValue):\(branch.rawValue)` brings it back from a copy"
            }
            result.add(Verification.Problem(.reference, branch.rawValue, what))
        }
        if missing(.journal) {
            let (last, witness) = journalSeenLast()
            stand(.journal, at: last, seenBy: witness, &result)
        }
        // One that cannot be read is told as damage.
        let told = branches.first { $0.name == Branch.journal.rawValue }.flatMap { try? repository.commit($0.tip) }
        for (branch, trailer) in [(Branch.main, Trailer.main), (.captures, Trailer.captures)] where missing(branch) {
            let last = told?.trailer(trailer).flatMap { ObjectID(hex: $0) }
            stand(branch, at: last, seenBy: "the journal", &result)
        }
        return branches
    }

    /// Where a journal that is gone stood: as this copy's index has it, else as the last checkpoint signed it. Neither is
    /// believed in anything else.
    private func journalSeenLast() -> (ObjectID?, by: String) {
        if Files.exists(indexPath), let index = try? HistoryIndex(at: indexPath), (try? index.beginReading()) != nil {
            defer { index.end() }
            if let tip = index.state.tip, repository.contains(tip) { return (tip, "this copy's index") }
        }
        let checkpoint = try? latestCheckpoint()
        return (checkpoint?.journal, "checkpoint \(checkpoint?.number ?? 0)")
    }

    /// What the branches lead to. Below a commit that cannot be read, the walk goes on from the commits that the journal
    /// names.
    private func walk(_ tips: [ArchiveBranch]) throws -> [BranchWalk] {
        var branches = tips.map { BranchWalk($0.name, tip: $0.tip, in: repository) }
        for index in branches.indices where !branches[index].damaged.isEmpty {
            let named: KeyPath<Observation, ObjectID?>
            switch branches[index].name {
            case Branch.main.rawValue: named = \.revision
            case Branch.captures.rawValue: named = \.capture
            default: continue
            }
            try asking { known, _ in
                try known.forEachObservation { observation in
                    if let id = observation[keyPath: named] { branches[index].add(id, in: repository) }
                }
            }
        }
        return branches
    }

    /// Texts that the journal names and no tree that can be read leads to.
    private func statesNotSeen(
        by walk: ObjectWalk, _ index: HistoryIndex, without removed: Set<ObjectID>
    ) throws -> [ObjectWalk.Damage] {
        var checked = removed
        var damages: [ObjectWalk.Damage] = []
        try index.forEachObservation { observation in
            guard let state = observation.state, !walk.hasSeen(state), checked.insert(state).inserted else { return }
            do throws(GitError) { try repository.checkObject(state) } catch {
                damages.append(
                    ObjectWalk.Damage(
                        id: state, branch: Branch.main.rawValue, path: observation.article, reason: error.message))
            }
        }
        return damages
    }

    /// Objects in packs that no branch leads to: left by a recording that was cut off, or put there by people.
    private func checkUnreached(
        _ packs: [String], _ walk: ObjectWalk, _ damagedPacks: inout [String: DamagedPack],
        in result: inout Verification
    ) {
        var checked: Set<ObjectID> = []
        for pack in packs {
            // A damaged index is told as such.
            guard let ids = try? repository.objectIDs(inPack: pack) else { continue }
            for id in ids where !walk.hasSeen(id) && checked.insert(id).inserted {
                do throws(GitError) { try repository.checkObject(id) } catch {
                    guard !result.problems.contains(where: { $0.object == id.description }) else { continue }
                    guard damagedPacks[pack]?.note(id, at: nil) == nil else { continue }
                    result.add(
                        Verification.Problem(
                            .object, id.description,
                            "\(error.message) (in \(pack); nothing that can be read leads to it)"))
                }
            }
        }
    }

    /// Journal, revisions and captures name each other.
    private func checkLinks(
        _ index: HistoryIndex, main: BranchWalk, captures: BranchWalk, _ facts: [ObjectID: CommitFacts],
        _ result: inout Verification
    ) throws {
        var named: Set<ObjectID> = []
        var links = LinkCheck(main: main, captures: captures, facts: facts)
        try index.forEachObservation { observation in
            if let revision = observation.revision { named.insert(revision) }
            if let capture = observation.capture { named.insert(capture) }
            links.check(observation)
        }
        for (branch, told) in [(main, index.state.main), (captures, index.state.captures)] {
            guard let told, branch.contains(told) else { continue }
            let past = branch.ancestors(of: told)
            let unnamed = branch.order.filter { id in !named.contains(id) && facts[id].map(\.isRecorded) == true }
            for id in unnamed where past.contains(id) && branch.name == main.name {
                guard let fact = facts[id], fact.kind != Trailer.lineKind else { continue }
                links.problems.append(
                    Verification.Problem(
                        .link, id.description, article: fact.article, "the journal does not tell of this revision"))
            }
            let untold = unnamed.filter { !past.contains($0) }
            guard let first = untold.first else { continue }
            let more = untold.count > 1 ? ", nor of \(untold.count - 1) after it" : ""
            result.add(
                Verification.Problem(
                    .journal, first.description, article: try repository.commit(first).trailer(Trailer.url),
                    "the journal does not tell of this commit on `\(branch.name)`\(more): a recording was cut off, which the next one puts right, or the journal was put back"
                ))
        }
        result.problems += try links.problems.map { try self.named($0) }
    }
}
