internal import StetHTML

/// Judges the lines of the article's container one by one, by wording, by where they stand to the first and last
/// running text, and by what was said before. Plain-text pages are judged by it alone.
struct LineJudge {
    var page: [Line]
    let range: Range<Int>
    private let titles: Set<String>
    private let titleLine: Int?

    static func judge(
        _ page: inout PageLines, range: Range<Int>, titles: Set<String>, titleNode: Int?, authors: Set<String>
    ) {
        let titleLine = titleNode.flatMap { node in page.lines.firstIndex { $0.nodes.lowerBound >= node } }
        let entryTimes = EntryTimes.find(in: page, range)
        for index in entryTimes { page.markEntryTime(index) }
        let judged = judge(page.lines, range: range, titles: titles, titleLine: titleLine, authors: authors)
        for index in range {
            if let reason = judged[index].cut { page.cut(index, reason) }
            if judged[index].kind != page.lines[index].kind { page.setKind(judged[index].kind, of: index) }
        }
        page.recount()
    }

    static func judge(
        _ lines: [Line], range: Range<Int>, titles: Set<String>, titleLine: Int?, authors: Set<String> = []
    ) -> [Line] {
        var judge = LineJudge(page: lines, range: range, titles: titles, titleLine: titleLine)
        judge.markRepeated()
        for index in PullQuotes.find(in: judge.page, range) { judge.cut(index, .duplicate) }
        judge.cutByWording()
        judge.cutBeforeTitle()
        judge.cutHead()
        judge.cutAuthorBox(authors)
        judge.cutForeignEnd()
        judge.cutReportingCredits()
        judge.cutTail()
        judge.cutEmptySections()
        return judge.page
    }

    private mutating func cut(_ index: Int, _ reason: CutReason) {
        if page[index].cut == nil { page[index].cut = reason }
    }

    /// The same line twice: a caption for two screens, a teaser of the text, a pull quote. The first one stays, unless
    /// it is a caption said several times: then that is what it is.
    private mutating func markRepeated() {
        var seen: [String: [Int]] = [:]
        for index in range
        where page[index].cut == nil && page[index].kind == .paragraph
            && page[index].shape.wordCount <= Self.captionWordCount
            && Self.hasCredit(page[index].text)
        {
            page[index].kind = .caption
        }
        for index in range where page[index].cut == nil && page[index].shape.weight >= 20 && page[index].kind != .cell {
            seen[page[index].titleKey, default: []].append(index)
        }
        for places in seen.values where places.count > 1 {
            let isCaption =
                places.contains { page[$0].kind == .caption || page[$0].isByPicture }
                || (page[places[0]].kind == .paragraph && Self.hasCredit(page[places[0]].text))
            if isCaption { for index in places { page[index].kind = .caption } }
            let isAdjacent =
                zip(places, places.dropFirst()).contains { $1 == $0 + 1 } && page[places[0]].kind == .paragraph
                && places.count > 1
            if isAdjacent, !isCaption, page[places[0]].shape.weight >= Self.repeatedWeight {
                for index in places { page[index].kind = .caption }
            }
            let isLabel = page[places[0]].shape.weight < Self.repeatedWeight && !isCaption
            if isLabel { continue }
            // Terms and policies say the same clause or address twice and mean it: where both stand among the running
            // text, a change to one of them must be seen.
            let isMeant = !isCaption && !isAdjacent && places.allSatisfy { page[$0].isCore && !page[$0].isQuoted }
            if isMeant { continue }
            for index in places.dropFirst() { cut(index, .duplicate) }
        }
    }

    private static let captionWordCount = 60

    /// Shorter lines may recur in an article: "Pros:", "Deadline: varies".
    private static let repeatedWeight = 60

