/// What begins an item of a list: a bullet, or a number or letter with ".", ")" or both.
struct ListMarker {
    private enum Suffix {
        case bullet(UInt32)
        case stop, bracket, stopBracket, brackets
    }

    let start: Int
    private(set) var end: Int
    private let suffix: Suffix
    private var number: Int?
    private var letter: Int?
    private var roman: Int?

    /// "a)", "1.)", "(iv)", which no abbreviation looks like.
    var hasBracket: Bool {
        switch suffix {
        case .bracket, .stopBracket, .brackets: true
        case .bullet, .stop: false
        }
    }

    /// How far apart, in bytes, the markers of one list may stand inside a line. Longer items are sentences, which
    /// end by themselves.
    private static let window = 600

    static func isBullet(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2022, 0x2023, 0x25E6, 0x2043, 0x204C, 0x204D, 0x25AA, 0x25AB, 0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x25B8,
            0x25BA:
            true
        default: false
        }
    }

    init(bulletAt index: Int, _ scalar: UInt32) {
        start = index
        end = index + 3
        suffix = .bullet(scalar)
    }

    /// The marker that begins at `index`, with a space after it.
    init?(startingAt index: Int, _ text: borrowing SentenceText) {
        guard index < text.end else { return nil }
        start = index
        let (first, length) = text.scalar(at: index)
        if first >= 0x80, Self.isBullet(first) {
            suffix = .bullet(first)
            end = index + length
            return
        }
        let isOpened = first == 0x28
        let valueStart = isOpened ? index + 1 : index
        let valueEnd = Self.endOfValue(from: valueStart, text)
        guard valueEnd > valueStart, let (suffix, after) = Self.suffix(at: valueEnd, isOpened: isOpened, text),
            after < text.end, text.isSpace(at: after)
        else { return nil }
        self.suffix = suffix
        end = after
        let value = text.bytes.span.extracting(valueStart..<valueEnd)
        number = Self.number(value)
        letter = Self.letter(value)
        roman = Self.roman(value)
        if number == nil, letter == nil, roman == nil { return nil }
    }

    /// The marker whose full stop or bracket stands at `index`.
    init?(endingAt index: Int, _ text: borrowing SentenceText) {
        guard index < text.end, text.bytes[index] == 0x2E || text.bytes[index] == 0x29,
            !Self.isWord(before: index, text)
        else { return nil }
        var first = index
        let limit = max(text.sentenceStart, index - 8)
        while first > limit, !text.isSpace(UInt32(text.bytes[first - 1])), text.bytes[first - 1] < 0x80 { first -= 1 }
        guard first > text.sentenceStart, text.isSpace(text.scalarBefore(first)),
            let marker = ListMarker(startingAt: first, text), marker.end > index
        else { return nil }
        // "der 2. Mai" is no item.
        if text.rules.hasOrdinals, case .stop = marker.suffix, marker.number != nil { return nil }
        self = marker
    }

    /// Whether this is the next item of the list that `other` stands in.
    func follows(_ other: ListMarker) -> Bool {
        guard start > other.start, start - other.start <= Self.window else { return false }
        switch (suffix, other.suffix) {
        case (.bullet(let mine), .bullet(let theirs)): return mine == theirs
        case (.stop, .stop), (.bracket, .bracket), (.stopBracket, .stopBracket), (.brackets, .brackets): break
        default: return false
        }
        func isNext(_ mine: Int?, _ theirs: Int?) -> Bool {
            if let mine, let theirs { mine == theirs + 1 } else { false }
        }
        return isNext(number, other.number) || isNext(letter, other.letter) || isNext(roman, other.roman)
    }

    // MARK: - Reading

    /// Whether two letters or more stand before `index` that end no Roman number, as before most full stops.
    private static func isWord(before index: Int, _ text: borrowing SentenceText) -> Bool {
        guard index - text.start >= 2 else { return false }
        let (last, previous) = (text.bytes[index - 1] | 0x20, text.bytes[index - 2] | 0x20)
        return last &- 0x61 < 26 && previous &- 0x61 < 26 && last != UInt8(ascii: "i") && last != UInt8(ascii: "v")
            && last != UInt8(ascii: "x")
    }

    private static func endOfValue(from start: Int, _ text: borrowing SentenceText) -> Int {
        var index = start
        while index < text.end, index - start < 5, isAlphanumeric(text.bytes[index]) { index += 1 }
        return index
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }

    private static func suffix(at index: Int, isOpened: Bool, _ text: borrowing SentenceText) -> (Suffix, Int)? {
        guard index < text.end else { return nil }
        switch text.bytes[index] {
        case 0x29: return (isOpened ? .brackets : .bracket, index + 1)
        case 0x2E where !isOpened:
            if index + 1 < text.end, text.bytes[index + 1] == 0x29 { return (.stopBracket, index + 2) }
            return (.stop, index + 1)
        default: return nil
        }
    }

    private static func number(_ value: Span<UInt8>) -> Int? {
        guard value.count <= 3 else { return nil }
        var number = 0
        for index in value.indices {
            guard value[index] &- 0x30 < 10 else { return nil }
            number = number * 10 + Int(value[index] - 0x30)
        }
        return number
    }

    private static func letter(_ value: Span<UInt8>) -> Int? {
        guard value.count == 1, (value[0] | 0x20) &- 0x61 < 26 else { return nil }
        return Int(value[0] | 0x20) - 0x60
    }

    private static func roman(_ value: Span<UInt8>) -> Int? {
        var total = 0
        var next = 0
        for index in value.indices.reversed() {
            let digit: Int
            switch value[index] | 0x20 {
            case UInt8(ascii: "i"): digit = 1
            case UInt8(ascii: "v"): digit = 5
            case UInt8(ascii: "x"): digit = 10
            default: return nil
            }
            total += digit < next ? -digit : digit
            next = digit
        }
        return total
    }
}
