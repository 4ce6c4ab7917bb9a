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

        ids.before = befores.indices.dropLast().flatMap { i in
            isWhole(i, befores)
                ? [ids.before[i]]
                : (befores[i]..<befores[i + 1]).map {
                    Self.settledNumbers + numbering.number(side: 0, newBefore.sentences[$0], kind: 0)
                }
        }
        ids.after = afters.indices.dropLast().flatMap { j in
            isWhole(j, afters)
                ? [ids.after[j]]
                : (afters[j]..<afters[j + 1]).map {
                    Self.settledNumbers + numbering.number(side: 1, newAfter.sentences[$0], kind: 0)
                }
        }
        tokenRanges.before = cut(tokenRanges.before, of: tokens.before, befores, newBefore.sentences)
        tokenRanges.after = cut(tokenRanges.after, of: tokens.after, afters, newAfter.sentences)
        (before, after) = (newBefore, newAfter)
        sentenceBlocks = (Self.owners(before), Self.owners(after))
        linkEqualInPlace()
        return true
    }

    private func cut(
        _ ranges: [Range<Int>], of tokens: TextTokens, _ firsts: [Int], _ sentences: [Range<Int>]
    ) -> [Range<Int>] {
        var cut: [Range<Int>] = []
        cut.reserveCapacity(sentences.count)
        for (old, range) in ranges.enumerated() {
            guard firsts[old + 1] > firsts[old] + 1 else {
                cut.append(range)
                continue
            }
            var start = range.lowerBound
            for part in firsts[old]..<firsts[old + 1] {
                var end = start
                while end < range.upperBound,
                    vocabulary.byteRange(end, of: tokens).upperBound <= sentences[part].upperBound
                {
                    end += 1
                }
                cut.append(start..<end)
                start = end
            }
        }
        return cut
    }
}
