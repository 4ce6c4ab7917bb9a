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
        var writer = NeutralWriter()
        writer.bytes.reserveCapacity(64 * (matches.count + before.sentences.count + after.sentences.count) + 256)
        writer.put("{")
        if let pair {
            writer.put("\"pair\":")
            writer.put(quoted: pair)
            writer.put(",")
        }
        writer.put("\"ops\":[")
        var isFirst = true
        func open(_ op: String) {
            writer.put(isFirst ? "{\"op\":\"" : ",{\"op\":\"")
            writer.put(op)
            writer.put("\"")
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
                open(match.isMoved ? "move" : "equal")
                close(match.before, match.after)
            case .change(let removed, let added):
                open(removed.isEmpty ? "insert" : added.isEmpty ? "delete" : "replace")
                close(removed.isEmpty ? nil : removed, added.isEmpty ? nil : added)
            }
        }
        writer.put("],\"sentences\":{\"a\":")
        writer.put(spans: before.sentences)
        writer.put(",\"b\":")
        writer.put(spans: after.sentences)
        writer.put(",\"links\":[")
        for (index, link) in sentenceLinks.enumerated() {
            writer.put(index == 0 ? "{\"kind\":\"" : ",{\"kind\":\"")
            writer.put(link.kind.rawValue)
            writer.put("\",\"a\":")
            writer.put(numbers: link.before)
            writer.put(",\"b\":")
            writer.put(numbers: link.after)
            writer.put(link.isEdited ? ",\"edited\":true}" : ",\"edited\":false}")
        }
        writer.put("]}}")
        return writer.bytes
    }
}

private struct NeutralWriter {
    var bytes: [UInt8] = []

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in unsafe bytes.append(contentsOf: utf8) }
    }

    mutating func put(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            } else if byte < 0x20 {
                let digits = Array("0123456789abcdef".utf8)
                put("\\u00")
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number from 0.
    mutating func put(number: Int) {
        // The digits of eight places fit in one word, the first in its lowest byte.
        var (digits, rest, count): (UInt64, Int, Int) = (0, number, 0)
        repeat {
            digits = digits << 8 | UInt64(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            count += 1
        } while rest > 0 && count < 8
        if rest > 0 { put(number: rest) }
        for _ in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: digits))
            digits >>= 8
        }
    }

    private mutating func put(_ range: Range<Int>) {
        bytes.append(UInt8(ascii: "["))
        put(number: range.lowerBound)
        bytes.append(UInt8(ascii: ","))
        put(number: range.upperBound)
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func put(numbers: IndexList) {
        bytes.append(UInt8(ascii: "["))
        for (index, number) in numbers.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            put(number: number)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func put(span: Range<Int>, key: String) {
        put(key)
        put(span)
    }

    mutating func put(spans: [Range<Int>]) {
        bytes.append(UInt8(ascii: "["))
        for (index, span) in spans.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            put(span)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
