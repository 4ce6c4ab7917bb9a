extension Article {
    /// The same content in the one shape that has a canonical form.
    ///
    /// Drops what holds no words (empty sentences, blocks, items, rows), merges neighbouring pieces with the same marks,
    /// moves white space out of marks, and flattens nesting that Markdown cannot show. Normalising twice changes nothing.
    ///
    /// - Complexity: O(text). Callers bound the nesting of what they build: the walk is recursive.
    public func normalized() -> Article {
        Article(metadata: metadata.normalized(), blocks: blocks.normalized(depth: 0))
    }
}

extension Metadata {
    func normalized() -> Metadata {
        func filled(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }
        return Metadata(
            url: filled(url), title: filled(title), deck: filled(deck), authors: authors.filter { !$0.isEmpty },
            outlet: filled(outlet), section: filled(section), tags: tags.filter { !$0.isEmpty }, published: published,
            updated: updated, language: filled(language), license: filled(license), access: access,
            corrections: corrections.filter { !$0.isEmpty })
    }
}

extension [Block] {
    /// Lists and quotations nested deeper than this are flattened into their content.
    ///
    /// Real pages stay under 8; the limit keeps indented lines readable and the parser's recursion small.
    static let maximumNesting = 16

    func normalized(depth: Int) -> [Block] {
        flatMap { $0.normalized(depth: depth) }
    }
}

extension Block {
    fileprivate func normalized(depth: Int) -> [Block] {
        let isTooDeep = depth >= [Block].maximumNesting
        switch self {
        case .heading(let level, let content):
            let content = content.normalized()
            return content.inlines.isEmpty ? [] : [.heading(level: Swift.min(Swift.max(level, 1), 6), content: content)]
        case .paragraph(let sentences):
            let sentences = sentences.normalized()
            return sentences.isEmpty ? [] : [.paragraph(sentences)]
        case .list(let list):
            let items = list.items.map { $0.normalized(depth: depth + 1) }.filter { !$0.isEmpty }
            if isTooDeep { return items.flatMap { $0 } }
            let start = list.start.map { Swift.min(Swift.max($0, 0), List.maximumNumber) }
            return items.isEmpty ? [] : [.list(List(start: start, items: items))]
        case .quotation(let blocks):
            let blocks = blocks.normalized(depth: depth + 1)
            return blocks.isEmpty || isTooDeep ? blocks : [.quotation(blocks)]
        case .table(let table):
            return table.normalized().map { [.table($0)] } ?? []
        case .figure(let caption):
            let caption = caption.normalized()
            return caption.isEmpty ? [] : [.figure(caption: caption)]
        case .code(let language, let text):
            return text.isEmpty ? [] : [.code(language: language.flatMap { $0.isCodeLanguage ? $0 : nil }, text: text)]
        case .thematicBreak:
            return [self]
        }
    }
}

extension List {
    /// The largest number Markdown reads as an item's: nine digits.
    static let maximumNumber = 999_999_999
}

extension Table {
    fileprivate func normalized() -> Table? {
        let columnCount = columnCount
        func padded(_ cells: [Sentence]) -> [Sentence] {
            cells.map { $0.normalized() } + Array(repeating: Sentence([]), count: columnCount - cells.count)
        }
        func isEmpty(_ cells: [Sentence]) -> Bool { cells.allSatisfy(\.inlines.isEmpty) }
        let header = header.map(padded).flatMap { isEmpty($0) ? nil : $0 }
        let rows = rows.map(padded).filter { !isEmpty($0) }
        return header == nil && rows.isEmpty ? nil : Table(header: header, rows: rows)
    }
}

extension [Sentence] {
    fileprivate func normalized() -> [Sentence] {
        map { $0.normalized() }.filter { !$0.inlines.isEmpty }
    }
}

extension Sentence {
    /// The same words with white space trimmed and neighbouring pieces merged.
    public func normalized() -> Sentence {
        var inlines = inlines
        // A step can make room for another (a space that leaves a mark joins two texts); few sentences need a second.
        while true {
            let next = inlines.normalizedOnce(inside: []).trimmed()
            if next == inlines { return Sentence(next) }
            inlines = next
        }
    }
}

