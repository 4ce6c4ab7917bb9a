/// What can be told of a piece of text from its letters alone: how much there is, and whether it reads as sentences.
struct TextShape: Sendable {
    /// Letters, marks and digits; a Chinese, Japanese or Korean character counts as `ideographWeight` of them, so that
    /// texts of all scripts weigh alike.
    var weight = 0
    /// Words parted by white space; an ideograph counts as half a word.
    var wordCount = 0
    /// Words that begin with a capital letter, and words that begin with a small one.
    var capitalizedCount = 0
    var smallCount = 0
    var digitCount = 0
    var commaCount = 0
    /// Full stops and their kin that stand before white space or at the end.
    var terminalCount = 0
    /// The text ends as a sentence does, closing quotes and brackets aside.
    var endsSentence = false
    /// The text ends in a colon.
    var endsColon = false
    var hasCaselessScript = false

    private static let ideographWeight = 3

    init(_ text: String) { self.init(text.utf8.span) }

    /// One pass over the bytes, which must be valid UTF-8.
    init(_ bytes: Span<UInt8>) {
        var previousIsSpace = true
        /// Letters that no space has to part: a full stop after one ends a sentence too, as all of Korean's do.
        var previousIsIdeograph = false
        var ideographs = 0
        var words = 0
        var pendingTerminal = false
        var lastSignificant: UInt32 = 0x20
        var index = 0
        while index < bytes.count {
            let (value, length) = bytes.scalar(at: index)
            index += length
            if value < 0x80 {
                switch UInt8(value) {
                case 0x20, 0x09, 0x0A, 0x0D:
                    if pendingTerminal { terminalCount += 1 }
                    pendingTerminal = false
                    previousIsSpace = true
                    previousIsIdeograph = false
                    continue
                case UInt8(ascii: "a")...UInt8(ascii: "z"):
                    weight += 1
                    if previousIsSpace { smallCount += 1 }
                    if previousIsSpace { words += 1 }
                    previousIsSpace = false
                    pendingTerminal = false
                    // The rest of a word in small letters says no more.
                    let start = index
                    while index < bytes.count, bytes[index] &- 0x61 < 26 { index += 1 }
                    weight += index - start
                    lastSignificant = UInt32(bytes[index - 1])
                case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    weight += 1
                    if previousIsSpace {
                        capitalizedCount += 1
                        words += 1
                    }
                    previousIsSpace = false
                    pendingTerminal = false
                    lastSignificant = value
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    weight += 1
                    digitCount += 1
                    if previousIsSpace { words += 1 }
                    previousIsSpace = false
                    pendingTerminal = false
                    lastSignificant = value
                case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                    pendingTerminal = !previousIsSpace || previousIsIdeograph
                    lastSignificant = value
                case UInt8(ascii: ","), UInt8(ascii: ";"):
                    commaCount += 1
                    lastSignificant = value
                case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "("),
                    UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"):
                    break
                default: lastSignificant = value
                }
                continue
            }
            switch value {
            case 0xA0, 0x2000...0x200A, 0x202F, 0x3000:
                if pendingTerminal { terminalCount += 1 }
                pendingTerminal = false
                previousIsSpace = true
                previousIsIdeograph = false
            case 0x2018...0x201F, 0xAB, 0xBB, 0x2039, 0x203A, 0x300C...0x300F, 0x200B...0x200F, 0xFEFF: break
            case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x0964, 0x061F, 0x06D4, 0x2026, 0x037E:
                terminalCount += 1
                lastSignificant = value
            case 0x3001, 0xFF0C, 0x060C, 0xFF1B:
                commaCount += 1
                lastSignificant = value
            case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x0E00...0x0E7F:
                ideographs += 1
                previousIsIdeograph = true
                pendingTerminal = false
                lastSignificant = value
            default:
                let scalarClass = ScalarClass.of(value)
                guard !scalarClass.isDisjoint(with: [.alphabetic, .numeric]) || 0x300..<0x370 ~= value else {
                    lastSignificant = value
                    continue
                }
                weight += 1
                if previousIsSpace {
                    words += 1
                    if scalarClass.contains(.uppercase) {
                        capitalizedCount += 1
                    } else if scalarClass.contains(.lowercase) {
                        smallCount += 1
                    } else {
                        hasCaselessScript = true
                    }
                }
                previousIsSpace = false
                pendingTerminal = false
                lastSignificant = value
            }
        }
        if pendingTerminal { terminalCount += 1 }
        if ideographs > 0 { hasCaselessScript = true }
        weight += ideographs * Self.ideographWeight
        wordCount = words + ideographs / 2
        switch lastSignificant {
        // ". ! ? 。 ！ ？ … । ؟ ۔ ｡"
        case 0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0x2026, 0x0964, 0x061F, 0x06D4, 0xFF61: endsSentence = true
        // ": ："
        case 0x3A, 0xFF1A: endsColon = true
        default: break
        }
    }

    /// Long enough and built like running text: it holds small words or a caseless script, and closes a sentence.
    var isSentence: Bool {
        terminalCount > 0 && wordCount >= 4 && (smallCount >= 2 || hasCaselessScript)
    }

    /// Running text for sure: a paragraph of a sentence or more.
    var isProse: Bool {
        wordCount >= Self.proseWordCount && (smallCount * 2 >= wordCount || hasCaselessScript)
            && (terminalCount > 0 || wordCount >= 2 * Self.proseWordCount)
    }

    /// Words a paragraph has that is surely no label, headline or button: teasers' headlines seldom reach it.
    private static let proseWordCount = 14
}
