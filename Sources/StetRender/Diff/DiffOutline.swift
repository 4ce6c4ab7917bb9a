import StetDiff

extension DiffReading {
    /// The piece that stands beside another one where both sides are shown side by side: a whole block that is gone, followed by one
    /// that is new. Nil where the two are nothing of that kind.
    func replacement(of entry: DiffOutline.Entry, by next: DiffOutline.Entry?) -> DiffOutline.Piece? {
        guard case .shown(let piece) = entry, case .shown(let other)? = next else { return nil }
        func isWhole(_ piece: DiffOutline.Piece, _ kind: ArticleDiff.BlockChange.Kind) -> Bool {
            let block = blocks[piece.block]
            return block.change.kind == kind && block.kind != .code && !block.sentences.isEmpty
                && tableOfEntry[piece.block] == nil
        }
        return isWhole(piece, .removed) && isWhole(other, .added) ? other : nil
    }
}

/// What a view shows of a diff's text, in reading order: pieces of blocks, and runs of unchanged sentences folded away.
struct DiffOutline {
    enum Entry: Hashable {
        case shown(Piece)
        /// Unchanged pieces that follow one another, and how many sentences are in them.
        case folded([Piece], sentenceCount: Int)
    }

    /// Sentences of one block of the diff that follow one another.
    struct Piece: Hashable {
        /// Index in `diff.blocks`.
        var block: Int
        /// Indices in `BlockReading.sentences`.
        var sentences: Range<Int>
        /// Whether the piece begins its block, and ends it.
        var isStart: Bool
        var isEnd: Bool
    }

    private(set) var entries: [Entry] = []

    /// A fold shorter than this saves the reader nothing: its line is as long as what it hides.
    static let shortestFold = 2

    /// - Parameter context: how many unchanged sentences to show before and after each change; nil shows all.
    /// - Parameter isForReaders: whether a changed table is one piece, at its first row, and the old places of blocks that
    ///   moved together are one; else every entry of the diff is a piece.
    /// - Parameter onlyChanges: whether to leave out what is unchanged, but for the headings that changes stand under;
    ///   `context` is then not asked for.
    /// - Complexity: O(sentences).
    init(_ reading: DiffReading, context: Int?, isForReaders: Bool = true, onlyChanges: Bool = false) {
        var units: [Unit] = []
        for (index, block) in reading.blocks.enumerated() {
            if isForReaders, block.change.kind == .movedAway, block.runCount == 0 { continue }
            if isForReaders, let (_, isPlace) = reading.table(at: index) {
                if isPlace {
                    units.append(
                        Unit(block: index, sentences: block.sentences.indices, isVisible: true, wantsContext: true))
                }
                continue
            }
            let changed = block.changedSentences
            guard !block.isWhole else {
                let isChanged = changed.contains(true)
                // The old place of a moved block is a signpost, and tells its surroundings itself.
                units.append(
                    Unit(
                        block: index, sentences: block.sentences.indices, isVisible: isChanged,
                        wantsContext: isChanged && block.change.kind != .movedAway))
                continue
            }
            for (sentence, isChanged) in changed.enumerated() {
                units.append(
                    Unit(
                        block: index, sentences: sentence..<sentence + 1, isVisible: isChanged, wantsContext: isChanged)
                )
            }
        }
        if onlyChanges {
            Self.showHeadings(of: &units, in: reading)
        } else if let context {
            Self.spread(context, over: &units)
            Self.dropShortFolds(in: &units)
        } else {
            for index in units.indices { units[index].isVisible = true }
        }
        var index = 0
        while index < units.count {
            let isVisible = units[index].isVisible
            var end = index
            while end < units.count, units[end].isVisible == isVisible { end += 1 }
            let pieces = Self.pieces(of: units[index..<end], in: reading)
            if !isVisible, onlyChanges {
                index = end
                continue
            }
            if isVisible {
                entries += pieces.map(Entry.shown)
            } else {
                entries.append(.folded(pieces, sentenceCount: end - index))
            }
            index = end
        }
    }

    private struct Unit {
        var block: Int
        var sentences: Range<Int>
        var isVisible: Bool
        var wantsContext: Bool
    }

    private static func spread(_ context: Int, over units: inout [Unit]) {
        guard context > 0 else { return }
        var reach = 0
        for index in units.indices {
            if units[index].wantsContext {
                reach = context
            } else if reach > 0 {
                units[index].isVisible = true
                reach -= 1
            }
        }
        reach = 0
        for index in units.indices.reversed() {
            if units[index].wantsContext {
                reach = context
            } else if reach > 0 {
                units[index].isVisible = true
                reach -= 1
            }
        }
    }

    private static func showHeadings(of units: inout [Unit], in reading: DiffReading) {
        var heading: Int?
        for index in units.indices {
            if case .heading = reading.blocks[units[index].block].kind {
                heading = index
            } else if units[index].isVisible, let place = heading {
                units[place].isVisible = true
                heading = nil
            }
        }
    }

    private static func dropShortFolds(in units: inout [Unit]) {
        var index = 0
        while index < units.count {
            guard !units[index].isVisible else {
                index += 1
                continue
            }
            var end = index
            while end < units.count, !units[end].isVisible { end += 1 }
            if end - index < shortestFold { for hidden in index..<end { units[hidden].isVisible = true } }
            index = end
        }
    }

    private static func pieces(of units: ArraySlice<Unit>, in reading: DiffReading) -> [Piece] {
        var pieces: [Piece] = []
        for unit in units {
            let count = reading.blocks[unit.block].sentences.count
            let range = unit.sentences
            if let last = pieces.indices.last, pieces[last].block == unit.block {
                pieces[last].sentences = pieces[last].sentences.lowerBound..<range.upperBound
                pieces[last].isEnd = range.upperBound == count
            } else {
                pieces.append(
                    Piece(
                        block: unit.block, sentences: range, isStart: range.lowerBound == 0,
                        isEnd: range.upperBound == count))
            }
        }
        return pieces
    }
}
