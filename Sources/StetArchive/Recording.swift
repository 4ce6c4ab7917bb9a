internal import StetGit
internal import StetIndex

/// One batch of checks on its way into the archive: all objects of it, and where the three branches shall stand.
///
/// Making it changes nothing that a reader could see.
struct Recording: ~Copyable {
    struct Tip {
        var commit: ObjectID
        var tree: ObjectID
    }

    var noteChange: ChangeNote.Maker?
    /// The file that stands for an object which was taken out: such an object is not put in again.
    var tombstone: (ObjectID) throws -> ObjectID? = { _ in nil }
    /// Commits are left out: it is only to be known what would be recorded.
    var isPlan = false
    /// Observations go into the index as they are added, so that what is asked meanwhile is answered with them.
    var isIndexedAtOnce = false
    var batch = ObjectBatch()
    var main: Tip
    private(set) var captures: Tip
    /// Those of this batch.
    private(set) var observations: [Observation] = []
    private(set) var records: [String: ArticleRecord] = [:]
    /// Articles whose file on `main` is not to be their last commit's text: older ones were added, that text was taken out, or
    /// an earlier one came back to stay.
    private var unsettled: Set<String> = []
    /// Of the page that was kept last. One response's head is much like another's, whatever the page.
    private var lastHead: ObjectID?
    let editor = TreeEditor()

    /// What was recorded before; nil where nothing counts.
    private let known: HistoryIndex?
    /// The telling of history that the observations belong to.
    let line: Int
    private let identity: ArchiveIdentity
    let recorded: Timestamp

    init(
        main: Tip, captures: Tip, known: HistoryIndex?, line: Int, identity: ArchiveIdentity, recorded: Timestamp
    ) {
        self.main = main
        self.captures = captures
        self.known = known
        self.line = line
        self.identity = identity
        self.recorded = recorded
    }

    @discardableResult
    mutating func add(_ check: Check, in repository: borrowing Repository) throws -> Outcome {
        let path = ArticlePath(url: check.url)
        let record = try record(of: path.text, url: check.url)
        guard record.url == check.url else {
            throw ArchiveError.pathTaken(url: check.url, by: record.url)
        }
        var observation = Observation(
            article: path.text, url: check.url, requestedURL: check.requestedURL, observed: check.observed,
            recorded: recorded, outcome: .unchanged)
        switch check.reading {
        case .failed(let reason):
            observation.capture = try keep(check, at: path, record, in: repository)
            observation.outcome = .failed(reason: CleanText.line(reason))
        case .text(let text):
            let state = ObjectID(hashing: text.canonicalBytes)
            if try !bringsBack(state, check.capture, at: path, in: repository) {
                observation.capture = try keep(check, at: path, record, in: repository)
            }
            try read(text, withState: state, into: &observation, record, in: repository)
        }
        try note(observation, record)
        return observation.outcome
    }

    /// Takes over an observation that was made before, by a recording that was cut off.
    mutating func replay(_ observation: Observation) throws {
        try note(observation, try record(of: observation.article, url: observation.url))
    }

    /// What is known of an article; `url` is that of one of which nothing is.
    func record(of path: String, url: String) throws -> ArticleRecord {
        if let record = records[path] { return record }
        guard let known, let place = try known.place(of: path, on: line) else {
            return ArticleRecord(path: path, url: url)
        }
        return try ArticleRecord(place, in: known)
    }

    mutating func note(_ observation: Observation, _ record: ArticleRecord) throws {
        var record = record
        var observation = observation
        observation.line = line
        record.add(observation, at: observations.count)
        records[observation.article] = record
        observations.append(observation)
        if isIndexedAtOnce { try known?.append(observation) }
    }

    // MARK: Captures

    /// Whether this is another page with a text that was taken out: kept, it would bring the text back with it.
    private func bringsBack(
        _ state: ObjectID, _ capture: RawCapture?, at path: ArticlePath, in repository: borrowing Repository
    ) throws -> Bool {
        guard let capture, try tombstone(state) != nil else { return false }
        for (index, page) in ([capture] + capture.furtherPages).enumerated() {
            let id = page.namedBody
            let before = try repository.entry(at: path.body(ofPage: index + 1), in: captures.tree)?.id
            if try before != id && tombstone(id) == nil { return true }
        }
        return false
    }

