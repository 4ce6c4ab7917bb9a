internal import StetGit

/// Which pages need not be kept.
public struct RetentionPolicy: Hashable, Sendable {
    /// Pages observed before this may go.
    public var olderThan: Timestamp
    /// Of every revision the first and the last page that it was seen on stay.
    public var keepsFirstAndLast: Bool
    /// How the age was put: "2y".
    public var age: String

    public init(olderThan: Timestamp, age: String, keepsFirstAndLast: Bool) {
        self.olderThan = olderThan
        self.age = age
        self.keepsFirstAndLast = keepsFirstAndLast
    }

    /// What tombstones say.
    public var text: String {
        "pages older than \(age), observed before \(olderThan)"
            + (keepsFirstAndLast ? "; of each revision the first and the last were kept" : "")
    }
}

extension Archive {
    /// What `prune` would take out: pages alone. One that a capture which stays has too is kept.
    ///
    /// - Parameter articles: Paths on `main`; nil for all.
    /// - Complexity: O(n) in the captures of all articles, one look-up for each.
    public func pruningPlan(_ policy: RetentionPolicy, articles: Set<String>?) throws -> RemovalPlan {
        var plan = RemovalPlan(.retention(policy, articles: articles))
        var candidates: [(body: ObjectID, history: ArticleHistory)] = []
        var kept: Set<ObjectID> = []
        for summary in try self.articles() {
            let history = try history(of: summary.path)
            let going = articles?.contains(summary.path) ?? true ? Self.going(history, policy) : []
            plan.withoutPageCount += history.revisions.count { $0.capture.map(going.contains) ?? false }
            for capture in Set(history.observations.compactMap(\.capture)).sorted() {
                let bodies = try pageBodies(of: capture, summary.path)
                if going.contains(capture) {
                    candidates += bodies.map { ($0, history) }
                } else {
                    kept.formUnion(bodies)
                }
            }
        }
        var seen: Set<ObjectID> = []
        for (body, history) in candidates {
            guard !kept.contains(body), seen.insert(body).inserted, try tombstone(of: body) == nil else { continue }
            plan.items.append(
                RemovalPlan.Item(
                    object: body, content: .page, byteCount: byteCount(ofRemoved: body),
                    article: history.article, url: history.url))
        }
        return plan
    }

    /// The captures that the policy lets go. One that was seen again later is as old as it was seen last.
    private static func going(_ history: ArticleHistory, _ policy: RetentionPolicy) -> Set<ObjectID> {
        var lastSeen: [ObjectID: Timestamp] = [:]
        for observation in history.observations {
            if let capture = observation.capture { lastSeen[capture] = observation.observed }
        }
        var going = Set(lastSeen.filter { $0.value < policy.olderThan }.keys)
        guard policy.keepsFirstAndLast else { return going }
        var runs: [[ObjectID]] = []
        var standing: ObjectID?
        for observation in history.observations {
            guard let state = observation.state else { continue }
            if state != standing { runs.append([]) }
            standing = state
            if let capture = observation.capture { runs[runs.count - 1].append(capture) }
        }
        for run in runs { going.subtract([run.first, run.last].compactMap(\.self)) }
        return going
    }

    /// Takes out the pages that a plan names and leaves tombstones with the policy.
    public func prune(_ plan: RemovalPlan, _ policy: RetentionPolicy, at now: Timestamp) throws {
        _ = try carryOut(plan.scope, .pruned, reason: policy.text, subject: "prune", at: now)
    }
}
