internal import StetHTML

/// Decides for every line of a page whether it is the article's.
struct ArticleFinder {
    var page: PageLines
    /// The titles that the page claims, folded.
    private let titles: Set<String>
    let titleNode: Int?
    /// The page's own data calls it an article.
    private let isDescribedAsArticle: Bool
    /// What else may name a standing document: parts of the page's address.
    private let documentTitles: Set<String>
    /// The persons that the page claims to have written it, folded.
    private let authors: Set<String>
    private(set) var container: HTMLNode?
    /// Where the article was, if that is to decide.
    private let formerContainer: HTMLNode?
    var leadCaptions: [Int] = []
    /// What a rule selects, and whether it takes all of it.
    private let selected: NodeRanges?
    private let takesWhole: Bool
    /// The page puts wrappers around single paragraphs, here and there.
    private var wrapsParagraphs = false
    /// Where the running text begins, when some of what stands before it is the article's too: its head in what a rule
    /// selects, or an opening in a box of its own.
    var bodyStart: Int?

    init(
        page: PageLines, titles: Set<String>, titleNode: Int?, isDescribedAsArticle: Bool = false,
        address: String? = nil, authors: Set<String> = [], selected: NodeRanges? = nil, takesWhole: Bool = false,
        formerContainer: HTMLNode? = nil
    ) {
        self.formerContainer = formerContainer
        self.selected = selected
        self.takesWhole = takesWhole
        self.isDescribedAsArticle = isDescribedAsArticle
        documentTitles = titles.union(address.map(StandingDocument.titles(inAddress:)) ?? [])
        self.authors = authors
        self.page = page
        self.titles = titles
        self.titleNode = titleNode
    }

    mutating func find() {
        ListValues.mark(&page, titleNode: titleNode)
        if let selected { return find(in: selected) }
        if !isDescribedAsArticle, StandingDocument.isTitled(documentTitles, lines: page.lines) {
            findStandingDocument()
            return
        }
        let uncut = page
        FurnitureCutter.cut(
            &page, titleNode: titleNode, isAboutConsent: titles.contains(where: Vocabulary.isAboutConsent))
        let titleLine = titleNode.flatMap { node in page.lines.firstIndex { $0.nodes.lowerBound >= node } }
        guard let container = formerContainer ?? ContainerFinder.container(of: page, titleLine: titleLine) else {
            return
        }
        self.container = container
        let range = page.range(container.index)
        if !isDescribedAsArticle, StandingDocument.isOne(uncut.lines[range]) {
            page = uncut
            findStandingDocument()
            return
        }
        keepLeadCaptions(before: range.lowerBound)
        page.cut(0..<range.lowerBound, .outside)
        page.cut(range.upperBound..<page.lines.count, .outside)
        page.recount()
        cutOtherArticles(in: container)
        page.recount()
        wrapsParagraphs = Self.wrapsParagraphs(page, range)
        if wrapsParagraphs { page.unwrap(range) }
        cutBoxes(in: container)
        page.recount()
        markCore(in: container)
        CaptionFinder.mark(&page, range)
        LineJudge.judge(&page, range: range, titles: titles, titleNode: titleNode, authors: authors)
        restoreLeadCaptions(before: range)
        restoreOpening(before: range)
    }

    /// Wrappers around single paragraphs come and go between fetches. Where two and more stand before the last
    /// paragraphs, they are the page's habit; one around the last is what parts the publisher's closing words off.
    private static func wrapsParagraphs(_ page: PageLines, _ range: Range<Int>) -> Bool {
        let good = range.filter { page.lines[$0].goodWeight > 0 }
        return good.dropLast(2).lazy.filter { page.isWrapped($0) }.count >= 2
    }

    private mutating func findStandingDocument() {
        var finder = StandingDocumentFinder(page: page, titles: titles, titleNode: titleNode)
        finder.find()
        page = finder.page
        container = nil
    }

