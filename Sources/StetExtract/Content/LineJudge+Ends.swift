/// Where the text begins and ends: what stands before the first and after the last running text.
extension LineJudge {
    mutating func cutBeforeTitle() {
        // Under running text a heading that is one of the page's titles heads its section: many pages set every section
        // under a heading of level one, or call the first section what the article is called.
        var isUnderText = false
        for index in range where page[index].cut == nil {
            if titles.contains(page[index].titleKey),
                !(isUnderText && page[index].isHeading && !page[index].shape.isProse)
            {
                cut(index, .title)
            } else if page[index].goodWeight > 0, page[index].kind != .caption {
                isUnderText = true
            }
        }
        guard let titleLine, range.contains(titleLine) else { return }
        let before = range.lowerBound..<titleLine
        let goodBefore = before.reduce(0) { $0 + page[$1].goodWeight }
        let goodAfter = (titleLine..<range.upperBound).reduce(0) { $0 + page[$1].goodWeight }
        guard goodBefore * 4 <= goodAfter else { return }
        for index in before { cut(index, .beforeArticle) }
        // What stood over the headline was no text for it to be a section's.
        if titles.contains(page[titleLine].titleKey) { cut(titleLine, .title) }
    }

    /// Before the first running text stand kickers, bylines, stamps and labels, not the article.
    mutating func cutHead() {
        guard let first = range.first(where: { page[$0].goodWeight > 0 && page[$0].kind != .caption }) else { return }
        var keepsFrom = first
        // Headings right above the first text, the term that it explains, and the time of a live page's newest entry
        // belong to it.
        while keepsFrom > range.lowerBound {
            let line = page[keepsFrom - 1]
            guard line.cut == nil, (line.isHeading || line.kind == .term) && line.linkDensity < 0.5 || line.isEntryTime
            else { break }
            keepsFrom -= 1
        }
        let listed = listedHead(before: keepsFrom, first: first)
        for index in range.lowerBound..<keepsFrom where page[index].cut == nil && page[index].kind != .caption {
            let line = page[index]
            if listed.contains(index) { continue }
            let isBegun = isText(index - 1)
            if line.linkDensity < 0.5, line.shape.isSentence && line.shape.wordCount >= 5 || isBegun && line.isListed {
                continue
            }
            // "A preventable crisis." right beside the first paragraph.
            if line.linkDensity < 0.5, line.shape.endsSentence, line.shape.wordCount >= 2, line.kind == .paragraph,
                line.parent == page[first].parent, line.parent > 0
            {
                continue
            }
            if line.kind == .preformatted || line.isEntryTime { continue }
            if line.isCore, line.kind == .paragraph, line.linkDensity < 0.5, line.shape.wordCount >= 4 { continue }
            cut(index, .beforeArticle)
        }
        /// Whether the line before is the text's: a list after it is one that it announces, or the rest of one.
        func isText(_ index: Int) -> Bool { range.contains(index) && page[index].cut == nil && !page[index].isHeading }
    }

    /// Key points and tables between headline and text that stand among the text's own paragraphs, with the heading over
    /// each.
    private func listedHead(before end: Int, first: Int) -> Set<Int> {
        guard page[first].home > 0 else { return [] }
        var kept: Set<Int> = []
        for list in lists(after: range.lowerBound - 1, before: end)
        where page[list.lowerBound].home == page[first].home && isText(list) {
            let isWhole = list.count >= (page[list.lowerBound].kind == .cell ? Self.headCellCount : Self.headItemCount)
            let words = list.reduce(0) { $0 + page[$1].shape.wordCount }
            guard isWhole, words >= Self.headItemWordCount * list.count || page[list.lowerBound].kind == .cell else {
                continue
            }
            kept.formUnion(list)
            if list.lowerBound > range.lowerBound, page[list.lowerBound - 1].isHeading {
                kept.insert(list.lowerBound - 1)
            }
        }
        return kept
    }

    /// Fewer are tabs, or who wrote it and where.
    private static let headItemCount = 3
    private static let headCellCount = 6
    /// Points are phrases; single words are labels.
    private static let headItemWordCount = 2

