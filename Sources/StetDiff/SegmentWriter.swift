internal import SequenceDiff

/// Writes the segments of a link: what is kept and what is not, marks told apart from words.
struct SegmentWriter {
    private let diff: TextDiff
    /// Matches in place, sorted on both sides within a link.
    private let hasMarks: Bool

    init(_ diff: TextDiff) {
        self.diff = diff
        hasMarks = !diff.before.marks.isEmpty || !diff.after.marks.isEmpty
    }

    func text(before sentence: Int) -> String { string(diff.before, diff.before.sentences[sentence]) }
    func text(after sentence: Int) -> String { string(diff.after, diff.after.sentences[sentence]) }

    /// The segments of all sentences of `link`.
    ///
    /// Equal, reformatted and added segments give the after side's text, equal, reformatted and removed ones the
    /// before side's, but for white space that was equal to the eye.
    func segments(_ link: TextDiff.Link) -> [ArticleDiff.Segment] {
        let x = span(diff.before, link.before)
        let y = span(diff.after, link.after)
        if !link.isEdited, !hasMarks, FoldedText.areEqual(diff.before.bytes, x, diff.after.bytes, y) {
            return [.init(kind: .equal, text: string(diff.after, y))]
        }
        return ChangeSpans(diff, x, y).segments(marked: hasMarks)
    }

    /// Whether two stretches of the same words have the same marks in the same places, and white space where the other has; for certain
    /// only where they are the same bytes.
    ///
    /// - Complexity: O(n), sixteen bytes a step where they are.
    func areSetAlike(_ before: Range<Int>, _ after: Range<Int>) -> Bool {
        guard hasMarks else { return FoldedText.areEqual(diff.before.bytes, before, diff.after.bytes, after) }
        let (x, y) = (ChangeSpans.marks(diff.before, in: before), ChangeSpans.marks(diff.after, in: after))
        let shift = after.lowerBound - before.lowerBound
        return x.count == y.count && diff.before.bytes[before].elementsEqual(diff.after.bytes[after])
            && zip(x, y).allSatisfy {
                $0.kind == $1.kind && $0.range.lowerBound + shift == $1.range.lowerBound
                    && $0.range.upperBound + shift == $1.range.upperBound
            }
    }

    private func span(_ text: DiffText, _ sentences: IndexList) -> Range<Int> {
        text.sentences[sentences[0]].lowerBound..<text.sentences[sentences[sentences.count - 1]].upperBound
    }

    private func string(_ text: DiffText, _ range: Range<Int>) -> String {
        String(decoding: text.bytes[range], as: UTF8.self)
    }
}

/// The equal stretches of two spans of text and what lies between them.
private struct ChangeSpans {
    private let diff: TextDiff
    private let x: Range<Int>
    private let y: Range<Int>
    /// Equal text, sorted on both sides, without the white space around it.
    private var kept: [(before: Range<Int>, after: Range<Int>)] = []
    private let marks: (before: MarkSpans, after: MarkSpans)

    init(_ diff: TextDiff, _ x: Range<Int>, _ y: Range<Int>) {
        self.diff = diff
        self.x = x
        self.y = y
        marks = (MarkSpans(Self.marks(diff.before, in: x)), MarkSpans(Self.marks(diff.after, in: y)))
        // The runs that touch the after span: `matches` is sorted by it. Those that cross are clauses that changed
        // places: in one line of text they read as removed here and added there.
        var low = 0
        var high = diff.matches.count
        while low < high {
            let middle = (low + high) / 2
            if diff.matches[middle].after.upperBound <= y.lowerBound { low = middle + 1 } else { high = middle }
        }
        var inside: [TextDiff.Match] = []
        while low < diff.matches.count, diff.matches[low].after.lowerBound < y.upperBound {
            if let match = clipped(diff.matches[low]) { inside.append(match) }
            low += 1
        }
        kept = Self.inOrder(inside)
    }

