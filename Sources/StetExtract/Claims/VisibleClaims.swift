internal import StetHTML
internal import StetModel

/// What the page shows its readers around the headline: byline, stamp, deck.
struct VisibleClaims {
    private(set) var claims: [Claim] = []
    /// A standfirst long enough to be the text's first paragraph.
    private(set) var leadLine: Int?
    /// The times between the headline and the text that no word calls an update's.
    private(set) var headStamps: [StatedTime] = []
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
        if !claims.contains(where: { $0.field == .published }) { readLoneTime() }
        readNamedElements(start: start, end: end)
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

    private static let publishedWords =
        """
        published|publish|posted|first appeared|veröffentlicht|erschienen|erstellt|publié|paru le|mis en ligne|\
        publicado|publicada|pubblicato|gepubliceerd|geplaatst|opublikowano|publikováno|publicerad|publisert|\
        udgivet|julkaistu|опубликовано|дата публикации|опубліковано|yayın|发布|發布|发表|公開|掲載|등록|입력|نشر|प्रकाशित|\
        diterbitkan|közzétéve|publicat|δημοσι|פורסם|đăng
        """.split(separator: "|").map(String.init)

    /// Whether a stamp's words say that its time is that of publication.
    static func isPublication(_ text: String) -> Bool {
        let lower = text.lowercased()
        return publishedWords.contains { lower.contains($0) }
    }

    /// A page with more times than this is a list of them; each costs the text around it.
    private static let maximumTimeCount = 400

    private mutating func readTimeElements(title: Int?, start: Int, end: Int) {
        guard let body = page.document.body else { return }
        var timeCount = 0
        let nodes = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        for node in body.descendants(anyOf: [.time], with: ["itemprop"]) {
            let property = node.attribute("itemprop")?.lowercased() ?? ""
            let isPublished = property.contains("datepublished")
            let isUpdated = property.contains("datemodified")
            guard isPublished || isUpdated || nodes.contains(node.index) else { continue }
            if node.tag != .time, !isPublished, !isUpdated { continue }
            timeCount += 1
            guard timeCount <= Self.maximumTimeCount else { break }
            let value = node.attribute("datetime") ?? node.attribute("content") ?? node.text.trimmingASCIISpace()
            guard dates.time(inValue: value) != nil else { continue }
            // A stamp in a comment or a teaser is not the article's.
            let lines = page.range(node.index)
            if isEntryTime(lines) { continue }
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
            if let title, !says, nodes.contains(node.index), node.index > page.lines[title].nodes.lowerBound,
                lines.isEmpty || lines.upperBound <= end - Self.linesAfter, let time = dates.time(inValue: value)
            {
                headStamps.append(time)
            }
        }
    }

    /// The time of a live page's entry says when that was written; the newest one's changes with every entry.
    private func isEntryTime(_ lines: Range<Int>) -> Bool {
        !lines.isEmpty && page.lines[lines.lowerBound].isEntryTime
    }

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
    private mutating func readLateBylines() {
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

    /// The one day that `time` elements outside of teasers and comments state, wherever they stand.
    private mutating func readLoneTime() {
        guard let body = page.document.body else { return }
        var found: (value: String, day: Int)?
        var timeCount = 0
        for node in body.descendants(.time) {
            timeCount += 1
            guard timeCount <= Self.maximumTimeCount else { break }
            guard let value = node.attribute("datetime"), let time = dates.time(inValue: value) else { continue }
            let lines = page.range(node.index)
            if isEntryTime(lines) { continue }
            if let cut = lines.isEmpty ? nil : page.lines[lines.lowerBound].cut {
                switch cut {
                case .comments, .related, .relativeTime, .linkList, .navigation, .footer: continue
                default: break
                }
            }
            let text = (node.parent?.parent ?? node).text
            let near = node.parent?.text ?? ""
            if near.utf8.count < 100, Self.isPublication(near), !Self.isUpdate(near) {
                add(.published, value, .timeElement, "labelled time")
                return
            }
            if text.utf8.count < 200 {
                if Self.isPublication(text), !Self.isUpdate(text) {
                    add(.published, value, .timeElement, "labelled time")
                    return
                }
                if Self.isUpdate(text) { continue }
            }
            if let found, found.day != time.dayNumber { return }
            found = (value, time.dayNumber)
        }
        if let found { add(.published, found.value, .timeElement, "the only day on the page") }
    }

    /// What a stamp's surroundings say before it.
    private static func before(_ node: HTMLNode, in context: String) -> String {
        let own = node.text
        guard !own.isEmpty, let found = context.range(ofFirst: own) else { return "" }
        return String(context[..<found.lowerBound].suffix(40))
    }

    private mutating func readStamps(title: Int?, start: Int, end: Int) {
        for index in start..<min(end + Self.linesAfter, page.lines.count) where page.lines[index].text.utf8.count <= 160
        {
            let line = page.lines[index]
            // Under the standfirst, only what is no text.
            if index >= end, line.cut == nil || line.cut == .outside || line.cut == .duplicate { continue }
            if line.isEntryTime { continue }
            if let cut = line.cut, cut == .comments || cut == .related || cut == .linkList || cut == .copyright {
                continue
            }
            let text = line.text
            let matches = dates.matches(in: text)
            guard !matches.isEmpty, !line.shape.isProse, line.kind != .caption || isBareDate(text, matches) else {
                continue
            }
            var from = 0
            for match in matches {
                let bytes = Array(text.utf8)
                let before = String(decoding: bytes[from..<match.range.lowerBound], as: UTF8.self)
                add(Self.isUpdate(before) ? .updated : .published, String(describing: match.time), .visible, text)
                if let title, index + Self.linesAboveTitle >= title, !Self.isUpdate(before),
                    line.cut == .stamp || text.utf8.count <= Self.stampByteCount
                {
                    headStamps.append(match.time)
                }
                from = match.range.upperBound
            }
        }
    }

    /// A line in a picture's box that is a stamp all the same: nothing but the date, or the time it takes to read besides.
    private func isBareDate(_ text: String, _ matches: [DateReader.Match]) -> Bool {
        guard matches.count == 1 else { return false }
        let bytes = Array(text.utf8)
        let rest = String(
            decoding: bytes[..<matches[0].range.lowerBound] + bytes[matches[0].range.upperBound...], as: UTF8.self)
        let words = rest.split(whereSeparator: { !$0.isLetter })
        return words.count <= 2
            && words.allSatisfy { $0.first?.isLowercase == true && Self.readingWords.contains($0.lowercased()) }
    }

    private static let readingWords: Set<String> = [
        "min", "mins", "minute", "minutes", "read", "on", "am", "le", "el", "il",
    ]

    /// A stamp may stand above the headline, right over it.
    private static let linesAboveTitle = 2

    /// A stamp and what may stand beside it in its line: a section, a name, the time it takes to read.
    private static let stampByteCount = 80

    /// A byline's element has few parts.
    private static let descendantLimit = 40

    /// Elements that say by attribute that they name the author. Those by the headline count; teasers, comments and lists of
    /// references have their own, so that of those elsewhere only the first one before the article's end does.
    private mutating func readNamedElements(start: Int, end: Int) {
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
        """.split(separator: "|").map(String.init)

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

    private mutating func readBylines(title: Int?, start: Int, end: Int) {
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
            if AuthorNames.hasLead(line.text) {
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
        if cut != .outside, cut != .unselected, cut != .beforeArticle, cut != .stamp, cut != .noiseClass { return nil }
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
