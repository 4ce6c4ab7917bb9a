internal import StetHTML

/// The standfirst between headline and text.
extension VisibleClaims {
    /// A standfirst of this many bytes is the article's first paragraph set in larger type:
    /// of the development pages' leads above it most stand in the hand-made texts, of those below hardly any.
    private static let leadByteCount = 160

    private static let deckNames =
        """
        deck|standfirst|subtitle|subheadline|subhead|sub-title|sub-head|dek|lead|lede|intro|summary|teaser|\
        abstract|chapo|vorspann|excerpt|strapline|description|sapo
        """.parts(between: "|")

    mutating func readDeck(after title: Int, before body: Int) {
        guard title + 1 < body else { return }
        let descriptions = descriptions.map(TitleKey.folded).filter { $0.utf8.count >= 20 }
        var best: (index: Int, rank: Int)?
        for index in (title + 1)..<body {
            guard let rank = deckRank(of: index, after: title, descriptions) else { continue }
            if rank < best?.rank ?? .max { best = (index, rank) }
        }
        guard let best else { return }
        let line = page.lines[best.index]
        if line.text.utf8.count >= Self.leadByteCount {
            leadLine = best.index
        } else {
            add(.deck, line.text, .visible, "line after the headline")
        }
    }

    /// 0 for what the page's own description repeats, 1 for what is named a standfirst, 2 for a heading right under the
    /// headline; nil for what is none.
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
        guard !titles.contains(where: { key.contains($0) || $0.contains(key) }) else { return nil }
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
        return line.isHeading && index <= title + 2 ? 2 : nil
    }
}
