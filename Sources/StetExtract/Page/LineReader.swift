internal import StetHTML

/// Reads a page's lines.
///
/// One walk over the nodes in document order. A block element, a cell or a double line break ends a line.
struct LineReader {
    private let document: HTMLDocument
    private var lines: [Line] = []
    private var buffer: [UInt8] = []
    private var linkBuffer: [UInt8] = []
    private var firstNode = 0
    private var lastNode = 0
    private var currentBlock = 0
    private var lineBreaks = 0
    private var pendingSpace = false
    /// The part right before was left out.
    private var isAfterSkipped = false

    /// Text that attributes hide is read too when this is set: on some pages the hidden text is the article.
    private let readsHidden: Bool
    /// Parts of lines that are left out: see ``Apparatus``, and what a rule says.
    private let skipped: NodeRanges

    static func lines(of document: HTMLDocument, readsHidden: Bool = false, skipping skipped: NodeRanges = NodeRanges())
        -> [Line]
    {
        var reader = LineReader(document: document, readsHidden: readsHidden, skipped: skipped)
        reader.read()
        return reader.lines
    }

    private init(document: HTMLDocument, readsHidden: Bool, skipped: NodeRanges) {
        self.document = document
        self.skipped = skipped
        self.readsHidden = readsHidden
    }

    /// - Complexity: O(n) in nodes and bytes.
    private mutating func read() {
        guard let body = document.body else { return }
        /// Ends of the block elements that are open, with the element.
        var blocks: [(end: Int, node: Int)] = [(body.subtreeEnd, body.index)]
        var linkEnd = 0
        var link: HTMLNode?
        var preStart = 0
        var preEnd = 0
        var index = body.index + 1
        currentBlock = body.index
        while index < body.subtreeEnd {
            while let last = blocks.last, index >= last.end, blocks.count > 1 {
                flush(preformatted: last.node >= preStart && last.end <= preEnd)
                blocks.removeLast()
                currentBlock = blocks[blocks.count - 1].node
            }
            if !skipped.isEmpty, let end = skipped.end(around: index) {
                index = end
                isAfterSkipped = true
                continue
            }
            let node = document[index]
            if node.isText {
                if isAfterSkipped, node.closesAfterSkipped { pendingSpace = false }
                isAfterSkipped = false
                if buffer.isEmpty { firstNode = index }
                append(node.textBytes, inLink: index < linkEnd, preformatted: index < preEnd)
                lastNode = index
                index += 1
                continue
            }
            let tag = node.tag
            if Self.isSkipped(tag) && !node.isTextButton || (!readsHidden && node.isHiddenByAttributes) {
                if tag == .button || tag == .svg || tag == .input { pendingSpace = true }
                index = node.subtreeEnd
                continue
            }
            if index >= preEnd, let digits = node.raisedDigits {
                if buffer.isEmpty { firstNode = index }
                append(digits, inLink: index < linkEnd, preformatted: false)
                index = node.subtreeEnd
                lastNode = index - 1
                continue
            }
            switch tag {
            case .br:
                lineBreaks += 1
                pendingSpace = true
                if lineBreaks >= 2 {
                    flush(preformatted: index < preEnd)
                } else if index < preEnd {
                    buffer.append(0x0A)
                }
            case .a:
                if let link, node.begins(after: link, withText: lastNode, of: document) { pendingSpace = true }
                link = node
                linkEnd = max(linkEnd, node.subtreeEnd)
            case .img, .wbr: break
            default:
                if Self.isBlock(tag) || tag == .span && node.holdsBlocks || tag == .other && node.isCustomBlock {
                    flush(preformatted: index < preEnd)
                    blocks.append((node.subtreeEnd, index))
                    currentBlock = index
                    if tag == .pre {
                        preStart = index
                        preEnd = node.subtreeEnd
                    }
                }
            }
            index += 1
        }
        flush(preformatted: false)
    }

