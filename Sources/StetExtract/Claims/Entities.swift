/// Character references that were escaped twice, in attributes and data blocks.
enum Entities {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "lsquo": "‘",
        "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
        "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
        "laquo": "«",
        "raquo": "»", "euro": "€", "bdquo": "„", "oacute": "ó", "aacute": "á", "iacute": "í", "uacute": "ú",
        "ntilde": "ñ",
    ]

    /// `text` with its character references resolved and its tags taken out.
    static func decoded(_ text: String) -> String {
        var text = text
        if text.utf8.contains(UInt8(ascii: "<")) { text = withoutTags(text) }
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var out = ""
        var rest = Substring(text)
        while let mark = rest.firstIndex(of: "&") {
            out += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            guard let end = rest.prefix(10).firstIndex(of: ";"), let decoded = resolved(rest[..<end]) else {
                out += "&"
                continue
            }
            out += decoded
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }

    private static func resolved(_ name: Substring) -> String? {
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let code =
                digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
        return named[String(name)]
    }

    private static func withoutTags(_ text: String) -> String {
        var out = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "<") {
            out += rest[..<open]
            let after = rest[rest.index(after: open)...]
            guard let next = after.first, next.isLetter || next == "/", let close = after.firstIndex(of: ">") else {
                out += "<"
                rest = after
                continue
            }
            out += " "
            rest = after[after.index(after: close)...]
        }
        return out + rest
    }
}