/// The marks around a piece of text.
private struct Marks: OptionSet {
    let rawValue: UInt8
    static let emphasis = Marks(rawValue: 1)
    static let strong = Marks(rawValue: 2)
    static let link = Marks(rawValue: 4)
}

extension [Inline] {
    fileprivate func normalizedOnce(inside marks: Marks) -> [Inline] {
        if count == 1, case .text(let text) = self[0], !text.isEmpty { return self }
        var result: [Inline] = []
        for inline in self {
            switch inline {
            case .text, .code: result.appendMerging(inline)
            case .emphasis(let content):
                result.appendMarked(content, .emphasis, inside: marks) { .emphasis($0) }
            case .strong(let content):
                result.appendMarked(content, .strong, inside: marks) { .strong($0) }
            case .link(let target, let content):
                result.appendMarked(content, .link, inside: marks) { .link(target: target, content: $0) }
            }
        }
        return result
    }

    private mutating func appendMarked(
        _ content: [Inline], _ mark: Marks, inside marks: Marks, _ wrap: ([Inline]) -> Inline
    ) {
        let content = content.normalizedOnce(inside: marks.union(mark))
        guard !marks.contains(mark), content.plainText.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
            for inline in content { appendMerging(inline) }
            return
        }
        var inner = content
        let leading = inner.removeEdgeSpaces(first: true)
        let trailing = inner.removeEdgeSpaces(first: false)
        if leading { appendMerging(.text(" ")) }
        appendMerging(wrap(inner))
        if trailing { appendMerging(.text(" ")) }
    }

    /// Appends `inline`, joining it with the last piece where both have the same marks.
    private mutating func appendMerging(_ inline: Inline) {
        switch (last, inline) {
        case (_, .text("")), (_, .code("")): break
        case (.text(let a)?, .text(let b)): self[count - 1] = .text(a + b)
        case (.code(let a)?, .code(let b)): self[count - 1] = .code(a + b)
        case (.emphasis(let a)?, .emphasis(let b)): self[count - 1] = .emphasis(a.merging(b))
        case (.strong(let a)?, .strong(let b)): self[count - 1] = .strong(a.merging(b))
        case (.link(let target, let a)?, .link(let other, let b)) where target == other:
            self[count - 1] = .link(target: target, content: a.merging(b))
        default: append(inline)
        }
    }

    private func merging(_ other: [Inline]) -> [Inline] {
        var result = self
        for inline in other { result.appendMerging(inline) }
        return result
    }

    /// Cuts the spaces off a text at one edge; tells whether there were any.
    private mutating func removeEdgeSpaces(first: Bool) -> Bool {
        guard case .text(let text)? = first ? self.first : last,
            (first ? text.utf8.first : text.utf8.last) == UInt8(ascii: " ")
        else { return false }
        let kept = text.trimmed(start: first, end: !first)
        let index = first ? 0 : count - 1
        if kept.isEmpty { remove(at: index) } else { self[index] = .text(kept) }
        return true
    }

    fileprivate func trimmed() -> [Inline] {
        var result = self
        _ = result.removeEdgeSpaces(first: true)
        _ = result.removeEdgeSpaces(first: false)
        return result
    }
}

extension String {
    /// Without the ASCII spaces at its ends. By bytes: a space followed by a combining mark is no `Character` " ".
    fileprivate func trimmed(start: Bool, end: Bool) -> String {
        var bytes = Substring(self).utf8
        if start { while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() } }
        if end { while bytes.last == UInt8(ascii: " ") { bytes.removeLast() } }
        return String(Substring(bytes))
    }

    /// Whether this can stand as the language of a fenced code block: a short word without Markdown in it.
    fileprivate var isCodeLanguage: Bool {
        !isEmpty && utf8.count <= 40
            && utf8.allSatisfy { byte in
                byte.isASCIIAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ".")
            }
    }
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
    var isASCIIPunctuation: Bool { (0x21...0x7E).contains(self) && !isASCIIAlphanumeric }
}
