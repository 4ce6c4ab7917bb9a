package import StetDiff
internal import StetExtract
internal import StetHTML

extension CapturedPage {
    /// The pictures, breaks and code of a Markdown file, between the words around them; nil of what is not read as Markdown.
    ///
    /// - Complexity: O(HTML).
    package func insets(as mode: ReadingMode) throws -> [Inset.Piece]? {
        guard mode != .text, !body.isEmpty else { return nil }
        var input = input()
        if mode == .markdown { input.contentType = "text/markdown" }
        guard let html = try ArticleExtractor.html(ofMarkdown: input) else { return nil }
        var reader = InsetReader()
        if let body = try HTMLDocument(validUTF8: html).body { reader.read(body) }
        return reader.finish()
    }
}

private struct InsetReader {
    private var pieces: [Inset.Piece] = []
    private var words = ""
    /// Past what was read whole.
    private var next = 0

    mutating func read(_ body: HTMLNode) {
        for node in body.descendants where node.index >= next {
            if node.isText {
                words += node.text
                continue
            }
            switch node.tag {
            case .img:
                endWords()
                pieces.append(
                    .inset(
                        Inset(
                            kind: .picture, text: (node.attribute("alt") ?? "").spaceFolded,
                            target: node.attribute("src").flatMap { $0.isEmpty ? nil : $0 })))
            case .hr:
                endWords()
                pieces.append(.inset(Inset(kind: .thematicBreak)))
            case .pre:
                endWords()
                let lines = node.descendants.filter(\.isText).map(\.text).joined().split(separator: "\n")
                let first = lines.lazy.map { String($0).spaceFolded }.first { !$0.isEmpty }
                pieces.append(.inset(Inset(kind: .code, text: first ?? "", target: Self.language(of: node))))
                pieces.append(.words(lines.joined(separator: "\n")))
                next = node.subtreeEnd
            case .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .blockquote, .table, .tr, .td, .th, .ul, .ol, .div, .figure:
                endWords()
            default: break
            }
        }
    }

    private mutating func endWords() {
        let text = words.spaceFolded
        words = ""
        if !text.isEmpty { pieces.append(.words(text)) }
    }

    private static let languagePrefix = "language-"

    /// What stands behind "language-" in the class of the code, as a fence's language is written.
    private static func language(of pre: HTMLNode) -> String? {
        let names = pre.childElements.lazy.compactMap { $0.tag == .code ? $0.attribute("class") : nil }.first ?? ""
        let name = names.split(separator: " ").first { $0.hasPrefix(languagePrefix) }?.dropFirst(languagePrefix.count)
        return name.flatMap { $0.isEmpty ? nil : String($0) }
    }

    mutating func finish() -> [Inset.Piece] {
        endWords()
        return pieces
    }
}

extension String {
    /// Without white space at the ends, and one space for each run of it.
    fileprivate var spaceFolded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
