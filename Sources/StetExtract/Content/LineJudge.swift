internal import StetHTML

/// Judges the lines of the article's container one by one, by wording, by where they stand to the first and last
/// running text, and by what was said before. Plain-text pages are judged by it alone.
struct LineJudge {
    var page: [Line]
    let range: Range<Int>
    let titles: Set<String>
    let titleLine: Int?

    static func judge(
        _ page: inout PageLines, range: Range<Int>, titles: Set<String>, titleNode: Int?, authors: Set<String>
    ) {
        let titleLine = titleNode.flatMap { node in page.lines.firstIndex { $0.nodes.lowerBound >= node } }
        let entryTimes = EntryTimes.find(in: page, range)
        for index in entryTimes { page.markEntryTime(index) }
        let judged = judge(page.lines, range: range, titles: titles, titleLine: titleLine, authors: authors)
        for index in range {
            if let reason = judged[index].cut { page.cut(index, reason) } else { page.restore(index) }
            if judged[index].kind != page.lines[index].kind { page.setKind(judged[index].kind, of: index) }
        }
        page.recount()
    }

    static func judge(
        _ lines: [Line], range: Range<Int>, titles: Set<String>, titleLine: Int?, authors: Set<String> = []
    ) -> [Line] {
        var judge = LineJudge(page: lines, range: range, titles: titles, titleLine: titleLine)
        judge.markRepeated()
        for index in PullQuotes.find(in: judge.page, range) { judge.cut(index, .duplicate) }
        judge.cutByWording()
        judge.cutBeforeTitle()
        judge.cutHead()
        judge.cutAuthorBox(authors)
        judge.cutForeignEnd()
        judge.cutReportingCredits()
        judge.cutTail()
        judge.restoreHeadings()
        judge.cutEmptySections()
        return judge.page
    }

    mutating func cut(_ index: Int, _ reason: CutReason) {
        if page[index].cut == nil { page[index].cut = reason }
    }

    /// The same line twice: a caption for two screens, a teaser of the text, a pull quote. The first one stays, unless
    /// it is a caption said several times: then that is what it is.
    private mutating func markRepeated() {
        var seen: [String: [Int]] = [:]
        for index in range
        where page[index].cut == nil && page[index].kind == .paragraph
            && page[index].shape.wordCount <= Self.captionWordCount
            && Self.hasCredit(page[index].text)
        {
            page[index].kind = .caption
        }
        for index in range where page[index].cut == nil && page[index].shape.weight >= 20 && page[index].kind != .cell {
            seen[page[index].titleKey, default: []].append(index)
        }
        for places in seen.values where places.count > 1 {
            let isCaption =
                places.contains { page[$0].kind == .caption || page[$0].isByPicture }
                || (page[places[0]].kind == .paragraph && Self.hasCredit(page[places[0]].text))
            if isCaption { for index in places { page[index].kind = .caption } }
            let isAdjacent =
                zip(places, places.dropFirst()).contains { $1 == $0 + 1 } && page[places[0]].kind == .paragraph
                && places.count > 1
            if isAdjacent, !isCaption, page[places[0]].shape.weight >= Self.repeatedWeight,
                page[places[0]].shape.wordCount <= Self.captionWordCount
            {
                for index in places { page[index].kind = .caption }
            }
            let isLabel = page[places[0]].shape.weight < Self.repeatedWeight && !isCaption
            if isLabel { continue }
            // Terms and policies say the same clause or address twice and mean it: where both stand among the running
            // text, a change to one of them must be seen.
            let isMeant = !isCaption && !isAdjacent && places.allSatisfy { page[$0].isCore && !page[$0].isQuoted }
            if isMeant { continue }
            for index in places.dropFirst() { cut(index, .duplicate) }
        }
    }

    private static let captionWordCount = 60

    /// Shorter lines may recur in an article: "Pros:", "Deadline: varies".
    private static let repeatedWeight = 60

    /// "… /Chinese Foreign Ministry": a caption's credit after a slash at the end.
    static func hasCredit(_ text: String) -> Bool {
        guard text.utf8.suffix(maximumCreditByteCount + 1).contains(UInt8(ascii: "/")),
            let slash = text.lastIndex(of: "/"), slash > text.startIndex
        else { return false }
        let credit = text[text.index(after: slash)...]
        let before = text[..<slash]
        guard let mark = before.last, mark == " " || ".!?”\"".contains(mark) else { return false }
        return !credit.isEmpty && credit.utf8.count <= maximumCreditByteCount && credit.first?.isUppercase == true
            && !credit.hasSuffix(".")
    }

