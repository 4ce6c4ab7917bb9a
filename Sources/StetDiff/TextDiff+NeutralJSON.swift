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
        // About as much as they take; where it is not enough, it is doubled.
        let sentences = before.sentences.count + after.sentences.count
        var writer = NeutralWriter(capacity: 48 * (matches.count + sentenceLinks.count) + 16 * sentences)
        writer.put("{")
        if let pair {
            writer.put("\"pair\":")
            writer.put(quoted: pair)
            writer.put(",")
        }
        writer.put("\"ops\":[")
        var isFirst = true
        func open(_ op: StaticString) {
            if !isFirst { writer.put(",") }
            writer.put(op)
            isFirst = false
        }
        func close(_ a: Range<Int>?, _ b: Range<Int>?) {
            if let a { writer.put(span: a, key: ",\"a\":") }
            if let b { writer.put(span: b, key: ",\"b\":") }
            writer.put("}")
        }
        for piece in pieces() {
            switch piece {
            case .match(let match):
                open(match.isMoved ? "{\"op\":\"move\"" : "{\"op\":\"equal\"")
                close(match.before, match.after)
            case .change(let removed, let added):
                open(
                    removed.isEmpty
                        ? "{\"op\":\"insert\"" : added.isEmpty ? "{\"op\":\"delete\"" : "{\"op\":\"replace\"")
                close(removed.isEmpty ? nil : removed, added.isEmpty ? nil : added)
            }
        }
        writer.put("],\"sentences\":{\"a\":")
        writer.put(spans: before.sentences)
        writer.put(",\"b\":")
        writer.put(spans: after.sentences)
        writer.put(",\"links\":[")
        for (index, link) in sentenceLinks.enumerated() {
            if index > 0 { writer.put(",") }
            writer.put(link.kind.opening)
            writer.put(numbers: link.before)
            writer.put(",\"b\":")
            writer.put(numbers: link.after)
            writer.put(link.isEdited ? ",\"edited\":true}" : ",\"edited\":false}")
        }
        writer.put("]}}")
        return writer.finish()
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

    /// `capacity` is how many bytes are expected.
    init(capacity: Int) { buffer = Array(repeating: 0, count: max(capacity, Self.shortPiece)) }

    /// What was written.
    consuming func finish() -> [UInt8] {
        buffer.removeLast(buffer.count - count)
        return buffer
    }

    /// No number, span or word of the form is longer than this.
    private static let shortPiece = 64

    private mutating func makeRoom() {
        if buffer.count - count < Self.shortPiece {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count + Self.shortPiece))
        }
    }

    mutating func put(_ text: StaticString) {
        makeRoom()
        precondition(text.utf8CodeUnitCount <= Self.shortPiece, "longer pieces need room of their own")
        // Safe: a static text is not changed, and has as many bytes as it says.
        for index in 0..<text.utf8CodeUnitCount { unsafe write(text.utf8Start[index]) }
    }

    mutating func put(quoted text: String) {
        put("\"")
        for byte in text.utf8 {
            makeRoom()
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                write(UInt8(ascii: "\\"))
                write(byte)
            } else if byte < 0x20 {
                put("\\u00")
                write(UInt8(ascii: "0") + byte >> 4)
                write(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10)
            } else {
                write(byte)
            }
        }
        put("\"")
    }

    mutating func put(span: Range<Int>, key: StaticString) {
        put(key)
        putSpan(span)
    }

    mutating func put(numbers: IndexList) {
        put("[")
        for (index, number) in numbers.enumerated() {
            makeRoom()
            if index > 0 { write(UInt8(ascii: ",")) }
            write(number: number)
        }
        put("]")
    }

    mutating func put(spans: [Range<Int>]) {
        put("[")
        for (index, span) in spans.enumerated() {
            if index > 0 { put(",") }
            putSpan(span)
        }
        put("]")
    }

    private mutating func putSpan(_ range: Range<Int>) {
        makeRoom()
        write(UInt8(ascii: "["))
        write(number: range.lowerBound)
        write(UInt8(ascii: ","))
        write(number: range.upperBound)
        write(UInt8(ascii: "]"))
    }

    // MARK: Where there is room

    @inline(__always)
    private mutating func write(_ byte: UInt8) {
        buffer[count] = byte
        count &+= 1
    }

    /// A number from 0.
    private mutating func write(number: Int) {
        // The digits of eight places fit in one word, the first in its lowest byte.
        var (digits, rest, length): (UInt64, Int, Int) = (0, number, 0)
        repeat {
            digits = digits << 8 | UInt64(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            length += 1
        } while rest > 0 && length < 8
        if rest > 0 { write(number: rest) }
        let place = count
        var bytes = buffer.mutableSpan
        var target = unsafe bytes.mutableBytes
        target.storeBytes(of: digits.littleEndian, toByteOffset: place, as: UInt64.self)
        count += length
    }
}
