internal import StetModel

/// What an article says about itself among or right after its paragraphs: notes on corrections, stamps of later
/// changes, the box that keeps readers out.
struct ArticleNotes {
    private(set) var claims: [Claim] = []
    private let lines: [Line]
    private let dates: DateReader
    /// From the first line of the article to the last.
    private let extent: Range<Int>

    /// - Complexity: O(lines of the article).
    init(lines: [Line], dates: DateReader) {
        self.lines = lines
        self.dates = dates
        let first = lines.firstIndex { $0.cut == nil } ?? lines.endIndex
        let last = lines.lastIndex { $0.cut == nil } ?? first
        extent = first..<min(lines.count, last + 1)
        guard !extent.isEmpty else { return }
        readCorrections()
        readStamps()
        readDateline()
        readMeter()
    }

    private mutating func add(_ field: Claim.Field, _ value: String, _ name: String) {
        let claim = Claim(field: field, value: value, source: field == .access ? .visible : .text, name: name)
        if !claims.contains(claim) { claims.append(claim) }
    }

    /// So far after the article's last line a note or stamp is looked for: credits and share bars may stand between.
    private static let linesAfterEnd = 12

    private var reach: Range<Int> { extent.lowerBound..<min(lines.count, extent.upperBound + Self.linesAfterEnd) }

    private static func isForeign(_ line: Line) -> Bool {
        switch line.cut {
        case .comments, .related, .linkList, .navigation, .footer, .consent, .hidden, .relativeTime: true
        default: false
        }
    }

    // MARK: - Corrections

    /// More notes, or longer ones, than an article has.
    private static let maximumNoteCount = 20
    private static let maximumNoteByteCount = 2_000

    private mutating func readCorrections() {
        var count = 0
        for index in reach where count < Self.maximumNoteCount {
            let line = lines[index]
            guard !Self.isForeign(line), line.cut != .title, line.kind != .caption, line.linkDensity < 0.7,
                line.text.utf8.count <= Self.maximumNoteByteCount
            else { continue }
            switch CorrectionWords.kind(of: line.text) {
            case .note where line.shape.terminalCount > 0 || line.shape.endsSentence:
                add(.correction, line.text, "correction note")
                count += 1
            case .label where index + 1 < lines.count && lines[index + 1].shape.isSentence:
                add(.correction, lines[index + 1].text, "under " + line.text)
                count += 1
            case .note, .label, nil: break
            }
        }
    }

    // MARK: - Stamps

    /// "(Updated 10:43, June 1)" among the paragraphs or after them. A date that is not labelled says too little there.
    private mutating func readStamps() {
        for index in reach where lines[index].cut == .stamp || index >= extent.upperBound {
            let line = lines[index]
            guard !Self.isForeign(line), line.kind != .caption, line.text.utf8.count <= Self.stampByteCount,
                !line.shape.isProse
            else { continue }
            let matches = dates.matches(in: line.text)
            let bytes = Array(line.text.utf8)
            var from = 0
            for match in matches {
                let before = String(decoding: bytes[from..<match.range.lowerBound], as: UTF8.self)
                from = match.range.upperBound
                if VisibleClaims.isUpdate(before) {
                    add(.updated, String(describing: match.time), line.text)
                } else if VisibleClaims.isPublication(before) {
                    add(.published, String(describing: match.time), line.text)
                }
            }
        }
    }

    private static let stampByteCount = 160

