public import StetGit

/// One check of an article, as the journal keeps it.
public struct Observation: Hashable, Sendable {
    /// The article's path on `main`.
    public var article: String
    public var url: String
    public var requestedURL: String?
    /// When the page was fetched, and when that was written down.
    public var observed: Timestamp
    public var recorded: Timestamp
    public var outcome: Outcome
    public var title: String?
    /// The blob of the canonical text that stood; nil when the check failed.
    public var state: ObjectID?
    /// The commit on `main` that brought this state.
    public var revision: ObjectID?
    /// The commit on `captures` that holds what the server sent.
    public var capture: ObjectID?
    public var rules: String?
    public var extractor: String?
    /// The telling of history that it belongs to.
    public var line = 1
    /// What else it was read with; nil for the page alone.
    public var past: PastRecord?
    /// Further pages that it was read with and that the check before had not fetched; see ``ArticleText``.
    public var joinedPageCount = 0
}

/// What a check found.
public enum Outcome: Hashable, Sendable {
    case revision(RevisionKind)
    /// The text is that of the observation before.
    case unchanged
    case failed(reason: String)
}

/// Why there is a revision.
public enum RevisionKind: String, Hashable, Sendable, CaseIterable {
    /// The article's first.
    case new
    case change
    /// A text that had stood before stands again.
    case `return`
    /// The same page was read otherwise: the rules or the extractor changed, not the article.
    case technical
}

extension Observation {
    /// The line of the journal, without its line break.
    var text: String {
        var fields: [(String, String)] = [
            ("article", article), ("url", url), ("observed", observed.description), ("recorded", recorded.description),
        ]
        switch outcome {
        case .revision(let kind): fields.append(("outcome", kind.rawValue))
        case .unchanged: fields.append(("outcome", "unchanged"))
        case .failed(let reason): fields += [("outcome", "failed"), ("reason", reason)]
        }
        let optional = [
            ("requested", requestedURL), ("title", title), ("state", state?.description),
            ("revision", revision?.description), ("capture", capture?.description), ("rules", rules),
            ("extractor", extractor), ("past", past?.text),
            ("line", line == 1 ? nil : "\(line)"),
            ("joined", joinedPageCount == 0 ? nil : "\(joinedPageCount)"),
        ]
        for case (let name, let value?) in optional { fields.append((name, value)) }
        return JSONLine.line(of: fields)
    }

    /// Reads a line of the journal; nil when it is none. Names it does not know are passed over.
    init?(line: ArraySlice<UInt8>) {
        guard let fields = JSONLine.fields(of: line), let article = fields["article"], let url = fields["url"],
            let observed = fields["observed"].flatMap({ Timestamp($0) }),
            let recorded = fields["recorded"].flatMap({ Timestamp($0) }), let outcome = fields["outcome"]
        else { return nil }
        self.article = article
        self.url = url
        self.observed = observed
        self.recorded = recorded
        switch outcome {
        case "unchanged": self.outcome = .unchanged
        case "failed": self.outcome = .failed(reason: fields["reason"] ?? "")
        default:
            guard let kind = RevisionKind(rawValue: outcome) else { return nil }
            self.outcome = .revision(kind)
        }
        requestedURL = fields["requested"]
        title = fields["title"]
        state = fields["state"].flatMap { ObjectID(hex: $0) }
        revision = fields["revision"].flatMap { ObjectID(hex: $0) }
        capture = fields["capture"].flatMap { ObjectID(hex: $0) }
        rules = fields["rules"]
        extractor = fields["extractor"]
        if let text = fields["line"] {
            guard let number = Int(text), number > 0 else { return nil }
            self.line = number
        }
        joinedPageCount = fields["joined"].flatMap { Int($0) } ?? 0
        if let text = fields["past"] {
            guard let record = PastRecord(text: text) else { return nil }
            past = record
        }
        if case .failed = self.outcome { return }
        guard state != nil, revision != nil else { return nil }
    }
}
