internal import ArgumentParser
internal import StetArchive
internal import StetRender

struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Take texts and pages of an article out of the archive, and leave tombstones.",
        discussion: """
            For what may not be kept: a court's order, somebody's data. Without REVISION all texts and pages of the article \
            go; else the texts of these revisions, wherever they stood, and the pages that they were read from. What stays is \
            a signed tombstone for each on the branch redactions: its hash, size, time and reason. History is not \
            rewritten, every commit and signature holds, and `stet verify` names what is redacted.

            These stay, because they are part of what was signed: addresses, the titles in the journal and in commit \
            messages, and the messages' summaries of what changed. Other revisions that have the same sentences keep them. \
            Other copies of the archive (clones, mirrors, backups) keep everything until they have the branch redactions \
            and `stet redact --finish`, or any recording, was run there. If the page reads so again, \
            that is recorded and nothing of it kept; another text is, with what it repeats.

            On a terminal it asks; elsewhere nothing is done without --yes.

            Exit codes: 0 done; 1 with --dry-run, something would go; 2 trouble, or not confirmed.
            """)

    @Argument(help: "URL, a unique part of it or of the title, or path.")
    var article: String?

    @Argument(help: ArgumentHelp("Revisions: @1, a date or time, a commit id; else all.", valueName: "revision"))
    var revisions: [String] = []

    @Option(help: "Why, for everybody who reads the archive.")
    var reason: String?

    @Option(help: "text or pages; else both. The one can often be told from the other.")
    var only: Part?

    @Flag(help: "Show what would go, and change nothing.")
    var dryRun = false

    @Flag(help: "Do it, without asking.")
    var yes = false

    @Flag(help: "Finish what was cut off, or was redacted in another copy of this archive.")
    var finish = false

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ArchiveOptions

    enum Part: String, ExpressibleByArgument, CaseIterable { case text, pages }

    mutating func validate() throws {
        if dryRun, yes || finish { throw ValidationError("--dry-run changes nothing, --yes and --finish do") }
        guard !finish else {
            if article != nil { throw ValidationError("--finish finishes all; name no article") }
            return
        }
        if article == nil { throw ValidationError("name the article") }
        if reason?.contains(where: { !$0.isWhitespace }) != true {
            throw ValidationError("say why with --reason; it will stand in the place of what goes")
        }
    }

    func run() throws {
        let archive = try archive.open()
        guard let article, let reason else {
            try archive.finishRemovals(at: .now)
            switch format {
            case .text: StandardOutput.write("nothing that is redacted is left in this copy\n")
            case .json:
                var writer = JSONWriter()
                writer.object { json in json.member("done", true) }
                StandardOutput.write(writer.text + "\n")
            }
            return
        }
        let history = try archive.history(of: try archive.article(named: article).path)
        let chosen = try revisions.map { try archive.revision($0, of: history) }
        let part = only.map { $0 == .text ? RemovedPart.text : .pages } ?? .both
        let plan = try archive.redactionPlan(
            of: history.article, revisions: revisions.isEmpty ? nil : chosen, part: part)
        if format == .text { StandardOutput.write(text(plan, history)) }
        guard !dryRun, !plan.items.isEmpty else {
            if format == .json { StandardOutput.write(Removal.json(plan, isDone: false)) }
            if plan.items.isEmpty { return }
            throw ExitCode.different
        }
        try Removal.confirm("take this out for good?", isConfirmed: yes)
        for warning in try archive.redact(plan, reason: reason, at: .now) {
            StandardError.tell("\(warning); it may hold what was redacted")
        }
        switch format {
        case .text: StandardOutput.write("done: what went has tombstones on the branch redactions\n")
        case .json: StandardOutput.write(Removal.json(plan, isDone: true))
        }
    }

    private func text(_ plan: RemovalPlan, _ history: ArticleHistory) -> String {
        var lines = ["\(dryRun ? "would be" : "to be") taken out of \(history.url)"]
        guard !plan.items.isEmpty else {
            return VisibleText.lines("\(history.url)\n  nothing is left to redact") + "\n"
        }
        let texts = plan.count(of: .text)
        if texts > 0 {
            let numbers = plan.revisions.map { "@\($0)" }.joined(separator: ", ")
            lines.append(
                "  \(counted(texts, "text")), \(byteCount(plan.byteCount(of: .text)))"
                    + (numbers.isEmpty ? "" : ": \(numbers)"))
        }
        if plan.count(of: .page) > 0 {
            lines.append("  \(counted(plan.count(of: .page), "page")), \(byteCount(plan.byteCount(of: .page)))")
        }
        if plan.withoutPageCount > 0 {
            lines.append(
                "  \(counted(plan.withoutPageCount, "other text")) can then no longer be made anew from a page")
        }
        if !plan.sharedWith.isEmpty {
            lines.append("  and so out of \(counted(plan.sharedWith.count, "other article")) with the same bytes:")
            lines += plan.sharedWith.map { "    " + $0 }
        }
        if !plan.stillHolding.isEmpty {
            lines.append(
                "what stays: some of the sentences, in " + plan.stillHolding.map { "@\($0)" }.joined(separator: ", "))
        }
        lines.append("what stays: the address, titles and summaries in the journal and commit messages")
        return VisibleText.lines(lines.joined(separator: "\n")) + "\n"
    }
}

/// What the commands that take something out have in common.
enum Removal {
    /// Asks on a terminal, where nothing was said already; where nobody can be asked, the answer is no.
    static func confirm(_ question: String, isConfirmed: Bool) throws {
        guard !isConfirmed else { return }
        guard StandardInput.isTerminal, StandardError.isTerminal else {
            throw Trouble("nothing was changed: nobody can be asked here", hint: "--yes does it")
        }
        StandardError.write("\(question) [y/N] ", terminator: "")
        let answer = readLine()?.lowercased()
        guard answer == "y" || answer == "yes" else { throw Trouble("nothing was changed") }
    }

    static func json(_ plan: RemovalPlan, isDone: Bool) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("done", isDone)
            json.member("revisions", plan.revisions)
            json.member("stillHolding", plan.stillHolding)
            json.member("textsWithoutPage", plan.withoutPageCount)
            json.member("sharedWith", plan.sharedWith)
            json.array("removed") { list in
                for item in plan.items {
                    list.object { json in
                        json.member("content", item.content.rawValue)
                        json.member("url", item.url)
                        json.member("object", "\(item.object)")
                        json.member("bytes", item.byteCount)
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}
