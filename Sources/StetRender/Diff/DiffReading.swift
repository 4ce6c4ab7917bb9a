import StetDiff
import StetModel

/// A diff made ready for views: every block with its kind, its sentences with the space between them, and where
/// moved things went.
///
/// All text comes from the diff as it is; each view makes it fit for its medium.
struct DiffReading {
    let diff: ArticleDiff
    private(set) var blocks: [BlockReading] = []
    /// The sentences that begin a block of the after side.
    let firstSentencesAfter: Set<Int>
    /// Quotations with other words or marks, by the sentence of the after side that they begin in; and the sentences of the
    /// before side in which words lost their quotation marks.
    private(set) var quotationsOfAfter: [Int: [ArticleDiff.QuotationChange]] = [:]
    private(set) var quotationsOfBefore: Set<Int> = []
    /// The entries that are rows of changed tables, as indices in `diff.tables`; and the first entry of each table.
    private(set) var tableOfEntry: [Int: Int] = [:]
    private(set) var placeOfTable: [Int: Int] = [:]
    /// Where in reading order a moved sentence (by its index on the before side) stands now, and stood.
    private var newPlaces: [Int: Int] = [:]
    private var oldPlaces: [Int: Int] = [:]

    /// - Parameter detail: Whether equal blocks are read for their sentences too.
    /// - Complexity: O(blocks + sentences + quotations · log sentences); no text is copied.
    init(_ diff: ArticleDiff, telling detail: ArticleDiff.Detail = .all) {
        self.diff = diff
        firstSentencesAfter = Set(diff.text.after.blocks.compactMap { $0.sentences.first })
        var entryOfMovedBlock: [Int: Int] = [:]
        var entryOfOldPlace: [Int: Int] = [:]
        for (index, change) in diff.blocks.enumerated() {
            switch change.kind {
            case .moved, .split, .merged: for before in change.before { entryOfMovedBlock[before] = index }
            case .movedAway: for before in change.before { entryOfOldPlace[before] = index }
            default: break
            }
        }
        blocks.reserveCapacity(diff.blocks.count)
        for (index, change) in diff.blocks.enumerated() {
            var block = BlockReading(change, in: diff.text, hasSentences: detail == .all || change.kind != .equal)
            let before = change.before.first
            switch change.kind {
            case .moved, .split, .merged: block.otherPlace = before.flatMap { entryOfOldPlace[$0] }
            case .movedAway: block.otherPlace = before.flatMap { entryOfMovedBlock[$0] }
            default: break
            }
            block.isMovedUp = block.otherPlace.map { change.kind == .movedAway ? $0 < index : $0 > index }
            block.beginsRenumbering = change.kind == .renumbered && !(blocks.last?.isNumberedItem ?? false)
            blocks.append(block)
        }
        for quotation in diff.quotations {
            if let words = quotation.after, let sentence = diff.text.after.sentence(at: words.lowerBound) {
                quotationsOfAfter[sentence, default: []].append(quotation)
            } else if quotation.kind == .unquoted, let words = quotation.before,
                let sentence = diff.text.before.sentence(at: words.lowerBound)
            {
                quotationsOfBefore.insert(sentence)
            }
        }
        if !diff.tables.isEmpty { findTables() }
        findRuns()
        var place = 0
        for block in diff.blocks {
            for sentence in block.sentences {
                place += 1
                switch sentence.kind {
                case .moved: for before in sentence.before { newPlaces[before] = place }
                case .movedAway: for before in sentence.before { oldPlaces[before] = place }
                default: break
                }
            }
        }
    }

    /// Blocks that moved together, one after another on both sides, are one move to a reader: the first tells it.
    private mutating func findRuns() {
        var index = 0
        while index < blocks.count {
            guard blocks[index].change.kind == .movedAway, let start = blocks[index].otherPlace else {
                index += 1
                continue
            }
            var count = 1
            while index + count < blocks.count, blocks[index + count].change.kind == .movedAway,
                blocks[index + count].otherPlace == start + count, blocks[start + count].change.kind == .moved
            {
                count += 1
            }
            if count > 1, blocks[start].change.kind == .moved {
                for offset in 0..<count {
                    blocks[index + offset].runCount = offset == 0 ? count : 0
                    blocks[start + offset].runCount = offset == 0 ? count : 0
                }
            }
            index += count
        }
    }

    private mutating func findTables() {
        var ofBefore: [Int: Int] = [:]
        var ofAfter: [Int: Int] = [:]
        for (index, change) in diff.tables.enumerated() {
            for row in diff.text.before.tables[change.before].rows { ofBefore[row.block] = index }
            for row in diff.text.after.tables[change.after].rows { ofAfter[row.block] = index }
        }
        for (index, change) in diff.blocks.enumerated() {
            // Only what is a row on every side it stands on: a row that became a paragraph is told as such.
            let tables = change.before.map { ofBefore[$0] } + change.after.map { ofAfter[$0] }
            guard let table = tables.last ?? nil, tables.allSatisfy({ $0 != nil }) else { continue }
            tableOfEntry[index] = table
            // The table stands where its first row of the after side does.
            if placeOfTable[table] == nil, !change.after.isEmpty { placeOfTable[table] = index }
        }
        for (index, table) in tableOfEntry.sorted(by: { $0.key < $1.key }) where placeOfTable[table] == nil {
            placeOfTable[table] = index
        }
    }

