internal import ArgumentParser
internal import StetExtract
internal import StetModel
internal import StetPipeline
internal import StetRender

extension ReadingMode: ExpressibleByArgument {}

/// Shows what changed between two texts, without an archive.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what changed between two files or pages, without an archive.",
        discussion: """
            BEFORE and AFTER are files or URLs (one may be - for standard input). Canonical files are taken as they \
            are, HTML and text are read as snapshot reads them, Markdown as a whole; --as page or --as text says it \
            for both. What was left out of a page is told on stderr.

            With --jsonl, compares every pair of a folder: PAIRSDIR/NAME/before.txt with after.txt. Each answer is one \
            line of JSON with kept and moved spans in UTF-8 bytes and with links between sentences.

            Exit codes: 0 nothing differs, 1 something differs, 2 trouble.
            """)

    @Argument(help: "File, URL or -.")
    var before: String?

    @Argument(help: "File, URL or -.")
    var after: String?

    @Option(name: .customLong("as"), help: "auto, page or text.")
    var mode: ReadingMode = .auto

    @Option(name: .customLong("jsonl"), help: ArgumentHelp("Compare all pairs of a folder.", valueName: "pairsdir"))
    var pairs: String?

    @Option(
        help: ArgumentHelp("With --jsonl, write NAME.json files to a folder and not lines to stdout.", valueName: "dir")
    )
    var out: String?

    @OptionGroup var options: DiffOptions
    @OptionGroup var fetch: FetchFlags

    mutating func validate() throws {
        if pairs != nil {
            guard before == nil else { throw ValidationError("--jsonl takes the place of BEFORE and AFTER") }
            return
        }
        guard let before, let after else { throw ValidationError("name the two files or URLs to compare") }
        guard before != "-" || after != "-" else { throw ValidationError("only one side can be standard input") }
        guard out == nil else { throw ValidationError("--out goes with --jsonl") }
    }

    func run() throws {
        if let pairs { return try CompareJSONLines(pairs: pairs, out: out).run() }
        guard let before, let after else { return }
        let old = try read(before)
        let new = try read(after)
        try options.show(
            from: old.article, to: new.article, path: "article.md",
            heading: DiffHeading(
                title: new.article.metadata.title, before: .init(label: before), after: .init(label: after),
                language: new.article.metadata.language))
    }

    private func read(_ name: String) throws -> ReadDocument {
        let document = try PageSource(named: name).capture(with: fetch.options).read(as: mode, named: name)
        let cut = document.report?.candidates.count { !$0.isKept } ?? 0
        if cut > 0, StandardError.isTerminal {
            StandardError.write(
                "stet: \(name): \(cut) block\(cut == 1 ? "" : "s") left out as not of the article "
                    + "(see stet extract --explain, or compare --as text)")
        }
        return document
    }
}
