internal import StetArchive
internal import StetExtract
internal import StetGit
internal import StetModel
internal import StetRules

/// A recorded page that is to be read, and all that its reading depends on: any thread can do it, at any time.
struct PageTask: Sendable {
    let reader: PageReader
    let observation: Observation
    let choice: RuleChoice
    /// The check before, whose pages say how many of this one's are new.
    let standing: Observation?
    /// The pages of the site that count as known, and the record that they are part of.
    let siteCaptures: [ObjectID]
    let past: PastRecord
    /// The article's text before, which only the one who records may have yet; nil for none.
    var text: [UInt8]?

    /// What came of a reading.
    struct Outcome: Sendable {
        /// As it is remembered.
        var entry: ReadingMemo.Entry
        /// What of the past was there to read it with.
        var used: PastRecord
        /// Nothing that the key names was missing: whoever has that reads the same.
        var isWhole: Bool
    }

    /// Names all that the outcome depends on, but for the bytes that the ids in it name.
    var key: ObjectID {
        let rule = choice.rule
        return ReadingMemo.key([
            ArticleText.extractor, ProgramBuild.mark, rule?.recordedAs ?? "", rule?.name ?? "", observation.url,
            observation.article, observation.capture?.description ?? "", past.text,
            rule?.combine == nil ? "" : standing?.capture?.description ?? "",
        ])
    }

    /// - Returns: Nil where the page is not there to be read.
    func run(in archive: Archive) throws -> Outcome? {
        guard let recorded = try RecordedPage(of: observation, in: archive) else { return nil }
        let page = recorded.input.withPages(of: choice.rule)
        let usesPast = choice.rule != nil || ArticleExtractor.usesPast(page)
        let reading: Reading
        var (used, isWhole) = (past, true)
        if !usesPast {
            reading = PageReader.Alone(page).reading(as: observation.url, keptIn: reader.evidence)
        } else {
            var joined = 0
            if let rule = choice.rule, let standing {
                let count = try reader.joinedPageCount(of: page, rule, after: standing, in: archive)
                joined = count ?? 0
                isWhole = count != nil
            }
            let known = try archive.past(past, reader.evidence, text: text)
            used = known.used
            isWhole = isWhole && used == past
            reading = try reader.read(
                page, with: choice.rule, as: observation.url, known, capture: observation.capture, joined: joined)
        }
        let entry =
            switch reading {
            case .text(let text):
                ReadingMemo.Entry(
                    canonicalBytes: text.canonicalBytes, title: text.title, failure: nil, usesPast: usesPast,
                    joinedPageCount: text.joinedPageCount)
            case .failed(let reason):
                ReadingMemo.Entry(
                    canonicalBytes: nil, title: nil, failure: reason, usesPast: usesPast, joinedPageCount: 0)
            }
        return Outcome(entry: entry, used: used, isWhole: isWhole)
    }

    /// What is recorded of an outcome.
    func reading(_ outcome: Outcome) -> Reading {
        let entry = outcome.entry
        guard let bytes = entry.canonicalBytes else { return .failed(reason: entry.failure ?? "") }
        var text = ArticleText(
            canonicalBytes: bytes, title: entry.title, rules: choice.recordedAs, extractor: ArticleText.extractor,
            past: entry.usesPast && !outcome.used.isEmpty ? outcome.used : nil)
        text.joinedPageCount = entry.joinedPageCount
        return .text(text)
    }
}

/// What is known of a recorded page without its bytes.
struct PageOutline: Sendable {
    /// How a page is read, besides with which bytes.
    struct Part: Hashable, Sendable {
        var body: ObjectID
        var contentType: String?
        var url: String?
    }

    let parts: [Part]
    /// See ``RecordedPage``.
    let addresses: [String?]
    let isFetched: Bool
    let failure: String?
    let missingPage: String?

    /// Nil where the observation kept no page, or that was taken out, or what tells of it is damaged.
    init?(of observation: Observation, in archive: Archive) throws {
        guard let capture = observation.capture,
            let outline = try unlessAbsent({ try archive.outline(ofCapture: capture, of: observation.article) })
        else { return nil }
        let pages = [outline] + outline.furtherPages
        if try archive.hasTombstones(), try pages.contains(where: { try archive.tombstone(of: $0.body) != nil }) {
            return nil
        }
        let heads = try pages.map { try CaptureHead($0.head) }
        parts = zip(pages, heads).map { Part(body: $0.body, contentType: $1.contentType, url: $1.url) }
        addresses = heads[0].addresses(of: observation)
        isFetched = heads[0].isFetched
        missingPage = heads[0].missingPage
        failure = heads[0].failure
    }

    /// Those that a rule joins.
    func parts(joinedBy rule: SiteRule?) -> ArraySlice<Part> { parts.prefix(max(1, rule?.combine?.limit ?? 1)) }
}

extension CaptureHead {
    /// The addresses that a page is known under, in the order in which its rule is looked for.
    func addresses(of observation: Observation) -> [String?] { [url, requestedURL, observation.url] }

    /// Why this is no page to read.
    var failure: String? { status.flatMap { (200..<300).contains($0) ? nil : "the server answered \($0)" } }
}
