internal import ArgumentParser
internal import StetArchive
internal import StetModel
internal import StetRender

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what changed between two revisions of an article.",
        discussion: """
            Without OLD and NEW: the last change that `stet log` shows. With OLD alone: from it to the latest. A revision \
            is @1, @-1, latest, a date or time (what stood then), or a commit id, also one of another line of history.

            With --all: the revisions from OLD to NEW (without them all there are) beside each other, sentence by \
            sentence.

            Exit codes: 0 nothing differs, 1 something differs, 2 trouble.
            """)

    @Argument(help: "URL, a unique part of it or of the title, or path.")
    var article: String

    @Argument(help: "The revision before.")
    var old: String?

    @Argument(help: "The revision after.")
    var new: String?

    @Flag(help: "Show every revision from OLD to NEW, or of the article.")
    var all = false

    @OptionGroup var options: DiffOptions
    @OptionGroup var archive: ShownArchiveOptions

    mutating func validate() throws { if all { try options.validateForVariants() } }

    func run() throws {
        let archive = try archive.open()
        let history = try archive.history(of: try archive.article(named: article).path)
        if all { return try showAll(history, in: archive) }
        let (before, after) = try revisions(of: history, in: archive)
        for revision in [before, after] {
            guard let tombstone = try archive.tombstone(of: revision.state) else { continue }
            throw Trouble(
                "cannot compare @\(revision.number): it was \(tombstone.notice)",
                hint: "name other revisions; `stet log` shows all")
        }
        let text = try archive.article(in: after)
        let heading = DiffHeading(
            title: text.metadata.title, url: history.url, before: side(before, in: history),
            after: side(after, in: history), interval: interval(before, after, in: history),
            technical: try technical(before, after, in: archive), language: text.metadata.language)
        try options.show(from: try archive.article(in: before), to: text, path: history.article, heading: heading)
    }

    /// Those that are named, or the last change that lasted. Where none did, it is the last of any kind.
    private func revisions(of history: ArticleHistory, in archive: Archive) throws -> (
        before: Revision, after: Revision
    ) {
        if let old {
            return (try archive.revision(old, of: history), try archive.revision(new ?? "latest", of: history))
        }
        let latest = try archive.revision("latest", of: history)
        // With one revision there is nothing to compare it with; a program that asked still gets its empty diff.
        guard history.revisions.count > 1 else {
            StandardError.write("stet: there is one revision yet, and so nothing to compare it with")
            return (latest, latest)
        }
        guard let change = history.lastingRevisions.last, let before = history.basis(of: change) else {
            return (try archive.revision("@-2", of: history), latest)
        }
        if change.number < latest.number {
            StandardError.tell(
                "@\(change.number) is the last change that lasted; @\(latest.number) (\(latest.kind.rawValue)) stands now"
            )
        }
        return (before, change)
    }

    private func showAll(_ history: ArticleHistory, in archive: Archive) throws {
        let first = try archive.revision(old ?? "@1", of: history)
        let last = try archive.revision(new ?? "latest", of: history)
        guard first.line == history.line, last.line == history.line else {
            throw Trouble("--all shows revisions of one line", hint: "name the line with --line")
        }
        guard first.number <= last.number else {
            throw Trouble("@\(first.number) is later than @\(last.number); name the older revision first")
        }
        var revisions: [Revision] = []
        var articles: [Article] = []
        for revision in history.revisions[first.number - 1..<last.number] {
            do { articles.append(try archive.article(in: revision)) } catch let error as ArchiveError
                where error.isAbsence
            {
                StandardError.tell("@\(revision.number) is left out: \(error)")
                continue
            }
            revisions.append(revision)
        }
        let versions = revisions.map { revision in
            let time = revision.observed.description
            return VariantHeading.Version(siglum: "@\(revision.number)", label: readableTime(time), time: time)
        }
        try options.showVariants(
            articles,
            heading: VariantHeading(
                title: articles.last?.metadata.title, url: history.url, language: articles.last?.metadata.language,
                versions: versions))
    }

    private func side(_ revision: Revision, in history: ArticleHistory) -> DiffHeading.Side {
        let line = revision.line == history.line ? "" : " of line \(revision.line)"
        return DiffHeading.Side(label: "@\(revision.number)\(line)", time: revision.observed.description)
    }

    /// When the change happened, where the two revisions follow each other.
    private func interval(_ before: Revision, _ after: Revision, in history: ArticleHistory) -> String? {
        guard after.line == before.line else { return nil }
        let isNext = after.number == before.number + 1
        guard isNext || after.line == history.line && history.basis(of: after)?.number == before.number else {
            return nil
        }
        guard let notYet = isNext ? before.lastObserved : after.notYetAt else { return nil }
        return "between \(readableTime("\(notYet)")) and \(readableTime("\(after.observed)"))"
    }

    /// What lies between two revisions that is not the publisher's.
    private func technical(
        _ before: Revision, _ after: Revision, in archive: Archive
    ) throws -> DiffHeading.Technical? {
        if before.line != after.line {
            return DiffHeading.Technical(
                isAll: before.observed == after.observed, reason: ReadingChange(from: before, to: after).text)
        }
        let history = try archive.history(of: before)
        let numbers = [before.number, after.number].sorted()
        let between = history.revisions[numbers[0]..<numbers[1]]
        var reasons: [String] = []
        for revision in between {
            if let reason = history.readingChange(of: revision)?.text, !reasons.contains(reason) {
                reasons.append(reason)
            }
        }
        guard !reasons.isEmpty else { return nil }
        return DiffHeading.Technical(
            isAll: between.allSatisfy { $0.kind == .technical }, reason: reasons.joined(separator: ", then "))
    }
}