    /// Decides within what a rule selects; the rest of the page is not looked at but for its reasons.
    private mutating func find(in selected: NodeRanges) {
        let isAboutConsent = titles.contains(where: Vocabulary.isAboutConsent)
        FurnitureCutter.cut(&page, titleNode: titleNode, isAboutConsent: isAboutConsent)
        for index in page.lines.indices {
            if selected.intersection(page.lines[index].nodes).isEmpty {
                page.cut(index, .unselected)
            } else if page.lines[index].cut != .rule {
                page.restore(index)
            }
        }
        page.recount()
        let container = container(of: selected)
        self.container = container
        let range = page.range(container.index)
        guard !takesWhole else {
            markCaptions(in: range)
            if let titleNode, let title = page.lines.firstIndex(where: { $0.nodes.lowerBound == titleNode }) {
                page.cut(title, .title)
            }
            return
        }
        // Shares are now those of what is selected: what is much of the page may be little of the article.
        FurnitureCutter.cut(&page, titleNode: titleNode, isAboutConsent: isAboutConsent)
        wrapsParagraphs = Self.wrapsParagraphs(page, range)
        if wrapsParagraphs { page.unwrap(range) }
        cutBoxes(in: container)
        page.recount()
        markCore(in: container)
        markCaptions(in: range)
        LineJudge.judge(&page, range: range, titles: titles, titleNode: titleNode, authors: authors)
    }

    /// By the pictures between headline and text stand bylines and stamps too: there only what is surely a caption is one.
    private mutating func markCaptions(in range: Range<Int>) {
        let header = range.lowerBound..<bodyStart(in: range)
        if !header.isEmpty { bodyStart = header.upperBound }
        CaptionFinder.mark(&page, header, strictly: true)
        CaptionFinder.mark(&page, header.upperBound..<range.upperBound)
    }

    /// Where the text begins after the headline, as the general reading would find it; where the headline is not in
    /// `range`, its beginning.
    private func bodyStart(in range: Range<Int>) -> Int {
        guard let titleNode, let inner = ContainerFinder.container(of: page).map({ page.range($0.index) }),
            let title = range.first(where: { page.lines[$0].nodes.lowerBound == titleNode }), title < inner.lowerBound
        else { return range.lowerBound }
        return min(inner.lowerBound, range.upperBound)
    }

    /// The lowest element around all that is selected.
    private func container(of selected: NodeRanges) -> HTMLNode {
        guard let first = selected.ranges.first, let last = selected.ranges.last else { return page.document[0] }
        var node = page.document[first.lowerBound]
        while !node.isElement || node.subtreeEnd < last.upperBound, let parent = node.parent { node = parent }
        return node
    }

    /// Lets the past decide what the page alone leaves open. Last, since it speaks of lines and not of elements.
    mutating func judge(by past: PastEvidence) {
        page.withLines { PastJudge.judge(&$0, by: past) }
    }

    /// The element that holds what was the article, where this page's own evidence went elsewhere.
    func otherContainer(by past: PastEvidence) -> HTMLNode? {
        guard container != nil, let lines = PastJudge.formerArticle(in: page.lines, by: past) else { return nil }
        let former = ContainerFinder.container(of: PageLines(document: page.document, lines: lines, witness: nil))
        return former?.index == container?.index ? nil : former
    }

    /// Lines whose elements up to the container are those of much of the running text are core: their place alone
    /// speaks for them. Tags only, since names change between fetches.
    private mutating func markCore(in container: HTMLNode) {
        let range = page.range(container.index)
        var weights: [Int: (good: Int, goodLines: Int, lines: Int)] = [:]
        var total = 0
        let signatures = range.map { signature(of: page.lines[$0], in: container) }
        for (offset, index) in range.enumerated() {
            let good = page.lines[index].goodWeight
            var sum = weights[signatures[offset]] ?? (0, 0, 0)
            sum.good += good
            sum.goodLines += good > 0 ? 1 : 0
            sum.lines += page.lines[index].cut == nil ? 1 : 0
            weights[signatures[offset]] = sum
            total += good
        }
        for (offset, index) in range.enumerated() {
            guard let sum = weights[signatures[offset]] else { continue }
            // Where labels are built like the text, the build tells nothing.
            if Double(sum.good) >= Self.coreShare * Double(total),
                Double(sum.goodLines) >= Self.coreGoodShare * Double(sum.lines)
            {
                page.setCore(index)
            }
        }
        markSurroundings(range)
    }

