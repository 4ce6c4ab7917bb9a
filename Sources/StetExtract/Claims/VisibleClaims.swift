internal import StetHTML
internal import StetModel

/// What the page shows its readers around the headline: byline, stamp, deck.
struct VisibleClaims {
    private(set) var claims: [Claim] = []
    /// A standfirst long enough to be the text's first paragraph.
    private(set) var leadLine: Int?
    private let descriptions: [String]
    private let titles: Set<String>
    private let page: PageLines
    private let dates: DateReader

    /// - Parameters:
    ///   - title: The line of the headline, where one was found.
    ///   - body: The first line of the article's running text.
    init(page: PageLines, title: Int?, body: Int?, descriptions: [String], titles: Set<String>, dates: DateReader) {
        self.page = page
        self.descriptions = descriptions
        self.titles = titles.filter { $0.utf8.count >= 12 }
        self.dates = dates
        let start = max(0, (title ?? body ?? 0) - Self.linesBefore)
        let end = min(page.lines.count, max(body ?? 0, (title ?? 0) + 1) + Self.linesAfter)
        guard start < end else { return }
        readTimeElements(title: title, start: start, end: end)
        readStamps(title: title, start: start, end: max(title ?? 0, body ?? end))
        readNamedElements()
        readBylines(title: title, start: start, end: max(title ?? 0, body ?? end))
        if !claims.contains(where: { $0.field == .author }) { readLateBylines() }
        if let title, let body { readDeck(after: title, before: body) }
    }

    /// How far from headline and text a stamp or byline may stand, in lines.
    private static let linesBefore = 8
    private static let linesAfter = 3

    private mutating func add(_ field: Claim.Field, _ value: String, _ source: ClaimSource, _ name: String) {
        guard !value.isEmpty else { return }
        claims.append(Claim(field: field, value: value, source: source, name: name))
    }

    private static let updatedWords =
        """
        updated|update|modified|last edited|revised|aktualisiert|geändert|zuletzt|mis à jour|mise à jour|modifié|\
        actualizado|actualizada|actualización|aggiornato|aggiornamento|atualizado|atualizada|bijgewerkt|\
        laatste update|gewijzigd|aktualizacja|aktualizováno|uppdaterad|oppdatert|opdateret|päivitetty|обновлено|\
        изменено|оновлено|güncelleme|güncellendi|更新|수정|업데이트|تحديث|अपडेट|diperbarui|frissítve|actualizat|ενημέρωση|\
        עודכן|cập nhật
        """.split(separator: "|").map(String.init)

    /// Whether a stamp's words say that its time is that of a change.
    static func isUpdate(_ text: String) -> Bool {
        let lower = text.lowercased()
        return updatedWords.contains { lower.contains($0) }
    }

    private mutating func readTimeElements(title: Int?, start: Int, end: Int) {
        guard let body = page.document.body else { return }
        let nodes = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        for node in body.descendants where node.tag == .time || node.attributeBytes("itemprop") != nil {
            let property = node.attribute("itemprop")?.lowercased() ?? ""
            let isPublished = property.contains("datepublished")
            let isUpdated = property.contains("datemodified")
            guard isPublished || isUpdated || nodes.contains(node.index) else { continue }
            if node.tag != .time, !isPublished, !isUpdated { continue }
            let value = node.attribute("datetime") ?? node.attribute("content") ?? node.text.trimmingASCIISpace()
            guard dates.time(inValue: value) != nil else { continue }
            // A stamp in a comment or a teaser is not the article's.
            let lines = page.range(node.index)
            if !lines.isEmpty, let cut = page.lines[lines.lowerBound].cut,
                cut == .comments || cut == .related || cut == .relativeTime
            {
                continue
            }
            let context = node.parent.map { $0.text.utf8.count < 120 ? $0.text : node.text } ?? node.text
            let source: ClaimSource = isPublished || isUpdated ? .microdata : .timeElement
            let says =
                isUpdated
                || (!isPublished
                    && (Self.isUpdate(node.text) || Self.isUpdate(Self.before(node, in: context))
                        || node.attribute("class").map {
                            $0.lowercased().contains("updated") && !$0.lowercased().contains("published")
                        } ?? false))
            add(says ? .updated : .published, value, source, property.isEmpty ? "time" : property)
        }
    }

