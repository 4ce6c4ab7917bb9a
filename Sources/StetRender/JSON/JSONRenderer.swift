public import StetDiff
public import StetModel

/// Renders diffs, articles and lists as JSON: the schema of docs/reference/json.md.
///
/// The text is the article's own, not made visible or folded. The same values give the same bytes.
public struct JSONRenderer: Sendable {
    /// One value on one line, for JSON Lines; else indented.
    public var isCompact: Bool
    /// Whether equal blocks are written too.
    public var includesUnchanged: Bool
    /// Whether to write the two texts' byte ranges beside the reading view.
    public var includesRanges: Bool

    public init(isCompact: Bool = false, includesUnchanged: Bool = true, includesRanges: Bool = false) {
        self.isCompact = isCompact
        self.includesUnchanged = includesUnchanged
        self.includesRanges = includesRanges
    }

    /// One JSON object and a line break.
    public func diff(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        document { write(diff, heading, into: &$0) }
    }

    /// One JSON object and a line break.
    public func article(_ article: Article) -> String {
        document { json in
            json.object { write(article, into: &$0) }
        }
    }

    func document(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(isIndented: !isCompact)
        write(&json)
        return json.text + "\n"
    }
}