    /// Whether a moved sentence stands above where it stood; nil where the diff has no entry for one of its places.
    func isMovedUp(_ sentence: ArticleDiff.SentenceChange) -> Bool? {
        guard let before = sentence.before.first, let new = newPlaces[before], let old = oldPlaces[before] else {
            return nil
        }
        return new < old
    }

    /// The text of a sentence on one side.
    func text(before sentence: Int) -> String { Self.text(sentence, of: diff.text.before) }
    func text(after sentence: Int) -> String { Self.text(sentence, of: diff.text.after) }

    private static func text(_ sentence: Int, of side: DiffText) -> String {
        guard side.sentences.indices.contains(sentence) else { return "" }
        return String(decoding: side.bytes[side.sentences[sentence]], as: UTF8.self)
    }

    /// The pieces of a sentence, tidied for readers.
    func segments(of sentence: ArticleDiff.SentenceChange) -> [ArticleDiff.Segment] {
        tidied(exactSegments(of: sentence))
    }

    /// The pieces of a sentence as the diff has them; where it leaves them out, the text of the sentence's side.
    func exactSegments(of sentence: ArticleDiff.SentenceChange) -> [ArticleDiff.Segment] {
        if !sentence.segments.isEmpty {
            // A sentence that is new or gone as a whole may come as plain text.
            guard sentence.segments.allSatisfy({ $0.kind == .equal }) else { return sentence.segments }
            let kind: ArticleDiff.Segment.Kind? =
                sentence.kind == .added ? .added : sentence.kind == .removed ? .removed : nil
            guard let kind else { return sentence.segments }
            return sentence.segments.map { ArticleDiff.Segment(kind: kind, text: $0.text) }
        }
        let takesBefore = sentence.after.isEmpty
        let text = (takesBefore ? sentence.before : sentence.after)
            .map { takesBefore ? self.text(before: $0) : self.text(after: $0) }
            .filter { !$0.isEmpty }.joined(separator: " ")
        guard !text.isEmpty else { return [] }
        let kind: ArticleDiff.Segment.Kind =
            switch sentence.kind {
            case .added: .added
            case .removed: .removed
            case .reformatted: .reformatted
            default: .equal
            }
        return [ArticleDiff.Segment(kind: kind, text: text)]
    }

    /// The first words of a block on one side, to name it by.
    func opening(ofBefore block: Int) -> String { Self.opening(of: block, in: diff.text.before) }
    func opening(ofAfter block: Int) -> String { Self.opening(of: block, in: diff.text.after) }

    /// Enough of a block to find it by; longer names push the text they stand beside out of sight.
    private static let openingColumnCount = 40

    private static func opening(of block: Int, in side: DiffText) -> String {
        guard side.blocks.indices.contains(block) else { return "" }
        // A column takes at most some bytes; decoding a little more than can be shown bounds the cost.
        let range = side.blocks[block].sentences.first.map { side.sentences[$0] } ?? side.blocks[block].range
        let text = String(decoding: side.bytes[range].prefix(openingColumnCount * 8), as: UTF8.self)
        return truncated(VisibleText.line(text), columnCount: openingColumnCount)
    }
}

/// One block of the reading view.
struct BlockReading {
    let change: ArticleDiff.BlockChange
    /// The kind of block it is now; for removed ones, was.
    let kind: DiffText.BlockKind
    /// What it was, where that differs.
    let previousKind: DiffText.BlockKind?
    let sentences: [SentenceReading]
    /// The entry of a moved block's old place, or the reverse.
    var otherPlace: Int?
    var isMovedUp: Bool?
    /// How many blocks moved with this one, itself counted; 0 where an earlier one tells the move.
    var runCount = 1
    /// Whether it is an item with another number that no change of an item before it explains.
    var beginsRenumbering = false

    init(_ change: ArticleDiff.BlockChange, in text: TextDiff, hasSentences: Bool) {
        self.change = change
        let was = change.before.first.flatMap { text.before.blocks.indices.contains($0) ? text.before.blocks[$0] : nil }
        let isNow = change.after.first.flatMap { text.after.blocks.indices.contains($0) ? text.after.blocks[$0] : nil }
        kind = isNow?.kind ?? was?.kind ?? .paragraph
        previousKind = was.map(\.kind).flatMap { $0 == isNow?.kind || isNow == nil ? nil : $0 }
        guard hasSentences else {
            sentences = []
            return
        }
        var changes = change.sentences
        if changes.isEmpty {
            if change.after.isEmpty {
                for block in change.before where text.before.blocks.indices.contains(block) {
                    for sentence in text.before.blocks[block].sentences {
                        changes.append(.init(kind: change.kind.ofSentence, before: [sentence], after: [], segments: []))
                    }
                }
            } else {
                for block in change.after where text.after.blocks.indices.contains(block) {
                    for sentence in text.after.blocks[block].sentences {
                        changes.append(.init(kind: change.kind.ofSentence, before: [], after: [sentence], segments: []))
                    }
                }
            }
        }
        let starts = BlockStarts(change, in: text)
        let isCode = kind == .code
        sentences = changes.enumerated().map { index, sentence in
            SentenceReading(
                change: sentence, gap: index == 0 ? "" : starts.gap(before: sentence, in: text, isCode: isCode),
                beginsBlock: index > 0 && starts.begins(sentence))
        }
    }

