internal import ArgumentParser
internal import Foundation
internal import StetExtract
internal import StetModel

/// Shows what Stet reads in pages.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Show what Stet reads in a page.",
        discussion: """
            Prints the article as it would be recorded. With --explain, prints every block of the page with the \
            decision about it and the reason. With --jsonl, prints one line of JSON a page: name, title, authors, \
            published, updated, language, text and blocks; pages that hold no article are told on stderr.
            """)

    @Flag(help: "Print one JSON object a page.")
    var jsonl = false

    @Flag(help: "Print every block with the reason it was kept or left out.")
    var explain = false

    @Option(help: "The address the page was fetched from.")
    var url: String?

    @Argument(help: "Pages as files.")
    var files: [String]

    func run() throws {
        var hasFailed = false
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
            let page = PageInput(bytes: bytes, contentType: file.hasSuffix(".txt") ? "text/plain" : nil, url: url)
            do {
                StandardOutput.write(try output(of: ArticleExtractor.extract(page), name: name(of: file)))
            } catch let error as ExtractionError {
                hasFailed = true
                StandardError.write("stet: \(file): \(error)")
                if let partial = error.partial, jsonl || explain {
                    StandardOutput.write(try output(of: partial, name: name(of: file)))
                }
            }
        }
        // A run over many pages is a measurement: what could not be read is part of its answer.
        if hasFailed, !jsonl { throw ExitCode.trouble }
    }

    private func name(of file: String) -> String {
        URL(filePath: file).deletingPathExtension().lastPathComponent
    }

    private func output(of extraction: Extraction, name: String) throws -> [UInt8] {
        if jsonl {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(ExtractedPage(name: name, extraction.article))) + [UInt8(ascii: "\n")]
        }
        return explain ? Array(extraction.report.description.utf8) : CanonicalForm.bytes(of: extraction.article)
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
