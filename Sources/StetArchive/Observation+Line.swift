internal import StetGit

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
        guard let fields = JSONLine.fields(of: line), let article = fields["article"], ArticlePath.isPath(article),
            let url = fields["url"],
            let observed = fields["observed"].flatMap({ Timestamp($0) }),
            let recorded = fields["recorded"].flatMap({ Timestamp($0) }), let outcome = fields["outcome"]
        else { return nil }
        let told: Outcome
        switch outcome {
        case "unchanged": told = .unchanged
        case "failed": told = .failed(reason: fields["reason"] ?? "")
        default:
            guard let kind = RevisionKind(rawValue: outcome) else { return nil }
            told = .revision(kind)
        }
        self.init(
            article: article, url: url, requestedURL: fields["requested"], observed: observed, recorded: recorded,
            outcome: told)
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
