public import StetDiff

/// Renders a diff in the form of `git diff --word-diff=porcelain`, for tools that read that.
///
/// A line is a piece of text behind a sign: a space for what stands on both sides, `-` and `+` for what was removed and
/// added; `~` stands for each line break. Lines are those of a text with one sentence a line and an empty line between
/// blocks, but for items of a list and rows of a table, as canonical files have it; fields of the metadata that changed
/// come before, one a line. Hunks count these lines. White space beside a change belongs to what stands on both sides, so
/// that what stands behind a space or `+` is the text after, and what stands behind a space or `-` has the words of the
/// text before. The format knows no moves: what moved is removed at its old place and added at its new one. Characters
/// that would act on a terminal are spelled out. What is known of the two sides stands above, behind `#`.
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
        let lines = PorcelainLines(reading)
        // Nothing stands before the first hunk.
        var next = (before: 0, after: 0)
        var isEmpty = true
        var hunk = diff.metadata.flatMap { PorcelainLine.lines(of: $0) }
        if !hunk.isEmpty { hunk.append(.empty(before: 1, after: 1)) }
        func flush() {
            guard !hunk.isEmpty else { return }
            let count = hunk.lineCounts
            isEmpty = false
            output += "@@ -\(span(count.before, from: next.before)) +\(span(count.after, from: next.after)) @@\n"
            output += hunk.porcelain
            next = (next.before + count.before, next.after + count.after)
            hunk = []
        }
        for entry in DiffOutline(reading, context: context, isForReaders: false).entries {
            switch entry {
            case .shown(let piece): hunk += lines.of(piece)
            case .folded(let pieces, _):
                flush()
                let count = pieces.flatMap { lines.of($0) }.lineCounts
                next = (next.before + count.before, next.after + count.after)
            }
        }
        flush()
        // What stands between the words is nothing that the format knows.
        return isEmpty ? "" : output
    }

    /// "first,count", as git leaves out a count of one and names an empty range by the line before it.
    private func span(_ count: Int, from start: Int) -> String {
        count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }
}

/// One line of the text, as the format tells it.
private struct PorcelainLine {
    var segments: [ArticleDiff.Segment]
    /// How many lines of each side it is: of a merged sentence several before, of a removed one none after.
    var before: Int
    var after: Int

    static func empty(before: Int, after: Int) -> PorcelainLine {
        PorcelainLine(segments: [], before: before, after: after)
    }

    var isRemoved: Bool { after == 0 }
    var isAdded: Bool { before == 0 && segments.allSatisfy { $0.kind == .added } }

    /// "title: " and its words; a field that is new or gone, or changes as a whole, is a line of its own.
    static func lines(of field: ArticleDiff.FieldChange) -> [PorcelainLine] {
        let label = field.field + ": "
        if let words = field.words, field.before != nil, field.after != nil {
            return [PorcelainLine(segments: [.init(kind: .equal, text: label)] + words, before: 1, after: 1)]
        }
        return [
            field.before.map {
                PorcelainLine(segments: [.init(kind: .removed, text: label + $0)], before: 1, after: 0)
            },
            field.after.map { PorcelainLine(segments: [.init(kind: .added, text: label + $0)], before: 0, after: 1) },
        ].compactMap(\.self)
    }

    /// The pieces behind their signs, without the line's end.
    var pieces: String {
        guard !segments.isEmpty else { return before > 0 && after > 0 ? " \n" : "" }
        return (isRemoved || isAdded ? segments : segments.huggingWords).map { segment in
            let sign =
                switch segment.kind {
                case .equal, .reformatted: " "
                case .removed: "-"
                case .added: "+"
                }
            return sign + VisibleText.line(segment.text) + "\n"
        }.joined()
    }
}

extension [PorcelainLine] {
    fileprivate var lineCounts: (before: Int, after: Int) {
        reduce((0, 0)) { ($0.0 + $1.before, $0.1 + $1.after) }
    }

    /// The lines as git writes them: of lines that were replaced the removed ones come first, and the end of the last of them
    /// is that of the last added one.
    fileprivate var porcelain: String {
        var output = ""
        var index = 0
        while index < count {
            guard self[index].isRemoved || self[index].isAdded else {
                output += self[index].pieces + "~\n"
                index += 1
                continue
            }
            let run = self[index...].prefix { $0.isRemoved || $0.isAdded }
            index += run.count
            var removed = run.filter(\.isRemoved)
            var added = run.filter { !$0.isRemoved }
            var ends = 0
            while let old = removed.last, let new = added.last, old.segments.isEmpty, new.segments.isEmpty {
                removed.removeLast()
                added.removeLast()
                ends += 1
            }
            output += removed.map(\.pieces).joined(separator: "~\n")
            if !removed.isEmpty, added.isEmpty { output += "~\n" }
            output += added.map { $0.pieces + "~\n" }.joined()
            output += String(repeating: " \n~\n", count: ends)
        }
        return output
    }
}