    /// "… /Chinese Foreign Ministry": a caption's credit after a slash at the end.
    static func hasCredit(_ text: String) -> Bool {
        guard text.utf8.suffix(maximumCreditByteCount + 1).contains(UInt8(ascii: "/")),
            let slash = text.lastIndex(of: "/"), slash > text.startIndex
        else { return false }
        let credit = text[text.index(after: slash)...]
        let before = text[..<slash]
        guard let mark = before.last, mark == " " || ".!?”\"".contains(mark) else { return false }
        return !credit.isEmpty && credit.utf8.count <= maximumCreditByteCount && credit.first?.isUppercase == true
            && !credit.hasSuffix(".")
    }

    private static let maximumCreditByteCount = 60

    private mutating func cutByWording() {
        for index in range where page[index].cut == nil {
            let line = page[index]
            if line.kind == .preformatted || line.kind == .caption { continue }
            if let reason = Self.reason(line) {
                if reason == .related, line.isHeading, headsText(index) { continue }
                cut(index, reason)
            }
        }
        cutListsUnderLabels()
    }

    /// "Contact", "Author", "Contents": such a heading goes with links under it, and stays with text under it.
    private func headsText(_ index: Int) -> Bool {
        guard BoilerplatePhrases.isAmbiguousHeading(page[index].text), index + 1 < range.upperBound else {
            return false
        }
        let next = page[index + 1]
        return next.cut == nil && !next.isHeading && next.linkDensity < 0.3 && next.shape.weight >= Self.headedWeight
            && Self.reason(next) == nil
    }

    private static let headedWeight = 20

    /// A list of linked items right under "More stories" goes with its heading.
    private mutating func cutListsUnderLabels() {
        var reason: CutReason?
        for index in range {
            let line = page[index]
            if line.kind == .item, let reason, line.linkDensity > 0.2 {
                cut(index, reason)
            } else if line.phrase?.introducesBoilerplate == true, line.cut != nil, line.kind != .item {
                reason = line.cut
            } else if line.cut == nil {
                reason = nil
            }
        }
    }

    static func reason(_ line: Line) -> CutReason? {
        if line.shape.weight == 0 { return .label }
        if line.isCounter, line.kind != .cell { return .label }
        if line.linkDensity > 0.3, !line.shape.isSentence, startsAsAdvertisement(line.text) { return .advertisement }
        if isStamp(line) { return .stamp }
        if isByline(line) { return .byline }
        if line.isRelativeTime, line.shape.wordCount <= 8,
            !line.shape.endsSentence || RelativeTime.endsInUnit(line.text)
        {
            return .relativeTime
        }
        if RelativeTime.isAudience(line.text, wordCount: line.shape.wordCount) { return .label }
        if isQuoteBoard(line) { return .widget }
        if isLabelledLink(line) { return .related }
        // What a cell of a table says in a word is its value.
        if let kind = line.phrase, line.kind != .cell || line.linkWeight > 0, !line.isCore || !isStatement(line) {
            switch kind {
            case .readMore:
                if line.linkDensity > 0.3 || line.shape.wordCount <= 4 { return .related }
                return nil
            case .relatedHeading:
                return line.isHeading || line.shape.wordCount <= 4 || line.linkDensity > 0.5 ? .related : nil
            case .byline: return line.isHeading ? nil : .byline
            case .tags: return .tags
            case .share, .print: return line.shape.endsSentence && line.shape.wordCount > 2 ? nil : .share
            case .advertisement: return .advertisement
            case .newsletter: return .newsletter
            case .commentsHeading: return .comments
            case .copyright: return .copyright
            case .app: return .advertisement
            case .player: return line.shape.isProse ? nil : .player
            case .follow: return .share
            case .skip, .navigation: return .navigation
            case .consent: return .consent
            case .meter: return .meter
            }
        }
        if line.kind == .paragraph, line.linkDensity > 0.95, line.shape.wordCount >= 3, !line.shape.endsSentence,
            !line.shape.endsColon
        {
            return .related
        }
        guard line.kind != .cell, line.shape.weight < 500, let (kind, hitCount) = Vocabulary.judge(line.vocabulary)
        else { return nil }
        let isShort = line.shape.weight < 250
        // Where a line stands among the article's own, its words must say more.
        let hits = line.isCore && line.linkDensity < 0.3 ? hitCount - 1 : hitCount
        switch kind {
        case .consent: return hits >= 3 || hits >= 2 && isShort ? .consent : nil
        case .meter: return hits >= 2 && isShort ? .meter : nil
        case .newsletter: return hits >= 3 || hits >= 2 && isShort ? .newsletter : nil
        case .copyright:
            return hits >= 2 || hits == 1 && line.shape.weight < 60 && line.text.contains("©") ? .copyright : nil
        case .follow: return hits >= 2 && isShort || hits >= 1 && isShort && line.linkDensity > 0.3 ? .share : nil
        }
    }

