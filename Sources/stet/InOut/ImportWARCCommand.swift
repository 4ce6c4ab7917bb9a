internal import ArgumentParser
internal import Foundation
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

    @Argument(help: "WARC files, packed with gzip or not; - for one on standard input.")
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Only pages of this address; * stands for anything. May be given more than once.", valueName: "pattern"))
    var url: [String] = []

    @OptionGroup var options: ImportOptions

    func run() throws {
        let archive = try options.archive.open()
        let input = try files.contains("-") ? SpooledInput() : nil
        var skipped = Skipped()
        var line = ProgressLine()
        let index = try WARCIndex(
            of: files.map { $0 == "-" ? input?.path ?? $0 : $0 }, matching: url.map { AddressPattern($0) },
            skip: {
                line.end()
                skipped.tell($0)
            },
            progress: { line.show("looking through \($0)") })
        line.end()
        let pages = WARCPages(of: index)
        try withExtendedLifetime(input) {
            try options.run(index.entries, skipped: skipped, noun: "record", in: archive) { entry, take in
                try take { try pages.check(of: entry) }
            }
        }
    }
}

/// What came on standard input, in a file as long as this lives: a collection is gone through more than once.
private final class SpooledInput {
    private let folder: URL
    var path: String { folder.appending(path: "standard-input").path }

    private static let pieceByteCount = 1 << 20

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stet-import-\(UUID())")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try Data().write(to: folder.appending(path: "standard-input"))
            let file = try FileHandle(forWritingTo: folder.appending(path: "standard-input"))
            defer { file.closeFile() }
            while let piece = try FileHandle.standardInput.read(upToCount: Self.pieceByteCount), !piece.isEmpty {
                try file.write(contentsOf: piece)
            }
        } catch {
            remove()
            throw Trouble(
                "cannot keep standard input in \(folder.path) : \(error.localizedDescription)",
                hint: "$TMPDIR names another place")
        }
    }

    deinit { remove() }

    private func remove() {
        // What cannot be removed lies where it may: the system clears that folder.
        try? FileManager.default.removeItem(at: folder)
    }
}
