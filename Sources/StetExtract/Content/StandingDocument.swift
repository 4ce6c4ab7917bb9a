internal import StetHTML

/// Tells terms, policies, statutes and notices - texts that stand under one address and are kept up to date - from
/// articles.
///
/// On such a page nearly all of the main part is the text: the day it takes effect, the contents, addresses of the
/// parties, clauses about cookies and newsletters. What marks furniture on a page of news marks nothing here.
enum StandingDocument {
    /// Whether a page with such a title holds one: some of its paragraphs speak as clauses do.
    ///
    /// - Complexity: O(bytes of the lines).
    static func isTitled(_ titles: Set<String>, lines: [Line]) -> Bool {
        let needed =
            titles.contains(where: isDocumentTitle)
            ? titledShare : titles.contains(where: mentionsDocument) ? mentionedShare : nil
        guard let needed else { return false }
        let found = clauses(in: lines[...])
        return found.total >= minimumWeight && found.share >= needed
    }

    /// Whether the text of the page's main part is one, whatever its title.
    ///
    /// - Complexity: O(bytes of the lines).
    static func isOne(_ lines: ArraySlice<Line>) -> Bool {
        let found = clauses(in: lines)
        return found.total >= minimumUntitledWeight && found.share >= untitledShare
    }

    /// The same for lines of plain text, among which links to a policy may stand where a title does.
    ///
    /// - Complexity: O(bytes of the lines).
    static func isPlainOne(_ lines: [Line], titled title: String?) -> Bool {
        let key = TitleKey.folded(title ?? "")
        guard isDocumentTitle(key) || mentionsDocument(key) else { return isOne(lines[...]) }
        let found = clauses(in: lines[...])
        return found.total >= minimumWeight && found.share >= mentionedShare
    }

    private static func clauses(in lines: ArraySlice<Line>) -> (total: Int, share: Double) {
        var total = 0
        var clauses = 0
        for line in lines
        where (line.shape.isProse || line.shape.isSentence && line.shape.weight >= clauseWeight)
            && line.linkDensity < 0.5
        {
            total += line.shape.weight
            if matcher.matches(in: line.text).count >= phrasesOfClause { clauses += line.shape.weight }
        }
        return (total, total == 0 ? 0 : Double(clauses) / Double(total))
    }

    /// Shares of the running text in paragraphs that speak as a contract does. Of the labelled development pages, news
    /// have .15 at most and a few blogs on law up to .5; terms and policies have .17 to .9, a short one .15.
    private static let titledShare = 0.1
    private static let mentionedShare = 0.3
    private static let untitledShare = 0.55

    /// Sentences of a line and more are paragraphs, also where the language writes its nouns with capitals.
    private static let clauseWeight = 60

    /// One phrase stands in any article; two in one paragraph are a clause.
    private static let phrasesOfClause = 2

    /// Less text than that of a short notice is not judged; without a title it takes a page or two.
    private static let minimumWeight = 200
    private static let minimumUntitledWeight = 2000

    /// What an address says of its page: the last two parts of its path, folded.
    static func titles(inAddress address: String) -> [String] {
        guard let url = WebURL(address, base: nil) else { return [] }
        return url.path.split(separator: "/").suffix(2).map { TitleKey.folded(String($0)) }
    }

    /// Whether a folded title is that of terms, a policy or a notice: it holds a compound that names one, and little else.
    static func isDocumentTitle(_ title: String) -> Bool {
        guard title.utf8.count <= maximumTitleByteCount else { return false }
        return wholeTitles.contains(title) || partsOfTitles.contains { title.contains($0) }
    }

    /// A short title with a word that the titles of documents have, and of articles too.
    private static func mentionsDocument(_ title: String) -> Bool {
        title.utf8.count <= maximumTitleByteCount && wordsOfTitles.contains { title.contains($0) }
    }

    private static let wordsOfTitles = [
        "privacy", "terms", "policy", "policies", "cookie", "legal", "conditions", "agreement", "guidelines",
        "datenschutz", "richtlinie", "bedingungen", "rechtlich", "confidentialité", "privacidad", "condiciones",
        "términos", "privacidade", "termos", "termini", "condizioni", "voorwaarden", "regulamin", "prywatności",
        "villkor", "vilkår", "условия", "правила", "规约", "規約", "政策", "条款", "條款", "약관",
    ]

    private static let maximumTitleByteCount = 70

    private static let wholeTitles: Set<String> = [
        "terms", "privacy", "cookies", "legal", "tos", "imprint", "disclaimer", "accessibility", "guidelines",
        "impressum",
        "agb", "datenschutz", "nutzungsbedingungen", "widerrufsrecht", "barrierefreiheit", "cgu", "cgv",
        "confidentialité", "mentionslégales", "privacidad", "avisolegal", "termini", "voorwaarden", "regulamin",
        "условия", "конфиденциальность", "利用規約", "隐私", "隱私", "服务条款", "服務條款", "이용약관", "eula",
    ]