    /// "DAX 18,161.01 +0.42% FTSE 8,040.38 -0.06%": prices that move by the minute, outside any table.
    private static func isQuoteBoard(_ line: Line) -> Bool {
        guard line.kind == .paragraph, !line.shape.isSentence, line.shape.digitCount * 3 >= line.shape.weight else {
            return false
        }
        var percentCount = 0
        var signCount = 0
        for scalar in line.text.unicodeScalars {
            switch scalar {
            case "%", "％": percentCount += 1
            case "+", "-", "−", "–", "▲", "▼", "▴", "▾": signCount += 1
            default: break
            }
        }
        return percentCount >= 2 && signCount >= 2
    }

    /// "BREAKING Storm cancels night buses": a word or two in capitals that lead to a linked headline.
    private static func isLabelledLink(_ line: Line) -> Bool {
        guard line.kind == .paragraph, line.linkWeight > 0, line.linkDensity > 0.6, line.linkDensity <= 0.95,
            line.shape.wordCount >= 4, !line.shape.endsSentence, !line.shape.endsColon
        else { return false }
        guard line.shape.weight - line.linkWeight <= labelWeight else { return false }
        var letters = 0
        for scalar in line.text.unicodeScalars.prefix(labelWeight) {
            if scalar.properties.isUppercase {
                letters += 1
            } else if scalar.properties.isAlphabetic || scalar == ":" {
                break
            }
            if letters >= 4 { return true }
        }
        return false
    }

    /// The letters of a word or two.
    private static let labelWeight = 14

    /// "Comments on the bill close on Friday, the clerk said.": a sentence that begins as a label does. Among the
    /// article's own lines it is one of them.
    static func isStatement(_ line: Line) -> Bool {
        switch line.phrase {
        case .commentsHeading, .newsletter, .advertisement, .app, .follow, .readMore: break
        default: return false
        }
        return !line.isHeading && line.linkWeight == 0 && line.shape.endsSentence
            && line.shape.wordCount >= statementWordCount
    }

    /// Shorter sentences are labels: "Sign up for our newsletter."
    private static let statementWordCount = 6

    /// "AdvertisementShop now": a label that runs into its link.
    private static func startsAsAdvertisement(_ text: String) -> Bool {
        BoilerplatePhrases.begins(text, with: advertisementWords)
            || BoilerplatePhrases.ends(text, with: closingAdvertisementWords)
    }

    private static let closingAdvertisementWords = [
        "sponsored", "promoted", "advertisement", "anzeige", "publicité", "publicidad",
    ]

    private static let advertisementWords = PrefixTable(
        ["advertis", "sponsored", "anzeige", "werbung", "publicité", "publicidad", "reklam", "promoted"].map {
            ($0, true)
        })

    /// A short line with a date or a relative time.
    static func isDated(_ line: Line) -> Bool {
        line.isRelativeTime || line.shape.wordCount <= 6 && line.shape.digitCount > 0 && isStamp(line)
    }

