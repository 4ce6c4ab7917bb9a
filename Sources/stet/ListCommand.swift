internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the articles of an archive.")

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ShownArchiveOptions
    @OptionGroup var display: DisplayOptions

    func run() throws {
        let archive = try archive.open()
        let rows = try archive.articles().map { article in
            ArticleRow(
                url: article.url, title: try archive.notice(inPlaceOfTitleOf: article) ?? article.title,
                path: article.path, revisionCount: article.revisionCount,
                firstObserved: article.firstObserved.description, lastObserved: article.lastObserved.description,
                lastChanged: article.lastChanged?.description)
        }
        if rows.isEmpty, format == .text {
            StandardError.write("there are no articles yet; next: stet snapshot https://…")
        }
        switch format {
        case .text: StandardOutput.write(display.terminal.articles(rows))
        case .json: StandardOutput.write(JSONRenderer().articles(rows))
        }
    }
}

extension Archive {
    /// Where an article's latest text was taken out, why.
    fileprivate func notice(inPlaceOfTitleOf article: ArticleSummary) throws -> String? {
        guard try hasTombstones(), let last = try history(of: article.path).revisions.last else { return nil }
        return try tombstone(of: last.state)?.notice
    }
}

enum ListingFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
