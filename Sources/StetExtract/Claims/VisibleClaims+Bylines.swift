internal import StetHTML

/// Who signs, as readers see it.
extension VisibleClaims {
    static let byline = "byline"

    /// What says that it is a byline before what only stands or is named like one.
    static func byTrust(_ claims: [Claim]) -> [Claim] {
        let visible = claims.filter { $0.source == .visible }
        return visible.filter { $0.name.hasPrefix(byline) } + visible.filter { !$0.name.hasPrefix(byline) }
    }

    private static let besideDate = "name beside the date"
    private static let authorBox = "box about the author"

    /// A claim that rests on place alone: it counts where nobody is said to sign.
    static func isWeak(_ claim: Claim) -> Bool {
        claim.source == .visible
            && (claim.name == besideDate || claim.name == authorBox
                || claim.name == "link to the author's page" && !claim.value.contains(" "))
    }

    /// "By Jane Roe" after the text, or the name in the box about the author, where nothing stood before it.
    mutating func readLateBylines() {
        guard let last = page.lines.lastIndex(where: { $0.cut == nil }) else { return }
        let range = (last + 1)..<min(page.lines.count, last + 1 + Self.linesAfterEnd)
        for index in range {
            let line = page.lines[index]
            guard line.text.utf8.count <= 120, line.cut != .comments, line.cut != .related else { continue }
            if AuthorNames.hasLead(line.text), Self.isNamelike(AuthorNames.withoutLead(line.text)) {
                add(.author, line.text, .visible, "byline after the text")
                return
            }
            if Self.isBylineLabel(line.text), index + 1 < page.lines.count,
                Self.isPersonlike(page.lines[index + 1].text)
            {
                add(.author, page.lines[index + 1].text, .visible, "under its label after the text")
                return
            }
        }
        for index in range where page.lines[index].cut != .comments && page.lines[index].cut != .related {
            let line = page.lines[index]
            guard Self.isPersonlike(line.text) else { continue }
            let block = page.document[line.block]
            let isLinked = ([block] + block.ancestors.prefix(2) + block.descendants.prefix(Self.descendantLimit))
                .contains {
                    $0.tag == .a && $0.attribute("href").map { Self.isAuthorPath($0.lowercased()) } ?? false
                }
            let isNamed = ([block] + block.ancestors.prefix(3)).contains { node in
                node.attribute("class")?.lowercased().split(whereSeparator: { !$0.isLetter }).contains {
                    $0 == "author" || $0 == "authorname" || $0 == "authorbox"
                } ?? false
            }
            if isLinked || isNamed || isPictured(line) {
                add(.author, line.text, .visible, Self.authorBox)
                return
            }
        }
    }

    private static let linesAfterEnd = 12

    /// A byline's element has few parts.
    private static let descendantLimit = 40

    /// Elements that say by attribute that they name the author. Those by the headline count; teasers, comments and lists of
    /// references have their own, so that of those elsewhere only the first one before the article's end does.
    mutating func readNamedElements(start: Int, end: Int) {
        guard let body = page.document.body else { return }
        let near = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        let last = page.lines.lastIndex { $0.cut == nil } ?? end - 1
        let reach = page.lines[min(page.lines.count - 1, last + Self.linesAfterEnd)].nodes.upperBound
        var found: [(node: Int, claim: Claim)] = []
        var skipUntil = 0
        for node in body.descendants(anyOf: [], with: ["itemprop", "rel"]) where node.index >= skipUntil {
            let range = page.range(node.index)
            if range.count > 0, let cut = page.lines[range.lowerBound].cut,
                cut == .comments || cut == .related || cut == .relativeTime
            {
                continue
            }
            if node.attribute("itemprop") == "author" || node.attribute("itemprop") == "creator" {
                let name = node.descendants.first { $0.attribute("itemprop") == "name" }
                let value = (name ?? node).attribute("content") ?? (name ?? node).spacedText
                found.append((node.index, Claim(field: .author, value: value, source: .microdata, name: "author")))
                skipUntil = node.subtreeEnd
            } else if node.tag == .a, let rel = node.attribute("rel"), rel.split(separator: " ").contains("author") {
                found.append(
                    (node.index, Claim(field: .author, value: node.spacedText, source: .link, name: "rel=author")))
                skipUntil = node.subtreeEnd
            }
        }
        for source in [ClaimSource.microdata, .link] {
            let all = found.filter { $0.claim.source == source && !$0.claim.value.isEmpty }
            let inHead = all.filter { near.contains($0.node) }
            let kept = inHead.isEmpty ? Array(all.filter { $0.node < reach }.prefix(1)) : inHead
            claims += kept.map(\.claim)
        }
    }

    private static let authorPaths =
        """
        /author/|/authors/|/autor/|/autoren/|/autores/|/auteur/|/auteurs/|author=|/writers/|/writer/|/staff/|\
        /contributors/|/contributor/|/people/|/profile/|/by/|/journalist/|/redaktion/|/team/|/redakteur/|/redacteur/|\
        /journalists/|/columnists/|/columnist/|/reporter/|/reporters/|/bio/|/person/|/instructor/|/skribent/|/yazar/|\
        /yazarlar/|/penulis/|/autore/|/autori/|/firma/|/firmas/|/our-team/|/experts/|/expert/
        """.parts(between: "|")

