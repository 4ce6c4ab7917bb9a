internal import StetHTML

/// The article as the page's JSON-LD blocks describe it.
struct LinkedData {
    private(set) var claims: [Claim] = []
    private(set) var articleBody: String?
    /// The names of publisher and web site, to take off titles.
    private(set) var siteNames: [String] = []
    /// An object is of a type that news and blogs have.
    private(set) var describesArticle = false

    /// More blocks, or longer ones, than any page's own description needs.
    private static let maximumBlockCount = 60
    private static let maximumByteCount = 4 << 20
    private static let maximumObjectCount = 4000

    private var byID: [String: JSONValue] = [:]
    private var objects: [(types: [String], value: JSONValue)] = []

    init(document: HTMLDocument) {
        var blockCount = 0
        var byteCount = 0
        for node in document.documentNode.descendants(.script) {
            guard let type = node.attribute("type")?.lowercased(), type.hasPrefix("application/ld+json") else {
                continue
            }
            let bytes = node.sourceTextBytes
            blockCount += 1
            byteCount += bytes.count
            guard blockCount <= Self.maximumBlockCount, byteCount <= Self.maximumByteCount else { break }
            if let value = JSONValue(bytes) { collect(value, depth: 0) }
        }
        read()
    }

    private mutating func collect(_ value: JSONValue, depth: Int) {
        guard depth < 6, objects.count < Self.maximumObjectCount else { return }
        switch value {
        case .array(let values): for value in values { collect(value, depth: depth + 1) }
        case .object(let members):
            let types = (value["@type"]?.list ?? []).compactMap(\.text)
            if !types.isEmpty { objects.append((types, value)) }
            if let id = value["@id"]?.text, members.count > 1, byID[id] == nil { byID[id] = value }
            for (key, member) in members where key == "@graph" || key == "mainEntity" || key == "mainEntityOfPage" {
                collect(member, depth: depth + 1)
            }
        default: break
        }
    }

    private static func isArticle(_ types: [String]) -> Bool {
        types.contains { type in
            let name = type.split(separator: "/").last.map(String.init) ?? type
            return name.hasSuffix("Article") || name.hasSuffix("BlogPosting") || name == "Report" || name == "Review"
                || name == "LiveBlogPosting"
                || name == "Recipe" || name == "HowTo" || name == "DiscussionForumPosting"
                || name == "SocialMediaPosting" || name == "CreativeWork" || name == "NewsMediaOrganization_Article"
        }
    }

    private mutating func read() {
        for (types, value) in objects
        where types.contains(where: { $0.hasSuffix("WebSite") || $0.hasSuffix("Organization") }) {
            if let name = value["name"]?.text { siteNames.append(name) }
        }
        let articles = objects.filter { Self.isArticle($0.types) }
        describesArticle = articles.contains { object in
            object.types.contains { $0.hasSuffix("NewsArticle") || $0.hasSuffix("BlogPosting") }
        }
        let pages = objects.filter {
            $0.types.contains { $0.hasSuffix("WebPage") || $0.hasSuffix("QAPage") || $0.hasSuffix("ItemPage") }
        }
        // The first article is the page's; others are teasers, comments or parts.
        let main =
            articles.first {
                $0.value["headline"] != nil || $0.value["articleBody"] != nil || $0.value["datePublished"] != nil
            } ?? articles.first
        for (position, object) in [main, pages.first].compactMap({ $0 }).enumerated() {
            read(object.value, isPage: position > 0 || main == nil)
        }
        for article in articles {
            if let text = article.value["articleBody"]?.text, text.utf8.count > (articleBody?.utf8.count ?? 0) {
                articleBody = text
            }
        }
        if articleBody == nil { articleBody = main?.value["text"]?.text }
    }

    private mutating func read(_ value: JSONValue, isPage: Bool) {
        func claim(_ field: Claim.Field, _ key: String) {
            for item in value[key]?.list ?? [] {
                if let text = item.text, !text.isEmpty {
                    claims.append(
                        Claim(field: field, value: text, source: .jsonLD, name: isPage ? "WebPage." + key : key))
                }
            }
        }
        claim(.title, "headline")
        if value["headline"] == nil { claim(.title, "name") }
        claim(.deck, "alternativeHeadline")
        claim(.deck, "description")
        claim(.section, "articleSection")
        claim(.published, "datePublished")
        if value["datePublished"] == nil { claim(.published, "dateCreated") }
        claim(.updated, "dateModified")
        claim(.language, "inLanguage")
        for license in value["license"]?.list ?? [] {
            if let text = license.text ?? license["url"]?.text ?? license["@id"]?.text ?? license["name"]?.text {
                claims.append(Claim(field: .license, value: text, source: .jsonLD, name: "license"))
            }
        }
        if let isFree = value["isAccessibleForFree"]?.truth {
            claims.append(
                Claim(field: .access, value: isFree ? "true" : "false", source: .jsonLD, name: "isAccessibleForFree"))
        }
        for image in (value["image"]?.list ?? []) + (value["primaryImageOfPage"]?.list ?? []) {
            let entity = resolved(image)
            if let text = entity.text ?? entity["url"]?.text ?? entity["contentUrl"]?.text, !text.isEmpty {
                claims.append(Claim(field: .image, value: text, source: .jsonLD, name: "image"))
            }
        }
        if !isPage {
            claim(.url, "url")
            for item in value["keywords"]?.list ?? [] {
                guard let text = item.text ?? item["name"]?.text else { continue }
                claims.append(Claim(field: .tag, value: text, source: .jsonLD, name: "keywords"))
            }
        }
        for key in ["author", "creator"] {
            guard !isPage || !claims.contains(where: { $0.field == .author }) else { break }
            for person in value[key]?.list ?? [] { readPerson(person, key: key, depth: 0) }
            if claims.contains(where: { $0.field == .author }) { break }
        }
        for publisher in value["publisher"]?.list ?? [] {
            let entity = resolved(publisher)
            if let name = entity["name"]?.text ?? entity.text {
                claims.append(Claim(field: .outlet, value: name, source: .jsonLD, name: "publisher"))
                siteNames.append(name)
            }
        }
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        if let id = value["@id"]?.text, value["name"] == nil, value["url"] == nil, let entity = byID[id] {
            return entity
        }
        return value
    }

    private mutating func readPerson(_ value: JSONValue, key: String, depth: Int) {
        guard depth < 3 else { return }
        let entity = resolved(value)
        if case .array(let values) = entity {
            for value in values { readPerson(value, key: key, depth: depth + 1) }
            return
        }
        let isOrganization = (entity["@type"]?.list ?? []).contains { $0.text?.hasSuffix("Organization") == true }
        for name in entity["name"]?.list ?? [entity] {
            guard let text = name.text, !text.isEmpty else { continue }
            claims.append(
                Claim(
                    field: .author, value: text, source: .jsonLD, name: isOrganization ? key + " (organization)" : key))
        }
    }
}