    /// After the last core line, lines of another make are the publisher's closing words: service notes, disclaimers,
    /// calls to join. They stay where they are a real part of the text.
    mutating func cutForeignEnd() {
        guard let last = range.last(where: { page[$0].isCore && page[$0].goodWeight > 0 && page[$0].kind != .caption })
        else { return }
        // What stands right beside kept text, as a child of the same element, is of the same make.
        var homes: Set<Int> = []
        for index in range.lowerBound...last where page[index].cut == nil && page[index].kind != .caption {
            if page[index].home > 0, page[index].goodWeight > 0 || page[index].isHeading {
                homes.insert(page[index].home)
            }
        }
        let ownLists = Set(lists(after: last).filter { isText($0) }.flatMap { $0 })
        let foreign = ((last + 1)..<range.upperBound).filter { index in
            let line = page[index]
            guard line.cut == nil, line.kind != .caption else { return false }
            if line.linkDensity < 0.5 || ownLists.contains(index), homes.contains(line.home) { return false }
            if line.isCore || line.kind == .item && line.listFollowsCore || line.kind == .cell
                || line.kind == .preformatted || line.isQuoted
            {
                return false
            }
            if isCorrection(line) { return false }
            return !(line.text.hasPrefix("(") && line.text.hasSuffix(")"))
        }
        let total = range.reduce(0) { $0 + page[$1].goodWeight }
        guard Double(foreign.reduce(0) { $0 + page[$1].goodWeight }) <= Self.foreignShare * Double(total) else {
            return
        }
        for index in foreign { cut(index, .afterArticle) }
    }

    /// A note on a correction is the article's wherever it stands.
    private func isCorrection(_ line: Line) -> Bool {
        line.kind == .paragraph && line.shape.isSentence && line.shape.weight >= Self.noteWeight
            && CorrectionWords.kind(of: line.text) == .note
    }

    /// Shorter ones are labels that ask the reader for corrections.
    private static let noteWeight = 40

    /// Found on the development pages: from .2 on, last sections in boxes of their own go.
    private static let foreignShare = 0.05

    mutating func cutTail() {
        guard let last = range.last(where: { isBody($0) }) else { return }
        let continued = continuation(after: last)
        var keptAfter = false
        let listed = listedTail(after: last)
        let quoted = quotationEnd(after: last)
        // From the end: a heading stays where something under it does.
        for index in ((last + 1)..<range.upperBound).reversed()
        where page[index].cut == nil && page[index].kind != .caption {
            let line = page[index]
            if listed.contains(index) {
                keptAfter = true
                continue
            }
            if quoted.contains(index) { continue }
            if line.text.hasPrefix("("), line.text.hasSuffix(")") { continue }
            if isCorrection(line) { continue }
            if line.isCore, line.linkDensity < 0.5, line.shape.wordCount >= 3 {
                keptAfter = true
                continue
            }
            if line.isHeading, keptAfter || continued.contains(index) { continue }
            if continued.contains(index) { continue }
            cut(index, .afterArticle)
        }
    }

    /// Paragraphs right after the last running text, in the same element and with nothing cut between: a list without
    /// a list's elements.
    private func continuation(after last: Int) -> Range<Int> {
        var end = last + 1
        guard page[last].parent > 0 else { return end..<end }
        while end < range.upperBound, page[end].cut == nil, page[end].parent == page[last].parent {
            guard
                page[end].kind == .caption
                    || page[end].linkDensity < Self.listLinkShare && page[end].shape.wordCount >= 2
            else {
                break
            }
            end += 1
        }
        return last + 1..<end
    }

    /// Who said it: the rest of a quotation that the text ends in.
    private func quotationEnd(after last: Int) -> Range<Int> {
        var end = last + 1
        while page[last].isQuoted, end < range.upperBound, page[end].isQuoted, page[end].home == page[last].home,
            page[end].cut == nil
        {
            end += 1
        }
        return last + 1..<end
    }