    /// Returns the commit that holds this page: a new one unless the article's last one has the same bytes.
    private mutating func keep(
        _ check: Check, at path: ArticlePath, _ record: ArticleRecord, in repository: borrowing Repository
    ) throws -> ObjectID? {
        guard let capture = check.capture else { return nil }
        // The folder is looked for once: half of what a lookup costs is the way there.
        let folder = record.capture == nil ? nil : try repository.entry(at: path.folder, in: captures.tree)?.id
        func before(_ path: String) throws -> ObjectID? {
            try folder.flatMap { try repository.entry(at: ArticlePath.fileName(path), in: $0)?.id }
        }
        var files: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        var isSame = record.capture != nil
        for (index, page) in ([capture] + capture.furtherPages).enumerated() {
            for (name, bytes, isHead) in [
                (path.head(ofPage: index + 1), page.head, true), (path.body(ofPage: index + 1), page.body, false),
            ] {
                let id = isHead ? ObjectID(hashing: bytes) : page.namedBody
                files.append((name, id, .file))
                let before = try before(name)
                if before == id { continue }
                isSame = false
                guard try tombstone(id) == nil else { continue }
                _ = repository.add(
                    bytes, as: .blob, named: id, basis: isHead ? lastHead : before, isNew: true, to: &batch)
                if isHead { lastHead = id }
            }
        }
        // Pages that the capture before this one had, and this one has not.
        var gone: [String] = []
        var number = capture.furtherPages.count + 2
        while try before(path.body(ofPage: number)) != nil {
            gone += [path.head(ofPage: number), path.body(ofPage: number)]
            number += 1
        }
        if let last = record.capture, isSame, gone.isEmpty { return last }
        captures.tree = try editor.tree(
            captures.tree, setting: files, removing: gone, in: repository, batch: &batch)
        let message = CommitMessage(
            subject: "capture: \(check.url)",
            trailers: [(Trailer.url, check.url), (Trailer.observed, check.observed.description)])
        captures.commit = try commit(
            captures.tree, parents: [captures.commit], authored: check.observed, message, in: repository)
        return captures.commit
    }

    // MARK: Revisions

    mutating func read(
        _ text: ArticleText, into observation: inout Observation, _ record: ArticleRecord,
        in repository: borrowing Repository
    ) throws {
        try read(text, withState: ObjectID(hashing: text.canonicalBytes), into: &observation, record, in: repository)
    }

    /// - Parameter state: The text's name, which is all that there is of one that was taken out.
    mutating func read(
        _ text: ArticleText, withState state: ObjectID, into observation: inout Observation, _ record: ArticleRecord,
        in repository: borrowing Repository
    ) throws {
        let isRemoved = try tombstone(state) != nil
        observation.state = state
        observation.title = text.title.map { CleanText.line($0, limit: Check.titleLimit) }
        observation.rules = text.rules.map { CleanText.line($0) }
        observation.extractor = CleanText.line(text.extractor)
        observation.past = text.past.flatMap { $0.isEmpty ? nil : $0 }
        observation.joinedPageCount = text.joinedPageCount
        let (before, after) = try neighbours(of: observation, record)
        let isKnown = try isRemoved || before?.state == state || hasStood(state, in: record)
        if !isKnown {
            _ = repository.add(
                text.canonicalBytes, as: .blob, named: state, basis: (before ?? after)?.state, isNew: line == 1,
                to: &batch)
        }
        // An article's first text may turn out to have stood earlier than known: then it began earlier.
        if let same = [before, before == nil ? after : nil].compactMap({ $0 }).first(where: { $0.state == state }) {
            observation.revision = same.revision
            if after == nil, !isPlan { try settle(observation, record, in: repository) }
            return
        }
        var kind = try kind(of: observation, after: before, record, in: repository)
        if kind == .alternating, let last = try lastSighting(of: state, record, until: observation.observed) {
            observation.outcome = .revision(.alternating)
            observation.revision = last.revision
            return
        }
        var note: ChangeNote?
        let basis = try unsuspected(before, record)
        if let noteChange, !isRemoved, let old = basis?.state, old != state, try tombstone(old) == nil,
            // What is damaged is told by `verify`. What a page says now is evidence all the same.
            let before = try? repository.blob(old)
        {
            note = try noteChange(before, text.canonicalBytes)
        }
        if kind == .change, note?.isFormatting == true { kind = .formatting }
        if kind == .change, note?.isSuspect == true { kind = .suspect }
        observation.outcome = .revision(kind)
        guard !isPlan else {
            observation.revision = state
            return
        }
        main.tree = try editor.tree(
            main.tree, setting: [(observation.article, state, .file)], in: repository, batch: &batch)
        let message = CommitMessage(
            subject: "\(kind.rawValue): \(observation.title ?? observation.url)", body: note?.summary ?? "",
            trailers: [
                (Trailer.url, observation.url), (Trailer.observed, observation.observed.description),
                (Trailer.capture, observation.capture?.description ?? Trailer.none),
                (Trailer.rules, observation.rules ?? Trailer.none),
                (Trailer.extractor, observation.extractor ?? Trailer.none),
                (Trailer.past, observation.past?.text ?? Trailer.none), (Trailer.kind, kind.rawValue),
            ])
        main.commit = try commit(
            main.tree, parents: [main.commit], authored: observation.observed, message, in: repository)
        observation.revision = main.commit
        if after != nil || isRemoved {
            unsettled.insert(observation.article)
        } else {
            unsettled.remove(observation.article)
        }
    }

