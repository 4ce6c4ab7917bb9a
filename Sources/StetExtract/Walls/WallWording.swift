/// Whether a short text is one that stands in the place of an article: a question for consent, a check for machines, an error, a
/// request to sign in, or a page whose text a script was to bring.
///
/// Judged are the words alone; what stood there before is for the caller to look at. That such words are used says little, so they must
/// be what the text says: a third of it, by sentences that have them. A report about a bot check quotes one and goes on.
package enum WallWording {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case consent, botCheck, error, login, shell
    }

    // Tried on 1,515 texts of articles and terms, cut into 20,154 pieces of 500 letters or more, none of which is a wall: 78 pieces of privacy
    // policies and terms of sites are told as one, and nothing else (2026-11-26). Those are kept apart by what stood there before.
    /// Texts of more letters are articles. Questions for consent with all their purposes come to 1,500; of pages that ask for a
    /// sign-in, longer ones begin with the article.
    private static let letterLimit = 2_000
    /// One sentence of a kind that no article says, or two that some do.
    private static let neededWeight = 2
    /// That part of the text, by letters, must be in sentences with such words.
    private static let neededPart = 3

    /// The kind of wall that the sentences of a text, with its headline among them, speak of; nil for none.
    ///
    /// - Complexity: O(letters × phrases), for texts of up to 2,000 letters.
    package static func kind(of sentences: [String]) -> Kind? {
        let texts = sentences.map(folded).filter { !$0.isEmpty }
        let letterCount = texts.reduce(0) { $0 + $1.count }
        guard letterCount > 0, letterCount <= letterLimit else { return nil }
        for kind in Kind.allCases {
            var found: Set<[UInt8]> = []
            var (weight, covered) = (0, 0)
            for text in texts {
                var hasPhrase = false
                for phrase in phrases[kind] ?? [] where phrase.stands(in: text) {
                    hasPhrase = true
                    // "Page not found" as headline and as text says no more than once.
                    if found.insert(phrase.bytes).inserted { weight += phrase.weight }
                }
                if hasPhrase { covered += text.count }
            }
            if weight >= neededWeight, covered * neededPart >= letterCount { return kind }
        }
        return nil
    }

    /// Whether sentences, however many, say as much of a kind as a wall does: an article about such things does, and may become a short
    /// one.
    package static func speaks(of kind: Kind, _ sentences: [String]) -> Bool {
        var missing = phrases[kind] ?? []
        var weight = 0
        for sentence in sentences {
            let text = folded(sentence)
            missing.removeAll { phrase in
                guard phrase.stands(in: text) else { return false }
                weight += phrase.weight
                return true
            }
            if weight >= neededWeight { return true }
        }
        return false
    }

    /// In small letters, with straight apostrophes and single spaces.
    private static func folded(_ text: String) -> [UInt8] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return Array(words.replacing("\u{2019}", with: "'").replacing("\u{2026}", with: "...").utf8)
    }

    private static let phrases: [Kind: [Phrase]] = Dictionary(
        uniqueKeysWithValues: Kind.allCases.map { kind in
            // Languages share phrases, and one counts once: as what it tells most.
            let weights =
                (WallPhrases.telling[kind] ?? []).map { ($0, neededWeight) }
                + (WallPhrases.likely[kind] ?? []).map { ($0, 1) }
            return (kind, Dictionary(weights, uniquingKeysWith: max).map { Phrase($0.key, weight: $0.value) })
        })

    private struct Phrase {
        let bytes: [UInt8]
        let weight: Int
        private let beginsWord: Bool
        private let endsWord: Bool

        init(_ text: String, weight: Int) {
            bytes = Array(text.utf8)
            self.weight = weight
            beginsWord = Self.isOfWord(bytes, 0)
            endsWord = Self.isOfWord(bytes, bytes.count - 1)
        }

        /// Whether it stands in a text as whole words; in scripts without spaces, anywhere.
        func stands(in text: [UInt8]) -> Bool {
            var start = 0
            while let place = text[start...].firstIndex(of: bytes[0]) {
                let end = place + bytes.count
                guard end <= text.count else { return false }
                if text[place..<end].elementsEqual(bytes), !beginsWord || !Self.isOfWord(text, place - 1),
                    !endsWord || !Self.isOfWord(text, end)
                {
                    return true
                }
                start = place + 1
            }
            return false
        }

        /// Whether at a byte stands a letter or digit of a script that sets spaces between words. Those are letters of two bytes, but for
        /// marks such as quotation marks, which begin with C2; Chinese, Japanese and Korean ones have three.
        private static func isOfWord(_ text: [UInt8], _ place: Int) -> Bool {
            guard text.indices.contains(place) else { return false }
            var lead = place
            while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
            switch text[lead] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0xC3...0xDF: return true
            default: return false
            }
        }
    }
}
