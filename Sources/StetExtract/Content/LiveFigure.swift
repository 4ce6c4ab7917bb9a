/// Figures that count along while a page is read: "1,204 people are watching this story right now."
///
/// Only what says nothing else is one: every word of the sentence is of a closed vocabulary, it counts an audience, and
/// it speaks of the page it stands on. "3,000 people are watching the match" is news.
enum LiveFigure {
    private static let maximumByteCount = 120

    static func isStated(in sentence: String) -> Bool {
        guard sentence.utf8.count <= maximumByteCount, DateToken.mayHoldNumber(sentence.utf8.span) else { return false }
        var numberCount = 0
        var hasAudience = false
        var hasAction = false
        var isHere = false
        var wordCount = 0
        for token in DateToken.tokens(of: sentence) {
            if token.isNumber { numberCount += 1 }
            guard let word = token.word else { continue }
            guard let role = roles[word] else { return false }
            wordCount += 1
            switch role {
            case .audience: hasAudience = true
            case .action: hasAction = true
            case .here: isHere = true
            case .filler: break
            }
        }
        guard numberCount > 0, hasAudience, hasAction else { return false }
        return isHere || wordCount <= bareWordCount
    }

    /// "1,204 people watching now" speaks of its page without saying so.
    private static let bareWordCount = 4

    /// How many words of the sentence are none of those that such figures are made of.
    static func otherWordCount(in sentence: String) -> Int {
        DateToken.tokens(of: sentence).count { token in token.word.map { roles[$0] == nil } ?? false }
    }

    private enum Role {
        case audience, action, here, filler
    }

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        func add(_ words: String, _ role: Role) {
            for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) { roles[String(word)] = role }
        }
        add(
            """
            are is have has already also currently right now at the moment live so far today over more than there
            other others and with along in real time k m of you
            sind haben hat schon bereits gerade derzeit aktuell jetzt im moment mehr als andere sich zur zeit
            sont ont déjà actuellement en ce moment plus de autres se trouvent maintenant
            están han ya actualmente ahora más otras otros en este momento mismo
            stanno hanno già ora adesso altri altre in questo attualmente più di
            estão já agora neste mais outras pessoas
            zijn hebben al nu op dit momenteel meer dan andere
            teraz obecnie już сейчас уже
            """, .filler)
        add(
            """
            people readers reader viewers viewer visitors visitor users user person persons
            personen leser leserinnen menschen nutzer besucher zuschauer
            personnes lecteurs internautes visiteurs personas lectores usuarios visitantes
            persone lettori utenti visitatori pessoas leitores usuários mensen lezers bezoekers
            osób osoby czytelników человек человека читателей
            """, .audience)
        add(
            """
            watching viewing reading looking following online browsing
            lesen schauen verfolgen ansehen lisent regardent consultent leyendo viendo siguiendo
            leggendo guardando lendo vendo lezen bekijken czyta czytają ogląda читают читает смотрят
            """, .action)
        add(
            """
            this page story article stream video post blog here site website broadcast
            diesen dieses diese artikel seite beitrag text hier livestream
            cet cette article page ici vidéo esta este artículo página noticia aquí
            questo questa articolo pagina qui esta este artigo notícia dit deze artikel
            ten tę artykuł stronę эту этот статью страницу новость материал
            """, .here)
        return roles
    }()
}
