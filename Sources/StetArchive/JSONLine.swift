/// A JSON object of strings on one line: all that the journal needs.
///
/// A general JSON reader costs ten times as much, and a journal has a line per check.
enum JSONLine {
    static func line(of fields: [(String, String)]) -> String {
        var line = [UInt8(ascii: "{")]
        for (name, value) in fields {
            if line.count > 1 { line.append(UInt8(ascii: ",")) }
            append(name, to: &line)
            line.append(UInt8(ascii: ":"))
            append(value, to: &line)
        }
        line.append(UInt8(ascii: "}"))
        return String(decoding: line, as: UTF8.self)
    }

    /// Reads an object whose values are strings. Values of other kinds are passed over if they hold no brackets.
    static func fields(of line: ArraySlice<UInt8>) -> [String: String]? {
        var reader = Reader(rest: line)
        guard reader.take("{") else { return nil }
        var fields: [String: String] = [:]
        if !reader.take("}") {
            repeat {
                guard let name = reader.string(), reader.take(":") else { return nil }
                if let value = reader.string() {
                    fields[name] = value
                } else if !reader.skipScalar() {
                    return nil
                }
            } while reader.take(",")
            guard reader.take("}") else { return nil }
        }
        reader.skipSpace()
        return reader.rest.isEmpty ? fields : nil
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            // Nearly all text has nothing that needs a mark before it.
            guard unsafe text.contains(where: needsEscape) else { return unsafe bytes.append(contentsOf: text) }
            for index in text.indices { unsafe appendEscaped(text[index], to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20, 0x7F:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skipSpace() {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        }

        mutating func take(_ mark: Unicode.Scalar) -> Bool {
            skipSpace()
            guard rest.first == UInt8(ascii: mark) else { return false }
            rest.removeFirst()
            return true
        }

        /// Skips a number, true, false or null.
        mutating func skipScalar() -> Bool {
            let end = rest.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? rest.endIndex
            let scalar = rest[..<end]
            rest = rest[end...]
            return !scalar.isEmpty && !scalar.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        }

        mutating func string() -> String? {
            skipSpace()
            guard rest.first == UInt8(ascii: "\"") else { return nil }
            var text: [UInt8] = []
            var index = rest.startIndex + 1
            while index < rest.endIndex {
                // Runs without escapes, which is nearly all there is, are copied as a whole.
                let end =
                    rest[index...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } ?? rest.endIndex
                text += rest[index..<end]
                guard end < rest.endIndex else { return nil }
                if rest[end] == UInt8(ascii: "\"") {
                    rest = rest[(end + 1)...]
                    return String(validating: text, as: UTF8.self)
                }
                guard let (bytes, next) = escape(at: end + 1) else { return nil }
                text += bytes
                index = next
            }
            return nil
        }

        private func escape(at index: Int) -> (bytes: [UInt8], next: Int)? {
            guard index < rest.endIndex else { return nil }
            switch rest[index] {
            case UInt8(ascii: "n"): return ([0x0A], index + 1)
            case UInt8(ascii: "t"): return ([0x09], index + 1)
            case UInt8(ascii: "r"): return ([0x0D], index + 1)
            case UInt8(ascii: "b"): return ([0x08], index + 1)
            case UInt8(ascii: "f"): return ([0x0C], index + 1)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return ([rest[index]], index + 1)
            case UInt8(ascii: "u"):
                guard let first = unit(at: index + 1) else { return nil }
                if let scalar = Unicode.Scalar(first) { return (Array(String(scalar).utf8), index + 5) }
                guard UTF16.isLeadSurrogate(first), index + 6 < rest.endIndex, rest[index + 5] == UInt8(ascii: "\\"),
                    rest[index + 6] == UInt8(ascii: "u"), let second = unit(at: index + 7),
                    UTF16.isTrailSurrogate(second)
                else { return nil }
                return (Array(String(decoding: [first, second], as: UTF16.self).utf8), index + 11)
            default: return nil
            }
        }

        private func unit(at index: Int) -> UInt16? {
            guard index + 4 <= rest.endIndex else { return nil }
            return UInt16(String(decoding: rest[index..<(index + 4)], as: UTF8.self), radix: 16)
        }
    }
}
