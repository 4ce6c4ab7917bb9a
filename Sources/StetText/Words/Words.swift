/// The words of a text by Unicode UAX #29: for counting, indexing and searching.
///
/// The diff counts in `DiffTokens`, which are smaller where a smaller change is worth telling.
public enum Words {
    public enum Kind: UInt8, Hashable, Sendable {
        case word, number, ideograph
        /// Punctuation or a symbol, alone or as one emoji sequence.
        case symbol
    }

    public struct Word: Hashable, Sendable {
        public var range: Range<Int>
        public var kind: Kind
    }

    /// The words and symbols of `range` (all of the text where it is nil), in order; white space lies between.
    ///
    /// - Complexity: O(n). Latin text is walked without ICU.
    public static func words(in bytes: [UInt8], _ range: Range<Int>? = nil) -> [Word] {
        let range = range ?? bytes.indices
        var boundaries = WordBoundaries()
        boundaries.append(bytes.span, range)
        var words: [Word] = []
        words.reserveCapacity(boundaries.boundaries.count / 2 + 1)
        var start = range.lowerBound
        for boundary in boundaries.boundaries {
            if let kind = kind(boundary.kind, bytes.span, start, boundary.end) {
                words.append(Word(range: start..<boundary.end, kind: kind))
            }
            start = boundary.end
        }
        return words
    }

    private static func kind(_ kind: WordBoundaries.Kind, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Kind? {
        switch kind {
        case .number: return .number
        case .word: return .word
        case .ideograph: return .ideograph
        case .none:
            if bytes[start] < 0x80 { return bytes[start] <= 0x20 || bytes[start] == 0x7F ? nil : .symbol }
            let (scalar, _) = UTF8Scalars.decode(bytes, at: start, end: end)
            return CharacterTable.characterClass(of: scalar).kind == .space ? nil : .symbol
        }
    }
}
