internal import SequenceDiff
internal import StetText

/// The classical three-way merge over units of text, from coarse to fine.
///
/// Source: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007).
struct ThreeWayMerger {
    enum Unit { case lines, sentences, words }

    let texts: Sides<[UInt8]>
    let language: String?

    /// Merges three spans that stand for each other.
    func merge(_ spans: Sides<Range<Int>>, by unit: Unit) -> [TextMerge.Piece] {
        let units = Sides(
            base: cut(texts.base, spans.base, by: unit), local: cut(texts.local, spans.local, by: unit),
            new: cut(texts.new, spans.new, by: unit))
        var interner = TokenInterner(capacity: units.base.count)
        let base = units.base.map { interner.intern(texts.base, $0.range) }
        let local = units.local.map { interner.intern(texts.local, $0.range) }
        let new = units.new.map { interner.intern(texts.new, $0.range) }
        let groups = HunkGroups(
            local: script(base, local, units.base, by: unit), new: script(base, new, units.base, by: unit), by: unit,
            isGap: units.base.map(\.isGap)
        ).groups
        var pieces: [TextMerge.Piece] = []
        var position = 0
        for group in groups {
            pieces.append(.merged(bytes(texts.base, units.base, position..<group.base.lowerBound, in: spans.base)))
            position = group.base.upperBound
            let localBytes = group.local.map { bytes(texts.local, units.local, $0, in: spans.local) }
            let newBytes = group.new.map { bytes(texts.new, units.new, $0, in: spans.new) }
            if let localBytes, let newBytes, localBytes != newBytes, let local = group.local, let new = group.new {
                let spans = Sides(
                    base: span(units.base, group.base, in: spans.base),
                    local: span(units.local, local, in: spans.local),
                    new: span(units.new, new, in: spans.new))
                pieces += refined(spans, from: unit)
            } else {
                pieces.append(.merged(localBytes ?? newBytes ?? []))
            }
        }
        pieces.append(.merged(bytes(texts.base, units.base, position..<units.base.count, in: spans.base)))
        return pieces
    }

    /// What both sides changed, looked at more closely.
    private func refined(_ spans: Sides<Range<Int>>, from unit: Unit) -> [TextMerge.Piece] {
        let conflict = TextMerge.Piece.conflict(
            base: Array(texts.base[spans.base]), local: Array(texts.local[spans.local]),
            new: Array(texts.new[spans.new]))
        switch unit {
        case .lines: return merge(spans, by: .sentences)
        case .sentences:
            // A conflict of words is told as one of the sentences that they stand in: half a sentence says nothing.
            let pieces = merge(spans, by: .words)
            let isClean = pieces.allSatisfy {
                if case .merged = $0 { return true }
                return false
            }
            return isClean ? pieces : [conflict]
        case .words: return [conflict]
        }
    }

    // MARK: Units

    private struct Piece {
        var range: Range<Int>
        /// Only stands between what is compared: white space and markers.
        var isGap: Bool
    }

    /// Cuts a span into units without leaving a byte out.
    private func cut(_ text: [UInt8], _ span: Range<Int>, by unit: Unit) -> [Piece] {
        switch unit {
        case .lines:
            var pieces: [Piece] = []
            var start = span.lowerBound
            while start < span.upperBound {
                var end = start
                while end < span.upperBound, text[end] != Byte.lineFeed { end += 1 }
                end = min(end + 1, span.upperBound)
                pieces.append(Piece(range: start..<end, isGap: false))
                start = end
            }
            return pieces
        case .sentences:
            let cut = DiffText(markdownOrPlain: Array(text[span]), language: language)
            return withGaps(
                cut.sentences.map { $0.lowerBound + span.lowerBound..<$0.upperBound + span.lowerBound }, span)
        case .words: return withGaps(DiffTokens.tokens(in: text, span).map(\.range), span)
        }
    }

