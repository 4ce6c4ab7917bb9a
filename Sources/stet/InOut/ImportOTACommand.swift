internal import ArgumentParser
internal import StetArchive
internal import StetPipeline
internal import StetRender

struct ImportOTACommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ota", abstract: "Import a collection of Open Terms Archive, with its dates and its readings.",
        discussion: """
            stet import ota demo-snapshots demo-versions

            SNAPSHOTS alone: every page is read as a snapshot of Stet reads it. With VERSIONS: the text of each check is the one that \
            the collection recorded, beside the pages it was made of; upgrades of its engine or declarations become technical \
            revisions, and snapshots without a version are checks that saw nothing new.

            An article is a service's terms. Its address is --base with the path behind it, else the one that the commits state \
            first, else that of the file in the repository.

            Exit codes: 0 done; 2 trouble, also when a record was passed over or there was none to import.
            """)

    @Argument(help: "The repository of snapshots, cloned.")
    var snapshots: String

    @Argument(help: "The repository of versions, cloned.")
    var versions: String?

    @Option(
        help: ArgumentHelp("The address that the terms are below: BASE/SERVICE/TERMS.", valueName: "url"),
        transform: address)
    var base: String?

    @OptionGroup var options: ImportOptions

    func run() throws {
        let archive = try options.archive.open()
        var line = ProgressLine()
        let collection = try OTACollection(snapshots: snapshots, versions: versions, base: base) {
            folder, done, total in
            if done.isMultiple(of: Self.step) { line.show("reading \(folder): \(done) of \(counted(total, "commit"))") }
        }
        line.end()
        if collection.isCutOff {
            StandardError.tell("the history was cloned in part; records before are not there")
        }
        try options.run(collection.events, skipped: Skipped(), noun: "record", in: archive) { event, take in
            try take { try collection.check(of: event) }
        }
    }

    private static let step = 1_000
}