    /// Lists, tables and code after the last running text: each is kept or cut as a whole, so that its end is not
    /// missing.
    private func listedTail(after last: Int) -> Set<Int> {
        var kept: Set<Int> = []
        var reach = last + Self.tailListLimit
        for list in lists(after: last) where list.lowerBound <= reach && isText(list) {
            kept.formUnion(list)
            reach = list.upperBound + Self.tailListLimit
        }
        return kept
    }

    /// Whether a list says something besides where its links lead.
    private func isText(_ list: Range<Int>) -> Bool {
        let alive = list.lazy.filter { page[$0].cut == nil }
        let weight = alive.reduce(0) { $0 + page[$1].shape.weight }
        let linkWeight = alive.reduce(0) { $0 + page[$1].linkWeight }
        let share = page[list.lowerBound].kind == .item ? Self.listLinkShare : 0.5
        return Double(linkWeight) < share * Double(weight)
    }

    /// "Title, by Author" with the title linked is an entry of a list; a list of links has little besides them. From .75
    /// on, lists of links stay on the development pages.
    private static let listLinkShare = 0.7

    /// The lists, tables and code from a line on.
    private func lists(after last: Int, before end: Int? = nil) -> [Range<Int>] {
        let end = end ?? range.upperBound
        var found: [Range<Int>] = []
        var index = last + 1
        while index < end {
            let start = index
            guard page[start].isListed, page[start].cut == nil else {
                index += 1
                continue
            }
            while index < end, page[index].isListed, page[index].home == page[start].home { index += 1 }
            found.append(start..<index)
        }
        return found
    }

    /// How many lines after the last running text, or after another such list, a list may begin.
    private static let tailListLimit = 60

    private func isBody(_ index: Int) -> Bool {
        let line = page[index]
        guard line.cut == nil, line.kind != .caption else { return false }
        if line.goodWeight > 0 { return true }
        return !line.isHeading && line.shape.isSentence && line.shape.endsSentence && line.linkDensity < 0.5
    }

    /// A heading that was cut for its words alone - "Related work", "Photo", "Privacy policy" - heads a section of the
    /// article where running text stays right under it and the article has other headings of its make.
    mutating func restoreHeadings() {
        func make(_ line: Line) -> [Int]? {
            if case .heading(let level) = line.kind { [level, line.parent] } else { nil }
        }
        let makes = Set(range.filter { page[$0].cut == nil }.compactMap { make(page[$0]) })
        for index in range.dropLast() where page[index].cut != nil && page[index].isHeading {
            let line = page[index]
            let below = page[index + 1]
            guard line.linkWeight == 0, line.phrase != nil, line.shape.digitCount == 0, line.cut == Self.reason(line),
                !titles.contains(line.titleKey),
                make(line).map(makes.contains) == true, below.cut == nil, below.kind == .paragraph,
                below.parent == line.parent, below.shape.isProse, below.linkDensity < 0.3
            else { continue }
            page[index].cut = nil
        }
    }

    /// An advertisement or a call to act between two headings is no section of the first one.
    private func isLostText(_ line: Line) -> Bool {
        switch line.cut {
        case nil, .duplicate, .advertisement: false
        default: true
        }
    }

    /// A heading whose section was cut, or that nothing follows.
    mutating func cutEmptySections() {
        var openHeadings: [(index: Int, level: Int)] = []
        // Some pages set paragraphs as headings; a single one of a sentence is a call to act.
        var isAfterProse = false
        for index in range {
            defer { if page[index].cut == nil { isAfterProse = page[index].isHeading && page[index].shape.isProse } }
            let isParagraph = isAfterProse && page[index].shape.isProse
            if case .heading(let level) = page[index].kind, page[index].cut == nil, !isParagraph {
                while let last = openHeadings.last, last.level >= level {
                    // Two headings of one level in a row may be questions or a list by other means; only what was
                    // followed by cut text goes.
                    let following = last.index + 1..<index
                    if following.contains(where: { isLostText(page[$0]) }) {
                        cut(last.index, .emptySection)
                    }
                    openHeadings.removeLast()
                }
                openHeadings.append((index, level))
            } else if page[index].cut == nil {
                openHeadings.removeAll()
            }
        }
        for heading in openHeadings { cut(heading.index, .emptySection) }
    }
}