    /// What changed is told against the article, not against a wall that stood in its place meanwhile.
    ///
    /// - Complexity: the article's observations where the one before brought no new text, or a suspect one.
    private func unsuspected(_ before: Observation?, _ record: ArticleRecord) throws -> Observation? {
        guard let before, before.canBeOfWall else { return before }
        return try all(of: record).last(behindWallsFrom: before)
    }

    /// The observations of a text next to this one in observed time.
    private func neighbours(
        of observation: Observation, _ record: ArticleRecord
    ) throws -> (before: Observation?, after: Observation?) {
        guard let latest = record.latest else { return (nil, nil) }
        if latest.observed <= observation.observed { return (latest, nil) }
        var before: Observation?
        var after: Observation?
        for other in try all(of: record) where other.state != nil {
            if other.observed <= observation.observed {
                if other.observed >= before?.observed ?? other.observed { before = other }
            } else if other.observed < after?.observed ?? latest.observed || after == nil {
                after = other
            }
        }
        return (before, after)
    }

    /// In the order they were recorded.
    private func all(of record: ArticleRecord) throws -> [Observation] {
        guard let known, let place = record.place else { return record.added.map { observations[$0] } }
        // The index may have those of this batch too.
        return try known.observations(of: place).prefix(Int(place.count)) + record.added.map { observations[$0] }
    }

    private func hasStood(
        _ state: ObjectID, in record: ArticleRecord, until time: Timestamp = .distantFuture
    ) throws -> Bool {
        if record.added.contains(where: { observations[$0].state == state && observations[$0].observed <= time }) {
            return true
        }
        guard let known, let place = record.place else { return false }
        return try known.hasStood(state, at: place, until: time)
    }

    private func kind(
        of observation: Observation, after before: Observation?, _ record: ArticleRecord,
        in repository: borrowing Repository
    ) throws -> RevisionKind {
        // The first text in observed time is the new one, also when a later one was recorded before it.
        guard let before, let state = observation.state else { return .new }
        if observation.joinedPageCount > 0 { return .technical }
        if (before.rules, before.extractor, before.past) != (
            observation.rules, observation.extractor, observation.past
        ),
            try isSamePage(before.capture, observation.capture, at: observation.article, in: repository)
        {
            return .technical
        }
        guard try hasStood(state, in: record, until: observation.observed) else { return .change }
        let last = try all(of: record).filter { $0.observed <= observation.observed }
            .sorted { $0.observed < $1.observed }
            .last { if case .revision = $0.outcome { true } else { false } }
        return last?.outcome == .revision(.return) || last?.outcome == .revision(.alternating) ? .alternating : .return
    }

    /// The last observation up to a time that saw a text.
    private func lastSighting(
        of state: ObjectID, _ record: ArticleRecord, until time: Timestamp
    ) throws -> Observation? {
        try all(of: record).filter { $0.state == state && $0.observed <= time }.max { $0.observed < $1.observed }
    }

    /// Has a text put on `main` that came back without a commit and stays.
    ///
    /// - Complexity: a look-up in `main`; O(n) in the article's observations where another text stands there.
    private mutating func settle(
        _ observation: Observation, _ record: ArticleRecord, in repository: borrowing Repository
    ) throws {
        guard let state = observation.state,
            let shown = try repository.entry(at: observation.article, in: main.tree)?.id,
            shown != state, try tombstone(state) != shown
        else { return }
        let seen = try all(of: record).filter { $0.state != nil }.sorted { $0.observed < $1.observed }
            .suffix(ArticleHistory.settledSightingCount - 1)
        guard seen.count == ArticleHistory.settledSightingCount - 1, seen.allSatisfy({ $0.state == state }) else {
            return
        }
        unsettled.insert(observation.article)
    }

