internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetExtract
internal import StetModel
internal import StetRender

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the revisions of an archive for other programs.",
        discussion: "The archive itself is copied by stet push, or git clone --mirror.",
        subcommands: [
            ExportLinesCommand.self, ExportTableCommand.self, ExportFolderCommand.self, ExportGitCommand.self,
            ExportBundleCommand.self, ExportWARCCommand.self,
        ])
}

/// Which revisions are exported.
struct ExportedArticles: ParsableArguments {
    @Argument(help: "Articles by URL, a unique part of it or of the title, or path; else all.")
    var articles: [String] = []

    @OptionGroup var archive: ShownArchiveOptions

    /// The archive, and the paths of the articles, in their order.
    func found() throws -> (archive: Archive, paths: [String]) {
        let archive = try archive.open()
        let paths =
            try articles.isEmpty
            ? archive.articles().map(\.path) : articles.map { try archive.article(named: $0).path }
        return (archive, paths)
    }

    /// The same without "-", which names standard output for those who expect to say so.
    var toOutput: ExportedArticles {
        var articles = self
        articles.articles.removeAll { $0 == "-" }
        return articles
    }

    /// Goes through the revisions, article by article in the order of paths, oldest first. One article is in memory at a time.
    func forEach(_ body: (Archive, ArticleHistory, Revision) throws -> Void) throws {
        let (archive, paths) = try found()
        for path in paths {
            let history = try archive.history(of: path)
            for revision in history.revisions { try body(archive, history, revision) }
        }
    }
}

struct ExportLinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonl", abstract: "A line of JSON for each revision, with its metadata and text.")

    @OptionGroup var articles: ExportedArticles

    func run() throws {
        var damaged = DamagedTexts()
        try articles.toOutput.forEach { archive, history, revision in
            var row = try ExportedRevision(revision, of: history, in: archive)
            var article: Article?
            do { article = try archive.article(in: revision) } catch let error as ArchiveError where error.isAbsence {
                row.damaged = error.damage
                if row.damaged != nil { damaged.note(error) }
            }
            StandardOutput.write(JSONRenderer().line(row, article, text: article?.bodyText))
        }
        try damaged.end()
    }
}

struct ExportTableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "A table of the revisions, as comma-separated values.",
        discussion: "A cell that a spreadsheet would take for a formula gets an apostrophe in front.")

    @OptionGroup var articles: ExportedArticles

    func run() throws {
        StandardOutput.write(CSVRenderer().heading)
        try articles.toOutput.forEach { archive, history, revision in
            StandardOutput.write(CSVRenderer().row(try ExportedRevision(revision, of: history, in: archive)))
        }
    }
}

struct ExportFolderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dir", abstract: "A canonical file for each revision, in a folder for each article.",
        discussion: """
            FOLDER/example.org/story-5a17c0d2e4b6f801/2024-06-01T10-43-00Z.md; stet import dir reads it back. What lies in the \
            folder already is kept, but for files of the same name.
            """)

    @Argument(help: "The folder to write to.")
    var folder: String

    @OptionGroup var articles: ExportedArticles

    func run() throws {
        var (revisionCount, redactedCount) = (0, 0)
        var damaged = DamagedTexts()
        var last: (article: String, observed: Timestamp, count: Int)?
        try articles.forEach { archive, history, revision in
            // A page that was read anew has the very second of the check before it.
            var count = 1
            if let last, (last.article, last.observed) == (revision.article, revision.observed) {
                count = last.count + 1
            }
            last = (revision.article, revision.observed, count)
            let bytes: [UInt8]
            do { bytes = try archive.canonicalBytes(of: revision) } catch let error as ArchiveError
                where error.isAbsence
            {
                if error.damage == nil { redactedCount += 1 } else { damaged.note(error) }
                return
            }
            try write(
                bytes, folderName: Self.folderName(of: revision.article),
                name: Self.name(of: revision.observed) + (count > 1 ? "-\(count)" : "") + ".md")
            revisionCount += 1
        }
        let without = redactedCount > 0 ? "; \(counted(redactedCount, "redacted one")) left out" : ""
        StandardOutput.write("wrote \(counted(revisionCount, "revision")) to \(folder)\(without)\n")
        try damaged.end()
    }

    /// "example.org/story-5a17c0d2e4b6f801" of "articles/ab/example.org/5a/story-5a17c0d2e4b6f801.md".
    private static func folderName(of path: String) -> String {
        let parts = path.split(separator: "/")
        guard parts.count == 5 else { return path }
        return "\(parts[2])/\(parts[4].dropLast(".md".count))"
    }

    /// "2024-06-01T10-43-00Z": colons are no part of names on every system.
    private static func name(of time: Timestamp) -> String {
        String(time.description.map { $0 == ":" ? "-" : $0 })
    }

    private func write(_ bytes: [UInt8], folderName: String, name: String) throws {
        let place = URL(filePath: folder).appending(path: folderName)
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data(bytes).write(to: place.appending(path: name), options: .atomic)
        } catch {
            throw Trouble("cannot write \(place.path)/\(name) : \(error.localizedDescription)")
        }
    }
}

extension ExportedRevision {
    init(_ revision: Revision, of history: ArticleHistory, in archive: Archive) throws {
        let tombstone = try archive.tombstone(of: revision.state)
        self.init(
            url: history.url, path: revision.article, number: revision.number, kind: revision.kind.rawValue,
            title: tombstone == nil ? revision.title : nil, observed: "\(revision.observed)",
            lastObserved: "\(revision.lastObserved)",
            notYetAt: revision.notYetAt.map { "\($0)" }, recorded: "\(revision.recorded)",
            returnsTo: revision.returnsTo,
            commit: "\(revision.commit)", state: "\(revision.state)", capture: revision.capture.map { "\($0)" },
            rules: revision.rules, extractor: revision.extractor)
        redacted = tombstone?.reason
    }
}
