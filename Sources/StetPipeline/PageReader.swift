internal import StetArchive
internal import StetExtract
internal import StetGit
internal import StetModel
internal import StetRules

/// Reads pages as they are recorded: with the archive's rules, and with what it knows of the article and its site.
///
/// What is asked of an archive may be asked of a line of history in the making too.
struct PageReader: Sendable {
    let rules: ArchiveRules
    let evidence = EvidenceCache()

    init(rules: ArchiveRules) {
        self.rules = rules
    }

    /// Records a check before the one that is being read.
    typealias Recording = (_ check: Check, _ note: ChangeNote.Maker?) throws -> Void

    /// A page read by itself, without any past.
    struct Alone {
        var result: Result<Extraction, ExtractionError>

        init(_ input: PageInput) {
            result = Result { () throws(ExtractionError) in try ArticleExtractor.extract(input) }
        }

        /// What the page states, also where it has no text.
        var metadata: Metadata? {
            switch result {
            case .success(let extraction): extraction.article.metadata
            case .failure: nil
            }
        }

        /// What is recorded of it, where no past is known.
        func reading(as identity: String, keptIn cache: EvidenceCache) -> Reading {
            switch result {
            case .success(let extraction):
                .text(ArticleText(extraction.article, as: identity, rules: nil, past: nil, keptIn: cache))
            case .failure(let error): .failed(reason: error.reason)
            }
        }

        /// What the rule says that could not be done.
        var warnings: [String] {
            guard case .success(let extraction) = result, let rule = extraction.report.rule else { return [] }
            return rule.warnings.map { "\(rule.name) : \($0)" }
        }
    }

    /// Reads a page that is to be recorded.
    ///
    /// The very page that the text before was read from is not read anew: with another past it might be read otherwise,
    /// and what did not change at all would show as a change.
    func reading(
        of page: PageInput, with choice: RuleChoice, alone: Alone?, as identity: String, observed: Timestamp,
        in archive: Archive
    ) throws -> Reading {
        let rules = choice.recordedAs
        if choice.rule == nil, !ArticleExtractor.usesPast(page) {
            // It reads the same at any time: nothing has to be looked up.
            return (alone ?? Alone(page)).reading(as: identity, keptIn: evidence)
        }
        let article = Archive.path(ofArticle: identity)
        let joined = try joinedPageCount(of: page, choice.rule, as: identity, observed: observed, in: archive)
        let standing = try archive.observation(of: article, standingAt: observed)
        if let known = try standing.flatMap({ try knownText(of: page, ifSeenBy: $0, rules: rules, in: archive) }) {
            return .text(known)
        }
        let behindWalls = try archive.observationBehindWalls(of: article, standingAt: observed)
        if let behindWalls, behindWalls != standing,
            let known = try knownText(of: page, ifSeenBy: behindWalls, rules: rules, in: archive)
        {
            return .text(known)
        }
        let past = try archive.pastRecord(
            of: article, observed: observed, rules: rules, extractor: ArticleText.extractor)
        let found = try archive.past(past, evidence)
        return try read(page, with: choice.rule, alone: alone, as: identity, found, joined: joined)
    }

    /// Reads a page with what is known from before, and records that as its past.
    ///
    /// - Parameters:
    ///   - known: What there is of the past, and its record.
    ///   - capture: The commit that holds the page, where it is kept already.
    ///   - joined: How many further pages it is joined with that the check before did not fetch.
    func read(
        _ page: PageInput, with rule: SiteRule?, alone: Alone? = nil, as identity: String,
        _ known: (past: Past, used: PastRecord), capture: ObjectID? = nil, joined: Int
    ) throws -> Reading {
        let recordedAs = rule?.recordedAs
        do {
            var read: ArticleText
            if known.used.isEmpty, let alone {
                read = ArticleText(
                    try alone.result.get().article, as: identity, rules: recordedAs, past: nil, keptIn: evidence)
            } else {
                var input = page
                input.rule = rule
                input.past = known.past
                let asEvidence = evidence.page(page.bytes, contentType: page.contentType)
                if let capture { evidence.note(asEvidence, of: capture) }
                input.asEvidence = asEvidence
                read = try ArticleText(
                    reading: input, as: identity, rules: recordedAs, past: known.used.isEmpty ? nil : known.used,
                    keptIn: evidence)
            }
            read.joinedPageCount = joined
            return .text(read)
        } catch let error as ExtractionError {
            return .failed(reason: error.reason)
        }
    }

    /// What was read in the very page before, with the same rules and extractor; nil where it was another page.
    private func knownText(
        of page: PageInput, ifSeenBy before: Observation, rules: String?, in archive: Archive
    ) throws -> ArticleText? {
        guard let state = before.state, (before.rules, before.extractor) == (rules, ArticleText.extractor),
            try RecordedPage(of: before, in: archive)?.input.isSamePage(as: page) == true
        else { return nil }
        do {
            return ArticleText(
                canonicalBytes: try archive.canonicalBytes(ofState: state), title: before.title, rules: rules,
                extractor: ArticleText.extractor, past: before.past)
        } catch let error as ArchiveError where error.isAbsence {}
        // The text is gone, and the page tells which it was.
        guard let recorded = try RecordedReading(of: before, in: archive, evidence), recorded.isPastWhole else {
            return nil
        }
        return try recorded.read()
    }

