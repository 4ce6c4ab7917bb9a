internal import StetHTML

/// Cuts what surrounds an article on the whole page, before the article is looked for: navigation, footers, dialogs,
/// sign-up forms, comments, and boxes that their names or first words give away.
///
/// Every rule has a cap: the share of the page's good text it may remove at most. An element that holds more is not
/// what its name says.
struct FurnitureCutter {
    private var page: PageLines
    /// The node of the main heading: what holds it is no furniture.
    private let titleNode: Int?
    private let total: Int
    /// The page is a cookie or privacy policy: such names on it say nothing.
    private let isAboutConsent: Bool
    private let isStanding: Bool
    /// The nodes of the smallest element that holds the headline and an article's worth of text.
    private let titled: Range<Int>?

    /// Caps by how sure a sign is, found on the development pages: with .3 for names some article bodies went, with
    /// .1 comment threads and sidebars stayed.
    private enum Cap {
        static let semantic = 0.3
        static let name = 0.2
        static let region = 0.4
        static let wordedAlike = 0.7
        static let wording = 0.25
        static let wordedComments = 0.6
        static let relativeTimes = 0.45
        static let replies = 0.6
    }

    static func cut(_ page: inout PageLines, titleNode: Int?, isAboutConsent: Bool) {
        // First what its words alone give away: shares of the good text are not to hang on a banner that comes and goes.
        for index in page.lines.indices {
            let line = page.lines[index]
            guard let reason = LineJudge.reason(line), !LineJudge.isStatement(line) else { continue }
            switch reason {
            case .consent where line.phrase == nil && standsAmongText(page, index): break
            case .consent, .meter, .newsletter, .advertisement, .relativeTime: page.cut(index, reason)
            default: break
            }
        }
        page.recount()
        var cutter = FurnitureCutter(page: page, titleNode: titleNode, isAboutConsent: isAboutConsent)
        cutter.cutByTag()
        cutter.page.recount()
        cutter.cutRelativeTimes()
        cutter.page.recount()
        for reply in ReplyThreads.find(in: cutter.page, titleNode: titleNode).joined() {
            cutter.page.cut(reply, .comments)
        }
        cutter.page.recount()
        cutter.cutByWording()
        cutter.page.recount()
        page = cutter.page
    }

    /// Whether paragraphs of another matter stand around the line, as its siblings: a report on cookies has one in which
    /// they are agreed to.
    private static func standsAmongText(_ page: PageLines, _ index: Int) -> Bool {
        let near = max(0, index - neighbourReach)..<min(page.lines.count, index + neighbourReach + 1)
        let parent = page.lines[index].parent
        return page.lines[near].count { $0.parent == parent && $0.shape.isProse && BoxJudge.isForeign($0) }
            >= neighbourCount
    }

    private static let neighbourReach = 6
    private static let neighbourCount = 2

    /// Cuts by element, role and names alone; names that speak of consent, contents or single labels say nothing here.
    static func cutNamed(_ page: inout PageLines, titleNode: Int?) {
        var cutter = FurnitureCutter(page: page, titleNode: titleNode, isAboutConsent: true, isStanding: true)
        cutter.cutByTag()
        cutter.page.recount()
        page = cutter.page
    }

    /// Cuts what its names call consent and what does not touch `core`.
    static func cutConsent(_ page: inout PageLines, outside core: HTMLNode) {
        guard let body = page.document.body else { return }
        var index = body.index + 1
        while index < body.subtreeEnd {
            let node = page.document[index]
            if index >= core.index, index < core.subtreeEnd {
                index = core.subtreeEnd
            } else if mayBeBox(node), node.subtreeEnd <= core.index || index >= core.subtreeEnd,
                let hint = ElementNames.hint(for: node), hint.reason == .consent || hint.reason == .dialog
            {
                page.cut(page.range(index), hint.reason)
                index = node.subtreeEnd
            } else {
                index += 1
            }
        }
        page.recount()
    }

