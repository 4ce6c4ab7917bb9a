internal import StetHTML

/// What stands in a page's text and is no part of its wording: what the publisher struck out, marks that lead to a note
/// or to the place itself, labels for editors, the numbers of lines, and text that only readers' software is to say.
///
/// All of it is told by element and link, never by the site. It is left out where lines and blocks are read.
struct Apparatus {
    /// Left out whatever else is read.
    let marks: NodeRanges
    /// The same with what is out of sight, which is read where a page shows hardly anything else.
    let all: NodeRanges

    /// - Complexity: O(n) in the elements of these kinds and their text.
    init(of document: HTMLDocument) {
        guard let body = document.body else {
            marks = NodeRanges()
            all = NodeRanges()
            return
        }
        let marks =
            Self.struck(in: body) + Self.references(in: body) + Self.permalinks(in: body) + Self.lineNumbers(in: body)
        self.marks = NodeRanges(marks)
        all = NodeRanges(marks + Self.outOfSight(in: body))
    }

    // MARK: - Struck text

    /// Text that was struck through is withdrawn: the article does not say it any more. A page that strikes through a
    /// third of itself has lost the end of an element, and says what it says.
    private static func struck(in body: HTMLNode) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var byteCount = 0
        for node in body.descendants(anyOf: [.del, .s, .strike], with: ["style"])
        where node.index >= found.last?.upperBound ?? 0 {
            guard isStruck(node) else { continue }
            byteCount += node.textBytes.count
            found.append(node.index..<node.subtreeEnd)
        }
        return byteCount * struckShare <= body.textBytes.count ? found : []
    }

    private static let struckShare = 3

    private static func isStruck(_ node: HTMLNode) -> Bool {
        switch node.tag {
        case .del, .s, .strike: return true
        default: break
        }
        guard let style = node.attributeBytes("style"), style.count >= 12 else { return false }
        return String(decoding: style, as: UTF8.self).lowercased().contains("line-through")
    }

    // MARK: - Marks that lead somewhere

    /// "[1]", or a raised number or star, that leads to a note on the page.
    private static func references(in body: HTMLNode) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for node in body.descendants(.a) where node.index >= found.last?.upperBound ?? 0 {
            guard leadsInside(node) else { continue }
            let text = node.textBytes
            guard text.count <= maximumMarkByteCount else { continue }
            let raised = raised(around: node)
            let isNote = node.attribute("role") == "doc-noteref"
            guard raised != nil || isNote || node.descendants.contains(where: { $0.tag == .sup }) || isBracketed(text),
                isMark(text)
            else { continue }
            found.append((raised ?? node).range)
        }
        return found
    }

    /// The `sup` around a link, where it holds nothing but such links and brackets.
    private static func raised(around link: HTMLNode) -> HTMLNode? {
        guard let sup = link.ancestors.prefix(2).first(where: { $0.tag == .sup }) else { return nil }
        var rest = 0
        for node in sup.descendants where node.isText {
            let isLinked = node.ancestors.prefix { $0.index > sup.index }.contains { $0.tag == .a }
            if !isLinked { rest += node.textBytes.count { $0.isLetterOrDigit } }
        }
        return rest == 0 ? sup : nil
    }

    private static let maximumMarkByteCount = 16

    private static func leadsInside(_ link: HTMLNode) -> Bool {
        link.attributeBytes("href")?.contains(UInt8(ascii: "#")) ?? false
    }

    private static func isBracketed(_ text: ArraySlice<UInt8>) -> Bool {
        let text = text.trimmingSpace
        return text.count >= 3 && text.first == UInt8(ascii: "[") && text.last == UInt8(ascii: "]")
    }

    /// A number or a letter or two, in brackets or not: "[12]", "b", "*", "note 3".
    private static func isMark(_ text: ArraySlice<UInt8>) -> Bool {
        let letters = text.count { $0.isLetter }
        return letters <= 2 || letters == 4 && String(decoding: text, as: UTF8.self).lowercased().contains("note")
    }

    // MARK: - Marks of the place itself

    /// "#", "¶" or "§" that leads to the heading it stands in, "↑" that leads back, and "[edit]".
    private static func permalinks(in body: HTMLNode) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for node in body.descendants(.a) where node.index >= found.last?.upperBound ?? 0 {
            let text = node.textBytes.trimmingSpace
            guard !text.isEmpty, text.count <= maximumLabelByteCount, !isInCode(node) else { continue }
            if leadsInside(node), isSign(text) || isInHeading(node) && isPermalinkLabel(text) {
                found.append(node.range)
            } else if let label = editLabel(around: node) {
                found.append(label.range)
            }
        }
        return found
    }

    private static let maximumLabelByteCount = 80

    /// Neither letter nor digit of any script.
    private static func isSign(_ text: ArraySlice<UInt8>) -> Bool {
        text.count <= maximumMarkByteCount && TextShape(text.span).weight == 0
    }

    private static func isPermalinkLabel(_ text: ArraySlice<UInt8>) -> Bool {
        permalinkLabels.contains(String(decoding: text, as: UTF8.self).lowercased())
    }

    private static let permalinkLabels: Set<String> = [
        "permalink", "link", "anchor", "copy link", "direct link", "link to this heading", "link to this section",
    ]

    /// Signs in code are its operators, which listings link to what they mean.
    private static func isInCode(_ node: HTMLNode) -> Bool {
        node.ancestors.prefix(6).contains { $0.tag == .pre || $0.tag == .code }
    }

    private static func isInHeading(_ node: HTMLNode) -> Bool {
        node.ancestors.prefix(3).contains { LineReader.isHeading($0.tag) || $0.tag == .dt }
    }

    /// The element in brackets around a link to the editor: "[edit]", "[Bearbeiten | Quelltext bearbeiten]".
    private static func editLabel(around link: HTMLNode) -> HTMLNode? {
        guard let parent = link.parent, parent.tag == .span, parent.textBytes.count <= maximumLabelByteCount,
            isBracketed(parent.textBytes)
        else { return nil }
        let address = link.attribute("href")?.lowercased() ?? ""
        let names = parent.attribute("class")?.lowercased() ?? ""
        return address.contains("action=edit") || address.hasSuffix("/edit") || names.contains("edit") ? parent : nil
    }

    // MARK: - Numbers of lines

    /// A cell that counts the lines of the code in the cell beside it.
    private static func lineNumbers(in body: HTMLNode) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for node in body.descendants(.td) {
            guard let next = node.nextElement, next.tag == .td, let count = countedLines(node.textBytes),
                next.first(.pre) != nil || count > 1 && next.first(.code) != nil
            else { continue }
            found.append(node.range)
        }
        return found
    }

    /// How many numbers a text is that follow each other, and nothing else.
    private static func countedLines(_ text: ArraySlice<UInt8>) -> Int? {
        var last: Int?
        var count = 0
        for word in text.split(whereSeparator: { $0 <= 0x20 }) {
            guard word.count <= 6, let number = Int(String(decoding: word, as: UTF8.self)),
                last.map({ number == $0 + 1 }) ?? true
            else { return nil }
            last = number
            count += 1
        }
        return count > 0 ? count : nil
    }

    // MARK: - Out of sight

    /// Elements with a class by which style sheets everywhere keep text from sight and let software read it aloud: such
    /// text says again what readers see, or how to use it.
    private static func outOfSight(in body: HTMLNode) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for node in body.descendants(with: "class") where node.index >= found.last?.upperBound ?? 0 {
            // A headline out of sight is the page's title all the same, and a label tells what its form asks for.
            guard node.tag != .h1, node.tag != .label, let names = node.attributeBytes("class"), mayHide(names),
                names.split(whereSeparator: { $0 <= 0x20 }).contains(where: {
                    hidingNames.contains(String(decoding: $0, as: UTF8.self).lowercased())
                }), node.textBytes.count <= maximumHiddenByteCount
            else { continue }
            found.append(node.range)
        }
        return found
    }

    /// Longer text under such a name is not what the name says.
    private static let maximumHiddenByteCount = 600

    /// Every name of `hidingNames` holds "dden", "sr", "reader" or "visi".
    private static func mayHide(_ names: ArraySlice<UInt8>) -> Bool {
        guard names.count >= 6 else { return false }
        var index = names.startIndex
        while index + 1 < names.endIndex {
            switch (names[index] | 0x20, names[index + 1] | 0x20) {
            case (UInt8(ascii: "s"), UInt8(ascii: "r")), (UInt8(ascii: "d"), UInt8(ascii: "d")),
                (UInt8(ascii: "v"), UInt8(ascii: "i")), (UInt8(ascii: "r"), UInt8(ascii: "e")):
                return true
            default: index += 1
            }
        }
        return false
    }

    private static let hidingNames: Set<String> = [
        "sr-only", "sr_only", "sronly", "visually-hidden", "visuallyhidden", "visually_hidden", "u-visually-hidden",
        "is-visually-hidden", "cdk-visually-hidden", "screen-reader-text", "screen-reader-only", "screenreader-text",
        "screenreader-only", "screenreader", "show-for-sr", "element-invisible", "hidden-visually", "a11y-hidden",
    ]
}