    /// "By Jane Roe" and "Published on …" after the text, where nothing stood before it.
    private mutating func readLateBylines() {
        guard let last = page.lines.lastIndex(where: { $0.cut == nil }) else { return }
        for index in (last + 1)..<min(page.lines.count, last + 1 + Self.linesAfterEnd) {
            let line = page.lines[index]
            guard line.text.utf8.count <= 120, AuthorNames.hasLead(line.text),
                Self.isNamelike(AuthorNames.withoutLead(line.text))
            else { continue }
            add(.author, line.text, .visible, "byline after the text")
            return
        }
    }

    private static let linesAfterEnd = 12

    /// What a stamp's surroundings say before it.
    private static func before(_ node: HTMLNode, in context: String) -> String {
        let own = node.text
        guard !own.isEmpty, let found = context.range(ofFirst: own) else { return "" }
        return String(context[..<found.lowerBound].suffix(40))
    }

    private mutating func readStamps(title: Int?, start: Int, end: Int) {
        for index in start..<min(end, page.lines.count)
        where page.lines[index].text.utf8.count <= 160 && page.lines[index].kind != .caption {
            let line = page.lines[index]
            if let cut = line.cut, cut == .comments || cut == .related || cut == .linkList || cut == .copyright {
                continue
            }
            let text = line.text
            let matches = dates.matches(in: text)
            guard !matches.isEmpty, !line.shape.isProse else { continue }
            var from = 0
            for match in matches {
                let bytes = Array(text.utf8)
                let before = String(decoding: bytes[from..<match.range.lowerBound], as: UTF8.self)
                add(Self.isUpdate(before) ? .updated : .published, String(describing: match.time), .visible, text)
                from = match.range.upperBound
            }
        }
    }

    /// A byline's element has few parts.
    private static let descendantLimit = 40

    private mutating func readNamedElements() {
        guard let body = page.document.body else { return }
        var skipUntil = 0
        for node in body.descendants where node.isElement && node.index >= skipUntil {
            let range = page.range(node.index)
            if range.count > 0, let cut = page.lines[range.lowerBound].cut,
                cut == .comments || cut == .related || cut == .relativeTime
            {
                continue
            }
            if node.attribute("itemprop") == "author" || node.attribute("itemprop") == "creator" {
                let name = node.descendants.first { $0.attribute("itemprop") == "name" }
                add(.author, (name ?? node).attribute("content") ?? (name ?? node).spacedText, .microdata, "author")
                skipUntil = node.subtreeEnd
            } else if node.tag == .a, let rel = node.attribute("rel"), rel.split(separator: " ").contains("author") {
                add(.author, node.spacedText, .link, "rel=author")
                skipUntil = node.subtreeEnd
            }
        }
    }

    private static let authorPaths =
        """
        /author/|/authors/|/autor/|/autoren/|/autores/|/auteur/|/auteurs/|author=|/writers/|/writer/|/staff/|\
        /contributors/|/contributor/|/people/|/profile/|/by/|/journalist/|/redaktion/|/team/
        """.split(separator: "|").map(String.init)

