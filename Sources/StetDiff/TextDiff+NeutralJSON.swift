internal import SequenceDiff

extension TextDiff {
    /// The comparison in a form that any tool can read and a scorer can measure, in one line of JSON.
    ///
    ///     {"ops":[{"op":"equal","a":[0,12],"b":[0,12]},{"op":"replace","a":[13,17],"b":[13,20]},…],
    ///      "sentences":{"a":[[0,40],…],"b":[[0,43],…],"links":[{"kind":"edited","a":[0],"b":[0],"edited":true},…]}}
    ///
    /// Spans are offsets in UTF-8 bytes. `equal` and `move` name text that is the same but for white space; what is
    /// in neither was changed: `delete`, `insert` and `replace` spell it out.
    ///
    /// - Parameter pair: a name that is put in front as `"pair"`.
    public func neutralJSON(pair: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        writeNeutralJSON(pair: pair) { bytes += $0 }
        return bytes
    }

    /// The same in pieces of up to 64 KB, in order: the answer for a large text is no smaller than the text.
    ///
    /// - Parameter isLine: whether a line feed is written behind it.
    public func writeNeutralJSON(
        pair: String? = nil, isLine: Bool = false, to write: (ArraySlice<UInt8>) -> Void
    ) {
        withoutActuallyEscaping(write) { write in
            // About as much as they take.
            let sentences = before.sentences.count + after.sentences.count
            var writer = NeutralWriter(
                capacity: 64 * (matches.count + sentenceLinks.count) + 16 * sentences, to: write)
            put(pair: pair, isLine: isLine, into: &writer)
            writer.finish()
        }
    }

    private func put(pair: String?, isLine: Bool, into writer: inout NeutralWriter) {
        writer.put("{")
        if let pair {
            writer.put("\"pair\":")
            writer.put(quoted: pair)
            writer.put(",")
        }
        writer.put("\"ops\":[")
        var isFirst = true
        forEachPiece { piece in
            if !isFirst { writer.put(",") }
            isFirst = false
            switch piece {
            case .match(let match):
                writer.put(match.isMoved ? "{\"op\":\"move\"" : "{\"op\":\"equal\"", match.before, match.after)
            case .change(let removed, let added):
                writer.put(
                    removed.isEmpty
                        ? "{\"op\":\"insert\"" : added.isEmpty ? "{\"op\":\"delete\"" : "{\"op\":\"replace\"",
                    removed, added)
            }
        }
        writer.put("],\"sentences\":{\"a\":")
        writer.put(before.sentences)
        writer.put(",\"b\":")
        writer.put(after.sentences)
        writer.put(",\"links\":[")
        let links = sentenceLinks.span
        for index in links.indices {
            if index > 0 { writer.put(",") }
            writer.put(links[index])
        }
        writer.put(isLine ? "]}}\n" : "]}}")
    }
}

extension TextDiff.LinkKind {
    /// How a link of the kind begins.
    fileprivate var opening: StaticString {
        switch self {
        case .equal: "{\"kind\":\"equal\",\"a\":"
        case .edited: "{\"kind\":\"edited\",\"a\":"
        case .moved: "{\"kind\":\"moved\",\"a\":"
        case .split: "{\"kind\":\"split\",\"a\":"
        case .merged: "{\"kind\":\"merged\",\"a\":"
        }
    }
}

/// Writes into an array that is longer than what was written: it is asked once for a piece, not for every byte.
private struct NeutralWriter {
    private var buffer: [UInt8]
    private var count = 0
    private let write: (ArraySlice<UInt8>) -> Void

    /// So much is written at once at most.
    private static let longestPart = 1 << 16

    /// `capacity` is how many bytes are expected.
    init(capacity: Int, to write: @escaping (ArraySlice<UInt8>) -> Void) {
        buffer = Array(filledWith: 0, count: min(max(capacity, Self.shortPiece), Self.longestPart))
        self.write = write
    }

    /// Hands on what was written since the last time.
    mutating func finish() {
        if count > 0 { write(buffer[..<count]) }
        count = 0
    }

    /// No number, span, word or plain link of the form is longer than this, with what is written beyond its end.
    private static let shortPiece = 128

    /// Lends room for a piece and the place of its first byte, which `write` moves behind it.
    @inline(__always)
    private mutating func withRoom(_ write: (inout MutableRawSpan, inout Int) -> Void) {
        if buffer.count - count < Self.shortPiece { finish() }
        var place = count
        var elements = buffer.mutableSpan
        var bytes = unsafe elements.mutableBytes
        write(&bytes, &place)
        count = place
    }

    mutating func put(_ text: StaticString) { withRoom { $0.write(text, at: &$1) } }

    /// A piece of text; `a` or `b` may be empty.
    mutating func put(_ opening: StaticString, _ a: Range<Int>, _ b: Range<Int>) {
        withRoom {
            $0.write(opening, at: &$1)
            if !a.isEmpty {
                $0.write(",\"a\":", at: &$1)
                $0.write(a, at: &$1)
            }
            if !b.isEmpty {
                $0.write(",\"b\":", at: &$1)
                $0.write(b, at: &$1)
            }
            $0.write(UInt8(ascii: "}"), at: &$1)
        }
    }

