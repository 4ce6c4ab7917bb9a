internal import StetGit
internal import StetIndex

/// Whether the branches hold what the archive's checkpoints signed, in the order that they signed it.
struct CheckpointCheck {
    let walk: BranchWalk
    private(set) var problems: [Verification.Problem] = []
    private(set) var checkpoints: [Checkpoint] = []

    init(_ walk: BranchWalk) {
        self.walk = walk
    }

    /// - Complexity: the commits of all branches.
    mutating func run(
        main: BranchWalk?, captures: BranchWalk?, journal: BranchWalk?, facts: [ObjectID: CommitFacts],
        current: HistoryIndex.State, in repository: borrowing Repository
    ) throws(GitError) {
        for id in walk.order {
            let commit = try repository.commit(id)
            if case .none? = facts[id]?.seal { add(id, "the commit is not signed") }
            guard let checkpoint = Checkpoint(commit, id: id) else { continue }
            if let last = checkpoints.last {
                if checkpoint.number != last.number + 1 {
                    add(id, "checkpoint \(checkpoint.number) follows number \(last.number)")
                }
                if checkpoint.observationCount < last.observationCount || checkpoint.articleCount < last.articleCount {
                    add(id, "checkpoint \(checkpoint.number) counts less than the one before")
                }
            }
            checkpoints.append(checkpoint)
        }
        for (branch, tip) in [
            (main, \Checkpoint.main), (captures, \Checkpoint.captures), (journal, \Checkpoint.journal),
        ] {
            guard let branch, branch.damaged.isEmpty else { continue }
            let lost = checkpoints.filter { !branch.contains($0[keyPath: tip]) }
            for checkpoint in lost {
                add(
                    checkpoint.commit,
                    "`\(branch.name)` was rewritten: checkpoint \(checkpoint.number) signed \(checkpoint[keyPath: tip]), which it does not hold"
                )
            }
            guard lost.isEmpty else { continue }
            if let (id, before) = branch.firstThatDoesNotFollow(checkpoints.map { $0[keyPath: tip] } + [branch.tip]) {
                add(walk.tip, "`\(branch.name)` was rewritten: \(id) does not lead to \(before), signed before")
            }
        }
        // The journal's segments may be damaged; then it has been told.
        if let last = checkpoints.last, current.tip != nil, current.observationCount < last.observationCount {
            add(
                last.commit,
                "checkpoint \(last.number) counted \(last.observationCount) observations, the journal has \(current.observationCount)"
            )
        }
    }

    private mutating func add(_ id: ObjectID, _ what: String) {
        problems.append(Verification.Problem(.checkpoint, id.description, what))
    }
}