    private init(page: PageLines, titleNode: Int?, isAboutConsent: Bool, isStanding: Bool = false) {
        self.isStanding = isStanding
        self.isAboutConsent = isAboutConsent
        self.page = page
        self.titleNode = titleNode
        total = max(1, page.good(page.lines.indices))
        titled = titleNode.flatMap { node in
            let around = page.document[node].ancestors.first { page.good(page.range($0.index)) >= Self.titledWeight }
            return around.flatMap { $0.tag == .body || $0.tag == .html ? nil : $0.index..<$0.subtreeEnd }
        }
    }

    /// Two sentences: the whole of a short report.
    private static let titledWeight = 150

    /// Whether a region stands wholly beside headline and text: then it may outweigh them.
    private func standsBeside(_ node: HTMLNode, _ reason: CutReason) -> Bool {
        guard let titled, reason == .footer || reason == .noiseClass || reason == .navigation else { return false }
        return node.index >= titled.upperBound || node.subtreeEnd <= titled.lowerBound
    }

    private func share(_ range: Range<Int>) -> Double { Double(page.good(range)) / Double(total) }

    private func holdsTitle(_ node: HTMLNode) -> Bool {
        guard let titleNode else { return false }
        return node.index <= titleNode && titleNode < node.subtreeEnd
    }

    private mutating func cutByTag() {
        guard let body = page.document.body else { return }
        let (overfull, boxes) = overfullNames(in: body)
        var nextBox = 0
        var index = body.index + 1
        while index < body.subtreeEnd {
            let node = page.document[index]
            guard Self.mayBeBox(node) else {
                index += 1
                continue
            }
            let range = page.range(index)
            if range.isEmpty {
                index = node.subtreeEnd
                continue
            }
            var reason = semanticReason(node, range)
            while nextBox < boxes.count, boxes[nextBox].node < index { nextBox += 1 }
            if reason == nil, nextBox < boxes.count, boxes[nextBox].node == index {
                let hint = boxes[nextBox].hint
                // "sidebar-grid" may name what holds both; nothing but a footer is called one.
                if !overfull.contains(hint.word) || hint.reason == .footer && standsBeside(node, hint.reason),
                    !isAboutConsent || hint.reason != .consent,
                    !isStanding || !Self.isDocumentPart(hint.reason)
                {
                    reason = hint.reason
                }
            }
            if let reason {
                page.cut(range, reason)
                index = node.subtreeEnd
            } else {
                index += 1
            }
        }
    }

    /// Names that parts of a standing document bear.
    private static func isDocumentPart(_ reason: CutReason) -> Bool {
        switch reason {
        case .stamp, .byline, .copyright, .disclaimer, .tags, .author, .widget, .related: true
        default: false
        }
    }

    private static func mayBeBox(_ node: HTMLNode) -> Bool {
        node.isElement && (LineReader.isBlock(node.tag) || node.tag == .span || node.tag == .a || node.tag == .other)
    }

    /// An element that its name speaks for cutting, and that may be cut for it.
    private struct NamedBox {
        var node: Int
        var end: Int
        var hint: ElementNames.Hint
        var good: Int
    }

    /// The names that hold too much good text to be noise: then they are noise nowhere on the page.
    ///
    /// Text counts for the outermost of its names that is not itself found to hold too much, so the search is repeated
    /// until no more names are.
    private func overfullNames(in body: HTMLNode) -> (names: Set<String>, boxes: [NamedBox]) {
        var boxes: [NamedBox] = []
        var known = ElementNames.Known()
        for node in body.descendants where Self.mayBeBox(node) {
            guard let hint = ElementNames.hint(for: node, &known) else { continue }
            let range = page.range(node.index)
            guard !isProtected(node, range, hint), !holdsTitle(node) || isInsideTitle(node) else { continue }
            boxes.append(NamedBox(node: node.index, end: node.subtreeEnd, hint: hint, good: page.good(range)))
        }
        var overfull: Set<String> = []
        while true {
            var sums: [String: Int] = [:]
            var end = 0
            for box in boxes where box.node >= end && !overfull.contains(box.hint.word) {
                sums[box.hint.word, default: 0] += box.good
                end = box.end
            }
            var isSettled = true
            for box in boxes where !overfull.contains(box.hint.word) {
                let sum = sums[box.hint.word, default: 0]
                if !mayGo(sum, box.hint.reason) {
                    overfull.insert(box.hint.word)
                    isSettled = false
                }
            }
            if isSettled { return (overfull, boxes) }
        }
    }

