public import StetModel

extension Article {
    /// The body as plain text: one paragraph, heading, list item or table row a line, captions left out.
    public var bodyText: String { text(withCaptions: false) }

    /// The same, with the captions of figures where asked for.
    public func text(withCaptions: Bool) -> String {
        var lines: [String] = []
        for block in blocks { block.append(to: &lines, withCaptions: withCaptions) }
        return lines.joined(separator: "\n")
    }
}

extension Block {
    fileprivate func append(to lines: inout [String], withCaptions: Bool) {
        switch self {
        case .heading(_, let content): lines.append(content.plainText)
        case .paragraph(let sentences): lines.append(sentences.joinedText)
        case .list(let list):
            for (offset, item) in list.items.enumerated() {
                let first = lines.count
                for block in item { block.append(to: &lines, withCaptions: withCaptions) }
                if let start = list.start, lines.count > first { lines[first] = "\(start + offset). " + lines[first] }
            }
        case .quotation(let blocks): for block in blocks { block.append(to: &lines, withCaptions: withCaptions) }
        case .table(let table):
            for row in (table.header.map { [$0] } ?? []) + table.rows {
                lines.append(row.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " "))
            }
        case .figure(let caption): if withCaptions { lines.append(caption.joinedText) }
        case .thematicBreak: break
        case .code(_, let text): lines += text.split(separator: "\n").map(String.init)
        }
    }
}

extension [Sentence] {
    /// The words of the sentences as they stand in one line: scripts without spaces are joined without them.
    public var joinedText: String {
        var text = ""
        for sentence in self {
            let next = sentence.plainText
            if let last = text.unicodeScalars.last, let first = next.unicodeScalars.first,
                !(last.isUnspaced && first.isUnspaced)
            {
                text += " "
            }
            text += next
        }
        return text
    }
}