    var isNumberedItem: Bool {
        if case .listItem(_, .some) = kind { true } else { false }
    }

    /// Which sentences a reader must be shown.
    var changedSentences: [Bool] {
        switch change.kind {
        case .equal, .edited:
            return sentences.isEmpty ? [change.kind != .equal] : sentences.map { $0.change.kind != .equal }
        // Items that only count on after what was put in or taken out before them need not be shown.
        case .renumbered where !beginsRenumbering: return Array(repeating: false, count: max(1, sentences.count))
        // Where the kind alone changed, the beginning says which block it is.
        case .reformatted where sentences.count > 1 && sentences.allSatisfy { $0.change.kind == .equal }:
            return sentences.indices.map { $0 == 0 }
        case .split, .merged:
            var changed = sentences.map { $0.change.kind != .equal }
            for (index, sentence) in sentences.enumerated() where sentence.beginsBlock {
                changed[index - 1] = true
                changed[index] = true
            }
            return changed.contains(true) ? changed : Array(repeating: true, count: max(1, changed.count))
        default:
            return Array(repeating: true, count: max(1, sentences.count))
        }
    }
}

struct SentenceReading {
    let change: ArticleDiff.SentenceChange
    /// The white space between this sentence and the one before it in the block: one space, or nothing in Chinese and
    /// Japanese; in code, where sentences are lines, the line break and the indentation.
    let gap: String
    /// Whether a block begins here: where a paragraph was split, or two became one.
    let beginsBlock: Bool

    /// The white space that a line of code begins with.
    var indentation: String { String(gap.drop { $0 == "\n" }) }
}

extension ArticleDiff.BlockChange.Kind {
    fileprivate var ofSentence: ArticleDiff.SentenceChange.Kind {
        switch self {
        case .added: .added
        case .removed: .removed
        case .reformatted: .reformatted
        default: .equal
        }
    }
}

/// The sentences that begin the blocks of one entry, after the first of either side.
private struct BlockStarts {
    private var before: Set<Int> = []
    private var after: Set<Int> = []

    init(_ change: ArticleDiff.BlockChange, in text: TextDiff) {
        for block in change.before.dropFirst() where text.before.blocks.indices.contains(block) {
            if let first = text.before.blocks[block].sentences.first { before.insert(first) }
        }
        for block in change.after.dropFirst() where text.after.blocks.indices.contains(block) {
            if let first = text.after.blocks[block].sentences.first { after.insert(first) }
        }
    }

    func begins(_ sentence: ArticleDiff.SentenceChange) -> Bool {
        sentence.after.first.map(after.contains) ?? false || sentence.before.first.map(before.contains) ?? false
    }

    func gap(before sentence: ArticleDiff.SentenceChange, in text: TextDiff, isCode: Bool) -> String {
        let gap =
            sentence.after.first.flatMap { text.after.gap(before: $0) }
            ?? sentence.before.first.flatMap { text.before.gap(before: $0) }
        if isCode {
            return gap.map { "\n" + $0.split(separator: "\n", omittingEmptySubsequences: false).suffix(1).joined() }
                ?? "\n"
        }
        if gap?.isEmpty ?? false { return "" }
        let isUnspaced =
            sentence.after.first.map { text.after.isUnspaced(before: $0) }
            ?? sentence.before.first.map { text.before.isUnspaced(before: $0) } ?? false
        return isUnspaced ? "" : " "
    }
}

extension DiffText {
    /// The sentence that holds a byte.
    fileprivate func sentence(at offset: Int) -> Int? {
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < sentences.count && sentences[low].contains(offset) ? low : nil
    }

    /// Whether a sentence follows the one before it without a space, as in Chinese and Japanese.
    fileprivate func isUnspaced(before sentence: Int) -> Bool {
        guard sentence > 0, sentences.indices.contains(sentence) else { return false }
        let last = String(decoding: bytes[sentences[sentence - 1]].suffix(4), as: UTF8.self).unicodeScalars.last
        let first = String(decoding: bytes[sentences[sentence]].prefix(4), as: UTF8.self).unicodeScalars.first
        return last?.isUnspaced ?? false && first?.isUnspaced ?? false
    }

    /// What stands between a sentence and the one before it; nil for the first.
    fileprivate func gap(before sentence: Int) -> String? {
        guard sentence > 0, sentences.indices.contains(sentence) else { return nil }
        return String(
            decoding: bytes[sentences[sentence - 1].upperBound..<sentences[sentence].lowerBound], as: UTF8.self)
    }
}
