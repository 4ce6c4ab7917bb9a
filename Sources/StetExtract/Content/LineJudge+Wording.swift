internal import StetModel

/// What a line is by its own words, wherever it stands.
extension LineJudge {
    static func reason(_ line: Line) -> CutReason? {
        if line.shape.weight == 0 { return .label }
        if line.isCounter, line.kind != .cell { return .label }
        if line.linkDensity > 0.3, !line.shape.isSentence, startsAsAdvertisement(line.text) { return .advertisement }
        if isStamp(line) || isDoubleStamp(line) { return .stamp }
        if isByline(line) { return .byline }
        if line.isRelativeTime, line.shape.wordCount <= 8,
            !line.shape.endsSentence || RelativeTime.endsInUnit(line.text)
        {
            return .relativeTime
        }
        if RelativeTime.isAudience(line.text, wordCount: line.shape.wordCount) { return .label }
        if isHashtags(line.text) { return .tags }
        if isRightsNote(line) { return .copyright }
        if isReportOfMistakes(line) { return .label }
        // A number that leads somewhere is a page's.
        if line.linkDensity > 0.9, line.shape.digitCount == line.shape.weight, line.shape.digitCount <= 3,
            line.kind == .item || line.kind == .paragraph
        {
            return .navigation
        }
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
        if line.kind == .paragraph, line.linkDensity > 0.95, line.shape.wordCount >= 3, !line.shape.endsColon {
            if !line.shape.endsSentence { return .related }
            if line.shape.wordCount <= followWordCount, platforms.matchesAny(in: line.text) { return .share }
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

    /// A sentence that is one link and names where to follow the publisher.
    private static let followWordCount = 20
    private static let platforms = PhraseMatcher(
        [
            "whatsapp", "telegram", "facebook", "instagram", "youtube", "twitter", "tiktok", "linkedin", "google news",
            "threads", "bluesky", "line公式", "公式line", "ватсап", "телеграм", "вконтакте", "微信", "微博", "카카오톡", "واتساب",
            "تلغرام", "فيسبوك", "व्हाट्सएप", "व्हाट्सऐप", "टेलीग्राम",
        ])

    /// "© 2026 Harbour Post. Reproduction only with permission."
    private static func isRightsNote(_ line: Line) -> Bool {
        line.text.hasPrefix("©") && line.shape.wordCount <= rightsWordCount && line.kind != .caption
    }

    private static let rightsWordCount = 30

    /// "Found a mistake? Select it and press Ctrl+Enter": what a widget of many sites says.
    private static func isReportOfMistakes(_ line: Line) -> Bool {
        guard line.shape.wordCount <= rightsWordCount, line.text.range(ofFirst: "+") != nil else { return false }
        let text = line.text.lowercased()
        return ["ctrl+enter", "ctrl + enter"].contains { text.contains($0) }
            && ["ошибк", "помилк", "опечатк", "грешк", "mistake", "typo", "błąd", "chyb"].contains { text.contains($0) }
    }

    /// "#harbour #fishing": nothing but words to find the article by.
    private static func isHashtags(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "#"), text.utf8.count <= hashtagsByteCount else { return false }
        let words = text.parts(between: " ")
        return words.count >= 2 && words.allSatisfy { $0.utf8.count >= 2 && $0.utf8.first == UInt8(ascii: "#") }
    }

    private static let hashtagsByteCount = 400

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
        case .app: if namesStore(line.text) { return false }
        case .commentsHeading, .newsletter, .advertisement, .follow, .readMore: break
        default: return false
        }
        return !line.isHeading && line.linkWeight == 0 && line.shape.endsSentence
            && line.shape.wordCount >= statementWordCount
    }

    /// "Download the Post's app for iOS and Android": no statement, whoever's line it is.
    private static func namesStore(_ text: String) -> Bool {
        let lower = text.lowercased()
        return ["ios", "android", "app store", "google play"].contains { lower.contains($0) }
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
        guard line.kind == .paragraph || line.kind == .item, !line.isValue, line.shape.digitCount >= 3,
            line.shape.wordCount <= 12, line.text.utf8.count <= 90, !line.shape.isProse
        else { return false }
        let tokens = DateToken.tokens(of: line.text)
        let matches = DateToken.mayHoldNumber(line.text.utf8.span) ? DateReader().matches(in: tokens) : []
        let lead = tokens.first { $0.word != nil || $0.isNumber }?.word ?? ""
        let isUpdate = tokens.contains { $0.word.map(updateWords.contains) ?? false }
        let isLabelled = stampLabels.contains(lead) || isUpdate
        guard !matches.isEmpty || isLabelled && statesTime(tokens) else { return false }
        if line.shape.endsSentence, isStatement(tokens, of: line.text) { return false }
        let words = words(beside: matches, in: tokens).filter {
            (!isUpdate || !updateFillers.contains($0)) && !readingWords.contains($0)
        }
        return words.count <= (isLabelled ? 3 : 1)
    }

    /// "Published: May 4, 2026 at 9:15 a.m. PT | Updated: May 5, 2026 at 1:15 p.m. PT": two labelled days and hardly
    /// another word, however much they are written like sentences.
    static func isDoubleStamp(_ line: Line) -> Bool {
        guard line.kind == .paragraph || line.kind == .item, line.shape.digitCount >= 10, line.shape.wordCount <= 30,
            line.text.utf8.count <= 200
        else { return false }
        let tokens = DateToken.tokens(of: line.text)
        let matches = DateReader().matches(in: tokens)
        guard (2...3).contains(matches.count),
            tokens.contains(where: { $0.word.map { stampLabels.contains($0) || updateWords.contains($0) } ?? false })
        else { return false }
        return words(beside: matches, in: tokens).count { !updateWords.contains($0) && !readingWords.contains($0) } <= 1
    }

    /// "Updated guidance was published on 4 May 2026.": a subject of its own, and a verb that says no update of the page.
    private static func isStatement(_ tokens: [DateToken], of text: String) -> Bool {
        guard let verb = tokens.firstIndex(where: { $0.word.map(verbs.contains) ?? false }) else { return false }
        let bytes = text.utf8.span
        let hasSubject = tokens[..<verb].contains { token in
            guard let word = token.word, !stampLabels.contains(word), !updateFillers.contains(word) else {
                return false
            }
            return ScalarClass.of(bytes.scalar(at: token.start).value).contains(.lowercase)
        }
        return hasSubject && !tokens[verb...].contains { $0.word.map(updateWords.contains) ?? false }
    }

    private static let verbs: Set<String> = [
        "was", "were", "is", "are", "has", "have", "had", "will", "wurde", "wurden", "ist", "sind", "hat", "haben",
        "wird",
        "est", "sont", "a", "ont", "sera", "fue", "fueron", "es", "son", "ha", "han", "foi", "foram", "è", "sono",
        "werd",
        "werden", "heeft",
    ]

    /// "7 min read", "Lesezeit 5 Minuten": what a stamp says of the time the text takes.
    private static let readingWords: Set<String> = Set(
        """
        min mins minute minutes read reading minuten lesezeit lesedauer lecture lectura lettura leitura minuti minutos
        leestijd lästid læsetid lesetid czytania чтения мин минут dk okuma
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// A day or time of day, and no more than a word besides: "14:00", "2.15pm BST", "1 June, 10:43".
    static func isBareTime(_ text: String) -> Bool {
        let tokens = DateToken.tokens(of: text)
        let matches = DateReader().matches(in: text)
        guard !matches.isEmpty || statesTime(tokens) else { return false }
        return words(beside: matches, in: tokens).count <= 1
    }

    /// A day or time of day and nothing else: "3 March 2026, 16:40", not "answered 3 March 2026".
    static func isPlainTime(_ text: String) -> Bool {
        let matches = DateReader().matches(in: text)
        return DateToken.tokens(of: text).allSatisfy { token in
            guard let word = token.word, !matches.contains(where: { $0.range.contains(token.start) }) else {
                return true
            }
            return WeekdayNames.contains(word) || clockWords.contains(word)
        }
    }

    private static let clockWords: Set<String> = [
        "uhr", "am", "pm", "a", "p", "m", "gmt", "utc", "et", "est", "edt", "bst", "cet", "cest", "ist", "h", "um",
        "at",
        "à", "kl",
    ]

    /// A day with the time of day, and a few words besides: "Jane Roe, staff | 2020-03-04 16:52:59".
    static func isTimed(_ line: Line) -> Bool {
        guard line.shape.digitCount >= 8, line.shape.wordCount <= timedWordCount else { return false }
        let matches = DateReader().matches(in: line.text)
        return matches.count == 1 && matches[0].time.clock != nil
            && words(beside: matches, in: DateToken.tokens(of: line.text)).count <= 4
    }

    private static let timedWordCount = 12

    /// What a line says besides its dates and what stamps are labelled with.
    static func words(beside matches: [DateReader.Match], in tokens: [DateToken]) -> [String] {
        tokens.compactMap { token in
            guard let word = token.word, !matches.contains(where: { $0.range.contains(token.start) }),
                !stampLabels.contains(word), !WeekdayNames.contains(word)
            else { return nil }
            return word
        }
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
        发布时间 发布于 发表于 发布 发表时间 更新时间 更新 發布時間 發佈時間 發佈於 更新時間 公開 公開日 配信 投稿日 掲載日 更新日
        수정 입력 기사입력 최종수정 등록 오전 오후 업데이트 آخر اخر تحديث نشر النشر تم في بتاريخ प्रकाशित अपडेट अपडेटेड
        δημοσιεύθηκε δημοσίευση ενημέρωση τελευταία פורסם עודכן בתאריך เผยแพร่ อัปเดต cập nhật đăng lúc ngày
        asked answered commented beantwortet gefragt répondu demandé respondió preguntado geschrieben
        updated update published posted first last modified on at by edited reviewed date uhr am pm et est edt
        gmt utc ist p.m a.m a p m stand aktualisiert veröffentlicht erstellt zuletzt geändert vom um
        publié mis à jour le modifié actualizado publicado aggiornato pubblicato il alle ore atualizado em às
        bijgewerkt gepubliceerd op opublikowano aktualizacja dnia обновлено опубликовано в oppdatert publisert
        opdateret uppdaterad publicerad kl güncelleme sendung pt pst pdt ct mt
        입력 수정 발행 등록 게재 승인 업데이트 发布 发布时间 更新 掲載 公開
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// "By Jane Roe": a byline that stands alone.
    private static func isByline(_ line: Line) -> Bool {
        guard line.kind == .paragraph, line.shape.wordCount <= stampedBylineWordCount, line.shape.wordCount >= 2,
            !line.shape.endsSentence, AuthorNames.hasLead(line.text) || AuthorNames.hasTail(line.text)
        else { return false }
        let name = line.shape.wordCount > bylineWordCount ? AuthorNames.withoutRelativeTime(line.text) : line.text
        guard TextShape(name).wordCount <= bylineWordCount else { return false }
        let rest = AuthorNames.withoutLead(name)
        let shape = TextShape(rest)
        return shape.hasCaselessScript
            || shape.capitalizedCount >= 2
                && (shape.smallCount <= 1
                    || shape.smallCount == rest.split(separator: " ").count { joints.contains(String($0)) })
    }

    /// What joins names, and places to them: "By Ruth Adeyemi and Tom Welch in Felixmouth".
    private static let joints: Set<String> = [
        "and", "in", "at", "und", "et", "à", "y", "en", "e", "em", "di", "de", "van", "von",
    ]

    private static let bylineWordCount = 8
    /// With when it was published and when it was updated.
    private static let stampedBylineWordCount = 20
}
