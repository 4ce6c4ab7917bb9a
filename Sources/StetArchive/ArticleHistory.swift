public import StetGit

/// The revisions and observations of one article, ordered by observed time.
///
/// A revision is a run of observations that saw the same text. So a backfilled observation finds its place between
/// the others, and what changed before and after it follows from the order alone.
public struct ArticleHistory: Hashable, Sendable {
    /// The article's path on `main`.
    public let article: String
    public let url: String
    /// The telling of history that this is.
    public let line: Int
    /// Oldest first. `revisions[0].number` is 1.
    public let revisions: [Revision]
    /// Oldest first; those of one second in the order they were recorded.
    public let observations: [Observation]

    /// - Parameter isCollapsed: Whether little is left in the second text of what the first one was; asked of few.
    init(
        article: String, url: String, recorded: [Observation],
        isCollapsed: (_ before: ObjectID, _ after: ObjectID) throws -> Bool
    ) rethrows {
        self.article = article
        self.url = url
        let line = recorded.first?.line ?? 1
        self.line = line
        // A stable sort keeps the order of recording.
        observations = recorded.sorted { $0.observed < $1.observed }
        var revisions: [Revision] = []
        var firstOfState: [ObjectID: Int] = [:]
        var lastSeen: Observation?
        /// Whether what was recorded of a text was told with the text before it in view: one that was added later was not.
        func isComparedWith(_ before: Observation?, _ after: Observation) -> Bool {
            before.map { $0.recorded <= after.recorded } ?? false
        }
        for observation in observations {
            guard let state = observation.state, let commit = observation.revision else { continue }
            defer { lastSeen = observation }
            if let last = revisions.indices.last, revisions[last].state == state {
                revisions[last].observationCount += 1
                revisions[last].lastObserved = observation.observed
                continue
            }
            let number = revisions.count + 1
            let earlier = firstOfState[state]
            var kind = RevisionKind.change
            if number == 1 {
                kind = .new
            } else if case .revision(.technical) = observation.outcome {
                kind = .technical
            } else if observation.outcome == .revision(.suspect), isComparedWith(lastSeen, observation) {
                kind = .suspect
            } else if let earlier, revisions[earlier - 1].kind == .suspect {
                // The same wall again.
                kind = .suspect
            } else if earlier != nil {
                let last = revisions.last?.kind
                kind = last == .return || last == .alternating ? .alternating : .return
            } else if observation.outcome == .revision(.formatting), isComparedWith(lastSeen, observation) {
                kind = .formatting
            }
            if earlier == nil { firstOfState[state] = number }
            revisions.append(
                Revision(
                    number: number, article: article, commit: commit, state: state, kind: kind,
                    notYetAt: lastSeen?.observed, observed: observation.observed, lastObserved: observation.observed,
                    recorded: observation.recorded, observationCount: 1,
                    returnsTo: kind == .return || kind == .alternating ? earlier : nil,
                    title: observation.title, capture: observation.capture, rules: observation.rules,
                    extractor: observation.extractor, line: line))
        }
        try Self.markSuspects(in: &revisions, isCollapsed)
        Self.markSettled(in: &revisions)
        Self.lookBehindWalls(in: &revisions)
        self.revisions = revisions
    }

    /// So many checks in a row that see one of the texts that a page goes to and fro between say that it stays with it. One that is
    /// shown at random does so in one of 16 times.
    static let settledSightingCount = 5

    /// A text that a page alternates to and then stays with has returned.
    private static func markSettled(in revisions: inout [Revision]) {
        for index in revisions.indices
        where revisions[index].kind == .alternating && revisions[index].observationCount >= settledSightingCount {
            revisions[index].kind = .return
        }
    }

    /// What stands after a wall may have come while that hid the article.
    private static func lookBehindWalls(in revisions: inout [Revision]) {
        var lastSeen: Timestamp?
        for index in revisions.indices where revisions[index].kind != .suspect {
            if index > 0, revisions[index - 1].kind == .suspect { revisions[index].notYetAt = lastSeen }
            lastSeen = revisions[index].lastObserved
        }
    }

