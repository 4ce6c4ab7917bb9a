internal import StetHTML

/// Tells the items of lists, and the terms and values of descriptions, that say something of the article's matter: among
/// them "Comments", "Print", "212 m" and "5 May 2026" are values, as they are in a table's cells.
enum ListValues {
    /// Marks the unlinked items after the headline whose lists are the article's.
    ///
    /// - Complexity: O(n) in lines, for each of which a few ancestors are looked at.
    static func mark(_ page: inout PageLines, titleNode: Int?) {
        var lists: [Int: [Int]] = [:]
        var textParents: Set<Int> = []
        for index in page.lines.indices where page.lines[index].nodes.lowerBound > titleNode ?? 0 {
            let line = page.lines[index]
            switch line.kind {
            case .item, .term: if let list = list(around: line, page) { lists[list, default: []].append(index) }
            case .paragraph: if line.goodWeight > 0 { textParents.insert(line.parent) }
            default: break
            }
        }
        // All are judged before any is marked, since what is marked has no wording any more.
        let values = lists.filter { holdsValues(page, page.document[$0.key], $0.value, textParents) }.flatMap(\.value)
        for index in values where isShort(page.lines[index]) { page.setValue(index) }
    }

    /// What longer items and sentences say of themselves tells as much as it does elsewhere.
    private static func isShort(_ line: Line) -> Bool {
        line.linkWeight == 0 && line.shape.wordCount <= valueWordCount && !line.shape.endsSentence
    }

    private static let valueWordCount = 4

    private static func holdsValues(
        _ page: PageLines, _ list: HTMLNode, _ items: [Int], _ textParents: Set<Int>
    ) -> Bool {
        if list.tag == .dl {
            // A description has a term for about every value, and its terms are not what stamps are labelled with.
            let terms = items.filter { page.lines[$0].kind == .term }
            let plain = terms.count { LineJudge.reason(page.lines[$0]) == nil }
            return plain > 0 && plain * 2 >= terms.count && items.count <= (valuesPerTerm + 1) * terms.count
        }
        guard let parent = parent(of: list, page), textParents.contains(parent) else { return false }
        if BoxJudge.isAnnounced(page, items[0]..<items[0]) { return true }
        guard page.lines[items[0]].phrase?.introducesBoilerplate != true else { return false }
        let plain = items.count { page.lines[$0].linkDensity < 0.5 && LineJudge.reason(page.lines[$0]) == nil }
        return plain * 2 >= items.count
    }

    /// More values under one term are a list under a label.
    private static let valuesPerTerm = 2

    private static func list(around line: Line, _ page: PageLines) -> Int? {
        let block = page.document[line.block]
        if isList(block.tag) { return block.index }
        return block.ancestors.prefix(maximumDepth).first { isList($0.tag) }?.index
    }

    /// The element that the outermost list stands in, wrappers around it left aside.
    private static func parent(of list: HTMLNode, _ page: PageLines) -> Int? {
        var outermost = list
        for ancestor in list.ancestors.prefix(maximumDepth) {
            if isList(ancestor.tag) {
                outermost = ancestor
            } else if ancestor.tag != .li {
                break
            }
        }
        var node = outermost
        while let parent = node.parent {
            guard PageLines.isWrapper(parent.tag), page.range(parent.index).count == page.range(outermost.index).count
            else { return parent.index }
            node = parent
        }
        return nil
    }

    private static func isList(_ tag: HTMLTag) -> Bool { tag == .ul || tag == .ol || tag == .dl }

    /// Lists in lists, and wrappers in items: what stands deeper is looked for no further.
    private static let maximumDepth = 8
}
