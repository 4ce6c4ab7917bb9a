internal import StetHTML
public import StetModel
internal import StetText

/// Reads the article out of a captured page.
///
/// A pure function: the same bytes, type, address and past give the same article, whatever the day.
public enum ArticleExtractor {
    /// Changes with every change of what is read from the same page.
    public static let version = "4"

    public static func extract(_ input: PageInput) throws(ExtractionError) -> Extraction {
        let first = try extractPage(input)
        guard !input.furtherPages.isEmpty else { return first }
        return try PageJoiner.joined(first, input)
    }

    /// Whether what was known before can change what is read. Of Markdown without a rule it cannot: all of it is the article.
    package static func usesPast(_ input: PageInput) -> Bool {
        guard input.rule == nil, input.furtherPages.isEmpty, case .markdown = PageKind.of(input) else { return true }
        return false
    }

    /// The HTML that a Markdown file stands for, without its front matter; nil of what is not read as Markdown.
    package static func html(ofMarkdown input: PageInput) throws(ExtractionError) -> [UInt8]? {
        guard case .markdown = PageKind.of(input), CanonicalPage.extract(input) == nil else { return nil }
        return try HTMLExtraction.markdownPage(input).page.html
    }

    static func extractPage(_ input: PageInput) throws(ExtractionError) -> Extraction {
        guard !input.bytes.isEmpty else { throw ExtractionError(.empty, "the page has no bytes") }
        switch PageKind.of(input) {
        case .binary(let name): throw ExtractionError(.notText, "the page is \(name), not text")
        case .plainText:
            if let extraction = CanonicalPage.extract(input) { return extraction }
            var extraction = try PlainTextExtraction.extract(input)
            if let rule = input.rule {
                extraction.report.rule = RuleReport(
                    name: rule.name, warnings: ["the page is plain text, in which selectors find nothing"])
            }
            return extraction
        case .markdown:
            if let extraction = CanonicalPage.extract(input) { return extraction }
            return try HTMLExtraction(markdown: input).extract()
        case .html: return try HTMLExtraction(input).extract()
        }
    }
}

/// One page as it was captured.
public struct PageInput: Sendable {
    public var bytes: [UInt8]
    /// The value of the response's Content-Type header.
    public var contentType: String?
    /// The address the page was fetched from, after redirects.
    public var url: String?
    /// What was known of the article and its site before.
    public var past: Past
    /// The page as it will be evidence for others: what is found in reading it need not be found again.
    package var asEvidence: Past.Page?
    /// How this site's pages are to be read, where that is known.
    package var rule: SiteRule?
    /// The pages after this one, where the article is spread over several.
    public var furtherPages: [PageInput] = []

    public init(bytes: [UInt8], contentType: String? = nil, url: String? = nil, past: Past = .none) {
        self.bytes = bytes
        self.contentType = contentType
        self.url = url
        self.past = past
    }
}

/// What was read in a page.
public struct Extraction: Sendable {
    public var article: Article
    public var report: ExtractionReport
    /// The name of the encoding the bytes were read in.
    public var encoding: String
    /// The same with who said so, and what was overruled: "windows-1251, by the bytes themselves, against UTF-8".
    public var encodingOrigin: String

    /// The address of the picture the publisher shows with the article. No part of the article: sites change such
    /// addresses with every fetch.
    public var leadImage: String? {
        for source in [ClaimSource.openGraph, .jsonLD, .twitter, .link] {
            if let claim = report.claims.first(where: { $0.field == .image && $0.source == source }) {
                return claim.value
            }
        }
        return nil
    }

    /// When the article was published; where the page states only when it was changed, the day of the earliest change
    /// it states. The article's own metadata holds stated times alone, for a day that moves with every update would be
    /// a change of the publication time that nobody made.
    public var published: StatedTime? {
        if let published = article.metadata.published { return published }
        let dates = DateReader()
        let times = report.claims.lazy.filter { $0.field == .updated }.compactMap { dates.time(inValue: $0.value) }
        guard let first = times.min(by: { ($0.year, $0.month, $0.day) < ($1.year, $1.month, $1.day) }) else {
            return nil
        }
        return StatedTime(year: first.year, month: first.month, day: first.day)
    }
}

/// Why no article could be read in a page.
public struct ExtractionError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        case empty, notText, unreadable, noArticle
    }

    public var kind: Kind
    public var reason: String
    /// What was read of a page without running text: its metadata and the reasons. It is no article to record.
    public var partial: Extraction?

    init(_ kind: Kind, _ reason: String, partial: Extraction? = nil) {
        self.kind = kind
        self.reason = reason
        self.partial = partial
    }

    public var description: String { "cannot read article: \(reason)" }
}
