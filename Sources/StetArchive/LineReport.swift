/// What a new line of history tells otherwise than the one before.
public struct LineReport: Hashable, Sendable {
    public struct Article: Hashable, Sendable {
        public var before: ArticleHistory
        public var after: ArticleHistory
        /// What reads otherwise, oldest first: once for each text of either line, not for every check that saw it.
        public internal(set) var differences: [Difference] = []

        init(before: ArticleHistory, after: ArticleHistory) {
            self.before = before
            self.after = after
        }

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

    /// A text that reads otherwise than on the line before.
    public struct Difference: Hashable, Sendable {
        /// The first check that read it so.
        public var observed: Timestamp
        /// The revisions that stood then, on the line before and on this one; nil where the page could not be read.
        public var before: Revision?
        public var after: Revision?
        /// What differs between the two readings of the page, in words; nil where one of them failed.
        public var summary: String?
        /// Why the page cannot be read any more; nil where it can.
        public var failure: String?
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

extension LineReport.Article {
    /// The texts that read otherwise, each where it is first seen; without words for what differs.
    ///
    /// - Complexity: O(n) in the observations.
    func found() -> [LineReport.Difference] {
        var differences: [LineReport.Difference] = []
        var (oldIndex, newIndex) = (-1, -1)
        for (old, new) in zip(before.observations, after.observations) {
            if let state = old.state, oldIndex < 0 || before.revisions[oldIndex].state != state { oldIndex += 1 }
            if let state = new.state, newIndex < 0 || after.revisions[newIndex].state != state { newIndex += 1 }
            guard old.state != new.state else { continue }
            var difference = LineReport.Difference(
                observed: old.observed, before: old.state == nil ? nil : before.revisions[oldIndex],
                after: new.state == nil ? nil : after.revisions[newIndex])
            if case .failed(let reason) = new.outcome { difference.failure = reason }
            let isTold =
                differences.last.map {
                    ($0.before, $0.after, $0.failure) == (difference.before, difference.after, difference.failure)
                } ?? false
            if !isTold { differences.append(difference) }
        }
        return differences
    }
}

extension LineReport {
    /// Says of each text that reads otherwise what differs.
    ///
    /// - Complexity: `note` once for each pair of texts.
    mutating func tellDifferences(
        in archive: Archive, _ note: ChangeNote.Maker?
    ) throws {
        for index in articles.indices where !articles[index].isSame {
            articles[index].differences = try articles[index].found().map { difference in
                var difference = difference
                if let note, let before = difference.before, let after = difference.after {
                    let texts: (before: [UInt8], after: [UInt8])
                    do {
                        texts = (try archive.canonicalBytes(of: before), try archive.canonicalBytes(of: after))
                    } catch let error as ArchiveError where error.isAbsence { return difference }
                    difference.summary = try note(texts.before, texts.after).summary
                }
                return difference
            }
        }
    }
}
