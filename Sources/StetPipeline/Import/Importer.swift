package import StetArchive
internal import StetGit
internal import StetModel

/// Records pages of the past, each with the time it was observed, through the way that a snapshot takes.
///
/// Pages come oldest first, so that each is read with what stood before it. They wait until there are enough of them, and are then
/// read and recorded one after the other in one batch, each with the past that stands in the archive or before it in the batch.
/// What the archive has from an import before is recognised: a run that was cut off is taken up by running it again.
package struct Importer {
    /// What became of the pages.
    package struct Counts: Hashable, Sendable {
        package var revisions = 0
        /// The text was that of the page before.
        package var unchanged = 0
        /// Kept, but no article could be read in them.
        package var failed = 0
        /// Recorded by an import before.
        package var known = 0
        package var articles: Set<String> = []

        package var total: Int { revisions + unchanged + failed + known }
    }

    /// A batch is durable as a whole: more checks make fewer flushes, but are lost together when the process dies.
    package static let batchLimit = 1_000
    /// Pages that are read while the archive is locked: other processes wait for them, and would give up after ten seconds. A page
    /// takes a few milliseconds.
    package static let unreadBatchLimit = 256
    /// The pages of a batch are in memory, with all that is made of them.
    package static let batchByteLimit = 8 << 20

    private enum Waiting {
        case page(PageIntake.Arrival, observed: Timestamp)
        case read(Check)
    }

    package private(set) var counts = Counts()
    /// What the rules say that could not be done, each once.
    package private(set) var warnings: [String]
    private let archive: Archive
    private let now: Timestamp
    private let intake: PageIntake
    /// More of them than this are not put into one batch.
    private let batchLimit: Int
    private var waiting: [Waiting] = []
    private var unreadCount = 0
    private var waitingByteCount = 0
    /// The times at which the archive had seen an article before this import, by its path.
    private var timesBefore: [String: Set<Timestamp>] = [:]
    /// The observations of the article that was asked for last, which often is the next one too.
    private var lastKnown: (article: String, observations: [Timestamp: [Observation]])?

    package init(into archive: Archive, now: Timestamp, batchLimit: Int = Self.batchLimit) throws {
        self.archive = archive
        self.batchLimit = batchLimit
        self.now = now
        intake = PageIntake(rules: try ArchiveRules(committedIn: archive))
        warnings = intake.rules.warnings
        archive.leavesFilesBehind = true
    }

    /// Reads a page and records it, with others or at the next `flush`.
    ///
    /// - Complexity: that of reading the page, and O(n) in the observations of its article.
    package mutating func add(_ old: OldPage) throws {
        guard old.observed <= now else {
            throw PageError(description: "cannot record \(old.name) : its time \(old.observed) is in the future")
        }
        let page = old.page
        let stated = try article(statedFor: old)
        if let article = stated?.path, try isKnown(page, of: article, observed: old.observed) {
            counts.articles.insert(article)
            counts.known += 1
            return
        }
        var arrival = try intake.arrival(
            of: page, as: { try old.identity(stated: $1) }, stated: old.url, fetchingWith: nil)
        try Self.require(arrival.identity, page.requestedURL, named: old.name)
        let article =
            stated.flatMap { $0.identity == arrival.identity ? $0.path : nil }
            ?? Archive.path(ofArticle: arrival.identity)
        counts.articles.insert(article)
        if try isKnown(page, of: article, observed: old.observed) {
            counts.known += 1
            return
        }
        for warning in arrival.warnings where !warnings.contains(warning) { warnings.append(warning) }
        arrival.settle(keptIn: intake.reader.evidence)
        try wait(.page(arrival, observed: old.observed), byteCount: page.body.count)
        if arrival.reading == nil { unreadCount += 1 }
    }

    /// A page's article where that is known without reading it: its address is given, and no rule makes another of it.
    private func article(statedFor old: OldPage) throws -> (identity: String, path: String)? {
        guard old.url != nil else { return nil }
        let identity = try old.identity { nil }
        let addresses = [old.page.url, old.page.requestedURL, old.url, identity]
        return intake.rules.choice(forFirstOf: addresses, isFetched: false).rule == nil
            ? (identity, Archive.path(ofArticle: identity)) : nil
    }

    /// Records a check of the past, with others or at the next `flush`.
    package mutating func add(_ check: OldCheck) throws {
        switch check {
        case .page(let page): try add(page)
        case .read(let check, let name): try add(check, named: name)
        }
    }

    private mutating func add(_ check: Check, named name: String) throws {
        guard check.observed <= now else {
            throw PageError(description: "cannot record \(name) : its time \(check.observed) is in the future")
        }
        try Self.require(check.url, check.requestedURL, named: name)
        let article = Archive.path(ofArticle: check.url)
        counts.articles.insert(article)
        guard try !isKnown(check, of: article) else {
            counts.known += 1
            return
        }
        let byteCount = check.capture.map { $0.furtherPages.reduce($0.body.count) { $0 + $1.body.count } } ?? 0
        try wait(.read(check), byteCount: byteCount)
    }

    /// A page whose address cannot be recorded is passed over by itself: when the batch is recorded it would end all of it.
    private static func require(_ url: String, _ requestedURL: String?, named name: String) throws {
        do {
            _ = try Check.cleaned(url)
            _ = try requestedURL.map(Check.cleaned)
        } catch let error as ArchiveError {
            throw PageError(description: "\(name) : \(error)")
        }
    }

    /// Puts a check into the batch, and records those before it where that is full.
    private mutating func wait(_ next: Waiting, byteCount: Int) throws {
        if waiting.count >= batchLimit || unreadCount >= Self.unreadBatchLimit
            || waitingByteCount + byteCount > Self.batchByteLimit
        {
            try flush()
        }
        waiting.append(next)
        waitingByteCount += byteCount
    }

    /// Records what waits. It is durable when this returns.
    package mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        var outcomes: [Outcome] = []
        let cache = intake.reader.evidence
        _ = try archive.record(at: now) { record in
            outcomes = []
            for next in waiting {
                let check: Check
                switch next {
                case .read(let known): check = known
                case .page(let arrival, let observed):
                    check = try intake.check(of: arrival, observed: observed, in: archive) { _ = try record($0, $1) }
                }
                outcomes.append(try record(check) { try ChangeNote(from: $0, to: $1, cache) })
            }
        }
        for outcome in outcomes {
            switch outcome {
            case .revision: counts.revisions += 1
            case .unchanged: counts.unchanged += 1
            case .failed: counts.failed += 1
            }
        }
        waiting = []
        unreadCount = 0
        waitingByteCount = 0
    }

    /// Records what waits and brings the files of the working tree in step; returns what could not be.
    package mutating func finish() throws -> [WorkingFileWarning] {
        try flush()
        archive.leavesFilesBehind = false
        return try archive.bringFilesInStep(at: now).sorted { $0.key < $1.key }.map(\.value)
    }

    /// Whether the archive has a check at this time that read the same.
    private mutating func isKnown(_ check: Check, of article: String) throws -> Bool {
        guard try hadSeen(article, at: check.observed) else { return false }
        var state: ObjectID?
        if case .text(let text) = check.reading { state = ObjectID(hashing: text.canonicalBytes) }
        return try observations(of: article, at: check.observed).contains {
            $0.state == state && ($0.capture == nil) == (check.capture == nil)
        }
    }

    /// The observations of one second that the archive had before this import.
    private mutating func observations(of article: String, at time: Timestamp) throws -> [Observation] {
        if lastKnown?.article != article {
            lastKnown = (article, Dictionary(grouping: try archive.observations(of: article), by: \.observed))
        }
        return lastKnown?.observations[time] ?? []
    }

    /// Whether the archive had a check of this second before this import.
    private mutating func hadSeen(_ article: String, at time: Timestamp) throws -> Bool {
        if timesBefore[article] == nil {
            timesBefore[article] = Set(try archive.observations(of: article).map(\.observed))
        }
        return timesBefore[article]?.contains(time) == true
    }

    /// Whether the archive has this page at this time: the page itself, or the text that it is, which was exported.
    ///
    /// Versions of one second in a git history are told apart by their commits.
    private mutating func isKnown(_ page: CapturedPage, of article: String, observed: Timestamp) throws -> Bool {
        guard try hadSeen(article, at: observed) else { return false }
        for observation in try observations(of: article, at: observed) {
            do {
                if let capture = try archive.capture(of: observation), capture.body == page.body {
                    let commit = try CaptureHead(capture.head).commit
                    if commit == nil || page.head.commit == nil || commit == page.head.commit { return true }
                }
                if let state = observation.state, try archive.canonicalBytes(ofState: state) == page.body {
                    return true
                }
            } catch let error as ArchiveError where error.isAbsence {
                // What was taken out is not brought in again; what is damaged was here at that time all the same.
                return true
            }
        }
        return false
    }
}

extension Archive {
    /// The observations of an article, which may not be recorded yet.
    fileprivate func observations(of article: String) throws -> [Observation] {
        try hasArticle(at: article) ? history(of: article).observations : []
    }
}
