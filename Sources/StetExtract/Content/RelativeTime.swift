/// Times and counts that change with every fetch: "5 minutes ago", "vor 3 Stunden", "1.2K shares", "4 min read".
enum RelativeTime {
    /// The longest text in which a relative time is a label's and not a sentence's.
    private static let maximumByteCount = 60

    /// Whether the short text is or holds a relative time.
    static func isStated(in text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount else { return false }
        guard mayHoldCount(text.utf8.span) else { return endsInKoreanAgo(text) }
        let words = DateToken.tokens(of: text)
        for (index, token) in words.enumerated() {
            guard token.isNumber || token.isWord("a", "an", "einer", "einem", "une", "un", "una", "hace") else {
                continue
            }
            guard index + 1 < words.count, let unit = words[index + 1].word else { continue }
            if units.contains(unit) {
                let rest = words[(index + 2)...].prefix(2).compactMap(\.word)
                if rest.contains("ago") || rest.contains("geleden") || rest.contains("fa") || rest.contains("sedan")
                    || rest.contains("siden")
                    || rest.contains("temu") || rest.contains("назад") || rest.contains("önce")
                    || rest.contains("atrás") || rest.contains("lalu") || rest.contains("sitten")
                {
                    return true
                }
                if index > 0, let before = words[index - 1].word,
                    [
                        "vor", "hace", "há", "il", "ya", "před", "pred", "pre", "prije", "acum", "преди", "prieš",
                        "pirms",
                    ]
                    .contains(before)
                {
                    return true
                }
            }
            if let first = unit.unicodeScalars.first, "分小時时天個个日週周秒".unicodeScalars.contains(first), text.hasSuffix("前")
            {
                return true
            }
        }
        return endsInKoreanAgo(text) || statesAgo(words)
    }

    /// A number, or a word for two of something, beside a word that means "ago" and little else: "منذ ساعتين",
    /// "πριν από 2 ώρες", "2 घंटे पहले".
    private static func statesAgo(_ tokens: [DateToken]) -> Bool {
        for (index, token) in tokens.enumerated() {
            if token.isNumber {
                let after = tokens[(index + 1)...].prefix(2).compactMap(\.word)
                if after.contains(where: { agoAfter.contains($0) || $0.hasSuffix("ที่แล้ว") || $0.hasSuffix("ที่ผ่านมา") }) {
                    return true
                }
            } else if let word = token.word, agoBefore.contains(word) {
                let next = tokens[(index + 1)...].first { $0.word != "από" }
                if let next, next.isNumber || next.word.map(countsOne.contains) ?? false { return true }
            }
        }
        return false
    }

    private static let agoAfter: Set<String> = [
        "पहले", "पूर्वी", "আগে", "پہلے", "پیش", "trước", "тому", "πριν", "tagasi", "órája", "perce", "napja",
    ]
    private static let agoBefore: Set<String> = [
        "منذ", "قبل", "לפני", "πριν",
    ]
    /// One or two of a unit are words of their own in Arabic and Hebrew.
    private static let countsOne: Set<String> = [
        "ساعة", "ساعتين", "دقيقة", "دقيقتين", "يوم", "يومين", "أسبوع", "أسبوعين", "شهر", "שעה", "שעתיים", "דקה", "דקות",
        "יום", "יומיים", "שבוע", "שבועיים", "חודש",
    ]

    private static func endsInKoreanAgo(_ text: String) -> Bool { text.utf8.count <= 16 && text.hasSuffix("전") }

    /// Whether a number or a word for one stands in the text. May say so of a text without: most labels have neither,
    /// and are not cut into words for it.
    private static func mayHoldCount(_ bytes: Span<UInt8>) -> Bool {
        if DateToken.mayHoldNumber(bytes) { return true }
        var start = 0
        for index in 0...bytes.count {
            if index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 { continue }
            // Hebrew has words for two of a unit, and its letters have this first byte.
            if index < bytes.count, bytes[index] == 0xD7 { return true }
            // By length and first letter: "a", "an" or "un", "une" or "una", "hace", "einer" or "einem".
            let first = start < index ? bytes[start] | 0x20 : 0
            switch (index - start, first) {
            case (1, UInt8(ascii: "a")), (2, UInt8(ascii: "a")), (2, UInt8(ascii: "u")), (3, UInt8(ascii: "u")),
                (4, UInt8(ascii: "h")), (5, UInt8(ascii: "e")):
                return true
            default: break
            }
            start = index + 1
        }
        return false
    }

