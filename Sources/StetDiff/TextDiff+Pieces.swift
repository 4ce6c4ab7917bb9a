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
        pieces.reserveCapacity(2 * matches.count + 1)
        forEachPiece { pieces.append($0) }
        return pieces
    }

    /// Tells each of the `pieces()`, in order.
    func forEachPiece(_ tell: (Piece) -> Void) {
        let movedAway = matches.filter(\.isMoved).map(\.before).sorted { $0.lowerBound < $1.lowerBound }
        var nextAway = 0
        var x = 0
        var y = 0
        /// Tells what lies between the last match in place and the next.
        func tellChange(_ xEnd: Int, _ moved: Range<Int>, _ yEnd: Int) {
            // The last removed piece and the first added one are one replacement: each removed piece waits for the next.
            var waiting: Range<Int>?
            func remove(_ end: Int) {
                guard let piece = trimmed(before, x..<end) else { return }
                if let waiting { tell(.change(removed: waiting, added: 0..<0)) }
                waiting = piece
            }
            while nextAway < movedAway.count, movedAway[nextAway].lowerBound < xEnd {
                remove(movedAway[nextAway].lowerBound)
                x = movedAway[nextAway].upperBound
                nextAway += 1
            }
            if x < xEnd { remove(xEnd) }
            func add(_ end: Int) {
                guard let piece = trimmed(after, y..<end) else { return }
                tell(.change(removed: waiting ?? 0..<0, added: piece))
                waiting = nil
            }
            func flush() {
                if let piece = waiting { tell(.change(removed: piece, added: 0..<0)) }
                waiting = nil
            }
            for index in moved {
                add(matches[index].after.lowerBound)
                flush()
                tell(.match(matches[index]))
                y = matches[index].after.upperBound
            }
            if y < yEnd { add(yEnd) }
            flush()
        }
        var start = 0
        for (index, match) in matches.enumerated() where !match.isMoved {
            tellChange(match.before.lowerBound, start..<index, match.after.lowerBound)
            tell(.match(match))
            (x, y) = (match.before.upperBound, match.after.upperBound)
            start = index + 1
        }
        tellChange(before.bytes.count, start..<matches.count, after.bytes.count)
    }

    private func trimmed(_ text: DiffText, _ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Byte.isBlank(text.bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }
}
