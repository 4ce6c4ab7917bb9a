internal import ArgumentParser
internal import StetArchive

struct ExportGitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "git", abstract: "A plain git repository of the texts, for people without Stet.",
        discussion: """
            One branch with a commit for each revision, in the order in which they were observed, dated by that; a file for each \
            article: example.org/story-5a17c0d2e4b6f801.md. The same revisions give the same commits.
            """)

    @Argument(help: "A new folder, or an empty one.")
    var folder: String

    @OptionGroup var articles: ExportedArticles

    func run() throws {
        let (archive, paths) = try articles.found()
        var line = ProgressLine()
        defer { line.end() }
        let export = try archive.exportPlainGit(of: paths, to: folder) { done, total in
            line.show("\(done) of \(counted(total, "revision"))")
        }
        line.end()
        if export.undatedCount > 0 {
            StandardError.write(
                "stet: \(counted(export.undatedCount, "revision")) from before 1970, which git cannot write: dated "
                    + "1970-01-01 there; Stet-Observed in the message has the time")
        }
        StandardOutput.write(
            "wrote \(counted(export.revisionCount, "revision")) of \(counted(export.articleCount, "article")) to \(folder)"
                + (export.removedCount > 0 ? "; of \(export.removedCount) the text was taken out" : "") + "\n")
        if export.damagedCount > 0 {
            throw Trouble(
                "left out: \(counted(export.damagedCount, "revision")) whose text cannot be read",
                hint: "see `stet verify`")
        }
    }
}