    private static let maximumCreditByteCount = 60

    private mutating func cutByWording() {
        for index in range where page[index].cut == nil {
            let line = page[index]
            if line.kind == .preformatted || line.kind == .caption { continue }
            if line.isEntryTime, Self.isPlainTime(line.text) { continue }
            if let reason = Self.reason(line) {
                if reason == .related || reason == .comments, line.isHeading, headsText(index) { continue }
                cut(index, reason)
            }
        }
        cutRecurringLinks()
        cutListsUnderLabels()
        cutStoriesUnderLabels()
    }

    /// "Quote", "Start course": a linked word or two that stands again and again is what to press, not text.
    private mutating func cutRecurringLinks() {
        var places: [String: [Int]] = [:]
        for index in range {
            let line = page[index]
            guard line.cut == nil, line.kind == .paragraph, line.linkDensity > 0.9,
                line.shape.wordCount <= Self.buttonWordCount
            else { continue }
            places[line.titleKey, default: []].append(index)
        }
        for places in places.values where places.count >= Self.recurringCount {
            for index in places { cut(index, .label) }
        }
    }

    private static let buttonWordCount = 4
    private static let recurringCount = 3

    /// "Contact", "Author", "Discussion": such a heading goes with links or comments under it, and stays with text under
    /// it.
    private func headsText(_ index: Int) -> Bool {
        guard BoilerplatePhrases.isAmbiguousHeading(page[index].text), case .heading(let level) = page[index].kind
        else {
            return false
        }
        // Its parts may have headings of their own.
        let below = (index + 1..<range.upperBound).first { index in
            if case .heading(let other) = page[index].kind { return other <= level || page[index].linkDensity > 0.3 }
            return true
        }
        guard let below else { return false }
        let next = page[below]
        return next.cut == nil && !next.isHeading && next.linkDensity < 0.3 && next.shape.weight >= Self.headedWeight
            && Self.reason(next) == nil
    }

    private static let headedWeight = 20

    /// A list of linked items right under "More stories" goes with its heading.
    private mutating func cutListsUnderLabels() {
        var reason: CutReason?
        for index in range {
            let line = page[index]
            if line.kind == .item, let reason, line.linkDensity > 0.2 {
                cut(index, reason)
            } else if line.phrase?.introducesBoilerplate == true, line.cut != nil, line.kind != .item {
                reason = line.cut
            } else if line.cut == nil {
                reason = nil
            }
        }
    }

    /// Stories right under "Latest news", each a linked headline with a sentence or two, go with their heading.
    private mutating func cutStoriesUnderLabels() {
        let total = range.reduce(0) { $0 + page[$1].goodWeight }
        for label in range
        where page[label].cut == .related && page[label].phrase == .relatedHeading && page[label].linkDensity < 0.5 {
            let stories = stories(after: label)
            guard let first = stories.first, let last = stories.last, stories.count >= 2 else { continue }
            let whole = first.lowerBound..<last.upperBound
            let weight = whole.reduce(0) { $0 + page[$1].goodWeight }
            guard Double(weight) <= Self.storiesShare * Double(total) else { continue }
            for index in whole { cut(index, .related) }
        }
    }

    /// The stories that follow a line one after the other. None has more lines than the first: what stands under the
    /// last may be text again.
    private func stories(after label: Int) -> [Range<Int>] {
        var stories: [Range<Int>] = []
        var start = label + 1
        while start < range.upperBound, isLinkedHeadline(page[start]) {
            let limit = stories.first?.count ?? Self.storyLineCount
            var end = start + 1
            while end < range.upperBound, end - start < limit, !page[end].isHeading, !isLinkedHeadline(page[end]) {
                end += 1
            }
            guard (start + 1..<end).contains(where: { page[$0].linkDensity < 0.7 && page[$0].shape.isSentence }) else {
                break
            }
            stories.append(start..<end)
            start = end
        }
        return stories
    }

    private func isLinkedHeadline(_ line: Line) -> Bool {
        line.linkDensity > 0.8 && line.shape.wordCount >= 3 && line.phrase == nil && line.kind != .cell
    }

    /// Headline, date, an excerpt of a paragraph or two, and a link to read on.
    private static let storyLineCount = 5
    /// Excerpts of several stories outweigh a short article.
    private static let storiesShare = 0.6
}
