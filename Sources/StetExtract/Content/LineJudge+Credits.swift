/// What names the people behind the article at its end: credits of those who reported with the author, and the box
/// about the author. They are bylines, not text.
extension LineJudge {
    /// Cuts credits among the last lines: "With reporting by …", "… contributed to this report."
    mutating func cutReportingCredits() {
        var seen = 0
        for index in range.reversed() where page[index].cut == nil && page[index].kind != .caption {
            seen += 1
            if seen > Self.lastLineCount { break }
            if Self.isReportingCredit(page[index]) { page[index].cut = .byline }
        }
    }

    /// Credits stand at the very end; a sentence of the text that reads like one stands before.
    private static let lastLineCount = 3

    private static func isReportingCredit(_ line: Line) -> Bool {
        guard line.shape.wordCount <= creditWordCount, !line.isHeading else { return false }
        let key = BoilerplatePhrases.folded(line.text)
        return creditLeads.contains { key.hasPrefix($0) } || creditParts.contains { key.contains($0) }
    }

    /// A credit names up to a dozen persons.
    private static let creditWordCount = 40

    private static let creditLeads =
        """
        additional reporting |with reporting by |with reports from |reporting by |with files from |mit dpa|mit afp|\
        mit material von |mit agenturmaterial|mit informationen von |avec afp|avec reuters|con información de |\
        con informazioni |com informações |met informatie van |med materiale fra |z materiałów |bron: |fonte: |\
        kilde: |källa: 
        """.parts(between: "|")

    private static let creditParts =
        """
        contributed to this report|contributed to this story|contributed to this article|contributed reporting|\
        contributed to this content|contributed to this post|hat zu diesem |ont contribué à cet article|\
        contribuyó a est|contribuiu para est
        """.parts(between: "|")

    /// Cuts the author's name alone on a line near the end, with what is said of the author under it.
    ///
    /// - Parameter names: The persons the page states as authors, folded.
    mutating func cutAuthorBox(_ names: Set<String>) {
        guard !names.isEmpty else { return }
        let total = range.reduce(0) { $0 + page[$1].goodWeight }
        var weight = 0
        var box: Int?
        for index in range.reversed() where page[index].cut == nil && page[index].kind != .caption {
            let line = page[index]
            weight += line.shape.weight
            if weight > Self.authorBoxWeight || 2 * weight > total { break }
            if line.isListed || line.isQuoted { break }
            if line.shape.wordCount <= Self.nameWordCount,
                names.contains(TitleKey.folded(AuthorNames.withoutLead(line.text)))
            {
                box = index
            }
        }
        guard let box else { return }
        for index in box..<range.upperBound where page[index].cut == nil { page[index].cut = .author }
    }

    /// A box about an author has a paragraph or two, and less text than the article.
    private static let authorBoxWeight = 900
    private static let nameWordCount = 8
}
