internal import StetHTML

/// What the page's `meta`, `link` and `title` elements and its address say.
struct MetaClaims {
    private(set) var claims: [Claim] = []
    private(set) var siteNames: [String] = []

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
    }

    private mutating func readMeta(_ node: HTMLNode) {
        guard let content = node.attribute("content") else { return }
        if let names = node.attribute("itemprop")?.lowercased() {
            for name in names.split(separator: " ") {
                switch name {
                case "datepublished": add(.published, content, .microdata, "datePublished")
                case "datemodified": add(.updated, content, .microdata, "dateModified")
                case "headline": add(.title, content, .microdata, "headline")
                default: break
                }
            }
        }
        guard
            let name = (node.attribute("property") ?? node.attribute("name") ?? node.attribute("http-equiv"))?
                .lowercased()
        else { return }
        if let (field, source) = Self.fields[name] { add(field, content, source, name) }
        if name == "og:site_name" || name == "application-name" { siteNames.append(content) }
    }

    private static let fields: [String: (Claim.Field, ClaimSource)] = {
        var table: [String: (Claim.Field, ClaimSource)] = [:]
        for (field, source, names) in rows {
            for name in names.split(separator: " ") { table[String(name)] = (field, source) }
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
            date_published vr:published_time
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
            .url, .openGraph,
            """
            og:url
            """
        ),
    ]
}
