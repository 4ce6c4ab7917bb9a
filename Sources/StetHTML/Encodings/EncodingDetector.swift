/// Tells which legacy encoding a page is in by its bytes, and whether what it says of itself can be right.
///
/// East Asian encodings are told by decoding: text in the right one has hardly an error and is made of the characters that
/// every text of the language has most of. Single-byte encodings cannot fail to decode; they are told by how often each
/// language writes each of its letters, and by whether they stand among ASCII letters, as in Latin scripts.
///
/// A declaration is believed unless the bytes speak clearly against it: pages with few letters beyond ASCII prove little.
struct EncodingDetector {
    private let sample: EncodingSample
    private let language: String?

    /// - Complexity: O(n) in the bytes of the page; ``EncodingSample/maximumByteCount`` of them are decoded.
    init(_ bytes: [UInt8], isMarkup: Bool) {
        sample = EncodingSample(bytes, isMarkup: isMarkup)
        language = isMarkup ? Self.statedLanguage(bytes) : nil
    }

    /// The first declared encoding that the bytes do not speak against, else the one they speak for; nil where there is
    /// neither.
    func encoding(declared: [LexborEncoding]) -> LexborEncoding? {
        let found = bestEncoding(declared: declared)
        // The two Greek encodings have the same letters but for one, which is the other's closing quotation mark.
        if found?.name == "ISO-8859-7", sample.hasGreekWordsFrom(0xA2), !sample.hasGreekWordsFrom(0xB6) {
            return LexborEncoding(label: Array("windows-1253".utf8))
        }
        return found
    }

    private func bestEncoding(declared: [LexborEncoding]) -> LexborEncoding? {
        let letters = LetterScores(sample, language: language)
        // The usual page in an old encoding says so and makes words in it: no need to decode it six times.
        if let first = declared.first, letters.makeWords(in: first) { return first }
        let wide = WideReading.best(of: sample)
        for candidate in declared where isPlausible(candidate, wide: wide, letters: letters) { return candidate }
        return wide?.encoding ?? letters.best?.encoding
    }

    private func isPlausible(_ candidate: LexborEncoding, wide: WideReading?, letters: LetterScores) -> Bool {
        if candidate.isSingleByte {
            if let wide, wide.characterCount >= Self.convincingCount { return false }
            guard let best = letters.best, let score = letters.score(of: candidate) else { return true }
            let differing = letters.differingByteCount(best.encoding, candidate)
            return best.score - score <= Self.surplus + Self.surplusPerByte * Double(differing)
        }
        let reading = WideReading(sample, in: candidate)
        if let wide, wide.encoding != candidate, wide.commonShare > reading.commonShare + Self.shareSurplus {
            return false
        }
        return reading.isPossible(besideLetters: letters.isConvincing)
    }

    /// By so much, in nats, another encoding must explain the bytes better than the declared one, and by so much more
    /// for each byte that it reads differently. Reading one encoding for another costs two to four nats a letter; two related languages in
    /// the same encoding differ by less than a quarter on collected pages of twenty languages.
    private static let surplus = 12.0
    private static let surplusPerByte = 0.5
    private static let shareSurplus = 0.2
    /// So many East Asian characters in running order do not come about by chance.
    private static let convincingCount = 10

    /// The primary language of the `html` element, in small letters.
    private static func statedLanguage(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(languageScanByteCount).map { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
        guard let tag = head.firstRange(of: Array("<html".utf8)),
            let end = head[tag.upperBound...].firstIndex(of: UInt8(ascii: ">")),
            let name = head[tag.upperBound..<end].firstRange(of: Array("lang=".utf8))
        else { return nil }
        let value = head[name.upperBound..<end].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let code = value.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        return (2...3).contains(code.count) ? String(decoding: code, as: UTF8.self) : nil
    }

    private static let languageScanByteCount = 4096
}

/// The part of a page that its encoding is told by: running text with letters beyond ASCII.
struct EncodingSample {
    private(set) var bytes: [UInt8] = []
    /// How often each byte from 0x80 on occurs, by where: see ``Context``.
    private(set) var counts = [[Int]](repeating: [Int](repeating: 0, count: 128), count: Context.allCases.count)

