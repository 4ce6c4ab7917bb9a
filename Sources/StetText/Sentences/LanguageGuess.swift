/// Tells the language of a text by its small words, where nothing states it.
///
/// It knows the languages that `SentenceSegmenter` has lists for, and is meant for choosing among those lists:
/// two versions of a text should be cut by one guess, made once.
public enum LanguageGuess {
    /// So much of a text is read, in bytes. Small words are a third of all, so this holds hundreds of them.
    static let window = 4_096

    /// With fewer small words than this nothing is told.
    static let wordLimit = 5

    /// The language tag of the text, such as "de"; nil when its small words are too few or in no known language.
    ///
    /// - Complexity: bounded; looks at the first 4 KiB of the range.
    public static func language(of bytes: [UInt8], _ range: Range<Int>? = nil) -> String? {
        let range = range ?? bytes.indices
        let window = range.lowerBound..<min(range.upperBound, range.lowerBound + window)
        let vocabulary = vocabulary
        var hits = [Int](repeating: 0, count: vocabulary.codes.count)
        var words = 0
        var tokens: [DiffTokens.Token] = []
        var start = window.lowerBound
        while start < window.upperBound {
            // Few at a time: most texts are told before the window ends.
            tokens.removeAll(keepingCapacity: true)
            start = DiffTokens.append(
                upTo: glance, tokensOf: bytes.span, start..<window.upperBound, to: &tokens)
            for token in tokens where token.kind == .word {
                words += 1
                if words % glance == 0, let leader = clearLeader(hits, words) { return vocabulary.codes[leader] }
                var languages = vocabulary.small[key(of: token.range, in: bytes.span)] ?? 0
                while languages != 0 {
                    hits[languages.trailingZeroBitCount] += 1
                    languages &= languages - 1
                }
            }
        }
        // The first wins a tie; English stands first.
        guard let best = hits.indices.max(by: { hits[$0] < hits[$1] || (hits[$0] == hits[$1] && $0 > $1) }),
            hits[best] >= wordLimit, hits[best] * leastShareOfAll >= words
        else { return nil }
        return vocabulary.codes[best]
    }

    /// One word in so many is small in the language, at least.
    private static let leastShareOfAll = 8
    /// After so many words each it is asked whether the rest is needed.
    private static let glance = 64
    /// A language leads clearly with so many small words, and so many times as many as the next.
    private static let clearHits = 20
    private static let clearLead = 3

    /// The language that the rest of the window will hardly overtake.
    private static func clearLeader(_ hits: [Int], _ words: Int) -> Int? {
        var (best, second) = (0, 0)
        for language in hits.indices.dropFirst() {
            if hits[language] > hits[best] {
                second = hits[best]
                best = language
            } else {
                second = max(second, hits[language])
            }
        }
        let isClear = hits[best] >= max(clearHits, second * clearLead) && hits[best] * leastShareOfAll >= words
        return isClear ? best : nil
    }

    /// The key of a word, up to its apostrophe.
    static func key(of word: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
        var builder = SentenceRules.KeyBuilder()
        var index = word.lowerBound
        while index < word.upperBound {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: word.upperBound)
            if scalar == 0x27 || scalar == 0x2019 { break }
            builder.append(scalar)
            index += length
        }
        return builder.key
    }

    private struct Vocabulary: Sendable {
        var codes: [String]
        /// Which languages a word is small in, one bit each.
        var small: WordKeys<UInt32>
    }

    private static let vocabulary: Vocabulary = {
        var languages: [UInt64: UInt32] = [:]
        for (index, data) in LanguageData.all.enumerated() {
            for word in data.openers.spacedWords + data.small.spacedWords {
                languages[SentenceRules.key(word), default: 0] |= 1 << UInt32(index)
            }
        }
        return Vocabulary(codes: LanguageData.all.map(\.code), small: WordKeys(languages))
    }()
}
