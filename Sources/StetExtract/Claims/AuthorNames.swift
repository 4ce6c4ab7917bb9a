/// Reads names out of a byline: "By Jane Roe and John Doe, Staff Writers" names two persons.
enum AuthorNames {
    /// The longest text that is a byline, and the longest name in one.
    private static let maximumByteCount = 240
    private static let maximumNameByteCount = 80

    /// The names in `text`, in its order, without "By", roles, addresses and what surrounds them.
    static func names(in text: String) -> [String] {
        let folded = text.spaceFolded
        guard !folded.isEmpty, folded.utf8.count <= maximumByteCount, !isAddress(folded) else { return [] }
        var names: [String] = []
        for part in parts(of: withoutLead(folded)) {
            let name = cleaned(part)
            guard isName(name), !names.contains(where: { TitleKey.folded($0) == TitleKey.folded(name) }) else {
                continue
            }
            names.append(name)
        }
        return names
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
        ein artikel von |ein beitrag von |eine analyse von |ein kommentar von |kommentar von |interview von |\
        interview: |article by |analysis by |opinion by |a cura di |автор: |автор |tekst: |text och |redaktion: |\
        aus |propos recueillis par |publié par |rédigé par |escrito por |publicado por |oleh |yazan: |文/|文｜|记者 |\
        記者|작성자 
        """.split(separator: "|").map(String.init)

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
        }
        return rest
    }

    /// Whether the text begins as a byline does.
    static func hasLead(_ text: String) -> Bool {
        let lower = text.lowercased()
        return [
            "by ", "by: ", "von ", "par ", "por ", "written by", "posted by", "author:", "autor:", "text:", "автор",
        ].contains { lower.hasPrefix($0) }
    }

    private static let joints =
        """
         and ~ und ~ et ~ y ~ e ~ en ~ og ~ och ~ ja ~ i ~ и ~ & ~; ~;~ | ~|~ / ~/~、~，~ with ~ mit ~ avec ~ · ~\
         • ~\n~,
        """.split(separator: "~").map(String.init)

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
        if let open = name.firstIndex(of: "("), open > name.startIndex { name = String(name[..<open]) }
        if let open = name.range(ofFirst: " - ") ?? name.range(ofFirst: " – ") ?? name.range(ofFirst: " — ") {
            name = String(name[..<open.lowerBound])
        }
        for stop in [" in ", " on ", " for ", " at ", " Published", " Posted", " Updated"] {
            if let open = name.range(ofFirst: stop) { name = String(name[..<open.lowerBound]) }
        }
        if let open = name.range(ofFirst: " @") { name = String(name[..<open.lowerBound]) }
        while let last = name.unicodeScalars.last, " .,:;|-–—*•·\"“”„".unicodeScalars.contains(last),
            !(last == "." && endsInInitial(name))
        { name.unicodeScalars.removeLast() }
        while let first = name.unicodeScalars.first, " ,.:;|-–—*•·\"“”„".unicodeScalars.contains(first) {
            name.unicodeScalars.removeFirst()
        }
        return name
    }

    /// "Martin Luther King Jr." keeps its dot.
    private static func endsInInitial(_ name: String) -> Bool {
        name.hasSuffix("Jr.") || name.hasSuffix("Sr.")
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
        business reporter|by|in|on|and
        """.split(separator: "|").map { String($0).trimmingASCIISpace() })

    /// Words of roles that no person is called by.
    private static let roleWords = Set(
        """
        editor|writer|reporter|correspondent|columnist|contributor|redakteur|redakteurin|korrespondent|\
        korrespondentin|producer|photographer|manager|director|posts|stories|articles|professor|published|updated|\
        posted|minutes|watch|follow|subscribe|newsletter|journalist|journalistin|chefredakteur|rédacteur|\
        rédactrice|periodista|giornalista|redacteur|specialist|officer|founder|ceo|president|strategist|read|\
        comments|photo
        """.split(separator: "|").map(String.init))

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
        guard !roles.contains(lower), !RelativeTime.isStated(in: text), DateReader().matches(in: text).isEmpty else {
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
