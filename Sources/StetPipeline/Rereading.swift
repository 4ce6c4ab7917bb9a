internal import StetArchive
internal import StetExtract
internal import StetGit
internal import StetModel
internal import StetRules

/// Reads the pages of a history that is told anew: what was read before is remembered, and other threads read ahead.
///
/// What a page is read with follows from what was told before it: the article's own last text, and which other articles of the
/// site had a page that could be read. The first is waited for. The second is foreseen for the few checks between the one that is
/// told and the one that is read ahead; where the telling comes to another answer, the page is read once more. So what is told is
/// the same whatever the number of threads, and articles of one site are read side by side.
final class Rereading {
    private let reader: PageReader
    private let archive: Archive
    private let articles: Set<String>?
    private let crew: ReadingCrew
    private let waitingLimit: Int
    private var memo: ReadingMemo?

    private var checks: [PendingCheck] = []
    /// The check that is told next, and the first that was not yet looked at ahead of it.
    private var (next, unseen) = (0, 0)
    /// Checks that were looked at too early: their article had one before them that was not told yet. Now it is.
    private var late: [Int] = []
    private var expectations = Expectations()
    /// How many pages need not be read, because an earlier run has.
    private(set) var rememberedCount = 0

    /// So far ahead is looked for pages to read. Where many articles are checked in turn, the next check of each is among these.
    private static let lookahead = 256
    /// So many pages wait for each thread: while one takes long the others go on, and what was foreseen wrongly is not much.
    private static let waitingPerThread = 4

    /// - Parameters:
    ///   - articles: Paths of the articles to read; nil for all.
    ///   - threadCount: How many threads read, the caller's among them.
    init(_ reader: PageReader, articles: Set<String>?, in archive: Archive, threadCount: Int) {
        self.reader = reader
        self.archive = archive
        self.articles = articles
        crew = ReadingCrew(threadCount: threadCount - 1, folder: archive.folder)
        waitingLimit = threadCount > 1 ? threadCount * Self.waitingPerThread : 0
    }

    /// Takes note of what will be asked for next.
    func expect(_ observations: [Observation]) throws {
        if memo == nil { memo = try ReadingMemo(of: archive) }
        checks = observations.map(PendingCheck.init)
        (next, unseen, late) = (0, 0, [])
        var last: [String: Int] = [:]
        for index in checks.indices {
            if let before = last.updateValue(index, forKey: checks[index].observation.article) {
                checks[before].following = index
                checks[index].isReady = false
            }
        }
    }

    /// What the page of the next observation reads as; nil where what was read before is to stand.
    ///
    /// - Parameter soFar: The new line up to it.
    func reading(of observation: Observation, in soFar: Archive) throws -> Reading? {
        precondition(checks[next].observation == observation, "what comes next was told")
        try lookAhead(in: soFar)
        let reading = isWanted(checks[next]) ? try reading(ofNextIn: soFar) : nil
        checks[next].plan = nil
        if let following = checks[next].following {
            checks[following].isReady = true
            if following < unseen { late.append(following) }
        }
        next += 1
        unseen = max(unseen, next)
        return reading
    }

    /// Ends the threads.
    func close() {
        crew.close()
    }

    /// Keeps what was read for the next run.
    ///
    /// - Parameter areTextsKept: Every text that was read is in the archive now.
    func finish(areTextsKept: Bool) throws {
        try memo?.finish(isWhole: articles == nil, areTextsKept: areTextsKept)
    }

    private func isWanted(_ check: PendingCheck) -> Bool { articles?.contains(check.observation.article) ?? true }
}

// MARK: - In order

