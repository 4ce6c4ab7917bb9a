/// Word boundaries by Unicode UAX #29, root locale: where ICU finds them, but Latin text is walked here.
///
/// The walk knows ASCII, Latin-1, Latin Extended A and B and the typographic punctuation U+2010 to U+2027. At any
/// other character it goes back to the last cut that holds whatever stands around it (a space before a letter or
/// digit) and hands the text up to the next such cut to ICU.
struct WordBoundaries {
    struct Boundary: Hashable {
        var end: Int
        var kind: Kind
    }

    enum Kind: UInt8, Hashable {
        /// White space, punctuation, symbols.
        case none, number, word, ideograph
    }

    private(set) var boundaries: [Boundary] = []

    /// Appends the boundaries inside `range` and at its end.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let (cut, isDone) = walk(bytes, start..<range.upperBound)
            if isDone { return }
            let next = Self.safeCut(bytes, after: cut, end: range.upperBound)
            appendByICU(bytes, cut..<next)
            start = next
        }
    }

    /// The same by ICU alone: what the walk is tested against.
    mutating func appendByICU(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        for boundary in ICUWords.boundaries(bytes, range) {
            var kind = Kind(rawValue: boundary.status) ?? .none
            // ICU names a word after how it ends: "PK5" is no number, "__" no word.
            if kind == .number || (kind == .word && Self.isLowLineOrDigit(bytes[start])) {
                kind = Self.kind(bytes, start..<boundary.end)
            }
            boundaries.append(Boundary(end: boundary.end, kind: kind))
            start = boundary.end
        }
    }

    private static func isLowLineOrDigit(_ byte: UInt8) -> Bool { byte == 0x5F || byte &- 0x30 < 10 }

    private static func kind(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Kind {
        var index = range.lowerBound
        var kind = Kind.none
        while index < range.upperBound {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index, end: range.upperBound)
            switch CharacterTable.characterClass(of: scalar).kind {
            case .lower, .upper, .letter: return .word
            case .digit: kind = .number
            default: if scalar == UInt32(UInt8(ascii: "@")) { return .word }
            }
            index += length
        }
        return kind
    }

    // MARK: - The walk

    /// Appends boundaries until the end, or until a character that the walk does not know. Then answers the cut
    /// before it; the boundaries up to there are kept.
    private mutating func walk(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (cut: Int, isDone: Bool) {
        let end = range.upperBound
        var index = range.lowerBound
        var cut = index
        var countAtCut = boundaries.count
        while index < end {
            if index > range.lowerBound, bytes[index - 1] == 0x20, Self.isAlphanumeric(bytes[index]) {
                cut = index
                countAtCut = boundaries.count
            }
            guard let boundary = Self.boundary(bytes, after: index, end) else {
                boundaries.removeSubrange(countAtCut...)
                return (cut, false)
            }
            boundaries.append(boundary)
            index = boundary.end
        }
        return (end, true)
    }

    /// The first boundary after `start`; nil where an unknown character has a say in it.
    private static func boundary(_ bytes: Span<UInt8>, after start: Int, _ end: Int) -> Boundary? {
        var (property, length) = LatinWordBreak.property(bytes, at: start, end: end)
        var index = start + length
        switch property {
        case .unknown:
            return nil
        case .carriageReturn:
            if index < end, bytes[index] == 0x0A { index += 1 }
            return Boundary(end: index, kind: .none)
        case .newline:
            return Boundary(end: index, kind: .none)
        case .space:
            while index < end, bytes[index] == 0x20 { index += 1 }
        case .letter, .digit, .extender:
            return wordBoundary(bytes, after: index, property, end)
        case .midLetter, .midNumber, .midBoth, .other:
            break
        }
        // What follows may be a mark that belongs to this character.
        guard index < end else { return Boundary(end: end, kind: .none) }
        (property, length) = LatinWordBreak.property(bytes, at: index, end: end)
        return property == .unknown ? nil : Boundary(end: index, kind: .none)
    }

    /// The end of the word whose first character, `first`, ends at `start`: rules WB5 to WB13b.
    private static func wordBoundary(
        _ bytes: Span<UInt8>, after start: Int, _ first: LatinWordBreak, _ end: Int
    ) -> Boundary? {
        var index = start
        var last = first
        var kind = first == .letter ? Kind.word : first == .digit ? .number : .none
        while index < end {
            let (property, length) = LatinWordBreak.property(bytes, at: index, end: end)
            switch property {
            case .letter:
                kind = .word
            case .digit:
                if kind == .none { kind = .number }
            case .extender:
                break
            case .midLetter, .midNumber, .midBoth:
                guard property.stands(between: last) else { return Boundary(end: index, kind: kind) }
                guard index + length < end else { return Boundary(end: index, kind: kind) }
                let (after, afterLength) = LatinWordBreak.property(bytes, at: index + length, end: end)
                if after == .unknown { return nil }
                guard after == last else { return Boundary(end: index, kind: kind) }
                index += length + afterLength
                continue
            case .unknown:
                return nil
            case .carriageReturn, .newline, .space, .other:
                return Boundary(end: index, kind: kind)
            }
            last = property
            index += length
        }
        return Boundary(end: index, kind: kind)
    }

    // MARK: - Cuts

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    /// The first place after `index` where a space stands before an ASCII letter or digit.
    private static func safeCut(_ bytes: Span<UInt8>, after index: Int, end: Int) -> Int {
        var position = index + 1
        while position < end {
            if bytes[position - 1] == 0x20, isAlphanumeric(bytes[position]) { return position }
            position += 1
        }
        return end
    }
}
