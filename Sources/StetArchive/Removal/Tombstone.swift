public import StetGit

/// What is left of a text or page that was taken out of the archive: a file `<xx>/<object>.json` on `redactions`.
public struct Tombstone: Hashable, Sendable {
    public enum Cause: String, Sendable {
        /// On demand: `stet redact`.
        case redacted
        /// By a policy: `stet prune-captures`.
        case pruned
    }

    public enum Content: String, Sendable {
        case text, page
    }

    public var cause: Cause
    public var content: Content
    /// The blob that is gone, and how many bytes it had.
    public var object: ObjectID
    public var byteCount: Int
    /// The article's path on `main`, and its address.
    public var article: String
    public var url: String
    /// The reason that was given, or the policy in words.
    public var reason: String
    public var removed: Timestamp

    static let reasonLimit = 500

    /// "redacted: court order".
    public var notice: String { "\(cause.rawValue): \(reason)" }

    static func path(of object: ObjectID) -> String {
        let digits = object.description
        return "\(digits.prefix(2))/\(digits).json"
    }

    /// Git and people read it in the place of what is gone, so what matters to them comes first.
    var file: [UInt8] {
        let fields = [
            (cause.rawValue, reason), ("removed", removed.description), ("content", content.rawValue),
            ("object", object.description), ("bytes", "\(byteCount)"), ("url", url), ("article", article),
        ]
        return Array((JSONLine.line(of: fields) + "\n").utf8)
    }

    /// Nil for what is no tombstone. Names it does not know are passed over.
    init?(file: [UInt8]) {
        guard let fields = JSONLine.fields(of: file.prefix { $0 != UInt8(ascii: "\n") }),
            let content = fields["content"].flatMap({ Content(rawValue: $0) }),
            let object = fields["object"].flatMap({ ObjectID(hex: $0) }),
            let byteCount = fields["bytes"].flatMap({ Int($0) }), byteCount >= 0, let article = fields["article"],
            let url = fields["url"], let removed = fields["removed"].flatMap({ Timestamp($0) })
        else { return nil }
        guard
            let (cause, reason) = [Cause.redacted, .pruned].lazy
                .compactMap({ cause in fields[cause.rawValue].map { (cause, $0) } }).first
        else { return nil }
        self.cause = cause
        self.reason = CleanText.line(reason)
        self.content = content
        self.object = object
        self.byteCount = byteCount
        self.article = article
        self.url = url
        self.removed = removed
    }

    init(
        _ cause: Cause, _ content: Content, _ object: ObjectID, byteCount: Int, article: String, url: String,
        reason: String, at now: Timestamp
    ) {
        self.cause = cause
        self.content = content
        self.object = object
        self.byteCount = byteCount
        self.article = article
        self.url = url
        self.reason = CleanText.line(reason, limit: Self.reasonLimit)
        removed = now
    }
}
