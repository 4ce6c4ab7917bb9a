/// What a new line of history tells otherwise than the one before.
public struct LineReport: Hashable, Sendable {
    public struct Article: Hashable, Sendable {
        public var before: ArticleHistory
        public var after: ArticleHistory

        /// Whether every observation reads the same.
        public var isSame: Bool {
            before.observations.map(\.state) == after.observations.map(\.state)
        }

        /// Observations that read otherwise.
        public var otherwiseCount: Int {
            zip(before.observations, after.observations).count { $0.state != $1.state }
        }
        /// Revisions that are none on the new line: what they told was noise.
        public var vanishedCount: Int { starts(before).subtracting(starts(after)).count }
        /// Changes that the old reading did not see.
        public var appearedCount: Int { starts(after).subtracting(starts(before)).count }
        /// Observations that were read before and cannot be now, and the other way round.
        public var lostCount: Int {
            zip(before.observations, after.observations).count { $0.state != nil && $1.state == nil }
        }
        public var gainedCount: Int {
            zip(before.observations, after.observations).count { $0.state == nil && $1.state != nil }
        }

        /// The observations that begin a revision, by their place among all: both lines have the same ones.
        private func starts(_ history: ArticleHistory) -> Set<Int> {
            var starts: Set<Int> = []
            var last: Observation?
            for (index, observation) in history.observations.enumerated() where observation.state != nil {
                if observation.state != last?.state { starts.insert(index) }
                last = observation
            }
            return starts
        }
    }

    public var number: Int
    public var lineBefore: Int
    /// By path.
    public var articles: [Article]
    /// Files of the working tree that could not be brought up to date.
    public var warnings: [WorkingFileWarning] = []

    /// Whether everything reads as before; then no line was made.
    public var isSame: Bool { articles.allSatisfy(\.isSame) }
    public var sameCount: Int { articles.count(where: \.isSame) }
    public var vanishedCount: Int { articles.reduce(0) { $0 + $1.vanishedCount } }
    public var appearedCount: Int { articles.reduce(0) { $0 + $1.appearedCount } }
}
