public import StetModel

/// What was known before a page was fetched: evidence for what on it is the article, never a source of text.
///
/// An extraction is a pure function of the page, the rule and this value. Whoever records an extraction records what its
/// past was too, so that the page can be read again to the same bytes.
public struct Past: Sendable {
    /// A page that was captured before.
    ///
    /// What is looked up in it is looked up once, for all copies of the value: keep one that is evidence for many pages.
    public struct Page: Sendable {
        public let bytes: [UInt8]
        /// The value of the response's Content-Type header.
        public let contentType: String?
        let traces = PageTraces.Once()

        public init(bytes: [UInt8], contentType: String? = nil) {
            self.bytes = bytes
            self.contentType = contentType
        }
    }

    /// The article as it was last read.
    public var article: Article?
    /// The page that `article` was read from: what stood on it and is not in the article was left out.
    public var page: Page?
    /// Pages of other articles of the same site. What stands on several of them is the site's, not the article's.
    public var sitePages: [Page]

    public init(article: Article? = nil, page: Page? = nil, sitePages: [Page] = []) {
        self.article = article
        self.page = page
        self.sitePages = sitePages
    }

    public static let none = Past()

    public var isEmpty: Bool { article == nil && sitePages.isEmpty }

    /// More pages of the site than these are not looked at. Eight tell a template from a text that two or three
    /// articles share, and reading them costs less than fetching one page.
    public static let maximumSitePageCount = 8

    /// Larger pages of the past are not looked at: of 1,600 collected pages the largest has 4.6 MB.
    public static let maximumPageByteCount = 8 << 20
}
