internal import StetHTML
internal import StetModel
internal import StetText

/// Builds the sentences of a line from the nodes its text lies in.
struct InlineBuilder {
    private let document: HTMLDocument
    private let links: LinkResolver
    private let readsHidden: Bool
    /// Parts of lines that are left out: see ``Apparatus``, and what a rule says.
    private let skipped: NodeRanges
    private let segmenter: SentenceSegmenter

    init(
        document: HTMLDocument, links: LinkResolver, readsHidden: Bool, skipping skipped: NodeRanges = NodeRanges(),
        language: String?
    ) {
        self.skipped = skipped
        self.document = document
        self.links = links
        self.readsHidden = readsHidden
        segmenter = SentenceSegmenter(language: language)
    }

    /// A piece of text with one set of marks.
    private struct Run {
        var text: [UInt8]
        var isEmphasis: Bool
        var isStrong: Bool
        var isCode: Bool
        var link: String?
        /// Whether text was appended that goes on with a character begun before.
        var isJoined = false

        var isPlain: Bool { !isEmphasis && !isStrong && !isCode && link == nil }

        func hasMarks(of other: Run) -> Bool {
            isEmphasis == other.isEmphasis && isStrong == other.isStrong && isCode == other.isCode && link == other.link
        }
    }

    func sentences(of line: Line) -> [Sentence] {
        let runs = runs(of: line)
        guard !runs.isEmpty else { return [] }
        if runs.count == 1, runs[0].isPlain { return plainSentences(of: runs[0].text) }
        let text = runs.flatMap(\.text)
        let borders = segmenter.ranges(in: text)
        guard borders.count > 1 else { return [Self.sentence(runs)] }
        var sentences: [Sentence] = []
        var position = 0
        var used = 0
        var offset = 0
        /// The runs, or parts of runs, up to an offset in the text.
        func taken(to end: Int) -> [Run] {
            var own: [Run] = []
            while position < runs.count, offset < end {
                let length = min(runs[position].text.count - used, end - offset)
                var piece = runs[position]
                if length < piece.text.count { piece.text = Array(piece.text[used..<used + length]) }
                own.append(piece)
                offset += length
                used += length
                if used == runs[position].text.count {
                    position += 1
                    used = 0
                }
            }
            return own
        }
        for border in borders { sentences.append(Self.sentence(taken(to: border.upperBound))) }
        let rest = taken(to: text.count)
        if !rest.isEmpty { sentences.append(Self.sentence(rest)) }
        return sentences
    }

    /// The same for text without marks, which most is.
    private func plainSentences(of text: [UInt8]) -> [Sentence] {
        let borders = segmenter.ranges(in: text)
        var ends = borders.count > 1 ? borders.map(\.upperBound) : []
        if ends.last != text.count { ends.append(text.count) }
        var start = 0
        return ends.map { end in
            var piece = text[start..<end]
            start = end
            while piece.first == 0x20 { piece.removeFirst() }
            while piece.last == 0x20 { piece.removeLast() }
            return Sentence(piece.isEmpty ? [] : [.text(String(decoding: piece, as: UTF8.self))])
        }
    }

