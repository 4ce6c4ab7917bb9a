/// What the publisher states about an article. Nothing in it comes from Stet: no fetch time, no capture id.
public struct Metadata: Hashable, Sendable {
    /// The article's own address: the canonical link where the page states one.
    public var url: String?
    public var title: String?
    /// The standfirst: a summary line that stands between the title and the text.
    public var deck: String?
    /// The persons of the byline, in its order, without "By" and roles.
    public var authors: [String]
    public var outlet: String?
    public var section: String?
    public var tags: [String]
    public var published: StatedTime?
    public var updated: StatedTime?
    /// A BCP 47 tag, such as "en" or "zh-Hans": as the page states it, or what the text is written in where it states none.
    public var language: String?
    /// The address of the licence, such as "https://creativecommons.org/licenses/by/4.0/", or its name where there is none.
    public var license: String?
    public var access: Access?
    /// Notes on what was corrected, clarified or added, in the page's own words and order.
    public var corrections: [String]

    /// Who may read all of the article; nil where nothing keeps anyone from it.
    public enum Access: String, Hashable, Sendable, CaseIterable {
        /// The page says that not all of it is free: what was captured may be a part.
        case restricted
    }

    public init(
        url: String? = nil, title: String? = nil, deck: String? = nil, authors: [String] = [], outlet: String? = nil,
        section: String? = nil, tags: [String] = [], published: StatedTime? = nil, updated: StatedTime? = nil,
        language: String? = nil, license: String? = nil, access: Access? = nil, corrections: [String] = []
    ) {
        self.url = url
        self.title = title
        self.deck = deck
        self.authors = authors
        self.outlet = outlet
        self.section = section
        self.tags = tags
        self.published = published
        self.updated = updated
        self.language = language
        self.license = license
        self.access = access
        self.corrections = corrections
    }
}
