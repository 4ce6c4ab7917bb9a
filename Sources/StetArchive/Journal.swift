internal import StetGit

/// The observations of an archive as they stood at one commit of the journal.
///
/// Every question about history is answered from here, never by walking commits.
struct Journal {
    private(set) var tip: ObjectID?
    /// The telling of history that questions are answered from, and the highest number that was ever given to one.
    private(set) var line = 1
    private(set) var highestLine = 1
    /// The line to answer from whatever the journal says; nil for the one that it says counts.
    private let pinned: Int?
    /// Those of all lines, in the order they were recorded.
    private(set) var observations: [Observation] = []
    private(set) var articles: [String: ArticleRecord] = [:]
    /// The article's path for every URL it is known under.
    private(set) var paths: [String: String] = [:]
    /// The articles of each site, in the order they were first recorded.
    private var sites: [Substring: [String]] = [:]
    /// The tips of `main` and `captures` that these observations tell of.
    private(set) var main: ObjectID?
    private(set) var captures: ObjectID?
    private var segments: [Segment] = []

    struct Segment {
        /// "2026/03/01/0001.jsonl".
        var path: String
        var blob: ObjectID
        /// How many observations there are up to its end.
        var observationCount = 0
    }

    var lastSegment: Segment? { segments.last }
    var segmentBlobs: [ObjectID] { segments.map(\.blob) }

    init(pinnedTo line: Int? = nil) {
        pinned = line
        self.line = line ?? 1
    }

    /// Reads what the journal has at `tip`. Segments that are known already are not read again.
    ///
    /// - Complexity: the segments that are new or were added to, and one tree per day.
    mutating func refresh(to tip: ObjectID, in repository: borrowing Repository) throws {
        guard tip != self.tip else { return }
        let commit = try repository.commit(tip)
        let found = try Self.segments(of: commit.tree, in: repository)
        let known = zip(segments, found).prefix { $0.path == $1.path && $0.blob == $1.blob }.count
        truncate(toSegments: known)
        for segment in found[known...] {
            let lines = try repository.blob(segment.blob).split(separator: UInt8(ascii: "\n"))
            let added = try zip(1..., lines).map { number, line in
                guard let observation = Observation(line: line) else {
                    throw ArchiveError.badJournal(segment: segment.path, line: number)
                }
                return observation
            }
            append(added, in: segment)
        }
        stand(at: tip, commit)
    }

    /// Adds observations that stand at the end of a segment, new or grown.
    mutating func append(_ added: [Observation], in segment: Segment) {
        add(added)
        if segments.last?.path == segment.path { segments.removeLast() }
        segments.append(Segment(path: segment.path, blob: segment.blob, observationCount: observations.count))
    }

    mutating func add(_ added: [Observation]) {
        for var observation in added {
            // Names that come again are kept once.
            if let record = articles[observation.article] {
                observation.article = record.path
                if observation.url == record.url { observation.url = record.url }
                if let index = record.latest?.index, observations[index].title == observation.title {
                    observation.title = observations[index].title
                }
            }
            highestLine = max(highestLine, observation.line)
            if observation.line == line { enter(observation, at: observations.count) }
            observations.append(observation)
        }
    }

    /// Makes an observation one that is answered from.
    private mutating func enter(_ observation: Observation, at index: Int) {
        if articles[observation.article] == nil {
            sites[ArticlePath.siteFolder(ofText: observation.article), default: []].append(observation.article)
        }
        articles[observation.article, default: ArticleRecord(path: observation.article)].add(observation, at: index)
        for url in [observation.url, observation.requestedURL] {
            if let url { paths[url] = observation.article }
        }
    }

    /// Answers from another line.
    private mutating func show(_ line: Int) {
        self.line = line
        articles = [:]
        paths = [:]
        sites = [:]
        for (index, observation) in observations.enumerated() where observation.line == line {
            enter(observation, at: index)
        }
    }