    /// The text of a preformatted line: line breaks and white space kept, characters composed.
    func code(of line: Line) -> String {
        var bytes: [UInt8] = []
        var index = line.nodes.lowerBound
        while index < line.nodes.upperBound {
            if !skipped.isEmpty, let end = skipped.end(around: index) {
                index = end
                continue
            }
            let node = document[index]
            if node.isText {
                bytes.append(contentsOf: node.textBytes)
            } else if LineReader.isSkipped(node.tag) && !node.isTextButton
                || (!readsHidden && node.isHiddenByAttributes)
            {
                index = node.subtreeEnd
                continue
            } else if node.tag == .br {
                bytes.append(0x0A)
            }
            index += 1
        }
        let lines = String(decoding: Normalization.composed(bytes), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        var kept = lines.map { line in
            var end = line.endIndex
            while end > line.startIndex, line[line.index(before: end)].isWhitespace { end = line.index(before: end) }
            return String(line[..<end])
        }
        while kept.first?.isEmpty == true { kept.removeFirst() }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }

    // MARK: - Runs

    private func runs(of line: Line) -> [Run] {
        var runs: [Run] = []
        var emphasisEnd = 0
        var strongEnd = 0
        var codeEnd = 0
        var linkEnd = 0
        var link: String?
        var lastLink: HTMLNode?
        var lastText = 0
        // The marks around the whole line: a heading's or list item's link may be the parent of the block.
        let first = document[line.nodes.lowerBound]
        let block = document[line.block]
        for node in first.ancestors {
            switch node.tag {
            case .em, .i, .cite, .dfn, .var:
                if node.index > block.index || wraps(node, line) { emphasisEnd = max(emphasisEnd, node.subtreeEnd) }
            case .strong, .b:
                if node.index > block.index || wraps(node, line) { strongEnd = max(strongEnd, node.subtreeEnd) }
            case .code, .kbd, .samp, .tt: codeEnd = max(codeEnd, node.subtreeEnd)
            case .a:
                if link == nil {
                    link = target(of: node)
                    linkEnd = node.subtreeEnd
                }
            default: break
            }
            if node.index == block.index, block.tag != .div { break }
        }
        /// A piece with the marks that hold a node.
        func run(at index: Int) -> Run {
            Run(
                text: [], isEmphasis: index < emphasisEnd, isStrong: index < strongEnd, isCode: index < codeEnd,
                link: index < linkEnd ? link : nil)
        }
        var pendingSpace = false
        var isAfterSkipped = false
        var isEmpty = true
        var index = line.nodes.lowerBound
        while index < line.nodes.upperBound {
            if !skipped.isEmpty, let end = skipped.end(around: index) {
                index = end
                isAfterSkipped = true
                continue
            }
            let node = document[index]
            if node.isText {
                if isAfterSkipped, node.closesAfterSkipped { pendingSpace = false }
                isAfterSkipped = false
                append(
                    node.textBytes, to: &runs, pendingSpace: &pendingSpace, isEmpty: &isEmpty, like: run(at: index))
                lastText = index
                index += 1
                continue
            }
            if LineReader.isSkipped(node.tag) && !node.isTextButton || (!readsHidden && node.isHiddenByAttributes) {
                if node.tag == .button || node.tag == .svg || node.tag == .input { pendingSpace = true }
                index = node.subtreeEnd
                continue
            }
            if let digits = node.raisedDigits {
                append(digits, to: &runs, pendingSpace: &pendingSpace, isEmpty: &isEmpty, like: run(at: index))
                index = node.subtreeEnd
                continue
            }
            switch node.tag {
            case .em, .i, .cite, .dfn, .var: emphasisEnd = max(emphasisEnd, node.subtreeEnd)
            case .strong, .b: strongEnd = max(strongEnd, node.subtreeEnd)
            case .code, .kbd, .samp, .tt: codeEnd = max(codeEnd, node.subtreeEnd)
            case .a:
                if let lastLink, node.begins(after: lastLink, withText: lastText, of: document) { pendingSpace = true }
                lastLink = node
                link = target(of: node)
                linkEnd = node.subtreeEnd
            case .br: pendingSpace = true
            default: break
            }
            index += 1
        }
        if let dropCap = line.dropCap, !runs.isEmpty { runs[0].text.insert(contentsOf: dropCap.utf8, at: 0) }
        return Self.composed(runs)
    }

    /// The runs with the marks that a character's border to the next node parted from it: `e<b>&#x301;</b>` is `é`.
    ///
    /// Each node's text is normal of itself; only where one goes on with a character of the one before is there more to
    /// do.
    /// - Complexity: O(text).
    private static func composed(_ runs: [Run]) -> [Run] {
        guard runs.contains(where: { $0.isJoined || Normalization.continuationLength(of: $0.text) > 0 }) else {
            return runs
        }
        var result: [Run] = []
        for run in runs {
            var run = run
            if let last = result.indices.last {
                let length = Normalization.continuationLength(of: run.text)
                if length > 0 {
                    result[last].text += run.text[..<length]
                    result[last].isJoined = true
                    run.text.removeFirst(length)
                    if run.text.isEmpty { continue }
                }
            }
            if let last = result.indices.last, result[last].hasMarks(of: run) {
                result[last].text += run.text
                result[last].isJoined = result[last].isJoined || run.isJoined
            } else {
                result.append(run)
            }
        }
        for index in result.indices where result[index].isJoined {
            result[index].text = Normalization.composed(result[index].text)
        }
        return result
    }

    /// Whether an inline element outside the line's block holds nothing but the line.
    private func wraps(_ node: HTMLNode, _ line: Line) -> Bool {
        node.subtreeEnd <= document[line.block].subtreeEnd
    }

    private func target(of node: HTMLNode) -> String? {
        guard let reference = node.attribute("href") else { return nil }
        return links.target(of: reference)
    }

    private func append(
        _ bytes: ArraySlice<UInt8>, to runs: inout [Run], pendingSpace: inout Bool, isEmpty: inout Bool, like run: Run
    ) {
        let leadsWithSpace = Self.isSpace(at: 0, in: bytes.span)
        let text = Normalization.normalized(Array(bytes))
        if text.isEmpty {
            if !bytes.isEmpty { pendingSpace = pendingSpace || leadsWithSpace }
            return
        }
        var piece = run
        if pendingSpace || leadsWithSpace, !isEmpty {
            // Code is taken word for word: the space before it is no part of it.
            if piece.isCode, let last = runs.last, !last.isCode {
                runs[runs.count - 1].text.append(0x20)
            } else {
                piece.text.append(0x20)
            }
        }
        piece.text.append(contentsOf: text)
        isEmpty = false
        pendingSpace = Self.endsInSpace(bytes.span)
        if let last = runs.last, last.hasMarks(of: piece) {
            if Normalization.continuationLength(of: piece.text) > 0 { runs[runs.count - 1].isJoined = true }
            runs[runs.count - 1].text.append(contentsOf: piece.text)
        } else {
            runs.append(piece)
        }
    }

    /// White space of any kind: a narrow space before a link parts words too.
    private static func isSpace(at index: Int, in bytes: Span<UInt8>) -> Bool {
        guard index < bytes.count else { return false }
        if bytes[index] < 0x80 { return bytes[index] <= 0x20 }
        return ScalarClass.of(bytes.scalar(at: index).0).contains(.space)
    }

    private static func endsInSpace(_ bytes: Span<UInt8>) -> Bool {
        var last = bytes.count - 1
        while last > 0, bytes[last] & 0xC0 == 0x80 { last -= 1 }
        return last >= 0 && isSpace(at: last, in: bytes)
    }

    // MARK: - Nesting

    /// Marks nest in one order - link, strong, emphasis, code - whatever the page's order was.
    private static func sentence(_ runs: [Run]) -> Sentence {
        var inlines: [Inline] = []
        var index = 0
        while index < runs.count {
            var end = index + 1
            while end < runs.count, runs[end].link == runs[index].link { end += 1 }
            let inner = strong(runs[index..<end])
            if let link = runs[index].link {
                inlines.append(.link(target: link, content: inner))
            } else {
                inlines += inner
            }
            index = end
        }
        return Sentence(inlines).normalized()
    }

    private static func strong(_ runs: ArraySlice<Run>) -> [Inline] {
        grouped(runs, by: \.isStrong) { isStrong, part in
            let inner = grouped(part, by: \.isEmphasis) { isEmphasis, piece in
                let text = piece.map { run -> Inline in
                    let text = String(decoding: run.text, as: UTF8.self)
                    return run.isCode ? .code(text) : .text(text)
                }
                return isEmphasis ? [.emphasis(text)] : text
            }
            return isStrong ? [.strong(inner)] : inner
        }
    }

    private static func grouped(
        _ runs: ArraySlice<Run>, by mark: (Run) -> Bool, _ make: (Bool, ArraySlice<Run>) -> [Inline]
    ) -> [Inline] {
        var inlines: [Inline] = []
        var index = runs.startIndex
        while index < runs.endIndex {
            var end = index + 1
            while end < runs.endIndex, mark(runs[end]) == mark(runs[index]) { end += 1 }
            inlines += make(mark(runs[index]), runs[index..<end])
            index = end
        }
        return inlines
    }
}
