internal import StetText

/// What a Markdown file says about itself above its text: names and values between two lines of `---` (YAML) or `+++` (TOML).
///
/// Only what stands at the outermost level is read, as texts and lists of texts. That is where articles have their title,
/// authors and days, and no more of the two languages is needed for it.
struct MarkdownFrontMatter {
    private(set) var claims: [Claim] = []
    /// The text after it.
    private(set) var body: ArraySlice<UInt8>

    /// Longer ones are no front matter but a text between two rules.
    private static let maximumByteCount = 64 << 10
    private static let maximumClaimCount = 200

    /// - Complexity: O(front matter).
    init(_ text: [UInt8]) {
        body = text[...]
        guard let fence = text.first, fence == UInt8(ascii: "-") || fence == UInt8(ascii: "+") else { return }
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < min(text.count, Self.maximumByteCount) {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            var line = text[start..<end]
            while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 { line.removeLast() }
            let isFence = line.count == 3 && line.allSatisfy { $0 == fence }
            start = min(end + 1, text.endIndex)
            if lines.isEmpty {
                guard isFence else { return }
            } else if isFence {
                // Two rules around a paragraph are no front matter: a name opens each.
                guard let claims = Self.claims(in: lines.dropFirst()) else { return }
                self.claims = claims
                body = text[start...]
                return
            }
            lines.append(line)
        }
    }

    /// Nil when the lines are text.
    private static func claims(in lines: ArraySlice<ArraySlice<UInt8>>) -> [Claim]? {
        var claims: [Claim] = []
        var field: Claim.Field?
        var name = ""
        var isNamed = false
        for bytes in lines {
            let line = String(decoding: bytes, as: UTF8.self)
            let text = line.trimmingASCIISpace()
            if text.isEmpty || text.hasPrefix("#") { continue }
            let isInside = line.first == " " || line.first == "\t"
            if text.hasPrefix("- ") {
                if let field {
                    claims += values(text.dropFirst(2)).map {
                        Claim(field: field, value: $0, source: .frontMatter, name: name)
                    }
                }
            } else if isInside || text.hasPrefix("[") && text.hasSuffix("]") || text == "]" {
                // A part of the value above, or a table of TOML.
                if !isInside { field = nil }
                isNamed = true
            } else if let mark = text.firstIndex(where: { $0 == ":" || $0 == "=" }), isName(text[..<mark]) {
                name = String(text[..<mark]).trimmingASCIISpace()
                field = fields[name.lowercased().filter { $0 != "_" && $0 != "-" }]
                isNamed = true
                let value = text[text.index(after: mark)...]
                if let field {
                    claims += values(value).map { Claim(field: field, value: $0, source: .frontMatter, name: name) }
                }
            } else {
                return nil
            }
        }
        return isNamed ? Array(claims.prefix(maximumClaimCount)) : nil
    }

    private static func isName(_ text: Substring) -> Bool {
        let name = String(text).trimmingASCIISpace().unquoted
        return !name.isEmpty && name.utf8.count <= 64
            && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    }

    /// A text, or the texts of a list in brackets.
    private static func values(_ text: Substring) -> [String] {
        let text = String(text).trimmingASCIISpace()
        guard text.hasPrefix("["), text.hasSuffix("]") else {
            // What stands on the lines below, a list or a long text, is not on this one.
            let isMark = ["|", ">", "|-", ">-", "[", "{", "~", "null"].contains(text) || text.hasPrefix("{")
            return isMark || text.unquoted.isEmpty ? [] : [text.unquoted]
        }
        return text.dropFirst().dropLast().split(separator: ",")
            .map { String($0).trimmingASCIISpace().unquoted }.filter { !$0.isEmpty }
    }

    /// The names that static sites and converters use, without `_` and `-`.
    private static let fields: [String: Claim.Field] = [
        "title": .title,
        "subtitle": .deck, "description": .deck, "summary": .deck, "excerpt": .deck, "deck": .deck,
        "author": .author, "authors": .author, "byline": .author,
        "date": .published, "published": .published, "publishdate": .published, "publisheddate": .published,
        "pubdate": .published, "datepublished": .published, "publishedat": .published,
        "updated": .updated, "lastmod": .updated, "modified": .updated, "lastmodified": .updated,
        "lastmodifiedat": .updated, "datemodified": .updated, "updatedat": .updated,
        "lang": .language, "language": .language, "locale": .language,
        "tag": .tag, "tags": .tag, "keywords": .tag,
        "section": .section, "category": .section,
        "publisher": .outlet, "outlet": .outlet, "license": .license, "canonical": .url, "canonicalurl": .url,
    ]
}

extension String {
    /// Without quotation marks around all of it.
    fileprivate var unquoted: String {
        guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return self }
        return String(dropFirst().dropLast())
    }
}
