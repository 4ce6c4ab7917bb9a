internal import ArgumentParser
internal import StetArchive
internal import StetPipeline
internal import StetRender

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Take a page and record what its article says.",
        discussion: """
            PAGE is a URL, a file (HTML or text), or - for standard input. A text that has not changed makes no new \
            revision, but the check is kept. A page that cannot be read as an article is kept and recorded as a failed \
            check (exit code 2).

            Pages are read with the rules that are committed in the archive (see stet rules).

            The article is recorded under --url; else under the canonical address that the page states, if that is \
            on the host that answered; else under the address that answered.
            """)

    @Argument(help: "URL, file, or - for standard input.")
    var page: String

    @Option(help: "The address to record the article under.", transform: address)
    var url: String?

    @Option(
        help: ArgumentHelp(
            "When the page looked so, such as 2024-06-01T10:43Z; else now. No zone: UTC.", valueName: "time"),
        transform: timestamp)
    var at: Timestamp?

    @Option(help: "text or json.")
    var format: Format = .text

    @OptionGroup var fetch: FetchFlags
    @OptionGroup var upkeep: UpkeepFlag
    @OptionGroup var archive: ArchiveOptions

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() throws {
        let archive = try archive.open()
        let now = Timestamp.now
        // It would stand as the latest text before every check to come.
        if let at, at > now { throw Trouble("--at \(at) is in the future; it is \(now) now") }
        defer { upkeep.startIfDue(for: archive) }
        let result = try Snapshot(
            source: PageSource(named: page), url: url, observed: at ?? now, options: fetch.options
        )
        .record(in: archive, now: now)
        for warning in result.warnings { StandardError.tell("\(warning)") }
        if let warning = result.recorded.warning { StandardError.write("stet: \(warning)") }
        switch format {
        case .text: StandardOutput.write(sentence(result) + "\n")
        case .json: StandardOutput.write(json(result))
        }
        if case .failed = result.recorded.outcome { throw ExitCode.trouble }
    }

    private func sentence(_ result: Snapshot.Result) -> String {
        let name = VisibleText.line(result.title ?? result.url)
        let number = result.revisionNumber.map { "@\($0)" } ?? ""
        switch result.recorded.outcome {
        case .revision(.new): return "new article \(number): \(name)"
        case .revision(.return):
            return "an earlier text returned \(number): \(name)"
                + (result.returnsTo.map { "\n  that of @\($0)" } ?? "")
                + (result.summary.map { "\n  " + VisibleText.line($0) } ?? "")
        case .revision(.alternating):
            return "the page alternates \(number): \(name)"
                + (result.returnsTo.map { "\n  the text of @\($0) again" } ?? "")
        case .revision(.formatting):
            return "only its form changed \(number): \(name)"
                + (result.summary.map { "\n  " + VisibleText.line($0) } ?? "")
        case .revision(.technical):
            return "read otherwise " + (result.readingChange.map { VisibleText.line($0) + " " } ?? "")
                + "\(number): \(name)"
                + (result.summary.map { "\n  " + VisibleText.line($0) } ?? "")
        case .revision(.suspect):
            return "suspect \(number): \(name)\n  in the article's place stands a wall, a question or an error"
        case .revision(.change):
            return "changed \(number): \(name)" + (result.summary.map { "\n  " + VisibleText.line($0) } ?? "")
        case .unchanged: return "unchanged since \(number): \(name)"
        case .failed(let reason):
            return "kept the page, but no article could be read in it: \(VisibleText.line(reason))"
        }
    }

    private func json(_ result: Snapshot.Result) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            switch result.recorded.outcome {
            case .revision(let kind): writer.member("outcome", kind.rawValue)
            case .unchanged: writer.member("outcome", "unchanged")
            case .failed(let reason):
                writer.member("outcome", "failed")
                writer.member("reason", reason)
            }
            writer.member("url", result.url)
            writer.member("title", result.title)
            writer.member("path", result.recorded.article)
            writer.member("revision", result.revisionNumber)
            writer.member("returnsTo", result.returnsTo)
            writer.member("commit", result.recorded.revision.map { "\($0)" })
            writer.member("observed", result.recorded.observation.observed.description)
            writer.member("summary", result.summary)
            if let change = result.readingChange { writer.member("readOtherwise", change) }
        }
        return writer.text + "\n"
    }
}
