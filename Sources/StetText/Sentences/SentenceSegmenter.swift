/// Cuts text into sentences.
///
/// A sentence ends at a full stop, question or exclamation mark (of any script) with the quotes and brackets that
/// close after it, unless what stands next to it says otherwise: an abbreviation, an initial, a lower-case word.
/// Every boundary is decided from a bounded window around it, so an edit moves no boundary far away.
///
/// White space around a sentence belongs to none, and every visible character belongs to exactly one. A line
/// break parts sentences where a list, a heading or an empty line makes it so, not where prose was wrapped.
///
///     let segmenter = SentenceSegmenter(language: "en")
///     segmenter.ranges(in: Array("I live in the U.S. How about you?".utf8))  // [0..<18, 19..<33]
public struct SentenceSegmenter: Sendable {
    /// What becomes of several sentences inside one pair of quotes or brackets.
    public enum Enclosed: Hashable, Sendable {
        /// They stay one piece with the sentence around them, as copy editors count:
        /// `“It was late. We left,” she said.` is one sentence. Looks up to 2,000 bytes ahead for the closing mark.
        case whole
        /// Each is a sentence by itself. Smaller pieces make closer diffs, and a forgotten closing quote changes nothing.
        case separate
    }

    public let enclosed: Enclosed
    let rules: SentenceRules

    /// - Parameter language: a language tag such as "en" or "pt-BR"; only its first part counts. English
    ///   abbreviations are known in every language; nil stands for "none but those".
    public init(language: String?, enclosed: Enclosed = .whole) {
        self.enclosed = enclosed
        self.rules = SentenceRules.rules(for: language)
    }

    /// The sentences of `range` (all of the text where it is nil), in order, without the white space around them.
    ///
    /// The range should be one paragraph or more, cut at paragraph ends.
    ///
    /// - Complexity: O(n).
    public func ranges(in bytes: [UInt8], _ range: Range<Int>? = nil) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        append(rangesIn: bytes, range ?? bytes.indices, to: &sentences)
        return sentences
    }

    /// Appends the sentences of `range` to `sentences`.
    public func append(rangesIn bytes: [UInt8], _ range: Range<Int>, to sentences: inout [Range<Int>]) {
        var scanner = SentenceScanner(bytes, as: self)
        swap(&scanner.sentences, &sentences)
        scanner.scan(range)
        swap(&scanner.sentences, &sentences)
    }
}
