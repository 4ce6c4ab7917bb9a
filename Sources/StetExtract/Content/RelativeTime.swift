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
                    ["vor", "hace", "há", "il", "ya", "před", "pre", "acum"].contains(before)
                {
                    return true
                }
            }
            if let first = unit.unicodeScalars.first, "分小時时天個个日週周秒".unicodeScalars.contains(first), text.hasSuffix("前")
            {
                return true
            }
        }
        return endsInKoreanAgo(text)
    }

    private static func endsInKoreanAgo(_ text: String) -> Bool { text.utf8.count <= 16 && text.hasSuffix("전") }

    /// Whether a number or a word for one stands in the text. May say so of a text without: most labels have neither,
    /// and are not cut into words for it.
    private static func mayHoldCount(_ bytes: Span<UInt8>) -> Bool {
        if DateToken.mayHoldNumber(bytes) { return true }
        var start = 0
        for index in 0...bytes.count {
            if index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 { continue }
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

    /// Whether the short text is nothing but counters: "12 comments", "1.2K shares", "4 min read", "3,204 views".
    static func isCounter(_ text: String) -> Bool {
        guard text.utf8.count <= maximumByteCount, DateToken.mayHoldNumber(text.utf8.span) else { return false }
        let tokens = DateToken.tokens(of: text)
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
        часа час дней дня день dakika saat gün jam menit hari tuntia minuuttia päivää
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
        minuto leitura de tempo lesezeit dauer read: min: lesedauer: czas czytania lästid läsning lesetid okuma
        süresi dk dakika время чтения
        watching people rating ratings review reviews shared times viewed in of the a word words estimated approx
        about subscribers members photo photos image images video videos bookmark bookmarks
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
