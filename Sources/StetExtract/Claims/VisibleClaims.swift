internal import StetHTML
internal import StetModel

/// What the page shows its readers around the headline: byline, stamp, deck.
struct VisibleClaims {
    var claims: [Claim] = []
    /// A standfirst that is the text's first paragraph, or its first few.
    var leadLines = 0..<0
    /// The times between the headline and the text that no word calls an update's.
    var headStamps: [StatedTime] = []
    let descriptions: [String]
    let titles: Set<String>
    let page: PageLines
    let dates: DateReader
    /// The primary tag of the language that the text is in, or that the page states.
    let language: String?
    /// The page is in English, or does not say in what.
    let isEnglish: Bool
    /// All of the page is text that its author wrote, lists and tables too, as Markdown is.
    let isWholeText: Bool

    /// - Parameters:
    ///   - title: The line of the headline, where one was found.
    ///   - body: The first line of the article's running text.
    ///   - language: The language that the text is in, or that the page states.
    ///   - isWholeText: All of the page is its author's text: a date in a list says nothing of publication there.
    init(
        page: PageLines, title: Int?, body: Int?, descriptions: [String], titles: Set<String>, dates: DateReader,
        language: String?, isWholeText: Bool
    ) {
        self.isWholeText = isWholeText
        self.language = language.map { String($0.prefix { $0 != "-" }) }
        isEnglish = language.map { $0 == "en" || $0.hasPrefix("en-") } ?? true
        self.page = page
        self.descriptions = descriptions
        self.titles = titles.filter { $0.utf8.count >= 12 }
        self.dates = dates
        let start = max(0, (title ?? body ?? 0) - Self.linesBefore)
        let end = min(page.lines.count, max(body ?? 0, (title ?? 0) + 1) + Self.linesAfter)
        guard start < end else { return }
        readTimeElements(title: title, start: start, end: end)
        readStamps(title: title, start: start, end: max(title ?? 0, body ?? end))
        if !claims.contains(where: { $0.field == .published }) { readLoneTime() }
        if !claims.contains(where: { $0.field == .published }) { readLabelledStamp() }
        readNamedElements(start: start, end: end)
        readBylines(title: title, start: start, end: max(title ?? 0, body ?? end))
        if !claims.contains(where: { $0.field == .author }) { readLateBylines() }
        if let title, let body { readDeck(after: title, before: body) }
    }

    /// How far from headline and text a stamp or byline may stand, in lines.
    private static let linesBefore = 8
    static let linesAfter = 3

    mutating func add(_ field: Claim.Field, _ value: String, _ source: ClaimSource, _ name: String) {
        guard !value.isEmpty else { return }
        claims.append(Claim(field: field, value: value, source: source, name: name))
    }
}

extension HTMLNode {
    /// The readable text with a space wherever an element begins or ends: names and labels in a byline often have none.
    var spacedText: String {
        var parts: [String] = []
        for node in descendants where node.isText {
            let text = node.text.spaceFolded
            if !text.isEmpty { parts.append(text) }
        }
        return parts.joined(separator: " ")
    }
}
