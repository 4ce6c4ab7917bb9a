internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign where the archive stands, on its branch checkpoints.",
        discussion: """
            A checkpoint names the tips of all branches and how much there is. `stet verify` finds by it that a branch was \
            rewritten, or cut off. Recording makes one after every thousand checks. Of an archive that did not grow none \
            is made, and none of one that lost what the last one signed.

            With --countersign another archive's latest checkpoint is signed into this one, once that archive is found \
            sound and to hold what was countersigned before. Whoever keeps this archive can then tell whether that one \
            was replaced or put back, also by who has its key: stet verify --archive THAT --witness THIS.
            """)

    @Option(help: ArgumentHelp("Countersign the latest checkpoint of this archive.", valueName: "dir"))
    var countersign: String?

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open()
        let checkpoint: Checkpoint
        let isNew: Bool
        if let countersign {
            (checkpoint, isNew) = try archive.countersign(Archive.open(at: countersign), at: .now)
        } else {
            (checkpoint, isNew) = try archive.makeCheckpoint(at: .now)
        }
        switch format {
        case .json:
            var writer = JSONWriter()
            writer.object { json in
                json.member("number", checkpoint.number)
                json.member("new", isNew)
                json.member("commit", "\(checkpoint.commit)")
                json.member("main", "\(checkpoint.main)")
                json.member("captures", "\(checkpoint.captures)")
                json.member("journal", "\(checkpoint.journal)")
                json.member("observations", checkpoint.observationCount)
                json.member("articles", checkpoint.articleCount)
            }
            StandardOutput.write(writer.text + "\n")
        case .text:
            let what =
                countersign == nil
                ? (isNew ? "made checkpoint" : "nothing was recorded since checkpoint")
                : (isNew ? "countersigned checkpoint" : "countersigned already: checkpoint")
            StandardOutput.write(
                "\(what) \(checkpoint.number) \(String("\(checkpoint.commit)".prefix(10))): "
                    + "\(counted(checkpoint.observationCount, "check")) of \(counted(checkpoint.articleCount, "article"))\n"
            )
        }
    }
}
