/// A text cut into blocks and sentences: what the diff engine aligns.
///
/// All ranges are offsets in `bytes`, on character boundaries. Blocks are in order and do not overlap; the
/// sentences of a block lie inside it, in order. Bytes outside every sentence are white space or markup.
public struct DiffText: Hashable, Sendable {
    public struct Block: Hashable, Sendable {
        public var kind: BlockKind
        public var range: Range<Int>
        /// Indices in `sentences`.
        public var sentences: Range<Int>

        public init(kind: BlockKind, range: Range<Int>, sentences: Range<Int>) {
            self.kind = kind
            self.range = range
            self.sentences = sentences
        }
    }

    public enum BlockKind: Hashable, Sendable {
        case heading(level: Int)
        case paragraph
        /// `depth` counts from 0; `number` is nil for a bulleted item.
        case listItem(depth: Int, number: Int?)
        case quotation
        case tableRow
        case caption
        case code
        case thematicBreak
    }

    /// What a stretch of text is beside its words.
    public struct Mark: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case emphasis, strong, code
            case link(target: String)
        }

        public var kind: Kind
        public var range: Range<Int>

        public init(kind: Kind, range: Range<Int>) {
            self.kind = kind
            self.range = range
        }
    }

    /// A table: rows that are blocks of the kind `tableRow`, and the cells in them.
    public struct Table: Hashable, Sendable {
        public struct Row: Hashable, Sendable {
            /// Index in `blocks`.
            public var block: Int
            /// The words of each cell, as ranges in `bytes`.
            public var cells: [Range<Int>]

            public init(block: Int, cells: [Range<Int>]) {
                self.block = block
                self.cells = cells
            }
        }

        /// Whether the first row heads the columns.
        public var hasHeader: Bool
        public var rows: [Row]

        public init(hasHeader: Bool, rows: [Row]) {
            self.hasHeader = hasHeader
            self.rows = rows
        }
    }

    /// UTF-8.
    public var bytes: [UInt8]
    public var blocks: [Block]
    public var sentences: [Range<Int>]
    /// Marks of the text, sorted by where they start; empty where the text was not made from an article.
    public var marks: [Mark]
    /// The tables, in order; empty where the text was not made from an article.
    public var tables: [Table]

    public init(
        bytes: [UInt8], blocks: [Block], sentences: [Range<Int>], marks: [Mark] = [], tables: [Table] = []
    ) {
        self.bytes = bytes
        self.blocks = blocks
        self.sentences = sentences
        self.marks = marks
        self.tables = tables
    }
}
