/// One walk over a text, cutting it into sentences.
///
/// The walk skips what cannot end a sentence by a table of bytes. At each mark that can, it gathers the cluster
/// (marks, closing quotes and brackets, note references), looks at the word before and the word after, and
/// decides. What it remembers on the way (open quotes, the last list marker) counts only within named windows.
struct SentenceScanner {
    let bytes: [UInt8]
    let start: Int
    let end: Int
    let rules: SentenceRules
    let enclosed: SentenceSegmenter.Enclosed

    var sentences: [Range<Int>] = []
    /// Where the sentence at hand begins: a visible character, or `end`.
    var sentenceStart = 0
    var enclosures = Enclosures()
    var lastMarker: ListMarker?

    init(bytes: [UInt8], range: Range<Int>, rules: SentenceRules, enclosed: SentenceSegmenter.Enclosed) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies beyond the text")
        self.bytes = bytes
        self.start = range.lowerBound
        self.end = range.upperBound
        self.rules = rules
        self.enclosed = enclosed
    }

    /// What a byte may start.
    private enum Trigger {
        static let none: UInt8 = 0
        static let stop: UInt8 = 1
        static let lineBreak: UInt8 = 2
        static let enclosing: UInt8 = 3
        static let multiByte: UInt8 = 4
        static let semicolon: UInt8 = 5

        static let table: [UInt8] = (0..<256).map { byte in
            switch UInt8(byte) {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): stop
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lineBreak
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "`"):
                enclosing
            case UInt8(ascii: ";"): semicolon
            // «, » and the like are at C2; no mark of interest is between there and Armenian.
            case 0xC2, 0xD6...0xE3, 0xEA, 0xEF, 0xF0: multiByte
            default: none
            }
        }
    }

    mutating func run() -> [Range<Int>] {
        sentenceStart = endOfSpace(from: start)
        var index = sentenceStart
        noteMarker(at: index)
        while index < end {
            switch Trigger.table[Int(bytes[index])] {
            case Trigger.none: index += 1
            case Trigger.stop: index = takeStop(at: index)
            case Trigger.lineBreak: index = takeLineBreak(at: index)
            case Trigger.enclosing: index = takeEnclosing(at: index, length: 1)
            case Trigger.semicolon: index = rules.semicolonAsks ? takeStop(at: index) : index + 1
            default: index = takeMultiByte(at: index)
            }
        }
        finish()
        return sentences
    }

    private mutating func finish() {
        let last = endOfText(before: end)
        if last > sentenceStart { sentences.append(sentenceStart..<last) }
    }

    private mutating func takeMultiByte(at index: Int) -> Int {
        let (scalar, length) = scalar(at: index)
        if Enclosures.isMark(scalar) { return takeEnclosing(at: index, length: length) }
        if ListMarker.isBullet(scalar) {
            breakBeforeMarker(ListMarker(bulletAt: index, scalar))
            return index + length
        }
        if scalar == 0x2026 || characterClass(scalar).endsSentences { return takeStop(at: index) }
        return index + length
    }

    /// Ends the sentence at hand after `textEnd` and begins the next at or after `next`.
    mutating func breakSentence(after textEnd: Int, next: Int) {
        let last = endOfText(before: textEnd)
        if last > sentenceStart { sentences.append(sentenceStart..<last) }
        sentenceStart = endOfSpace(from: next)
        noteMarker(at: sentenceStart)
    }

    // MARK: - Marks that end sentences

    private mutating func takeStop(at index: Int) -> Int {
        if let marker = ListMarker(endingAt: index, self), breakBeforeMarker(marker) { return index + 1 }
        if let ellipsis = SpacedEllipsis(at: index, self) { return take(ellipsis, at: index) }
        let stop = StopCluster(at: index, self)
        for position in stop.closers {
            let (scalar, length) = scalar(at: position)
            enclosures.note(scalar, at: position, length: length, self)
        }
        guard BoundaryRules.isBoundary(stop, self), !isEnclosed(at: stop.end) else {
            return stop.end
        }
        breakSentence(after: stop.end, next: stop.end)
        return max(stop.end, sentenceStart)
    }

    private mutating func take(_ ellipsis: SpacedEllipsis, at index: Int) -> Int {
        if let textEnd = ellipsis.boundary, !isEnclosed(at: textEnd) {
            breakSentence(after: textEnd, next: textEnd)
            return max(ellipsis.end, sentenceStart)
        }
        return ellipsis.end
    }

    // MARK: - Quotes, brackets and list markers

    private mutating func takeEnclosing(at index: Int, length: Int) -> Int {
        let scalar = scalar(at: index).scalar
        if scalar == 0x29, let marker = ListMarker(endingAt: index, self), breakBeforeMarker(marker) {
            return index + 1
        }
        let role = enclosures.note(scalar, at: index, length: length, self)
        let after = index + length
        // Speech that breaks off: `“But if we--” He left.`
        if role == .closing, scalar != 0x29, scalar != 0x5D, index > sentenceStart, after < end, isSpace(at: after),
            isDash(scalarBefore(index)), !isEnclosed(at: after)
        {
            let next = endOfSpace(from: after)
            if next < end, characterClass(self.scalar(at: next).scalar).kind == .upper {
                breakSentence(after: after, next: after)
                return max(after, sentenceStart)
            }
        }
        return after
    }

    private mutating func isEnclosed(at index: Int) -> Bool {
        enclosed == .whole && enclosures.closes(after: index, self)
    }

    /// Breaks before a list marker inside a line, where it goes on a list that a sentence began with.
    @discardableResult
    private mutating func breakBeforeMarker(_ marker: ListMarker) -> Bool {
        guard marker.start > sentenceStart, let last = lastMarker, marker.follows(last) else { return false }
        lastMarker = marker
        let textEnd = endOfText(before: marker.start)
        if textEnd > sentenceStart { sentences.append(sentenceStart..<textEnd) }
        sentenceStart = marker.start
        return true
    }

    private mutating func noteMarker(at index: Int) {
        if let marker = ListMarker(startingAt: index, self) { lastMarker = marker }
    }

    // MARK: - Line breaks

    private mutating func takeLineBreak(at index: Int) -> Int {
        let next = endOfSpace(from: index)
        if LineBreaks.isBoundary(at: index, next: next, self) { breakSentence(after: index, next: next) }
        return next
    }
}
