internal import ArgumentParser
internal import StetArchive
internal import StetPipeline
internal import StetRender

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record pages of the past, each with its own time.",
        discussion: """
            Pages are read as a snapshot reads them: with the archive's committed rules and with what stood before. What was \
            imported before is recognised, so a run that was cut off is taken up by running it again.
            """,
        subcommands: [ImportFolderCommand.self, ImportGitCommand.self, ImportWARCCommand.self, ImportOTACommand.self])
}

/// What all imports share.
struct ImportOptions: ParsableArguments {
    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var upkeep: UpkeepFlag
    @OptionGroup var archive: ArchiveOptions

    /// Records what a list of items holds, in its order, and tells how it went. A page that cannot be taken is passed over, and told.
    ///
    /// - Parameters:
    ///   - noun: What is passed over where it cannot be taken.
    ///   - checks: Gives `take` the way to each check of an item, to be gone by it.
    func run<Item>(
        _ items: [Item], skipped: Skipped, noun: String = "file", in archive: Archive,
        checks: (_ item: Item, _ take: (() throws -> OldCheck) throws -> Void) throws -> Void
    ) throws {
        defer { upkeep.startIfDue(for: archive) }
        var skipped = skipped
        var importer = try Importer(into: archive, now: .now)
        var progress = ImportProgress(total: items.count)
        for (index, item) in items.enumerated() {
            try checks(item) { check in
                do { try importer.add(try check()) } catch let error as PageError {
                    progress.end()
                    skipped.tell("\(error)")
                }
            }
            progress.show(importer.counts, done: index + 1)
        }
        let unwritten = try importer.finish()
        progress.end()
        for warning in importer.warnings { StandardError.tell("\(warning)") }
        for warning in unwritten { StandardError.tell("\(warning)") }
        let isNothing = importer.counts.total == 0 && skipped.count == 0
        switch format {
        case .text where isNothing: break
        case .text:
            StandardOutput.write(
                importer.counts.sentence + (skipped.count > 0 ? "; \(counted(skipped.count, noun)) passed over" : "")
                    + "\n")
        case .json: StandardOutput.write(importer.counts.json(skipped: skipped.count))
        }
        if isNothing { throw Trouble("there is nothing to import: no \(noun) that is meant") }
        if importer.counts.total == 0 || skipped.count > 0 { throw ExitCode.trouble }
    }
}

struct ImportFolderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dir", abstract: "Import the files of a folder whose names are times.",
        discussion: """
            Names begin with a time: 2024-06-01T10:43:00Z.html, 2024-06-01T10-43-00Z.html, 20240601104300.html (as Web archives \
            write it), 2024-06-01.md. No zone: UTC. Folders below are read too.

            All files are of the article that --url or --article names; without either, of the one that each page states, or \
            else of the one that its folder is. Canonical files, as stet export dir writes them, come in as they are.

            Exit codes: 0 done; 2 trouble, also when a file was passed over or there was none to import.
            """)

    @Argument(help: "The folder.")
    var folder: String

    @Option(help: "The address of the article that all files are of.", transform: address)
    var url: String?

    @Option(help: ArgumentHelp("An article of the archive that all files are of.", valueName: "name"))
    var article: String?

    @OptionGroup var options: ImportOptions

    mutating func validate() throws {
        if url != nil, article != nil {
            throw ValidationError("--url and --article both say which article it is; give one")
        }
    }

    func run() throws {
        let archive = try options.archive.open()
        let url = try article.map { try archive.article(named: $0).url } ?? url
        let found = try TimedFiles(in: folder)
        guard !found.files.isEmpty else {
            throw Trouble(
                "cannot import \(folder) : no file in it has a name that begins with a time",
                hint: "name them such as 2024-06-01T10-43-00Z.html or 20240601104300.html")
        }
        var skipped = Skipped()
        for path in found.untimed { skipped.tell("\(folder)/\(path) : its name begins with no time") }
        try options.run(found.files, skipped: skipped, in: archive) { file, take in
            try take { .page(try found.page(in: file, url: url)) }
        }
    }
}
