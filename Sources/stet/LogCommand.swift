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

            Shown are changes of wording that lasted. Counted are those of form alone (formatting), texts that a page goes to and fro \
            between (alternating), pages that were read otherwise (technical), and readings that failed (suspect: a wall, a question for consent \
            or an error stood in the article's place): --all or --kind shows them. JSON has all.
            """)

    @Argument(help: "URL, a unique part of it or of the title, or path.")
    var article: String

    @Flag(help: "Show revisions of every kind.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Show revisions of these kinds: \(RevisionKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind,…"))
    var kind: Kinds?

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ShownArchiveOptions
    @OptionGroup var display: DisplayOptions

    func run() throws {
        let archive = try archive.open()
        let summary = try archive.article(named: article)
        let history = try archive.history(of: summary.path)
        /// The article as the last row has it.
        var last: (number: Int, article: Article)?
        let shown = shownNumbers(of: history)
        var damaged = DamagedTexts()
        let rows: [RevisionRow] = try history.revisions.filter { shown.contains($0.number) }.map { revision in
            var row = RevisionRow(
                number: revision.number, commit: "\(revision.commit)", observed: revision.observed.description,
                previouslySeen: revision.notYetAt?.description, kind: revision.kind.rawValue, title: revision.title)
            row.returnsTo = revision.returnsTo
            let text: Article
            do { text = try archive.article(in: revision) } catch let error as ArchiveError where error.isAbsence {
                if case .removed(let tombstone) = error {
                    row.title = nil
                    row.redacted = tombstone.reason
                } else {
                    row.damaged = error.damage
                    damaged.note(error)
                }
                return row
            }
            defer { last = (revision.number, text) }
            guard let basis = history.basis(of: revision, showing: shown) else { return row }
            let before = basis.number == last?.number ? last?.article : try archive.articleThatStands(basis)
            row.summary = before.map { DiffSummary(ArticleDiff(from: $0, to: text, telling: .changes)).text }
            return row
        }
        switch format {
        case .json: StandardOutput.write(JSONRenderer().revisions(rows))
        case .text:
            StandardOutput.write(display.terminal.revisions(rows))
            StandardOutput.write(hidden(shown, of: history))
            StandardOutput.write(checks(history, summary, line: try archive.line()))
        }
        try damaged.end()
    }

    private func shownNumbers(of history: ArticleHistory) -> Set<Int> {
        if let kind { return Set(history.revisions.filter { kind.kinds.contains($0.kind) }.map(\.number)) }
        if all || format == .json { return Set(history.revisions.map(\.number)) }
        return Set(history.lastingRevisions.map(\.number))
    }

    /// "not shown: 2 alternations between @1 and @2; 1 change of form. --all shows all".
    private func hidden(_ shown: Set<Int>, of history: ArticleHistory) -> String {
        guard kind == nil else { return "" }
        let rest = history.revisions.filter { !shown.contains($0.number) }
        guard !rest.isEmpty else { return "" }
        let counts = Dictionary(grouping: rest, by: \.kind).mapValues(\.count)
        var parts: [String] = []
        if let count = counts[.alternating] {
            let states = Set(rest.filter { $0.kind == .alternating }.compactMap(\.returnsTo)).sorted()
            parts.append(
                counted(count, "alternation")
                    + (states.count > 1
                        ? " between \(states.dropLast().map { "@\($0)" }.joined(separator: ", ")) and @\(states[states.count - 1])"
                        : " to \(states.map { "@\($0)" }.joined())"))
        }
        if let count = counts[.formatting] { parts.append(counted(count, "change") + " of form") }
        if let count = counts[.technical] { parts.append("\(count) read otherwise") }
        if let count = counts[.suspect] {
            parts.append(
                counted(count, "suspect reading") + (counts[.return] == nil ? "" : ", with the return after each"))
        }
        var text = "\nnot shown: \(parts.joined(separator: "; ")). --all shows all\n"
        if let standing = history.revisions.last, !shown.contains(standing.number) {
            text += "standing now: @\(standing.number) (\(standing.kind.rawValue))"
            if let earlier = standing.returnsTo { text += ", the text of @\(earlier)" }
            text += ", since \(readableTime("\(standing.observed)"))\n"
        }
        return text
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

/// "change,return".
struct Kinds: ExpressibleByArgument {
    var kinds: Set<RevisionKind>

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let known = words.compactMap { RevisionKind(rawValue: String($0)) }
        guard known.count == words.count else { return nil }
        kinds = Set(known)
    }
}

extension Archive {
    /// The article as a revision has it; nil where the text was taken out or cannot be read.
    func articleThatStands(_ revision: Revision) throws -> Article? {
        do { return try article(in: revision) } catch let error as ArchiveError where error.isAbsence { return nil }
    }

    /// The article as a revision has it.
    func article(in revision: Revision) throws -> Article {
        try CanonicalForm.parse(try canonicalBytes(of: revision))
    }
}