    /// Whether the text is a word for this very moment: "just now", "gerade eben".
    static func isMoment(_ text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount else { return false }
        let key = BoilerplatePhrases.folded(text)
        if moments.contains(key) { return true }
        // "Yesterday at 10:43", "heute um 9 Uhr": the day before a time of day, and nothing else.
        guard text.utf8.count <= 30, DateToken.mayHoldNumber(text.utf8.span) else { return false }
        let words = DateToken.tokens(of: text)
        guard let day = words.first?.word, days.contains(day) else { return false }
        return words.dropFirst().allSatisfy { $0.isNumber || $0.word.map(timeWords.contains) ?? true }
    }

    private static let days: Set<String> = [
        "yesterday", "today", "gestern", "heute", "hier", "aujourd", "ayer", "hoy", "ieri", "oggi", "ontem", "hoje",
        "gisteren",
        "vandaag", "wczoraj", "dzisiaj", "dziś", "вчера", "сегодня", "igår", "idag", "i", "eilen", "tänään", "dün",
        "bugün",
        "昨天", "今天",
    ]

    private static let timeWords: Set<String> = [
        "at", "um", "uhr", "à", "h", "a", "las", "alle", "às", "om", "uur", "o", "kl", "klo", "saat", "am", "pm", "p",
        "m", "hui",
        "в", "saatte", "dag", "går",
    ]

    private static let moments = phrases(
        """
        just now|now|moments ago|a moment ago|yesterday|today|gerade eben|soeben|eben|à l'instant|ahora mismo|agora mesmo|\
        proprio ora|zojuist|przed chwilą|только что|az önce|nettopp|lige nu|just nu|juuri nyt|刚刚|剛剛|たった今|방금
        """)

    /// Whether the text ends in a unit that is cut short with a full stop: "vor 5 Min."
    static func endsInUnit(_ text: String) -> Bool {
        let tail = text.suffix(6).lowercased()
        return ["min.", "mins.", "std.", "sek.", "hrs.", "hr.", "sec.", "godz.", "мин.", "ч."].contains {
            tail.hasSuffix($0)
        }
    }

    /// Whether the line says how many read or watch the page at this moment: "1,204 people are watching this page right now."
    static func isAudience(_ text: String, wordCount: Int) -> Bool {
        guard wordCount <= maximumAudienceWordCount, text.utf8.count <= 2 * maximumByteCount,
            DateToken.mayHoldNumber(text.utf8.span)
        else { return false }
        return audiences.matchesAny(in: text.lowercased())
            && LiveFigure.otherWordCount(in: text) <= maximumOtherWordCount
    }

    /// "1,204 people are watching this match live". Who says more than what is watched tells news.
    private static let maximumOtherWordCount = 1

    private static let maximumAudienceWordCount = 14

    private static let audiences = PhraseMatcher(
        """
        are watching this|are reading this|are viewing this|are following this|watching now|reading now|viewing now|\
        currently reading|currently watching|currently viewing|people online|users online|readers online|viewers online|\
        people reading|people watching|\
        lesen gerade|gerade lesen|lesen diesen|verfolgen diesen|verfolgen gerade|schauen gerade|\
        lisent cet|suivent cet|suivent ce|lecteurs en ligne|personnes en ligne|en train de lire|\
        leyendo est|siguen est|están viendo|personas leyendo|lectores siguen|lendo est|estão lendo|stanno leggendo|\
        lezen nu|lezen dit|czyta teraz|читают сейчас|сейчас читают|人正在|人在看|人在读|人が閲覧
        """.parts(between: "|"))

    private static func phrases(_ list: String) -> Set<String> { Set(list.parts(between: "|")) }

