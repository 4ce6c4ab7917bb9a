internal import StetHTML

/// Finds the element that holds the article: from the body down, always into the child that holds most of the good
/// text, until the text spreads.
///
/// Small noise moves a score but no share of this size, which is why the container stays where it is between fetches.
enum ContainerFinder {
    /// A child that holds this share of the good text holds the article.
    private static let sureShare = 0.75
    /// A child with this share holds it too when no other child is near.
    private static let likelyShare = 0.5
    private static let rivalShare = 0.3

    /// - Parameters:
    ///   - titleLine: The line of the headline, where one was found.
    ///   - needed: What the container holds of the good text at every step; then nothing else is looked at.
    /// - Complexity: O(children on the way down).
    static func container(of page: PageLines, titleLine: Int? = nil, holding needed: Double? = nil) -> HTMLNode? {
        guard var node = page.document.body else { return nil }
        while true {
            let whole = page.good(page.range(node.index))
            guard whole > 0 else { return node }
            var best: HTMLNode?
            var bestGood = 0
            var secondGood = 0
            for child in node.childElements {
                let good = page.good(page.range(child.index))
                if good > bestGood {
                    secondGood = bestGood
                    bestGood = good
                    best = child
                } else if good > secondGood {
                    secondGood = good
                }
            }
            guard let best, holdsLines(page, best),
                needed != nil || !spreads(page, node, besides: best, whole: whole)
            else {
                return node
            }
            let share = Double(bestGood) / Double(whole)
            if let needed {
                guard share >= needed else { return node }
                node = best
                continue
            }
            guard share >= sureShare || share >= likelyShare && Double(secondGood) < rivalShare * Double(bestGood)
            else { return node }
            if losesOpening(page, node, best, whole: whole, titleLine: titleLine) { return node }
            if losesAnswers(page, node, best) { return node }
            node = best
        }
    }

    /// Whether running text between headline and `best` would be lost: the article's opening often stands in a box of
    /// its own.
    private static func losesOpening(
        _ page: PageLines, _ node: HTMLNode, _ best: HTMLNode, whole: Int, titleLine: Int?
    ) -> Bool {
        let start = page.range(best.index).lowerBound
        guard let titleLine, titleLine < start else { return false }
        let opening = max(titleLine + 1, page.range(node.index).lowerBound)..<start
        guard page.proseCount(opening) >= 2, page.linkDensity(opening) < 0.3,
            page.proseCount(opening) * 3 >= page.aliveCount(opening)
        else { return false }
        return Double(page.paragraphWeight(opening)) >= openingShare * Double(whole)
    }

    /// Less is a standfirst or a note on the page.
    private static let openingShare = 0.06

    /// Whether questions and answers after `best` would be lost: they are written for the article, wherever the page's
    /// builder puts them.
    private static func losesAnswers(_ page: PageLines, _ node: HTMLNode, _ best: HTMLNode) -> Bool {
        page.answerCount(page.range(best.index).upperBound..<page.range(node.index).upperBound) >= minimumAnswerCount
    }

    /// Two may be teasers under headlines that ask.
    private static let minimumAnswerCount = 3

    /// Whether running text of the same make stands beside the best child too: paragraphs right in `node`, or in
    /// another child of the best child's own kind.
    private static func spreads(_ page: PageLines, _ node: HTMLNode, besides best: HTMLNode, whole: Int) -> Bool {
        // What the page itself calls its main part has nothing of it beside it.
        if best.tag == .main { return false }
        var beside = 0
        for child in node.childElements where child.index != best.index {
            let range = page.range(child.index)
            guard page.aliveCount(range) == 1, page.proseCount(range) == 1, page.linkDensity(range) < 0.3,
                let line = page.lines[range].first(where: { $0.cut == nil }),
                line.block == child.index || line.kind == .paragraph
            else { continue }
            if line.isHeading || line.kind == .item || line.kind == .caption { continue }
            beside += page.good(range)
        }
        return Double(beside) >= spreadShare * Double(whole)
    }

    /// Paragraphs with this share of the good text beside the best child show that the article is there too.
    private static let spreadShare = 0.04

    /// A single paragraph, item or cell is no container.
    private static func holdsLines(_ page: PageLines, _ node: HTMLNode) -> Bool {
        switch node.tag {
        case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .figcaption, .pre, .a: return false
        default:
            let range = page.range(node.index)
            return page.sentenceCount(range) > 1
        }
    }
}
