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
                var languages = vocabulary.languages(of: token.range, in: bytes.span)
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
        /// The same of words of up to eight letters of ASCII, as nearly all small ones are, by these letters.
        var short: WordKeys<UInt32>

        func languages(of word: Range<Int>, in bytes: Span<UInt8>) -> UInt32 {
            if let letters = letters(of: word, in: bytes) { return short[shortKey(letters)] ?? 0 }
            return small[key(of: word, in: bytes)] ?? 0
        }
    }

    /// A word of up to eight letters of ASCII, made small, the first in the lowest byte; nil for other words, and at the very end of a
    /// text.
    private static func letters(of word: Range<Int>, in bytes: Span<UInt8>) -> UInt64? {
        guard word.count <= 8, !word.isEmpty, word.lowerBound &+ 8 <= bytes.count else { return nil }
        // Safe: eight bytes are left from the start of the word.
        let eight = unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: word.lowerBound, as: UInt64.self))
        let ofWord = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* word.count)
        // Of what a word holds, letters of ASCII alone have the second highest bit and not the highest.
        guard eight & 0xC0C0_C0C0_C0C0_C0C0 & ofWord == 0x4040_4040_4040_4040 & ofWord else { return nil }
        return (eight | 0x2020_2020_2020_2020) & ofWord
    }

    /// Different letters have different keys.
    private static func shortKey(_ letters: UInt64) -> UInt64 { letters &* 0x9E37_79B9_7F4A_7C15 }

    private static let vocabulary: Vocabulary = {
        var languages: [UInt64: UInt32] = [:]
        var short: [UInt64: UInt32] = [:]
        for (index, data) in LanguageData.all.enumerated() {
            for word in data.openers.spacedWords + data.small.spacedWords {
                languages[SentenceRules.key(word), default: 0] |= 1 << UInt32(index)
                guard word.utf8.count <= 8, word.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { continue }
                let letters = word.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1 | 0x20) }
                short[shortKey(letters), default: 0] |= 1 << UInt32(index)
            }
        }
        return Vocabulary(
            codes: LanguageData.all.map(\.code), small: WordKeys(languages), short: WordKeys(short))
    }()
}