    /// Whether the text is counts beside pictures of hands and hearts, without a word.
    static func isReaction(_ text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount else { return false }
        var hasNumber = false
        var hasPicture = false
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if properties.isAlphabetic { return false }
            if properties.numericType != nil { hasNumber = true }
            if properties.generalCategory == .otherSymbol { hasPicture = true }
        }
        return hasNumber && hasPicture
    }

    /// Whether the text is numbers and what counts are called in writing without spaces: "阅读 1024 · 评论 33".
    private static func isIdeographicCounter(_ text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount else { return false }
        var hasNumber = false
        var hasWord = false
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType != nil, scalar.value < 0x3000 {
                hasNumber = true
            } else if ideographs.contains(scalar) {
                hasWord = true
            } else if scalar.properties.isAlphabetic {
                return false
            }
        }
        return hasNumber && hasWord
    }

    private static let ideographs = Set("阅读閱讀浏览瀏覽量次评论評論点點击擊赞讚收藏转轉发發分享播放人时時间間约約分钟鐘数數条條回复復万萬完成共字热热度".unicodeScalars)

    /// Whether the short text is nothing but counters: "12 comments", "1.2K shares", "4 min read", "3,204 views".
    static func isCounter(_ text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount, DateToken.mayHoldNumber(text.utf8.span) else { return false }
        if isIdeographicCounter(text) || isReaction(text) { return true }
        let tokens = DateToken.tokens(of: text)
        // "Day 8" is the eighth, and counts nothing.
        if tokens.count == 2, tokens[0].word.map(units.contains) ?? false, tokens[1].isNumber { return false }
        if isStock(tokens) { return true }
        var numbers = 0
        for token in tokens {
            if token.isNumber {
                numbers += 1
            } else if let word = token.word {
                guard counted.contains(word) else { return false }
            }
        }
        return numbers > 0 && tokens.contains { $0.word != nil }
    }

    /// "Only 3 left in stock - order soon": what a shop has of a thing, counted down with every sale.
    private static func isStock(_ tokens: [DateToken]) -> Bool {
        var isOfStock = false
        for case let word? in tokens.lazy.map(\.word) {
            if stocks.contains(word) {
                isOfStock = true
            } else if !stockFillers.contains(word) {
                return false
            }
        }
        return isOfStock && tokens.contains(where: \.isNumber)
    }

    private static let stocks: Set<String> = [
        "stock", "left", "lager", "vorrätig", "disponibles", "disponibili", "rimasti", "quedan", "voorraad", "reste",
    ]

    private static let stockFillers: Set<String> = [
        "only", "just", "in", "order", "soon", "remaining", "available", "items", "item", "more", "on", "the", "way",
        "now",
        "nur", "noch", "stück", "auf", "bald", "bestellen", "verfügbar", "plus", "que", "il", "ne", "n", "en",
        "exemplaires",
        "articles", "solo", "sólo", "unidades", "pezzi", "slechts", "op", "nog", "stuks",
    ]

    private static let units: Set<String> = Set(
        """
        second seconds sec secs minute minutes min mins hour hours hr hrs h m d w day days week weeks month
        months year years sekunde sekunden
        minuten stunde stunden std tag tagen tage woche wochen monat monaten jahr jahren seconde secondes heure
        heures jour jours
        semaine semaines mois an ans segundo segundos minuto minutos hora horas día días dia dias semana semanas
        mes meses año años
        ora ore minuti giorno giorni settimana settimane mese mesi anno anni uur dag dagen weken maand maanden jaar \
        timme timmar dagar veckor minuter timer dager dage uker minutter godz minut godzin godzinę dni tygodni
        минут минуты минуту часов
        часа час дней дня день минути часа дни sata sati minuta minute dana ore oră minut godina hodinami hodinou
        minutami dňami týždňami val min. stundām dienām dakika saat gün jam menit hari tuntia minuuttia päivää
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let counted: Set<String> = Set(
        """
        comment comments share shares view views like likes reply replies response responses read reads reader
        readers minute minutes min mins
        reading time vote votes k m updated ago hour hours day days repost reposts retweet retweets save saves
        clap claps follower followers
        kommentare kommentar minuten lesezeit min. lesedauer aufrufe commentaire commentaires partages partage
        lecture temps de vues minutos lectura comentarios comentario
        comentários commenti minuti di lettura condivisioni reacties leestijd komentarzy komentarze просмотров
        комментариев комментария минут yorum
        minuto leitura de tempo tiempo lesezeit dauer read: min: lesedauer: czas czytania lästid läsning lesetid okuma
        süresi dk dakika время чтения
        watching people rating ratings review reviews shared times viewed in of the a word words estimated approx
        about subscribers members photo photos image images video videos bookmark bookmarks
        facebook tweet tweets twitter whatsapp linkedin pinterest reddit telegram flipboard email total
        mal gelesen gesehen aufgerufen geteilt leser klicks besucher lu lus fois vu lectures affichages lecteurs
        leído leídos veces lecturas visitas visto vistas compartido leituras visualizações visualizzazioni letture lettori
        gelezen keer weergaven wyświetleń odsłon visningar visninger prochtení просмотра прочтений прочитали görüntülenme
        okunma
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
