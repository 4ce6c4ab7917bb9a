internal import StetGit
internal import StetIndex

extension Archive {
    /// The article that a person means by a URL, a path, or a part of its URL, path or title that no other has.
    ///
    /// A whole URL or path wins over parts. "https://" and a final slash may be left out.
    public func article(named name: String) throws -> ArticleSummary {
        try asking { index, line in
            if let path = try exactPath(of: name, in: index, line), let found = ArticleSummary(try history(of: path)) {
                return found
            }
            return try article(likelyNamed: name, in: index, line)
        }
    }

    /// Whether an article was ever recorded under an address, or asked for under it.
    public func hasArticle(under url: String) throws -> Bool {
        try asking { index, line in
            try index.path(for: url, following: ArticlePath(url: url).text, on: line) != nil
        }
    }

    /// The article whose URL or path is meant by a name, in whole.
    private func exactPath(of name: String, in index: HistoryIndex, _ line: Int) throws -> String? {
        let bare = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        for url in [CleanText.url(name), bare] {
            if let path = try index.path(for: url, following: ArticlePath(url: url).text, on: line) { return path }
        }
        // A path may stand in one of the file system's.
        let parts = bare.split(separator: "/", omittingEmptySubsequences: false)
        for start in parts.indices where parts[start] == ArticlePath.folder {
            let path = parts[start...].joined(separator: "/")
            if try index.place(of: path, on: line) != nil { return path }
        }
        return nil
    }

    /// The only article that a name could mean.
    ///
    /// - Complexity: O(n) in the names of all articles, their titles at each observation among them.
    private func article(likelyNamed name: String, in index: HistoryIndex, _ line: Int) throws -> ArticleSummary {
        let wanted = Self.bare(name)
        let part = NamePart(name)
        /// Articles of that address, and those that a part of an address or of the title names, by path.
        var (same, partial, titled): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        func look(at url: String, of path: String) {
            if Self.bare(url) == wanted { same.insert(path) }
            if part.isIn(url) { partial.insert(path) }
        }
        try index.forEachArticle(on: line) { place in
            look(at: place.url, of: place.path)
            if part.isIn(place.path) { partial.insert(place.path) }
        }
        try index.forEachAddress(on: line) { url, path in look(at: url, of: path) }
        func summary(_ path: String) throws -> ArticleSummary? { ArticleSummary(try history(of: path)) }
        if same.count == 1, let found = try summary(same.first!) { return found }
        try index.forEachTitle(on: line) { path, title in
            if part.isIn(title) { titled.insert(path()) }
        }
        var found: [ArticleSummary] = []
        for path in partial.union(titled).sorted() where found.count < Self.candidateLimit {
            // An earlier title does not count.
            guard let article = try summary(path), partial.contains(path) || part.isIn(article.title ?? "") else {
                continue
            }
            found.append(article)
        }
        switch found.count {
        case 1: return found[0]
        case 0: throw ArchiveError.noArticle(named: name, candidates: Self.closest(to: part.text, in: try articles()))
        default: throw ArchiveError.ambiguousArticle(named: name, candidates: found.map(\.url))
        }
    }

    /// The revision of an article that a person means.
    ///
    /// `latest`; `@1` for the first, `@-1` for the last, `@-2` for the one before it; a time, for the text that stood
    /// then (a day or month means its end, UTC); or at least four digits of a commit's id. A commit of another line of
    /// history is found too where none of this one's is meant.
    ///
    /// - Complexity: O(n) in the article's revisions; in all observations for a commit of another line.
    public func revision(named name: String, of history: ArticleHistory) throws -> Revision {
        func missing(_ reason: String) -> ArchiveError {
            .noRevision(named: name, article: history.url, reason: reason)
        }
        let revisions = history.revisions
        guard let latest = revisions.last else { throw missing("no check has read a text yet") }
        if name == "latest" { return latest }
        if name.hasPrefix("@") {
            guard let number = Int(name.dropFirst()), number != 0 else {
                throw missing("after @ stands a number such as 1 or -1")
            }
            let index = number > 0 ? number - 1 : revisions.count + number
            guard revisions.indices.contains(index) else {
                throw missing(revisions.count == 1 ? "it has one revision" : "it has \(revisions.count) revisions")
            }
            return revisions[index]
        }
        // A year alone is four digits of a commit's id as well; ids win, because a year seldom means a revision.
        let digits = name.lowercased()
        let isCommit = (4...ObjectID.hexDigitCount).contains(digits.count) && digits.allSatisfy(\.isHexDigit)
        if isCommit {
            let found = revisions.filter { $0.commit.description.hasPrefix(digits) }
            // A text that came back by backfilling shares its commit with its first revision.
            if Set(found.map(\.commit)).count == 1 { return found[0] }
            if found.count > 1 { throw missing("\(found.count) commits start so; give more digits") }
        }
        if let time = Timestamp.interval(name) {
            guard let standing = history.revision(standingAt: time.upperBound) else {
                throw missing("the article was first seen at \(revisions[0].observed)")
            }
            return standing
        }
        if isCommit {
            let found = try otherLines(of: history).flatMap(\.revisions)
                .filter { $0.commit.description.hasPrefix(digits) }
            if let first = found.first, found.allSatisfy({ $0.commit == first.commit }) { return first }
            if !found.isEmpty { throw missing("\(found.count) commits of other lines start so; give more digits") }
        }
        throw missing("it is no @number, time, commit of this article, or `latest`")
    }

    private static let candidateLimit = 10
    private static let suggestionLimit = 3

    private static func names(of article: ArticleSummary) -> [String] {
        [article.url, article.path, article.title ?? ""] + article.otherURLs
    }

    /// A URL without what people leave out.
    private static func bare(_ url: String) -> String {
        var url = url[...]
        for start in ["https://", "http://", "www."] where url.hasPrefix(start) { url = url.dropFirst(start.count) }
        while url.hasSuffix("/") { url = url.dropLast() }
        return String(url)
    }

    /// The articles whose names share the most groups of three letters with `name`.
    private static func closest(to name: String, in articles: [ArticleSummary]) -> [String] {
        let wanted = trigrams(name)
        guard !wanted.isEmpty else { return articles.prefix(suggestionLimit).map(\.url) }
        return articles.map { article in
            (article.url, trigrams(names(of: article).joined(separator: " ").lowercased()).intersection(wanted).count)
        }
        .filter { $0.1 * 3 >= wanted.count }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        .prefix(suggestionLimit).map(\.0)
    }

    private static func trigrams(_ text: String) -> Set<[UInt8]> {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3 else { return [] }
        return Set((0...(bytes.count - 3)).map { Array(bytes[$0..<($0 + 3)]) })
    }
}

/// A part of a name, whatever its case.
private struct NamePart {
    let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text.lowercased()
        bytes = Array(self.text.utf8)
    }

    /// - Complexity: O(n·m) at worst, O(n) as names are.
    func isIn(_ name: String) -> Bool {
        guard let first = bytes.first else { return false }
        let name = Array(name.lowercased().utf8)
        guard name.count >= bytes.count else { return false }
        return (0...(name.count - bytes.count)).contains { name[$0] == first && name[$0...].starts(with: bytes) }
    }
}
