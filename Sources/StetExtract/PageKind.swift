/// What kind of document the bytes are.
enum PageKind {
    case html
    case plainText
    case markdown
    case binary(String)

    /// The stated type decides where it says something definite; else the bytes do.
    static func of(_ input: PageInput) -> PageKind {
        if let name = binaryName(input.bytes) { return .binary(name) }
        if isUTF32(input.bytes) { return .binary("text in UTF-32, which no browser reads") }
        if !isUTF16(input), holdsControls(input.bytes) { return .binary("binary data") }
        let kind = textKind(of: input)
        // No text but that of UTF-16, which says so, holds zero bytes; a page may, and a browser shows it.
        if kind.isBareText, input.bytes.prefix(sniffLength).contains(0), !isUTF16(input) {
            return .binary("binary data")
        }
        return kind
    }

    /// Whether more than a few bytes are control characters that no text of any encoding has; UTF-16 without a mark, whose
    /// letters have such bytes, is told by its many zeros.
    private static func holdsControls(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(sniffLength)
        var controls = 0
        var zeros = 0
        for byte in head {
            if byte == 0 { zeros += 1 }
            // White space, and the escapes of ISO 2022, are of texts.
            if byte < 0x20, byte != 0, !(0x09...0x0D).contains(byte), byte != 0x1B { controls += 1 }
        }
        return controls * controlShare > head.count && zeros * controlShare < head.count
    }

    /// One byte of so many: of bytes at random one in ten is a control character, and no text has one in a thousand.
    private static let controlShare = 50

    /// Three zero bytes of every four, in one order or the other.
    private static func isUTF32(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(sniffLength & ~3)
        guard head.count >= 16 else { return false }
        var zeros = [0, 0, 0, 0]
        for index in head.indices where head[index] == 0 { zeros[index & 3] += 1 }
        let unitCount = head.count / 4
        // The highest byte of a character is zero always, the next hardly ever is not.
        return zeros[3] == unitCount && zeros[2] * 10 >= unitCount * 9 && zeros[0] * 4 < unitCount
            || zeros[0] == unitCount && zeros[1] * 10 >= unitCount * 9 && zeros[3] * 4 < unitCount
    }

    private static func isUTF16(_ input: PageInput) -> Bool {
        input.bytes.starts(with: [0xFF, 0xFE]) || input.bytes.starts(with: [0xFE, 0xFF])
            || (input.contentType?.lowercased().contains("utf-16") ?? false)
    }

    private static func textKind(of input: PageInput) -> PageKind {
        let type =
            input.contentType?.split(separator: ";").first.map { String($0).trimmingASCIISpace().lowercased() } ?? ""
        if type == "text/html" || type == "application/xhtml+xml" { return .html }
        if type == "text/markdown" || type == "text/x-markdown" { return .markdown }
        if type.hasPrefix("text/plain") { return isMarkdown(address: input.url) ? .markdown : .plainText }
        return looksLikeHTML(input.bytes) ? .html : .plainText
    }

    private var isBareText: Bool {
        switch self {
        case .plainText, .markdown: true
        case .html, .binary: false
        }
    }

    /// Servers of files name Markdown plain text.
    private static func isMarkdown(address: String?) -> Bool {
        let path = address?.prefix { $0 != "?" && $0 != "#" }.lowercased() ?? ""
        return path.hasSuffix(".md") || path.hasSuffix(".markdown")
    }

    private static let sniffLength = 8192

    private static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        // Letters of UTF-16 stand beside zero bytes; without those, the tags are legible in any encoding of the Web.
        let head = String(decoding: bytes.prefix(sniffLength).filter { $0 != 0 }, as: UTF8.self).lowercased()
        for sign in [
            "<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<h1", "<title", "<meta",
            "<table", "<span", "<br",
        ] where head.contains(sign) {
            return true
        }
        return false
    }

    private static func binaryName(_ bytes: [UInt8]) -> String? {
        let signatures: [(String, [UInt8])] = [
            ("a PDF document", Array("%PDF-".utf8)), ("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
            ("a JPEG image", [0xFF, 0xD8, 0xFF]),
            ("a GIF image", Array("GIF8".utf8)), ("a ZIP archive or office document", [0x50, 0x4B, 0x03, 0x04]),
            ("gzip data", [0x1F, 0x8B]),
            ("a RIFF file", Array("RIFF".utf8)), ("an executable", [0x7F, 0x45, 0x4C, 0x46]),
        ]
        for (name, signature) in signatures where bytes.starts(with: signature) { return name }
        return nil
    }
}
