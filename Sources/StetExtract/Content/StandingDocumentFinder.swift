internal import StetHTML

/// Decides for every line of a page that holds a standing document (see `StandingDocument`) whether it is the
/// document's.
///
/// Structure decides, hardly any wording: within the container only forms, lists of links to other pages and buttons'
/// labels go.
struct StandingDocumentFinder {
    private(set) var page: PageLines
    private let titles: Set<String>
    private let titleNode: Int?

    init(page: PageLines, titles: Set<String>, titleNode: Int?) {
        self.page = page
        self.titles = titles
        self.titleNode = titleNode
    }

    mutating func find() {
        FurnitureCutter.cutNamed(&page, titleNode: titleNode)
        guard let core = ContainerFinder.container(of: page, holding: Self.coreShare) else { return }
        // Beside the part with most of the text the words of a banner still tell what it is.
        let inside = page.range(core.index)
        FurnitureCutter.cutConsent(&page, outside: core)
        for index in page.lines.indices where !inside.contains(index) {
            if let reason = LineJudge.reason(page.lines[index]), Self.isBanner(reason) { page.cut(index, reason) }
        }
        page.recount()
        guard let container = ContainerFinder.container(of: page, holding: Self.containerShare) else { return }
        let range = page.range(container.index)
        page.cut(0..<range.lowerBound, .outside)
        page.cut(range.upperBound..<page.lines.count, .outside)
        page.recount()
        cutBoxes(in: container)
        CaptionFinder.mark(&page, range, strictly: true)
        cutTitle(range)
        cutLabels(range)
        cutEnds(range)
        page.recount()
    }

    /// Most of the text: no banner holds the rest of any but the shortest notice.
    private static let coreShare = 0.7

    /// A second document under the first one's, or an annex, is part of it; a banner of a sentence or two is not.
    private static let containerShare = 0.95

    private static func isBanner(_ reason: CutReason) -> Bool {
        switch reason {
        case .consent, .meter, .newsletter, .advertisement, .share, .copyright: true
        default: false
        }
    }

    private mutating func cutBoxes(in container: HTMLNode) {
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
            if let reason = boxReason(node, range) {
                page.cut(range, reason)
                index = node.subtreeEnd
            } else {
                index += 1
            }
        }
        page.recount()
    }

    private func boxReason(_ node: HTMLNode, _ range: Range<Int>) -> CutReason? {
        guard page.proseCount(range) <= 1 else { return nil }
        if page.controlCount(node.index) > 0, node.tag == .form { return .form }
        switch node.tag {
        case .ul, .ol, .div, .section, .details:
            guard page.aliveCount(range) >= 3, page.linkDensity(range) > Self.linkListDensity,
                !BoxJudge.leadsInside(node), !BoxJudge.isAnnounced(page, range, byHeading: true)
            else { return nil }
            return .linkList
        default: return nil
        }
    }

    private static let linkListDensity = 0.9

    /// The headline, and what stands over it in the container.
    private mutating func cutTitle(_ range: Range<Int>) {
        let first = range.first { page.lines[$0].goodWeight > 0 } ?? range.upperBound
        let titleLine = titleNode.flatMap { node in range.first { page.lines[$0].nodes.lowerBound == node } }
        if let titleLine {
            if titleLine <= first { for index in range.lowerBound..<titleLine { page.cut(index, .beforeArticle) } }
            page.cut(titleLine, .title)
        }
        for index in range.lowerBound..<first where titles.contains(page.lines[index].titleKey) {
            page.cut(index, .title)
        }
    }

    /// Labels of buttons and links that no document has among its own lines.
    private mutating func cutLabels(_ range: Range<Int>) {
        for index in range where page.lines[index].cut == nil {
            let line = page.lines[index]
            if line.shape.weight == 0, line.kind != .preformatted {
                page.cut(index, .label)
                continue
            }
            guard let phrase = line.phrase, !line.isHeading, line.kind != .cell else { continue }
            switch phrase {
            case .skip, .print: page.cut(index, .navigation)
            case .share, .navigation, .readMore, .player, .app, .newsletter, .follow, .relatedHeading:
                if line.kind == .paragraph, line.linkDensity > 0.9 { page.cut(index, .navigation) }
            default: break
            }
        }
    }

    /// Links to other pages before and after the text: a way back, the next document.
    private mutating func cutEnds(_ range: Range<Int>) {
        func isLink(_ line: Line) -> Bool { line.linkDensity > 0.9 && !line.isHeading && line.kind == .paragraph }
        for index in range where page.lines[index].cut == nil {
            guard isLink(page.lines[index]) else { break }
            page.cut(index, .navigation)
        }
        for index in range.reversed() where page.lines[index].cut == nil {
            guard isLink(page.lines[index]) else { break }
            page.cut(index, .navigation)
        }
    }
}
