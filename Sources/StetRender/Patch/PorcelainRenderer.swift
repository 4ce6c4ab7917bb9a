public import StetDiff

/// Renders a diff in the form of `git diff --word-diff=porcelain`, for tools that read that.
///
/// A line is a piece of text behind a sign: a space for what stands on both sides, `-` and `+` for what was removed and
/// added; `~` stands for a line break in the text, of which there is one after each sentence and two after each block.
/// The format knows no moves: what moved is removed at its old place and added at its new one. Lines are counted in
/// sentences, after the fields of the metadata that changed, one a line. Characters that would act on a terminal are
/// spelled out. What is known of the two sides stands above, behind `#`.
///
/// What stands behind a space or `-` is the text before, what stands behind a space or `+` the text after.
public struct PorcelainRenderer: Sendable {
    /// How many unchanged sentences to show before and after a change; nil shows the whole text.
    public var context: Int?

    public init(context: Int? = 3) {
        self.context = context
    }

    /// - Parameter path: The article's path, written as git does: `a/path` and `b/path`.
    public func diff(_ diff: ArticleDiff, path: String, heading: DiffHeading = DiffHeading()) -> String {
        let reading = DiffReading(diff)
        guard !diff.isEmpty else { return "" }
        let name = VisibleText.line(path)
        var output = heading.commentLines + "diff --git a/\(name) b/\(name)\n--- a/\(name)\n+++ b/\(name)\n"
        // Nothing stands before the first hunk.
        var nextBefore = 0
        var nextAfter = 0
        var hunk = Hunk()
        for field in diff.metadata { write(field, into: &hunk) }
        if !diff.metadata.isEmpty { hunk.text += "~\n" }
        func flush() {
            guard !hunk.text.isEmpty else { return }
            output +=
                "@@ -\(hunk.span(hunk.before, from: nextBefore)) +\(hunk.span(hunk.after, from: nextAfter)) @@\n"
                + hunk.text
            nextBefore += hunk.before
            nextAfter += hunk.after
            hunk = Hunk()
        }
        for entry in DiffOutline(reading, context: context, isForReaders: false).entries {
            switch entry {
            case .shown(let piece): write(piece, of: reading, into: &hunk)
            case .folded(let pieces, _):
                flush()
                let count = pieces.reduce(0) { $0 + lineCount(of: $1, in: reading) }
                nextBefore += count
                nextAfter += count
            }
        }
        flush()
        return output
    }

    private struct Hunk {
        var text = ""
        var before = 0
        var after = 0

        func span(_ count: Int, from start: Int) -> String { "\(count == 0 ? start : start + 1),\(count)" }
    }

    private func lineCount(of piece: DiffOutline.Piece, in reading: DiffReading) -> Int {
        let block = reading.blocks[piece.block]
        guard block.sentences.isEmpty else { return piece.sentences.count }
        return reading.text(of: block.change).split(separator: "\n").count
    }

    private func write(_ piece: DiffOutline.Piece, of reading: DiffReading, into hunk: inout Hunk) {
        let block = reading.blocks[piece.block]
        guard !block.sentences.isEmpty else {
            for line in reading.text(of: block.change).split(separator: "\n") {
                write([.init(kind: block.change.kind.ofWholeText, text: String(line))], into: &hunk)
            }
            hunk.text += "~\n"
            return
        }
        for index in piece.sentences {
            let sentence = block.sentences[index].change
            var segments = reading.exactSegments(of: sentence)
            if block.change.kind == .moved || sentence.kind == .moved {
                segments = segments.filter { $0.kind != .removed }.map { .init(kind: .added, text: $0.text) }
            } else if block.change.kind == .movedAway || sentence.kind == .movedAway {
                let text = sentence.before.map { reading.text(before: $0) }.joined(separator: " ")
                segments = [.init(kind: .removed, text: text)]
            }
            write(segments, into: &hunk)
        }
        if piece.isEnd { hunk.text += "~\n" }
    }

    /// "title: " and its words; a field that is new or gone, or changes as a whole, is a line of its own.
    private func write(_ field: ArticleDiff.FieldChange, into hunk: inout Hunk) {
        let label = field.field + ": "
        if let words = field.words, field.before != nil, field.after != nil {
            write([.init(kind: .equal, text: label)] + words, into: &hunk)
            return
        }
        if let before = field.before { write([.init(kind: .removed, text: label + before)], into: &hunk) }
        if let after = field.after { write([.init(kind: .added, text: label + after)], into: &hunk) }
    }

    /// One sentence, and the end of its line.
    private func write(_ segments: [ArticleDiff.Segment], into hunk: inout Hunk) {
        for segment in segments where !segment.text.isEmpty {
            let sign =
                switch segment.kind {
                case .equal, .reformatted: " "
                case .removed: "-"
                case .added: "+"
                }
            hunk.text += sign + VisibleText.line(segment.text) + "\n"
        }
        hunk.text += "~\n"
        if segments.contains(where: { $0.kind != .added }) { hunk.before += 1 }
        if segments.contains(where: { $0.kind != .removed }) { hunk.after += 1 }
    }
}

extension ArticleDiff.BlockChange.Kind {
    fileprivate var ofWholeText: ArticleDiff.Segment.Kind {
        switch self {
        case .added, .moved: .added
        case .removed, .movedAway: .removed
        default: .equal
        }
    }
}
