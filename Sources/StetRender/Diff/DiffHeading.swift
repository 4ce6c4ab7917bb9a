/// What a view says above a diff: which article, and which two of its revisions.
///
/// All of it is given by the caller as it is to be read; times and identities are not the renderer's to find out.
public struct DiffHeading: Hashable, Sendable {
    /// One side: "@1, seen 1 Jun 2024 10:50 UTC", or a file's name.
    public struct Side: Hashable, Sendable {
        public var label: String
        /// ISO 8601, for machines: the `datetime` of removed and added text.
        public var time: String?

        public init(label: String, time: String? = nil) {
            self.label = label
            self.time = time
        }
    }

    /// That the page was read otherwise: what differs is then not, or not all, the publisher's change.
    public struct Technical: Hashable, Sendable {
        /// Nothing else lies between the two sides.
        public var isAll: Bool
        /// What of the reading changed, to stand after "read otherwise": "with rules/post.yaml".
        public var reason: String

        public init(isAll: Bool, reason: String) {
            self.isAll = isAll
            self.reason = reason
        }

        var sentence: String {
            isAll
                ? "Read otherwise \(reason): not the publisher's change."
                : "Part of this is read otherwise \(reason): not all of it is the publisher's change."
        }
    }

    public var title: String?
    public var url: String?
    public var before: Side?
    public var after: Side?
    /// When the change happened, as an interval: "between 10:50 and 13:10 UTC, 1 Jun 2024".
    public var interval: String?
    /// Nil where the two sides were read alike, as far as is known.
    public var technical: Technical?
    /// The article's language, as a BCP 47 tag.
    public var language: String?

    public init(
        title: String? = nil, url: String? = nil, before: Side? = nil, after: Side? = nil, interval: String? = nil,
        technical: Technical? = nil, language: String? = nil
    ) {
        self.title = title
        self.url = url
        self.before = before
        self.after = after
        self.interval = interval
        self.technical = technical
        self.language = language
    }

    /// The heading for formats that are read by line: each line behind "# ", so that none can be taken for a part of a
    /// patch. git and patch pass over such lines before the first `diff --git`.
    var commentLines: String {
        let sides = [before?.described, after?.described].compactMap(\.self).joined(separator: " → ")
        return [title, url, sides.isEmpty ? nil : sides, interval, technical?.sentence].compactMap(\.self)
            .map { "# " + VisibleText.line($0) + "\n" }.joined()
    }
}

extension DiffHeading.Side {
    /// "@1, 2024-06-01T10:50:00Z".
    fileprivate var described: String { time.map { label + ", " + $0 } ?? label }
}