    mutating func put(_ spans: [Range<Int>]) {
        put("[")
        let spans = spans.span
        var index = 0
        while index < spans.count {
            withRoom {
                // As many as there is room for.
                let end = min(spans.count, index + ($0.byteCount - $1) / Self.longestSpan)
                while index < end {
                    if index > 0 { $0.write(UInt8(ascii: ","), at: &$1) }
                    $0.write(spans[index], at: &$1)
                    index += 1
                }
            }
        }
        put("]")
    }

    /// Two numbers with what stands around them, and what is written beyond their end.
    private static let longestSpan = shortPiece / 2

    mutating func put(_ link: borrowing TextDiff.Link) {
        guard link.before.count == 1, link.after.count == 1 else { return putGroup(link) }
        let (before, after) = (link.before[0], link.after[0])
        let (opening, isEdited) = (link.kind.opening, link.isEdited)
        withRoom {
            $0.write(opening, at: &$1)
            $0.write(UInt8(ascii: "["), at: &$1)
            $0.write(before, at: &$1)
            $0.write("],\"b\":[", at: &$1)
            $0.write(after, at: &$1)
            $0.write(isEdited ? "],\"edited\":true}" : "],\"edited\":false}", at: &$1)
        }
    }

    private mutating func putGroup(_ link: borrowing TextDiff.Link) {
        put(link.kind.opening)
        put(link.before)
        put(",\"b\":")
        put(link.after)
        put(link.isEdited ? ",\"edited\":true}" : ",\"edited\":false}")
    }

    private mutating func put(_ numbers: IndexList) {
        put("[")
        for index in numbers.indices {
            withRoom {
                if index > 0 { $0.write(UInt8(ascii: ","), at: &$1) }
                $0.write(numbers[index], at: &$1)
            }
        }
        put("]")
    }

    mutating func put(quoted text: String) {
        put("\"")
        for byte in text.utf8 {
            withRoom {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    $0.write(UInt8(ascii: "\\"), at: &$1)
                    $0.write(byte, at: &$1)
                } else if byte < 0x20 {
                    $0.write("\\u00", at: &$1)
                    $0.write(UInt8(ascii: "0") + byte >> 4, at: &$1)
                    $0.write((byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) + byte & 15, at: &$1)
                } else {
                    $0.write(byte, at: &$1)
                }
            }
        }
        put("\"")
    }
}

/// Writing a piece that there is room for.
extension MutableRawSpan {
    @inline(__always)
    fileprivate mutating func write(_ byte: UInt8, at place: inout Int) {
        storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
        place &+= 1
    }

    @inline(__always)
    fileprivate mutating func write(_ text: StaticString, at place: inout Int) {
        let count = text.utf8CodeUnitCount
        precondition(place >= 0 && place &+ count <= byteCount, "there is room for the piece")
        unsafe withUnsafeMutableBytes { target in
            // Safe: there is room, and a static text is not changed and has as many bytes as it says.
            unsafe target.baseAddress?.advanced(by: place).copyMemory(from: text.utf8Start, byteCount: count)
        }
        place &+= count
    }

    @inline(__always)
    fileprivate mutating func write(_ range: Range<Int>, at place: inout Int) {
        write(UInt8(ascii: "["), at: &place)
        write(range.lowerBound, at: &place)
        write(UInt8(ascii: ","), at: &place)
        write(range.upperBound, at: &place)
        write(UInt8(ascii: "]"), at: &place)
    }

    /// A number from 0.
    @inline(__always)
    fileprivate mutating func write(_ number: Int, at place: inout Int) {
        guard number < Self.eightDigits else { return writeLong(number, at: &place) }
        let digits = Self.digits(number)
        let zeros = min(digits.trailingZeroBitCount / 8, 7)
        write(digits, without: zeros, at: &place)
    }

    private mutating func writeLong(_ number: Int, at place: inout Int) {
        let (high, low) = number.quotientAndRemainder(dividingBy: Self.eightDigits)
        write(high, at: &place)
        write(Self.digits(low), without: 0, at: &place)
    }

    @inline(__always)
    private mutating func write(_ digits: UInt64, without zeros: Int, at place: inout Int) {
        let text = (digits | 0x3030_3030_3030_3030) &>> UInt64(8 &* zeros)
        storeBytes(of: text.littleEndian, toByteOffset: place, as: UInt64.self)
        place &+= 8 &- zeros
    }

    private static var eightDigits: Int { 100_000_000 }

    /// The eight digits of a number below `eightDigits`, the first in the lowest byte.
    ///
    /// Halves of four digits, then pairs, then digits are divided in one word each: a half, a pair and a digit has room for the
    /// products beside it. Source: Khuong, "How to print integers really fast" (2017).
    @inline(__always)
    private static func digits(_ number: Int) -> UInt64 {
        let number = UInt64(truncatingIfNeeded: number)
        let halves = number / 10_000 | (number % 10_000) &<< 32
        let hundreds = (halves &* 10_486) &>> 20 & 0x7F_0000_007F
        let pairs = (halves &- 100 &* hundreds) &<< 16 | hundreds
        let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
        return (pairs &- 10 &* tens) &<< 8 | tens
    }
}
