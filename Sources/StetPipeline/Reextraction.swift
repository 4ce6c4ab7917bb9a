internal import Foundation
package import StetArchive
internal import StetDiff
internal import StetModel
internal import StetRender
internal import StetRules

/// Reads all that an archive has kept anew, with the committed rules and this version of the extractor.
package struct Reextraction {
    /// Paths of the articles to read; nil for all. The others are taken over as they are.
    package var articles: Set<String>?
    package var isDryRun: Bool
    /// How many threads read pages. What is recorded is the same with any number.
    package var threadCount = min(Self.threadLimit, max(1, ProcessInfo.processInfo.activeProcessorCount))

    /// Whoever records has work of his own beside each page that is read; more threads than these would wait for him.
    private static let threadLimit = 8

    package init(articles: Set<String>?, isDryRun: Bool) {
        self.articles = articles
        self.isDryRun = isDryRun
    }

    /// - Throws: ``PageError`` where a committed rule has errors: half the history would be failed checks.
    package func run(
        in archive: Archive, now: Timestamp, progress: (RereadProgress) throws -> Void
    ) throws -> LineReport {
        let rules = try ArchiveRules(committedIn: archive)
        let errors = rules.folder.problems.filter { !$0.isWarning }
        guard errors.isEmpty else {
            throw PageError(description: errors.map(\.description).joined(separator: "\n"))
        }
        let reader = PageReader(rules: rules)
        let rereading = Rereading(reader, articles: articles, in: archive, threadCount: threadCount)
        defer { rereading.close() }
        let report = try archive.reread(
            at: now, isDryRun: isDryRun,
            note: { try ChangeNote(from: $0, to: $1, reader.evidence) },
            describe: { report in
                let changed = report.articles.count - report.sameCount
                return ("\(changed) of \(report.articles.count) articles read otherwise", Self.list(report))
            },
            progress: {
                var soFar = $0
                soFar.remembered = rereading.rememberedCount
                try progress(soFar)
            }, upcoming: rereading.expect, reading: rereading.reading)
        try rereading.finish(areTextsKept: !isDryRun || report.isSame)
        return report
    }

    /// More articles than this are not named in the commit's message.
    private static let listLimit = 100

    private static func list(_ report: LineReport) -> String {
        let changed = report.articles.filter { !$0.isSame }
        var lines =
            [report.summary, ""]
            + changed.prefix(listLimit).map { article in
                "\(article.after.url)\n  \(article.before.revisions.count) revisions before, \(article.after.revisions.count) now"
            }
        if changed.count > listLimit { lines.append("and \(changed.count - listLimit) more") }
        return lines.joined(separator: "\n")
    }
}

extension LineReport {
    /// "12 articles read the same, 3 otherwise; 4 revisions vanished, 1 appeared".
    package var summary: String {
        "\(sameCount) article\(sameCount == 1 ? "" : "s") read the same, \(articles.count - sameCount) otherwise; "
            + "\(vanishedCount) revision\(vanishedCount == 1 ? "" : "s") vanished, \(appearedCount) appeared"
    }
}
