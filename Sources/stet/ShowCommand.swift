internal import ArgumentParser
internal import StetArchive
internal import StetModel
internal import StetRender

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an article as a revision has it.",
        discussion: """
            ARTICLE@REV names a revision: story@1, story@-1, story@2024-06-01, story@latest, story@COMMIT. On a \
            terminal the text is laid out for reading; elsewhere it is the canonical Markdown.

            Exit codes: 0 done; 2 trouble, also where the text was taken out of the archive: standard error says why, and \
            --format json gives the tombstone on standard output.
            """)

    @Argument(
        help: ArgumentHelp("URL, a unique part of it or of the title, or path; with @REV.", valueName: "article[@rev]"))
    var article: String

    @Option(help: "text, markdown, json or html; else text on a terminal and markdown elsewhere.")
    var format: Format?

    @Flag(help: "Print the page as it was captured, not the text that was read in it.")
    var raw = false

    @OptionGroup var archive: ShownArchiveOptions
    @OptionGroup var display: DisplayOptions

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json, html }

    mutating func validate() throws {
        if raw, format != nil { throw ValidationError("--raw prints the page as it came; ask for it without --format") }
    }

    func run() throws {
        let archive = try archive.open()
        let revision = try archive.revision(named: article)
        if raw {
            if let commit = revision.capture,
                let tombstone = try archive.tombstone(ofCapture: commit, of: revision.article)
            {
                throw Trouble("cannot show the page of @\(revision.number): it was \(tombstone.notice)")
            }
            guard let capture = try archive.capture(of: revision) else {
                throw Trouble("cannot show the page of @\(revision.number): none was kept")
            }
            return StandardOutput.write(capture.body)
        }
        if let tombstone = try archive.tombstone(of: revision.state) { return try show(tombstone, of: revision) }
        let bytes = try archive.canonicalBytes(of: revision)
        switch format ?? (StandardOutput.isTerminal ? .text : .markdown) {
        case .markdown: StandardOutput.write(bytes)
        case .text: StandardOutput.write(display.terminal.article(try CanonicalForm.parse(bytes)))
        case .json: StandardOutput.write(JSONRenderer().article(try CanonicalForm.parse(bytes)))
        case .html: StandardOutput.write(HTMLRenderer().article(try CanonicalForm.parse(bytes)))
        }
    }
}

extension ShowCommand {
    /// What is left of a text that was taken out is no text: nobody is to take it for one.
    private func show(_ tombstone: Tombstone, of revision: Revision) throws {
        if format == .json {
            var writer = JSONWriter()
            writer.object { json in
                json.member("redacted", tombstone.reason)
                json.write(tombstone, revisions: [revision.number])
            }
            StandardOutput.write(writer.text + "\n")
        }
        throw Trouble(
            "cannot show @\(revision.number): it was \(tombstone.notice) (\(readableTime("\(tombstone.removed)")))")
    }
}

extension Archive {
    /// The revision that "ARTICLE@REV" names, or the latest of "ARTICLE".
    ///
    /// An address may hold an @ of its own, so the last one counts, and only where it is not within an address.
    func revision(named name: String) throws -> Revision {
        guard try !hasArticle(under: name), let mark = name.lastIndex(of: "@"), mark > name.startIndex,
            !name[mark...].contains("/")
        else {
            return try revision(named: "latest", of: try history(of: try article(named: name).path))
        }
        let history = try history(of: try article(named: String(name[..<mark])).path)
        return try revision(String(name[name.index(after: mark)...]), of: history)
    }
}
