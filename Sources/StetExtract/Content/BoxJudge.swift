internal import StetHTML

/// Judges a box of the page - an element with its lines - by what it says and how it is built.
enum BoxJudge {
    /// The reason that the box's own words give.
    static func reasonByWording(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>) -> CutReason? {
        guard let first = range.first(where: { page.lines[$0].speaks }) else { return nil }
        // A table's row is no box: what its first cell says is a value.
        if node.tag == .tr, page.linkWeight(range) == 0, page.aliveCount(range) >= 2 { return nil }
        let line = page.lines[first]
        let aliveCount = range.reduce(0) { $0 + (page.lines[$1].speaks ? 1 : 0) }
        if aliveCount > 1, !line.shape.isProse || line.linkDensity > 0.7, let kind = line.phrase,
            kind.introducesBoilerplate
        {
            let rest = first + 1..<range.upperBound
            let proseCount = page.proseCount(rest)
            switch kind {
            case .relatedHeading:
                // "More information" may head a part of the article; links under it tell.
                let isLinked = page.linkDensity(rest) > 0.4 || page.linkLineCount(rest) * 2 >= page.aliveCount(rest)
                if isLinked || proseCount == 0
                    || page.linkLineCount(rest) >= 2 && page.linkLineCount(rest) >= proseCount
                {
                    return .related
                }
            case .commentsHeading:
                // "Discussion" heads a part of a paper too; comments have times, or a form to write one.
                let isCommented =
                    page.controlCount(node.index) > 0 || page.relativeTimeCount(rest) > 0
                    || page.lines[rest].contains { LineJudge.isDated($0) }
                if !BoilerplatePhrases.isAmbiguousHeading(line.text) { return .comments }
                // "118 reviews" stands over a product's description too.
                if isCommented && (line.isHeading || line.shape.digitCount == 0) || proseCount == 0 { return .comments }
            case .newsletter:
                let isAbout = page.lines[rest].allSatisfy { !$0.speaks || !$0.shape.isProse || !$0.vocabulary.isEmpty }
                if proseCount == 0 || proseCount <= 2 && (isAbout || page.controlCount(node.index) > 0) {
                    return .newsletter
                }
            case .follow, .share:
                if proseCount <= 1, !page.lines[rest].contains(where: isForeign) || page.linkDensity(rest) > 0.2 {
                    return .share
                }
            // Over a column it says what its values are.
            case .tags: if proseCount == 0, line.kind != .cell { return .tags }
            case .app: if proseCount <= 1 { return .advertisement }
            case .advertisement:
                // Running text without links under the label is the article going on.
                let density = page.linkDensity(rest)
                if proseCount == 0 || proseCount <= 1 && (density > 0.2 || endsInLoneLink(page, rest)) || density > 0.5
                {
                    return .advertisement
                }
            case .readMore: if page.linkDensity(range) > 0.4 { return .related }
            default: break
            }
        }
        if aliveCount <= 8, node.tag != .p, node.tag != .li, !LineReader.isHeading(node.tag) {
            let alive = page.lines[range].lazy.filter(\.speaks)
            let byteCount = alive.reduce(0) { $0 + $1.text.utf8.count }
            if byteCount <= Vocabulary.maximumByteCount,
                let (kind, hits) = Vocabulary.judge(alive.flatMap(\.vocabulary)),
                hits >= 2 || hits == 1 && page.proseCount(range) <= 1 && asks(page, node, range, kind),
                alive.allSatisfy({ !isForeign($0) })
            {
                switch kind {
                case .consent: return .consent
                case .meter: return .meter
                case .newsletter: return .newsletter
                case .follow: return .share
                case .copyright: return byteCount < 400 ? .copyright : nil
                }
            }
        }
        return nil
    }

    /// One short text and a link to learn more of it.
    private static func endsInLoneLink(_ page: PageLines, _ rest: Range<Int>) -> Bool {
        let alive = rest.filter { page.lines[$0].speaks }
        guard let last = alive.last, alive.count <= adLineCount, page.weight(rest) <= adWeight else { return false }
        return page.lines[last].linkDensity > 0.9 && page.lines[last].shape.wordCount <= callWordCount
    }

    /// Headline, text and link; more text is an article that goes on under the label of an empty place.
    private static let adLineCount = 3
    private static let adWeight = 250
    /// "Learn more", "Jetzt Angebot sichern": no other story's headline.
    private static let callWordCount = 4

    /// A question with buttons to choose an answer by.
    static func isPoll(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>) -> Bool {
        guard page.aliveCount(range) <= pollLineCount, page.proseCount(range) == 0,
            let first = range.first(where: { page.lines[$0].speaks }), page.lines[first].isQuestion
        else { return false }
        return node.descendants(.input).count { $0.attribute("type")?.lowercased() == "radio" } >= 2
    }

    private static let pollLineCount = 10