    /// The marks of a span: they never reach over the end of a sentence and are sorted by their start.
    static func marks(_ text: DiffText, in span: Range<Int>) -> ArraySlice<DiffText.Mark> {
        func first(from position: Int) -> Int {
            var low = 0
            var high = text.marks.count
            while low < high {
                let middle = (low + high) / 2
                if text.marks[middle].range.lowerBound < position { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return text.marks[first(from: span.lowerBound)..<first(from: span.upperBound)]
    }

    /// The part of a run that lies in both spans.
    private func clipped(_ match: TextDiff.Match) -> TextDiff.Match? {
        if x.lowerBound <= match.before.lowerBound, match.before.upperBound <= x.upperBound,
            y.lowerBound <= match.after.lowerBound, match.after.upperBound <= y.upperBound
        {
            return match
        }
        // A run may go on over the borders of sentences; the amount of white space may differ in it.
        let pieces = FoldedText.pieces(diff.before.bytes, match.before, diff.after.bytes, match.after).filter {
            x.lowerBound <= $0.before.lowerBound && $0.before.upperBound <= x.upperBound
                && y.lowerBound <= $0.after.lowerBound && $0.after.upperBound <= y.upperBound
        }
        guard let first = pieces.first, let last = pieces.last else { return nil }
        return .init(
            before: first.before.lowerBound..<last.before.upperBound,
            after: first.after.lowerBound..<last.after.upperBound, isMoved: match.isMoved)
    }

    private static func inOrder(_ matches: [TextDiff.Match]) -> [(before: Range<Int>, after: Range<Int>)] {
        heaviestIncreasing(
            matches.map(\.before.lowerBound), weights: matches.map { $0.before.count + ($0.isMoved ? 0 : 1) }
        ).map { (matches[$0].before, matches[$0].after) }
    }

    /// What lies between kept run `index - 1` and `index`.
    private func gap(before index: Int) -> (before: Range<Int>, after: Range<Int>) {
        let start =
            index > 0
            ? (kept[index - 1].before.upperBound, kept[index - 1].after.upperBound) : (x.lowerBound, y.lowerBound)
        let end =
            index < kept.count
            ? (kept[index].before.lowerBound, kept[index].after.lowerBound) : (x.upperBound, y.upperBound)
        return (start.0..<end.0, start.1..<end.1)
    }

    // MARK: Segments

    func segments(marked: Bool) -> [ArticleDiff.Segment] {
        var segments: [ArticleDiff.Segment] = []
        func put(_ kind: ArticleDiff.Segment.Kind, _ bytes: ArraySlice<UInt8>) {
            guard !bytes.isEmpty else { return }
            let text = String(decoding: bytes, as: UTF8.self)
            if let last = segments.last, last.kind == kind {
                segments[segments.count - 1].text += text
            } else {
                segments.append(.init(kind: kind, text: text))
            }
        }
        for index in 0...kept.count {
            var (a, b) = gap(before: index)
            let (old, new) = (diff.before.bytes, diff.after.bytes)
            let hasWords = !Byte.areBlank(old[a]) || !Byte.areBlank(new[b])
            if hasWords {
                // White space that both sides have around the change is no part of it.
                while let first = a.first, let second = b.first, Byte.isBlank(old[first]), Byte.isBlank(new[second]) {
                    put(.equal, new[second...second])
                    a.removeFirst()
                    b.removeFirst()
                }
                var tail = 0
                while let last = a.last, let second = b.last, Byte.isBlank(old[last]), Byte.isBlank(new[second]) {
                    tail += 1
                    a.removeLast()
                    b.removeLast()
                }
                put(.removed, old[a])
                put(.added, new[b])
                put(.equal, new[b.upperBound..<b.upperBound + tail])
            } else {
                putBlank(old[a], new[b], put)
            }
            guard index < kept.count else { break }
            if marked || !FoldedText.areEqual(old, kept[index].before, new, kept[index].after) {
                putPieces(kept[index], put)
            } else {
                put(.equal, new[kept[index].after])
            }
        }
        return segments
    }

    /// White space between equal words: a change where one side has none. A line break is none to the eye where the lines are set anew.
    private func putBlank(
        _ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>, _ put: (ArticleDiff.Segment.Kind, ArraySlice<UInt8>) -> Void
    ) {
        if old.isEmpty == new.isEmpty || old.contains(Byte.lineFeed) || new.contains(Byte.lineFeed) {
            put(.equal, new)
        } else {
            put(.removed, old)
            put(.added, new)
        }
    }

    /// Equal words, those apart whose marks differ, and the white space between them.
    private func putPieces(
        _ run: (before: Range<Int>, after: Range<Int>), _ put: (ArticleDiff.Segment.Kind, ArraySlice<UInt8>) -> Void
    ) {
        let pieces = FoldedText.pieces(diff.before.bytes, run.before, diff.after.bytes, run.after)
        var end = run.after.lowerBound
        var endBefore = run.before.lowerBound
        var lastKind = ArticleDiff.Segment.Kind.equal
        for piece in pieces {
            var start = piece.after.lowerBound
            if (endBefore == piece.before.lowerBound) != (end == start) {
                putBlank(diff.before.bytes[endBefore..<piece.before.lowerBound], diff.after.bytes[end..<start], put)
                (end, lastKind) = (start, .equal)
            }
            endBefore = piece.before.upperBound
            // A mark may start inside a piece: cut there.
            for cut in cuts(piece) + [piece.after.upperBound] {
                let offset = start - piece.after.lowerBound
                let isSame =
                    marks.before.kinds(at: piece.before.lowerBound + offset) == marks.after.kinds(at: start)
                let kind: ArticleDiff.Segment.Kind = isSame ? .equal : .reformatted
                put(kind == lastKind ? kind : .equal, diff.after.bytes[end..<start])
                put(kind, diff.after.bytes[start..<cut])
                (start, end, lastKind) = (cut, cut, kind)
            }
        }
    }

    /// Where marks of either side begin or end inside a piece, as positions of the after side.
    private func cuts(_ piece: (before: Range<Int>, after: Range<Int>)) -> [Int] {
        let shift = piece.after.lowerBound - piece.before.lowerBound
        return Set(marks.before.borders(inside: piece.before).map { $0 + shift })
            .union(marks.after.borders(inside: piece.after)).sorted()
    }
}