    /// A line that states a date or a time of day and hardly anything else: "Updated at 1:23 p.m.", "Stand: 22.04.2024".
    private static func isStamp(_ line: Line) -> Bool {
        guard line.kind == .paragraph || line.kind == .item, line.shape.digitCount >= 3, line.shape.wordCount <= 12,
            line.text.utf8.count <= 90, !line.shape.isProse
        else { return false }
        let tokens = DateToken.tokens(of: line.text)
        let matches = DateToken.mayHoldNumber(line.text.utf8.span) ? DateReader().matches(in: tokens) : []
        let lead = tokens.first { $0.word != nil || $0.isNumber }?.word ?? ""
        let isUpdate = tokens.contains { $0.word.map(updateWords.contains) ?? false }
        let isLabelled = stampLabels.contains(lead) || isUpdate
        guard !matches.isEmpty || isLabelled && statesTime(tokens) else { return false }
        let words = tokens.filter { token in
            guard let word = token.word else { return false }
            return !matches.contains { $0.range.contains(token.start) } && !stampLabels.contains(word)
                && !WeekdayNames.contains(word) && !(isUpdate && updateFillers.contains(word))
        }
        return words.count <= (isLabelled ? 3 : 1)
    }

    /// A day or time of day, and no more than a word besides: "14:00", "2.15pm BST", "1 June, 10:43".
    static func isBareTime(_ text: String) -> Bool {
        let tokens = DateToken.tokens(of: text)
        let matches = DateReader().matches(in: text)
        guard !matches.isEmpty || statesTime(tokens) else { return false }
        let words = tokens.filter { token in
            guard let word = token.word else { return false }
            return !matches.contains { $0.range.contains(token.start) } && !stampLabels.contains(word)
                && !WeekdayNames.contains(word)
        }
        return words.count <= 1
    }

    /// Two numbers tied as those of a time of day are: "10:43", "10.43 Uhr", "10h43".
    private static func statesTime(_ tokens: [DateToken]) -> Bool {
        zip(tokens, tokens.dropFirst()).contains { token, next in
            guard next.gluedToPrevious, token.isNumber, token.digitCount <= 2 else { return false }
            return next.mark == ":" || next.mark == "." || next.word == "h"
        }
    }

    private static let updateWords: Set<String> = [
        "updated", "aktualisiert", "actualizado", "actualizada", "actualización", "actualisé", "aggiornato",
        "atualizado",
        "atualizada", "bijgewerkt", "aktualizacja", "обновлено", "oppdatert", "opdateret", "uppdaterad", "güncelleme",
        "更新", "更新时间", "更新時間",
    ]

    private static let updateFillers: Set<String> = [
        "this", "story", "article", "page", "post", "was", "is", "has", "been", "der", "dieser", "artikel", "beitrag",
        "wurde", "cet", "article", "a", "été", "la", "el", "última", "esta", "noticia", "este", "artículo", "fue",
        "artigo", "foi", "questo", "articolo", "è", "stato", "dit", "is", "horas", "h", "time", "gmt", "utc",
    ]

