internal import StetHTML

/// A Markdown file as a page: the HTML it stands for, and what its front matter states.
struct MarkdownPage {
    let html: [UInt8]
    let claims: [Claim]

    /// All of a Markdown file is its author's text: nothing is judged and cut, as around an article on a page.
    static let rule: SiteRule = {
        var rule = SiteRule(name: "Markdown")
        // A selector that is written here and no other can be wrong only in the first test that reads Markdown.
        rule.content = (try? CSSSelector("body")).map { [[.elements($0)]] } ?? []
        rule.takesWhole = true
        return rule
    }()

    init(utf8: [UInt8]) throws(HTMLError) {
        let front = MarkdownFrontMatter(utf8)
        claims = front.claims
        html = try MarkdownHTML.html(of: Array(front.body))
    }
}