    /// "Karlsruhe, 12.11.2021. …" at the beginning of the text, also under a standfirst; else a date that stands alone
    /// right after it.
    private mutating func readDateline() {
        let kept = extent.lazy.filter { [lines] in lines[$0].cut == nil && lines[$0].kind != .caption }
        if let first = kept.first {
            if !lines[first].isListed, let time = dateline(of: lines[first].text, isStrict: false) {
                add(.published, String(describing: time), "dateline")
            } else if let text = kept.prefix(Self.datelineReach).first(where: { $0 > first && lines[$0].shape.isProse }
            ),
                lines[text].kind == .paragraph, let time = dateline(of: lines[text].text, isStrict: true)
            {
                add(.published, String(describing: time), "dateline")
            }
        }
        for index in extent.upperBound..<min(lines.count, extent.upperBound + Self.lateStampDistance) {
            let line = lines[index]
            // An article may have a footer of its own, with its author and date.
            guard !Self.isForeign(line) || line.cut == .footer, line.cut != .copyright, !line.text.contains("©"),
                line.cut == .stamp || line.text.utf8.count <= Self.lateStampByteCount,
                let match = dates.matches(in: line.text).first, !VisibleClaims.isUpdate(line.text)
            else { continue }
            add(.published, String(describing: match.time), "date after the text")
            return
        }
    }

    /// The date in the first words of a paragraph, after no more than a place or an agency.
    ///
    /// - Parameter isStrict: Only where a dash, a bracket or a full stop parts it from what follows; else also where something begins
    ///   behind it that does not go on with its sentence.
    private func dateline(of text: String, isStrict: Bool) -> StatedTime? {
        let opening = String(decoding: text.utf8.prefix(Self.datelineByteCount), as: UTF8.self)
        guard let match = dates.matches(in: opening).first else { return nil }
        let bytes = Array(opening.utf8)
        let before = String(decoding: bytes[..<match.range.lowerBound], as: UTF8.self)
        let words = before.split(whereSeparator: { !$0.isLetter })
        guard words.count <= 4, words.allSatisfy({ $0.first?.isLowercase == false || $0.utf8.count <= 3 }) else {
            return nil
        }
        let after = String(decoding: bytes[match.range.upperBound...], as: UTF8.self).first { $0 != " " }
        if let after, "-–—|).:/]".contains(after) { return match.time }
        if isStrict { return nil }
        guard let after else { return match.time }
        // "On 4 March 2025 the bank …" is a sentence: a place has a name, and what follows begins anew.
        let isOfPlaces = words.allSatisfy { $0.utf8.count > 3 || !$0.contains(where: \.isLowercase) }
        return isOfPlaces && !after.isLowercase ? match.time : nil
    }

    /// How many lines of the text a dateline may stand under: a standfirst, and who wrote it.
    private static let datelineReach = 4
    private static let datelineByteCount = 60
    private static let lateStampDistance = 6
    private static let lateStampByteCount = 70

    // MARK: - Access

    /// A paywall's box right after the last line that could be read.
    private mutating func readMeter() {
        for index in extent.upperBound..<min(lines.count, extent.upperBound + Self.meterDistance) {
            let line = lines[index]
            guard !Self.isForeign(line), line.text.utf8.count <= Self.meterByteCount,
                PaywallWords.keepsOut(line.text)
            else { continue }
            add(.access, "false", line.text)
        }
    }

    private static let meterDistance = 4
    private static let meterByteCount = 400
}

/// The wording that opens a note on a correction, in the languages news is written in.
enum CorrectionWords {
    enum Kind { case note, label }

