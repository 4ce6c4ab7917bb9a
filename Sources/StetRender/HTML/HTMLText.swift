/// Text made safe for HTML, as content and as the value of a quoted attribute.
enum HTMLText {
    /// Article text: made visible, then escaped.
    static func line(_ text: String) -> String { escaped(VisibleText.line(text)) }

    /// Article text that keeps its line breaks.
    static func lines(_ text: String) -> String { escaped(VisibleText.lines(text)) }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// `target` where it is an absolute web or mail address, fit for an attribute; nil for all else, as a `javascript:`
    /// address would run in the reader's browser and a relative one would lead nowhere.
    static func link(_ target: String) -> String? {
        let schemes = ["http://", "https://", "mailto:"]
        let start = String(decoding: target.utf8.prefix(8), as: UTF8.self).lowercased()
        guard schemes.contains(where: start.hasPrefix) else { return nil }
        let isClean = target.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }
        return isClean ? escaped(VisibleText.line(target)) : nil
    }

    /// ` lang="…"`, or nothing where `tag` cannot be a language tag.
    static func languageAttribute(_ tag: String?) -> String {
        guard let tag, !tag.isEmpty, tag.utf8.allSatisfy({ isLanguageByte($0) }) else { return "" }
        return " lang=\"\(tag)\""
    }

    private static func isLanguageByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
