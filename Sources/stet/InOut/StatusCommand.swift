internal import ArgumentParser
internal import StetArchive
internal import StetPipeline
internal import StetRender

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show whether an archive is ready to record, and when it last did.",
        discussion: """
            Looks for what a recording left that was cut off, who records now, rules that are edited but not committed or have \
            errors, and articles whose last check failed. Nothing is changed.

            Exit codes: 0 all is well; 1 something wants to be looked at; 2 trouble.
            """)

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let archive = try archive.open()
        let status = try archive.status()
        let rules = try ArchiveRules(committedIn: archive).warnings
        switch format {
        case .text: StandardOutput.write(VisibleText.lines(text(status, rules, folder: archive.folder)) + "\n")
        case .json: StandardOutput.write(json(status, rules, folder: archive.folder))
        }
        if !status.isSound || status.signingTrouble != nil || status.hasEarlierHook || !rules.isEmpty
            || status.failingArticleCount > 0
        {
            throw ExitCode.different
        }
    }

    private func text(_ status: ArchiveStatus, _ rules: [String], folder: String) -> String {
        var lines = ["archive in \(folder)" + (status.isBare ? ", without a working tree" : "")]
        lines.append(
            counted(status.articleCount, "article")
                + (status.lastObserved.map { "; last checked \(readableTime("\($0)"))" } ?? "; nothing recorded yet")
                + (status.lastRecorded.map { ", last recorded \(readableTime("\($0)"))" } ?? ""))
        switch status.lock {
        case .free: lines.append("nobody records")
        case .held(let owner): lines.append("recording now: \(owner)")
        case .closed(let reason): lines.append("you cannot record in it: \(reason)")
        }
        switch status.unfinished {
        case .recording: lines.append("! a recording was cut off; the next one puts that right")
        case .files:
            lines.append(
                "! files of the working tree are behind what is recorded; the next recording brings them along")
        case nil: break
        }
        if status.unjournaledCount > 0 {
            lines.append(
                "! \(counted(status.unjournaledCount, "commit")) not in the journal yet; the next recording enters them"
            )
        }
        if let trouble = status.signingTrouble { lines.append("! what is recorded could not be signed: \(trouble)") }
        if status.hasEarlierHook {
            lines.append(
                "! git's hook is an earlier version's and does not protect all branches; the next recording replaces it"
            )
        }
        if status.hasPendingRemoval {
            lines.append(
                "! what was redacted is not yet gone from this copy; `stet redact --finish` or the next recording removes it"
            )
        }
        if status.failingArticleCount > 0 {
            lines.append("! the last check failed of \(counted(status.failingArticleCount, "article"))")
        }
        lines.append("upkeep: " + status.upkeep.line)
        lines += rules.map { "! \($0)" }
        return lines.joined(separator: "\n")
    }

    private func json(_ status: ArchiveStatus, _ rules: [String], folder: String) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("folder", folder)
            json.member("bare", status.isBare)
            json.member("articles", status.articleCount)
            json.member("lastObserved", status.lastObserved.map { "\($0)" })
            json.member("lastRecorded", status.lastRecorded.map { "\($0)" })
            switch status.lock {
            case .free:
                json.member("lock", "free")
                json.member("lockReason", String?.none)
            case .held(let owner):
                json.member("lock", "held")
                json.member("lockReason", owner)
            case .closed(let reason):
                json.member("lock", "closed")
                json.member("lockReason", reason)
            }
            json.member("unfinished", status.unfinished.map { $0 == .recording ? "recording" : "files" })
            json.member("unjournaled", status.unjournaledCount)
            json.member("earlierHook", status.hasEarlierHook)
            json.member("removalPending", status.hasPendingRemoval)
            json.member("signingTrouble", status.signingTrouble)
            json.member("failing", status.failingArticleCount)
            json.member("rules", rules)
            json.member("packs", status.packCount)
            status.upkeep.write(to: &json)
        }
        return writer.text + "\n"
    }
}
