internal import StetText

extension TextComparison {
    /// Links what is left and the same but for its form (case, width, accents, the shapes of marks): alike in no word, it is
    /// still itself. What stands so more than once on a side says nothing.
    ///
    /// - Complexity: O(text that is left); sentences are compared only with those that have as many words, numbers and marks in
    ///   the same order, and no more than `respelledLimit` of one make.
    mutating func linkRespelled() {
        guard hasOpenSentences else { return }
        var makes: [[UInt8]: (before: [Int], after: [Int])] = [:]
        func make(_ ids: ArraySlice<UInt32>) -> [UInt8]? {
            var hasWord = false
            let make = ids.map { id in
                let kind = vocabulary.words[Int(id)].kind
                if kind == .word { hasWord = true }
                return kind.rawValue
            }
            return hasWord ? make : nil
        }
        for index in before.sentences.indices where sentences.isFree(before: index) {
            if let make = make(tokens.before.ids[tokenRanges.before[index]]) {
                makes[make, default: ([], [])].before.append(index)
            }
        }
        guard !makes.isEmpty else { return }
        for index in after.sentences.indices where sentences.isFree(after: index) {
            if let make = make(tokens.after.ids[tokenRanges.after[index]]) { makes[make]?.after.append(index) }
        }
        func string(_ text: DiffText, _ sentence: Int) -> String {
            String(decoding: text.bytes[text.sentences[sentence]], as: UTF8.self)
        }
        for (one, two) in makes.values
        where !one.isEmpty && !two.isEmpty && one.count + two.count <= Self.respelledLimit {
            for i in one {
                let text = string(before, i)
                let mates = two.filter { !ArticleDiff.Foldings(from: text, to: string(after, $0)).isEmpty }
                guard mates.count == 1, sentences.isFree(after: mates[0]) else { continue }
                let others = one.filter {
                    !ArticleDiff.Foldings(from: string(before, $0), to: string(after, mates[0])).isEmpty
                }
                if others.count == 1 { sentences.link(i, mates[0]) }
            }
        }
    }

    /// Sentences of one make on both sides that are compared with one another.
    private static let respelledLimit = 16
}
