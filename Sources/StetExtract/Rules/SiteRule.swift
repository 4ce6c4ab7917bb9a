package import StetHTML

/// How the pages of one site are to be read where the general reading is not good enough.
///
/// A plain value: reading it from a file is the work of StetRules, choosing one for a page that of ``RuleSet``.
package struct SiteRule: Sendable {
    /// What it is called in messages: the path of its file, and which part of the file where that holds several.
    package var name: String
    /// The path of its file.
    package var path: String
    /// Where in its file it says what it is for.
    package var line = 1
    package var column = 1
    /// What an archive records of it, such as "rules/news.yaml@5a17…": the path and the blob of the file.
    package var recordedAs: String?
    package var hosts: [HostPattern] = []
    /// Empty where the rule is for every path of its hosts.
    package var paths: [PathPattern] = []
    /// What the article's text is in: the first of these that matches anything. The parts of one are taken together.
    package var content: [[RulePart]] = []
    /// All that `content` selects is the article; otherwise the general reading still cuts noise in it.
    package var takesWhole = false
    package var remove: [RulePart] = []
    package var metadata: [MetadataSelector] = []
    package var dates = RuleDates()
    /// The query parameters that name an article; nil where the rule does not say.
    package var keptParameters: Set<String>?
    package var combine: RuleCombine?
    /// The page needs a browser to be read.
    package var needsBrowser = false

    package init(name: String, path: String? = nil) {
        self.name = name
        self.path = path ?? name
    }
}

/// A place of a page: the elements that a selector matches, or what lies between two elements.
package enum RulePart: Sendable {
    case elements(CSSSelector)
    case range(from: RuleEdge, to: RuleEdge)
}

/// Where a range begins or ends: before or after the first element that a selector matches.
package struct RuleEdge: Sendable {
    package var selector: CSSSelector
    package var isAfter: Bool

    package init(selector: CSSSelector, isAfter: Bool) {
        self.selector = selector
        self.isAfter = isAfter
    }
}

/// Where a page states something about its article.
package struct MetadataSelector: Sendable {
    package enum Pick: Hashable, Sendable {
        case first, last, all
        /// Counted from 1.
        case number(Int)
    }

    package var field: Claim.Field
    /// The first of these that matches is used.
    package var selectors: [CSSSelector] = []
    /// The attribute that has the value; nil for the element's text.
    package var attribute: String?
    package var pick: Pick = .first
    /// Only what stands after these words counts, and before those.
    package var after: String?
    package var before: String?
    /// A value that is the same on every page.
    package var value: String?

    package init(field: Claim.Field) {
        self.field = field
    }
}

/// How a site writes dates.
package struct RuleDates: Sendable {
    /// Whether "06/01/2024" is June 1; nil where the rule does not say.
    package var monthFirst: Bool?
    /// Tried in order before the general reading.
    package var patterns: [DatePattern] = []
    /// Minutes east of UTC of the times that state no zone.
    package var zoneOffset: Int?

    package init() {}
}

/// How an article that is spread over several pages is put together.
package struct RuleCombine: Sendable {
    package enum Source: Sendable {
        /// The link to the page after this one.
        case next(CSSSelector)
        /// The links to all pages, on the first.
        case links(CSSSelector)
        /// Addresses that are known beforehand, each perhaps with a reading of its own.
        case addresses([Part])
    }

    package struct Part: Sendable {
        package var address: String
        package var content: [[RulePart]]
        package var remove: [RulePart]

        package init(address: String, content: [[RulePart]], remove: [RulePart]) {
            self.address = address
            self.content = content
            self.remove = remove
        }
    }

    package var source: Source
    /// The most pages, the first among them.
    package var limit: Int

    /// Articles in more pages than these are lists or loops. A rule may ask for up to `maximumLimit`.
    package static let defaultLimit = 20
    package static let maximumLimit = 100

    package init(source: Source, limit: Int = defaultLimit) {
        self.source = source
        self.limit = limit
    }
}

extension SiteRule {
    /// The rule for the `index`th further page of an article, counted from 0.
    func forFurtherPage(_ index: Int) -> SiteRule {
        guard case .addresses(let parts) = combine?.source, parts.indices.contains(index + 1) else { return self }
        var rule = self
        rule.content = parts[index + 1].content
        rule.remove = parts[index + 1].remove
        return rule
    }

    /// An address with only those query parameters that name an article, where the rule says which do.
    package func address(_ url: WebURL) -> WebURL {
        guard let keptParameters, let query = url.query else { return url }
        let kept = query.split(separator: "&").filter { keptParameters.contains(String($0.prefix { $0 != "=" })) }
        let start = url.href.prefix { $0 != "?" && $0 != "#" }
        return WebURL(kept.isEmpty ? String(start) : "\(start)?\(kept.joined(separator: "&"))") ?? url
    }
}

extension SiteRule {
    /// The same for an address that is a text; what is no address stays as it is.
    package func address(normalising address: String) -> String {
        guard keptParameters != nil, let url = WebURL(address) else { return address }
        return self.address(url).href
    }
}
