/// The units that a diff counts: what a reader would point at as one changed thing.
///
/// A token is a run of letters with inner apostrophes ("don't", "l’été"); a number with its separators
/// ("1,935", "10:43"); one Han or Kana character; one dictionary word of Thai, Lao, Khmer or Myanmar; else one
/// visible character. Hyphens part words. White space is no token, it lies between.
///
/// Combining marks, joiners and variation selectors belong to what they follow, and an emoji sequence or a flag
/// is one token: nobody sees less than that change.
public enum DiffTokens {
    public enum Kind: UInt8, Hashable, Sendable {
        case word, number, ideograph, symbol
    }

    /// One token: its bytes and its kind, in twelve bytes of memory.
    public struct Token: Hashable, Sendable {
        public var start: UInt32
        public var end: UInt32
        public var kind: Kind

        @inline(__always)
        init(_ start: Int, _ end: Int, _ kind: Kind) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.end = UInt32(truncatingIfNeeded: end)
            self.kind = kind
        }

        public var range: Range<Int> { Int(start)..<Int(end) }
    }

    /// The tokens of `range` (all of the text where it is nil), in order.
    ///
    /// - Precondition: the text is shorter than 4 GiB.
    public static func tokens(in bytes: [UInt8], _ range: Range<Int>? = nil) -> [Token] {
        var tokens: [Token] = []
        append(tokensOf: bytes.span, range ?? bytes.indices, to: &tokens)
        return tokens
    }

    /// Appends the tokens of `range` to `tokens`. Token offsets count from the start of `bytes`.
    ///
    /// - Complexity: O(n), about 4 ns per token of ASCII on the machine of docs/benchmarks.md.
    public static func append(tokensOf bytes: Span<UInt8>, _ range: Range<Int>, to tokens: inout [Token]) {
        _ = append(upTo: .max, tokensOf: bytes, range, to: &tokens)
    }

    /// Appends the tokens of `range` until there are `limit` of them together, or a few more, and returns where it stopped: the
    /// tokens from there on are those that this would have gone on with.
    public static func append(
        upTo limit: Int, tokensOf bytes: Span<UInt8>, _ range: Range<Int>, to tokens: inout [Token]
    ) -> Int {
        precondition(bytes.count <= UInt32.max, "a text of 4 GiB or more cannot be cut into tokens")
        return TokenScanner.scan(bytes, range, upTo: limit, into: &tokens)
    }
}