    /// Whether the box wants something done: it has a field to fill in, for a choice a button, or ends in a link that says
    /// "Donate", "Subscribe".
    private static func asks(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>, _ kind: Vocabulary.Kind) -> Bool
    {
        if page.controlCount(node.index) > 0 { return true }
        if kind == .consent { return node.first(.button) != nil }
        guard let last = range.last(where: { page.lines[$0].speaks }) else { return false }
        return page.lines[last].linkDensity > 0.9 && page.lines[last].phrase == .newsletter
    }

    /// Whether a box is by its name a heading in the text: "subheadline", "crosshead".
    static func isCalledSubheading(_ node: HTMLNode) -> Bool {
        let name = node.attribute("class")?.lowercased() ?? ""
        return ["subhead", "crosshead", "cross-head", "intertit", "zwischentitel"].contains { name.contains($0) }
    }

    /// A sentence that has nothing of boilerplate's wording: it is no part of a box that is told by its wording.
    static func isForeign(_ line: Line) -> Bool {
        (line.shape.isProse || line.shape.isSentence && line.shape.weight >= foreignWeight) && line.linkDensity < 0.5
            && line.vocabulary.isEmpty && line.phrase == nil && line.cut == nil
    }

    private static let foreignWeight = 40

    /// Teasers of other stories: like-built children, each with a linked headline, a sentence or two, and a date or picture.
    static func isTeaserList(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>) -> Bool {
        guard page.linkLineCount(range) >= 3 else { return false }
        var teasers = 0
        var dated = 0
        for child in node.childElements {
            let childRange = page.range(child.index)
            let alive = page.lines[childRange].lazy.filter(\.speaks)
            guard let first = alive.first(where: { !$0.isRelativeTime }) else { continue }
            guard first.linkDensity > 0.8, alive.count <= 5, page.good(childRange) <= maximumTeaserWeight else {
                return false
            }
            teasers += 1
            if page.imageCount(child.index) > 0 || alive.contains(where: { LineJudge.isDated($0) }) { dated += 1 }
        }
        return teasers >= 3 && dated == teasers
    }

    private static let maximumTeaserWeight = 250

    /// A list whose items are each led by a linked heading, with a sentence or two: other stories, whatever stands by them.
    static func isHeadlineList(_ page: PageLines, _ node: HTMLNode) -> Bool {
        var count = 0
        for item in node.childElements {
            let range = page.range(item.index)
            guard let first = page.lines[range].first(where: { $0.speaks && !$0.isRelativeTime }) else { continue }
            guard first.isHeading, first.linkDensity > 0.9, page.good(range) <= maximumTeaserWeight else {
                return false
            }
            count += 1
        }
        return count >= 2
    }

    /// A label over one linked headline: "More:" and the story's title.
    static func isLabelledLink(_ page: PageLines, _ range: Range<Int>) -> Bool {
        guard range.count <= 3 else { return false }
        let alive = page.lines[range].filter(\.speaks)
        guard alive.count >= 2, let label = alive.first, label.linkWeight == 0, !label.isHeading,
            label.shape.wordCount <= 3, label.shape.endsColon || label.phrase?.introducesBoilerplate == true
        else { return false }
        return alive.dropFirst().allSatisfy { $0.linkDensity > 0.9 && !$0.shape.endsSentence && $0.kind != .item }
    }

    /// A table of contents: its links lead to places of this page. It is the article's own, unlike links to others.
    ///
    /// Some write the address of the page before the place, so that a place anywhere counts.
    static func leadsInside(_ node: HTMLNode) -> Bool {
        var links = 0
        var inner = 0
        for link in node.descendants(.a) {
            guard let target = link.attributeBytes("href") else { continue }
            links += 1
            if target.contains(UInt8(ascii: "#")) { inner += 1 }
        }
        return links > 0 && inner * 10 >= links * 8
    }

    /// Whether the line before the box ends in a colon, or - in a standing document - is a heading.
    static func isAnnounced(_ page: PageLines, _ range: Range<Int>, byHeading: Bool = false) -> Bool {
        for index in (max(0, range.lowerBound - announcementReach)..<range.lowerBound).reversed() {
            let line = page.lines[index]
            guard line.cut == nil else { continue }
            if byHeading { return line.shape.endsColon || line.isHeading }
            return line.shape.endsColon && line.shape.wordCount >= 5 && line.phrase == nil
        }
        return false
    }

    /// What stands before more lines than these, all of them cut, announces nothing. A bound, for pages of nothing but
    /// lists of links.
    private static let announcementReach = 200

    /// Cards that lead to other pages: several like-built children, each led by a link and saying little else.
    static func isCardList(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>) -> Bool {
        guard page.linkLineCount(range) >= 2 else { return false }
        var cards = 0
        var others = 0
        var good = 0
        for child in node.childElements {
            let childRange = page.range(child.index)
            guard !childRange.isEmpty, page.aliveCount(childRange) > 0 else { continue }
            let links = page.linkLineCount(childRange)
            let lines = page.aliveCount(childRange)
            let childGood = page.good(childRange)
            if links >= 1, lines <= 8, childGood <= 320, links * 4 >= lines {
                cards += 1
            } else {
                others += 1
            }
            good += childGood
        }
        return cards >= 2 && cards >= others * 2
    }
}

extension LineReader {
    static func isHeading(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }
}