    private func isSamePage(
        _ before: ObjectID?, _ after: ObjectID?, at article: String, in repository: borrowing Repository
    ) throws -> Bool {
        guard let before, let after else { return false }
        if before == after { return true }
        let (old, new) = (try repository.commit(before).tree, try repository.commit(after).tree)
        var number = 1
        while true {
            let path = ArticlePath.body(ofText: article, page: number)
            let pages = (try repository.entry(at: path, in: old), try repository.entry(at: path, in: new))
            guard pages.0 == pages.1 else { return false }
            if pages.0 == nil { return number > 1 }
            number += 1
        }
    }

    /// Puts the latest texts back on `main` where older ones were added after them, and tombstones in the place of those that
    /// were taken out.
    mutating func restoreLatest(in repository: borrowing Repository) throws {
        var changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
        for article in unsettled.sorted() {
            guard let latest = records[article]?.latest?.state else { continue }
            let shown = try tombstone(latest) ?? latest
            guard try repository.entry(at: article, in: main.tree)?.id != shown else { continue }
            changes.append((article, shown, .file))
        }
        guard !changes.isEmpty else { return }
        main.tree = try editor.tree(main.tree, setting: changes, in: repository, batch: &batch)
        let message = CommitMessage(
            subject: "restore: the latest text of \(changes.count == 1 ? "1 article" : "\(changes.count) articles")",
            body: "Older texts were added after it, or it came back. This commit is no revision.",
            trailers: [(Trailer.kind, Trailer.restore)])
        main.commit = try commit(main.tree, parents: [main.commit], authored: recorded, message, in: repository)
    }

    // MARK: Journal

    /// Where the journal ends with this batch.
    struct End {
        var commit: ObjectID
        var segments: [(segment: HistoryIndex.Segment, added: [Observation])]
    }

    /// Puts this batch's observations at the end of the journal: the commit, and the segments that were written.
    mutating func journal(
        after tip: Tip, in repository: borrowing Repository
    ) throws -> End {
        let (tree, segments) = try addSegments(to: tip, after: known?.lastSegment(), in: repository)
        let message = CommitMessage(
            subject: "journal: \(Self.counted(observations.count))",
            trailers: Self.journalTrailers(main: main.commit, captures: captures.commit, line: line))
        return End(
            commit: try commit(tree, parents: [tip.commit], authored: recorded, message, in: repository),
            segments: segments)
    }

    /// The journal's files with this batch's observations at their end.
    mutating func addSegments(
        to tip: Tip, after lastSegment: HistoryIndex.Segment?, in repository: borrowing Repository
    ) throws -> (tree: ObjectID, segments: [(segment: HistoryIndex.Segment, added: [Observation])]) {
        let last = try lastSegment.map { last in
            JournalSegment(path: last.path, bytes: try repository.blob(last.blob))
        }
        let day = recorded.description.prefix { $0 != "T" }
        var written: [(segment: HistoryIndex.Segment, added: [Observation])] = []
        for segment in JournalSegment.segments(adding: observations, on: day, after: last) {
            // Made by us, line by line: nobody else can choose two that are alike.
            let id = ObjectID(hashingOwn: segment.bytes)
            let blob = repository.add(segment.bytes, as: .blob, named: id, isNew: true, to: &batch)
            written.append((HistoryIndex.Segment(path: segment.path, blob: blob), segment.added))
        }
        let tree = try editor.tree(
            tip.tree, setting: written.map { ($0.segment.path, $0.segment.blob, .file) }, in: repository, batch: &batch)
        return (tree, written)
    }

    static func counted(_ count: Int) -> String { count == 1 ? "1 observation" : "\(count) observations" }

    static func journalTrailers(
        main: ObjectID, captures: ObjectID, line: Int
    ) -> [(name: String, value: String)] {
        [(Trailer.main, main.description), (Trailer.captures, captures.description)]
            + (line > 1 ? [(Trailer.line, "\(line)")] : [])
    }

    mutating func commit(
        _ tree: ObjectID, parents: [ObjectID], authored: Timestamp, _ message: CommitMessage,
        in repository: borrowing Repository
    ) throws -> ObjectID {
        let commit = Commit(
            tree: tree, parents: parents, author: identity.signature(at: authored),
            committer: identity.signature(at: recorded), message: message.text)
        return try repository.add(
            identity.bytes(of: commit), as: .commit, basis: parents.first, isNew: true, to: &batch)
    }
}