    private mutating func append(_ text: ArraySlice<UInt8>, inLink: Bool, preformatted: Bool) {
        let bytes = text.span
        var index = 0
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            if preformatted, byte == 0x0A || byte == 0x20 || byte == 0x09 {
                buffer.append(byte)
                index += 1
                continue
            }
            if byte <= 0x20 {
                pendingSpace = true
                index += 1
                continue
            }
            if byte == 0xC2, index + 1 < end {
                if bytes[index + 1] == 0xA0 {
                    pendingSpace = true
                    index += 2
                    continue
                }
                if bytes[index + 1] == 0xAD {
                    index += 2
                    continue
                }
            }
            if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, (0x8B...0x8F).contains(bytes[index + 2]) {
                index += 3
                continue
            }
            if byte == 0xEF, index + 2 < end, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
                index += 3
                continue
            }
            if pendingSpace, !buffer.isEmpty {
                buffer.append(0x20)
                if inLink, !linkBuffer.isEmpty { linkBuffer.append(0x20) }
            }
            pendingSpace = false
            lineBreaks = 0
            // The bytes up to the next one that may be a space or noise.
            var next = index + 1
            while next < end, Self.isPlain(bytes[next]) || Self.isPlainSpace(bytes, next, preformatted) { next += 1 }
            let piece = text[text.startIndex + index..<text.startIndex + next]
            buffer.append(contentsOf: piece)
            if inLink { linkBuffer.append(contentsOf: piece) }
            index = next
        }
    }

    /// No white space, nor the first byte of a character that may be space or noise.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0xC2 && byte != 0xE2 && byte != 0xEF
    }

    /// A space between two words, which stands as it is: text is copied in long pieces.
    private static func isPlainSpace(_ bytes: Span<UInt8>, _ index: Int, _ isPreformatted: Bool) -> Bool {
        bytes[index] == 0x20 && !isPreformatted && index + 1 < bytes.count && isPlain(bytes[index + 1])
    }

    private mutating func flush(preformatted: Bool) {
        defer {
            buffer.removeAll(keepingCapacity: true)
            linkBuffer.removeAll(keepingCapacity: true)
            pendingSpace = false
            lineBreaks = 0
        }
        guard !buffer.isEmpty else { return }
        MarkRuns.limit(&buffer)
        MarkRuns.limit(&linkBuffer)
        let dropCap = preformatted ? nil : takeDropCap()
        let text = String(decoding: buffer, as: UTF8.self)
        let shape = TextShape(text)
        guard shape.weight > 0 || preformatted else { return }
        let linkWeight =
            linkBuffer.isEmpty
            ? 0
            : linkBuffer.count == buffer.count
                ? shape.weight : TextShape(String(decoding: linkBuffer, as: UTF8.self)).weight
        var line = Line(
            kind: preformatted ? .preformatted : kind(ofBlock: currentBlock), text: text, shape: shape,
            linkWeight: linkWeight, nodes: firstNode..<lastNode + 1, block: currentBlock,
            parent: document[currentBlock].parent?.index ?? 0)
        line.dropCap = dropCap
        lines.append(line)
    }

    /// Puts a capital that stands in a box of its own before the paragraph that goes on in small letters, and returns it.
    private mutating func takeDropCap() -> Unicode.Scalar? {
        guard let last = lines.last, last.text.utf8.count <= Self.maximumLetterByteCount, last.kind == .paragraph,
            kind(ofBlock: currentBlock) == .paragraph, buffer.count >= Self.minimumOpeningByteCount,
            last.text.unicodeScalars.count == 1, let letter = last.text.unicodeScalars.first,
            letter.properties.isUppercase,
            ScalarClass.of(buffer.span.scalar(at: 0).value).contains(.lowercase)
        else { return nil }
        lines.removeLast()
        buffer.insert(contentsOf: last.text.utf8, at: 0)
        return letter
    }

    private static let maximumLetterByteCount = 4
    /// Shorter lines under a letter are entries of an index.
    private static let minimumOpeningByteCount = 60

    private func kind(ofBlock index: Int) -> Line.Kind {
        var node: HTMLNode? = document[index]
        var steps = 0
        while let current = node, steps < 6 {
            switch current.tag {
            case .h1: return .heading(1)
            case .h2: return .heading(2)
            case .h3: return .heading(3)
            case .h4: return .heading(4)
            case .h5: return .heading(5)
            case .h6: return .heading(6)
            case .figcaption, .caption: return .caption
            case .dt: return .term
            case .li, .dd: return .item
            case .td, .th: return .cell
            case .div, .span, .p, .section: break
            default: return .paragraph
            }
            node = current.parent
            steps += 1
        }
        return .paragraph
    }

    static func isSkipped(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .script, .style, .template, .noscript, .iframe, .object, .embed, .svg, .math, .canvas, .audio, .video,
            .button, .select, .option, .optgroup, .textarea, .input, .datalist, .noframes, .noembed, .applet, .map,
            .progress,
            .meter, .head, .title, .dialog, .link, .meta, .rp, .rt:
            true
        default: false
        }
    }

    static func isBlock(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .address, .article, .aside, .blockquote, .body, .center, .dd, .details, .div, .dl, .dt, .fieldset,
            .figcaption,
            .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .legend, .li, .main, .menu,
            .nav, .ol,
            .p, .pre, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .caption, .search,
            .listing,
            .dir, .xmp, .plaintext:
            true
        default: false
        }
    }
}