    private static let stampLabels: Set<String> = Set(
        """
        asked answered commented beantwortet gefragt répondu demandé respondió preguntado geschrieben
        updated update published posted first last modified on at by edited reviewed date uhr am pm et est edt
        gmt utc ist p.m a.m a p m stand aktualisiert veröffentlicht erstellt zuletzt geändert vom um
        publié mis à jour le modifié actualizado publicado aggiornato pubblicato il alle ore atualizado em às
        bijgewerkt gepubliceerd op opublikowano aktualizacja dnia обновлено опубликовано в oppdatert publisert
        opdateret uppdaterad publicerad kl güncelleme sendung
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// "By Jane Roe": a byline that stands alone.
    private static func isByline(_ line: Line) -> Bool {
        guard line.kind == .paragraph, line.shape.wordCount <= 8, line.shape.wordCount >= 2, !line.shape.endsSentence,
            AuthorNames.hasLead(line.text)
        else { return false }
        let rest = AuthorNames.withoutLead(line.text)
        let shape = TextShape(rest)
        return shape.capitalizedCount >= 2 && shape.smallCount <= 1
    }

    private mutating func cutBeforeTitle() {
        // Under running text a heading that is one of the page's titles heads its section: many pages set every section
        // under a heading of level one, or call the first section what the article is called.
        var isUnderText = false
        for index in range where page[index].cut == nil {
            if titles.contains(page[index].titleKey),
                !(isUnderText && page[index].isHeading && !page[index].shape.isProse)
            {
                cut(index, .title)
            } else if page[index].goodWeight > 0, page[index].kind != .caption {
                isUnderText = true
            }
        }
        guard let titleLine, range.contains(titleLine) else { return }
        let before = range.lowerBound..<titleLine
        let goodBefore = before.reduce(0) { $0 + page[$1].goodWeight }
        let goodAfter = (titleLine..<range.upperBound).reduce(0) { $0 + page[$1].goodWeight }
        guard goodBefore * 4 <= goodAfter else { return }
        for index in before { cut(index, .beforeArticle) }
    }

    /// Before the first running text stand kickers, bylines, stamps and labels, not the article.
    private mutating func cutHead() {
        guard let first = range.first(where: { page[$0].goodWeight > 0 && page[$0].kind != .caption }) else { return }
        var keepsFrom = first
        // Headings right above the first text, and the time of a live page's newest entry, belong to it.
        while keepsFrom > range.lowerBound {
            let line = page[keepsFrom - 1]
            guard line.cut == nil, line.isHeading && line.linkDensity < 0.5 || line.isEntryTime else { break }
            keepsFrom -= 1
        }
        for index in range.lowerBound..<keepsFrom where page[index].cut == nil && page[index].kind != .caption {
            let line = page[index]
            if line.shape.isSentence, line.linkDensity < 0.5, line.shape.wordCount >= 5 { continue }
            if line.kind == .preformatted || line.isEntryTime { continue }
            if line.isCore, line.kind == .paragraph, line.linkDensity < 0.5, line.shape.wordCount >= 4 { continue }
            cut(index, .beforeArticle)
        }
    }

    /// After the last core line, lines of another make are the publisher's closing words: service notes, disclaimers,
    /// calls to join. They stay where they are a real part of the text.
    private mutating func cutForeignEnd() {
        guard let last = range.last(where: { page[$0].isCore && page[$0].goodWeight > 0 && page[$0].kind != .caption })
        else { return }
        // What stands right beside kept text, as a child of the same element, is of the same make.
        var homes: Set<Int> = []
        for index in range.lowerBound...last where page[index].cut == nil && page[index].kind != .caption {
            if page[index].home > 0, page[index].goodWeight > 0 || page[index].isHeading {
                homes.insert(page[index].home)
            }
        }
        let foreign = ((last + 1)..<range.upperBound).filter { index in
            let line = page[index]
            guard line.cut == nil, line.kind != .caption else { return false }
            if line.linkDensity < 0.5, homes.contains(line.home) { return false }
            if line.isCore || line.kind == .item && line.listFollowsCore || line.kind == .cell
                || line.kind == .preformatted || line.isQuoted
            {
                return false
            }
            if isCorrection(line) { return false }
            return !(line.text.hasPrefix("(") && line.text.hasSuffix(")"))
        }
        let total = range.reduce(0) { $0 + page[$1].goodWeight }
        guard Double(foreign.reduce(0) { $0 + page[$1].goodWeight }) <= Self.foreignShare * Double(total) else {
            return
        }
        for index in foreign { cut(index, .afterArticle) }
    }

    /// A note on a correction is the article's wherever it stands.
    private func isCorrection(_ line: Line) -> Bool {
        line.kind == .paragraph && line.shape.isSentence && line.shape.weight >= Self.noteWeight
            && CorrectionWords.kind(of: line.text) == .note
    }

    /// Shorter ones are labels that ask the reader for corrections.
    private static let noteWeight = 40

    /// A heading right over a table or list that stays.
    private func headsTable(_ index: Int) -> Bool {
        guard index + 1 < range.upperBound, page[index + 1].cut == nil else { return false }
        let next = page[index + 1]
        return next.kind == .cell || next.kind == .preformatted || next.kind == .item && next.listFollowsCore
    }

    /// Found on the development pages: from .2 on, last sections in boxes of their own go.
    private static let foreignShare = 0.05

    private mutating func cutTail() {
        guard let last = range.last(where: { isBody($0) }) else { return }
        let continued = continuation(after: last)
        var keptAfter = false
        let listed = listedTail(after: last)
        let quoted = quotationEnd(after: last)
        // From the end: a heading stays where something under it does.
        for index in ((last + 1)..<range.upperBound).reversed()
        where page[index].cut == nil && page[index].kind != .caption {
            let line = page[index]
            if listed.contains(index) {
                keptAfter = true
                continue
            }
            if quoted.contains(index) { continue }
            if line.text.hasPrefix("("), line.text.hasSuffix(")") { continue }
            if isCorrection(line) { continue }
            if line.isCore, line.linkDensity < 0.5, line.shape.wordCount >= 3 {
                keptAfter = true
                continue
            }
            if line.isHeading, keptAfter || continued.contains(index) { continue }
            if continued.contains(index) { continue }
            cut(index, .afterArticle)
        }
    }

    /// Paragraphs right after the last running text, in the same element and with nothing cut between: a list without
    /// a list's elements.
    private func continuation(after last: Int) -> Range<Int> {
        var end = last + 1
        guard page[last].parent > 0 else { return end..<end }
        while end < range.upperBound, page[end].cut == nil, page[end].parent == page[last].parent {
            guard page[end].kind == .caption || page[end].linkDensity < 0.5 && page[end].shape.wordCount >= 2 else {
                break
            }
            end += 1
        }
        return last + 1..<end
    }

    /// Who said it: the rest of a quotation that the text ends in.
    private func quotationEnd(after last: Int) -> Range<Int> {
        var end = last + 1
        while page[last].isQuoted, end < range.upperBound, page[end].isQuoted, page[end].home == page[last].home,
            page[end].cut == nil
        {
            end += 1
        }
        return last + 1..<end
    }

    /// Lists, tables and code after the last running text: each is kept or cut as a whole, so that its end is not
    /// missing.
    private func listedTail(after last: Int) -> Set<Int> {
        var kept: Set<Int> = []
        var index = last + 1
        while index < range.upperBound {
            let first = page[index]
            guard first.isListed, first.cut == nil else {
                index += 1
                continue
            }
            var end = index
            var weight = 0
            var linkWeight = 0
            while end < range.upperBound, page[end].isListed, page[end].home == first.home {
                if page[end].cut == nil {
                    weight += page[end].shape.weight
                    linkWeight += page[end].linkWeight
                }
                end += 1
            }
            if Double(linkWeight) < 0.5 * Double(weight), index - last <= Self.tailListLimit {
                kept.formUnion(index..<end)
            }
            index = end
        }
        return kept
    }

    /// How many lines after the last running text a list may begin.
    private static let tailListLimit = 60

    private func isBody(_ index: Int) -> Bool {
        let line = page[index]
        guard line.cut == nil, line.kind != .caption else { return false }
        if line.goodWeight > 0 { return true }
        return !line.isHeading && line.shape.isSentence && line.shape.endsSentence && line.linkDensity < 0.5
    }

    /// A heading whose section was cut, or that nothing follows.
    private mutating func cutEmptySections() {
        var openHeadings: [(index: Int, level: Int)] = []
        for index in range {
            if case .heading(let level) = page[index].kind, page[index].cut == nil {
                while let last = openHeadings.last, last.level >= level {
                    // Two headings of one level in a row may be questions or a list by other means; only what was
                    // followed by cut text goes.
                    let following = last.index + 1..<index
                    if following.contains(where: { page[$0].cut != nil && page[$0].cut != .duplicate }) {
                        cut(last.index, .emptySection)
                    }
                    openHeadings.removeLast()
                }
                openHeadings.append((index, level))
            } else if page[index].cut == nil {
                openHeadings.removeAll()
            }
        }
        for heading in openHeadings { cut(heading.index, .emptySection) }
    }
}
