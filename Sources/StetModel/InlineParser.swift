/// Reads the running text that `InlineWriter` writes.
struct InlineParser {
    func parse(_ line: Line) throws(CanonicalFormError) -> [Inline] {
        var reader = Reader(line: line)
        return try reader.content(until: nil)
    }

    /// The text of HTML that holds character references and no tags.
    func htmlText(_ line: Line) throws(CanonicalFormError) -> String {
        var output: [UInt8] = []
        var rest = line.bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let (scalar, length) = characterReference(rest) {
                output += Array(String(scalar).utf8)
                rest.removeFirst(length)
            } else {
                output.append(byte)
                rest.removeFirst()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

/// What ends the content that is being read.
private enum Terminator: Equatable {
    case stars(Int)
    case tag(String)
    case bracket
}

private struct Reader {
    let line: Line
    private var rest: ArraySlice<UInt8>
    private var depth = 0
    /// The normal form has each mark once, so this is far beyond what Stet writes; it keeps the stack from being used up.
    private static let maximumDepth = 64

    init(line: Line) {
        self.line = line
        rest = line.bytes
    }

    mutating func content(until terminator: Terminator?) throws(CanonicalFormError) -> [Inline] {
        guard depth <= Self.maximumDepth else { throw failure("marks nested too deeply") }
        depth += 1
        defer { depth -= 1 }
        var result: [Inline] = []
        var text: [UInt8] = []
        func flushed() -> [Inline] { text.isEmpty ? [] : [.text(String(decoding: text, as: UTF8.self))] }
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\\"):
                rest.removeFirst()
                // A backslash before anything but punctuation is just one.
                if let next = rest.first, next.isASCIIPunctuation {
                    text.append(next)
                    rest.removeFirst()
                } else {
                    text.append(byte)
                }
                continue
            case UInt8(ascii: "&"):
                if let (scalar, length) = characterReference(rest) {
                    text += Array(String(scalar).utf8)
                    rest.removeFirst(length)
                    continue
                }
            case UInt8(ascii: "*"):
                let count: Int
                if case .stars(let open)? = terminator {
                    count = open
                } else {
                    count = rest.dropFirst().first == byte ? 2 : 1
                }
                rest.removeFirst(Swift.min(count, rest.count))
                if terminator == .stars(count) { return result + flushed() }
                result += flushed()
                text = []
                let inner = try content(until: .stars(count))
                result.append(count == 1 ? .emphasis(inner) : .strong(inner))
                continue
            case UInt8(ascii: "`"):
                rest.removeFirst()
                guard let end = rest.firstIndex(of: byte) else { throw failure("code without an end") }
                result += flushed()
                text = []
                result.append(.code(String(decoding: rest[..<end], as: UTF8.self)))
                rest = rest[(end + 1)...]
                continue
            case UInt8(ascii: "["):
                rest.removeFirst()
                result += flushed()
                text = []
                let inner = try content(until: .bracket)
                result.append(.link(target: try target(), content: inner))
                continue
            case UInt8(ascii: "]") where terminator == .bracket:
                rest.removeFirst()
                return result + flushed()
            case UInt8(ascii: "<"):
                guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ">")) else { throw failure("a bare <") }
                let tag = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
                rest = rest[(end + 1)...]
                result += flushed()
                text = []
                if terminator == .tag(tag) { return result }
                let inner = try content(until: .tag("/" + tag))
                switch tag {
                case "em": result.append(.emphasis(inner))
                case "strong": result.append(.strong(inner))
                case "code": result.append(.code(inner.plainText))
                default: throw failure("an unknown tag <\(tag)>")
                }
                continue
            default: break
            }
            text.append(byte)
            rest.removeFirst()
        }
        guard terminator == nil else { throw failure("a mark or link without an end") }
        return result + flushed()
    }

    private mutating func target() throws(CanonicalFormError) -> String {
        guard rest.first == UInt8(ascii: "(") else { throw failure("a link without its target") }
        rest.removeFirst()
        var output: [UInt8] = []
        while let byte = rest.first {
            if byte == UInt8(ascii: ")") {
                rest.removeFirst()
                return String(decoding: output, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), let next = rest.dropFirst().first, next.isASCIIPunctuation {
                output.append(next)
                rest.removeFirst(2)
            } else if byte == UInt8(ascii: "&"), let (scalar, length) = characterReference(rest) {
                output += Array(String(scalar).utf8)
                rest.removeFirst(length)
            } else {
                output.append(byte)
                rest.removeFirst()
            }
        }
        throw failure("a link without its end")
    }

    private func failure(_ reason: String) -> CanonicalFormError {
        CanonicalFormError(line: line.number, reason: reason)
    }
}

/// The character that "&#N;" at the start of `bytes` stands for, and the bytes it takes.
private func characterReference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    guard bytes.starts(with: "&#".utf8) else { return nil }
    let digits = bytes.dropFirst(2).prefix(8).prefix { $0.isASCIIDigit }
    guard !digits.isEmpty, bytes.dropFirst(2 + digits.count).first == UInt8(ascii: ";"),
        let scalar = Unicode.Scalar(digits.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) })
    else { return nil }
    return (scalar, 3 + digits.count)
}