    /// Comments may be longer than the article, and consent texts than a short one, as long as an article is left.
    private func mayGo(_ good: Int, _ reason: CutReason) -> Bool {
        switch reason {
        case .comments: total - good >= Self.commentedWeight
        case .consent, .dialog: Double(good) <= Cap.wordedAlike * Double(total) && total - good >= Self.articleWeight
        case .footer, .navigation, .noiseClass:
            Double(good) <= Cap.region * Double(total) && total - good >= Self.articleWeight
        default: Double(good) <= Cap.name * Double(total)
        }
    }

    /// The good text of a short article, and of one that may be no more than the occasion for its comments.
    private static let articleWeight = 400
    private static let commentedWeight = 250

    private func isInsideTitle(_ node: HTMLNode) -> Bool {
        guard let titleNode else { return false }
        return node.index > titleNode
    }

    /// Paragraphs of prose are not cut one by one for their names: names of inline wrappers and of single paragraphs
    /// speak of looks.
    private func isProtected(_ node: HTMLNode, _ range: Range<Int>, _ hint: ElementNames.Hint) -> Bool {
        if isStanding, Self.isPiece(node.tag) { return true }
        if hint.isFrank, node.tag == .p || node.tag != .h1 && LineReader.isHeading(node.tag) { return false }
        switch node.tag {
        case .body, .html, .main, .article: return true
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .figure, .figcaption, .table, .pre, .a, .span:
            return page.good(range) > 0 || node.tag == .h1 || node.tag == .figure || node.tag == .figcaption
        default:
            // An embedded post is quoted by the article, whatever the frame around it is called; but readers who comment
            // quote too.
            return hint.reason != .comments && page.aliveCount(range) > 0 && page.linkDensity(range) < 0.7
                && node.first(.blockquote) != nil
        }
    }

