/// Walks over the paragraphs of a text, one after the other, cutting them into sentences.
///
/// The walk skips what cannot end a sentence by a table of bytes. At each mark that can, it gathers the cluster
/// (marks, closing quotes and brackets, note references), looks at the word before and the word after, and
/// decides. What it remembers on the way (open quotes, the last list marker) counts only within named windows.
package struct SentenceScanner: ~Copyable {
    private var text: SentenceText
    /// The sentences found are appended here.
    package var sentences: [Range<Int>] = []
    private var enclosures = Enclosures()
    private var lastMarker: ListMarker?
    /// The lines of the paragraph at hand, once they were asked for.
    private var lines: LineBreaks.Measure?

    package init(_ bytes: [UInt8], as segmenter: SentenceSegmenter) {
        text = SentenceText(bytes: bytes, rules: segmenter.rules, enclosed: segmenter.enclosed)
    }

    /// What a byte may start.
    enum Trigger {
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

    /// Appends the sentences of `range`, which is one paragraph or more.
    package mutating func scan(_ range: Range<Int>) {
        text.enter(range)
        enclosures = Enclosures()
        lastMarker = nil
        lines = nil
        var index = text.sentenceStart
        noteMarker(at: index)
        while true {
            index = Self.endOfPlainText(text.bytes.span, from: index, to: text.end)
            guard index < text.end else { break }
            switch Trigger.table[Int(text.bytes[index])] {
            case Trigger.stop: index = isInsideWord(index) ? index + 1 : takeStop(at: index)
            case Trigger.lineBreak: index = takeLineBreak(at: index)
            case Trigger.enclosing: index = mayMatter(at: index) ? takeEnclosing(at: index, length: 1) : index + 1
            case Trigger.semicolon: index = text.rules.semicolonAsks ? takeStop(at: index) : index + 1
            default: index = takeMultiByte(at: index)
            }
        }
        finish()
    }

    /// Where the next byte stands that may start something, or the end.
    ///
    /// - Complexity: O(n), sixteen bytes a step in prose.
    static func endOfPlainText(_ bytes: Span<UInt8>, from index: Int, to end: Int) -> Int {
        let table = Trigger.table.span
        var index = index
        while index < end {
            if index &+ 16 <= bytes.count {
                // Safe: sixteen bytes are left.
                let others = unsafe firstOutsideProse(
                    bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self))
                index &+= others
                if others == 16 { continue }
                if index >= end { break }
            }
            // One byte that is no prose, or the last few.
            if table[Int(bytes[index])] != Trigger.none { return index }
            index += 1
        }
        return end
    }

    /// The place of the first byte that is no letter of ASCII, digit, space, comma, hyphen or colon; 16 where all are.
    @inline(__always)
    private static func firstOutsideProse(_ bytes: SIMD16<UInt8>) -> Int {
        // The highest bit tells; bytes beyond ASCII are left out at the end.
        let low = bytes & 0x7F
        let small = low | 0x20
        let isLetter = (small &+ (0x80 - 0x61)) & ~(small &+ (0x80 - 0x7B))
        let isDigitOrColon = (low &+ (0x80 - 0x30)) & ~(low &+ (0x80 - 0x3B))
        let isCommaOrHyphen = (low &+ (0x80 - 0x2C)) & ~(low &+ (0x80 - 0x2E))
        let isSpace = ~((low ^ 0x20) &+ 0x7F)
        let others = (bytes | ~(isLetter | isDigitOrColon | isCommaOrHyphen | isSpace)) & 0x80
        // Safe: sixteen bytes are two words, the first in front.
        let words = unsafe unsafeBitCast(others, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return UInt64(littleEndian: words[0]).trailingZeroBitCount / 8 }
        return 8 + UInt64(littleEndian: words[1]).trailingZeroBitCount / 8
    }

    private mutating func finish() {
        let last = text.endOfText(before: text.end)
        if last > text.sentenceStart { sentences.append(text.sentenceStart..<last) }
    }

    private mutating func takeMultiByte(at index: Int) -> Int {
        let (scalar, length) = text.scalar(at: index)
        if Enclosures.isMark(scalar) { return takeEnclosing(at: index, length: length) }
        if ListMarker.isBullet(scalar) {
            breakBeforeMarker(ListMarker(bulletAt: index, scalar))
            return index + length
        }
        if scalar == 0x2026 || text.characterClass(scalar).endsSentences { return takeStop(at: index) }
        return index + length
    }

    /// Ends the sentence at hand after `textEnd` and begins the next at or after `next`.
    mutating func breakSentence(after textEnd: Int, next: Int) {
        let last = text.endOfText(before: textEnd)
        if last > text.sentenceStart { sentences.append(text.sentenceStart..<last) }
        text.sentenceStart = text.endOfSpace(from: next)
        noteMarker(at: text.sentenceStart)
    }

    // MARK: - Marks that end sentences

    private mutating func takeStop(at index: Int) -> Int {
        if endsPlainly(at: index) {
            if isEnclosed(at: index + 1) { return index + 1 }
            breakSentence(after: index + 1, next: index + 1)
            return text.sentenceStart
        }
        if let marker = ListMarker(endingAt: index, text), breakBeforeMarker(marker) { return index + 1 }
        if let ellipsis = SpacedEllipsis(at: index, text) { return take(ellipsis, at: index) }
        let stop = StopCluster(at: index, text)
        for position in stop.closers {
            let (scalar, length) = text.scalar(at: position)
            enclosures.note(scalar, at: position, length: length, text)
        }
        guard BoundaryRules.isBoundary(stop, text), !isEnclosed(at: stop.end) else {
            return stop.end
        }
        breakSentence(after: stop.end, next: stop.end)
        return max(stop.end, text.sentenceStart)
    }

    /// Whether the mark at `index` stands in a number or an address, as most that no space follows: the rules break before no
    /// small letter and no digit, and numbers of notes follow a letter.
    private func isInsideWord(_ index: Int) -> Bool {
        guard index > text.start, index + 1 < text.end else { return false }
        let next = text.bytes[index + 1]
        return next &- 0x61 < 26 || (next &- 0x30 < 10 && text.bytes[index - 1] &- 0x30 < 10)
    }

    /// Whether the full stop at `index` ends a sentence at first sight, as most that a space follows: behind a word in letters of
    /// ASCII that cannot be the number of an item and is no abbreviation, before a space and a capital. The rules say the same.
    private func endsPlainly(at index: Int) -> Bool {
        let bytes = text.bytes.span
        guard index + 2 < text.end, bytes[index] == 0x2E, bytes[index + 1] == 0x20, bytes[index + 2] &- 0x41 < 26 else {
            return false
        }
        var start = index
        let limit = max(text.sentenceStart, index - Self.plainWord.upperBound)
        while start > limit, (bytes[start - 1] | 0x20) &- 0x61 < 26 { start -= 1 }
        guard Self.plainWord.contains(index - start), start == text.sentenceStart || bytes[start - 1] == 0x20 else {
            return false
        }
        switch bytes[index - 1] {
        case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"): return false
        case UInt8(ascii: "a")...UInt8(ascii: "z"): break
        default: return false
        }
        var builder = SentenceRules.KeyBuilder()
        var hasVowel = false
        for position in start..<index {
            let scalar = UInt32(bytes[position])
            builder.append(scalar)
            hasVowel = hasVowel || WordBefore.isVowel(scalar)
        }
        return hasVowel && !text.rules.isAbbreviation(builder.key)
    }

    /// Shorter words may be part of an abbreviation of several letters, longer ones are rare. Letters.
    private static let plainWord = 4..<20

    private mutating func take(_ ellipsis: SpacedEllipsis, at index: Int) -> Int {
        if let textEnd = ellipsis.boundary, !isEnclosed(at: textEnd) {
            breakSentence(after: textEnd, next: textEnd)
            return max(ellipsis.end, text.sentenceStart)
        }
        return ellipsis.end
    }

    // MARK: - Quotes, brackets and list markers

    /// Whether a quote or bracket has a say: few have where sentences in them are cut apart.
    private func mayMatter(at index: Int) -> Bool {
        guard text.enclosed == .separate, index > text.start else { return true }
        let last = text.bytes[index - 1]
        // Speech may break off after a dash, and ")" may close the marker of an item.
        return text.bytes[index] == UInt8(ascii: ")") || last == UInt8(ascii: "-") || last >= 0x80
    }

    private mutating func takeEnclosing(at index: Int, length: Int) -> Int {
        let scalar = text.scalar(at: index).scalar
        if scalar == 0x29, let marker = ListMarker(endingAt: index, text), breakBeforeMarker(marker) {
            return index + 1
        }
        // What is open matters only where sentences in quotes and brackets are kept together.
        if text.enclosed == .whole { enclosures.note(scalar, at: index, length: length, text) }
        let after = index + length
        // Speech that breaks off: `“But if we--” He left.`
        if index > text.sentenceStart, after < text.end, text.isDash(text.scalarBefore(index)), scalar != 0x29,
            scalar != 0x5D, text.isSpace(at: after),
            Enclosures.role(of: scalar, at: index, length: length, text) == .closing, !isEnclosed(at: after)
        {
            let next = text.endOfSpace(from: after)
            if next < text.end, text.characterClass(text.scalar(at: next).scalar).kind == .upper {
                breakSentence(after: after, next: after)
                return max(after, text.sentenceStart)
            }
        }
        return after
    }

    private mutating func isEnclosed(at index: Int) -> Bool {
        text.enclosed == .whole && enclosures.closes(after: index, text)
    }

    /// Breaks before a list marker inside a line, where it goes on a list that a sentence began with.
    @discardableResult
    private mutating func breakBeforeMarker(_ marker: ListMarker) -> Bool {
        guard marker.start > text.sentenceStart, let last = lastMarker, marker.follows(last) else { return false }
        lastMarker = marker
        let textEnd = text.endOfText(before: marker.start)
        if textEnd > text.sentenceStart { sentences.append(text.sentenceStart..<textEnd) }
        text.sentenceStart = marker.start
        return true
    }

    private mutating func noteMarker(at index: Int) {
        if let marker = ListMarker(startingAt: index, text) { lastMarker = marker }
    }

    // MARK: - Line breaks

    private mutating func takeLineBreak(at index: Int) -> Int {
        let next = text.endOfSpace(from: index)
        switch LineBreaks.verdict(at: index, next: next, text) {
        case .none: break
        case .sentence: breakSentence(after: index, next: next)
        case .shortLine:
            let measure = lines ?? LineBreaks.Measure(text)
            lines = measure
            if !measure.isFull(at: index, next: next, text) { breakSentence(after: index, next: next) }
        }
        return next
    }
}