    private func withGaps(_ ranges: [Range<Int>], _ span: Range<Int>) -> [Piece] {
        var pieces: [Piece] = []
        var end = span.lowerBound
        for range in ranges {
            if range.lowerBound > end { pieces.append(Piece(range: end..<range.lowerBound, isGap: true)) }
            pieces.append(Piece(range: range, isGap: false))
            end = range.upperBound
        }
        if end < span.upperBound { pieces.append(Piece(range: end..<span.upperBound, isGap: true)) }
        return pieces
    }

    /// The changes of one side. Between sentences and words all gaps look alike, so that a run of nothing but gaps is
    /// no evidence that what stands around it corresponds.
    private func script(_ base: [UInt32], _ side: [UInt32], _ units: [Piece], by unit: Unit) -> [Hunk] {
        let script = EditScript(from: base, to: side)
        guard unit != .lines else { return script.hunks }
        let runs = script.matches.filter { run in !units[run.before].allSatisfy(\.isGap) }
        return EditScript(beforeCount: base.count, afterCount: side.count, matches: runs).hunks
    }

    private func span(_ units: [Piece], _ range: Range<Int>, in whole: Range<Int>) -> Range<Int> {
        guard let first = units[range].first, let last = units[range].last else {
            let place = range.lowerBound < units.count ? units[range.lowerBound].range.lowerBound : whole.upperBound
            return place..<place
        }
        return first.range.lowerBound..<last.range.upperBound
    }

    private func bytes(_ text: [UInt8], _ units: [Piece], _ range: Range<Int>, in whole: Range<Int>) -> [UInt8] {
        Array(text[span(units, range, in: whole)])
    }
}

/// The changes of both sides in the order of the base; those that meet are one group.
private struct HunkGroups {
    struct Group {
        var base: Range<Int>
        /// What the group is on a side; nil where that side left it as it was.
        var local: Range<Int>?
        var new: Range<Int>?
    }

    private(set) var groups: [Group] = []

    init(local: [Hunk], new: [Hunk], by unit: ThreeWayMerger.Unit, isGap: [Bool]) {
        var (i, j) = (0, 0)
        while i < local.count || j < new.count {
            let takesLocal = j == new.count || (i < local.count && Self.precedes(local[i].before, new[j].before))
            var group = takesLocal ? local[i].before : new[j].before
            let (firstLocal, firstNew) = (i, j)
            if takesLocal { i += 1 } else { j += 1 }
            while true {
                if i < local.count, meets(local[i].before, group) {
                    group = group.lowerBound..<max(group.upperBound, local[i].before.upperBound)
                    i += 1
                } else if j < new.count, meets(new[j].before, group) {
                    group = group.lowerBound..<max(group.upperBound, new[j].before.upperBound)
                    j += 1
                } else {
                    break
                }
            }
            groups.append(
                Group(
                    base: group, local: Self.range(of: group, in: local[firstLocal..<i]),
                    new: Self.range(of: group, in: new[firstNew..<j])))
        }

        /// Whether a change that begins no earlier than `group` belongs to it.
        func meets(_ hunk: Range<Int>, _ group: Range<Int>) -> Bool {
            switch unit {
            case .lines: return hunk.lowerBound <= group.upperBound
            case .sentences:
                // Neighbours are apart, as long as it is clear which comes first.
                return hunk.lowerBound < group.upperBound || (hunk == group && hunk.isEmpty)
            case .words:
                // Changes of neighbouring words are changes of one phrase.
                return hunk.lowerBound <= group.upperBound
                    || isGap[group.upperBound..<hunk.lowerBound].allSatisfy(\.self)
            }
        }
    }

    private static func precedes(_ one: Range<Int>, _ two: Range<Int>) -> Bool {
        (one.lowerBound, one.upperBound) <= (two.lowerBound, two.upperBound)
    }

    private static func range(of group: Range<Int>, in hunks: ArraySlice<Hunk>) -> Range<Int>? {
        guard let first = hunks.first, let last = hunks.last else { return nil }
        let start = first.after.lowerBound - (first.before.lowerBound - group.lowerBound)
        let end = last.after.upperBound + (group.upperBound - last.before.upperBound)
        return start..<end
    }
}
