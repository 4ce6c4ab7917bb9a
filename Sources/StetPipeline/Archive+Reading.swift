package import StetArchive
package import StetExtract
internal import StetGit
internal import StetModel
internal import StetRules

extension Archive {
    /// What a page of an article observed at a time is to be read with: the text that stood, the page it was read from,
    /// and the latest pages of other articles of the site.
    ///
    /// A wall that stood in the article's place is no past of it.
    ///
    /// A text that another version of the extractor read, or other rules, is no evidence of what this one leaves out: the
    /// past starts anew then, but for the site's pages, which are as they came.
    package func pastRecord(
        of article: String, observed: Timestamp, rules: String?, extractor: String
    ) throws -> PastRecord {
        try pastRecord(
            of: article, behindWalls: observationBehindWalls(of: article, standingAt: observed),
            siteCaptures: siteCaptures(besides: [article], until: observed, limit: Past.maximumSitePageCount),
            rules: rules, extractor: extractor)
    }

    /// The same, where it is known what stood and which pages the site had.
    func pastRecord(
        of article: String, behindWalls: Observation?, siteCaptures: [ObjectID], rules: String?, extractor: String
    ) throws -> PastRecord {
        var record = PastRecord(siteCaptures: siteCaptures)
        if let before = behindWalls, before.capture != nil, (before.rules, before.extractor) == (rules, extractor) {
            // What was taken out is no evidence any more.
            record.state = try before.state.flatMap { try tombstone(of: $0) == nil ? $0 : nil }
            record.capture = try before.capture.flatMap { try tombstone(ofCapture: $0, of: article) == nil ? $0 : nil }
        }
        return record
    }

    /// The evidence that a record names, but for what was taken out of the archive since or is damaged, and a record of what is
    /// left.
    ///
    /// - Parameters:
    ///   - cache: Keeps it, for those who ask again and again.
    ///   - text: That of `record.state`, where the archive may not have it yet.
    package func past(
        _ record: PastRecord, _ cache: EvidenceCache = EvidenceCache(), text: [UInt8]? = nil
    ) throws -> (past: Past, used: PastRecord) {
        var past = Past()
        var used = PastRecord()
        if let state = record.state {
            past.article = try unlessAbsent { try cache.article(of: text ?? canonicalBytes(ofState: state)) }
            if past.article != nil { used.state = state }
        }
        if let capture = record.capture {
            past.page = try unlessAbsent { try cache.page(capture, in: self) }
            if past.page != nil { used.capture = capture }
        }
        for capture in record.siteCaptures {
            guard let page = try unlessAbsent({ try cache.page(capture, in: self) }) else { continue }
            past.sitePages.append(page)
            used.siteCaptures.append(capture)
        }
        return (past, used)
    }
}

/// What a text or page gives; nil where it was taken out of the archive or is damaged.
func unlessAbsent<Value>(_ value: () throws -> Value) throws -> Value? {
    do { return try value() } catch let error as ArchiveError where error.isAbsence { return nil }
}

/// The page that an observation kept, without the past that it was read with.
struct RecordedPage: Sendable {
    var input: PageInput
    /// The addresses that the page is known under, in the order in which its rule is looked for.
    let addresses: [String?]
    /// The page came from a server, and not from a file.
    let isFetched: Bool
    /// Why this is no page to read.
    let failure: String?
    /// Which further page of the article could not be had, and why.
    let missingPage: String?

    /// Nil where the observation kept no page, or that was taken out or is damaged.
    init?(of observation: Observation, in archive: Archive) throws {
        guard let capture = try unlessAbsent({ try archive.capture(of: observation) }) ?? nil else { return nil }
        let head = try CaptureHead(capture.head)
        input = PageInput(bytes: capture.body, contentType: head.contentType, url: head.url)
        input.furtherPages = try capture.furtherPages.map { page in
            let head = try CaptureHead(page.head)
            return PageInput(bytes: page.body, contentType: head.contentType, url: head.url)
        }
        addresses = head.addresses(of: observation)
        isFetched = head.isFetched
        missingPage = head.missingPage
        failure = head.failure
    }
}

/// A recorded observation, ready to be read again from the page that it kept.
package struct RecordedReading: Sendable {
    package let observation: Observation
    /// The page, its address, and the past it was read with. Change it to read the page otherwise than it was.
    package var input: PageInput
    /// The page as it was kept.
    let page: RecordedPage

    /// Nothing of the past it was read with was taken out of the archive or is damaged: else it cannot be read as it was.
    let isPastWhole: Bool

    /// Nil where the observation kept no page, or that was taken out or is damaged.
    ///
    /// - Parameter cache: Keeps the past, for who reads many.
    package init?(
        of observation: Observation, in archive: Archive, _ cache: EvidenceCache = EvidenceCache()
    ) throws {
        guard let page = try RecordedPage(of: observation, in: archive) else { return nil }
        self.observation = observation
        self.page = page
        input = page.input
        let evidence = try observation.past.map { try archive.past($0, cache) }
        input.past = evidence?.past ?? .none
        isPastWhole = evidence?.used == observation.past
        input.rule = try observation.rules.flatMap { try archive.rule(recordedAs: $0, forFirstOf: page.addresses) }
    }

    /// Reads the page. The same input and version give the bytes that were recorded.
    package func read() throws -> ArticleText {
        try ArticleText(reading: input, as: observation.url, rules: observation.rules, past: observation.past)
    }
}

extension PageInput {
    /// Whether this is the same page to read: bytes, type and address.
    func isSamePage(as other: PageInput) -> Bool {
        (bytes, contentType, url) == (other.bytes, other.contentType, other.url)
            && furtherPages.count == other.furtherPages.count
            && zip(furtherPages, other.furtherPages).allSatisfy { $0.isSamePage(as: $1) }
    }
}

extension ArticleText {
    /// Reads a page and says how it was read. `past` and `rules` name what `input` holds.
    init(
        reading input: PageInput, as identity: String, rules: String?, past: PastRecord?,
        keptIn cache: EvidenceCache? = nil
    ) throws {
        self.init(
            try ArticleExtractor.extract(input).article, as: identity, rules: rules, past: past, keptIn: cache)
    }

    /// - Parameters:
    ///   - extractor: What read the article, where it was not Stet.
    ///   - cache: Keeps the article, which will be what the next version is compared to.
    init(
        _ article: Article, as identity: String, rules: String?, past: PastRecord? = nil,
        extractor: String = Self.extractor, keptIn cache: EvidenceCache? = nil
    ) {
        var article = article
        article.metadata.url = identity
        let normal = article.normalized()
        let bytes = CanonicalForm.bytes(ofNormal: normal)
        cache?.note(normal, as: bytes)
        self.init(
            canonicalBytes: bytes, title: article.metadata.title, rules: rules, extractor: extractor, past: past)
    }

    /// What reads pages here, with its version.
    static let extractor = "stet-\(ArticleExtractor.version)"
}