    private static let authorPathMatcher = PhraseMatcher(authorPaths)

    /// A folder of persons and one of them in it: "/author/jane-roe", not "/team/". `target` is in small letters.
    private static func isAuthorPath(_ target: String) -> Bool {
        authorPathMatcher.matches(in: target).contains { id in
            guard let found = target.range(ofFirst: authorPaths[Int(id)]) else { return false }
            return target[found.upperBound...].first { $0 != "/" }.map { $0.isLetter || $0.isNumber || $0 == "%" }
                ?? false
        }
    }

    /// Links to a page about a person, near the headline.
    private mutating func readAuthorLinks(start: Int, end: Int) {
        let nodes = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        var names: [String] = []
        for index in nodes where page.document[index].tag == .a {
            let node = page.document[index]
            guard let target = node.attribute("href")?.lowercased(),
                Self.isAuthorPath(target)
            else { continue }
            let name = AuthorNames.withoutLead(node.spacedText)
            if AuthorNames.isName(name), name.split(separator: " ").count <= 5, Self.isNamelike(name),
                !names.contains(name)
            {
                names.append(name)
            }
        }
        if !names.isEmpty { add(.author, names.joined(separator: "; "), .visible, "link to the author's page") }
    }

    /// Two to four words that all begin with a capital letter.
    private static func isNamelike(_ text: String) -> Bool {
        let shape = TextShape(text)
        guard (1...5).contains(shape.wordCount), shape.digitCount == 0, !text.contains("©"), !text.contains("@") else {
            return false
        }
        if shape.hasCaselessScript { return !isJapanesePhrase(text) }
        return shape.capitalizedCount >= 1
            && text.split(separator: " ").allSatisfy { word in
                word.unicodeScalars.first.map { !$0.properties.isLowercase } ?? false
                    || nameParticles.contains(word.lowercased()) || word.contains("'") || word.contains("’")
            } && text.split(separator: " ").last.map { !nameParticles.contains($0.lowercased()) } ?? false
    }

    /// Two to four words, each of a name: what may be a person without a word that says so.
    static func isPersonlike(_ text: String) -> Bool {
        let shape = TextShape(text)
        return (2...4).contains(shape.wordCount) && !shape.hasCaselessScript && isNamelike(text)
            && BoilerplatePhrases.kind(of: text) == nil && AuthorNames.isName(text) && !text.contains(":")
            && text.split(separator: " ").allSatisfy { $0.utf8.count > 1 }
    }

    private static let nameParticles: Set<String> = [
        "von", "van", "der", "den", "de", "da", "das", "do", "dos", "del", "della", "di", "du", "des", "la", "le", "el",
        "al",
        "bin", "ibn", "ben", "ter", "ten", "zu", "zum", "zur", "und", "and", "et", "y", "e", "i", "af", "av", "the",
        "vd", "op", "st",
        "ul", "ur",
    ]

    /// Names have no hiragana endings; "印刷する" (print) does.
    private static func isJapanesePhrase(_ text: String) -> Bool {
        text.hasSuffix("する") || text.hasSuffix("ます") || text.hasSuffix("へ") || text.hasSuffix("を見る")
    }

    mutating func readBylines(title: Int?, start: Int, end: Int) {
        guard let body = page.document.body, start < min(end, page.lines.count) else { return }
        readAuthorLinks(start: start, end: min(end, page.lines.count))
        for index in start..<min(end, page.lines.count) {
            let line = page.lines[index]
            guard line.text.utf8.count <= 160, !line.shape.isProse else { continue }
            let node = page.document[line.block]
            if let title, index > title,
                (2...4).contains(line.shape.wordCount) || index == title + 1 && line.shape.wordCount == 1,
                // "Jane Roe/Agency", "Agency via Agency": who took the picture.
                !line.text.contains("/"), !line.text.contains(" via "),
                Self.isNamelike(line.text), line.phrase == nil, !line.isHeading,
                Self.isStampBeside(index, in: page.lines) || isPictured(line), AuthorNames.isName(line.text)
            {
                add(.author, line.text, .visible, "line beside the stamp")
                continue
            }
            if Self.isBylineLabel(line.text), index + 1 < page.lines.count,
                Self.isNamelike(AuthorNames.withoutLead(page.lines[index + 1].text)),
                AuthorNames.isName(page.lines[index + 1].text)
            {
                add(.author, page.lines[index + 1].text, .visible, "byline under its label")
                continue
            }
            let reporters = AuthorNames.koreanReporters(in: line.text)
            if !reporters.isEmpty {
                add(.author, reporters.joined(separator: "; "), .visible, Self.byline)
                continue
            }
            if AuthorNames.hasLead(line.text) || AuthorNames.hasLead(line.text, in: language) {
                add(.author, Self.untilDate(line.text, dates), .visible, Self.byline)
                continue
            }
            if readStampLine(line) { continue }
            // The element with the byline's class, at the line's block or inside or around it.
            var candidates = [node] + Array(node.ancestors.prefix(3))
            if node.index != body.index {
                candidates += node.descendants.prefix(Self.descendantLimit).filter(\.isElement)
            }
            for candidate in candidates where candidate.index > body.index {
                guard let bytes = candidate.attributeBytes("class"), Self.mayNameAuthor(bytes),
                    let names = candidate.attribute("class")?.lowercased()
                else { continue }
                let hit = names.split(separator: " ").contains { name in
                    let parts = name.split(whereSeparator: { !$0.isLetter })
                    return parts.contains {
                        Self.bylineClasses.contains(String($0))
                    }
                        && !parts.contains {
                            [
                                "bio", "comment", "form", "prep", "image", "avatar", "img", "photo", "social", "role",
                                "title", "desc",
                                "description", "box", "date", "time",
                            ].contains($0)
                        }
                }
                guard hit, candidate.text.utf8.count <= 200 else { continue }
                let linked = candidate.descendants.filter {
                    $0.tag == .a && AuthorNames.isName($0.text.trimmingASCIISpace())
                }.map { $0.text.trimmingASCIISpace() }
                let text =
                    !linked.isEmpty
                    ? linked.joined(separator: "; ") : candidate.index > line.block ? candidate.spacedText : line.text
                let clean = Self.untilDate(text, dates)
                if !clean.isEmpty { add(.author, clean, .visible, "class " + names) }
                break
            }
        }
    }

