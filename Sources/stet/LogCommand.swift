internal import ArgumentParser
internal import StetArchive
internal import StetDiff
internal import StetModel
internal import StetRender

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show the revisions of an article, and what changed with each.",
        discussion: """
            A change happened between the last check that saw the text before and the first that saw the new one; both \
            times are told.
            """)

    @Argument(help: "URL, a unique part of it or of the title, or path.")
    var article: String

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ShownArchiveOptions
    @OptionGroup var display: DisplayOptions

    func run() throws {
        let archive = try archive.open()
        let summary = try archive.article(named: article)
        let history = try archive.history(of: summary.path)
        var before: Article?
        let rows = try history.revisions.map { revision in
            var row = RevisionRow(
                number: revision.number, commit: "\(revision.commit)", observed: revision.observed.description,
                previouslySeen: revision.notYetAt?.description, kind: revision.kind.rawValue, title: revision.title)
            if let tombstone = try archive.tombstone(of: revision.state) {
                row.title = nil
                row.redacted = tombstone.reason
                before = nil
                return row
            }
            let text = try archive.article(in: revision)
            defer { before = text }
            row.summary = before.map { DiffSummary(ArticleDiff(from: $0, to: text)).text }
            return row
        }
        switch format {
        case .json: StandardOutput.write(JSONRenderer().revisions(rows))
        case .text:
            StandardOutput.write(display.terminal.revisions(rows))
            StandardOutput.write(checks(history, summary, line: try archive.line()))
        }
    }

    private func checks(_ history: ArticleHistory, _ summary: ArticleSummary, line: Int) -> String {
        var text =
            "\n\(counted(summary.observationCount, "check")), \(counted(summary.revisionCount, "revision")); "
            + "last checked \(readableTime("\(summary.lastObserved)"))"
        if summary.failureCount > 0 { text += "; \(counted(summary.failureCount, "failed check"))" }
        if line > 1 {
            text += "\nhistory as it was read the \(ordinal(line)) time; --line \(line - 1) shows the one before"
        }
        return text + "\n"
    }
}

/// "2nd", "3rd", "11th".
private func ordinal(_ number: Int) -> String {
    let ending = (11...13).contains(number % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending)"
}

extension Archive {
    /// The article as a revision has it.
    func article(in revision: Revision) throws -> Article {
        try CanonicalForm.parse(try canonicalBytes(of: revision))
    }
}
