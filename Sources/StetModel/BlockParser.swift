/// A line of a canonical file, without the prefixes of the blocks around it.
struct Line {
    /// 1-based, in the file.
    var number: Int
    var bytes: ArraySlice<UInt8>

    var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") } }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { unsafe bytes.starts(with: $0) }
    }

    func dropping(_ count: Int) -> Line { Line(number: number, bytes: bytes.dropFirst(count)) }
}

/// Reads the blocks that `BlockWriter` writes. Every kind of block is known by its first bytes.
struct BlockParser {
    private let inlines = InlineParser()

    /// Files that nest deeper than this were not written by Stet.
    private static let maximumDepth = 4 * [Block].maximumNesting

    func parse(_ lines: [Line], depth: Int) throws(CanonicalFormError) -> [Block] {
        guard depth <= Self.maximumDepth else {
            throw CanonicalFormError(line: lines.first?.number ?? 1, reason: "blocks are nested too deeply")
        }
        var blocks: [Block] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.isBlank {
                index += 1
            } else if line.bytes.elementsEqual("***".utf8) {
                blocks.append(.thematicBreak)
                index += 1
            } else if let level = headingLevel(line) {
                let content = try inlines.parse(line.dropping(level + 1))
                blocks.append(.heading(level: level, content: Sentence(content)))
                index += 1
            } else if line.starts(with: "```") {
                blocks.append(try fencedCode(lines, &index))
            } else if line.starts(with: "<pre><code") {
                blocks.append(try htmlCode(lines, &index))
            } else if line.starts(with: "<figure>") {
                blocks.append(try figure(lines, &index))
            } else if line.starts(with: ">") {
                let quoted = lines[index...].prefix { $0.starts(with: ">") }
                index += quoted.count
                blocks.append(
                    .quotation(try parse(quoted.map { $0.dropping($0.starts(with: "> ") ? 2 : 1) }, depth: depth + 1)))
            } else if let marker = ItemMarker(line) {
                blocks.append(try list(lines, &index, marker, depth: depth))
            } else if line.starts(with: "|") {
                blocks.append(try table(lines, &index))
            } else {
                blocks.append(.paragraph(try sentences(lines, &index)))
            }
        }
        return blocks
    }

    private func headingLevel(_ line: Line) -> Int? {
        let level = line.bytes.prefix { $0 == UInt8(ascii: "#") }.count
        return (1...6).contains(level) && line.dropping(level).starts(with: " ") ? level : nil
    }

    private func sentences(_ lines: [Line], _ index: inout Int) throws(CanonicalFormError) -> [Sentence] {
        var result: [Sentence] = []
        while index < lines.count, !lines[index].isBlank, !lines[index].starts(with: "</figure>"),
            result.isEmpty || ItemMarker(lines[index]) == nil
        {
            result.append(Sentence(try inlines.parse(lines[index])))
            index += 1
        }
        return result
    }

    private func figure(_ lines: [Line], _ index: inout Int) throws(CanonicalFormError) -> Block {
        let start = lines[index].number
        index += 1
        var caption: [Sentence] = []
        while index < lines.count {
            if lines[index].starts(with: "</figure>") {
                index += 1
                return .figure(caption: caption)
            }
            if lines[index].isBlank { index += 1 } else { caption += try sentences(lines, &index) }
        }
        throw CanonicalFormError(line: start, reason: "<figure> without </figure>")
    }

    private func fencedCode(_ lines: [Line], _ index: inout Int) throws(CanonicalFormError) -> Block {
        let opening = lines[index]
        let fence = opening.bytes.prefix { $0 == UInt8(ascii: "`") }
        let language = opening.bytes.dropFirst(fence.count)
        let body = lines[(index + 1)...].prefix { !$0.bytes.elementsEqual(fence) }
        index += body.count + 2
        guard index <= lines.count else {
            throw CanonicalFormError(line: opening.number, reason: "code without an end")
        }
        return .code(
            language: language.isEmpty ? nil : String(decoding: language, as: UTF8.self),
            text: body.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n"))
    }

    private func htmlCode(_ lines: [Line], _ index: inout Int) throws(CanonicalFormError) -> Block {
        let opening = lines[index]
        guard let tagEnd = opening.bytes.dropFirst("<pre><code".utf8.count).firstIndex(of: UInt8(ascii: ">")) else {
            throw CanonicalFormError(line: opening.number, reason: "a broken <pre><code>")
        }
        let attribute = opening.bytes[..<tagEnd].dropFirst("<pre><code class=\"language-".utf8.count).dropLast()
        let closing = Array("</code></pre>".utf8)
        var pieces: [String] = []
        while index < lines.count {
            var bytes = lines[index].bytes
            if lines[index].number == opening.number { bytes = bytes[(tagEnd + 1)...] }
            index += 1
            let isLast = bytes.suffix(closing.count).elementsEqual(closing)
            pieces.append(
                try inlines.htmlText(
                    Line(number: opening.number, bytes: isLast ? bytes.dropLast(closing.count) : bytes)))
            if isLast {
                return .code(
                    language: attribute.isEmpty ? nil : String(decoding: attribute, as: UTF8.self),
                    text: pieces.joined(separator: "\n"))
            }
        }
        throw CanonicalFormError(line: opening.number, reason: "<pre><code> without an end")
    }

    private func list(
        _ lines: [Line], _ index: inout Int, _ first: ItemMarker, depth: Int
    ) throws(CanonicalFormError) -> Block {
        var items: [[Block]] = []
        while index < lines.count {
            // A blank line may stand between two items; a list ends where no item of its kind follows.
            let next = lines[index...].prefix(while: \.isBlank).count + index
            guard next < lines.count, let marker = ItemMarker(lines[next]), marker.kind == first.kind else { break }
            var item = [lines[next].dropping(marker.width)]
            index = next + 1
            while index < lines.count, lines[index].isBlank || lines[index].indentation >= marker.width {
                item.append(lines[index].dropping(min(marker.width, lines[index].indentation)))
                index += 1
            }
            let trailingBlanks = item.reversed().prefix(while: \.isBlank).count
            index -= trailingBlanks
            items.append(try parse(item.dropLast(trailingBlanks), depth: depth + 1))
        }
        return .list(List(start: first.number, items: items))
    }

    private func table(_ lines: [Line], _ index: inout Int) throws(CanonicalFormError) -> Block {
        let rows = lines[index...].prefix { $0.starts(with: "|") }
        index += rows.count
        guard rows.count >= 2, let header = rows.first else {
            throw CanonicalFormError(line: lines[index - 1].number, reason: "a table without its delimiter row")
        }
        var cells: [[Sentence]] = []
        for row in [header] + rows.dropFirst(2) { cells.append(try self.cells(row)) }
        let isHeaderEmpty = cells[0].allSatisfy(\.inlines.isEmpty)
        return .table(Table(header: isHeaderEmpty ? nil : cells[0], rows: Array(cells.dropFirst())))
    }

    private func cells(_ row: Line) throws(CanonicalFormError) -> [Sentence] {
        var result: [Sentence] = []
        var start = row.bytes.startIndex + 1
        var index = start
        while index < row.bytes.endIndex {
            switch row.bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "`"):
                // No bar and no backslash is an escape inside a code span: step over it.
                index = row.bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? index
            case UInt8(ascii: "|"):
                let cell = row.bytes[start..<index].dropFirst().dropLast()
                result.append(Sentence(try inlines.parse(Line(number: row.number, bytes: cell))))
                start = index + 1
            default: break
            }
            index += 1
        }
        return result
    }
}

extension Line {
    fileprivate var indentation: Int { bytes.prefix { $0 == UInt8(ascii: " ") }.count }
}

/// The start of a list item.
private struct ItemMarker {
    /// What two items of one list share: "-", "+", "." or ")".
    var kind: UInt8
    var number: Int?
    /// Bytes up to the item's content.
    var width: Int

    init?(_ line: Line) {
        let digits = line.bytes.prefix { $0.isASCIIDigit }
        guard let kind = line.bytes.dropFirst(digits.count).first,
            line.dropping(digits.count + 1).starts(with: " ")
        else { return nil }
        if digits.isEmpty {
            guard kind == UInt8(ascii: "-") || kind == UInt8(ascii: "+") else { return nil }
        } else {
            guard digits.count <= 9, kind == UInt8(ascii: ".") || kind == UInt8(ascii: ")") else { return nil }
            number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        self.kind = kind
        width = digits.count + 2
    }
}
