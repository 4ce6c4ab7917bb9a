internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct PruneCapturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune-captures", abstract: "Take old pages out of the archive by a policy, and leave tombstones.",
        discussion: """
            Texts, their history and every signature stay; of each page a tombstone stays, with its hash, size and the \
            policy. A text whose page is gone can no longer be made anew from it: not by `stet verify`, and not by `stet reextract`, \
            which then takes it over as it is. A page that is seen again counts from when it was seen last.

            Without --yes it only says what would go, or asks on a terminal.

            Exit codes: 0 done, or nothing is to go; 1 something would go; 2 trouble, or not confirmed.
            """)

    @Argument(help: "Articles by URL, a unique part of it or of the title, or path; else all.")
    var articles: [String] = []

    @Option(
        help: ArgumentHelp("Pages seen last so long ago: 90d, 12w, 18m (of 30 days), 2y (of 365).", valueName: "age"))
    var olderThan: Age

    @Flag(help: "Of each revision keep the first and the last page that it was seen on.")
    var keepFirstLast = false

    @Flag(help: "Show what would go, and change nothing.")
    var dryRun = false

    @Flag(help: "Do it, without asking.")
    var yes = false

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    mutating func validate() throws {
        if dryRun, yes { throw ValidationError("--dry-run changes nothing, --yes does") }
    }

    func run() throws {
        let archive = try archive.open()
        let paths = try articles.map { try archive.article(named: $0).path }
        let now = Timestamp.now
        let policy = RetentionPolicy(
            olderThan: Timestamp(secondsSince1970: now.secondsSince1970 - olderThan.seconds), age: olderThan.text,
            keepsFirstAndLast: keepFirstLast)
        let plan = try archive.pruningPlan(policy, articles: paths.isEmpty ? nil : Set(paths))
        let isAsked = !yes && !dryRun && StandardInput.isTerminal && StandardError.isTerminal
        let isDone = (yes || isAsked) && !plan.items.isEmpty
        if format == .text { StandardOutput.write(text(plan, policy)) }
        guard !plan.items.isEmpty else {
            if format == .json { StandardOutput.write(Removal.json(plan, isDone: false)) }
            return
        }
        if isDone {
            try Removal.confirm("take them out for good?", isConfirmed: yes)
            try archive.prune(plan, policy, at: now)
        }
        if format == .json { StandardOutput.write(Removal.json(plan, isDone: isDone)) }
        if format == .text {
            StandardOutput.write(
                isDone
                    ? "done: each has a tombstone on the branch redactions\n" : "nothing was changed; --yes does it\n")
        }
        if !isDone { throw ExitCode.different }
    }

    private func text(_ plan: RemovalPlan, _ policy: RetentionPolicy) -> String {
        guard !plan.items.isEmpty else { return "no page is to go: \(policy.text)\n" }
        let articleCount = Set(plan.items.map(\.article)).count
        var text =
            "\(counted(plan.items.count, "page")) of \(counted(articleCount, "article")), "
            + "\(byteCount(plan.byteCount(of: .page))): \(policy.text)\n"
        if plan.withoutPageCount > 0 {
            text += "\(counted(plan.withoutPageCount, "text")) can then no longer be made anew from a page\n"
        }
        text += "push first to where a backup shall be made: git makes no new copy of what lacks objects\n"
        return VisibleText.lines(text)
    }
}

/// "90d", "2y".
struct Age: ExpressibleByArgument {
    var seconds: Int64
    var text: String

    private static let daysOfUnits: [Character: Int64] = ["d": 1, "w": 7, "m": 30, "y": 365]
    /// A hundred years say "for ever"; more could not be counted in seconds.
    private static let dayLimit: Int64 = 36_500

    init?(argument: String) {
        guard let unit = argument.last, let days = Self.daysOfUnits[unit], let count = Int64(argument.dropLast()),
            count > 0, count <= Self.dayLimit / days
        else { return nil }
        seconds = count * days * 86_400
        text = argument
    }
}
