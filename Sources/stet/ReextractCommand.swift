internal import ArgumentParser
internal import StetArchive
internal import StetDiff
internal import StetModel
internal import StetPipeline
internal import StetRender

struct ReextractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reextract", abstract: "Read all stored captures anew, on a new line of history.",
        discussion: """
            After a change of rules, or with another version of Stet. All captures are read again in the order they \
            were made, with the committed rules, and the history that follows is written beside the old one, which is \
            kept as branch lines/N and shown by --line N. Nothing is rewritten; a run that is cut off leaves \
            everything as it was. Where everything reads as before, nothing is written.

            All processors read. What was read is remembered in .git/stet/readings.sqlite: after a dry run, a run that \
            was cut off, or a change of one site's rule only the other pages are read. The file can be deleted at any \
            time.

            Exit codes: 0 done, or nothing reads otherwise; 1 with --dry-run, something does; 2 trouble.
            """)

    @Flag(help: "Write nothing; show what would be.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Read only this article anew, and take the others over as they are; may be given more than once.",
            valueName: "name"))
    var article: [String] = []

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var upkeep: UpkeepFlag
    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open()
        defer { if !dryRun { upkeep.startIfDue(for: archive) } }
        let names = try article.map { try archive.article(named: $0).path }
        let reextraction = Reextraction(articles: names.isEmpty ? nil : Set(names), isDryRun: dryRun)
        let report = try reextraction.run(in: archive, now: .now) { progress in
            if StandardError.isTerminal, progress.done % 25 == 0 || progress.done == progress.total {
                let remembered = progress.remembered > 0 ? ", \(progress.remembered) of them before" : ""
                StandardError.write("\r\u{1B}[Kread \(progress.done) of \(progress.total)\(remembered)", terminator: "")
                if progress.done == progress.total { StandardError.write("") }
            }
        }
        // Whoever forgot to commit a rule would be told that it changes nothing.
        for warning in try ArchiveRules(committedIn: archive).warnings {
            StandardError.tell("\(warning)")
        }
        for warning in report.warnings { StandardError.write("stet: \(warning)") }
        switch format {
        case .text: StandardOutput.write(try text(report, in: archive))
        case .json: StandardOutput.write(json(report))
        }
        if dryRun, !report.isSame { throw ExitCode.different }
    }

    private func text(_ report: LineReport, in archive: Archive) throws -> String {
        var text = ""
        for article in report.articles where !article.isSame {
            text += VisibleText.line(article.after.url) + "\n"
            var parts = [
                "\(counted(article.before.revisions.count, "revision")) before, \(article.after.revisions.count) now"
            ]
            parts.append("\(counted(article.otherwiseCount, "check")) read otherwise")
            if article.vanishedCount > 0 { parts.append("\(article.vanishedCount) vanished") }
            if article.appearedCount > 0 { parts.append("\(article.appearedCount) appeared") }
            if article.gainedCount > 0 { parts.append("\(counted(article.gainedCount, "page")) can be read now") }
            if article.lostCount > 0 { parts.append("\(counted(article.lostCount, "page")) cannot be read any more") }
            text += "  " + parts.joined(separator: "; ") + "\n"
            for difference in article.differences { text += "    " + sentence(difference) + "\n" }
        }
        text += report.summary + "\n"
        if report.isSame { return text + "nothing reads otherwise\(dryRun ? "" : "; nothing was written")\n" }
        return text
            + (dryRun
                ? "nothing was written\n"
                : "line \(report.number) counts now; the one before is kept: --line \(report.lineBefore), branch lines/\(report.lineBefore)\n")
    }

    /// "@2, now @1, 2026-03-01 10:00 UTC: 1 sentence removed".
    private func sentence(_ difference: LineReport.Difference) -> String {
        let before = difference.before.map { "@\($0.number), " } ?? ""
        let after = difference.after.map { "now @\($0.number), " } ?? ""
        let what =
            difference.failure.map { "cannot be read any more: \($0)" } ?? difference.summary ?? "can be read now"
        return before + after + readableTime(difference.observed.description) + ": " + VisibleText.line(what)
    }

    private func json(_ report: LineReport) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("line", report.isSame || dryRun ? nil : report.number)
            writer.member("same", report.sameCount)
            writer.member("changed", report.articles.count - report.sameCount)
            writer.member("vanished", report.vanishedCount)
            writer.member("appeared", report.appearedCount)
            writer.array("articles") { list in
                for article in report.articles where !article.isSame {
                    list.object {
                        $0.member("url", article.after.url)
                        $0.member("revisionsBefore", article.before.revisions.count)
                        $0.member("revisions", article.after.revisions.count)
                        $0.member("otherwise", article.otherwiseCount)
                        $0.member("vanished", article.vanishedCount)
                        $0.member("appeared", article.appearedCount)
                        $0.member("gained", article.gainedCount)
                        $0.member("lost", article.lostCount)
                        $0.array("differences") { list in
                            for difference in article.differences { list.object { Self.write(difference, to: &$0) } }
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private static func write(_ difference: LineReport.Difference, to json: inout JSONWriter) {
        json.member("observed", difference.observed.description)
        json.member("revisionBefore", difference.before?.number)
        json.member("commitBefore", difference.before.map { "\($0.commit)" })
        json.member("revision", difference.after?.number)
        json.member("summary", difference.summary)
        json.member("failure", difference.failure)
    }
}