extension HTMLNode {
    /// Whether the element's own attributes keep it from being shown.
    var isHiddenByAttributes: Bool {
        guard hasAttributes else { return false }
        if let value = attributeBytes("aria-hidden"), value.count == 4, value.elementsEqual("true".utf8) {
            // Drop caps and link icons are hidden from readers' software, not from readers.
            return tag != .span && tag != .a && tag != .i && tag != .em && tag != .b && tag != .strong
        }
        // A section that a heading or a tab unfolds is only out of sight until then.
        if let role = attributeBytes("role"), role.elementsEqual("tabpanel".utf8) || role.elementsEqual("region".utf8) {
            return false
        }
        if attributeBytes("hidden") != nil { return attribute("hidden") != "until-found" }
        if let style = attributeBytes("style"), !style.isEmpty {
            let span = style.span
            // Moved out of sight or shrunk to nothing, but for what scripts unfold or fade in: that is text to come.
            return Self.hides(span) || Self.ends(span, "font-size:0")
        }
        return false
    }

    /// Whether the element's own style pins it to the window: it stays over the page, whatever is read there.
    var isPinned: Bool {
        guard let style = attributeBytes("style"), !style.isEmpty else { return false }
        let span = style.span
        return span.indices.contains {
            span[$0] | 0x20 == UInt8(ascii: "p") && Self.states(span, at: $0, "position:fixed")
        }
    }

    private static func ends(_ style: Span<UInt8>, _ declaration: String) -> Bool {
        let wanted = declaration.utf8.span
        guard style.count >= wanted.count else { return false }
        return states(style.extracting((style.count - wanted.count)...), at: 0, declaration)
    }

    /// Whether one of the declarations that hide stands in an inline style. Each place is asked for those that begin
    /// with its letter.
    private static func hides(_ style: Span<UInt8>) -> Bool {
        for start in style.indices {
            let isHiding =
                switch style[start] | 0x20 {
                case UInt8(ascii: "d"): states(style, at: start, "display:none")
                case UInt8(ascii: "v"): states(style, at: start, "visibility:hidden")
                case UInt8(ascii: "l"):
                    states(style, at: start, "left:-9999") || states(style, at: start, "left:-10000")
                case UInt8(ascii: "t"): states(style, at: start, "text-indent:-9999")
                case UInt8(ascii: "c"):
                    states(style, at: start, "clip:rect(0") || states(style, at: start, "clip:rect(1px")
                case UInt8(ascii: "f"):
                    states(style, at: start, "font-size:0;") || states(style, at: start, "font-size:0px")
                case UInt8(ascii: "o"): states(style, at: start, "opacity:0;height:0")
                default: false
                }
            if isHiding { return true }
        }
        return false
    }

    /// Whether a declaration stands in an inline style at `start`, in any case and with white space anywhere.
    private static func states(_ style: Span<UInt8>, at start: Int, _ declaration: String) -> Bool {
        let wanted = declaration.utf8.span
        var matched = 0
        for index in start..<style.count where style[index] > 0x20 {
            let byte = style[index] &- 65 < 26 ? style[index] | 0x20 : style[index]
            guard byte == wanted[matched] else { return false }
            matched += 1
            if matched == wanted.count { return true }
        }
        return false
    }