    /// Where its wording did not tell, a reading that failed (an error, a question for consent, the first lines before a wall) shows as a text of which little is left,
    /// that never stood elsewhere, between two of the same text. That a text came back is not enough: so does one that was edited and
    /// put right.
    private static func markSuspects(
        in revisions: inout [Revision], _ isCollapsed: (_ before: ObjectID, _ after: ObjectID) throws -> Bool
    ) rethrows {
        var runCounts: [ObjectID: Int] = [:]
        for revision in revisions { runCounts[revision.state, default: 0] += 1 }
        for index in revisions.indices.dropFirst().dropLast()
        where revisions[index].kind == .change && revisions[index - 1].state == revisions[index + 1].state
            && runCounts[revisions[index].state] == 1
        {
            if try isCollapsed(revisions[index - 1].state, revisions[index].state) { revisions[index].kind = .suspect }
        }
    }

    /// The revisions that changed what the article says, and stayed: not those that differ in form or reading alone, that
    /// a page goes to and fro between, or that look like a failed reading, nor the return after that.
    public var lastingRevisions: [Revision] {
        revisions.indices.filter { index in
            switch revisions[index].kind {
            case .new, .change: true
            case .return: revisions[index - 1].kind != .suspect
            case .formatting, .alternating, .technical, .suspect: false
            }
        }.map { revisions[$0] }
    }

    /// The revision that another one is told against: the last one before it, but for walls in the article's place, and for texts that
    /// the page went to and fro between, where they are not told of themselves.
    ///
    /// - Parameter shown: The numbers of revisions that are told, whatever their kind.
    /// - Complexity: O(n) in the revisions passed over.
    public func basis(of revision: Revision, showing shown: Set<Int> = []) -> Revision? {
        let earlier = revisions.prefix(revision.number - 1)
        if revision.kind == .suspect { return earlier.last }
        return earlier.last { other in
            other.kind != .suspect && (other.kind != .alternating || shown.contains(other.number))
        }
    }

    public var title: String? { revisions.last { $0.title != nil }?.title }

    /// How often the article was looked at: a page that was read anew, or with those after it, is no other look at it.
    public var checkCount: Int {
        zip(observations, observations.dropFirst()).count { before, after in
            before.observed != after.observed
                || (before.capture != after.capture || after.capture == nil) && after.joinedPageCount == 0
        } + (observations.isEmpty ? 0 : 1)
    }

    /// The revision whose text stood at a time, as far as was observed.
    public func revision(standingAt time: Timestamp) -> Revision? {
        revisions.last { $0.observed <= time }
    }
}

/// One text of an article in the order of time.
public struct Revision: Hashable, Sendable {
    /// 1 for the article's first.
    public var number: Int
    public var article: String
    /// The commit on `main`.
    public var commit: ObjectID
    /// The blob of the canonical text.
    public var state: ObjectID
    public var kind: RevisionKind
    /// The last time another text was still seen: the change happened after it and no later than `observed`. Nil for
    /// an article's first revision.
    public var notYetAt: Timestamp?
    /// The first time this text was seen.
    public var observed: Timestamp
    /// The last time it was seen before another one stood.
    public var lastObserved: Timestamp
    public var recorded: Timestamp
    /// How many observations saw it standing.
    public var observationCount: Int
    /// The number of the first revision with the same text.
    public var returnsTo: Int?
    public var title: String?
    /// The commit on `captures` that it was read from.
    public var capture: ObjectID?
    public var rules: String?
    public var extractor: String?
    /// The telling of history that it belongs to.
    public var line: Int
}

/// An article in a list.
public struct ArticleSummary: Hashable, Sendable {
    /// The article's path on `main`.
    public var path: String
    public var url: String
    /// Other addresses it was asked for under.
    public var otherURLs: [String]
    public var title: String?
    public var revisionCount: Int
    /// All checks, those that failed included.
    public var observationCount: Int
    public var failureCount: Int
    public var firstObserved: Timestamp
    public var lastObserved: Timestamp
    /// When the revision that stands was first seen; nil when none was ever read.
    public var lastChanged: Timestamp?

    init?(_ history: ArticleHistory) {
        guard let first = history.observations.first, let last = history.observations.last else { return nil }
        path = history.article
        url = history.url
        otherURLs = Set(history.observations.flatMap { [$0.url, $0.requestedURL ?? $0.url] })
            .subtracting([history.url]).sorted()
        title = history.title
        revisionCount = history.revisions.count
        observationCount = history.checkCount
        failureCount = history.observations.count { $0.state == nil }
        firstObserved = first.observed
        lastObserved = last.observed
        lastChanged = history.revisions.last?.observed
    }
}
