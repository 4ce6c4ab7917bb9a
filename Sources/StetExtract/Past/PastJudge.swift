/// Lets the past tip what the page's own evidence decided narrowly.
///
/// In the order of what beats what:
/// 1. text that stands on several other pages of the site is the site's, also where it was taken for the article's before;
/// 2. what a line's own wording says - consent, sign-up, a relative time - holds whatever was thought before;
/// 3. what stood in the article stays in it, at its place and no more often than before;
/// 4. what was left out stays left out, unless it stood in a box and stands in the running text now;
/// 5. new text is judged by the page alone.
///
/// The text of the article comes from the page, always: a line whose numbers changed is the line as it is now.
struct PastJudge {
    /// How much the past may change. Beyond it the past is another page's, or a trap, and is not believed at all.
    private enum Cap {
        /// The share of the article's good text that may go as the site's.
        static let template = 0.4
        /// The share that may go as left out before.
        static let leftOut = 0.4
        /// The weight that may come back, as a multiple of the weight that was kept without the past.
        static let restored = 1.0
        /// The share of the article's bytes that may go as sentences of the site within its lines.
        static let sentences = 0.1
    }

    /// On how many other pages, and on what share of them, text is the site's. Articles on one matter share paragraphs of
    /// background, and policies share clauses: text built like the article's must be on more of them.
    private enum Template {
        static let pageCount = 2
        static let share = 0.5
        static let corePageCount = 4
        static let coreShare = 0.75
        /// For text that was left out before: which pages of the site are at hand changes from one reading to the next.
        static let againPageCount = 2
        static let againShare = 0.25
    }

    /// - Complexity: that of `PastEvidence.mark`.
    static func judge(_ lines: inout [Line], by past: PastEvidence) {
        past.mark(&lines)
        cutTemplate(&lines)
        var judged = lines
        restore(&judged)
        cutLeftOut(&judged)
        if isBelievable(judged, after: lines) { lines = judged }
        boundSentences(&lines)
    }

    // MARK: - Where the article was

    /// The lines with all cut but what was the article, where most of that was passed over for another part of the page
    /// that says hardly more; nil elsewhere.
    ///
    /// So comments that grew cannot take the article's place, while an article that was mistaken for its comments once is
    /// found as soon as the page's own evidence for it is clear.
    static func formerArticle(in lines: [Line], by past: PastEvidence) -> [Line]? {
        var marked = lines
        past.mark(&marked)
        var kept = 0
        var former = 0
        var passedOver = 0
        for index in marked.indices {
            kept += marked[index].goodWeight
            guard case .article(isInPlace: true, _)? = marked[index].past?.state else {
                if marked[index].cut == nil { marked[index].cut = .outside }
                continue
            }
            let isOutside = marked[index].cut == .outside
            if isOutside { marked[index].cut = nil }
            former += marked[index].goodWeight
            if isOutside { passedOver += marked[index].goodWeight }
        }
        guard passedOver * 2 > former, Double(former) >= formerShare * Double(kept) else { return nil }
        return marked
    }

    /// How much of the former article must still be there, as a share of what the page's own evidence keeps. That goes to
    /// another part of the page where the article is less than three tenths of it (`ContainerFinder`); at half of this the
    /// other part is so clear that the past was mistaken.
    private static let formerShare = 0.15

    // MARK: - The site's

    private static func cutTemplate(_ lines: inout [Line]) {
        var judged = lines
        for index in lines.indices where lines[index].cut == nil && isTemplate(lines[index]) {
            judged[index].cut = .template
        }
        let total = lines.reduce(0) { $0 + $1.goodWeight }
        let left = judged.reduce(0) { $0 + $1.goodWeight }
        if Double(total - left) <= Cap.template * Double(total) { lines = judged }
    }

    private static func isTemplate(_ line: Line) -> Bool {
        guard let past = line.past else { return false }
        let site = past.onSite
        if past.isLeftOut, site.pageCount >= Template.againPageCount, site.share >= Template.againShare { return true }
        if line.isCore, line.goodWeight > 0 { return isTemplateSentence(site) }
        return site.pageCount >= Template.pageCount && site.share >= Template.share
    }

    /// Whether running text seen so often is the site's.
    static func isTemplateSentence(_ site: Line.Past.Sight) -> Bool {
        site.pageCount >= Template.corePageCount && site.share >= Template.coreShare
    }

    /// Leaves the sentences of the article's lines as they are where too much of them would go.
    private static func boundSentences(_ lines: inout [Line]) {
        var total = 0
        var foreign = 0
        for line in lines where line.cut == nil {
            total += line.text.utf8.count
            guard let past = line.past, !past.foreignSentences.isEmpty else { continue }
            for part in LineSentences.parts(of: line) {
                guard let key = part.key, past.foreignSentences.contains(key) else { continue }
                foreign += part.text.utf8.count
            }
        }
        guard Double(foreign) > Cap.sentences * Double(total) else { return }
        for index in lines.indices { lines[index].past?.foreignSentences = [] }
    }

    // MARK: - The article's before

    private static func restore(_ lines: inout [Line]) {
        for index in lines.indices {
            guard case .article(let isInPlace, let form)? = lines[index].past?.state else { continue }
            if lines[index].cut != nil {
                guard isInPlace, mayComeBack(lines[index]) else { continue }
                lines[index].cut = nil
                lines[index].isKeptByPast = true
            }
            switch (form, lines[index].kind) {
            case (.caption, .paragraph): lines[index].kind = .caption
            case (.text, .caption): lines[index].kind = .paragraph
            case (.text, .heading) where lines[index].isKeptByPast: lines[index].kind = .paragraph
            default: break
            }
        }
    }

    private static func mayComeBack(_ line: Line) -> Bool {
        if line.cut == .template || line.cut == .rule || line.cut == .unselected { return false }
        switch LineJudge.reason(line) {
        case .consent, .meter, .newsletter, .relativeTime, .advertisement, .share, .copyright, .label: return false
        default: return true
        }
    }

    // MARK: - Left out before

    private static func cutLeftOut(_ lines: inout [Line]) {
        for index in lines.indices where lines[index].cut == nil && lines[index].past?.isLeftOut == true {
            lines[index].cut = .leftOutBefore
        }
    }

    private static func isBelievable(_ judged: [Line], after lines: [Line]) -> Bool {
        var total = 0
        var removed = 0
        var weight = 0
        var restored = 0
        for (line, new) in zip(lines, judged) {
            total += line.goodWeight
            if line.cut == nil { weight += line.shape.weight }
            if line.cut == nil, new.cut != nil { removed += line.goodWeight }
            if line.cut != nil, new.cut == nil { restored += new.shape.weight }
        }
        return Double(removed) <= Cap.leftOut * Double(total) && Double(restored) <= Cap.restored * Double(weight)
    }
}
