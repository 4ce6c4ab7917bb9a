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
            Prints the article as it would be recorded; with --format html, the page with kept and cut parts \
            coloured. With --explain, prints every block of the page with its score, the decision about it and the \
            reason, and every claim about the article with its source: as text, or as --format html or json. With \
            --jsonl, prints one line of JSON a page: name, title, authors, published, updated, language and the other \
            metadata, text, blocks and every claim with its source; pages that hold no article are told on stderr.

            What is known from before helps to tell the article from what changes around it: --previous names the \
            article as it was last read, --previous-page the page it was read from, --site-page a page of another \
            article of the site. With --series the pages are fetches of one article, oldest first, and each is read \
            with the one before it as its past. --manifest names a file with many series, a JSON object a line: \
            pages, and where known url, previous, previousPage and sitePages.
            """)

    @Flag(help: "Print one JSON object a page, on one line.")
    var jsonl = false

    @Flag(help: "Print every block with its score and the reason it was kept or left out, and every claim.")
    var explain = false

    @Option(
        help: """
            markdown (the canonical form), json, html (the page with what was left out) or text; without it markdown, \
            or text with --explain.
            """)
    var format: ShowCommand.Format?

    @Option(help: "The address the page was fetched from, for files.", transform: address)
    var url: String?

    @Option(help: ArgumentHelp("Read the pages with a rule, whatever hosts it is for.", valueName: "file"))
    var rule: String?

    @Flag(help: "The pages are fetches of one article, oldest first; each is the next one's past.")
    var series = false

    @Option(help: ArgumentHelp("The article as it was read before: a canonical file.", valueName: "file"))
    var previous: String?

    @Option(help: ArgumentHelp("The page that the previous article was read from.", valueName: "page"))
    var previousPage: String?

    @Option(
        name: .customLong("site-page"), parsing: .singleValue,
        help: ArgumentHelp("A page of another article of the same site; may be given several times.", valueName: "page")
    )
    var sitePages: [String] = []

    @Option(help: ArgumentHelp("Read the series that this file lists, a JSON object a line.", valueName: "file"))
    var manifest: String?

    @Argument(help: "Pages: files, URLs, or - for standard input.")
    var pages: [String] = []

    @OptionGroup var fetch: FetchFlags
    @OptionGroup var display: DisplayOptions

    mutating func validate() throws {
        if jsonl, explain { throw ValidationError("--explain and --jsonl are two answers; ask for one") }
        if jsonl, format != nil { throw ValidationError("--jsonl is a format of its own; ask for it alone") }
        if explain, format == .markdown {
            throw ValidationError("--explain has no markdown form; ask for --format text, html or json")
        }
        if manifest == nil, pages.isEmpty { throw ValidationError("name a page: a file, a URL, or -") }
        if manifest != nil,
            !pages.isEmpty || series || url != nil || previous != nil || previousPage != nil || !sitePages.isEmpty
        {
            throw ValidationError("--manifest names all pages, their addresses and their past; name nothing else")
        }
        if previousPage != nil, previous == nil {
            throw ValidationError("--previous-page says nothing without the article that was read in it: --previous")
        }
    }

    func run() throws {
        var hasFailed = false
        var hasAnswered = false
        var lacksPast = false
        let rules = try rule.map { try ArchiveRules(readingFile: $0) }
        // One past for all pages of the command line; each series of a manifest has its own.
        let shared =
            manifest == nil
            ? try PageSeries(pages: [], previous: previous, previousPage: previousPage, sitePages: sitePages).past(
                fetch.options) : nil
        for series in try allSeries() {
            var past: Past
            do { past = try shared ?? series.past(fetch.options) } catch {
                hasFailed = true
                lacksPast = true
                StandardError.write(
                    VisibleText.lines(
                        "stet: \(error)\nstet: the series of \(series.pages[0]) is not read: its past is missing"))
                continue
            }
            for (number, page) in series.pages.enumerated() {
                var isTaken = false
                do {
                    var captured = try PageSource(named: page).capture(with: fetch.options)
                    let rule = try rules?.only(forFirstOf: [url ?? series.url, captured.url, captured.requestedURL])
                    captured.fetchFurtherPages(of: rule, with: fetch.options)
                    if let failure = captured.failure { throw Trouble("cannot read \(page) : \(failure)") }
                    isTaken = true
                    var input = captured.input(url: url ?? series.url)
                    input.past = past
                    input.rule = rule
                    let extraction = try ArticleExtractor.extract(input)
                    for warning in extraction.report.rule?.warnings ?? [] where !explain {
                        StandardError.tell("\(page): \(warning)")
                    }
                    StandardOutput.write(try output(of: extraction, name: name(of: page)))
                    hasAnswered = true
                    past.article = extraction.article
                    past.page = Past.Page(bytes: captured.body, contentType: captured.contentType)
                } catch {
                    // One page that cannot be read does not keep the others from being read.
                    hasFailed = true
                    let isAboutPage = error is ExtractionError
                    StandardError.write("stet: \(VisibleText.lines(isAboutPage ? "\(page): \(error)" : "\(error)"))")
                    if !isTaken, number + 1 < series.pages.count {
                        lacksPast = true
                        StandardError.write(
                            VisibleText.lines(
                                "stet: \(series.pages[number + 1]) is read without \(page) as its past"))
                    }
                    if let partial = (error as? ExtractionError)?.partial, jsonl || explain {
                        hasAnswered = true
                        StandardOutput.write(try output(of: partial, name: name(of: page)))
                    }
                }
            }
        }
        // A run over many pages is a measurement: what could not be read is part of its answer, unless it is all.
        // A page that is missing within a series changes what the next one's answer means.
        if hasFailed, !jsonl || !hasAnswered || lacksPast { throw ExitCode.trouble }
    }

    /// Without `--series` every page is a series of its own.
    private func allSeries() throws -> [PageSeries] {
        if let manifest { return try PageSeries.series(inManifest: manifest) }
        return (series ? [pages] : pages.map { [$0] }).map { PageSeries(pages: $0) }
    }

    /// A file or a program wants whole lines; a person wants them no wider than the screen.
    private var isUnbounded: Bool { display.width == nil && !StandardOutput.isTerminal }

    private func name(of page: String) -> String {
        URL(filePath: page).deletingPathExtension().lastPathComponent
    }

    private func output(of extraction: Extraction, name: String) throws -> [UInt8] {
        let article = extraction.article
        if jsonl {
            return extraction.jsonLine(name: name)
        }
        let format = format ?? (explain ? .text : .markdown)
        if format == .html {
            let page = Explanation(of: extraction, name: name)
            return Array(HTMLRenderer().explanation(page, isDetailed: explain).utf8)
        }
        if explain {
            let page = Explanation(of: extraction, name: name)
            return Array(
                (format == .json
                    ? JSONRenderer().explanation(page)
                    : display.terminal.explanation(page, isWhole: isUnbounded)).utf8)
        }
        return switch format {
        case .markdown, .html: CanonicalForm.bytes(of: article)
        case .json: Array(JSONRenderer().article(article).utf8)
        case .text: Array(display.terminal.article(article).utf8)
        }
    }
}
