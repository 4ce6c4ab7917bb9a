internal import StetHTML

/// What the page's `meta`, `link` and `title` elements and its address say.
struct MetaClaims {
    private(set) var claims: [Claim] = []
    private(set) var siteNames: [String] = []
    private var labels: [UInt8: String] = [:]

    init(document: HTMLDocument) {
        for node in document.documentNode.descendants(anyOf: [.meta, .link, .title]) {
            switch node.tag {
            case .meta: readMeta(node)
            case .link: readLink(node)
            case .title:
                if !claims.contains(where: { $0.source == .pageTitle }) { add(.title, node.text, .pageTitle, "title") }
            default: break
            }
        }
        if let language = document.root.attribute("lang") ?? document.root.attribute("xml:lang") {
            add(.language, language, .attribute, "html lang")
        }
    }

    private mutating func add(_ field: Claim.Field, _ value: String, _ source: ClaimSource, _ name: String) {
        let value = value.trimmingASCIISpace()
        guard !value.isEmpty else { return }
        claims.append(Claim(field: field, value: value, source: source, name: name))
    }

    private mutating func readLink(_ node: HTMLNode) {
        guard let rel = node.attribute("rel")?.lowercased(), let target = node.attribute("href") else { return }
        if rel == "canonical" { add(.url, target, .link, "canonical") }
        if rel == "image_src" { add(.image, target, .link, "image_src") }
    }

    private mutating func readMeta(_ node: HTMLNode) {
        // Some pages write "value", as the cards of Twitter once did.
        guard let content = node.attribute("content") ?? node.attribute("value") else { return }
        if let names = node.attribute("itemprop")?.lowercased() {
            for name in names.split(separator: " ") {
                switch name {
                case "datepublished": add(.published, content, .microdata, "datePublished")
                case "datemodified": add(.updated, content, .microdata, "dateModified")
                case "headline": add(.title, content, .microdata, "headline")
                // In the body such elements name the authors of teasers, comments and references.
                case "author" where node.ancestors.contains { $0.tag == .head }:
                    add(.author, content, .meta, "itemprop author")
                default: break
                }
            }
        }
        guard
            let name = (node.attribute("property") ?? node.attribute("name") ?? node.attribute("http-equiv"))?
                .lowercased()
        else { return }
        if name.hasPrefix("twitter:label") || name.hasPrefix("twitter:data") { readLabel(name, content) }
        if let (field, source) = Self.fields[name] { add(field, content, source, name) }
        if name == "og:site_name" || name == "application-name" { siteNames.append(content) }
    }

    /// A Twitter card names what it shows: `twitter:label1` "Written by", `twitter:data1` "Jane Roe".
    private mutating func readLabel(_ name: String, _ content: String) {
        guard let index = name.utf8.last else { return }
        if name.hasPrefix("twitter:label") {
            labels[index] = content.lowercased()
        } else if let label = labels[index], Self.writtenBy.contains(where: { label.hasPrefix($0) }) {
            add(.author, content, .twitter, name)
        }
    }

    private static let writtenBy = [
        "written by", "author", "verfasst von", "geschrieben von", "autor", "écrit par", "auteur", "escrito por",
        "scritto da", "autore", "geschreven door", "skriven av", "skrevet af", "skrevet av", "napisane przez",
        "написано", "автор", "yazar", "ditulis oleh", "作者", "投稿者", "執筆者", "kirjoittanut", "szerző", "scris de",
    ]

    private static let fields: [String: (Claim.Field, ClaimSource)] = {
        var table: [String: (Claim.Field, ClaimSource)] = [:]
        for (field, source, names) in rows {
            for name in names.parts(between: " ") { table[name] = (field, source) }
        }
        return table
    }()

    private static let rows: [(Claim.Field, ClaimSource, String)] = [
        (
            .title, .openGraph,
            """
            og:title
            """
        ),
        (
            .title, .twitter,
            """
            twitter:title
            """
        ),
        (
            .title, .meta,
            """
            dc.title sailthru.title parsely-title headline citation_title dcterms.title
            """
        ),
        (
            .deck, .openGraph,
            """
            og:description
            """
        ),
        (
            .deck, .twitter,
            """
            twitter:description
            """
        ),
        (
            .deck, .meta,
            """
            description
            """
        ),
        (
            .author, .meta,
            """
            author parsely-author sailthru.author dc.creator dcterms.creator byl citation_author \
            article:author_name twitter:creator:name author_name cxenseparse:author authors article.author \
            mrf:authors
            """
        ),
        (
            .author, .openGraph,
            """
            article:author og:author
            """
        ),
        (
            .outlet, .openGraph,
            """
            og:site_name
            """
        ),
        (
            .outlet, .meta,
            """
            application-name dc.publisher
            """
        ),
        (
            .section, .openGraph,
            """
            article:section
            """
        ),
        (
            .section, .meta,
            """
            parsely-section section
            """
        ),
        (
            .tag, .openGraph,
            """
            article:tag
            """
        ),
        (
            .tag, .meta,
            """
            news_keywords keywords parsely-tags
            """
        ),
        (
            .published, .openGraph,
            """
            article:published_time og:published_time og:article:published_time article:published
            """
        ),
        (
            .published, .meta,
            """
            published_time datepublished date dc.date dc.date.issued dcterms.date dcterms.created dcterms.issued \
            dc.date.created pubdate publish-date publish_date publishdate publication_date sailthru.date \
            parsely-pub-date article.published cxenseparse:recs:publishtime citation_publication_date \
            citation_date originalpublicationdate ptime pdate article_date_original release_date displaydate \
            created article.created bt:pubdate cre-pubdate rnews:datepublished published-date dc.created \
            date_published vr:published_time published w-published-date pub_date pub-date article_publish_date \
            article-published-date publication-date dc.date.available prism.publicationdate date.published \
            first-published published_at publish_time publishtime article.publishdate
            """
        ),
        (
            .updated, .openGraph,
            """
            article:modified_time og:updated_time article:modified og:article:modified_time
            """
        ),
        (
            .updated, .meta,
            """
            last-modified datemodified lastmod dcterms.modified dc.date.modified article.updated utime \
            modified_time revision_date last_updated updated_time bt:moddate
            """
        ),
        (
            .language, .openGraph,
            """
            og:locale
            """
        ),
        (
            .language, .meta,
            """
            content-language dc.language language
            """
        ),
        (
            .image, .openGraph,
            """
            og:image og:image:url og:image:secure_url
            """
        ),
        (
            .image, .twitter,
            """
            twitter:image twitter:image:src
            """
        ),
        (
            .url, .openGraph,
            """
            og:url
            """
        ),
    ]
}