    /// Where a byte beyond ASCII stands.
    enum Context: Int, CaseIterable {
        case besideASCIILetter, besideItsLike, alone
    }

    /// Whether a byte opens words whose next byte is a small Greek letter, in both Greek encodings.
    func hasGreekWordsFrom(_ byte: UInt8) -> Bool {
        bytes.indices.dropLast().contains { index in
            bytes[index] == byte && (0xDC...0xFE).contains(bytes[index + 1])
                && (index == 0 || bytes[index - 1] < 0xB8 && !bytes[index - 1].isASCIILetter)
        }
    }

    var highByteCount: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// More text does not change an answer on the pages collected; decoding it six times takes a millisecond.
    static let maximumByteCount = 16 << 10

    /// Fewer bytes beyond ASCII than this in the text, and attributes are read too.
    private static let thinCount = 8

    init(_ page: [UInt8], isMarkup: Bool) {
        if isMarkup { collectText(of: page) }
        if highByteCount < Self.thinCount { take(page[...]) }
    }

    /// Appends the runs of text between tags that hold a byte beyond ASCII.
    private mutating func collectText(of page: [UInt8]) {
        var index = 0
        while index < page.count, bytes.count < Self.maximumByteCount {
            let end = page[index...].firstIndex(of: UInt8(ascii: "<")) ?? page.count
            if end > index { append(page[index..<end]) }
            guard end + 1 < page.count else { break }
            index = end + 1
            for name in ["script", "style"] where page[index...].startsIgnoringCase(with: name) {
                index = page[index...].end(of: "</" + name) ?? page.count
            }
            guard index < page.count else { break }
            let mark = page[index] | 0x20
            let isTag =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(mark) || page[index] == UInt8(ascii: "/")
                || page[index] == UInt8(ascii: "!") || page[index] == UInt8(ascii: "?")
            if isTag { index = page[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? page.count }
        }
    }

    /// The parts around bytes beyond ASCII of text without markup.
    private mutating func take(_ page: ArraySlice<UInt8>) {
        bytes = []
        for context in counts.indices { counts[context] = [Int](repeating: 0, count: 128) }
        var index = page.startIndex
        while index < page.endIndex, bytes.count < Self.maximumByteCount {
            let end = Swift.min(index + 256, page.endIndex)
            // A line is not cut inside: a character of several bytes may stand there.
            let line = page[end...].firstIndex { $0 < 0x20 } ?? page.endIndex
            append(page[index..<Swift.min(line, end + Self.maximumByteCount)])
            index = Swift.min(line, end + Self.maximumByteCount)
        }
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        let text = text.prefix(Self.maximumByteCount - Swift.min(bytes.count, Self.maximumByteCount))
        guard text.contains(where: { $0 >= 0x80 }) else { return }
        for index in text.indices where text[index] >= 0x80 {
            let before = index > text.startIndex ? text[index - 1] : 0x20
            let after = index + 1 < text.endIndex ? text[index + 1] : 0x20
            let context: Context =
                before.isASCIILetter || after.isASCIILetter
                ? .besideASCIILetter : before >= 0x80 || after >= 0x80 ? .besideItsLike : .alone
            counts[context.rawValue][Int(text[index] - 0x80)] += 1
        }
        bytes += text
        bytes.append(0x0A)
    }
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension ArraySlice<UInt8> {
    fileprivate func startsIgnoringCase(with word: String) -> Bool {
        count >= word.utf8.count && zip(self, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }

    /// Where a word in any case ends that begins with "<".
    fileprivate func end(of word: String) -> Int? {
        var rest = self
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            if rest[start...].startsIgnoringCase(with: word) { return start + word.utf8.count }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}
