/// Where a page says something about its article.
public enum ClaimSource: String, Sendable, CaseIterable {
    /// The site's rule says where to find it; it wins over whatever the page claims.
    case rule = "rule"
    /// What a Markdown file states above its text; it stands before what the text shows.
    case frontMatter = "front matter"
    case jsonLD = "JSON-LD"
    case openGraph = "OpenGraph"
    case twitter = "Twitter card"
    case meta = "meta element"
    case microdata = "microdata"
    case heading = "heading"
    case pageTitle = "page title"
    case link = "link element"
    case timeElement = "time element"
    case visible = "visible text"
    case address = "address of the page"
    case attribute = "lang attribute"
    case header = "response header"
    /// The article's own text.
    case text = "text"
}

/// One thing a page says about its article, in the page's own words.
public struct Claim: Sendable, Hashable {
    public enum Field: String, Sendable, CaseIterable {
        case title, deck, author, outlet, section, tag, published, updated, language, url, image, license, access,
            correction
    }

    public var field: Field
    public var value: String
    public var source: ClaimSource
    /// Which of the source's words said it, such as "article:published_time".
    public var name: String
}