    /// Reads a recorded page with the rules as they are now; nil where none was kept, or what was read in it was taken out.
    func reading(of observation: Observation, in archive: Archive) throws -> Reading? {
        if let state = observation.state, try archive.tombstone(of: state) != nil { return nil }
        guard let recorded = try RecordedPage(of: observation, in: archive) else { return nil }
        if let failure = recorded.failure { return .failed(reason: failure) }
        let choice = rules.choice(forFirstOf: recorded.addresses, isFetched: recorded.isFetched)
        if let refusal = choice.refusal { return .failed(reason: refusal) }
        if choice.rule?.combine != nil, let missing = recorded.missingPage { return .failed(reason: missing) }
        let page = recorded.input.withPages(of: choice.rule)
        return try reading(
            of: page, with: choice, alone: nil, as: observation.url, observed: observation.observed, in: archive)
    }

    /// Where the text that stands was read with other rules or another extractor, its page is read anew first, and the
    /// difference recorded as technical: what the next page shows is then the change of the article alone.
    func rereadBefore(
        _ identity: String, observed: Timestamp, _ choice: RuleChoice, page: PageInput, in archive: Archive,
        _ record: Recording
    ) throws {
        let article = Archive.path(ofArticle: identity)
        guard let before = try archive.observation(of: article, standingAt: observed), let state = before.state,
            (before.rules, before.extractor) != (choice.recordedAs, ArticleText.extractor),
            // What lies between older checks was all read with the old rules; that is for `reextract`.
            try archive.observation(of: article, standingAt: .distantFuture) == before,
            try archive.tombstone(of: state) == nil,
            let recorded = try RecordedPage(of: before, in: archive), !recorded.input.isSamePage(as: page),
            case .text(let text)? = try reading(of: before, in: archive),
            ObjectID(hashing: text.canonicalBytes) != state
        else { return }
        let check = Check(
            url: before.url, requestedURL: before.requestedURL, observed: before.observed,
            capture: try archive.capture(of: before), reading: .text(text))
        try record(check, nil)
    }
}

// MARK: - Articles on several pages

extension PageReader {
    /// What of a check is recorded before it: as many of its pages as the check before had, where that one fetched
    /// fewer because its rule joined none. So what the publisher changed on them stays apart from what the further
    /// pages add. Nil where there is nothing to tell apart.
    func firstPages(of check: Check, _ page: PageInput, _ choice: RuleChoice, in archive: Archive) throws -> Check? {
        let identity = check.url
        guard choice.rule?.combine != nil,
            let before = try archive.observation(of: Archive.path(ofArticle: identity), standingAt: check.observed),
            let state = before.state,
            try joinedPageCount(of: page, choice.rule, as: identity, observed: check.observed, in: archive) > 0,
            try archive.tombstone(of: state) == nil,
            let count = try RecordedPage(of: before, in: archive)?.input.furtherPages.count
        else { return nil }
        var page = page
        page.furtherPages = Array(page.furtherPages.prefix(count))
        let reading = try reading(
            of: page, with: choice, alone: nil, as: identity, observed: check.observed, in: archive)
        guard case .text(let text) = reading, ObjectID(hashing: text.canonicalBytes) != state else {
            return nil
        }
        var first = check
        first.reading = reading
        first.capture?.furtherPages.removeSubrange(count...)
        return first
    }

    /// How many pages a page is joined with that the check before could have had, by this rule, and did not fetch.
    private func joinedPageCount(
        of page: PageInput, _ rule: SiteRule?, as identity: String, observed: Timestamp, in archive: Archive
    ) throws -> Int {
        guard let rule, rule.combine != nil, !page.furtherPages.isEmpty,
            let before = try archive.observation(of: Archive.path(ofArticle: identity), standingAt: observed)
        else { return 0 }
        return try joinedPageCount(of: page, rule, after: before, in: archive) ?? 0
    }

    /// The same, where it is known which check that was; nil where its page is not there to be asked.
    func joinedPageCount(
        of page: PageInput, _ rule: SiteRule, after before: Observation, in archive: Archive
    ) throws -> Int? {
        guard rule.combine != nil, !page.furtherPages.isEmpty else { return 0 }
        guard let recorded = try RecordedPage(of: before, in: archive) else { return nil }
        let count = page.furtherPages.count - recorded.input.furtherPages.count
        return count > 0 && FurtherPages.areMissing(in: recorded.input, of: rule) ? count : 0
    }
}

extension PageInput {
    /// The page with no more further pages than a rule joins.
    func withPages(of rule: SiteRule?) -> PageInput {
        var page = self
        page.furtherPages = Array(furtherPages.prefix(max(0, (rule?.combine?.limit ?? 1) - 1)))
        return page
    }
}

extension Archive {
    /// The rule that a page was read with, as an observation names it.
    func rule(recordedAs text: String, forFirstOf addresses: [String?]) throws -> SiteRule? {
        guard let file = try committedRule(recordedAs: text) else { return nil }
        return RuleFolder([(file.path, file.bytes, text)], takesAll: true).rules.rule(forFirstOf: addresses)
    }
}
