public import StetModel

extension ArticleDiff {
    /// How much of the reading view is told.
    public enum Detail: Sendable {
        /// Every sentence of every block.
        case all
        /// Blocks that are the same on both sides come without their sentences: enough for those who only count and judge.
        case changes
    }

    /// Finds what a reader has to be shown between two versions of an article.
    ///
    /// - Parameter insets: What stands between the words of both texts, where it is to be compared: an article has none of it.
    public init(
        from before: Article, to after: Article, insets: (before: [Inset.Piece], after: [Inset.Piece]) = ([], []),
        telling detail: Detail = .all
    ) {
        self.init(
            metadata: Self.fieldChanges(from: before.metadata, to: after.metadata),
            text: TextDiff(from: DiffText(article: before), to: DiffText(article: after)), telling: detail)
        self.insets = Self.insetChanges(from: insets.before, to: insets.after)
        // What is all that differs is told, whatever it says.
        if isEmpty, let change = Self.languageChange(from: before.metadata, to: after.metadata) { metadata = [change] }
        differsInLayoutAlone = isEmpty && before.blocks != after.blocks
    }

    /// The reading view of `text`, with the changes of metadata that a caller found.
    public init(metadata: [FieldChange] = [], text: TextDiff, telling detail: Detail = .all) {
        self.init(
            metadata: metadata, text: text, blocks: ReadingView(text).blocks(detail),
            quotations: QuotationComparison(text).changes(), tables: TablePairing(text).changes())
    }

    private static func languageChange(from before: Metadata, to after: Metadata) -> FieldChange? {
        guard before.language != after.language else { return nil }
        return FieldChange(field: "language", before: before.language, after: after.language, words: nil)
    }

    /// Changed fields, in the order of the canonical front matter.
    private static func fieldChanges(from before: Metadata, to after: Metadata) -> [FieldChange] {
        func joined(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: ", ") }
        func notes(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: " ") }
        // Mostly a guess, which a short text does not allow: one that only one side has says nothing of a change.
        let isLanguageKnown = before.language != nil && after.language != nil
        let fields: [(name: String, before: String?, after: String?, isText: Bool)] = [
            ("url", before.url, after.url, false),
            ("title", before.title, after.title, true),
            ("deck", before.deck, after.deck, true),
            ("authors", joined(before.authors), joined(after.authors), true),
            ("outlet", before.outlet, after.outlet, true),
            ("section", before.section, after.section, true),
            ("tags", joined(before.tags), joined(after.tags), true),
            ("published", before.published?.description, after.published?.description, false),
            ("updated", before.updated?.description, after.updated?.description, false),
            ("language", isLanguageKnown ? before.language : nil, isLanguageKnown ? after.language : nil, false),
            ("license", before.license, after.license, false),
            ("access", before.access?.rawValue, after.access?.rawValue, false),
            ("corrections", notes(before.corrections), notes(after.corrections), true),
        ]
        return fields.compactMap { field in
            guard field.before != field.after else { return nil }
            let names: [String: (before: [String], after: [String])] = [
                "authors": (before.authors, after.authors), "tags": (before.tags, after.tags),
            ]
            if let (old, new) = names[field.name] {
                return FieldChange(
                    field: field.name, before: field.before, after: field.after,
                    words: Segment.segments(from: old, to: new, separator: ", "))
            }
            let words = field.isText ? Segment.segments(from: field.before ?? "", to: field.after ?? "") : nil
            return FieldChange(field: field.name, before: field.before, after: field.after, words: words)
        }
    }
}
