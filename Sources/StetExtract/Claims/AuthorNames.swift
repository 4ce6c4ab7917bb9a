/// Reads names out of a byline: "By Jane Roe and John Doe, Staff Writers" names two persons.
enum AuthorNames {
    /// The longest text that is a byline, and the longest name in one.
    private static let maximumByteCount = 240
    private static let maximumNameByteCount = 80

    /// The names in `text`, in its order, without "By", roles, addresses and what surrounds them.
    static func names(in text: String) -> [String] {
        var folded = text.spaceFolded
        guard !folded.isEmpty, folded.utf8.count <= maximumByteCount, !isAddress(folded) else { return [] }
        folded = withoutAsides(withoutRelativeTime(withoutCredits(folded)))
        var names: [String] = []
        // "Jane Roe, Ph.D.": a degree belongs to the name before it, whose letters then are no name of their own.
        var takesDegree = false
        var hasDegree = false
        for part in parts(of: withoutSection(withoutLead(folded))) {
            let trimmed = part.trimmingASCIISpace()
            if takesDegree, let degree = Degrees.suffix(trimmed, afterDegree: hasDegree), let last = names.indices.last
            {
                names[last] += ", " + degree
                hasDegree = true
                continue
            }
            hasDegree = false
            takesDegree = false
            let name = cleaned(part)
            guard isName(name), !names.contains(where: { TitleKey.folded($0) == TitleKey.folded(name) }) else {
                continue
            }
            names.append(name)
            takesDegree = true
        }
        return withoutPlaces(names, in: folded)
    }

    /// "Por Ana Gómez | Madrid": a single word behind a full name and a bar is the place it was written at. Behind a comma it is one
    /// too, mostly, but the labelled pages count it among the authors.
    private static func withoutPlaces(_ names: [String], in text: String) -> [String] {
        guard names.count > 1, names[0].contains(" ") else { return names }
        return names.filter { name in
            name.contains(" ") || TextShape(name).hasCaselessScript
                || !text.contains(" | " + name)
        }
    }

    /// "Words: Jane Roe. Pictures: John Doe", "Reporting by Jane Roe; editing by John Doe": from there on others are named,
    /// who had another part in it.
    private static func withoutCredits(_ text: String) -> String {
        let lower = text.lowercased()
        guard lower.utf8.count == text.utf8.count else { return text }
        var end = lower.endIndex
        for credit in credits {
            if let found = lower.range(ofFirst: credit), found.lowerBound > lower.startIndex {
                end = min(end, found.lowerBound)
            }
        }
        return end == lower.endIndex
            ? text
            : String(decoding: text.utf8.prefix(lower.utf8.distance(from: lower.startIndex, to: end)), as: UTF8.self)
    }

    private static let credits =
        """
         photographs by | photography by | photos by | photo by | pictures by | illustrations by | illustration by |\
         graphics by | video by | editing by | additional reporting by | pictures: | photos: | photo: | fotos: | foto: |\
         fotos von | foto von | photos de | photos : | фото: | 编辑/| 编辑：| 责编：| 責編：| 写真：| 撮影：| 사진 | تصوير:
        """.parts(between: "|")

