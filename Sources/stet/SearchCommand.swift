internal import ArgumentParser
internal import StetArchive
internal import StetRender
internal import StetText

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Show when a phrase first and last stood, and in which articles.",
        discussion: """
            A phrase is any part of a sentence, in any script; capital and small letters are not told apart, nor are the shapes of quotation marks, apostrophes and dashes. It is looked for in \
            headline, standfirst and body of every text that ever stood: what was changed away is found too. A phrase stood \
            from the first check that saw it to the last one before it was gone.

            The first search after much was recorded reads the texts that are new.

            Exit codes: 0 found, 1 not found, 2 trouble.
            """)

    @Argument(help: "A part of a sentence.")
    var phrase: String

    @Option(
        name: .customLong("article"),
        help: "Look in this article only: URL, a unique part of it or of the title, or path.")
    var article: String?

    @Flag(help: "Tell capital and small letters apart, and the shapes of marks.")
    var caseSensitive = false

    @Option(help: ArgumentHelp("Show no more articles than this.", valueName: "n"))
    var limit = 20

    @Option(help: "text or json.")
    var format: ListingFormat = .text

    @OptionGroup var archive: ShownArchiveOptions

    mutating func validate() throws {
        if phrase.allSatisfy(\.isWhitespace) { throw ValidationError("name a phrase to look for") }
        if limit < 1 { throw ValidationError("--limit is at least 1") }
    }

    func run() throws {
        let archive = try archive.open()
        let path = try article.map { try archive.article(named: $0).path }
        // Texts are NFC, and on one line with single spaces.
        let words = phrase.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let composed = String(decoding: Normalization.composed(Array(words.utf8)), as: UTF8.self)
        let found = try archive.history(
            of: PhraseSearch(composed, isCaseSensitive: caseSensitive, in: path, limit: limit))
        switch format {
        case .text: StandardOutput.write(VisibleText.lines(text(found)) + "\n")
        case .json: StandardOutput.write(json(found))
        }
        if found.hasDamagedTexts {
            throw Trouble("texts that cannot be read were not looked in", hint: "see `stet verify`")
        }
        if found.first == nil { throw ExitCode.different }
    }

    private func text(_ found: PhraseHistory) -> String {
        guard let first = found.first, let last = found.last else {
            return "not found" + (found.hasRemovedTexts ? "; texts that were taken out are not looked in" : "")
        }
        var lines = ["first seen \(Self.time(first.time)) in \(first.url) @\(first.revision.number)"]
        if let before = first.revision.notYetAt { lines[0] += ", not yet \(Self.time(before))" }
        lines.append("last seen \(Self.time(last.time)) in \(last.url) @\(last.revision.number)")
        for article in found.articles {
            lines += ["", article.url] + (article.title.map { ["  \($0)"] } ?? [])
            lines += article.intervals.map { "  " + Self.interval($0) }
            lines.append("  > \(VisibleText.line(article.sentence))")
        }
        if found.hasMore { lines += ["", "in more articles than these; --limit shows more"] }
        if found.hasRemovedTexts { lines += ["", "texts that were taken out are not looked in"] }
        return lines.joined(separator: "\n")
    }

    private static func interval(_ interval: PhraseHistory.Interval) -> String {
        let (first, last) = (interval.first.number, interval.last.number)
        let revisions = first == last ? "@\(first)" : "@\(first) to @\(last)"
        let times = "\(time(interval.first.observed)) to \(time(interval.last.lastObserved))"
        return "\(revisions)  \(times)" + (interval.goneAt.map { ", gone at \(time($0))" } ?? ", stands")
    }

    private static func time(_ time: Timestamp) -> String { readableTime("\(time)") }

    private func json(_ found: PhraseHistory) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("phrase", phrase)
            for (name, sighting) in [("first", found.first), ("last", found.last)] {
                guard let sighting else { continue }
                json.object(name) { json in
                    json.member("time", "\(sighting.time)")
                    json.member("url", sighting.url)
                    json.member("revision", sighting.revision.number)
                    json.member("commit", "\(sighting.revision.commit)")
                }
            }
            json.array("articles") { list in
                for article in found.articles { list.object { Self.write(article, to: &$0) } }
            }
            json.member("more", found.hasMore)
            json.member("removedTexts", found.hasRemovedTexts)
            json.member("damagedTexts", found.hasDamagedTexts)
        }
        return writer.text + "\n"
    }

    private static func write(_ article: PhraseHistory.Article, to json: inout JSONWriter) {
        json.member("url", article.url)
        json.member("path", article.path)
        if let title = article.title { json.member("title", title) }
        json.member("sentence", article.sentence)
        json.array("intervals") { list in
            for interval in article.intervals {
                list.object { json in
                    if let before = interval.first.notYetAt { json.member("notYetAt", "\(before)") }
                    json.member("firstSeen", "\(interval.first.observed)")
                    json.member("lastSeen", "\(interval.last.lastObserved)")
                    if let gone = interval.goneAt { json.member("goneAt", "\(gone)") }
                    json.member("stands", interval.goneAt == nil)
                    json.member("firstRevision", interval.first.number)
                    json.member("lastRevision", interval.last.number)
                    json.member("firstCommit", "\(interval.first.commit)")
                    json.member("lastCommit", "\(interval.last.commit)")
                }
            }
        }
    }
}
