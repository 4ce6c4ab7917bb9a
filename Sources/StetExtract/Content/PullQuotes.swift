/// Tells pull quotes: quotations that say again what a paragraph of the article says, set large beside it.
enum PullQuotes {
    /// The lines of `range` that are pull quotes, with the name under each.
    ///
    /// - Complexity: O(n) in words.
    static func find(in lines: [Line], _ range: Range<Int>) -> [Int] {
        guard range.contains(where: { lines[$0].isQuoted && lines[$0].cut == nil }) else { return [] }
        var said: Set<Int> = []
        for index in range where lines[index].cut == nil && !lines[index].isQuoted && lines[index].kind != .caption {
            said.formUnion(BodyWitness.shingles(of: lines[index].text))
        }
        var found: [Int] = []
        for index in range where lines[index].isQuoted && lines[index].cut == nil {
            let line = lines[index]
            if let last = found.last, last == index - 1, line.home == lines[last].home,
                line.shape.wordCount <= nameWordCount, !line.shape.endsSentence
            {
                found.append(index)
                continue
            }
            let shingles = BodyWitness.shingles(of: line.text)
            guard shingles.count >= minimumShingleCount else { continue }
            let again = shingles.reduce(0) { $0 + (said.contains($1) ? 1 : 0) }
            if Double(again) >= saidShare * Double(shingles.count) { found.append(index) }
        }
        return found
    }

    /// Editors shorten at the ends and change a word; a quotation of its own shares no such part with the text.
    private static let saidShare = 0.85
    /// Six words: shorter quotations recur as figures of speech.
    private static let minimumShingleCount = 3
    private static let nameWordCount = 8
}