    /// Links to a page about a person, near the headline.
    private mutating func readAuthorLinks(start: Int, end: Int) {
        let nodes = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        var names: [String] = []
        for index in nodes where page.document[index].tag == .a {
            let node = page.document[index]
            guard let target = node.attribute("href")?.lowercased(),
                Self.authorPaths.contains(where: { target.contains($0) })
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
        return (1...5).contains(shape.wordCount) && shape.digitCount == 0
            && (shape.hasCaselessScript || shape.capitalizedCount >= 1 && shape.smallCount <= 1)
    }

    private mutating func readBylines(title: Int?, start: Int, end: Int) {
        guard let body = page.document.body, start < min(end, page.lines.count) else { return }
        readAuthorLinks(start: start, end: min(end, page.lines.count))
        for index in start..<min(end, page.lines.count) {
            let line = page.lines[index]
            guard line.text.utf8.count <= 160, !line.shape.isProse else { continue }
            let node = page.document[line.block]
            if let title, index > title,
                (2...4).contains(line.shape.wordCount) || index == title + 1 && line.shape.wordCount == 1,
                Self.isNamelike(line.text), line.phrase == nil, !line.isHeading,
                Self.isStampBeside(index, in: page.lines) || isPictured(line), AuthorNames.isName(line.text)
            {
                add(.author, line.text, .visible, "line beside the stamp")
                continue
            }
            if AuthorNames.hasLead(line.text) {
                add(.author, Self.untilDate(line.text, dates), .visible, "byline")
                continue
            }
            // The element with the byline's class, at the line's block or inside or around it.
            var candidates = [node] + Array(node.ancestors.prefix(3))
            if node.index != body.index {
                candidates += node.descendants.prefix(Self.descendantLimit).filter(\.isElement)
            }
            for candidate in candidates where candidate.index > body.index {
                guard let names = candidate.attribute("class")?.lowercased() else { continue }
                let hit = names.split(separator: " ").contains { name in
                    let parts = name.split(whereSeparator: { !$0.isLetter })
                    return parts.contains {
                        ["author", "authors", "byline", "autor", "autoren", "auteur", "autore"].contains($0)
                    }
                        && !parts.contains {
                            [
                                "bio", "image", "avatar", "img", "photo", "social", "role", "title", "desc",
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

    private static func untilDate(_ text: String, _ dates: DateReader) -> String {
        let text = text.spaceFolded
        guard let match = dates.matches(in: text).first else { return text }
        return String(decoding: Array(text.utf8)[..<match.range.lowerBound], as: UTF8.self).trimmingASCIISpace()
    }

    /// A standfirst of this many bytes is the article's first paragraph set in larger type:
    /// of the development pages' leads above it most stand in the hand-made texts, of those below hardly any.
    private static let leadByteCount = 160

    private static let deckNames =
        """
        deck|standfirst|subtitle|subheadline|subhead|sub-title|sub-head|dek|lead|lede|intro|summary|teaser|\
        abstract|chapo|vorspann|excerpt|strapline|description|sapo
        """.split(separator: "|").map(String.init)

    private mutating func readDeck(after title: Int, before body: Int) {
        guard title + 1 < body else { return }
        let descriptions = descriptions.map(TitleKey.folded).filter { $0.utf8.count >= 20 }
        var best: (index: Int, rank: Int)?
        for index in (title + 1)..<body {
            guard let rank = deckRank(of: index, after: title, descriptions) else { continue }
            if rank < best?.rank ?? .max { best = (index, rank) }
        }
        guard let best else { return }
        let line = page.lines[best.index]
        if line.text.utf8.count >= Self.leadByteCount {
            leadLine = best.index
        } else {
            add(.deck, line.text, .visible, "line after the headline")
        }
    }

    /// 0 for what the page's own description repeats, 1 for what is named a standfirst, 2 for a heading right under the
    /// headline; nil for what is none.
    private func deckRank(of index: Int, after title: Int, _ descriptions: [String]) -> Int? {
        let line = page.lines[index]
        guard line.shape.wordCount >= 5, line.linkDensity < 0.3, line.kind != .caption, line.kind != .item,
            line.phrase == nil, !line.isByPicture
        else { return nil }
        // A heading that stands over the text as part of it is no standfirst.
        guard let cut = line.cut else { return nil }
        if cut != .outside, cut != .beforeArticle, cut != .stamp, cut != .noiseClass { return nil }
        guard LineJudge.reason(line) == nil, !line.text.contains("©"),
            !AuthorNames.hasLead(line.text) || line.shape.isProse
        else { return nil }
        guard dates.matches(in: line.text).isEmpty || line.shape.isProse else { return nil }
        let key = TitleKey.folded(line.text)
        guard !titles.contains(where: { key.contains($0) || $0.contains(key) }) else { return nil }
        if descriptions.contains(where: {
            $0.hasPrefix(key) || key.hasPrefix($0) || key.hasPrefix($0.prefix($0.count * 4 / 5))
        }) {
            return 0
        }
        let block = page.document[line.block]
        let isNamed = ([block] + block.ancestors.prefix(3)).contains { node in
            let names = (["class", "itemprop", "data-testid"] as [HTMLAttributeName]).compactMap { node.attribute($0) }
                .joined(separator: " ")
                .lowercased()
            return Self.deckNames.contains { names.contains($0) }
        }
        if isNamed { return 1 }
        return line.isHeading && index <= title + 2 ? 2 : nil
    }
}

extension HTMLNode {
    /// The readable text with a space wherever an element begins or ends: names and labels in a byline often have none.
    var spacedText: String {
        var parts: [String] = []
        for node in descendants where node.isText {
            let text = node.text.spaceFolded
            if !text.isEmpty { parts.append(text) }
        }
        return parts.joined(separator: " ")
    }
}