    private static let partsOfTitles = [
        "termsof", "termsand", "privacypolicy", "privacynotice", "privacystatement", "cookiepolicy", "cookiestatement",
        "cookienotice", "cookieandprivacy", "privacyandcookie", "privacycookie", "useragreement", "serviceagreement",
        "licenseagreement", "licenceagreement", "acceptableuse", "communityguidelines", "communitystandards",
        "codeofconduct", "legalnotice", "legalinformation", "copyrightpolicy", "takedownpolicy", "dmca", "refundpolicy",
        "returnpolicy",
        "dataprocessing", "dataprotection", "contentpolicy", "securitypolicy", "generalconditions",
        "accessibilitystatement", "datenschutzerklärung", "datenschutzhinweis", "datenschutzbestimmung",
        "datenschutzinformation", "geschäftsbedingungen", "nutzungsbedingungen", "cookierichtlinie", "cookiehinweis",
        "nutzungsrichtlinie", "politiquedeconfidentialité", "politiquedecookies", "politiquerelativeauxcookies",
        "conditionsgénérales", "conditionsdutilisation", "mentionslégales", "chartedeconfidentialité",
        "políticadeprivacidad", "políticadecookies", "términosycondiciones", "términosdeservicio",
        "términosdeuso", "condicionesdeuso", "condicionesgenerales", "avisolegal", "avisodeprivacidad",
        "políticadeprivacidade", "termosdeuso", "termosdeserviço", "termosecondições", "informativasullaprivacy",
        "informativaprivacy", "terminiecondizioni", "condizionidiutilizzo", "notelegali", "privacybeleid",
        "privacyverklaring", "algemenevoorwaarden", "gebruiksvoorwaarden", "cookiebeleid", "politykaprywatności",
        "warunkikorzystania", "integritetspolicy", "användarvillkor", "privatlivspolitik", "personvern",
        "tietosuojaseloste", "käyttöehdot", "gizlilikpolitikası", "kullanımkoşulları",
        "политикаконфиденциальности", "пользовательскоесоглашение", "условияиспользования", "利用規約",
        "プライバシーポリシー", "隐私政策", "隱私政策", "用户协议", "服务条款", "使用条款", "개인정보처리방침", "سياسةالخصوصية",
    ]

    private static let matcher = PhraseMatcher(phrases.parts(between: "|"))

    /// What contracts say to their reader and newspapers do not.
    private static let phrases = """
        you agree|you may not|you must|you have the right|your rights|your account|your use of|your personal|your data|\
        your information|your consent|our services|our service|the services|the service|these terms|this agreement|\
        this policy|privacy policy|privacy notice|privacy statement|this statement|terms of use|terms of service|\
        personal data|personal information|we collect|we process|we may|we use|we will|we do not|we share|\
        third parties|third party|third-party|applicable law|pursuant to|in accordance with|hereby|herein|thereof|\
        liable|liability|warrant|indemnif|arbitration|governing law|intellectual property|cookies|data controller|\
        data protection|legitimate interest|legal basis|our website|our site|the website|this website|shall|\
        sie können|sie haben|ihre daten|ihrer daten|personenbezogene|datenschutz|verarbeitung|verarbeiten wir|\
        rechtsgrundlage|gemäß|abs. 1|dsgvo|einwilligung|nutzungsbedingungen|haftung|vertrag|der nutzer|unsere website|\
        unserer website|wir verwenden|dienste|\
        vous pouvez|vous devez|vous disposez|vos données|données personnelles|données à caractère personnel|\
        traitement|conformément|nos services|le site|l'utilisateur|présentes|conditions générales|nous utilisons|\
        nous collectons|responsabilité|droit d'accès|\
        usted|sus datos|datos personales|tratamiento|de conformidad|nuestros servicios|el usuario|los usuarios|\
        presentes condiciones|el sitio web|responsabilidad|\
        i tuoi dati|i suoi dati|dati personali|trattamento|l'utente|titolare del|ai sensi|responsabilità|\
        seus dados|dados pessoais|nossos serviços|o usuário|o utilizador|responsabilidade|\
        uw gegevens|persoonsgegevens|onze website|verwerken|voorwaarden|overeenkomst|\
        danych osobowych|dane osobowe|użytkownik|zgodnie z|regulamin|personuppgifter|behandling av|personoplysninger|\
        henkilötieto|kişisel veri|персональных данных|персональные данные|пользовател|в соответствии с|\
        个人信息|個人資料|本协议|本政策|您的|个人数据|用户|個人情報|利用者|本規約|当社|개인정보|이용자|회사는|البيانات الشخصية
        """
}
