/// Makes what pages say safe to stand in commit messages, journals and terminals.
enum CleanText {
    /// One line without control and formatting characters: nothing in it can end a line, forge a trailer, turn the
    /// direction of writing, or speak to a terminal.
    static func line(_ text: String, limit: Int = .max) -> String {
        if isPlain(text) {
            guard text.utf8.count > limit else { return text }
            return text.prefix(limit - 1).trimmingLastSpaces + "…"
        }
        var line = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in text.unicodeScalars {
            guard !isSeparator(scalar) else {
                needsSpace = !line.isEmpty
                continue
            }
            if isInvisible(scalar) { continue }
            if needsSpace { line.append(" ") }
            needsSpace = false
            line.append(scalar)
        }
        let clean = String(line)
        guard clean.count > limit else { return clean }
        return clean.prefix(limit - 1).trimmingLastSpaces + "…"
    }

    /// Whether the text is visible ASCII with single spaces inside, which most is: looking up what characters are was a fifth
    /// of the cost of recording.
    private static func isPlain(_ text: String) -> Bool {
        var before = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: " ") || before != byte else { return false }
            before = byte
        }
        return before != UInt8(ascii: " ") || text.isEmpty
    }

    /// Several lines, each cleaned. None of them looks like one of Stet's trailers.
    static func paragraphs(_ text: String) -> String {
        if text.isEmpty { return text }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line(String($0)) }
            .map { $0.lowercased().hasPrefix("stet-") ? "  " + $0 : $0 }
        return lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
    }

    /// A URL of visible ASCII alone. What is not is percent-encoded, as URL serialisation does.
    static func url(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if (0x21...0x7E).contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
        default: false
        }
    }

    /// Formatting characters, but for the two joiners that some scripts and emoji cannot do without.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        case .privateUse, .unassigned, .surrogate: true
        default: false
        }
    }
}

extension Substring {
    fileprivate var trimmingLastSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