    /// Lines in quotations, and in lists that are siblings of core paragraphs.
    private mutating func markSurroundings(_ range: Range<Int>) {
        var coreParents: Set<Int> = []
        for index in range where page.lines[index].isCore && page.lines[index].goodWeight > 0 {
            coreParents.insert(page.lines[index].parent)
        }
        for index in range {
            page.setHome(home(of: page.lines[index]), of: index)
            for node in page.document[page.lines[index].block].ancestors.prefix(6) {
                if node.tag == .blockquote { page.setQuoted(index) }
                if node.tag == .ul || node.tag == .ol || node.tag == .dl, let parent = node.parent,
                    coreParents.contains(parent.index)
                {
                    page.setListFollowsCore(index)
                }
            }
            if page.document[page.lines[index].block].tag == .blockquote { page.setQuoted(index) }
        }
    }

    private func home(of line: Line) -> Int {
        var home = line.parent
        for node in page.document[line.block].ancestors.prefix(Self.maximumNesting) {
            switch node.tag {
            case .ul, .ol, .dl, .table, .blockquote: home = node.parent?.index ?? home
            case .article, .main, .body: return home
            default: break
            }
        }
        return home
    }

    /// Lists in lists and tables in layout: what stands deeper is looked for no further.
    private static let maximumNesting = 12

    private static let coreShare = 0.3
    private static let coreGoodShare = 0.4

