internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct ReindexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Make an archive's index anew from git.",
        discussion: """
            The index in .git/stet answers questions about history at once. It says nothing that git does not, and brings \
            itself up to date: one that is missing, damaged or behind is mended by the next command. This makes all of it \
            anew, for when a disk or a program is not to be trusted. Others may read and record meanwhile. What `stet search` looks \
            in is forgotten, and made anew by the next search.
            """)

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let counts = try archive.open().reindex()
        switch format {
        case .text:
            StandardOutput.write(
                "\(counted(counts.articleCount, "article")), \(counted(counts.observationCount, "check")) indexed\n")
        case .json:
            var writer = JSONWriter()
            writer.object { json in
                json.member("articles", counts.articleCount)
                json.member("observations", counts.observationCount)
            }
            StandardOutput.write(writer.text + "\n")
        }
    }
}

/// Says on standard error that the journal is read into the index, or texts into that of phrases, where that takes long.
struct IndexingNotice {
    /// The steps between two lines on a terminal: a megabyte of the journal, some hundredths of a second.
    private static let step = 16

    static func show(_ progress: IndexingProgress) {
        let what =
            switch progress.part {
            case .journal: "reading the journal into the index"
            case .texts: "reading texts into the index of phrases"
            }
        let isEnd = progress.done == progress.total
        guard StandardError.isTerminal else {
            if progress.done == 0 { StandardError.write("stet: \(what)") }
            return
        }
        guard progress.part == .texts || progress.done % step == 0 || isEnd else { return }
        let percent = progress.total == 0 ? 100 : progress.done * 100 / progress.total
        StandardError.write(
            "\r\u{1B}[K\(what): \(percent) %", terminator: isEnd ? "\r\u{1B}[K" : "")
    }
}
