internal import StetText

extension TextComparison {
    /// Links what is left and the same but for its form (case, width, accents, the shapes of marks): alike in no word, it is
    /// still itself. What stands so more than once on a side says nothing.
    ///
    /// - Complexity: O(text that is left); sentences are compared only with those that have as many words, numbers and marks in
    ///   the same order, and no more than `respelledLimit` of one make.
    mutating func linkRespelled() {
        guard hasOpenSentences else { return }
        let (befores, afters) = (
            before.sentences.indices.filter { sentences.isFree(before: $0) },
            after.sentences.indices.filter { sentences.isFree(after: $0) }
        )
        guard max(befores.count, afters.count) <= Self.respelledSideLimit else { return }
        var makes: [UInt64: (before: [Int], after: [Int])] = [:]
        for index in befores {
            if let make = make(of: tokens.before.ids[tokenRanges.before[index]]) {
                makes[make, default: ([], [])].before.append(index)
            }
        }
        guard !makes.isEmpty else { return }
        for index in afters {
            if let make = make(of: tokens.after.ids[tokenRanges.after[index]]) { makes[make]?.after.append(index) }
        }
        for (one, two) in makes.values
        where !one.isEmpty && !two.isEmpty && one.count + two.count <= Self.respelledLimit {
            for i in one {
                let mates = two.filter { areOneWording(i, $0) }
                guard mates.count == 1, sentences.isFree(after: mates[0]) else { continue }
                if one.count(where: { areOneWording($0, mates[0]) }) == 1 { sentences.link(i, mates[0]) }
            }
        }
    }

    /// Whether two sentences differ, and in their form alone.
    private func areOneWording(_ i: Int, _ j: Int) -> Bool {
        let (x, y) = (before.sentences[i], after.sentences[j])
        guard max(x.count, y.count) <= Self.respelledLength,
            TextFolding.mayDifferInForm(before.bytes.span.extracting(x), after.bytes.span.extracting(y))
        else { return false }
        return !ArticleDiff.Foldings(
            from: String(decoding: before.bytes[x], as: UTF8.self), to: String(decoding: after.bytes[y], as: UTF8.self)
        ).isEmpty
    }

    /// The kinds of a sentence's tokens in their order, as one number (Fowler, Noll and Vo's hash); nil where none is a word.
    private func make(of ids: ArraySlice<UInt32>) -> UInt64? {
        var make: UInt64 = 0xCBF2_9CE4_8422_2325
        var hasWord = false
        for id in ids {
            let kind = vocabulary.words[Int(id)].kind
            if kind == .word { hasWord = true }
            make = (make ^ UInt64(kind.rawValue)) &* 0x100_0000_01B3
        }
        return hasWord ? make : nil
    }

    /// Sentences that are left on a side; where more are, a text was rewritten, not respelled.
    private static let respelledSideLimit = 4_096

    /// Bytes of a sentence; longer ones are no prose.
    private static let respelledLength = 4_096

    /// Sentences of one make on both sides that are compared with one another.
    private static let respelledLimit = 16
}
