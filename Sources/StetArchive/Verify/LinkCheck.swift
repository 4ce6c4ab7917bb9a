internal import StetGit

/// Whether an observation, the revision and the capture that it names agree.
struct LinkCheck {
    let main: BranchWalk
    let captures: BranchWalk
    let facts: [ObjectID: CommitFacts]
    var problems: [Verification.Problem] = []

    init(main: BranchWalk, captures: BranchWalk, facts: [ObjectID: CommitFacts]) {
        self.main = main
        self.captures = captures
        self.facts = facts
    }

    /// Articles are named by path here.
    mutating func check(_ observation: Observation) {
        func add(_ id: ObjectID, _ what: String) {
            problems.append(
                Verification.Problem(
                    .link, id.description, article: observation.article, "\(what) (checked \(observation.observed))"))
        }
        if let capture = observation.capture {
            if !captures.contains(capture) {
                add(capture, "the journal names this capture, and `captures` does not hold it")
            } else if let fact = facts[capture] {
                if fact.article != observation.article { add(capture, "the capture is of another article") }
                if fact.entry == nil { add(capture, "the capture holds no page of its article") }
            }
        }
        guard let revision = observation.revision else { return }
        guard main.contains(revision) else {
            add(revision, "the journal names this revision, and `main` does not hold it")
            return
        }
        // What could not be read is told as damage.
        guard let fact = facts[revision] else { return }
        if fact.article != observation.article { add(revision, "the revision is of another article") }
        if fact.entry != observation.state {
            add(
                revision,
                "the journal says that the text is \(observation.state?.description ?? "none"), the revision \(fact.entry?.description ?? "none")"
            )
        }
        // A text that alternates has the commit that it had before.
        guard case .revision(let kind) = observation.outcome, kind != .alternating else { return }
        if fact.observed != observation.observed { add(revision, "the journal and the revision state other times") }
        if fact.capture != observation.capture { add(revision, "the journal and the revision name other captures") }
        if fact.kind != kind.rawValue { add(revision, "the journal and the revision say that it is of another kind") }
    }
}
