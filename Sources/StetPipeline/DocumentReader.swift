internal import StetDiff
package import StetExtract
internal import StetHTML
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
    /// What the reader should know of how the bytes became text; nil where they are what they are taken for.
    package var note: String?

    /// The language where the document states it; that of its text is a guess, which more words can change.
    package var statedLanguage: String? {
        guard let report else { return article.metadata.language }
        return report.claims.contains { $0.field == .language && $0.source != .text } ? article.metadata.language : nil
    }
}

extension [ReadDocument] {
    /// The articles, without what would be told twice or is a guess: fields that were read in lines that stand in the text
    /// too, and the language of a text that states none, are those of the last article that has them.
    package var comparable: [Article] {
        var articles = map(\.article)
        func settle<Value>(
            _ field: WritableKeyPath<Metadata, Value>, to value: Value, where isIt: (ReadDocument) -> Bool
        ) {
            for index in indices where isIt(self[index]) { articles[index].metadata[keyPath: field] = value }
        }
        if allSatisfy({ $0.shows(.published) }), let last {
            settle(\.published, to: last.article.metadata.published) { _ in true }
        }
        if allSatisfy({ $0.shows(.updated) }), let last {
            settle(\.updated, to: last.article.metadata.updated) { _ in true }
        }
        if allSatisfy({ $0.shows(.author) }), let last {
            settle(\.authors, to: last.article.metadata.authors) { _ in true }
        }
        let language = compactMap(\.statedLanguage).last ?? reversed().compactMap(\.article.metadata.language).first
        settle(\.language, to: language) { $0.statedLanguage == nil }
        return articles
    }
}

extension ReadDocument {
    /// Whether nothing but lines that are kept as text states a field, if anything does.
    fileprivate func shows(_ field: Claim.Field) -> Bool {
        guard let report else { return false }
        return report.claims.allSatisfy { $0.field != field || $0.source == .visible }
            && report.candidates.allSatisfy { $0.isKept || $0.reason.hasPrefix("headline") }
    }
}

extension CapturedPage {
    /// Reads the article in this page, or the whole text where that is asked for or there is no article in it.
    package func read(as mode: ReadingMode, named name: String) throws -> ReadDocument {
        if let failure { throw PageError(description: "cannot read \(name) : \(failure)") }
        if mode != .page, mode != .auto || isTextByName(name) || isPlainText { try refuseNUL(named: name) }
        if mode == .text { return try wholeText(named: name) }
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
            return ReadDocument(
                article: extraction.article, report: extraction.report,
                note: note(named: name, encoding: extraction.encoding, by: extraction.encodingOrigin))
        } catch {
            // A text without an article's shape is still a text, such as one that was cut down to its headline; a page without an
            // article is not.
            guard mode != .page, error.kind == .noArticle, mode == .markdown || isTextByName(name) || isPlainText else {
                throw PageError(description: "cannot read \(name) : \(error.reason)")
            }
            var document = try wholeText(named: name)
            if case .heading(level: 1, let title)? = document.article.blocks.first {
                document.article.metadata.title = title.plainText
                document.article.blocks.removeFirst()
            }
            return document
        }
    }

    /// Whether the document is a text as it stands, and no page that holds one: its bytes can be patched.
    package func isText(named name: String) -> Bool { url == nil && (isTextByName(name) || isPlainText) }

    private func isTextByName(_ name: String) -> Bool {
        if let contentType { return contentType.hasPrefix("text/plain") || contentType.hasPrefix("text/markdown") }
        return name == "-" || [".txt", ".md", ".markdown"].contains { name.lowercased().hasSuffix($0) }
    }

    private var isPlainText: Bool {
        contentType?.hasPrefix("text/plain") ?? !body.prefix(1024).contains(UInt8(ascii: "<"))
    }

    private func wholeText(named name: String) throws -> ReadDocument {
        let decoded = DecodedText(plain: body, contentType: contentType)
        if let fault = TextFault(in: decoded.utf8.span) {
            throw PageError(description: "cannot read \(name) : as \(decoded.encoding.name) it \(fault)")
        }
        let text = DiffText(markdownOrPlain: decoded.utf8, language: LanguageGuess.language(of: decoded.utf8))
        return ReadDocument(
            article: Article(blocks: text.blocks.compactMap { text.block($0) }).normalized(),
            note: note(named: name, encoding: decoded.encoding.name, by: decoded.encoding.description))
    }

    /// Only UTF-16 that says so has zero bytes in its text.
    private func refuseNUL(named name: String) throws {
        guard let place = body.firstIndex(of: 0), !isMarkedUTF16 else { return }
        throw PageError(
            description:
                "cannot read \(name) : it is no text: it \(TextFault.holdsNUL(byteOffset: place)) and no mark of UTF-16"
        )
    }

    private var isMarkedUTF16: Bool {
        body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0xFE, 0xFF])
            || contentType?.lowercased().contains("utf-16") ?? false
    }

    /// Says where bytes are no UTF-8, and nothing that came with them names the encoding that they were read in.
    private func note(named name: String, encoding: String, by origin: String) -> String? {
        guard case .notUTF8(let place)? = TextFault(in: body.span), !isMarkedUTF16,
            !origin.contains("header"), !origin.contains("meta element")
        else { return nil }
        let reading =
            encoding == "UTF-8" ? "UTF-8 all the same; what cannot be read stands as U+FFFD" : origin.description
        return "\(name): byte \(place) is not UTF-8; read as \(reading)"
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
