/// The one form that text is stored in: Unicode NFC, without typographic noise.
///
/// What it settles, so that two fetches of the same words are the same bytes:
/// - every run of white space, of any kind and with line breaks, is one ASCII space; none at the ends;
/// - controls, soft hyphens, zero-width spaces, word joiners, byte-order marks, embeddings, overrides and isolates go;
/// - ZWJ and ZWNJ stay between letters of scripts that join (Arabic, Indic, …), ZWJ also inside emoji;
/// - LRM, RLM and ALM stay only beside a right-to-left letter, where they can change how text reads;
/// - tag characters stay only in a flag's emoji, since text hidden in them is no wording;
/// - of more than 30 combining marks in a row the rest goes;
/// - what is no UTF-8 becomes U+FFFD.
///
/// Quotes, dashes and variation selectors are wording or rendering that the author chose, and stay.
/// Normalising twice is normalising once.
///
/// - Complexity: O(n). ASCII is copied in one pass; ICU sees only text that holds a character NFC may change.
public enum Normalization {
    public static func normalized(_ text: String) -> String {
        var copy = text
        let unchanged = copy.withUTF8 { buffer in unsafe isNormalizedASCII(buffer.span) }
        if unchanged { return text }
        return String(decoding: normalized(Array(copy.utf8)), as: UTF8.self)
    }

    /// The same for UTF-8 bytes.
    public static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        normalized(bytes.span)
    }

    /// The same for a part of a text that stands elsewhere.
    public static func normalized(_ bytes: Span<UInt8>) -> [UInt8] {
        var cleaner = TextCleaner(capacity: bytes.count)
        cleaner.append(bytes)
        guard cleaner.mayNeedComposition else { return cleaner.output }
        // Composition never makes noise (no composed form is a space, a format or a control character), but it
        // can bring a joiner's neighbours into or out of the scripts that keep it: settle until nothing changes.
        var text = cleaner.output
        for _ in 0..<roundLimit {
            let composed = Composition.composed(text)
            var again = TextCleaner(capacity: composed.count)
            again.append(composed.span)
            if again.output == text { return text }
            text = again.output
        }
        return text
    }

    /// Unicode NFC and nothing else, for text whose white space and invisible characters count, as in code. Of more than
    /// 30 combining marks in a row the rest goes here too, and what is no UTF-8 becomes U+FFFD.
    ///
    /// - Complexity: O(n). ICU sees only text that holds a character NFC may change.
    public static func composed(_ bytes: [UInt8]) -> [UInt8] {
        var copy = MarkedText(capacity: bytes.count)
        copy.append(bytes.span)
        return copy.mayNeedComposition ? Composition.composed(copy.output) : copy.output
    }

    /// The same text with at most 30 combining marks in a row.
    ///
    /// - Complexity: O(n).
    public static func withBoundedMarks(_ bytes: [UInt8]) -> [UInt8] {
        var copy = MarkedText(capacity: bytes.count)
        copy.append(bytes.span)
        return copy.output
    }

    /// More than these in a row are dropped.
    public static let maximumMarkCount = TextCleaner.markLimit

    /// How many bytes at the start of a normal text belong to the character before it, where one stands there:
    /// combining marks, and the later parts of a decomposed syllable.
    public static func continuationLength(of bytes: [UInt8]) -> Int {
        let span = bytes.span
        var index = 0
        while index < span.count, span[index] >= 0xC2 {
            let (scalar, length) = UTF8Scalars.decode(span, at: index, end: span.count)
            guard CharacterTable.characterClass(of: scalar).composes else { break }
            index += length
        }
        return index
    }

    /// No text is known to need more than two; the limit only bounds the work.
    private static let roundLimit = 4

    /// Whether the text is printable ASCII with single spaces inside only.
    private static func isNormalizedASCII(_ bytes: Span<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for index in bytes.indices {
            let byte = bytes[index]
            if byte &- 0x20 >= 0x5F || (byte == 0x20 && previous == 0x20) { return false }
            previous = byte
        }
        return previous != 0x20 || bytes.isEmpty
    }
}
