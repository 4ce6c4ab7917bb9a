/// What changed between two versions of an article: its metadata, its text and its marks.
public struct ArticleDiff: Hashable, Sendable {
    /// A field of the metadata that was changed, added (`before` is nil) or removed (`after` is nil).
    public struct FieldChange: Hashable, Sendable {
        /// The field's name in the canonical front matter: "title", "updated", "authors", …
        public var field: String
        public var before: String?
        public var after: String?
        /// The words of a text field (title, deck, authors, outlet, section); nil for times, URLs and the like.
        public var words: [Segment]?

        public init(field: String, before: String?, after: String?, words: [Segment]?) {
            self.field = field
            self.before = before
            self.after = after
            self.words = words
        }
    }

    /// A piece of a changed text, in reading order: removed pieces stand before the added ones that replace them.
    public struct Segment: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case equal, removed, added
            /// Equal words whose marks (emphasis, link target, code) differ.
            case reformatted
        }

        public var kind: Kind
        public var text: String
        /// Of a removed text and the added one that follows it: in what they differ, where the wording is the same.
        public var foldings: Foldings

        public init(kind: Kind, text: String, foldings: Foldings = []) {
            self.kind = kind
            self.text = text
            self.foldings = foldings
        }
    }

    /// One entry of the reading view: the blocks of both sides in one order, each told once.
    ///
    /// Unmoved blocks stand in the after side's order, removed ones where they stood. A moved block stands at its
    /// new place; a `movedAway` entry marks its old place.
    public struct BlockChange: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case equal, edited, added, removed, moved, movedAway, split, merged
            /// The words are equal; the kind of block, the heading level or the marks are not.
            case reformatted
            /// An item of a numbered list that is the same but for its number.
            case renumbered
        }

        public var kind: Kind
        /// Indices of blocks in `text.before.blocks` and `text.after.blocks`.
        public var before: [Int]
        public var after: [Int]
        /// The sentences of this block, in reading order; of an equal one perhaps none (see `ArticleDiff.Detail`).
        public var sentences: [SentenceChange]

        public init(kind: Kind, before: [Int], after: [Int], sentences: [SentenceChange]) {
            self.kind = kind
            self.before = before
            self.after = after
            self.sentences = sentences
        }
    }

    public struct SentenceChange: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case equal, edited, added, removed, moved, movedAway, split, merged, reformatted
        }

        public var kind: Kind
        /// Indices of sentences in `text.before.sentences` and `text.after.sentences`.
        public var before: [Int]
        public var after: [Int]
        public var segments: [Segment]
        /// What became of links, emphasis and code; empty for a sentence that stands on one side only.
        public var marks: [MarkChange]

        public init(kind: Kind, before: [Int], after: [Int], segments: [Segment], marks: [MarkChange] = []) {
            self.kind = kind
            self.before = before
            self.after = after
            self.segments = segments
            self.marks = marks
        }

        /// In what the sentence differs, where its wording is the same: all its changes together. Else empty.
        public var foldings: Foldings { segments.commonFoldings }
    }

    public var metadata: [FieldChange]
    public var text: TextDiff
    public var blocks: [BlockChange]
    /// What became of the words inside quotation marks, in the after side's order; removed ones stand last.
    public var quotations: [QuotationChange]

    /// The tables that stand on both sides and are not the same. Their rows are in `blocks`, too, as lines of text.
    public var tables: [TableChange]

    /// What became of pictures, breaks and the languages of code, where the texts were read with them (see `insetChanges`).
    public var insets: [InsetChange] = []

    /// Nothing above differs, and still the two are not the same: lists or quotations were parted or joined, a sentence was cut at another
    /// place, code is said to be of another language.
    public var differsInLayoutAlone = false

    public init(
        metadata: [FieldChange], text: TextDiff, blocks: [BlockChange], quotations: [QuotationChange] = [],
        tables: [TableChange] = []
    ) {
        self.metadata = metadata
        self.text = text
        self.blocks = blocks
        self.quotations = quotations
        self.tables = tables
    }

    /// Whether the two versions are the same article, marks included.
    public var isEmpty: Bool {
        !differsInLayoutAlone && metadata.isEmpty && insets.isEmpty && blocks.allSatisfy { $0.kind == .equal }
    }

    /// Whether words came, went or were replaced in the text or in a field of text. Moves, marks, kinds of blocks, numbers of
    /// items, times and what differs in form only (see `Foldings`) leave the wording as it is.
    ///
    /// - Complexity: O(segments).
    public var changesWording: Bool {
        func isWording(_ segments: [Segment]) -> Bool {
            segments.contains { ($0.kind == .removed || $0.kind == .added) && $0.foldings.isEmpty }
        }
        return metadata.contains { $0.words.map(isWording) ?? false }
            || blocks.contains { $0.sentences.contains { isWording($0.segments) } }
    }
}