    private static func isPiece(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .td, .dt, .dd, .a, .span: true
        default: false
        }
    }

    private func semanticReason(_ node: HTMLNode, _ range: Range<Int>) -> CutReason? {
        var reason: CutReason?
        switch node.tag {
        case .nav, .menu, .search: reason = .navigation
        case .footer: reason = .footer
        case .aside: reason = .noiseClass
        case .form, .fieldset: reason = page.controlCount(node.index) > 0 ? .form : nil
        default: break
        }
        let role = reason == nil ? node.attribute("role")?.lowercased() : nil
        if let role {
            switch role {
            case "navigation", "menu", "menubar", "search", "tablist", "toolbar": reason = .navigation
            case "contentinfo": reason = .footer
            case "complementary": reason = .noiseClass
            case "dialog", "alertdialog", "alert", "status": reason = .dialog
            default: break
            }
        }
        if reason == nil, node.attributeBytes("aria-modal") != nil || node.isPinned { reason = .dialog }
        if reason == nil, let type = node.attribute("itemtype"),
            type.hasSuffix("/Comment") || type.hasSuffix("/UserComments")
        {
            return .comments
        }
        guard let reason else { return nil }
        let isFormOfPage = node.tag == .form
        // Tabs are called so by their role, and hold text.
        let isRegion = role != "tablist" && standsBeside(node, reason)
        let cap = isFormOfPage ? Cap.name : Cap.semantic
        guard isRegion || share(range) <= cap, !holdsTitle(node) else { return nil }
        return reason
    }

    /// Two or more "5 hours ago" in one subtree: comments, teasers or a live ticker of other stories.
    private mutating func cutRelativeTimes() {
        guard let body = page.document.body else { return }
        var index = body.index + 1
        while index < body.subtreeEnd {
            let node = page.document[index]
            guard node.isElement else {
                index += 1
                continue
            }
            let range = page.range(index)
            let count = page.relativeTimeCount(range)
            guard count >= 2 else {
                index = node.subtreeEnd
                continue
            }
            if cutReplies(node, range) {
                index = node.subtreeEnd
                continue
            }
            let isLowest = !node.childElements.contains { page.relativeTimeCount(page.range($0.index)) == count }
            // Comments and teasers have a time each; a text with a time here and there has more paragraphs.
            if isLowest, share(range) <= Cap.relativeTimes, page.proseCount(range) <= 3 * count, !holdsTitle(node) {
                page.cut(range, .relativeTime)
                index = node.subtreeEnd
            } else {
                index += 1
            }
        }
    }

    /// Replies beside the text they answer: two or more children of one kind, each with one relative time of its own.
    ///
    /// The entries of a live blog have such times too; but there is hardly any text beside them.
    private mutating func cutReplies(_ node: HTMLNode, _ range: Range<Int>) -> Bool {
        var replies: [Range<Int>] = []
        var good = 0
        var kind: HTMLTag?
        for child in node.childElements {
            let own = page.range(child.index)
            guard page.relativeTimeCount(own) > 0, page.proseCount(own) + page.sentenceCount(own) > 0 else {
                // What stands between replies is no text of its own.
                if !replies.isEmpty, page.good(own) > 0 { return false }
                continue
            }
            guard kind == nil || kind == child.tag else { return false }
            kind = child.tag
            guard page.relativeTimeCount(own) <= 2, page.aliveCount(own) <= Self.maximumReplyLineCount,
                !holdsTitle(child)
            else { return false }
            replies.append(own)
            good += page.good(own)
        }
        guard replies.count >= 2, Double(good) <= Cap.replies * Double(total) else { return false }
        for reply in replies { page.cut(reply, .comments) }
        return true
    }

    /// Name, time, a few paragraphs, and labels to answer and to vote.
    private static let maximumReplyLineCount = 10

    private func mayGoByWording(_ range: Range<Int>, _ reason: CutReason) -> Bool {
        if share(range) <= Cap.wording { return true }
        if reason == .comments, page.relativeTimeCount(range) > 0, share(range) <= Cap.relativeTimes { return true }
        let good = page.good(range)
        return reason == .comments && Double(good) <= Cap.wordedComments * Double(total)
            && total - good >= Self.articleWeight
    }

    /// What the box's wording tells is told by a box within it, and beside that stand sentences of another kind.
    private func isSaidByChild(_ node: HTMLNode, _ range: Range<Int>) -> Bool {
        guard let first = range.first(where: { page.lines[$0].speaks }) else { return false }
        for child in node.childElements where LineReader.isBlock(child.tag) {
            let inner = page.range(child.index)
            guard page.aliveCount(inner) < page.aliveCount(range),
                BoxJudge.reasonByWording(page, child, inner) != nil
            else { continue }
            // The line that says what the box is, with more than itself.
            if inner.contains(first), inner.contains(where: { $0 != first && page.lines[$0].speaks }) { return true }
            if range.contains(where: { !inner.contains($0) && BoxJudge.isForeign(page.lines[$0]) }) { return true }
        }
        return false
    }

    /// Boxes whose first line says what they are, and small boxes in the wording of consent, meter or sign-up.
    private mutating func cutByWording() {
        guard let body = page.document.body else { return }
        var index = body.index + 1
        while index < body.subtreeEnd {
            let node = page.document[index]
            guard node.isElement, LineReader.isBlock(node.tag), node.tag != .main, node.tag != .article else {
                index += 1
                continue
            }
            let range = page.range(index)
            guard !range.isEmpty, page.aliveCount(range) > 0 else {
                index = node.subtreeEnd
                continue
            }
            if !holdsTitle(node), let reason = BoxJudge.reasonByWording(page, node, range),
                mayGoByWording(range, reason),
                !isSaidByChild(node, range)
            {
                page.cut(range, reason)
                index = node.subtreeEnd
                continue
            }
            index += 1
        }
    }
}
