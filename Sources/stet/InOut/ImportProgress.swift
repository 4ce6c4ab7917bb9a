internal import StetArchive
internal import StetPipeline
internal import StetRender

/// What an import tells while it runs and when it is done, on standard error where that is a terminal, and at its end.
struct ImportProgress {
    let total: Int
    private var isShown = false

    /// A line for every page would take longer than reading it.
    private static let step = 25

    init(total: Int) { self.total = total }

    mutating func show(_ counts: Importer.Counts, done: Int) {
        guard StandardError.isTerminal, done % Self.step == 0 || done == total else { return }
        StandardError.write(
            "\r\u{1B}[K\(done) of \(total): \(counted(counts.revisions, "revision"))", terminator: "")
        isShown = true
    }

    /// Ends the line that is written over and over.
    mutating func end() {
        if isShown { StandardError.write("") }
        isShown = false
    }
}

extension Importer.Counts {
    /// "3 articles: 12 revisions, 4 unchanged, 1 without an article, 5 known before".
    var sentence: String {
        var parts = [counted(revisions, "revision")]
        if unchanged > 0 { parts.append("\(unchanged) unchanged") }
        if failed > 0 { parts.append("\(failed) kept, but no article could be read in them") }
        if known > 0 { parts.append("\(known) imported before") }
        return "\(counted(articles.count, "article")): " + parts.joined(separator: ", ")
    }

    func json(skipped: Int) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("articles", articles.count)
            json.member("revisions", revisions)
            json.member("unchanged", unchanged)
            json.member("failed", failed)
            json.member("known", known)
            json.member("skipped", skipped)
        }
        return writer.text + "\n"
    }
}

/// Things that were passed over: the first of them with their reasons, and how many there were.
struct Skipped {
    private(set) var count = 0
    private static let shownLimit = 5

    mutating func tell(_ message: String) {
        count += 1
        if count <= Self.shownLimit { StandardError.tell("\(message)") }
        if count == Self.shownLimit + 1 { StandardError.write("stet: … more of these are not shown") }
    }
}
