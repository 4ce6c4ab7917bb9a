internal import StetHTML
internal import StetModel

/// Times that readers see by the headline, or that `time` elements state.
extension VisibleClaims {
    private static let updatedWords =
        """
        updated|update|modified|last edited|revised|dernière modification|última modificación|última modificação|\
        ultima modifica|letzte änderung|laatste wijziging|senast ändrad|sist endret|ostatnia zmiana|последнее изменение|\
        aktualisiert|geändert|zuletzt|mis à jour|mise à jour|modifié|\
        actualizado|actualizada|actualización|aggiornato|aggiornamento|atualizado|atualizada|bijgewerkt|\
        laatste update|gewijzigd|aktualizacja|aktualizováno|uppdaterad|oppdatert|opdateret|päivitetty|обновлено|\
        изменено|оновлено|güncelleme|güncellendi|更新|수정|업데이트|تحديث|अपडेट|diperbarui|frissítve|actualizat|ενημέρωση|\
        עודכן|cập nhật
        """.parts(between: "|")

    /// Whether a stamp's words say that its time is that of a change.
    static func isUpdate(_ text: String) -> Bool {
        let lower = text.lowercased()
        return updatedWords.contains { lower.contains($0) }
    }

    /// Words before a day from which on a text applies, whenever it was published.
    private static let effectWords = PhraseMatcher(
        """
        effective|takes effect|take effect|in force|applies from|en vigueur|prend effet|gültig ab|gilt ab|in kraft|\
        en vigor|vigencia|entra em vigor|vigência|in vigore|decorre|van kracht|geldig vanaf|ingang|obowiązuj|\
        w życie|вступает в силу|вступила в силу|действует с|gäller från|gælder fra|gjelder fra|voimassa|yürürlük|\
        生效|施行|発効|시행|시행일
        """.parts(between: "|"))

    /// Whether a stamp's words say that its day is that from which on the text applies.
    static func isEffect(_ text: String) -> Bool { effectWords.matchesAny(in: text.lowercased()) }

    /// Whether a date's words say that somebody became a member then: forums show it by every name.
    static func isRegistration(_ text: String) -> Bool {
        let lower = text.lowercased()
        return registeredWords.contains { lower.contains($0) }
    }

    private static let registeredWords =
        """
        registered|joined|join date|member since|registriert|dabei seit|mitglied seit|beigetreten|inscrit|membre depuis|\
        registrado|miembro desde|se unió|iscritto|membro dal|geregistreerd|lid sinds|lid geworden|зарегистрирован|\
        регистрация|dołączył|rejestracja|registrovan|medlem sedan|registrert|medlem siden|注册|註冊|登録
        """.parts(between: "|")

    private static let publishedWords =
        """
        published|publish|posted|first appeared|veröffentlicht|gepostet|erschienen|erstellt|publié|paru le|mis en ligne|\
        publicado|publicada|pubblicato|gepubliceerd|geplaatst|opublikowano|publikováno|publicerad|publisert|\
        udgivet|julkaistu|опубликовано|дата публикации|опубліковано|yayın|发布|發布|发表|公開|掲載|등록|입력|نشر|प्रकाशित|\
        diterbitkan|közzétéve|publicat|δημοσι|פורסם|đăng
        """.parts(between: "|")

    /// Whether a stamp's words say that its time is that of publication.
    static func isPublication(_ text: String) -> Bool {
        let lower = text.lowercased()
        return publishedWords.contains { lower.contains($0) }
    }

    /// A page with more times than this is a list of them; each costs the text around it.
    private static let maximumTimeCount = 400

    mutating func readTimeElements(title: Int?, start: Int, end: Int) {
        guard let body = page.document.body else { return }
        var timeCount = 0
        let nodes = page.lines[start].nodes.lowerBound..<page.lines[end - 1].nodes.upperBound
        for node in body.descendants(anyOf: [.time, .abbr], with: ["itemprop"]) {
            let property = node.attribute("itemprop")?.lowercased() ?? ""
            let isPublished = property.contains("datepublished")
            let isUpdated = property.contains("datemodified")
            guard isPublished || isUpdated || nodes.contains(node.index) else { continue }
            // Blogs of the microformat hAtom: `<abbr class="published" title="2011-03-30T21:05:00-07:00">9:05 PM</abbr>`.
            let stated = node.tag == .abbr ? node.attribute("title") : nil
            if node.tag != .time, stated == nil, !isPublished, !isUpdated { continue }
            timeCount += 1
            guard timeCount <= Self.maximumTimeCount else { break }
            let value =
                stated ?? node.attribute("datetime") ?? node.attribute("content") ?? node.text.trimmingASCIISpace()
            guard dates.time(inValue: value) != nil else { continue }
            // A stamp in a comment or a teaser is not the article's.
            let lines = page.range(node.index)
            if isEntryTime(lines) { continue }
            if !lines.isEmpty, let cut = page.lines[lines.lowerBound].cut {
                // "2 hours ago" by the headline is the article's; what it stands for is in the attribute.
                let isOwn = page.lines[lines.lowerBound].isRelativeTime && nodes.contains(node.index)
                if cut == .comments || cut == .related || cut == .relativeTime && !isOwn { continue }
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

    static let loneDay = "the only day on the page"

    /// The one day that `time` elements outside of teasers and comments state, wherever they stand.
    mutating func readLoneTime() {
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
        if let found { add(.published, found.value, .timeElement, Self.loneDay) }
    }

    /// What a stamp's surroundings say before it.
    static func before(_ node: HTMLNode, in context: String) -> String {
        let own = node.text
        guard !own.isEmpty, let found = context.range(ofFirst: own) else { return "" }
        return String(context[..<found.lowerBound].suffix(40))
    }
}