    private func signature(of line: Line, in container: HTMLNode) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var node: HTMLNode? = page.document[line.block]
        while let current = node, current.index != container.index {
            node = current.parent
            if wrapsParagraphs, current.index != line.block, PageLines.isWrapper(current.tag),
                page.range(current.index).count == 1
            {
                continue
            }
            for byte in current.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x2F) &* 0x100_0000_01B3
        }
        return Int(truncatingIfNeeded: hash)
    }

    /// Where one `article` element holds the headline, or the first and most of the text, those beside it are other
    /// stories: teasers, or the next ones of an endless page.
    private mutating func cutOtherArticles(in container: HTMLNode) {
        guard container.tag != .article, !container.ancestors.contains(where: { $0.tag == .article }) else { return }
        let articles = container.descendants.filter { $0.tag == .article }
        guard articles.count >= 2 else { return }
        let whole = page.good(page.range(container.index))
        let own = articles.first { node in
            let good = page.good(page.range(node.index))
            let holdsTitle = titleNode.map { node.index < $0 && $0 < node.subtreeEnd } ?? false
            return Double(good) >= (holdsTitle ? Self.titledArticleShare : Self.untitledArticleShare) * Double(whole)
        }
        guard let own else { return }
        for node in articles where node.index >= own.subtreeEnd || node.subtreeEnd <= own.index {
            page.cut(page.range(node.index), .related)
        }
    }

    private static let titledArticleShare = 0.1
    private static let untitledArticleShare = 0.35

    // MARK: - Boxes inside the container

    /// A box with more than this share of the article's good text is part of the article whatever it looks like.
    private static let boxCap = 0.25

    /// Teasers are told by more than their looks, and there may be many under a short article.
    private static let teaserCap = 0.5

    private mutating func cutBoxes(in container: HTMLNode) {
        let total = max(1, page.good(page.range(container.index)))
        let bodyParent = paragraphParent(in: container)
        var index = container.index + 1
        while index < container.subtreeEnd {
            let node = page.document[index]
            guard node.isElement, LineReader.isBlock(node.tag) else {
                index += 1
                continue
            }
            let range = page.range(index)
            guard !range.isEmpty, page.aliveCount(range) > 0 else {
                index = node.subtreeEnd
                continue
            }
            let share = Double(page.good(range)) / Double(total)
            let isTeaserList = share <= Self.teaserCap && BoxJudge.isTeaserList(page, node, range)
            if isTeaserList {
                page.cut(range, .related)
                index = node.subtreeEnd
            } else if share <= Self.boxCap, let reason = boxReason(node, range, bodyParent: bodyParent) {
                page.cut(range, reason)
                index = node.subtreeEnd
            } else {
                index += 1
            }
        }
    }

    /// The element most of whose own paragraphs the article is made of, when there is one.
    private func paragraphParent(in container: HTMLNode) -> Int? {
        var weights: [Int: Int] = [:]
        var total = 0
        for line in page.lines[page.range(container.index)] where line.goodWeight > 0 {
            total += line.goodWeight
            if page.document[line.block].tag == .p { weights[line.parent, default: 0] += line.goodWeight }
        }
        guard let best = weights.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value * 10 >= total * 6
        else { return nil }
        return best.key
    }

    private func boxReason(_ node: HTMLNode, _ range: Range<Int>, bodyParent: Int?) -> CutReason? {
        let good = page.good(range)
        let density = page.linkDensity(range)
        let alive = page.aliveCount(range)
        let proseCount = page.proseCount(range)
        switch node.tag {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .blockquote, .figure, .figcaption, .tr, .td, .th, .tbody, .thead,
            .li, .dd, .dt, .caption, .hr:
            return nil
        case .table:
            return density > 0.7 && page.linkLineCount(range) >= 3 ? .linkList : nil
        case .ul, .ol, .dl:
            if density > 0.75, proseCount == 0 {
                if BoxJudge.leadsInside(node) { return nil }
                // A list of links right under a sentence that announces it belongs to the text.
                if BoxJudge.isAnnounced(page, range) { return nil }
                return .linkList
            }
            if BoxJudge.isHeadlineList(page, node) { return .related }
            return BoxJudge.isCardList(page, node, range) && density > 0.4 ? .related : nil
        default: break
        }
        if node.tag == .form, page.controlCount(node.index) > 0, proseCount <= 2 { return .form }
        if alive >= 3, density > 0.6, page.linkLineCount(range) * 2 >= alive, !BoxJudge.isAnnounced(page, range),
            !BoxJudge.leadsInside(node)
        {
            return .linkList
        }
        if BoxJudge.isCardList(page, node, range), density > 0.3 { return .related }
        if BoxJudge.isLabelledLink(page, range) { return .related }
        if isSignUp(node, range) { return .form }
        if BoxJudge.isPoll(page, node, range) { return .widget }
        let isInParagraphs = bodyParent.map { node.parent?.index == $0 } ?? false
        // A paragraph in a wrapper of its own is a paragraph.
        let isWrapped = range.count == 1 && page.document[page.lines[range.lowerBound].block].tag == .p
        if isInParagraphs, !isWrapped, good == 0, page.imageCount(node.index) == 0, alive <= 6, node.tag != .section,
            !page.lines[range].contains(where: {
                $0.isHeading || $0.kind == .cell || $0.kind == .item || $0.kind == .preformatted
            }), node.first(.blockquote) == nil, alive > 1 || !BoxJudge.isCalledSubheading(node)
        {
            return density > 0.5 ? .linkList : .widget
        }
        if isInParagraphs, !isWrapped, isCall(node, range) { return .widget }
        return nil
    }

    /// A few lines around something to fill in.
    private func isSignUp(_ node: HTMLNode, _ range: Range<Int>) -> Bool {
        page.controlCount(node.index) > 0 && page.aliveCount(range) <= Self.callLineCount
            && page.proseCount(range) <= 2 && page.weight(range) <= Self.callWeight
            && !page.lines[range].contains { $0.isListed } && !isFilledInWithin(node)
    }

    /// Whether what is to be filled in stands in a box within this one that is gone already: the rest is no part of it.
    private func isFilledInWithin(_ node: HTMLNode) -> Bool {
        let count = page.controlCount(node.index)
        var inner = node
        for _ in 0..<Self.maximumFormDepth {
            guard let next = inner.childElements.first(where: { page.controlCount($0.index) == count }) else { break }
            inner = next
            // A form's own labels are gone before, and say nothing of what stands over it.
            if inner.tag == .form { break }
            let range = page.range(inner.index)
            if !range.isEmpty, page.aliveCount(range) == 0 { return true }
        }
        return false
    }

    private static let maximumFormDepth = 8

    /// A box among paragraphs that says a little and ends in what to press.
    private func isCall(_ node: HTMLNode, _ range: Range<Int>) -> Bool {
        guard node.tag == .div || node.tag == .section, (2...Self.callLineCount).contains(page.aliveCount(range)),
            page.weight(range) <= Self.callWeight, page.proseCount(range) <= 2,
            let last = page.lines[range].last(where: \.speaks), last.linkDensity > 0.9, last.kind == .paragraph,
            last.shape.wordCount <= Self.buttonWordCount, !last.shape.endsSentence
        else { return false }
        return !page.lines[range].contains { $0.isListed } && node.first(.blockquote) == nil
    }

    private static let callLineCount = 6
    /// Two or three short sentences.
    private static let callWeight = 300
    private static let buttonWordCount = 4
}
