/// Writes running text as Markdown on one line.
///
/// Only what could be read as markup is escaped, so that plain sentences stay as they are and can be searched for.
struct InlineWriter {
    /// Where the line stands, which decides what must be escaped.
    enum Place {
        case paragraph, heading, cell
    }

    func line(_ inlines: [Inline], in place: Place) -> [UInt8] {
        var output: [UInt8] = []
        write(inlines, in: place, isInsideStars: false, followedBy: nil, to: &output)
        if place == .paragraph { escapeLineStart(&output) }
        encodeEdgeSpaces(&output)
        return output
    }

    /// `text` with what HTML reads as markup escaped and unsafe characters as references.
    func htmlEscaped(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar == "<" || scalar == ">" || scalar == "&" || (scalar.isUnsafeInText && scalar != "\t") {
                output += reference(to: scalar)
            } else {
                output += Array(String(scalar).utf8)
            }
        }
        return output
    }

    private func write(
        _ inlines: [Inline], in place: Place, isInsideStars: Bool, followedBy following: Unicode.Scalar?,
        to output: inout [UInt8]
    ) {
        for (index, inline) in inlines.enumerated() {
            let next = index + 1 < inlines.count ? inlines[index + 1] : nil
            switch inline {
            case .text(let text):
                let isBeforeLink = if case .link? = next { true } else { false }
                writeText(text, isBeforeLink: isBeforeLink, to: &output)
            case .code(let text):
                writeCode(text, to: &output)
            case .emphasis(let content):
                writeMarked(
                    content, stars: "*", tag: "em", in: place, isInsideStars: isInsideStars,
                    followedBy: next?.firstWritten ?? following, to: &output)
            case .strong(let content):
                writeMarked(
                    content, stars: "**", tag: "strong", in: place, isInsideStars: isInsideStars,
                    followedBy: next?.firstWritten ?? following, to: &output)
            case .link(let target, let content):
                output.append(UInt8(ascii: "["))
                write(content, in: place, isInsideStars: isInsideStars, followedBy: "]", to: &output)
                output += Array("](".utf8)
                writeTarget(target, to: &output)
                output.append(UInt8(ascii: ")"))
            }
        }
    }

    /// Writes a mark with stars where every CommonMark reader sees them as marks, else with tags.
    ///
    /// The rules of left- and right-flanking runs (CommonMark 0.31, "Emphasis and strong emphasis") changed between
    /// versions for symbols; stars are used only where all versions agree.
    private func writeMarked(
        _ content: [Inline], stars: String, tag: String, in place: Place, isInsideStars: Bool,
        followedBy next: Unicode.Scalar?, to output: inout [UInt8]
    ) {
        let previous = lastScalar(of: output)
        var inner: [UInt8] = []
        write(content, in: place, isInsideStars: true, followedBy: "*", to: &inner)
        let first = firstScalar(of: inner)
        let last = lastScalar(of: inner)
        if !isInsideStars, previous != "*", let first, let last, opens(first, after: previous), opens(last, after: next)
        {
            output += Array(stars.utf8) + inner + Array(stars.utf8)
        } else {
            output += Array("<\(tag)>".utf8)
            write(content, in: place, isInsideStars: isInsideStars, followedBy: "<", to: &output)
            output += Array("</\(tag)>".utf8)
        }
    }

    /// Whether stars between `outer` and `inner` belong to the side of `inner`.
    private func opens(_ inner: Unicode.Scalar, after outer: Unicode.Scalar?) -> Bool {
        if inner.properties.isWhitespace { return false }
        guard let outer else { return true }
        if outer == " " || (outer.isASCII && UInt8(outer.value).isASCIIPunctuation) { return true }
        return inner.properties.isAlphabetic || inner.properties.numericType != nil
    }

    private func writeText(_ text: String, isBeforeLink: Bool, to output: inout [UInt8]) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            // Most of a text is written as it is.
            let start = index
            while index < bytes.count, Self.isPlain(bytes[index]) { index += 1 }
            output += bytes[start..<index]
            guard index < bytes.count else { break }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "~"):
                output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "_"):
                let isInsideWord =
                    index > 0 && bytes[index - 1].isASCIIAlphanumeric && index + 1 < bytes.count
                    && bytes[index + 1].isASCIIAlphanumeric
                output += isInsideWord ? [byte] : [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "&"):
                output += isReference(bytes[(index + 1)...]) ? [UInt8(ascii: "\\"), byte] : [byte]
            case UInt8(ascii: "!") where isBeforeLink && index == bytes.count - 1:
                output += [UInt8(ascii: "\\"), byte]
            case 0x20..<0x7F:
                output.append(byte)
            default:
                // Controls are one byte below 0x80; other unsafe characters start with C2, D8, E2 or EF.
                let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                let scalar = firstScalar(of: bytes[index..<index + length])
                if let scalar, scalar.isUnsafeInText {
                    output += reference(to: scalar)
                } else {
                    output += bytes[index..<index + length]
                }
                index += length - 1
            }
            index += 1
        }
    }

    /// ASCII that needs no escape wherever it stands, as bits.
    private static let plain: (low: UInt64, high: UInt64) = {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for byte in UInt8(0x20)..<0x7F where !"\\`*[]<|~_&!".utf8.contains(byte) {
            if byte < 64 { bits.low |= 1 << UInt64(byte) } else { bits.high |= 1 << UInt64(byte - 64) }
        }
        return bits
    }()

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && (byte < 64 ? plain.low : plain.high) &>> UInt64(byte & 63) & 1 != 0
    }

    /// Whether the bytes after an `&` make it a character reference.
    private func isReference(_ bytes: ArraySlice<UInt8>) -> Bool {
        // The longest named reference of HTML has 31 letters.
        let name = bytes.prefix(40).prefix { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "#") }
        return !name.isEmpty && bytes.dropFirst(name.count).first == UInt8(ascii: ";")
    }

    private func writeCode(_ text: String, to output: inout [UInt8]) {
        let bytes = text.utf8
        let space = UInt8(ascii: " ")
        let isPlain =
            bytes.first != space && bytes.last != space
            && !text.unicodeScalars.contains { $0 == "`" || $0 == "|" || $0.isUnsafeInText }
        if isPlain {
            output += [UInt8(ascii: "`")] + Array(bytes) + [UInt8(ascii: "`")]
        } else {
            output += Array("<code>".utf8)
            writeText(text, isBeforeLink: false, to: &output)
            output += Array("</code>".utf8)
        }
    }

    private func writeTarget(_ target: String, to output: inout [UInt8]) {
        let bytes = Array(target.utf8)
        for (index, scalar) in zip(target.unicodeScalars.indices, target.unicodeScalars) {
            switch scalar {
            case "(", ")", "\\", "<", ">", "|", "*", "_", "`":
                output += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "&":
                let offset = target.utf8.distance(from: target.startIndex, to: index)
                output += isReference(bytes[(offset + 1)...]) ? Array("\\&".utf8) : [UInt8(ascii: "&")]
            default:
                if scalar == " " || scalar.isUnsafeInText {
                    output += reference(to: scalar)
                } else {
                    output += Array(String(scalar).utf8)
                }
            }
        }
    }

    /// Keeps a line of text from being read as the start of a block.
    private func escapeLineStart(_ line: inout [UInt8]) {
        let backslash = UInt8(ascii: "\\")
        switch line.first {
        case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="):
            line.insert(backslash, at: 0)
        case UInt8(ascii: ":") where line.count > 1 && line[1] == UInt8(ascii: "-"):
            line.insert(backslash, at: 0)
        case UInt8(ascii: "[") where line.dropFirst().first == UInt8(ascii: "^"):
            // A link whose text goes on like a footnote's definition, which knows no escapes: "[^1\]: …](…)".
            if let end = line.firstIndex(of: UInt8(ascii: "]")), line.dropFirst(end + 1).first == UInt8(ascii: ":") {
                line.insert(backslash, at: 1)
            }
        case let byte? where byte.isASCIIDigit:
            let digits = line.prefix { $0.isASCIIDigit }
            guard digits.count <= 9, let mark = line.dropFirst(digits.count).first,
                mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
            else { return }
            let next = line.dropFirst(digits.count + 1).first
            if next == nil || next == UInt8(ascii: " ") { line.insert(backslash, at: digits.count) }
        default: break
        }
    }

    private func encodeEdgeSpaces(_ line: inout [UInt8]) {
        let space = UInt8(ascii: " ")
        if line.last == space { line.replaceSubrange((line.count - 1)..., with: reference(to: " ")) }
        if line.first == space { line.replaceSubrange(..<1, with: reference(to: " ")) }
    }

    private func reference(to scalar: Unicode.Scalar) -> [UInt8] { Array("&#\(scalar.value);".utf8) }

    private func firstScalar(of bytes: some Collection<UInt8>) -> Unicode.Scalar? {
        String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first
    }

    private func lastScalar(of bytes: [UInt8]) -> Unicode.Scalar? {
        var tail = bytes.suffix(4)
        // Drop the tail of a character that was cut in half.
        while let byte = tail.first, byte & 0xC0 == 0x80 { tail.removeFirst() }
        return String(decoding: tail, as: UTF8.self).unicodeScalars.last
    }
}

extension Inline {
    /// The first character this is written with, as far as stars before it care.
    fileprivate var firstWritten: Unicode.Scalar? {
        switch self {
        case .text(let text):
            guard let scalar = text.unicodeScalars.first else { return nil }
            if scalar.isUnsafeInText { return "&" }
            return scalar.isASCII && UInt8(scalar.value).isASCIIPunctuation ? "\\" : scalar
        case .code: return "`"
        case .emphasis, .strong: return "<"
        case .link: return "["
        }
    }
}
