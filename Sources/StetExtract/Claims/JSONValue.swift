/// A JSON value as pages embed it, which is often not quite JSON.
///
/// The reader forgives what publishers get wrong and browsers never notice: raw line breaks in strings, trailing and
/// missing commas, comments around the block, text after it, a truncated end. Object keys keep their order.
indirect enum JSONValue: Sendable {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    /// A block is read up to values nested deeper than this.
    static let maximumDepth = 64

    /// Reads the first value in `bytes`; nil where there is none.
    init?(_ bytes: some Collection<UInt8>) {
        var reader = JSONReader(bytes: Array(bytes))
        guard let value = reader.first() else { return nil }
        self = value
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text of a string or number.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// A truth value, also one written as text: "False".
    var truth: Bool? {
        if case .bool(let value) = self { return value }
        switch text?.lowercased() {
        case "true", "http://schema.org/true", "https://schema.org/true", "1": return true
        case "false", "http://schema.org/false", "https://schema.org/false", "0": return false
        default: return nil
        }
    }

    /// The value as a list: an array's values, or the value alone.
    var list: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        default: [self]
        }
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var index = 0

    mutating func first() -> JSONValue? {
        while index < bytes.count, bytes[index] != UInt8(ascii: "{"), bytes[index] != UInt8(ascii: "[") { index += 1 }
        guard index < bytes.count else { return nil }
        return value(depth: 0)
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    private mutating func value(depth: Int) -> JSONValue {
        skipSpace()
        // Past the limit the rest of the block is given up: no page means it, and the reader recurses.
        guard depth <= JSONValue.maximumDepth else {
            index = bytes.count
            return .null
        }
        guard index < bytes.count else { return .null }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return .string(string())
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> JSONValue {
        index += 1
        var members: [(key: String, value: JSONValue)] = []
        while true {
            skipSpace()
            guard index < bytes.count else { break }
            if bytes[index] == UInt8(ascii: "}") {
                index += 1
                break
            }
            if bytes[index] == UInt8(ascii: "]") { break }
            guard bytes[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let key = string()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { continue }
            index += 1
            let value = value(depth: depth + 1)
            members.append((key, value))
        }
        return .object(members)
    }

    private mutating func array(depth: Int) -> JSONValue {
        index += 1
        var values: [JSONValue] = []
        while true {
            skipSpace()
            guard index < bytes.count else { break }
            if bytes[index] == UInt8(ascii: "]") {
                index += 1
                break
            }
            if bytes[index] == UInt8(ascii: "}") { break }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
                continue
            }
            let before = index
            let value = value(depth: depth + 1)
            if index == before { index += 1 }
            values.append(value)
        }
        return .array(values)
    }

    private mutating func word() -> JSONValue {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), 0...0x20: break
            default:
                index += 1
                continue
            }
            break
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "", "null": return .null
        default: return .number(text)
        }
    }

    private mutating func string() -> String {
        index += 1
        var out: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                if isReallyEnd() { break }
                out.append(byte)
            } else if byte == UInt8(ascii: "\\"), index < bytes.count {
                escape(into: &out)
            } else {
                out.append(byte < 0x20 ? 0x20 : byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// An unescaped quotation mark inside a string is followed by text; the string's end is not.
    private func isReallyEnd() -> Bool {
        var next = index
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        guard next < bytes.count else { return true }
        switch bytes[next] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "\""): return true
        default: return false
        }
    }

    private mutating func escape(into out: inout [UInt8]) {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x20)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): break
        case UInt8(ascii: "u"):
            guard var code = hex() else { return }
            if (0xD800...0xDBFF).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                if let low = hex(), (0xDC00...0xDFFF).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            out.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: out.append(byte)
        }
    }

    private mutating func hex() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(byte - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt32(byte - 55)
            default: return nil
            }
        }
        index += 4
        return code
    }
}