extension HTMLNode {
    fileprivate var range: Range<Int> { index..<subtreeEnd }

    /// Whether a text begins with a mark that stands right after a word: without the word before it, it stands after the
    /// one before that.
    var closesAfterSkipped: Bool {
        switch textBytes.first {
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    fileprivate var nextElement: HTMLNode? {
        var node = nextSibling
        while let current = node, !current.isElement { node = current.nextSibling }
        return node
    }

    /// The digits and signs of a `sup` as raised characters: 10⁶ is not 106, and the third note of a word no part of it.
    /// Nil where anything else stands in it.
    ///
    /// - Complexity: O(1), as longer text is not looked at.
    var raisedDigits: ArraySlice<UInt8>? {
        guard tag == .sup, (1...Self.maximumRaisedByteCount).contains(textBytes.count) else { return nil }
        var raised = ""
        for scalar in text.unicodeScalars {
            guard let character = Self.raised[scalar] else { return nil }
            raised.unicodeScalars.append(character)
        }
        return Array(raised.utf8)[...]
    }

    private static let maximumRaisedByteCount = 8

    private static let raised: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip("0123456789+-−()".unicodeScalars, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾".unicodeScalars))
}

extension ArraySlice<UInt8> {
    fileprivate var trimmingSpace: ArraySlice<UInt8> {
        var text = self
        while let first = text.first, first <= 0x20 { text.removeFirst() }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0xC3 }
    fileprivate var isLetterOrDigit: Bool { isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
