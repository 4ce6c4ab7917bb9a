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
        let rows = try archive.open().articles().map { article in
            ArticleRow(
                url: article.url, title: article.title, path: article.path, revisionCount: article.revisionCount,
                firstObserved: article.firstObserved.description, lastObserved: article.lastObserved.description,
                lastChanged: article.lastChanged?.description)
        }
        switch format {
        case .text: StandardOutput.write(display.terminal.articles(rows))
        case .json: StandardOutput.write(JSONRenderer().articles(rows))
        }
    }
}

enum ListingFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
