/// One revision in the list that `stet log` shows. All values are given as they are to be read.
public struct RevisionRow: Hashable, Sendable {
    /// Counted from 1 in order of observation: the N of "@N".
    public var number: Int
    public var commit: String
    /// When this state was first seen: ISO 8601.
    public var observed: String
    /// When the state before it was last seen: the change happened between then and `observed`.
    public var previouslySeen: String?
    /// "new", "change", "formatting", "return", "alternating", "technical", "suspect".
    public var kind: String
    public var title: String?
    /// What changed, in words.
    public var summary: String?
    /// The number of the first revision with the same text, where an earlier text came back.
    public var returnsTo: Int?
    /// Why the text was taken out of the archive; nil where it is there.
    public var redacted: String?
    /// Why the text cannot be read; nil where it can, or was taken out.
    public var damaged: String?

    public init(
        number: Int, commit: String, observed: String, previouslySeen: String? = nil, kind: String,
        title: String? = nil,
        summary: String? = nil
    ) {
        self.number = number
        self.commit = commit
        self.observed = observed
        self.previouslySeen = previouslySeen
        self.kind = kind
        self.title = title
        self.summary = summary
    }
}

/// One article in the list that `stet list` shows.
public struct ArticleRow: Hashable, Sendable {
    public var url: String
    public var title: String?
    /// The path of its canonical file in the archive.
    public var path: String
    public var revisionCount: Int
    /// When it was first and last checked, and when it was last seen changed: ISO 8601.
    public var firstObserved: String?
    public var lastObserved: String?
    public var lastChanged: String?

    public init(
        url: String, title: String? = nil, path: String, revisionCount: Int, firstObserved: String? = nil,
        lastObserved: String? = nil, lastChanged: String? = nil
    ) {
        self.url = url
        self.title = title
        self.path = path
        self.revisionCount = revisionCount
        self.firstObserved = firstObserved
        self.lastObserved = lastObserved
        self.lastChanged = lastChanged
    }
}

/// An ISO 8601 time to the minute, easier on the eye: "2024-06-01 10:43 UTC". Other text is kept as it is.
package func readableTime(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
        bytes.allSatisfy({ $0 < 0x80 })
    else { return text }
    let zone = text.hasSuffix("Z") ? " UTC" : text.dropFirst(16).contains("+") ? " " + text.suffix(6) : ""
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + zone
}
