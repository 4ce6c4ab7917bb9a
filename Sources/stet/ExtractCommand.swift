internal import ArgumentParser
internal import Foundation
internal import StetExtract
internal import StetModel
internal import StetPipeline
internal import StetRender

/// Shows what Stet reads in pages.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Show what Stet reads in a page.",
        discussion: """
            Prints the article as it would be recorded. With --explain, prints every block of the page with the \
            decision about it and the reason. With --jsonl, prints one line of JSON a page: name, title, authors, \
            published, updated, language, text and blocks; pages that hold no article are told on stderr.
            """)

    @Flag(help: "Print one JSON object a page, on one line.")
    var jsonl = false

    @Flag(help: "Print every block with the reason it was kept or left out.")
    var explain = false

    @Option(help: "markdown (the canonical form), json, html or text.")
    var format: ShowCommand.Format = .markdown

    @Option(help: "The address the page was fetched from, for files.")
    var url: String?

    @Argument(help: "Pages: files, URLs, or - for standard input.")
    var pages: [String]

    @OptionGroup var fetch: FetchFlags
    @OptionGroup var display: DisplayOptions

    mutating func validate() throws {
        if jsonl, explain { throw ValidationError("--explain and --jsonl are two answers; ask for one") }
    }

    func run() throws {
        var hasFailed = false
        var hasAnswered = false
        for page in pages {
            do {
                let captured = try PageSource(named: page).capture(with: fetch.options)
                if let failure = captured.failure { throw Trouble("cannot read \(page) : \(failure)") }
                StandardOutput.write(
                    try output(of: ArticleExtractor.extract(captured.input(url: url)), name: name(of: page)))
                hasAnswered = true
            } catch {
                // One page that cannot be read does not keep the others from being read.
                hasFailed = true
                let isAboutPage = error is ExtractionError
                StandardError.write("stet: \(VisibleText.lines(isAboutPage ? "\(page): \(error)" : "\(error)"))")
                if let partial = (error as? ExtractionError)?.partial, jsonl || explain {
                    hasAnswered = true
                    StandardOutput.write(try output(of: partial, name: name(of: page)))
                }
            }
        }
        // A run over many pages is a measurement: what could not be read is part of its answer, unless it is all.
        if hasFailed, !jsonl || !hasAnswered { throw ExitCode.trouble }
    }

    private func name(of page: String) -> String {
        URL(filePath: page).deletingPathExtension().lastPathComponent
    }

    private func output(of extraction: Extraction, name: String) throws -> [UInt8] {
        let article = extraction.article
        if jsonl {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(ExtractedPage(name: name, article))) + [UInt8(ascii: "\n")]
        }
        if explain { return Array(VisibleText.lines(extraction.report.description).utf8) }
        return switch format {
        case .markdown: CanonicalForm.bytes(of: article)
        case .json: Array(JSONRenderer().article(article).utf8)
        case .html: Array(HTMLRenderer().article(article).utf8)
        case .text: Array(display.terminal.article(article).utf8)
        }
    }
}

/// One line of `stet extract --jsonl`.
private struct ExtractedPage: Encodable {
    struct Piece: Encodable {
        var kind: String
        var text: String
    }

    var name: String
    var title: String?
    var authors: [String]
    var published: String?
    var updated: String?
    var language: String?
    var text: String
    var blocks: [Piece]

    init(name: String, _ article: Article) {
        let metadata = article.metadata
        self.name = name
        title = metadata.title
        authors = metadata.authors
        published = metadata.published.map(String.init(describing:))
        updated = metadata.updated.map(String.init(describing:))
        language = metadata.language
        text = article.bodyText
        blocks = article.blocks.map { Piece(kind: $0.kindName, text: Article(blocks: [$0]).text(withCaptions: true)) }
    }
}

extension Block {
    fileprivate var kindName: String {
        switch self {
        case .heading: "heading"
        case .paragraph: "paragraph"
        case .list: "list"
        case .quotation: "quotation"
        case .table: "table"
        case .figure: "figure"
        case .code: "code"
        case .thematicBreak: "break"
        }
    }
}
