internal import StetHTML

/// Under which licence an article stands and who may read it, as the page's markup says.
///
/// Pictures have licences of their own: what stands in a figure or a caption says nothing about the article.
struct RightsClaims {
    private(set) var claims: [Claim] = []
    private var linkCount = 0

    /// More links to licences than this stand on lists of pictures; each costs the text of its block.
    private static let maximumLinkCount = 30

    init(document: HTMLDocument) {
        for node in document.documentNode.descendants(anyOf: [.meta, .link, .a]) {
            switch node.tag {
            case .meta: readMeta(node)
            case .link where Self.isLicense(node): add(.license, node.attribute("href"), .link, "rel=license")
            case .a: readLink(node)
            default: break
            }
        }
    }

    private mutating func add(_ field: Claim.Field, _ value: String?, _ source: ClaimSource, _ name: String) {
        guard let value = value?.trimmingASCIISpace(), !value.isEmpty else { return }
        let claim = Claim(field: field, value: value, source: source, name: name)
        if !claims.contains(claim) { claims.append(claim) }
    }

    private static func isLicense(_ node: HTMLNode) -> Bool {
        guard let rel = node.attributeBytes("rel"), holds(rel, license) else { return false }
        return String(decoding: rel, as: UTF8.self).lowercased().split(separator: " ").contains("license")
    }

    private static func mayLinkLicense(_ node: HTMLNode) -> Bool {
        guard let target = node.attributeBytes("href"), holds(target, commons) else { return false }
        return node.attribute("href").map(License.isCreativeCommons) ?? false
    }

    private static let license = Array("license".utf8)
    private static let commons = Array("ommons.org".utf8)

    /// Whether `word`, in small letters, stands in the bytes in any case.
    private static func holds(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        for start in bytes.startIndex...(bytes.endIndex - word.count) where bytes[start] | 0x20 == word[0] {
            if zip(bytes[start...], word).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) { return true }
        }
        return false
    }

    private mutating func readLink(_ node: HTMLNode) {
        let isStated = Self.isLicense(node)
        guard linkCount < Self.maximumLinkCount,
            isStated || Self.mayLinkLicense(node)
        else { return }
        linkCount += 1
        for parent in node.ancestors.prefix(Self.figureDepth)
        where parent.tag == .figure || parent.tag == .figcaption
            || parent.attribute("class").map({ $0.lowercased().contains("caption") }) ?? false
        {
            return
        }
        // "Photo: Jane Roe, CC BY 2.0": the picture's.
        let block = node.ancestors.first { LineReader.isBlock($0.tag) }.map(\.text) ?? node.text
        let words = Set(
            block.lowercased().prefix(Self.creditLength).split(whereSeparator: { !$0.isLetter }).map(String.init))
        if !words.isDisjoint(with: Self.pictureWords), words.isDisjoint(with: Self.articleWords) { return }
        add(.license, node.attribute("href"), .visible, isStated ? "rel=license" : "link to a licence")
    }

    private static let creditLength = 400

    private static let pictureWords: Set<String> = [
        "photo", "photos", "foto", "fotos", "photograph", "image", "images", "picture", "bild", "bilder", "titelbild",
        "flickr", "wikimedia", "imagen", "immagine", "фото", "写真", "icon", "icons", "illustration", "grafik",
    ]

    private static let articleWords: Set<String> = [
        "article", "articles", "work", "works", "content", "contents", "text", "texts", "site", "website", "blog",
        "page",
        "story", "post", "artikel", "beitrag", "beiträge", "inhalt", "inhalte", "werk", "seite", "texte", "contenu",
        "œuvre", "obra", "contenido", "contenuto", "opera", "статья", "материал", "материалы", "记事", "文章", "作品",
    ]

    /// A credit's link lies so deep in its figure at most.
    private static let figureDepth = 8

    private mutating func readMeta(_ node: HTMLNode) {
        guard let content = node.attribute("content"),
            let name = (node.attribute("property") ?? node.attribute("name"))?.lowercased()
        else { return }
        switch name {
        case "license", "dc.rights.license", "dcterms.license", "cc:license":
            add(.license, content, .meta, name)
        case "dc.rights", "dcterms.rights", "rights", "copyright":
            // Mostly "© Publisher": a licence only where it names one.
            if License.isCreativeCommons(content) || License.named(in: content) != nil {
                add(.license, content, .meta, name)
            }
        case "article:content_tier": add(.access, content, .openGraph, name)
        default: break
        }
    }
}