extension Rereading {
    private func reading(ofNextIn soFar: Archive) throws -> Reading? {
        let plan = try checks[next].plan ?? plan(ofCheckAt: next, in: soFar)
        switch plan {
        case .settled(let reading): return reading
        case .unforeseen: return try reader.reading(of: checks[next].observation, in: soFar)
        case .read(var task, var source):
            if checks[next].plan != nil, try task.siteCaptures != siteCaptures(forCheckAt: next, in: soFar) {
                // The site's pages are others than was foreseen.
                guard case .read(let exact, let known) = try self.plan(ofCheckAt: next, in: soFar) else {
                    preconditionFailure("whether a page is to be read does not depend on the site's pages")
                }
                (task, source) = (exact, known)
            }
            guard let outcome = try outcome(of: task, from: source, in: soFar) else { return nil }
            expectations.note(outcome.entry.canonicalBytes != nil, of: checks[next])
            return task.reading(outcome)
        }
    }

    /// Nil where the page is not there to be read.
    private func outcome(
        of task: PageTask, from source: PendingCheck.Source, in soFar: Archive
    ) throws -> PageTask.Outcome? {
        let outcome: PageTask.Outcome?
        switch source {
        case .memory(let known):
            rememberedCount += 1
            return PageTask.Outcome(entry: known, used: task.past, isWhole: true)
        case .nobody: outcome = try task.run(in: soFar)
        case .job(let job):
            switch crew.outcome(of: job, in: soFar) {
            case .success(let read): outcome = read
            // What went wrong for another thread goes wrong here too, or it does not matter.
            case .failure: outcome = try task.run(in: soFar)
            }
        }
        // What was read without something that the key names would be another's answer once that came back.
        if let outcome, outcome.isWhole { try memo?.add(outcome.entry, for: task.key) }
        return outcome
    }
}

// MARK: - Ahead

extension Rereading {
    /// Gives the other threads pages to read: of each article the first one that is not told yet.
    private func lookAhead(in soFar: Archive) throws {
        guard waitingLimit > 0 else { return }
        let end = min(checks.count, next + Self.lookahead)
        while crew.waitingCount < waitingLimit {
            let index: Int
            if !late.isEmpty {
                index = late.removeFirst()
            } else if unseen < end {
                index = unseen
                unseen += 1
            } else {
                return
            }
            guard index > next, checks[index].isReady, isWanted(checks[index]) else { continue }
            var plan = try plan(ofCheckAt: index, in: soFar)
            if case .read(let task, .nobody) = plan {
                let job = ReadingCrew.Job(task)
                crew.add(job)
                plan = .read(task, .job(job))
            }
            checks[index].plan = plan
        }
    }

    /// What is to be done for a check of whose article all before it is told.
    private func plan(ofCheckAt index: Int, in soFar: Archive) throws -> PendingCheck.Plan {
        let observation = checks[index].observation
        if let state = observation.state, try soFar.tombstone(of: state) != nil { return .settled(nil) }
        guard let page = try PageOutline(of: observation, in: soFar) else { return .settled(nil) }
        if let failure = page.failure { return .settled(.failed(reason: failure)) }
        let choice = reader.rules.choice(forFirstOf: page.addresses, isFetched: page.isFetched)
        if let refusal = choice.refusal { return .settled(.failed(reason: refusal)) }
        if choice.rule?.combine != nil, let missing = page.missingPage { return .settled(.failed(reason: missing)) }

        let standing = try soFar.observation(of: observation.article, standingAt: observation.observed)
        let behindWalls = try soFar.observationBehindWalls(
            of: observation.article, standingAt: observation.observed)
        for case let before? in standing == behindWalls ? [standing] : [standing, behindWalls] {
            guard let state = before.state, before.rules == choice.recordedAs,
                before.extractor == ArticleText.extractor,
                let earlier = try PageOutline(of: before, in: soFar),
                page.parts(joinedBy: choice.rule).elementsEqual(earlier.parts)
            else { continue }
            // Where the text is gone, the page tells which it was.
            guard let bytes = try unlessAbsent({ try soFar.canonicalBytes(ofState: state) }) else { return .unforeseen }
            return .settled(
                .text(
                    ArticleText(
                        canonicalBytes: bytes, title: before.title, rules: choice.recordedAs,
                        extractor: ArticleText.extractor, past: before.past)))
        }
        let siteCaptures = try siteCaptures(forCheckAt: index, in: soFar)
        let past = try soFar.pastRecord(
            of: observation.article, behindWalls: behindWalls, siteCaptures: siteCaptures, rules: choice.recordedAs,
            extractor: ArticleText.extractor)
        var task = PageTask(
            reader: reader, observation: observation, choice: choice, standing: standing, siteCaptures: siteCaptures,
            past: past)
        if let known = try memo?.entry(task.key) { return .read(task, .memory(known)) }
        task.text = try past.state.flatMap { state in
            try unlessAbsent { try soFar.canonicalBytes(ofState: state) }
        }
        return .read(task, .nobody)
    }

