internal import ArgumentParser
internal import StetArchive
internal import StetPipeline

struct ImportWARCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warc", abstract: "Import the pages of WARC files, as web archives keep them.",
        discussion: """
            stet import warc crawl-*.warc.gz --url 'example.org/terms*'

            Pages of HTML or text are taken, whole and packed files alike: responses, resources, conversions, and revisits of those. \
            Each is of the time that its record says, under its address, or the one that the page states on the same host. \
            Redirects are passed over; what a server answered with an error is a failed check.

            Files that stet export warc made give the history that was exported.

            Exit codes: 0 done; 2 trouble, also when a record was passed over or there was none to import.
            """)

    @Argument(help: "WARC files, packed with gzip or not.")
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Only pages of this address; * stands for anything. May be given more than once.", valueName: "pattern"))
    var url: [String] = []

    @OptionGroup var options: ImportOptions

    func run() throws {
        let archive = try options.archive.open()
        var skipped = Skipped()
        var line = ProgressLine()
        let index = try WARCIndex(
            of: files, matching: url.map { AddressPattern($0) },
            skip: {
                line.end()
                skipped.tell($0)
            },
            progress: { line.show("looking through \($0)") })
        line.end()
        let pages = WARCPages(of: index)
        try options.run(index.entries, skipped: skipped, noun: "record", in: archive) { entry, take in
            try take { try pages.check(of: entry) }
        }
    }
}
