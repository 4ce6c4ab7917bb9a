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

    @Argument(help: "The file to write; - for standard output.")
    var file: String

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: false)
        var line = ProgressLine()
        defer { line.end() }
        let output = file == "-" ? nil : try OutputFile(file)
        let written = try archive.open().writeBundle(
            named: file, with: git,
            put: { piece in
                guard let output else { return StandardOutput.write(piece) }
                try output.write(piece)
            }, progress: { line.show($0) })
        try output?.finish()
        line.end()
        let answer = "wrote \(byteCount(written.byteCount)) with \(written.itemCount) branches"
        guard output != nil else { return StandardError.write(answer) }
        StandardOutput.write("\(answer) to \(file)\n")
    }
}
