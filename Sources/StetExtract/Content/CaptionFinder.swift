internal import StetHTML

/// Tells captions from paragraphs: by element, by the picture they stand with, by the picture's own description, and
/// by being said twice (once for wide screens, once for narrow ones).
enum CaptionFinder {
    private static let maximumWeight = 400

    /// - Parameter strictly: Only by element and description; near the headline a standfirst stands with the picture.
    static func mark(_ page: inout PageLines, _ range: Range<Int>, strictly: Bool = false) {
        let descriptions = imageDescriptions(page)
        // The running text without pictures, whose captions none of it are.
        let isText = { (page: PageLines, index: Int) in
            page.lines[index].isCore && page.lines[index].goodWeight > 0 && !standsWithPicture(page, index)
        }
        let first = strictly ? range.upperBound : range.first { isText(page, $0) } ?? range.upperBound
        let last = strictly ? range.lowerBound : range.last { isText(page, $0) } ?? range.lowerBound
        for index in range {
            let line = page.lines[index]
            guard line.cut == nil, line.kind != .caption, !line.isHeading, line.shape.weight <= maximumWeight else {
                continue
            }
            if let ancestor = figureAround(page, line) {
                if !isQuotedOrTabled(page, line, in: ancestor) { page.setKind(.caption, of: index) }
                continue
            }
            if !descriptions.isEmpty, line.shape.weight >= 20, descriptions.contains(CaptionFinder.key(line.text)) {
                page.setKind(.caption, of: index)
                continue
            }
            if line.kind == .paragraph, isCalledCaption(page.document[line.block]) {
                page.setKind(.caption, of: index)
                continue
            }
            if strictly { continue }
            // Pages built of boxes set each paragraph beside a picture; a caption that long says that it is one.
            if index > first, index < last, line.shape.isProse, line.shape.wordCount >= paragraphWordCount,
                !isNamed(page.document[line.block])
            {
                continue
            }
            if standsWithPicture(page, index) {
                // A byline with the minute of publication stands over the lead picture.
                if !LineJudge.isTimed(line) { page.setKind(.caption, of: index) }
            } else if page.document[line.block].ancestors.prefix(4).contains(where: {
                page.imageCount($0.index) > 0 && page.range($0.index).count <= 3
            }) {
                page.setByPicture(index)
            }
        }
    }

    private static func imageDescriptions(_ page: PageLines) -> Set<String> {
        var found: Set<String> = []
        guard let body = page.document.body else { return found }
        for node in body.descendants(.img) {
            if let text = node.attribute("alt"), descriptionLengths.contains(text.utf8.count) {
                found.insert(key(text))
            }
            if let text = node.attribute("title"), descriptionLengths.contains(text.utf8.count) {
                found.insert(key(text))
            }
        }
        return found
    }

    /// In bytes: shorter ones are labels, longer ones no caption's.
    private static let descriptionLengths = 21...4096

    static func key(_ text: String) -> String { text.spaceFolded }

    private static func figureAround(_ page: PageLines, _ line: Line) -> HTMLNode? {
        var node: HTMLNode? = page.document[line.block]
        var steps = 0
        while let current = node, steps < 12 {
            if current.tag == .figure {
                return page.imageCount(current.index) > 0 || current.first(.figcaption) != nil ? current : nil
            }
            if current.tag == .article || current.tag == .main || current.tag == .body { return nil }
            node = current.parent
            steps += 1
        }
        return nil
    }

    private static func isQuotedOrTabled(_ page: PageLines, _ line: Line, in figure: HTMLNode) -> Bool {
        var node: HTMLNode? = page.document[line.block]
        while let current = node, current.index != figure.index {
            if current.tag == .blockquote || current.tag == .table || current.tag == .pre || current.tag == .li {
                return true
            }
            node = current.parent
        }
        return false
    }

    /// Found on the development pages: of unnamed lines beside pictures most are captions below, paragraphs above.
    private static let paragraphWordCount = 30

    /// The element or the one around it is a caption by name: `figcaption-text`, `image__caption`, `caption-attachment-7`.
    private static func isCalledCaption(_ block: HTMLNode) -> Bool {
        ([block] + block.ancestors.prefix(1)).contains { node in
            (["class", "id"] as [HTMLAttributeName]).contains { name in
                node.attributeBytes(name).map { callsCaption($0.span) } ?? false
            }
        }
    }

    private static let captionName = Array("caption".utf8)
    private static let smallPrintName = Array("text-caption".utf8)

    /// Whether one of some names begins or ends with "caption". Bytes, since this is asked of every line.
    private static func callsCaption(_ names: Span<UInt8>) -> Bool {
        var start = 0
        for index in 0...names.count where index == names.count || names[index] <= 0x20 {
            let name = names.extracting(start..<index)
            start = index + 1
            let rest = name.count - captionName.count
            guard rest >= 0 else { continue }
            // Sets of styles have one of this name for any small print.
            if stands(smallPrintName, in: name, at: 0), name.count == smallPrintName.count { continue }
            if stands(captionName, in: name, at: rest) { return true }
            // Not "captioned-image", which is the picture.
            if stands(captionName, in: name, at: 0), name[captionName.count] | 0x20 != UInt8(ascii: "e") { return true }
        }
        return false
    }

    private static func stands(_ word: [UInt8], in name: Span<UInt8>, at place: Int) -> Bool {
        guard place + word.count <= name.count else { return false }
        for index in word.indices where name[place + index].lowercasedASCII != word[index] { return false }
        return true
    }

    private static func isNamed(_ block: HTMLNode) -> Bool {
        ([block] + block.ancestors.prefix(3)).contains { node in
            guard let names = node.attribute("class")?.lowercased() else { return false }
            return names.contains("caption") || names.contains("credit") || names.contains("legend")
        }
    }

    /// The smallest box around the line that holds a picture holds little else.
    private static func standsWithPicture(_ page: PageLines, _ index: Int) -> Bool {
        let line = page.lines[index]
        guard line.kind == .paragraph, line.shape.wordCount <= 60 else { return false }
        let block = page.document[line.block]
        var node: HTMLNode? = block
        var steps = 0
        while let current = node, steps < 4, current.tag != .body, current.tag != .article, current.tag != .main,
            current.tag != .td, current.tag != .li
        {
            let range = page.range(current.index)
            guard page.aliveCount(range) <= 2, range.count <= 3 else { return false }
            if page.imageCount(current.index) > 0 {
                if page.lines[range].contains(where: \.isHeading) { return false }
                // The picture has its caption already, or stands in a box of its own with other text.
                if let inner = current.childElements.first(where: { page.imageCount($0.index) > 0 }),
                    inner.subtreeEnd <= line.block || inner.index > line.block,
                    page.aliveCount(page.range(inner.index)) > 0
                {
                    return false
                }
                if page.lines[range].contains(where: { page.document[$0.block].tag == .figcaption }) { return false }
                // A paragraph with a picture in it is a paragraph, unless a small one.
                return current.index == block.index
                    ? line.shape.wordCount <= 25 && !line.shape.isProse : line.shape.wordCount <= 60
            }
            node = current.parent
            steps += 1
        }
        return false
    }
}
