internal import Foundation
package import StetArchive
internal import StetDiff
internal import StetExtract
package import StetFetch
internal import StetHTML
internal import StetModel
internal import StetRender

/// One check of an article from start to end: take the page, read it, record what it says.
package struct Snapshot: Sendable {
    package var source: PageSource
    /// The identity to record under; nil to take it from the page or its address.
    package var url: String?
    package var observed: Timestamp
    package var options: FetchOptions

    package init(source: PageSource, url: String?, observed: Timestamp, options: FetchOptions) {
        self.source = source
        self.url = url
        self.observed = observed
        self.options = options
    }

    /// What became of it: the archive's answer, and what changed in words.
    package struct Result: Sendable {
        package var recorded: Recorded
        package var url: String
        package var title: String?
        /// "headline changed; 2 sentences edited"; nil where nothing changed or there is nothing before.
        package var summary: String?
        package var revisionNumber: Int?
        /// The number of the first revision with the same text, where an earlier text came back.
        package var returnsTo: Int?
        /// For a technical revision, why the page was read otherwise: "with rules/post.yaml".
        package var readingChange: String?
        /// What is wrong with the rules, or could not be done that they say.
        package var warnings: [String] = []
    }

    /// Takes the page and records it. A page that cannot be read is kept and recorded as a failed observation.
    ///
    /// - Throws: what keeps anything from being recorded: no connection, no identity, a locked archive.
    package func record(in archive: Archive, now: Timestamp) throws -> Result {
        var page: CapturedPage
        do {
            page = try source.capture(with: options)
        } catch let error as FetchError {
            try recordFailure(error, in: archive, now: now)
            throw error
        }
        // A file has the address that it is recorded under, also when it is read again.
        if page.url == nil { page.head.url = url }
        let intake = PageIntake(rules: try ArchiveRules(committedIn: archive))
        let arrival = try intake.arrival(of: page, as: self.identity, stated: url, fetchingWith: options)
        let check = try intake.check(of: arrival, observed: observed, in: archive) { first, note in
            _ = try archive.record([first], at: now, note: note)
        }
        let identity = arrival.identity
        let warnings = intake.rules.warnings + arrival.warnings
        guard case .text(let text) = check.reading else {
            let recorded = try archive.record([check], at: now)[0]
            return Result(
                recorded: recorded, url: identity, title: nil, summary: nil, revisionNumber: nil, warnings: warnings)
        }
        let article = try CanonicalForm.parse(text.canonicalBytes)
        var summary: String?
        let recorded = try archive.record([check], at: now) { before, after in
            let note = try ChangeNote(from: before, to: after)
            summary = note.summary
            return note
        }[0]
        let history = try archive.history(of: recorded.article)
        let revision = history.revision(standingAt: observed)
        var isTechnical = false
        if case .revision(.technical) = recorded.outcome { isTechnical = true }
        var result = Result(
            recorded: recorded, url: identity, title: article.metadata.title, summary: summary,
            revisionNumber: revision?.number,
            readingChange: isTechnical ? revision.flatMap { history.readingChange(of: $0)?.text } : nil,
            warnings: warnings)
        if case .revision = recorded.outcome { result.returnsTo = revision?.returnsTo }
        return result
    }

    /// An article that is known keeps the failed check; a first check that fails leaves nothing behind.
    private func recordFailure(_ error: FetchError, in archive: Archive, now: Timestamp) throws {
        guard case .url(let requested) = source, let identity = Self.normalized(url ?? requested),
            try archive.hasArticle(under: identity) || archive.hasArticle(under: requested)
        else { return }
        let reason = String(error.description.prefix { $0 != "\n" })
        _ = try archive.record(
            [Check(url: identity, requestedURL: requested, observed: observed, reading: .failed(reason: reason))],
            at: now)
    }

    // MARK: Identity

    /// The address an article is recorded under.
    ///
    /// What the caller says; else the page's own canonical address, where it is on the host that answered (a page must
    /// not be able to write into another site's history) or where there is no host, as for a file; else the address
    /// that answered; else the file's own.
    private func identity(of page: CapturedPage, stated: () -> String?) throws -> String {
        if let url {
            guard let identity = Self.normalized(url) else {
                throw PageError(
                    description:
                        "cannot record under \(StatedAddress.shown(url)) : it is no URL without a user name or password\n"
                        + "hint: --url https://…")
            }
            return identity
        }
        if let answered = page.url { return Self.identity(stated: stated(), answered: answered) }
        if let stated = stated().flatMap(Self.normalized) { return stated }
        if case .file(let path) = source { return URL(filePath: path).standardizedFileURL.absoluteString }
        throw PageError(
            description: "cannot tell which article this is: the page states no address of its own\n"
                + "hint: say it with --url https://…")
    }

    /// The address that a page from a server states of itself, if it is on the host that answered; else the one that answered.
    static func identity(stated: String?, answered: String) -> String {
        if let stated = stated.flatMap(normalized), bareHost(stated) == bareHost(answered) { return stated }
        return normalized(answered) ?? answered
    }

    /// Nil for an address with a user name or password, which everyone who has the archive could read.
    static func normalized(_ text: String) -> String? {
        guard let url = WebURL(text.contains("://") ? text : "https://" + text), !url.hasCredentials else { return nil }
        let href = url.removingTrackingParameters().href
        return href.split(separator: "#", maxSplits: 1).first.map(String.init)
    }

    /// The host without what sites put before it for phones and accelerated copies.
    private static func bareHost(_ url: String) -> String? {
        guard var host = WebURL(url)?.host else { return nil }
        for prefix in ["www.", "m.", "mobile.", "amp."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
        return host
    }
}
