internal import StetHTML

/// Judges a box of the page - an element with its lines - by what it says and how it is built.
enum BoxJudge {
    /// The reason that the box's own words give.
    static func reasonByWording(_ page: PageLines, _ node: HTMLNode, _ range: Range<Int>) -> CutReason? {
        guard let first = range.first(where: { page.lines[$0].speaks }) else { return nil }
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
            case .commentsHeading: return .comments
            case .newsletter: if proseCount <= 2 { return .newsletter }
            case .follow, .share: if proseCount <= 1 { return .share }
            case .tags: if proseCount == 0 { return .tags }
            case .app: if proseCount <= 1 { return .advertisement }
            case .advertisement: if proseCount <= 1 || page.linkDensity(range) > 0.5 { return .advertisement }
            case .readMore: if page.linkDensity(range) > 0.4 { return .related }
            default: break
            }
        }
        if aliveCount <= 8, node.tag != .p, node.tag != .li, !LineReader.isHeading(node.tag) {
            let alive = page.lines[range].lazy.filter(\.speaks)
            let byteCount = alive.reduce(0) { $0 + $1.text.utf8.count }
            if byteCount <= Vocabulary.maximumByteCount,
                let (kind, hits) = Vocabulary.judge(alive.flatMap(\.vocabulary)),
                hits >= 2 || hits == 1 && page.controlCount(node.index) > 0 && page.proseCount(range) <= 1
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
