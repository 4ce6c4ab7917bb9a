extension TextComparison {
    /// Cuts sentences at `borders` too, which lie behind tokens of sentences in no linked block, and links equal
    /// sentences in place anew; false where there are no borders.
    ///
    /// Of `links`, all or some of those there are, the ones of sentences that were not cut stay. No word is read again, and no
    /// sentence but those that were cut.
    /// - Complexity: O(n log n) in the sentences.
    @discardableResult
    mutating func cut(at borders: (before: [Int], after: [Int]), keeping links: Mates) -> Bool {
        guard !borders.before.isEmpty || !borders.after.isEmpty else { return false }
        let (newBefore, befores) = before.cut(at: borders.before)
        let (newAfter, afters) = after.cut(at: borders.after)
        func isWhole(_ sentence: Int, _ firsts: [Int]) -> Bool { firsts[sentence + 1] == firsts[sentence] + 1 }

        var mates = Mates(beforeCount: newBefore.sentences.count, afterCount: newAfter.sentences.count)
        for (i, mate) in links.ofBefore.enumerated() where mate >= 0 {
            let j = Int(mate)
            if isWhole(i, befores), isWhole(j, afters) { mates.link(befores[i], afters[j]) }
        }
        sentences = mates
        groups = SentenceLinker.Groups()

        ids.before = renumbered(ids.before, befores, side: 0, newBefore)
        ids.after = renumbered(ids.after, afters, side: 1, newAfter)
        tokenRanges.before = cut(tokenRanges.before, of: tokens.before, befores, newBefore.sentences)
        tokenRanges.after = cut(tokenRanges.after, of: tokens.after, afters, newAfter.sentences)
        (before, after) = (newBefore, newAfter)
        sentenceBlocks = (Self.owners(before), Self.owners(after))
        linkEqualInPlace()
        return true
    }

    /// The numbers of the sentences of `text`: parts of sentences that were cut get their own.
    private mutating func renumbered(_ ids: [UInt32], _ firsts: [Int], side: Int, _ text: DiffText) -> [UInt32] {
        var renumbered: [UInt32] = []
        renumbered.reserveCapacity(text.sentences.count)
        for (index, id) in ids.enumerated() {
            let parts = firsts[index]..<firsts[index + 1]
            if parts.count == 1 { renumbered.append(id) }
            guard parts.count > 1 else { continue }
            for part in parts {
                renumbered.append(
                    Self.settledNumbers + numbering.number(side: side, text.sentences[part], kind: 0))
            }
        }
        return renumbered
    }

    private func cut(
        _ ranges: TokenRanges, of tokens: TextTokens, _ firsts: [Int], _ sentences: [Range<Int>]
    ) -> TokenRanges {
        var cut = TokenRanges()
        cut.reserveCapacity(sentences.count)
        for (old, range) in ranges.enumerated() {
            var end = range.lowerBound
            for part in firsts[old]..<firsts[old + 1] {
                if part == firsts[old + 1] - 1 {
                    end = range.upperBound
                } else {
                    while end < range.upperBound,
                        vocabulary.byteRange(end, of: tokens).upperBound <= sentences[part].upperBound
                    {
                        end += 1
                    }
                }
                cut.append(end: end)
            }
        }
        return cut
    }
}
