/// What stands before every line of a block: one piece per list item or quotation around it.
struct Prefix {
    /// Before the next line: a list item's first line carries its marker.
    private(set) var first: [UInt8] = []
    /// Before the lines after it.
    private(set) var rest: [UInt8] = []

    func quoted() -> Prefix { adding(Array("> ".utf8), rest: Array("> ".utf8)) }

    func item(marker: [UInt8]) -> Prefix {
        adding(marker, rest: Array(repeating: UInt8(ascii: " "), count: marker.count))
    }

    private func adding(_ piece: [UInt8], rest later: [UInt8]) -> Prefix {
        var result = self
        result.first += piece
        result.rest += later
        return result
    }

    /// Called when a line was written: from now on the markers of open items are white space.
    mutating func wroteLine() { first = rest }
}

/// Writes blocks in normal form as Markdown.
struct BlockWriter {
    private(set) var output: [UInt8] = []
    private var inlines = InlineWriter()

    mutating func write(_ blocks: [Block], prefix: Prefix) {
        var prefix = prefix
        var marker = ListMarker.usual
        for (index, block) in blocks.enumerated() {
            if index > 0 { line([], &prefix) }
            // Markdown joins two lists that follow each other unless their markers differ.
            if case .list(let list) = block, index > 0, case .list(let previous) = blocks[index - 1],
                (list.start == nil) == (previous.start == nil)
            {
                marker = marker.other
            } else {
                marker = .usual
            }
            write(block, marker: marker, &prefix)
        }
    }

    private mutating func write(_ block: Block, marker: ListMarker, _ prefix: inout Prefix) {
        switch block {
        case .heading(let level, let content):
            var text = inlines.line(content.inlines, in: .heading)
            // A `#` at the end would be read as the heading's closing mark.
            if text.last == UInt8(ascii: "#") { text.insert(UInt8(ascii: "\\"), at: text.count - 1) }
            line(Array(repeating: UInt8(ascii: "#"), count: level) + [UInt8(ascii: " ")] + text, &prefix)
        case .paragraph(let sentences):
            write(sentences, &prefix)
        case .list(let list):
            write(list, marker: marker, &prefix)
        case .quotation(let blocks):
            write(blocks, prefix: prefix.quoted())
            prefix.wroteLine()
        case .table(let table):
            write(table, &prefix)
        case .figure(let caption):
            line(Array("<figure>".utf8), &prefix)
            line([], &prefix)
            write(caption, &prefix)
            line([], &prefix)
            line(Array("</figure>".utf8), &prefix)
        case .code(let language, let text):
            writeCode(text, language: language, &prefix)
        case .thematicBreak:
            line(Array("***".utf8), &prefix)
        }
    }

    private mutating func write(_ sentences: [Sentence], _ prefix: inout Prefix) {
        for sentence in sentences { line(inlines.line(sentence.inlines, in: .paragraph), &prefix) }
    }

    private mutating func write(_ list: List, marker: ListMarker, _ prefix: inout Prefix) {
        for (index, item) in list.items.enumerated() {
            if index > 0, !list.isTight { line([], &prefix) }
            let inner = prefix.item(
                marker: marker.bytes(number: list.start.map { min($0 + index, List.maximumNumber) }))
            if list.isTight { writeTight(item, prefix: inner) } else { write(item, prefix: inner) }
            prefix.wroteLine()
        }
    }

    /// An item of a tight list: a paragraph and, right under it, at most one list.
    private mutating func writeTight(_ item: [Block], prefix: Prefix) {
        var prefix = prefix
        for block in item { write(block, marker: .usual, &prefix) }
    }

    private mutating func write(_ table: Table, _ prefix: inout Prefix) {
        func row(_ cells: [[UInt8]]) -> [UInt8] {
            cells.reduce(into: [UInt8(ascii: "|")]) { $0 += [UInt8(ascii: " ")] + $1 + Array(" |".utf8) }
        }
        let empty = Array(repeating: Sentence([]), count: table.columnCount)
        line(row((table.header ?? empty).map { inlines.line($0.inlines, in: .cell) }), &prefix)
        line(row(empty.map { _ in Array("---".utf8) }), &prefix)
        for cells in table.rows { line(row(cells.map { inlines.line($0.inlines, in: .cell) }), &prefix) }
    }

    private mutating func writeCode(_ text: String, language: String?, _ prefix: inout Prefix) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if text.unicodeScalars.contains(where: { $0.isUnsafeInText && $0 != "\n" && $0 != "\t" }) {
            // Nothing can be escaped inside a fence, but everything can inside HTML.
            let attribute = language.map { " class=\"language-\($0)\"" } ?? ""
            for (index, piece) in lines.enumerated() {
                let opening = index == 0 ? "<pre><code\(attribute)>" : ""
                let closing = index == lines.count - 1 ? "</code></pre>" : ""
                line(Array(opening.utf8) + inlines.htmlEscaped(String(Substring(piece))) + Array(closing.utf8), &prefix)
            }
            return
        }
        let longestRun = lines.map { $0.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: " ") }.count }.max() ?? 0
        let fence = Array(repeating: UInt8(ascii: "`"), count: max(3, longestRun + 1))
        line(fence + Array((language ?? "").utf8), &prefix)
        for piece in lines { line(Array(piece), &prefix) }
        line(fence, &prefix)
    }

    private mutating func line(_ content: [UInt8], _ prefix: inout Prefix) {
        output += prefix.first
        output += content
        if content.isEmpty {
            while output.last == UInt8(ascii: " ") { output.removeLast() }
        }
        output.append(UInt8(ascii: "\n"))
        prefix.wroteLine()
    }
}

/// The two markers a kind of list can have, so that neighbours stay apart.
enum ListMarker {
    case usual, alternate

    var other: ListMarker { self == .usual ? .alternate : .usual }

    func bytes(number: Int?) -> [UInt8] {
        guard let number else { return Array((self == .usual ? "- " : "+ ").utf8) }
        return Array("\(number)\(self == .usual ? "." : ")") ".utf8)
    }
}

extension List {
    /// Whether the items stand on consecutive lines: each is one paragraph and at most one such list under it.
    ///
    /// A list directly under a paragraph is read as one only when it is bulleted or starts at 1.
    var isTight: Bool {
        items.allSatisfy { item in
            guard case .paragraph? = item.first else { return false }
            switch item.dropFirst().first {
            case nil: return true
            case .list(let inner)?: return item.count == 2 && (inner.start ?? 1) == 1 && inner.isTight
            default: return false
            }
        }
    }
}
