internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetFetch
internal import StetGit
internal import StetPipeline

struct ExportWARCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warc", abstract: "The pages as they came, as a WARC file for web archives.",
        discussion: """
            WARC/1.1 (ISO 28500), packed record by record where FILE ends in .gz. Bodies are as Stet keeps them, content-decoded; \
            headers that no longer hold are named X-Archive-Orig-…. What Stet knows beside the page is in metadata records, from \
            which stet import warc makes the same history again.
            """)

    @Argument(help: "The file to write: archive.warc.gz, or .warc; - for standard output, not packed.")
    var file: String

    @OptionGroup var articles: ExportedArticles

    func run() throws {
        let (archive, paths) = try articles.found()
        let isPacked = file.lowercased().hasSuffix(".gz")
        var line = ProgressLine()
        defer { line.end() }
        let output = file == "-" ? nil : try OutputFile(file)
        var export = WARCExport(of: archive) { record in
            guard let output else { return StandardOutput.write(record.bytes) }
            try output.write(isPacked ? GzipMember.of(record.bytes) : record.bytes)
        }
        let chosen = Set(paths)
        let last = try archive.articles().filter { chosen.contains($0.path) }.map(\.lastObserved).max()
        try export.begin(software: "stet/\(Stet.version)", lastObserved: last)
        for (index, path) in paths.enumerated() {
            try export.add(archive.history(of: path))
            line.show("\(index + 1) of \(counted(paths.count, "article"))")
        }
        try output?.finish()
        let counts = export.counts
        line.end()
        var parts = [counted(counts.pages, "page")]
        if counts.revisits > 0 { parts.append("\(counted(counts.revisits, "check")) that saw the same") }
        if counts.failures > 0 { parts.append("\(counts.failures) failed") }
        if counts.removed > 0 { parts.append("\(counts.removed) left out, taken out of the archive") }
        let answer = "wrote \(parts.joined(separator: ", "))"
        if output == nil { StandardError.write(answer) } else { StandardOutput.write("\(answer) to \(file)\n") }
        if counts.damaged > 0 {
            throw Trouble(
                "left out: \(counted(counts.damaged, "check")) whose page cannot be read", hint: "see `stet verify`")
        }
    }
}
