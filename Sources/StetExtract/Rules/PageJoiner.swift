internal import StetModel

/// Puts the pages of one article together: metadata from the first, text from all in order.
enum PageJoiner {
    /// - Throws: what keeps one of the further pages from being read: with a page missing, the text would be told as
    ///   removed.
    static func joined(_ first: Extraction, _ input: PageInput) throws(ExtractionError) -> Extraction {
        var joined = first
        for (index, page) in input.furtherPages.enumerated() {
            var page = page
            page.rule = input.rule?.forFurtherPage(index)
            let next: Extraction
            do { next = try ArticleExtractor.extractPage(page) } catch {
                throw ExtractionError(error.kind, "page \(index + 2) of the article: \(error.reason)", partial: joined)
            }
            joined.article.blocks += own(next.article.blocks, after: joined.article.blocks)
            joined.report.append(next.report, number: index + 2)
        }
        joined.article = joined.article.normalized()
        return joined
    }

    /// A page's blocks without those at its ends that stood on an earlier page: the lead picture's caption, a note on
    /// the author.
    private static func own(_ blocks: [Block], after known: [Block]) -> ArraySlice<Block> {
        let known = Set(known)
        var own = blocks[...]
        while let block = own.first, known.contains(block) { own.removeFirst() }
        while let block = own.last, known.contains(block) { own.removeLast() }
        return own
    }
}