    /// The reporters that a Korean byline names: "김민서 기자".
    ///
    /// - Complexity: O(n).
    static func koreanReporters(in text: String) -> [String] {
        let words = text.split { " \u{A0}=·|,/[]()".contains($0) }
        var names: [String] = []
        for (name, role) in zip(words, words.dropFirst())
        where koreanRoles.contains(role) && (2...4).contains(name.unicodeScalars.count)
            && name.unicodeScalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) })
        {
            names.append(String(name))
        }
        return names
    }

    private static let koreanRoles: Set<Substring> = ["기자", "특파원", "선임기자"]

    /// The word for "by" that in one language begins a byline, and in others a name: "di Marco Rossi", "Door Jan de Vries".
    static func hasLead(_ text: String, in language: String?) -> Bool {
        guard let lead = language.flatMap({ ownLeads[$0] }), text.lowercased().hasPrefix(lead) else { return false }
        let shape = TextShape(text)
        return (3...6).contains(shape.wordCount) && shape.digitCount == 0 && !shape.endsSentence
            && shape.capitalizedCount >= 2 && shape.smallCount <= 2
    }

    private static let ownLeads = [
        "it": "di ", "nl": "door ", "no": "av ", "nb": "av ", "nn": "av ", "sv": "av ", "da": "af ",
    ]

    /// "By Jane Roe Published 2 days ago | Updated 5 minutes ago" without what the clock moves, and the words before it.
    static func withoutRelativeTime(_ text: String) -> String {
        let tokens = DateToken.tokens(of: text)
        guard
            let start = tokens.firstIndex(where: { $0.isNumber || $0.word.map(stampLeads.contains) ?? false }),
            start > 0
        else { return text }
        let offset = text.utf8.index(text.startIndex, offsetBy: tokens[start].start)
        return RelativeTime.isStated(in: String(text[offset...])) ? String(text[..<offset]).trimmingASCIISpace() : text
    }

    private static let stampLeads: Set<String> = [
        "published", "updated", "posted", "veröffentlicht", "aktualisiert", "vor", "publié", "mis", "il", "publicado",
        "actualizado", "hace", "pubblicato", "aggiornato", "publicada", "atualizado", "há", "gepubliceerd",
        "bijgewerkt",
    ]

    /// "Jane Roe (Brussels, bureau)": a comma in brackets parts no names.
    private static func withoutAsides(_ text: String) -> String {
        guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
            text[open..<close].contains(",")
        else { return text }
        return String(text[..<open]) + " " + String(text[text.index(after: close)...])
    }

    /// "By Jane Roe, in News, Business": what follows is where the article is filed.
    private static func withoutSection(_ text: String) -> String {
        for stop in [", in ", " | in ", " · in ", " under "] {
            if let found = text.range(ofFirst: stop) { return String(text[..<found.lowerBound]) }
        }
        return text
    }

    private static func isAddress(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower.hasPrefix("http") || lower.hasPrefix("www.") || lower.hasPrefix("/")
            || lower.hasPrefix("@") && !lower.contains(" ")
    }

    private static let leads =
        """
        by |by: |von |par |por |di |de |door |av |af |od |text: |text by |more stories by |more from |\
        reviewed by |medically reviewed by |text von |written by |written by: |posted by |posted by: |story by |\
        words by |words: |reported by |published by |author: |authors: |autor: |autorin: |autore: |autoren: |\
        reporting by |текст: |كتب: |كتبت: |بقلم: |بقلم |记者：|记者: |記者：|作者：|作者: |文：|ein artikel von |ein beitrag von |eine analyse von |ein kommentar von |kommentar von |interview von |\
        interview: |article by |analysis by |opinion by |a cura di |автор: |автор |tekst: |text och |redaktion: |\
        view all posts by |see all posts by |all posts by |posts by |alle beiträge von |zeige alle beiträge von |\
        alle artikel von |voir tous les articles de |ver todas las entradas de |view all articles by |picture of |\
        photo of |avatar of |avatar for |about |vom |researched by |edited by |contributors: |contributor: |\
        aus |propos recueillis par |publié par |rédigé par |escrito por |publicado por |oleh: |oleh |yazan: |auteur: |auteur : |文/|文｜|\
        记者|記者|작성자 |作者：|作者:|文：|文:|撰文：|撰文 |글 |بقلم: |بقلم |كتب: |كتبت: |מאת: |מאת |लेखक:|द्वारा:
        """.parts(between: "|")

    static func withoutLead(_ text: String) -> String {
        var rest = text
        var again = true
        while again {
            again = false
            let lower = rest.lowercased()
            guard lower.utf8.count == rest.utf8.count else { break }
            for lead in leads where lower.hasPrefix(lead) {
                rest = String(Substring(rest.utf8.dropFirst(lead.utf8.count))).trimmingASCIISpace()
                again = true
                break
            }
            // "ByJane Roe": the label and the name are two elements without a space between them.
            let scalars = Array(rest.unicodeScalars.prefix(3))
            if !again, scalars.count == 3, rest.hasPrefix("By"), scalars[2].properties.isUppercase {
                rest = String(rest.dropFirst(2))
                again = true
            }
        }
        return rest
    }

    /// Whether the text begins as a byline does.
    static func hasLead(_ text: String) -> Bool {
        sureLeads.first(of: text.utf8.span) != nil
    }

    private static let sureLeads = PrefixTable(
        """
        by |by: |von |par |por |written by|posted by|author:|authors:|autor:|autorin:|autoren:|autore:|auteur:|auteur :|\
        text:|автор|Автор|words by |text by |story by |reported by |text von |ein artikel von |ein beitrag von |\
        propos recueillis par |rédigé par |escrito por |a cura di |oleh |oleh: |yazan: |作者：|作者:|文/|文｜|文：|文:|\
        記者 |记者 |记者：|记者:|記者：|撰文|글 |بقلم|كتب:|كتبت:|מאת:|מאת |लेखक:|द्वारा:|words: |reporting by |tekst: |Текст: |текст:
        """.parts(between: "|").map { ($0, true) })

    /// Whether the text ends as a byline does in Korean and Japanese: "김철수 기자".
    static func hasTail(_ text: String) -> Bool {
        text.utf8.last.map { $0 >= 0x80 } ?? false && text.utf8.count <= maximumNameByteCount
            && [" 기자", " 특파원", " 記者", "　記者"].contains { text.hasSuffix($0) }
    }

    private static let joints =
        """
         and ~ und ~ et ~ y ~ e ~ en ~ og ~ och ~ ja ~ i ~ и ~ & ~; ~;~ | ~|~ / ~/~、~，~ with ~ mit ~ avec ~ · ~\
         • ~\n~,
        """.parts(between: "~")

    private static func parts(of text: String) -> [String] {
        var parts = [text]
        for joint in joints {
            parts = parts.flatMap { part -> [String] in
                let pieces = part.split(separating: joint)
                guard pieces.count > 1 else { return [part] }
                // "Roe, MD" and "Tom and Jerry Studio" have a joint but no second name.
                return pieces
            }
        }
        return parts
    }

    private static func cleaned(_ part: String) -> String {
        var name = withoutLead(part.trimmingASCIISpace() + " ").trimmingASCIISpace()
        // "Jane Roe (Reuters)"; a nickname inside the name stays: "Paramita (Guha) Ghosh".
        if let open = name.firstIndex(of: "("), open > name.startIndex,
            name[open...].firstIndex(of: ")").map({ name[name.index(after: $0)...].allSatisfy { !$0.isLetter } })
                ?? true
        {
            name = String(name[..<open])
        }
        if let copyright = name.range(ofFirst: "©") { name = String(name[copyright.upperBound...]) }
        // "Jane Roe 3 min read": no name goes on with a number.
        for index in name.indices.dropLast()
        where name[index] == " " && name[name.index(after: index)].isNumber && index > name.startIndex {
            name = String(name[..<index])
            break
        }
        if let open = name.range(ofFirst: " - ") ?? name.range(ofFirst: " – ") ?? name.range(ofFirst: " — ") {
            name = String(name[..<open.lowerBound])
        }
        for stop in [
            " in ", " on ", " for ", " at ", " Published", " Posted", " Updated", " published", " posted",
            " updated", " Veröffentlicht", " Erstellt", " Erschienen", " Follow", " im Gespräch", " im Interview",
            " on behalf of", " Last ",
        ] {
            if let open = name.range(ofFirst: stop) { name = String(name[..<open.lowerBound]) }
        }
        if let open = name.range(ofFirst: " @") { name = String(name[..<open.lowerBound]) }
        name = withoutTail(name)
        while let last = name.unicodeScalars.last, " .,:;|-–—*•·\"“”„".unicodeScalars.contains(last),
            !(last == "." && endsInInitial(name))
        { name.unicodeScalars.removeLast() }
        while let first = name.unicodeScalars.first, " ,.:;|-–—*•·\"“”„".unicodeScalars.contains(first) {
            name.unicodeScalars.removeFirst()
        }
        return name
    }

    /// "Martin Luther King Jr." keeps its dot, and so do an initial and a degree.
    private static func endsInInitial(_ name: String) -> Bool {
        guard !name.hasSuffix("Jr."), !name.hasSuffix("Sr.") else { return true }
        let word = name.split(separator: " ").last.map(String.init) ?? ""
        return word.utf8.count == 2 && name.contains(" ") || Degrees.contains(word)
    }

    private static let tailWords: Set<String> = [
        "am", "le", "il", "on", "el", "em", "um", "at", "in", "the", "and", "vom", "den",
    ]

    /// "Jane Roe am": the date that followed was cut off. "Jane Roe Jane Roe": a picture's text and the name.
    private static func withoutTail(_ name: String) -> String {
        var words = name.split(whereSeparator: \.isWhitespace).map(String.init)
        while words.count > 1, let last = words.last, tailWords.contains(last) { words.removeLast() }
        let half = words.count / 2
        if words.count.isMultiple(of: 2), half >= 2, words[..<half] == words[half...] { words.removeLast(half) }
        return words.joined(separator: " ")
    }

    /// Without the marks that are left at the ends of a split byline.
    static func trimmed(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, " ,.:;|-–—*•·".unicodeScalars.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, " ,:;|-–—*•·".unicodeScalars.contains(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }

    /// What may sign where no person does: "Example Staff", not "admin" and no address.
    static func isSignature(_ text: String) -> Bool {
        let lower = text.lowercased()
        return text.utf8.count <= maximumNameByteCount && !isAddress(text) && !text.contains("@") && !text.contains("{")
            && !text.contains("<") && !roles.contains(lower) && TextShape(text).weight >= 2
            && TextShape(text).wordCount <= 6
            && (text.contains(" ") || text.contains { $0.isUppercase } || text.contains("-") && !text.contains("."))
    }

    private static let roles: Set<String> = Set(
        """
        staff|staff writer|staff writers|staff reporter|reporter|correspondent|editor|senior editor|contributor|\
        contributing writer|freelance writer|senior reporter|senior writer|special to|author|writer|\
        associate editor|managing editor|news editor|political editor|columnist|redakteur|redakteurin|\
        korrespondent|korrespondentin|autor|autorin|reporterin|journalist|journalistin|guest author|\
        guest contributor|opinion|analysis|published|updated|photos|photo|video|photography|fotos|m.d|phd|ph.d|md|\
        rd|mba|esq|rn|none|null|unknown|undefined|n/a|admin|administrator|nobody|anonymous|guest|user|\
        view all posts|see all posts|follow|more|email|twitter|bio|profile|posts|share|von|written by|by|\
        posted by|reviewed by|full bio|read more|contributing editor|senior correspondent|chief correspondent|\
        business reporter|by|in|on|and|agencies|agency|wire reports|news|haberler|learn more|meet the team|the team|\
        staff directory|advertiser disclosure|team|contributors|our team|about us|editorial team members|\
        summarize with|mitmachen|redaktion kontaktieren|impressum|kontakt|print|reprint|印刷する|印刷|保存|シェア|共有|\
        erschienen am|veröffentlicht am|veröffentlicht|publicado hace|name|view all|see all|show all|alle anzeigen|\
        voir tout|ver todo|local news|world news|all posts|show more|read full bio|more by|home
        """.parts(between: "|").map { $0.trimmingASCIISpace() })

    /// Words of roles that no person is called by.
    private static let roleWords = Set(
        """
        editor|writer|reporter|correspondent|columnist|contributor|redakteur|redakteurin|korrespondent|\
        korrespondentin|producer|photographer|manager|director|posts|stories|articles|professor|published|updated|\
        posted|minutes|watch|follow|subscribe|newsletter|journalist|journalistin|chefredakteur|rédacteur|\
        rédactrice|periodista|giornalista|redacteur|specialist|officer|founder|ceo|president|strategist|read|\
        comments|photo|disclosure|directory|options|features|min|dietitian|nutritionist|consultant|analyst|attorney|\
        lawyer|engineer|scientist|researcher|coordinator|marketer|copywriter|blogger
        """.parts(between: "|"))

    /// A name: a few words, no sentence, no date, no address.
    static func isName(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= maximumNameByteCount, !isAddress(text), !text.contains("@"),
            !text.contains("{"), !text.contains("<")
        else { return false }
        let shape = TextShape(text)
        guard shape.weight >= 2, shape.wordCount <= 7, shape.digitCount <= 4, shape.digitCount < shape.weight else {
            return false
        }
        let lower = text.lowercased()
        let words = lower.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
        if words.contains(where: { roleWords.contains($0) }) { return false }
        guard !roles.contains(lower), !lower.hasPrefix("in "), !lower.hasPrefix("im "),
            !RelativeTime.isStated(in: text), !RelativeTime.isMoment(text), DateReader().matches(in: text).isEmpty
        else {
            return false
        }
        return true
    }
}

extension String {
    func split(separating separator: String) -> [String] {
        var parts: [String] = []
        var rest = self
        while let found = rest.range(ofFirst: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = String(rest[found.upperBound...])
        }
        parts.append(rest)
        return parts
    }
}