    /// A note opens with one of these and a mark, or is headed by it alone.
    private static let labels =
        """
        correction|corrections|correction appended|clarification|clarifications|clarification and correction|\
        correction and clarification|corrections and clarifications|correction to this article|editor's note|\
        editors' note|editor’s note|editors’ note|editors note|note from the editor|amendment|erratum|errata|\
        retraction|update and correction|berichtigung|korrektur|korrekturhinweis|richtigstellung|klarstellung|\
        anmerkung der redaktion|hinweis der redaktion|in eigener sache|transparenzhinweis|rectificatif|rectification|\
        précision|correctif|mise au point|note de la rédaction|ndlr|corrección|correcciones|rectificación|\
        fe de errores|fe de erratas|aclaración|nota del editor|nota de la redacción|nota de redacción|correção|\
        correções|retificação|esclarecimento|nota da redação|nota do editor|correzione|rettifica|errata corrige|\
        precisazione|nota della redazione|correctie|rectificatie|verbetering|noot van de redactie|rättelse|\
        förtydligande|rettelse|præcisering|retting|presisering|oikaisu|täsmennys|sprostowanie|korekta|\
        od redakcji|oprava|upřesnění|helyreigazítás|corectură|erată|исправление|поправка|уточнение|опровержение|\
        примечание редакции|от редакции|виправлення|уточнення|від редакції|düzeltme|editörün notu|koreksi|ralat|\
        catatan redaksi|đính chính|διόρθωση|διευκρίνιση|更正|更正启事|更正啟事|勘误|勘誤|编者注|編者註|訂正|お詫びと訂正|おわびと訂正|\
        訂正とお詫び|정정|정정보도|바로잡습니다|바로잡음|تصحيح|تصويب|توضيح|ملاحظة المحرر|תיקון|הבהרה|संशोधन|शुद्धिपत्र|स्पष्टीकरण|\
        แก้ไข|แก้ไขข่าว|ชี้แจง
        """.parts(between: "|")

    private static let labelSet = Set(labels)

    /// Nearly all lines have none of the words in their opening and are done with after one pass over it. The matcher
    /// tells capitals from small letters outside of ASCII, so that it is given both.
    private static let matcher = PhraseMatcher(
        labels + openings
            + (labels + openings).compactMap { phrase in
                guard let first = phrase.first, !first.isASCII else { return nil }
                return first.uppercased() + phrase.dropFirst()
            })

    /// A note says so in its first words.
    private static let openingByteCount = 200

    /// What a note says without a label.
    private static let openings =
        """
        an earlier version of this|a previous version of this|an earlier version of the|earlier versions of this|\
        this article was amended|this article was corrected|this article has been corrected|\
        this article has been amended|this article has been updated to correct|\
        this article has been updated to reflect|this article has been updated to clarify|\
        this article was updated to|this article was changed on|this story has been corrected|\
        this story was corrected|this story has been updated to correct|this story has been updated to reflect|\
        this story has been updated to clarify|this story was updated to|this post has been corrected|\
        this post has been updated to correct|this piece was amended|this piece has been corrected|\
        this report has been corrected|this version corrects|this version has corrected|\
        in einer früheren version dieses|in einer früheren fassung dieses|in einer früheren version des|\
        in einer früheren fassung des|in einer ersten version dieses|in einer ersten fassung|\
        in der ursprünglichen version dieses|in der ursprünglichen fassung|\
        eine frühere version dieses|eine frühere fassung dieses|dieser artikel wurde korrigiert|\
        wir haben den fehler korrigiert|une version précédente de cet article|\
        une première version de cet article|une version antérieure de cet article|cet article a été corrigé|\
        cet article a été rectifié|una versión anterior de este|una versión previa de este|\
        este artículo ha sido corregido|este artículo fue corregido|uma versão anterior deste|\
        esta reportagem foi corrigida|este texto foi corrigido|una versione precedente di questo|\
        questo articolo è stato corretto|in een eerdere versie van dit|dit artikel is gecorrigeerd|\
        i en tidigare version av|i en tidligere version af|i en tidligere versjon av|\
        w poprzedniej wersji|w pierwotnej wersji|в предыдущей версии|в первоначальной версии|\
        в более ранней версии|ранее в тексте
        """.parts(between: "|")

    /// A label is followed by its mark within so many bytes, a date in between: "Correction (June 1, 2024): …".
    private static let labelReach = 64

    /// "Corrections: If you see an error, please write to us": asks for corrections, is none.
    private static func isInvitation(_ rest: String) -> Bool {
        let words = rest.split(whereSeparator: { !$0.isLetter }).prefix(2).joined(separator: " ")
        return [
            "if you", "to report", "please", "have you", "did you", "see an", "found an", "wenn sie", "haben sie",
            "si vous", "avez vous", "si usted", "send", "report", "we strive", "we are committed", "read our",
        ].contains { words.hasPrefix($0) }
    }

