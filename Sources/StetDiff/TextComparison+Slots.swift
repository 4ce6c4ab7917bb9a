internal import SequenceDiff
internal import StetText

extension TextComparison {
    /// Links a sentence that is alone in its place on both sides where both fill the same slots: as many words, numbers and marks in
    /// the same order, marks the same, and most of the rest numbers or the same word. "It was 5 June 2025." and "It was
    /// 17 July 2026." weigh nearly nothing in common, and are one line of a page, filled in anew.
    ///
    /// - Complexity: O(sentences + words of those that are alone).
    mutating func linkSameSlots(_ grouped: (before: [Bool], after: [Bool])) {
        guard hasOpenSentences else { return }
        let gaps = Gaps(sentences, of: textsOfSentences)
        let befores = Self.alone(gaps.ofBefore) { sentences.isFree(before: $0) && !grouped.before[$0] }
        let afters = Self.alone(gaps.ofAfter) { sentences.isFree(after: $0) && !grouped.after[$0] }
        for (i, j) in zip(befores, afters) where i >= 0 && j >= 0 && haveSameSlots(Int(i), Int(j)) {
            sentences.link(Int(i), Int(j))
        }
    }

    /// For each gap the one free sentence that it has; below 0 where it has none, or several.
    private static func alone(_ gaps: [Int32], isFree: (Int) -> Bool) -> [Int32] {
        var alone = [Int32](filledWith: -1, count: Int(gaps.max() ?? -1) + 1)
        for index in gaps.indices where isFree(index) {
            let gap = Int(gaps[index])
            alone[gap] = alone[gap] == -1 ? Int32(truncatingIfNeeded: index) : -2
        }
        return alone
    }

    /// Of three words and numbers two are numbers or the same word: fewer are another sentence of the same length. Not tuned: the labelled
    /// edits have no such pair.
    private static let filledShare = (part: 2, of: 3)

    private func haveSameSlots(_ i: Int, _ j: Int) -> Bool {
        let (one, two) = (tokens.before.ids[tokenRanges.before[i]], tokens.after.ids[tokenRanges.after[j]])
        guard one.count == two.count,
            before.kind(ofSentence: i, sentenceBlocks.before) == after.kind(ofSentence: j, sentenceBlocks.after)
        else { return false }
        var (words, filled, numbers) = (0, 0, 0)
        for (x, y) in zip(one, two) {
            let kind = vocabulary.words[Int(x)].kind
            guard kind == vocabulary.words[Int(y)].kind, kind != .symbol || x == y else { return false }
            if kind == .symbol { continue }
            words += 1
            if kind == .number { numbers += 1 }
            if kind == .number || x == y { filled += 1 }
        }
        return numbers > 0 && filled * Self.filledShare.of >= words * Self.filledShare.part
    }
}

extension DiffText {
    fileprivate func kind(ofSentence sentence: Int, _ owners: [Int32]) -> BlockKind? {
        let block = Int(owners[sentence])
        return blocks.indices.contains(block) ? blocks[block].kind : nil
    }
}
