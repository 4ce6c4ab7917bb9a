import StetDiff

/// Renders diffs, articles and lists as text for a terminal, a pager or a file.
///
/// No line is wider than `width`, whatever the text. Without colour every change carries git's word-diff marks:
/// `[-removed-]`, `{+added+}`, and `{~reformatted~}` for the same words with other marks; `[- -- -]` where the text is nothing but
/// the sign of the mark. Nothing from an article
/// reaches the output raw: see `VisibleText`.
public struct TerminalRenderer: Sendable {
    /// In columns; widths below `narrowest` are taken as that.
    public var width: Int
    /// Whether to colour changes with ANSI sequences instead of word marks.
    public var isColored: Bool
    /// Whether lines that hold right-to-left text are isolated from their surroundings (U+2068 … U+2069).
    public var isolatesRightToLeft: Bool
    /// How many unchanged sentences to show before and after a change; nil shows the whole text.
    public var context: Int?
    /// Whether to show nothing but the sentences that changed and the headings they stand under.
    public var showsOnlyChanges: Bool

    /// Two columns of words need this much to be legible at all.
    public static let narrowest = 20

    public init(
        width: Int = 80, isColored: Bool = false, isolatesRightToLeft: Bool = false, context: Int? = 1,
        showsOnlyChanges: Bool = false
    ) {
        self.width = max(width, Self.narrowest)
        self.isColored = isColored
        self.isolatesRightToLeft = isolatesRightToLeft
        self.context = context
        self.showsOnlyChanges = showsOnlyChanges
    }

    /// The gutter in front of every line of a diff: a sign and a space.
    static let gutterWidth = 2

    func makeWriter() -> TerminalWriter {
        TerminalWriter(isColored: isColored, isolatesRightToLeft: isolatesRightToLeft)
    }

    /// The runs of a changed text, with marks where there is no colour.
    func runs(of segments: [DiffSegment], emphasis: SegmentEmphasis = .words, isBold: Bool = false) -> [TextRun] {
        var runs: [TextRun] = []
        for segment in segments {
            let text = VisibleText.line(segment.text)
            guard segment.kind != .equal else {
                runs.append(TextRun(text: text, role: .plain, isBold: isBold))
                continue
            }
            let role: TextRole =
                switch segment.kind {
                case .removed: .removed
                case .added: .added
                default: .reformatted
                }
            runs += marked(text, as: role, isBold: isBold || (emphasis == .words && segment.kind == .added))
        }
        return runs
    }

    func marked(_ text: String, as role: TextRole, isBold: Bool = false) -> [TextRun] {
        let hugged = HuggedText(text)
        guard !hugged.words.isEmpty else { return [TextRun(text: text, role: .plain)] }
        guard !isColored else { return [TextRun(text: text, role: role, isBold: isBold)] }
        var (opening, closing, sign): (String, String, Character) =
            switch role {
            case .removed: ("[-", "-]", "-")
            case .added: ("{+", "+}", "+")
            default: ("{~", "~}", "~")
            }
        // "[----]" would not say what was removed.
        if hugged.words.allSatisfy({ $0 == sign }) { (opening, closing) = (opening + " ", " " + closing) }
        return [
            TextRun(text: hugged.leading, role: .plain), TextRun(text: opening, role: .openingMark),
            TextRun(text: hugged.words, role: role, isBold: isBold), TextRun(text: closing, role: .closingMark),
            TextRun(text: hugged.trailing, role: .plain),
        ].filter { !$0.text.isEmpty }
    }
}

/// Whether the words of a change stand out from its sentence, or the sentence as a whole is the change.
enum SegmentEmphasis { case words, sentence }
