internal import ArgumentParser
internal import StetArchive

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an archive: an ordinary git repository.",
        discussion: """
            The folder must be new or empty. It gets a README for the archive's readers, a folder for rules, and hooks \
            that refuse rewriting history.
            """)

    @Argument(help: "The folder to make; else --archive, $STET_ARCHIVE, or the current one.")
    var folder: String?

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let target = folder ?? archive.named ?? "."
        let archive = try Archive.create(at: target, now: .now)
        StandardOutput.write(
            """
            made an archive in \(archive.folder)
            next: stet snapshot https://… --archive \(target)

            """)
    }
}
