extension TextDiff {
    /// A stretch of the after side, in order: what is kept, or what was changed between two kept pieces in place.
    package enum Piece {
        case match(Match)
        /// Byte ranges without white space around; one of the two may be empty. What moved away is no part of
        /// `removed`, which may therefore be told in several pieces.
        case change(removed: Range<Int>, added: Range<Int>)
    }

    /// Both texts as pieces, in the order of the after side; removed text stands where it stood.
    package func pieces() -> [Piece] {
        var pieces: [Piece] = []
        let movedAway = matches.filter(\.isMoved).map(\.before).sorted { $0.lowerBound < $1.lowerBound }
        var nextAway = 0
        var x = 0
        var y = 0
        /// Tells what lies between the last match in place and the next.
        func tell(_ xEnd: Int, _ moved: ArraySlice<Match>, _ yEnd: Int) {
            var removed: [Range<Int>] = []
            while nextAway < movedAway.count, movedAway[nextAway].lowerBound < xEnd {
                if let piece = trimmed(before, x..<movedAway[nextAway].lowerBound) { removed.append(piece) }
                x = movedAway[nextAway].upperBound
                nextAway += 1
            }
            if x < xEnd, let piece = trimmed(before, x..<xEnd) { removed.append(piece) }
            var added: [Piece] = []
            for match in moved {
                if let piece = trimmed(after, y..<match.after.lowerBound) {
                    added.append(.change(removed: 0..<0, added: piece))
                }
                added.append(.match(match))
                y = match.after.upperBound
            }
            if y < yEnd, let piece = trimmed(after, y..<yEnd) { added.append(.change(removed: 0..<0, added: piece)) }
            // The last removed piece and the first added one are one replacement.
            if let last = removed.last, case .change(_, let piece)? = added.first {
                removed.removeLast()
                added[0] = .change(removed: last, added: piece)
            }
            pieces += removed.map { .change(removed: $0, added: 0..<0) }
            pieces += added
        }
        var start = 0
        for (index, match) in matches.enumerated() where !match.isMoved {
            tell(match.before.lowerBound, matches[start..<index], match.after.lowerBound)
            pieces.append(.match(match))
            (x, y) = (match.before.upperBound, match.after.upperBound)
            start = index + 1
        }
        tell(before.bytes.count, matches[start...], after.bytes.count)
        return pieces
    }

    private func trimmed(_ text: DiffText, _ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Byte.isBlank(text.bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }
}