extension [ArticleDiff.Segment] {
    /// The pieces with white space beside a change told as standing on both sides, as it does in the text after: before words
    /// that were put in, and after what was taken out.
    fileprivate var huggingWords: [ArticleDiff.Segment] {
        var result: [ArticleDiff.Segment] = []
        /// White space for the front of the next kept piece.
        var owed = ""
        var index = 0
        while index < count {
            guard self[index].kind == .removed || self[index].kind == .added else {
                result.append(.init(kind: .equal, text: owed + self[index].text))
                owed = ""
                index += 1
                continue
            }
            let change = self[index...].prefix { $0.kind == .removed || $0.kind == .added }
            index += change.count
            let old = HuggedText(change.filter { $0.kind == .removed }.map(\.text).joined())
            let new = HuggedText(change.filter { $0.kind == .added }.map(\.text).joined())
            let last = result.indices.last
            if new.words.isEmpty {
                // The words before a gap end at their last letter.
                let kept = last.map { HuggedText(result[$0].text) }
                if let last, let kept, !kept.words.isEmpty {
                    result[last].text = kept.leading + kept.words
                    owed = kept.trailing + new.leading
                } else {
                    owed = new.leading
                }
            } else if let last {
                result[last].text += owed + new.leading
                owed = new.trailing
            } else {
                if !(owed + new.leading).isEmpty { result.append(.init(kind: .equal, text: owed + new.leading)) }
                owed = new.trailing
            }
            if !old.words.isEmpty { result.append(.init(kind: .removed, text: old.words)) }
            if !new.words.isEmpty { result.append(.init(kind: .added, text: new.words)) }
        }
        if !owed.isEmpty { result.append(.init(kind: .equal, text: owed)) }
        return result.filter { !$0.text.isEmpty }
    }
}

/// The lines that a text of one sentence a line has, and which of them stand on which side.
private struct PorcelainLines {
    private let reading: DiffReading
    private let startsBefore: Set<Int>

    init(_ reading: DiffReading) {
        self.reading = reading
        startsBefore = Set(reading.diff.text.before.blocks.compactMap { $0.sentences.first })
    }

    /// - Complexity: O(text of the piece).
    func of(_ piece: DiffOutline.Piece) -> [PorcelainLine] {
        let block = reading.blocks[piece.block]
        let text = reading.diff.text
        var lines: [PorcelainLine] = []
        if block.sentences.isEmpty {
            lines = reading.text(of: block.change).split(separator: "\n").map { line in
                let kind = block.change.kind.ofWholeText
                return PorcelainLine(
                    segments: [.init(kind: kind, text: String(line))], before: kind == .added ? 0 : 1,
                    after: kind == .removed ? 0 : 1)
            }
        }
        for index in piece.sentences where !block.sentences.isEmpty {
            let sentence = block.sentences[index].change
            if index > 0 {
                let before = sentence.before.first.map(startsBefore.contains) ?? false ? 1 : 0
                let after = sentence.after.first.map(reading.firstSentencesAfter.contains) ?? false ? 1 : 0
                // Sentences that stand together in one block of both sides begin none.
                if block.sentences[index].beginsBlock, before + after > 0 {
                    lines.append(.empty(before: before, after: after))
                }
            }
            lines += self.lines(of: sentence, in: block.change)
        }
        if piece.isEnd {
            let before = block.change.before.last.map { text.before.isParted(after: $0) } ?? false
            let after = block.change.after.last.map { text.after.isParted(after: $0) } ?? false
            if before || after { lines.append(.empty(before: before ? 1 : 0, after: after ? 1 : 0)) }
        }
        return lines
    }

    private func lines(
        of sentence: ArticleDiff.SentenceChange, in block: ArticleDiff.BlockChange
    ) -> [PorcelainLine] {
        if block.kind == .moved || sentence.kind == .moved {
            return sentence.after.map {
                PorcelainLine(segments: [.init(kind: .added, text: reading.text(after: $0))], before: 0, after: 1)
            }
        }
        if sentence.after.isEmpty || block.kind == .movedAway || sentence.kind == .movedAway {
            return sentence.before.map {
                PorcelainLine(segments: [.init(kind: .removed, text: reading.text(before: $0))], before: 1, after: 0)
            }
        }
        let segments = reading.exactSegments(of: sentence)
        let line = PorcelainLine(segments: segments, before: sentence.before.count, after: 1)
        guard sentence.after.count > 1 else { return [line] }
        // A sentence that was split has a line for each of its parts.
        var lines: [PorcelainLine] = []
        var rest = segments
        for index in sentence.after.dropLast() {
            guard let (part, others) = rest.cut(afterText: reading.text(after: index)) else { break }
            lines.append(PorcelainLine(segments: part, before: lines.isEmpty ? sentence.before.count : 0, after: 1))
            rest = others
        }
        lines.append(
            PorcelainLine(
                segments: rest, before: lines.isEmpty ? sentence.before.count : 0,
                after: sentence.after.count - lines.count))
        return lines
    }
}

extension [ArticleDiff.Segment] {
    /// The pieces up to the end of a text that the after side begins with, and the others without the white space between; nil
    /// where the text is not what it begins with.
    fileprivate func cut(afterText text: String) -> (part: [ArticleDiff.Segment], rest: [ArticleDiff.Segment])? {
        var left = text.utf8[...]
        for (index, segment) in enumerated() where segment.kind != .removed {
            if segment.text.utf8.count <= left.count {
                guard left.starts(with: segment.text.utf8) else { return nil }
                left = left.dropFirst(segment.text.utf8.count)
                continue
            }
            guard segment.text.utf8.starts(with: left) else { return nil }
            let border = segment.text.utf8.index(segment.text.startIndex, offsetBy: left.count)
            let (head, tail) = (String(segment.text[..<border]), HuggedText(String(segment.text[border...])))
            var part = Array(self[..<index])
            if !head.isEmpty { part.append(.init(kind: segment.kind, text: head)) }
            return (part, [.init(kind: segment.kind, text: tail.words + tail.trailing)] + self[(index + 1)...])
        }
        return nil
    }
}

extension DiffText {
    /// Whether an empty line stands between a block and the next one: not inside a list or a table, nor after the last.
    fileprivate func isParted(after block: Int) -> Bool {
        guard blocks.indices.contains(block), blocks.indices.contains(block + 1) else { return false }
        return switch (blocks[block].kind, blocks[block + 1].kind) {
        case (.listItem, .listItem), (.tableRow, .tableRow): false
        default: true
        }
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
