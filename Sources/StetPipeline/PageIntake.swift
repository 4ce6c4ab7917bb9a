internal import StetArchive
internal import StetExtract
internal import StetFetch
internal import StetModel

extension RawCapture {
    /// The page under the heads that were kept, where it is the one that was kept, with all that its server says of it; else nil.
    ///
    /// - Complexity: O(bodies), which are named and not read again.
    fileprivate func kept(as last: CaptureOutline) throws -> RawCapture? {
        guard furtherPages.count == last.furtherPages.count,
            try CaptureHead(last.head).saysTheSame(as: CaptureHead(head))
        else { return nil }
        var kept = self
        kept.head = last.head
        kept.bodyID = namedBody
        guard kept.bodyID == last.body else { return nil }
        for (index, page) in furtherPages.enumerated() {
            guard let same = try page.kept(as: last.furtherPages[index]) else { return nil }
            kept.furtherPages[index] = same
        }
        return kept
    }
}

/// The way of a captured page into an archive, whether it was fetched now or comes from a collection of old ones: which
/// article it is of, which rule it is read with, and what it says.
struct PageIntake {
    let reader: PageReader
    var rules: ArchiveRules { reader.rules }

    init(rules: ArchiveRules) {
        reader = PageReader(rules: rules)
    }

    /// A page of which it is settled which article it is of.
    struct Arrival {
        var page: CapturedPage
        let identity: String
        let choice: RuleChoice
        /// The page read without any past, where that was needed.
        private(set) var alone: PageReader.Alone?
        /// What is read in it whatever is known of its article; nil where that counts, or was not asked for.
        private(set) var reading: Reading?
        let isFetched: Bool
        /// Further pages of the article could not be looked for.
        let isAlone: Bool

        /// Whether what the archive knows can change what is read.
        var usesPast: Bool { choice.rule != nil || ArticleExtractor.usesPast(page.input(url: page.head.url)) }

        init(
            page: CapturedPage, identity: String, choice: RuleChoice, alone: PageReader.Alone?, isFetched: Bool,
            isAlone: Bool
        ) {
            self.page = page
            self.identity = identity
            self.choice = choice
            self.alone = alone
            self.isFetched = isFetched
            self.isAlone = isAlone
        }

        /// Makes it small, to wait for its turn: it is read now where that can be done, else what was read without the past goes.
        mutating func settle(keptIn cache: EvidenceCache) {
            if !usesPast, page.failure == nil, choice.refusal == nil {
                reading = (alone ?? PageReader.Alone(page.input(url: page.head.url))).reading(
                    as: identity, keptIn: cache)
            }
            alone = nil
        }

        /// What its rule says that could not be done.
        var warnings: [String] {
            var warnings = alone?.warnings ?? []
            if isAlone, page.furtherPages.isEmpty, let rule = choice.rule,
                !FurtherPages.addresses(after: page.input(url: page.head.url), of: rule).isEmpty
            {
                warnings.append(
                    "\(rule.name) : the article goes on on other pages, which are not fetched for an old page or a file"
                )
            }
            return warnings
        }
    }

    /// Settles which article a page is of.
    ///
    /// - Parameters:
    ///   - identity: Says it, given the page and a way to read the address that it states of itself.
    ///   - stated: The address that the caller gave.
    ///   - options: With which the article's further pages are fetched; nil for a page of the past, of which those of today are
    ///     no part. A file has none.
    func arrival(
        of captured: CapturedPage, as identity: (CapturedPage, _ stated: () -> String?) throws -> String,
        stated: String?,
        fetchingWith options: FetchOptions?
    ) throws -> Arrival {
        var page = captured
        let isFetched = page.url != nil
        var choice = rules.choice(forFirstOf: [page.url, page.requestedURL, stated], isFetched: isFetched)
        if choice.refusal == nil, let options { page.fetchFurtherPages(of: choice.rule, with: options) }
        // Which article this is can be told without its past, and only then can its past be found. A page that is not asked
        // is read once, with its past; a rule has warnings.
        var alone = choice.rule == nil ? nil : extraction(of: page, choice)
        let settled = try identity(page) {
            alone = alone ?? extraction(of: page, choice)
            return alone?.metadata?.url
        }
        let name = choice.rule?.address(normalising: settled) ?? settled
        if choice.rule == nil, choice.refusal == nil {
            // Its own address may have a rule where the one that answered has none.
            choice = rules.choice(forFirstOf: [name], isFetched: isFetched)
            if choice.refusal == nil, choice.rule != nil {
                if let options { page.fetchFurtherPages(of: choice.rule, with: options) }
                alone = extraction(of: page, choice)
            }
        }
        return Arrival(
            page: page, identity: name, choice: choice, alone: alone, isFetched: isFetched,
            isAlone: !isFetched || options == nil)
    }

    /// The page read by itself; one that is not to be read is, all the same, for the address that it states.
    private func extraction(of page: CapturedPage, _ choice: RuleChoice) -> PageReader.Alone? {
        guard page.failure == nil else { return nil }
        var input = page.input(url: page.head.url)
        input.rule = choice.rule
        return PageReader.Alone(input)
    }

    /// Reads the page with the past that the archive has of its article.
    ///
    /// What has to be recorded before it, so that its own change stands alone, is given to `first`: the page before as other
    /// rules read it, and the first pages of an article that is spread over several.
    func check(
        of arrival: Arrival, observed: Timestamp, in archive: Archive, first: PageReader.Recording
    ) throws -> Check {
        let (page, identity, choice) = (arrival.page, arrival.identity, arrival.choice)
        var check = Check(
            url: identity, requestedURL: page.requestedURL, observed: observed, capture: page.raw,
            reading: .failed(reason: page.failure ?? choice.refusal ?? ""))
        if page.head.source == "http", let last = try archive.lastCapture(of: Archive.path(ofArticle: identity)),
            let kept = try check.capture?.kept(as: last)
        {
            // What came again is kept once; that it was looked at stands in the journal.
            check.capture = kept
        }
        guard page.failure == nil, choice.refusal == nil else { return check }
        let input = page.input(url: page.head.url)
        try reader.rereadBefore(identity, observed: observed, choice, page: input, in: archive, first)
        if let firstPages = try reader.firstPages(of: check, input, choice, in: archive) {
            try first(firstPages) { try ChangeNote(from: $0, to: $1, reader.evidence) }
        }
        check.reading =
            try arrival.reading
            ?? reader.reading(
                of: input, with: choice, alone: arrival.alone, as: identity, observed: observed, in: archive)
        return check
    }
}
