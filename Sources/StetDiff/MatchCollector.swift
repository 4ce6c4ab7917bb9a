internal import SequenceDiff
internal import StetText

/// Puts equal pieces together into runs.
struct MatchCollector {
    let before: DiffText
    let after: DiffText
    private var pieces: [Piece] = []

    /// A `TextDiff.Match` in half the space: there are many before they are put together.
    private struct Piece {
        var beforeStart: UInt32
        var beforeEnd: UInt32
        var afterStart: UInt32
        var afterEnd: UInt32
        var isMoved: Bool

        var before: Range<Int> { Int(beforeStart)..<Int(beforeEnd) }
        var after: Range<Int> { Int(afterStart)..<Int(afterEnd) }
    }

    init(before: DiffText, after: DiffText) {
        self.before = before
        self.after = after
    }

    mutating func add(_ x: Range<Int>, _ y: Range<Int>, isMoved: Bool) {
        guard !x.isEmpty else { return }
        let piece = Piece(
            beforeStart: UInt32(truncatingIfNeeded: x.lowerBound), beforeEnd: UInt32(truncatingIfNeeded: x.upperBound),
            afterStart: UInt32(truncatingIfNeeded: y.lowerBound), afterEnd: UInt32(truncatingIfNeeded: y.upperBound),
            isMoved: isMoved)
        if let last = pieces.last, joins(last, piece) {
            pieces[pieces.count - 1].beforeEnd = piece.beforeEnd
            pieces[pieces.count - 1].afterEnd = piece.afterEnd
        } else {
            pieces.append(piece)
        }
    }

    /// Whether nothing but white space lies between two pieces, on both sides or on none.
    private func joins(_ last: Piece, _ next: Piece) -> Bool {
        guard last.isMoved == next.isMoved, last.beforeEnd <= next.beforeStart, last.afterEnd <= next.afterStart,
            (last.beforeEnd == next.beforeStart) == (last.afterEnd == next.afterStart)
        else { return false }
        let (x, y) = (last.beforeEnd..<next.beforeStart, last.afterEnd..<next.afterStart)
        return isBlank(before, x) && isBlank(after, y) || areSameSpace(x, y)
    }

    /// Whether the gaps are the same bytes and hold spaces beyond ASCII, such as one that keeps words on a line: no token.
    private func areSameSpace(_ x: Range<UInt32>, _ y: Range<UInt32>) -> Bool {
        guard x.count == y.count, x.count <= Self.longestSpace else { return false }
        let gap = before.bytes[Int(x.lowerBound)..<Int(x.upperBound)]
        return gap.elementsEqual(after.bytes[Int(y.lowerBound)..<Int(y.upperBound)])
            && DiffTokens.tokens(in: Array(gap)).isEmpty
    }

    /// Bytes of white space between two pieces of text that are looked at; more is no space that somebody typed.
    private static let longestSpace = 64

    private func isBlank(_ text: DiffText, _ range: Range<UInt32>) -> Bool {
        for index in range where !Byte.isBlank(text.bytes[Int(index)]) { return false }
        return true
    }

    /// The markup in front of two linked sentences, where it is equal.
    mutating func addLead(_ i: Int, _ p: Int32, _ j: Int, _ q: Int32, isMoved: Bool) {
        guard p >= 0, q >= 0 else { return }
        let x = lead(before, i, Int(p))
        guard !x.isEmpty else { return }
        let y = lead(after, j, Int(q))
        guard !y.isEmpty, FoldedText.areEqual(before.bytes, x, after.bytes, y) else { return }
        add(x, y, isMoved: isMoved)
    }

    private func lead(_ text: DiffText, _ sentence: Int, _ block: Int) -> Range<Int> {
        let isFirst = text.blocks[block].sentences.lowerBound == sentence
        var start = isFirst ? text.blocks[block].range.lowerBound : text.sentences[sentence - 1].upperBound
        var end = text.sentences[sentence].lowerBound
        while start < end, Byte.isBlank(text.bytes[start]) { start += 1 }
        while start < end, Byte.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The runs sorted by the after side; those that are not moved are sorted by the before side too.
    consuming func finish() -> [TextDiff.Match] {
        // Most texts have nothing moved: what was added in order is put together already.
        if !areInOrder {
            pieces.sort { $0.afterStart < $1.afterStart }
            moveCrossing()
            putTogether()
        }
        return pieces.map { TextDiff.Match(before: $0.before, after: $0.after, isMoved: $0.isMoved) }
    }

    private var areInOrder: Bool {
        var (x, y): (UInt32, UInt32) = (0, 0)
        for piece in pieces {
            guard !piece.isMoved, piece.beforeStart >= x, piece.afterStart >= y else { return false }
            (x, y) = (piece.beforeEnd, piece.afterEnd)
        }
        return true
    }

    /// Of pieces in place that cross one another the lighter ones are moved.
    private mutating func moveCrossing() {
        let fixed = pieces.indices.filter { !pieces[$0].isMoved }
        let isSorted = zip(fixed, fixed.dropFirst()).allSatisfy { pieces[$0].beforeEnd <= pieces[$1].beforeStart }
        guard !isSorted else { return }
        let texts = LinkTexts(
            before: .init(bytes: before.bytes, pieces: fixed.map { pieces[$0].before }),
            after: .init(bytes: after.bytes, pieces: fixed.map { pieces[$0].after }))
        var isKept = [Bool](filledWith: false, count: pieces.count)
        for index in heaviestIncreasing(
            fixed.map { pieces[$0].before.lowerBound }, weight: { texts.weight($0, $0) },
            exactWeight: { texts.exactWeight($0, $0) })
        {
            isKept[fixed[index]] = true
        }
        for index in fixed where !isKept[index] { pieces[index].isMoved = true }
    }

    /// Joins pieces that follow one another now.
    private mutating func putTogether() {
        var count = 0
        for index in pieces.indices {
            let piece = pieces[index]
            if count > 0, joins(pieces[count - 1], piece) {
                pieces[count - 1].beforeEnd = piece.beforeEnd
                pieces[count - 1].afterEnd = piece.afterEnd
            } else {
                pieces[count] = piece
                count += 1
            }
        }
        pieces.removeLast(pieces.count - count)
    }
}
