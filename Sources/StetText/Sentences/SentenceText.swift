/// The text at hand, how it is to be cut, and where the sentence at hand begins: what the rules look at.
///
/// It is lent to the rules and never copied: a copy at each look would cost more than the look.
struct SentenceText: ~Copyable {
    let bytes: [UInt8]
    private(set) var start = 0
    private(set) var end = 0
    let rules: SentenceRules
    let enclosed: SentenceSegmenter.Enclosed
    /// The classes of the characters of the basic plane, at hand: to ask the table for itself costs as much as to look in it.
    private let classes: [UInt8]
    /// Where the sentence at hand begins: a visible character, or `end`.
    var sentenceStart = 0

    init(bytes: [UInt8], rules: SentenceRules, enclosed: SentenceSegmenter.Enclosed) {
        self.bytes = bytes
        self.rules = rules
        self.enclosed = enclosed
        classes = CharacterTable.basicPlane
    }

    /// Takes the text of `range` and no other from now on.
    mutating func enter(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies beyond the text")
        (start, end) = (range.lowerBound, range.upperBound)
        sentenceStart = endOfSpace(from: start)
    }
}

/// Looking at single characters and words of the text at hand.
extension SentenceText {
    @inline(__always)
    func scalar(at index: Int) -> (scalar: UInt32, length: Int) {
        UTF8Scalars.decode(bytes.span, at: index, end: end)
    }

    /// The character before `index`; 0 at the start of the text.
    func scalarBefore(_ index: Int) -> UInt32 {
        index > start ? UTF8Scalars.decode(bytes.span, before: index, start: start).scalar : 0
    }

    func characterClass(_ scalar: UInt32) -> CharacterClass {
        scalar < 0x10000
            ? CharacterClass(rawValue: classes[Int(scalar)]) : CharacterTable.characterClass(of: scalar)
    }

    func isSpace(at index: Int) -> Bool {
        guard index < end else { return false }
        return bytes[index] < 0x80 ? Self.isASCIISpace(bytes[index]) : isSpace(scalar(at: index).scalar)
    }

    func isSpace(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? Self.isASCIISpace(UInt8(scalar)) : characterClass(scalar).kind == .space
    }

    private static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1C < 4
    }

    func isDash(_ scalar: UInt32) -> Bool {
        scalar == 0x2D || (0x2010...0x2015).contains(scalar)
    }

    /// The first visible character at or after `index`, or `end`.
    func endOfSpace(from index: Int) -> Int {
        var index = index
        while index < end, isSpace(at: index) { index += scalar(at: index).length }
        return index
    }

    /// Where the text before `index` ends, without white space.
    func endOfText(before index: Int) -> Int {
        var index = index
        while index > start {
            let (scalar, length) = UTF8Scalars.decode(bytes.span, before: index, start: start)
            guard isSpace(scalar) else { break }
            index -= length
        }
        return index
    }

    func isLower(at index: Int) -> Bool {
        index < end && characterClass(scalar(at: index).scalar).kind == .lower
    }

    /// Whether only quotes, brackets, dashes and bullets stand between the sentence's start and `index`.
    func startsSentence(at index: Int) -> Bool {
        var position = index
        while position > sentenceStart {
            let (scalar, length) = UTF8Scalars.decode(bytes.span, before: position, start: sentenceStart)
            let kind = characterClass(scalar).kind
            guard kind != .letter, kind != .digit, !characterClass(scalar).isLetter, index - position < 16 else {
                return false
            }
            position -= length
        }
        return true
    }
}
