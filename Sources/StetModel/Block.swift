/// One block of an article's text.
public indirect enum Block: Hashable, Sendable {
    /// `level` is 1...6.
    case heading(level: Int, content: Sentence)
    case paragraph([Sentence])
    case list(List)
    case quotation([Block])
    case table(Table)
    /// A picture, video or chart, of which the caption is what an article tracker can keep stable.
    case figure(caption: [Sentence])
    /// `text` holds the lines as they stand, without a final line break.
    case code(language: String?, text: String)
    /// A thematic break: a rule between two parts of the text.
    case thematicBreak
}

/// One sentence of running text: what stands on one line of the canonical file.
public struct Sentence: Hashable, Sendable {
    public var inlines: [Inline]

    public init(_ inlines: [Inline]) {
        self.inlines = inlines
    }

    public init(_ text: String) {
        self.inlines = text.isEmpty ? [] : [.text(text)]
    }

    /// The words without their marks.
    public var plainText: String { inlines.plainText }
}

/// A piece of running text.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case link(target: String, content: [Inline])
    case code(String)
}

extension [Inline] {
    /// The words without their marks.
    public var plainText: String {
        var text = ""
        for inline in self { inline.append(to: &text) }
        return text
    }
}

extension Inline {
    fileprivate func append(to text: inout String) {
        switch self {
        case .text(let piece), .code(let piece): text += piece
        case .emphasis(let content), .strong(let content), .link(_, let content):
            for inline in content { inline.append(to: &text) }
        }
    }
}

/// A list; items hold blocks, so lists nest.
public struct List: Hashable, Sendable {
    /// The first number of an ordered list (0...999,999,999); nil for a bulleted one.
    public var start: Int?
    public var items: [[Block]]

    public init(start: Int? = nil, items: [[Block]]) {
        self.start = start
        self.items = items
    }
}

/// A table of one-line cells. Every row has as many cells as `columnCount`.
public struct Table: Hashable, Sendable {
    /// Nil where the table has no header row.
    public var header: [Sentence]?
    public var rows: [[Sentence]]

    public init(header: [Sentence]? = nil, rows: [[Sentence]]) {
        self.header = header
        self.rows = rows
    }

    /// - Complexity: O(rows).
    public var columnCount: Int { max(header?.count ?? 0, rows.map(\.count).max() ?? 0) }
}
