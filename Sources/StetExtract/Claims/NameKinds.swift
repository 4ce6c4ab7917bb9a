/// Academic degrees and honours behind a name: part of how a person signs, no person of their own.
enum Degrees {
    private static let known = Set(
        """
        phd md rd rdn rdn-ap ld ldn cdn dvm vmd mba ms msc msw ma ba bs bsc mph mha mpa mpp med mfa march esq cpa rn \
        bsn msn dnp aprn crnp np fnp fnp-c pa pa-c jd llm llb do dds dmd psyd edd pharmd rph dpt pt ot otr lcsw lmft lpc \
        lmhc bcba cscs cpt acsm-cpt nasm-cpt cfp cfa ea pe aia faia frcp facp faap facs facog faan fand facc faclm fasn \
        mrcp mbbs mbchb frs obe mbe cbe jr sr ii iii iv ret ccc-slp slp ccrn cns cissp pmp crm gri ibclc dacvim abpp
        """.parts(between: " "))

    static func contains(_ word: String) -> Bool {
        known.contains(word.lowercased().filter { $0 != "." && $0 != "," && $0 != "*" && $0 != "’" && $0 != "'" })
    }

    /// `part` of a byline as it is added to the name before it; nil where it is no degree. After a known degree, letters
    /// that are all capitals are one more ("MD, DABOM").
    static func suffix(_ part: String, afterDegree: Bool) -> String? {
        let words = part.split(separator: " ").map(String.init)
        guard !words.isEmpty, words.count <= 3 else { return nil }
        let isKnown = words.allSatisfy { word in
            contains(word)
                || afterDegree && (2...7).contains(word.utf8.count)
                    && word.utf8.allSatisfy {
                        (65...90).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
                    }
        }
        guard isKnown else { return nil }
        var text = words.joined(separator: " ")
        while let last = text.last, last == "*" || last == "," || last == "†" { text.removeLast() }
        return text
    }
}

/// News agencies: they sign, but are no persons.
enum Agencies {
    private static let names = Set(
        """
        afp|agence france-presse|agence france presse|ap|associated press|the associated press|reuters|thomson reuters|\
        dpa|dpa-afx|deutsche presse-agentur|deutsche presse agentur|dpa/lno|dpa/lby|dpa/lsw|dpa infocom|apa|sda|\
        keystone-sda|ats|epd|kna|sid|afx|ansa|efe|europa press|tass|тасс|риа новости|interfax|интерфакс|xinhua|新华社|\
        新华网|中新社|中新网|kyodo|kyodo news|共同通信|時事通信|jiji|jiji press|yonhap|연합뉴스|aap|pa media|pa|press association|\
        pti|press trust of india|ani|ians|uni|upi|united press international|bloomberg|lusa|agência lusa|anp|belga|tt|ntb|\
        ritzau|stt|pap|čtk|ctk|tasr|mti|agerpres|tanjug|hina|sta|lrt|elta|bns|leta|ukrinform|унн|anadolu|\
        anadolu ajansı|aa|iha|dha|sana|wam|spa|mena|qna|irna|isna|mehr|antara|bernama|vna|ttxvn|notimex|télam|telam|\
        agencia efe|agências|agencias|agenturen|agenzia|agences|agencies|agency|redazione ansa|ritzau scanpix
        """.parts(between: "|").map { $0.trimmingASCIISpace() })

    /// Whether the name, or each part of "AFP/Reuters", is an agency's.
    static func contains(_ name: String) -> Bool {
        let lower = name.lowercased().trimmingASCIISpace()
        if names.contains(lower) { return true }
        let parts = lower.split(separator: "/").map { String($0).trimmingASCIISpace() }
        return parts.count > 1 && parts.allSatisfy { names.contains($0) }
    }
}

/// Names that a publishing system made: "jane.roe", "page.head.author", "admin2", "example.com".
enum AccountNames {
    static func isAccount(_ name: String) -> Bool {
        guard !name.contains(" ") else { return false }
        if isDomain(name) { return true }
        let isLower = name.unicodeScalars.allSatisfy { !$0.properties.isUppercase }
        return isLower
            && name.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || (48...57).contains($0) }
    }

    /// "Example.com", "lrt.lt": labels joined by dots, the last of two to six letters.
    static func isDomain(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, !name.contains(" "), let last = labels.last, (2...6).contains(last.utf8.count),
            last.utf8.allSatisfy({ (97...122).contains($0) }), labels.allSatisfy({ !$0.isEmpty })
        else { return false }
        return labels[labels.count - 2].utf8.count >= 2
    }
}