    /// Whether what a button says is the page's text: it was left open, or it heads a section that it unfolds.
    var isTextButton: Bool { tag == .button && (isInHeading || unfoldsText || isOpenButton) }

    /// Whether the button says that it unfolds something, and running text follows: a question over its answer.
    private var unfoldsText: Bool {
        guard attributeBytes("aria-expanded") != nil else { return false }
        var node = self
        // The button may stand alone in a box that is followed by the text's.
        for _ in 0..<Self.maximumButtonDepth {
            if let next = Self.nextElement(after: node) { return next.startsText }
            guard let parent = node.parent, LineReader.isBlock(parent.tag) else { return false }
            node = parent
        }
        return false
    }

    private static let maximumButtonDepth = 2

    private static func nextElement(after node: HTMLNode) -> HTMLNode? {
        var next = node.nextSibling
        while let current = next, !current.isElement { next = current.nextSibling }
        return next
    }

    /// Whether the element begins with running text: a menu begins with links.
    private var startsText: Bool {
        var byteCount = 0
        for node in descendants.prefix(Self.maximumLookAhead) {
            if node.isText {
                byteCount += node.textBytes.count { $0 > 0x20 }
                if byteCount >= Self.minimumAnswerByteCount { return true }
            } else if node.tag == .a || node.tag == .input || node.tag == .button {
                return false
            }
        }
        return false
    }

    /// Nodes; an answer begins at once, but for some boxes around it.
    private static let maximumLookAhead = 24
    private static let minimumAnswerByteCount = 40

    private var isInHeading: Bool {
        for node in ancestors.prefix(2) where LineReader.isHeading(node.tag) || node.tag == .dt { return true }
        return false
    }

    /// Whether a button holds more text than any button's label: it was left open, and what follows it in the page is not
    /// its own.
    private var isOpenButton: Bool {
        var byteCount = 0
        var paragraphCount = 0
        for node in descendants {
            if node.isText { byteCount += node.textBytes.count }
            if node.tag == .p { paragraphCount += 1 }
            if byteCount > Self.maximumLabelByteCount || paragraphCount > Self.maximumLabelParagraphCount {
                return true
            }
        }
        return false
    }

    /// Buttons around whole cards, with a headline and a teaser, hold less.
    private static let maximumLabelByteCount = 600
    private static let maximumLabelParagraphCount = 2

    /// Whether an element of the page's own making stands as a block: around blocks, or beside no text in a box.
    var isCustomBlock: Bool {
        guard name.utf8.contains(UInt8(ascii: "-")) else { return false }
        if holdsBlocks { return true }
        guard let parent, parent.tag == .other || Self.isBox(parent.tag) else { return false }
        let before = document[index - 1]
        return !(nextSibling.map(Self.saysSomething) ?? false)
            && !(before.parent?.index == parent.index && Self.saysSomething(before))
    }

    private static func saysSomething(_ node: HTMLNode) -> Bool {
        node.isText && node.textBytes.contains { $0 > 0x20 }
    }

    private static func isBox(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .article, .aside, .body, .div, .main, .section: true
        default: false
        }
    }

    /// Whether the link stands right beside another one whose text was read last, and begins anew: "ShareCopy link" are two
    /// labels. Many a link is broken into several amid a word.
    func begins(after link: HTMLNode, withText lastText: Int, of document: HTMLDocument) -> Bool {
        guard link.index < lastText, lastText < link.subtreeEnd, index >= link.subtreeEnd,
            parent?.index == link.parent?.index, let last = document[lastText].textBytes.last,
            let first = descendants.first(where: \.isText)?.textBytes.first
        else { return false }
        return first &- UInt8(ascii: "A") < 26 && (last &- UInt8(ascii: "a") < 26 || last >= 0x80)
    }

    /// Whether an inline element was put around blocks.
    var holdsBlocks: Bool {
        for node in descendants.prefix(4) where LineReader.isBlock(node.tag) { return true }
        return false
    }
}