    mutating func stand(at tip: ObjectID, _ commit: Commit) {
        self.tip = tip
        let counting = pinned ?? commit.trailer(Trailer.line).flatMap { Int($0) } ?? 1
        if counting != line { show(counting) }
        main = commit.trailer(Trailer.main).flatMap { ObjectID(hex: $0) }
        captures = commit.trailer(Trailer.captures).flatMap { ObjectID(hex: $0) }
    }

    /// The observations of one article, in the order they were recorded.
    func observations(of article: String) -> [Observation] {
        articles[article]?.indices.map { observations[$0] } ?? []
    }

    /// The articles of an article's site, itself among them, in the order they were first recorded.
    func articles(ofSiteOf article: String) -> [String] { sites[ArticlePath.siteFolder(ofText: article)] ?? [] }

    /// The last observation of an article by observed time, up to a time, that fulfils a condition.
    func latest(
        of article: String, until time: Timestamp, where condition: (Observation) -> Bool
    ) -> (index: Int, observation: Observation)? {
        var found: (index: Int, observation: Observation)?
        for index in articles[article]?.indices ?? [] {
            let observation = observations[index]
            guard observation.observed <= time, condition(observation) else { continue }
            if observation.observed >= found?.observation.observed ?? observation.observed {
                found = (index, observation)
            }
        }
        return found
    }

    /// Forgets what stands after the first segments. The journal only grows, so that is at most the last one.
    private mutating func truncate(toSegments count: Int) {
        segments.removeSubrange(count...)
        let kept = segments.last?.observationCount ?? 0
        let changed = Set(observations[kept...].map(\.article))
        observations.removeSubrange(kept...)
        for article in changed {
            let indices = articles[article]?.indices.filter { $0 < kept } ?? []
            articles[article] = indices.isEmpty ? nil : ArticleRecord(path: article)
            if indices.isEmpty { sites[ArticlePath.siteFolder(ofText: article)]?.removeAll { $0 == article } }
            for index in indices { articles[article]?.add(observations[index], at: index) }
        }
    }

    /// The segments of a journal, oldest first: `<yyyy>/<mm>/<dd>/<nnnn>.jsonl`.
    private static func segments(of tree: ObjectID, in repository: borrowing Repository) throws -> [Segment] {
        var folders: [(path: String, id: ObjectID)] = [("", tree)]
        for _ in 0..<3 {
            var below: [(path: String, id: ObjectID)] = []
            for (path, id) in folders {
                for entry in try repository.tree(id) where entry.mode == .folder {
                    below.append((path + String(decoding: entry.name, as: UTF8.self) + "/", entry.id))
                }
            }
            folders = below
        }
        var segments: [Segment] = []
        for (path, id) in folders {
            // Shorter names are smaller numbers, should a day ever need five digits.
            let entries = try repository.tree(id).sorted {
                ($0.name.count, String(decoding: $0.name, as: UTF8.self))
                    < ($1.name.count, String(decoding: $1.name, as: UTF8.self))
            }
            for entry in entries where entry.mode == .file {
                segments.append(Segment(path: path + String(decoding: entry.name, as: UTF8.self), blob: entry.id))
            }
        }
        return segments
    }
}

/// What recording needs to know of one article at once.
struct ArticleRecord {
    let path: String
    /// Where its observations stand among all.
    private(set) var indices: [Int] = []
    private(set) var url = ""
    /// Where the last observation by observed time stands that saw a text, and its time.
    private(set) var latest: (index: Int, observed: Timestamp)?
    /// The capture that stands at the tip of `captures`: the last one recorded.
    private(set) var capture: ObjectID?

    init(path: String) {
        self.path = path
    }

    mutating func add(_ observation: Observation, at index: Int) {
        indices.append(index)
        url = observation.url
        capture = observation.capture ?? capture
        guard observation.state != nil else { return }
        if observation.observed >= latest?.observed ?? observation.observed { latest = (index, observation.observed) }
    }
}