/// A licence as pages name it: by its address, or by what it is called.
enum License {
    case address(String)
    case name(String)

    /// Nil for addresses of other schemes and for nothing at all.
    init?(stated text: String, links: LinkResolver) {
        guard let value = MetadataReader.plain(text) else { return nil }
        if Self.isCreativeCommons(value) {
            self = .address(Self.normalized(value))
        } else if !value.contains(" "), let target = links.target(of: value), target.hasPrefix("http") {
            self = .address(target)
        } else if Self.isOtherAddress(value) {
            return nil
        } else {
            self = .name(value)
        }
    }

    /// "javascript:…", "mailto:…", "urn:…": a scheme with something right behind its colon, where "Licence: MIT" is a name.
    private static func isOtherAddress(_ value: String) -> Bool {
        guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")), colon > value.startIndex else { return false }
        let isScheme = value.utf8[..<colon].allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        let next = value.utf8.index(after: colon)
        return isScheme && next < value.endIndex && value.utf8[next] > UInt8(ascii: " ")
    }

    var text: String {
        switch self {
        case .address(let text), .name(let text): text
        }
    }

    /// Whether it is the address of one licence, not of their list.
    static func isCreativeCommons(_ address: String) -> Bool {
        let lower = address.lowercased()
        for folder in ["creativecommons.org/licenses/", "creativecommons.org/publicdomain/"] {
            if let found = lower.range(ofFirst: folder), lower[found.upperBound...].first?.isLetter == true {
                return true
            }
        }
        return false
    }

    /// The licence's own address, whatever language or form of it is linked: "http://creativecommons.org/licenses/by/4.0/deed.de"
    /// is "https://creativecommons.org/licenses/by/4.0/".
    static func normalized(_ value: String) -> String {
        let lower = value.lowercased()
        guard isCreativeCommons(value), let start = lower.range(ofFirst: "creativecommons.org/") else { return value }
        var parts: [String] = []
        for part in lower[start.upperBound...].split(separator: "/") {
            let word = part.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "+" }
            let isVersion = word.first?.isNumber == true
            if word.isEmpty || parts.count >= 2 && !isVersion { break }
            parts.append(String(word))
            if isVersion { break }
        }
        return "https://creativecommons.org/" + parts.joined(separator: "/") + "/"
    }

    /// "CC BY-NC-SA 4.0" where a text names a Creative Commons licence in words.
    static func named(in text: String) -> String? {
        let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "." }).map(
            String.init)
        for (index, word) in words.enumerated() {
            let upper = word.uppercased()
            var kind: String
            if upper == "CC0" {
                kind = "CC0"
            } else if upper.hasPrefix("CC-BY") {
                kind = "CC " + upper.dropFirst(3)
            } else if upper == "CC", index + 1 < words.count, words[index + 1].uppercased().hasPrefix("BY") {
                kind = "CC " + words[index + 1].uppercased()
            } else {
                continue
            }
            let parts = kind.split(whereSeparator: { $0 == " " || $0 == "-" }).dropFirst()
            guard kind == "CC0" || parts.allSatisfy({ ["BY", "NC", "SA", "ND"].contains($0) || Self.isVersion($0) })
            else {
                continue
            }
            let next = words.dropFirst(index + (upper == "CC" ? 2 : 1)).first ?? ""
            let version = next.trimmingDots()
            if Self.isVersion(Substring(version)) { kind += " " + version }
            return kind
        }
        return nil
    }

    private static func isVersion(_ word: Substring) -> Bool { ["1.0", "2.0", "2.5", "3.0", "4.0"].contains(word) }
}

extension String {
    fileprivate func trimmingDots() -> String {
        var text = self
        while text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
