internal import StetText

extension TextComparison {
    /// Whether two linked sentences differ in nothing but where their lines end, in text that has no spaces: between two characters of
    /// Chinese or Japanese a line break is white space, which is no change, where there was none.
    ///
    /// - Complexity: O(n) in sentences with equal words.
    func areWrappedAlone(_ i: Int, _ j: Int) -> Bool {
        let (x, y) = (tokenRanges.before[i], tokenRanges.after[j])
        guard !x.isEmpty, x.count == y.count, tokens.before.ids[x] == tokens.after.ids[y] else { return false }
        for offset in 1..<max(1, x.count) {
            let one = gap(before, tokens.before, x.lowerBound + offset)
            let two = gap(after, tokens.after, y.lowerBound + offset)
            guard one.isEmpty != two.isEmpty else { continue }
            let hasLineBreak = before.bytes[one].contains(Byte.lineFeed) || after.bytes[two].contains(Byte.lineFeed)
            guard hasLineBreak, isUnspaced(x.lowerBound + offset - 1) || isUnspaced(x.lowerBound + offset) else {
                return false
            }
        }
        return true
    }

    /// What lies before a token and behind the one before it.
    private func gap(_ text: DiffText, _ tokens: TextTokens, _ token: Int) -> Range<Int> {
        vocabulary.byteRange(token - 1, of: tokens).upperBound..<vocabulary.byteRange(token, of: tokens).lowerBound
    }

    /// Whether a token of the before side is a character of a script without spaces, or one of its marks.
    private func isUnspaced(_ token: Int) -> Bool {
        let word = vocabulary.words[Int(tokens.before.ids[token])]
        // From U+3000 on three bytes begin with E3 or more.
        return word.kind == .ideograph
            || (word.kind == .symbol && before.bytes[vocabulary.byteRange(token, of: tokens.before).lowerBound] >= 0xE3)
    }
}
