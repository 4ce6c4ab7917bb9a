internal import StetDiff
package import StetExtract
package import StetModel
internal import StetText

/// How the bytes of a document are to be read.
package enum ReadingMode: String, CaseIterable, Sendable {
    /// Canonical files as they are, all else as `page`; Markdown is told by its name or type.
    case auto
    /// As a captured page: only the article, without what stands around it. All of a Markdown file is its article.
    case page
    /// All of it as Markdown, whatever its name.
    case markdown
    /// All of the text, as plain text or Markdown.
    case text
}

/// A document that was read to be shown or compared.
package struct ReadDocument: Sendable {
    package var article: Article
    /// What was left out and why, where the document was read as a page.
    package var report: ExtractionReport?
}

extension CapturedPage {
    /// Reads the article in this page, or the whole text where that is asked for or there is no article in it.
    package func read(as mode: ReadingMode, named name: String) throws -> ReadDocument {
        if let failure { throw PageError(description: "cannot read \(name) : \(failure)") }
        if mode == .text { return ReadDocument(article: try wholeText(named: name)) }
        if mode == .auto {
            // Front matter that is not Stet's is other Markdown's: such a file is read like any other.
            if body.starts(with: Array("---\n".utf8)), let article = try? CanonicalForm.parse(body) {
                return ReadDocument(article: article)
            }
        }
        // Nothing is a version of a text that is being written; of a page it means that it was not had.
        if mode != .page, body.isEmpty, isTextByName(name) { return ReadDocument(article: Article(blocks: [])) }
        do {
            var input = input()
            if mode == .markdown { input.contentType = "text/markdown" }
            let extraction = try ArticleExtractor.extract(input)
            return ReadDocument(article: extraction.article, report: extraction.report)
        } catch {
            // A text without an article's shape is still a text; a page without an article is not.
            guard mode == .auto, error.kind == .noArticle, isPlainText else {
                throw PageError(description: "cannot read \(name) : \(error.reason)")
            }
            return ReadDocument(article: try wholeText(named: name))
        }
    }

    private func isTextByName(_ name: String) -> Bool {
        if let contentType { return contentType.hasPrefix("text/plain") || contentType.hasPrefix("text/markdown") }
        return name == "-" || [".txt", ".md", ".markdown"].contains { name.lowercased().hasSuffix($0) }
    }

    private var isPlainText: Bool {
        contentType?.hasPrefix("text/plain") ?? !body.prefix(1024).contains(UInt8(ascii: "<"))
    }

    private func wholeText(named name: String) throws -> Article {
        guard !body.contains(0) else {
            throw PageError(description: "cannot read \(name) : it is no text (it holds a NUL byte)")
        }
        let bytes = Array(String(decoding: body, as: UTF8.self).utf8)
        let text = DiffText(markdownOrPlain: bytes, language: LanguageGuess.language(of: bytes))
        return Article(blocks: text.blocks.compactMap { text.block($0) }).normalized()
    }
}

extension DiffText {
    /// The block of an article that this piece of a text is.
    fileprivate func block(_ block: Block) -> StetModel.Block? {
        let sentences = self.sentences[block.sentences].map { range in
            Sentence(Normalization.normalized(String(decoding: bytes[range], as: UTF8.self)))
        }
        guard !sentences.isEmpty || block.kind == .thematicBreak else { return nil }
        let line = Sentence(sentences.map(\.plainText).joined(separator: " "))
        switch block.kind {
        case .heading(let level): return .heading(level: level, content: line)
        case .paragraph: return .paragraph(sentences)
        case .listItem(_, let number): return .list(List(start: number, items: [[.paragraph(sentences)]]))
        case .quotation: return .quotation([.paragraph(sentences)])
        case .caption: return .figure(caption: sentences)
        case .tableRow: return .paragraph([line])
        case .code: return .code(language: nil, text: sentences.map(\.plainText).joined(separator: "\n"))
        case .thematicBreak: return .thematicBreak
        }
    }
}
