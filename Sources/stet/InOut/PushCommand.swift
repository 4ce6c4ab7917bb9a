internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetGit
internal import StetRender

struct PushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Copy what an archive has to another git repository, as a backup or to publish it.",
        discussion: """
            stet push https://git.example.org/me/archive.git
            stet push backup               a remote of the archive: git remote add backup URL
            stet push /mnt/disk/archive.git

            All of the archive's branches go: main, captures, journal, lines/* and checkpoints. Nothing is ever overwritten: a \
            remote that has other history is an error. A push that was cut off goes on where it was. Make the remote empty, \
            such as with git init --bare -b main FOLDER.

            The git that is installed does it, with your credential helpers, ssh keys and proxies. To restore, \
            git clone --mirror REMOTE FOLDER: that is an archive, which stet verify checks.

            Exit codes: 0 done, or all is there already; 2 trouble.
            """)

    @Argument(help: "A remote by name, a URL or a folder; else the archive's only remote, or origin.")
    var remote: String?

    @Flag(help: "Ask the remote what it has, and say what would be sent.")
    var dryRun = false

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let git = GitProgram(environment: ProcessInfo.processInfo.environment, mayAsk: StandardError.isTerminal)
        var progress = PushLine()
        defer { progress.end() }
        let report = try archive.open().push(
            to: remote, from: FileManager.default.currentDirectoryPath, with: git, isDryRun: dryRun
        ) { progress.show($0) }
        progress.end()
        switch format {
        case .text: StandardOutput.write(VisibleText.lines(text(report)) + "\n")
        case .json: StandardOutput.write(json(report))
        }
    }

    private func text(_ report: PushReport) -> String {
        guard !report.isUpToDate else { return "\(report.remote) has all of the archive" }
        let width = report.branches.map(\.name.count).max() ?? 0
        let rows = report.branches.map { branch in
            let name = branch.name + String(repeating: " ", count: width - branch.name.count)
            guard !branch.isUpToDate else { return "\(name)  up to date" }
            let (old, new) = (branch.before.map { short($0) }, short(branch.after))
            let count = counted(branch.commitCount, "commit")
            return "\(name)  " + (old.map { "\($0)..\(new)  \(count)" } ?? "new at \(new)  \(count)")
        }
        let hasTombstones = report.branches.contains { $0.name == "redactions" && !$0.isUpToDate }
        return
            ([dryRun ? "would push to \(report.remote)" : "pushed to \(report.remote)"] + rows
            + (hasTombstones && !dryRun ? [Self.stillThere] : [])).joined(separator: "\n")
    }

    private static let stillThere =
        "redactions went along; what they took out here is still stored there, until `stet redact --finish --archive THERE` "
        + "runs, or a recording"

    private func short(_ id: ObjectID) -> String { String("\(id)".prefix(10)) }

    private func json(_ report: PushReport) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("remote", report.remote)
            json.member("dryRun", dryRun)
            json.member("upToDate", report.isUpToDate)
            json.array("branches") { json in
                for branch in report.branches {
                    json.object { json in
                        json.member("name", branch.name)
                        json.member("before", branch.before.map { "\($0)" })
                        json.member("after", "\(branch.after)")
                        json.member("commits", branch.commitCount)
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}

/// One line on standard error that is written over and over, where that is a terminal.
private struct PushLine {
    private var isShown = false
    private var commits = ""

    mutating func show(_ progress: PushProgress) {
        guard StandardError.isTerminal else { return }
        var text: String
        switch progress {
        case .commits(let done, let total):
            commits = "\(done) of \(counted(total, "commit"))"
            text = commits
        case .objects(let line): text = commits.isEmpty ? line : "\(commits): \(line)"
        }
        text = String(VisibleText.lines(text).prefix(StandardOutput.columnCount - 1))
        StandardError.write("\r\u{1B}[K\(text)", terminator: "")
        isShown = true
    }

    mutating func end() {
        if isShown { StandardError.write("\r\u{1B}[K", terminator: "") }
        isShown = false
    }
}