    /// "Author", "By", "Written by:" alone in a line: the name is the next one.
    private static func isBylineLabel(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        return bylineLabels.contains(BoilerplatePhrases.folded(text))
    }

    private static let bylineLabels: Set<String> = [
        "by", "author", "authors", "author(s", "author(s)", "written by", "words by", "text by", "story by",
        "posted by",
        "published by", "reported by", "von", "autor", "autorin", "autoren", "text", "text von", "par", "auteur",
        "auteurs",
        "por", "autores", "di", "autore", "door", "auteur(s", "автор", "авторы", "av", "af", "tekst", "contributors",
        "contributor",
        "author name", "about the author",
    ]

    /// "Jane Roe | 05.04.2025", "Thu 25.04.24 | 14:07 | By Jane Roe": a name in one line with the date.
    private mutating func readStampLine(_ line: Line) -> Bool {
        guard line.text.utf8.count <= 120, !dates.matches(in: line.text).isEmpty else { return false }
        for part in line.text.split(whereSeparator: { $0 == "|" || $0 == "·" || $0 == "•" || $0 == "—" || $0 == "∙" }) {
            let text = String(part).trimmingASCIISpace()
            guard dates.matches(in: text).isEmpty else { continue }
            if AuthorNames.hasLead(text), Self.isNamelike(AuthorNames.withoutLead(text)) {
                add(.author, text, .visible, "byline beside the date")
                return true
            }
            let names = AuthorNames.names(in: text)
            if let name = names.first, names.count == 1, Self.isPersonlike(name), text.hasPrefix(name) {
                add(.author, name, .visible, Self.besideDate)
                return true
            }
        }
        return false
    }

    private static func isStampBeside(_ index: Int, in lines: [Line]) -> Bool {
        [index - 1, index + 1].contains { lines.indices.contains($0) && LineJudge.reason(lines[$0]) == .stamp }
    }

    /// A picture near the line is described by it: "Picture of Jane Roe" beside "Jane Roe".
    private func isPictured(_ line: Line) -> Bool {
        for node in page.document[line.block].ancestors.prefix(4) {
            guard page.range(node.index).count <= 8 else { return false }
            if node.descendants.contains(where: {
                $0.tag == .img && $0.attribute("alt").map { $0.hasSuffix(line.text) } ?? false
            }) {
                return true
            }
        }
        return false
    }

    /// Whether one of `bylineClasses` can stand in a class attribute: it holds "aut" or "byl". Most do not, and splitting
    /// them all costs more than anything else here.
    private static func mayNameAuthor(_ bytes: ArraySlice<UInt8>) -> Bool {
        var index = bytes.startIndex
        while index + 2 < bytes.endIndex {
            switch (bytes[index] | 0x20, bytes[index + 1] | 0x20, bytes[index + 2] | 0x20) {
            case (UInt8(ascii: "a"), UInt8(ascii: "u"), UInt8(ascii: "t")),
                (UInt8(ascii: "b"), UInt8(ascii: "y"), UInt8(ascii: "l")):
                return true
            default: index += 1
            }
        }
        return false
    }

    private static let bylineClasses: Set<String> = [
        "author", "authors", "byline", "bylines", "autor", "autoren", "auteur", "autore", "authorname", "authornames",
        "authorlink", "bylinename", "bylineauthor", "articleauthor", "postauthor", "blogauthor", "authoring",
    ]

    private static func untilDate(_ text: String, _ dates: DateReader) -> String {
        let text = text.spaceFolded
        guard let match = dates.matches(in: text).first else { return text }
        return String(decoding: Array(text.utf8)[..<match.range.lowerBound], as: UTF8.self).trimmingASCIISpace()
    }
}
