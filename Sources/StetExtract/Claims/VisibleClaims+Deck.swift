internal import StetHTML

/// The standfirst between headline and text.
extension VisibleClaims {
    /// A standfirst of this many bytes is the article's first paragraph set in larger type:
    /// of the development pages' leads above it most stand in the hand-made texts, of those below hardly any.
    private static let leadByteCount = 160

    /// Whether the standfirst is the text's first paragraph. In English it is display type that an editor sets over the
    /// story, and the story is whole without it; elsewhere (Vorspann, chapô, entradilla, ingress) the author's text begins
    /// with it.
    private func isLead(_ line: Line) -> Bool {
        if line.text.utf8.count >= Self.leadByteCount { return true }
        guard !isEnglish else { return false }
        return line.shape.isSentence && line.shape.endsSentence || line.shape.weight >= Self.leadWeight
    }

    /// A standfirst of so many letters says more than a second headline, full stop or not.
    private static let leadWeight = 85

    private static let deckNames =
        """
        deck|standfirst|subtitle|subheadline|subhead|sub-title|sub-head|dek|lead|lede|intro|summary|teaser|\
        abstract|chapo|vorspann|excerpt|strapline|description|sapo|einleitung|untertitel|anreißer|accroche|sous-titre|\
        soustitre|entradilla|bajada|copete|sumario|subtitulo|sottotitolo|sommario|linha-fina|linhafina|inleiding|\
        ingress|manchet|underrubrik|perex|zajawka
        """.parts(between: "|")

    mutating func readDeck(after title: Int, before body: Int) {
        guard title + 1 < body else { return }
        let descriptions = descriptions.map(TitleKey.folded).filter { $0.utf8.count >= 20 }
        var deck: (index: Int, rank: Int)?
        var lead: (index: Int, rank: Int)?
        for index in (title + 1)..<body {
            guard let rank = deckRank(of: index, after: title, descriptions) else { continue }
            if rank < deck?.rank ?? .max { deck = (index, rank) }
            if rank < lead?.rank ?? .max, isLead(page.lines[index]) { lead = (index, rank) }
        }
        if let lead, !isEnglish || lead.index == deck?.index { leadLines = leadLines(from: lead.index, before: body) }
        if let deck, !leadLines.contains(deck.index) {
            add(.deck, page.lines[deck.index].text, .visible, "line after the headline")
        }
    }

    /// A lead with the sentences that stand right after it in the same box.
    private func leadLines(from first: Int, before body: Int) -> Range<Int> {
        var end = first + 1
        while !isEnglish, end < body, page.lines[end].parent == page.lines[first].parent, page.lines[first].parent > 0,
            page.lines[end].cut == page.lines[first].cut, page.lines[end].kind == page.lines[first].kind,
            page.lines[end].shape.isSentence, page.lines[end].linkWeight == 0, isLead(page.lines[end])
        {
            end += 1
        }
        return first..<end
    }

    /// 0 for what the page's own description repeats, 1 for what is named a standfirst, 2 for a heading right under the
    /// headline, 3 for a sentence in a box of its own; nil for what is none.
    private func deckRank(of index: Int, after title: Int, _ descriptions: [String]) -> Int? {
        let line = page.lines[index]
        guard line.shape.wordCount >= 5, line.linkDensity < 0.3, line.kind != .caption, line.kind != .item,
            line.phrase == nil, !line.isByPicture
        else { return nil }
        // A heading that stands over the text as part of it is no standfirst.
        guard let cut = line.cut else { return nil }
        if cut != .outside, cut != .unselected, cut != .beforeArticle, cut != .stamp, cut != .noiseClass { return nil }
        guard LineJudge.reason(line) == nil, !line.text.contains("©"),
            !AuthorNames.hasLead(line.text) || line.shape.isProse
        else { return nil }
        guard dates.matches(in: line.text).isEmpty || line.shape.isProse else { return nil }
        let key = TitleKey.folded(line.text)
        // The title with a kicker or a date beside it; a sentence that names what the text is about is another thing.
        guard !titles.contains(where: { $0.contains(key) || key.contains($0) && 2 * $0.utf8.count > key.utf8.count })
        else { return nil }
        if descriptions.contains(where: {
            $0.hasPrefix(key) || key.hasPrefix($0) || key.hasPrefix($0.prefix($0.count * 4 / 5))
        }) {
            return 0
        }
        let block = page.document[line.block]
        let isNamed = ([block] + block.ancestors.prefix(3)).contains { node in
            let names = (["class", "id", "itemprop", "data-testid"] as [HTMLAttributeName]).compactMap {
                node.attribute($0)
            }
            .joined(separator: " ")
            .lowercased()
            return Self.deckNames.contains { names.contains($0) }
        }
        if isNamed { return 1 }
        if line.isHeading, index <= title + 2 { return 2 }
        return isUnnamedLead(line) ? 3 : nil
    }

    /// A sentence or more between headline and text, in a box of its own that no name speaks of.
    private func isUnnamedLead(_ line: Line) -> Bool {
        !isEnglish && line.cut == .outside && line.kind == .paragraph && isLead(line) && line.shape.isSentence
            && line.shape.wordCount >= Self.unnamedWordCount && line.linkWeight == 0 && line.vocabulary.isEmpty
    }

    /// Shorter sentences there are labels: "Listen to this text."
    private static let unnamedWordCount = 10
}
