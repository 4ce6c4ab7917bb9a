/// What a piece of text is in a view, from which its colour and its marks follow.
enum TextRole: UInt8, Sendable {
    case plain, removed, added, reformatted
    /// Stet's own words about the text.
    case note
    /// Words about a move.
    case moved
    /// A label, such as the name of a field.
    case label
    /// The marks of a change where there is no colour: no line breaks inside or between them and their text.
    case openingMark, closingMark
}

/// A piece of text with one look.
struct TextRun: Hashable, Sendable {
    var text: String
    var role: TextRole
    var isBold = false
}

/// One line of a terminal view: pieces that together are no wider than was asked for.
struct TextLine: Hashable, Sendable {
    var runs: [TextRun] = []
    var columnCount = 0

    var changes: LineChanges {
        var changes: LineChanges = []
        for run in runs {
            switch run.role {
            case .removed: changes.insert(.removed)
            case .added: changes.insert(.added)
            case .reformatted: changes.insert(.reformatted)
            default: break
            }
        }
        return changes
    }
}

struct LineChanges: OptionSet, Sendable {
    let rawValue: UInt8
    static let removed = LineChanges(rawValue: 1)
    static let added = LineChanges(rawValue: 2)
    static let reformatted = LineChanges(rawValue: 4)

    /// The sign for the gutter: what a reader who sees no colour looks for.
    var sign: String {
        if contains([.removed, .added]) { return "~" }
        if contains(.removed) { return "-" }
        if contains(.added) { return "+" }
        return contains(.reformatted) ? "~" : " "
    }
}
