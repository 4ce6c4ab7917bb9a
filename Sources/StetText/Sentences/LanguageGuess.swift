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
        for token in DiffTokens.tokens(in: bytes, window) where token.kind == .word {
            words += 1
            guard let languages = vocabulary.languages[key(of: token.range, in: bytes)] else { continue }
            for language in 0..<hits.count where languages & 1 << UInt32(language) != 0 { hits[language] += 1 }
        }
        // The first wins a tie; English stands first.
        guard let best = hits.indices.max(by: { hits[$0] < hits[$1] || (hits[$0] == hits[$1] && $0 > $1) }),
            hits[best] >= wordLimit, hits[best] * 8 >= words
        else { return nil }
        return vocabulary.codes[best]
    }

    /// The key of a word, up to its apostrophe.
    static func key(of word: Range<Int>, in bytes: [UInt8]) -> UInt64 {
        var builder = SentenceRules.KeyBuilder()
        var index = word.lowerBound
        while index < word.upperBound {
            let (scalar, length) = UTF8Scalars.decode(bytes.span, at: index, end: word.upperBound)
            if scalar == 0x27 || scalar == 0x2019 { break }
            builder.append(scalar)
            index += length
        }
        return builder.key
    }

    private struct Vocabulary: Sendable {
        var codes: [String]
        /// Which languages a word is small in, one bit each.
        var languages: [UInt64: UInt32]
    }

    private static let vocabulary: Vocabulary = {
        var languages: [UInt64: UInt32] = [:]
        for (index, data) in LanguageData.all.enumerated() {
            for word in data.openers.split(separator: " ") + data.small.split(separator: " ") {
                languages[SentenceRules.key(word), default: 0] |= 1 << UInt32(index)
            }
        }
        return Vocabulary(codes: LanguageData.all.map(\.code), languages: languages)
    }()
}
