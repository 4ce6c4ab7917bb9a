/// What changed between two texts: which text is the same, and how sentences and blocks correspond.
public struct TextDiff: Hashable, Sendable {
    /// A run of text that stands on both sides, as byte ranges without the white space around it.
    ///
    /// Runs are sorted by `after`; those that are not `isMoved` are sorted by `before` too.
    public struct Match: Hashable, Sendable {
        public var before: Range<Int>
        public var after: Range<Int>
        public var isMoved: Bool

        public init(before: Range<Int>, after: Range<Int>, isMoved: Bool) {
            self.before = before
            self.after = after
            self.isMoved = isMoved
        }
    }

    public enum LinkKind: String, Hashable, Sendable, CaseIterable {
        case equal, edited, moved, split, merged
    }

    /// Sentences (or blocks) of the two sides that correspond; what is in no link was removed or added.
    public struct Link: Hashable, Sendable {
        public var kind: LinkKind
        /// Indices on the before side: one, but for `merged`.
        public var before: IndexList
        /// Indices on the after side: one, but for `split`.
        public var after: IndexList
        /// Whether the words differ; for `moved`, `split` and `merged` too.
        public var isEdited: Bool

        public init(kind: LinkKind, before: IndexList, after: IndexList, isEdited: Bool) {
            self.kind = kind
            self.before = before
            self.after = after
            self.isEdited = isEdited
        }
    }

    public var before: DiffText
    public var after: DiffText
    public var matches: [Match]
    public var sentenceLinks: [Link]
    public var blockLinks: [Link]

    public init(
        before: DiffText, after: DiffText, matches: [Match], sentenceLinks: [Link], blockLinks: [Link]
    ) {
        self.before = before
        self.after = after
        self.matches = matches
        self.sentenceLinks = sentenceLinks
        self.blockLinks = blockLinks
    }
}