    /// The pages of the site that count as known: as the new line has them, and as is foreseen for the checks up to this one.
    private func siteCaptures(forCheckAt index: Int, in soFar: Archive) throws -> [ObjectID] {
        let check = checks[index]
        var articles = [check.observation.article]
        var captures: [ObjectID] = []
        for other in checks[next..<index].reversed() where other.site == check.site {
            guard captures.count < Past.maximumSitePageCount else { break }
            guard let capture = other.observation.capture, !articles.contains(other.observation.article),
                readsText(other)
            else { continue }
            articles.append(other.observation.article)
            if try soFar.tombstone(ofCapture: capture, of: other.observation.article) == nil {
                captures.append(capture)
            }
        }
        return try captures
            + soFar.siteCaptures(
                besides: articles, until: check.observation.observed,
                limit: Past.maximumSitePageCount - captures.count)
    }

    /// Whether a text will be told of a check, as far as can be foreseen.
    private func readsText(_ check: PendingCheck) -> Bool {
        guard isWanted(check) else { return check.observation.state != nil }
        switch check.plan {
        case .settled(.text): return true
        case .settled(.failed): return false
        case .settled(nil): return check.observation.state != nil
        case .read(_, .memory(let known)): return known.canonicalBytes != nil
        case .read(_, .job(let job)):
            if case .success(let outcome?)? = job.result { return outcome.entry.canonicalBytes != nil }
            return expectations.readsText(check)
        case .read(_, .nobody), .unforeseen, nil: return expectations.readsText(check)
        }
    }
}

/// A check that is still to be told.
private struct PendingCheck {
    enum Plan {
        /// Nothing is to be read; nil where what was read before is to stand.
        case settled(Reading?)
        case read(PageTask, Source)
        /// What was known of the page is gone: it is read when its turn comes.
        case unforeseen
    }

    /// Where the outcome of a reading comes from.
    enum Source {
        case memory(ReadingMemo.Entry)
        case job(ReadingCrew.Job)
        case nobody
    }

    let observation: Observation
    let site: String
    /// The article's next check.
    var following: Int?
    /// All of the article that is before it is told.
    var isReady = true
    var plan: Plan?

    init(_ observation: Observation) {
        self.observation = observation
        site = Archive.site(ofArticle: observation.article)
    }
}

/// Which pages will turn out to have a text: those that had one before, until others of the article or the site turn out otherwise. A rule
/// that was mended lets a whole site be read.
private struct Expectations {
    private struct Key: Hashable {
        var place: String
        var hadText: Bool
    }

    private var last: [Key: Bool] = [:]

    mutating func note(_ hasText: Bool, of check: PendingCheck) {
        for place in [check.observation.article, check.site] {
            last[Key(place: place, hadText: check.observation.state != nil)] = hasText
        }
    }

    func readsText(_ check: PendingCheck) -> Bool {
        let hadText = check.observation.state != nil
        return last[Key(place: check.observation.article, hadText: hadText)]
            ?? last[Key(place: check.site, hadText: hadText)] ?? hadText
    }
}
