/// Writes JSON with the keys in the order they are written, two spaces of indentation or none, and nothing raw that a
/// terminal or a script could trip over.
///
/// Control characters (C0, DEL, C1), line and paragraph separators, bidi controls and zero-width characters are
/// written as `\u` escapes: every reader gets the same text back, and printing the JSON shows what is in it.
///
///     var json = JSONWriter()
///     json.object {
///         $0.member("url", "https://example.com/")
///         $0.array("revisions") { list in for row in rows { list.object { … } } }
///     }
/// Lines that only programs read may be written with no escapes but those that JSON asks for.
///
/// - Complexity: O(bytes written).
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private let isIndented: Bool
    private let escapesUnseen: Bool
    private var depth = 0
    private var isFirst = true

    /// - Parameter escapesUnseen: Whether what a terminal or a reader could trip over is written as `\u` escapes.
    public init(isIndented: Bool = true, escapesUnseen: Bool = true) {
        self.isIndented = isIndented
        self.escapesUnseen = escapesUnseen
    }

    /// What was written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Elements of an array, and the outermost value

    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        startValue()
        nested("{", "}", members)
    }

    public mutating func array(_ elements: (inout JSONWriter) -> Void) {
        startValue()
        nested("[", "]", elements)
    }

    public mutating func value(_ text: some StringProtocol) {
        startValue()
        string(text)
    }

    public mutating func value(_ number: Int) {
        startValue()
        bytes += String(number).utf8
    }

    public mutating func value(_ flag: Bool) {
        startValue()
        bytes += (flag ? "true" : "false").utf8
    }

    /// Small arrays stand on one line.
    public mutating func value(_ numbers: [Int]) {
        startValue()
        inline(numbers)
    }

    public mutating func null() {
        startValue()
        bytes += "null".utf8
    }

    // MARK: Members of an object

    /// Nil is written as null: a member that may be missing is still there to be found.
    public mutating func member(_ key: String, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { bytes += "null".utf8 }
    }

    public mutating func member(_ key: String, _ number: Int?) {
        self.key(key)
        bytes += (number.map(String.init) ?? "null").utf8
    }

    public mutating func member(_ key: String, _ flag: Bool?) {
        self.key(key)
        bytes += (flag.map { $0 ? "true" : "false" } ?? "null").utf8
    }

    public mutating func member(_ key: String, _ numbers: [Int]) {
        self.key(key)
        inline(numbers)
    }

    public mutating func member(_ key: String, _ texts: [String]) {
        array(key) { for text in texts { $0.value(text) } }
    }

    public mutating func object(_ key: String, _ members: (inout JSONWriter) -> Void) {
        self.key(key)
        nested("{", "}", members)
    }

    public mutating func array(_ key: String, _ elements: (inout JSONWriter) -> Void) {
        self.key(key)
        nested("[", "]", elements)
    }

    // MARK: Writing

    private mutating func key(_ key: String) {
        startValue()
        string(key)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func inline(_ numbers: [Int]) {
        bytes += ("[" + numbers.map(String.init).joined(separator: isIndented ? ", " : ",") + "]").utf8
    }

    private mutating func startValue() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        if depth > 0 { newLine() }
    }

    private mutating func newLine() {
        guard isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { bytes += [0x20, 0x20] }
    }

    private mutating func nested(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ content: (inout JSONWriter) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        depth += 1
        isFirst = true
        content(&self)
        depth -= 1
        if !isFirst { newLine() }
        isFirst = false
        bytes.append(UInt8(ascii: closing))
    }

    private mutating func string(_ text: some StringProtocol) {
        bytes.append(UInt8(ascii: "\""))
        let utf8 = text.utf8
        if !escapesUnseen {
            appendRequired(String(text))
        } else if utf8.allSatisfy({ Self.isPlain($0) }) {
            bytes += utf8
        } else {
            for scalar in text.unicodeScalars { append(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The text with the escapes that JSON asks for; what is between them is copied in one go.
    private mutating func appendRequired(_ text: String) {
        let text = Array(text.utf8)
        let span = text.span
        var start = 0
        for index in span.indices where span[index] < 0x20 || span[index] == 0x22 || span[index] == 0x5C {
            bytes += text[start..<index]
            start = index + 1
            switch span[index] {
            case 0x22, 0x5C: bytes += [0x5C, span[index]]
            case 0x08: bytes += [0x5C, UInt8(ascii: "b")]
            case 0x0C: bytes += [0x5C, UInt8(ascii: "f")]
            case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
            case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
            case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
            default: escape(UInt16(span[index]))
            }
        }
        bytes += text[start...]
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x22, 0x5C: bytes += [0x5C, UInt8(scalar.value)]
        case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
        case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
        case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x115F, 0x1160, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB:
            escape(UInt16(scalar.value))
        case 0xE0000...0xE0FFF:
            for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() { escape(unit) }
        default: bytes += UTF8.encode(scalar) ?? UTF8.EncodedScalar()
        }
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = Array("0123456789abcdef".utf8)
        bytes += [0x5C, UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift) & 15)]) }
    }
}