    static func kind(of text: String) -> Kind? {
        let head = String(decoding: text.utf8.prefix(openingByteCount), as: UTF8.self)
        guard matcher.matchesAny(in: head) else { return nil }
        let start = head.unicodeScalars.drop { !$0.properties.isAlphabetic }
        let lower = String(Substring(start)).lowercased()
        guard let first = lower.utf8.first else { return nil }
        for opening in openings where opening.utf8.first == first && lower.hasPrefix(opening) { return .note }
        let bare = lower.unicodeScalars.prefix {
            $0.properties.isAlphabetic || $0 == " " || $0 == "'" || $0 == "’"
                || $0.properties.generalCategory == .spacingMark || $0.properties.generalCategory == .nonspacingMark
        }
        let label = String(Substring(bare)).trimmingASCIISpace()
        let rest = lower.unicodeScalars[bare.endIndex...]
        if labelSet.contains(label) {
            if text.utf8.count <= openingByteCount,
                rest.allSatisfy({ !$0.properties.isAlphabetic && $0.properties.numericType == nil })
            {
                return .label
            }
            // A mark closes the label: at once, or after the date in brackets or commas.
            let mark = rest.first { $0 != " " }
            switch mark {
            case ":", "：", "-", "–", "—", ".", "】", "]", ")", "）":
                return isInvitation(String(Substring(rest))) ? nil : .note
            case "(", "（", ",", "[":
                let reach = String(Substring(rest)).utf8.prefix(labelReach)
                return reach.contains(UInt8(ascii: ":")) || reach.contains(UInt8(ascii: ")")) ? .note : nil
            default: return nil
            }
        }
        // "Correction on June 1, 2024: …": the label, a date, the mark.
        for label in labels where label.utf8.first == first && lower.hasPrefix(label + " ") {
            let reach = lower.utf8.dropFirst(label.utf8.count).prefix(labelReach)
            guard let colon = reach.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let between = String(decoding: reach[..<colon], as: UTF8.self)
            if between.utf8.contains(where: { (48...57).contains($0) }) { return .note }
        }
        return nil
    }
}

/// Whether the words of a paywall's box keep readers out or only ask for money.
enum PaywallWords {
    private static let phrases = PhraseMatcher(
        """
        subscribe to continue|subscribe to read|subscribe to keep reading|to continue reading|to read the full|\
        to read the rest|continue reading with|keep reading with|subscribers only|for subscribers|subscriber-only|\
        subscriber exclusive|members only|already a subscriber|become a subscriber to|unlock this article|\
        unlock this story|unlock the full|log in to continue|sign in to continue|register to continue|\
        this article is reserved|reserved for subscribers|you have reached your limit|free articles|\
        article limit|jetzt weiterlesen|um weiterzulesen|weiterlesen mit|nur für abonnenten|mit abo lesen|\
        exklusiv für abonnenten|sie haben bereits ein abo|bereits abonnent|réservé aux abonnés|\
        réservé à nos abonnés|pour lire la suite|il vous reste|déjà abonné|para suscriptores|\
        suscríbete para seguir|para seguir leyendo|contenido exclusivo|ya eres suscriptor|per continuare a leggere|\
        riservato agli abbonati|exclusivo para assinantes|para continuar lendo|assine para|alleen voor abonnees|\
        verder lezen|for abonnenter|bare for abonnenter|tylko dla prenumeratorów|tylko dla subskrybentów|\
        для подписчиков|читать полностью по подписке|有料会員|会員限定|この記事は有料|残り|구독자 전용|付费阅读|订阅后继续
        """.parts(between: "|"))

    static func keepsOut(_ text: String) -> Bool { phrases.matchesAny(in: text.lowercased()) }
}
