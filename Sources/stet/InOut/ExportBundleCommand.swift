internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetGit

struct ExportBundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "The whole archive as one file, which git clone takes for a repository.",
        discussion: """
            git clone --mirror FILE FOLDER makes an archive of it again. The installed git packs the objects.
            """)

    @Argument(help: "The file to write.")
    var file: String

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: false)
        var line = ProgressLine()
        defer { line.end() }
        let written = try archive.open().writeBundle(to: file, with: git) { line.show($0) }
        line.end()
        StandardOutput.write(
            "wrote \(byteCount(written.byteCount)) with \(written.itemCount) branches to \(file)\n")
    }
}
