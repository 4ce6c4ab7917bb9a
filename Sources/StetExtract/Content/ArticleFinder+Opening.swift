internal import StetHTML

/// What stands between headline and text and is the article's: captions of its picture, and an opening in a box of its own.
extension ArticleFinder {
    mutating func restoreLeadCaptions(before range: Range<Int>) {
        var seen = Set(
            page.lines[range].filter { $0.cut == nil && $0.kind == .caption }.map { TitleKey.folded($0.text) })
        for index in leadCaptions where page.lines[index].cut == .outside && LineJudge.reason(page.lines[index]) == nil
        {
            if seen.insert(page.lines[index].titleKey).inserted { page.restore(index) }
        }
    }

    /// Paragraphs that stand together between headline and text are the article's opening in a box of its own.
    ///
    /// - Complexity: O(n) in the lines down to the end of the text.
    mutating func restoreOpening(before range: Range<Int>) {
        guard let titleNode, let title = page.lines.firstIndex(where: { $0.nodes.lowerBound >= titleNode }),
            title < range.lowerBound
        else { return }
        // Counted when an opening is found, which most pages have none of.
        var timesSaid: [String: Int]?
        var start = title + 1
        while start < range.lowerBound {
            let parent = page.lines[start].parent
            let end =
                page.lines[start..<range.lowerBound].firstIndex { $0.parent != parent || !mayOpen($0) }
                ?? range.lowerBound
            let run = page.lines[start..<end]
            if run.count >= 2, run.contains(where: \.shape.isProse),
                run.reduce(0, { $0 + $1.shape.weight }) >= Self.openingWeight
            {
                let times =
                    timesSaid
                    ?? page.lines[title..<range.upperBound].reduce(into: [:]) { $0[$1.titleKey, default: 0] += 1 }
                timesSaid = times
                // A summary that phones see and one for wide screens say the same.
                if run.allSatisfy({ times[$0.titleKey] == 1 }) {
                    for index in start..<end { page.restore(index) }
                    bodyStart = range.lowerBound
                }
            }
            start = max(end, start + 1)
        }
    }

    private func mayOpen(_ line: Line) -> Bool {
        line.cut == .outside && line.kind == .paragraph && page.document[line.block].tag == .p
            && line.shape.isSentence && line.linkDensity < 0.3 && !line.isByPicture && line.phrase == nil
            && line.vocabulary.isEmpty && LineJudge.reason(line) == nil
    }

    /// The weight of two sentences; less is a note on the page.
    private static let openingWeight = 150

    /// A picture between headline and text stands outside the text's own container on most pages; its caption is the
    /// article's. Lines judged so keep their place before the text.
    mutating func keepLeadCaptions(before start: Int) {
        guard let titleNode, let title = page.lines.firstIndex(where: { $0.nodes.lowerBound >= titleNode }),
            title < start
        else { return }
        CaptionFinder.mark(&page, title..<start, strictly: true)
        for index in title..<start
        where page.lines[index].kind == .caption && page.lines[index].shape.weight >= Self.captionWeight {
            leadCaptions.append(index)
        }
        guard leadCaptions.count <= Self.maximumLeadCaptionCount else {
            leadCaptions = []
            return
        }
    }

    /// More captions than these between headline and text are a gallery of other stories.
    private static let maximumLeadCaptionCount = 6
    private static let captionWeight = 15
}
