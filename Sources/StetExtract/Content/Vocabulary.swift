/// Wording that whole paragraphs of boilerplate share. One hit proves nothing, an article may be about cookies; two
/// different hits in a short paragraph are what no article writes.
enum Vocabulary {
    enum Kind: String, Sendable { case consent, meter, newsletter, copyright, follow }

    /// The longest paragraph that is judged by its words.
    static let maximumByteCount = 900

    /// The phrases that stand in `text`; none where it is longer than boilerplate is.
    static func phrases(in text: String) -> [UInt16] {
        text.utf8.count <= maximumByteCount ? matcher.matches(in: text) : []
    }

    /// The kind most of the phrases are of, and how many different ones.
    static func judge(_ phrases: some Sequence<UInt16>) -> (kind: Kind, hits: Int)? {
        var counts = [Int](repeating: 0, count: rows.count)
        var isEmpty = true
        for phrase in Set(phrases) {
            counts[Int(rowOfPhrase[Int(phrase)])] += 1
            isEmpty = false
        }
        guard !isEmpty, let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else { return nil }
        return (rows[best].0, counts[best])
    }

    /// Takes the phrases of a kind off all lines where the page's own topic is of that kind: in a cookie policy the
    /// words of a cookie banner tell nothing.
    static func forgetTopics(of lines: inout [Line]) {
        var total = 0
        var weights = [Int](repeating: 0, count: rows.count)
        for line in lines where line.shape.isProse && line.linkDensity < 0.5 {
            total += line.shape.weight
            for row in Set(line.vocabulary.map { rowOfPhrase[Int($0)] }) { weights[Int(row)] += line.shape.weight }
        }
        guard total >= topicWeight else { return }
        for row in rows.indices where Double(weights[row]) >= topicShare * Double(total) {
            for index in lines.indices { lines[index].vocabulary.removeAll { Int(rowOfPhrase[Int($0)]) == row } }
        }
    }

    /// Takes the words of questions for consent off all lines, and says whether there were any.
    static func forgetConsent(of lines: inout [Line]) -> Bool {
        var hasAny = false
        for index in lines.indices {
            let count = lines[index].vocabulary.count
            lines[index].vocabulary.removeAll { rows[Int(rowOfPhrase[Int($0)])].0 == .consent }
            if lines[index].vocabulary.count < count { hasAny = true }
        }
        return hasAny
    }

    /// Whether a folded title is that of a policy on cookies, privacy or consent.
    static func isAboutConsent(_ title: String) -> Bool {
        ["cookie", "privacy", "tracker", "datenschutz", "confidentialit", "privacidad", "consent"].contains {
            title.contains($0)
        }
    }

    /// A page with less text than this is told by its boilerplate; of longer ones no banner makes this share.
    private static let topicWeight = 2000
    private static let topicShare = 0.3

    private static let matcher = PhraseMatcher(rows.flatMap(\.1))

    private static let rowOfPhrase: [UInt8] = rows.enumerated().flatMap { row, entry in
        [UInt8](repeating: UInt8(row), count: entry.1.count)
    }

    private static let rows: [(Kind, [String])] = texts.map { ($0.0, $0.1.parts(between: "|")) }

    private static let texts: [(Kind, String)] = [
        (
            .consent,
            """
            use of cookies|use cookies|uses cookies|our cookies|cookie settings|cookie policy|privacy policy|\
            terms of use|terms of service|by continuing to|our site you agree|tracking technologies|\
            personalised content|personalized content|targeted ads|browsing experience|consent to|your consent|\
            we and our partners|accept all|verwenden cookies|nutzung von cookies|datenschutzerklärung|\
            ihre einwilligung|personenbezogene daten|utilisons des cookies|politique de confidentialité|\
            utilizamos cookies|política de privacidad|utilizza cookie|gebruiken cookies|external content|\
            externer inhalt|externe inhalte|inhalte anzeigen|eingebettete inhalte|widerrufliche einwilligung|\
            personenbezogenen daten|an dieser stelle finden sie|externen inhalt|externe inhalt|\
            einverstanden, dass|drittplattformen|sale of your personal|opt-out|cookies on your browser|\
            this site is protected by recaptcha|deine einwilligung|eingebetteter inhalte|eingebetteten inhalte|\
            drittanbieter|deine privatsphäre|ihre privatsphäre|an ad blocker|ad block users|your ad blocker|deinen werbeblocker|ihren werbeblocker|\
            information on your device|information on a device|unique identifiers|similar technologies|\
            legitimate interest|basis of consent|change your preferences|privacy matters to us|value your privacy|\
            care about your privacy|value your choices|your ip address|small text files|carry on browsing|\
            continue browsing|continue to browse|audience insights|ad measurement|your privacy choices|\
            wir und unsere|auf ihrem gerät|auf einem gerät|auf ihrem endgerät|eindeutige kennungen|\
            personalisierte werbung|personalisierte anzeigen|einsatz von cookies|ähnlichen technologien|\
            ähnliche technologien|jederzeit widerrufen|berechtigten interesses|\
            cookies ou technologies|sur votre appareil|sur votre terminal|votre consentement|nos partenaires|\
            poursuivant votre navigation|dépôt de traceurs|dépôt de cookies|mesurer l'audience|\
            vos centres d'intérêt|intérêt légitime|vos préférences|\
            nuestros socios|en un dispositivo|en su dispositivo|en tu dispositivo|datos personales|\
            sus preferencias|tus preferencias|su consentimiento|tu consentimiento|interés legítimo|\
            publicidad personalizada|uso de cookies|política de cookies|cookies propias|\
            nostri partner|nostri fornitori|su un dispositivo|sul tuo dispositivo|dati personali|il tuo consenso|\
            tue preferenze|come i cookie|uso dei cookie|annunci personalizzati|identificatori unici|\
            legittimo interesse|proseguendo la navigazione|\
            onze partners|op een apparaat|op je apparaat|op uw apparaat|persoonsgegevens|uw toestemming|\
            je toestemming|gepersonaliseerde advertenties|zoals cookies|cookiebeleid|gerechtvaardigd belang|\
            nossos parceiros|num dispositivo|em um dispositivo|no seu dispositivo|dados pessoais|\
            suas preferências|seu consentimento|tais como cookies|continuar a navegar|continuar navegando|\
            anúncios personalizados|\
            naszymi partnerami|nasi partnerzy|na urządzeniu|dane osobowe|pliki cookie|plików cookie|\
            zgodę można|swoją zgodę|spersonalizowan|\
            naši partneři|našimi partnery|na vašem zařízení|soubory cookie|osobní údaje|svůj souhlas|\
            naši partneri|vo vašom zariadení|súbory cookie|osobné údaje|svoj súhlas|\
            partnereink|az eszközén|sütiket|személyes adatokat|hozzájárulását|\
            partenerii noștri|pe dispozitiv|module cookie|modulele cookie|date personale|acordul oricând|\
            consimțământ|\
            våra partner|på din enhet|till exempel kakor|använder kakor|använder cookies|personuppgifter|\
            dina val|ditt samtycke|vores partnere|våre partnere|på din enhed|på enheten din|personoplysninger|\
            personopplysninger|informasjonskapsler|dine valg|dit samtykke|bruger cookies|bruker cookies|\
            for eksempel cookies|kumppanimme|laitteellesi|evästeitä|henkilötietoja|valintojasi|suostumuks|\
            çerez kullan|çerezler kullan|çerezleri kullan|kullanmaya devam ederek|kabul etmiş olursunuz|\
            kişisel veri|iş ortaklarımız|cihazınız|\
            файлы cookie|файлов cookie|используем cookie|наши партнёры|наши партнеры|персональные данные|\
            персональных данных|вашем устройстве|пользоваться сайтом|вы соглашаетесь|ваше согласие|\
            файли cookie|наші партнери|вашому пристрої|персональні дані|змінити свій вибір|вашу згоду|\
            бисквитки|нашите партньори|вашето устройство|лични данни|вашето съгласие|\
            συνεργάτες μας|σε μια συσκευή|στη συσκευή σας|προσωπικά δεδομένα|τις επιλογές σας|\
            χρησιμοποιούμε cookies|όπως cookies|τη συγκατάθεσή σας|\
            sử dụng cookie|thiết bị của bạn|dữ liệu cá nhân|thay đổi lựa chọn|\
            mitra kami|di perangkat anda|seperti cookie|data pribadi|mengubah pilihan|menggunakan cookie|\
            使用cookie|使用 cookie|浏览体验|个性化广告|继续浏览|即表示您同意|您的设备|个人数据|您的同意|\
            瀏覽體驗|個人化廣告|繼續瀏覽|您的裝置|個人資料|\
            クッキーを使用|cookieを使用|閲覧を続け|同意したものと|お使いの端末|個人データ|パーソナライズ|\
            쿠키를 사용|쿠키와 같은|기기에 정보|개인정보를 처리|동의를 철회|맞춤형 광고|\
            ملفات تعريف الارتباط|البيانات الشخصية|تغيير تفضيلاتك|على جهازك|موافقتك|شركاؤنا|\
            עוגיות|השותפים שלנו|במכשיר שלך|נתונים אישיים|הסכמתך|\
            कुकीज|आपके डिवाइस|व्यक्तिगत डेटा|คุกกี้|อุปกรณ์ของคุณ|ข้อมูลส่วนบุคคล|ความยินยอม|کوکی|دستگاه شما|\
            partners store|partners process|partners use |access information on a device|process personal data|cookie identifiers|\
            manage your choices|manage options|below to consent|legitimate interest is used|personalised ads|personalized ads|\
            withdraw your consent|partner speichern|partner verarbeiten|auf deinem gerät|kennungen in cookies|votre vie privée|\
            informations stockées sur|sur un terminal|nos partenaires et nous|nous et nos|stockons et/ou|nosotros y nuestros|\
            usamos cookies|procesar datos personales|su privacidad|tu privacidad|noi e i nostri|sul dispositivo|\
            informazioni quali cookie|trattiamo i dati personali|la tua privacy|tuo consenso|wij en onze|je privacy|uw privacy|\
            vergelijkbare technieken|my i nasi|informacje na urządzeniu|informacji na urządzeniu|w plikach cookie|twoją prywatność|\
            nós e os nossos|sua privacidade|vi og våre|vi og vores|vi och våra|på en enhet|på en enhed|používáme cookies|\
            na zařízení|vaše soukromí
            """
        ),
        (
            .meter,
            """
            free articles remaining|free articles left|free article|articles remaining|articles left|\
            subscribe for unlimited|unlimited access|to continue reading|keep reading|already a subscriber|\
            subscribers only|subscriber-only|subscribe to read|subscribe to continue|become a subscriber|\
            log in to read|il vous reste|la suite est réservée|unlock more articles|create an account or sign in|\
            additional articles per month|access articles from|bereits kunde|diesen artikel erwerben|有料会員|会員限定|\
            jetzt weiterlesen|have full access to this article|reserved for subscribers|unlimited online access|replica of the print edition|\
            support local journalism|via your institution|for subscribers|\
            register to read|this month|this article is for subscribers|subscribe now|digital subscription|\
            full access|mit einem abo|bereits abonnent|abonnieren sie|article réservé|réservé aux abonnés|\
            déjà abonné|pour lire la suite|ya eres suscriptor|exclusivo para suscriptores|start your free trial|\
            cancel anytime|support our journalism|support independent journalism|make a donation|donate today|\
            your support|tax-deductible|become a member|donate now|please consider|support independent|\
            independent reporting|independent journalism|free stories left|stories left|you have read|last free article|\
            log in or subscribe|a week.|a month.|offer ends|save up to|% on a|digital access|for just|\
            gratis-artikel|in diesem monat|jetzt abo|kostenlos testen|alle artikel lesen|nur für abonnenten|\
            hier anmelden|bereits kunde|abo abschließen|articles gratuits|abonnez-vous|offre d'essai|sans engagement|\
            connectez-vous|ce mois-ci|te quedan|artículos gratis|suscríbete por|este mes|contenido exclusivo|\
            inicia sesión|eres suscriptor|artigos gratuitos|assine agora|conteúdo exclusivo|articoli gratuiti|\
            abbonati a|免费阅读|訂閱後|订阅后|本月|readers like you|our journalism is|reader-funded|funded by readers|\
            lesern wie ihnen|leserinnen und lesern wie|lecteurs comme vous|lectores como tú|lectores como usted|\
            lettori come te|lezers zoals jij|有料記事|この記事は有料|記事です。残り|残り
            """
        ),
        (
            .newsletter,
            """
            newsletter|your inbox|sign up|signing up|signed up|subscribe |subscribe.|unsubscribe|mailing list|email address|\
            e-mail address|every morning|every week |every week.|weekly digest|delivered|straight to your|get the latest|\
            stories delivered|daily briefing|morning briefing|top stories|never miss|ihr postfach|melden sie sich|\
            kostenlos abonnieren|e-mail-adresse|inscrivez-vous|votre boîte|recevez|suscríbete|tu correo|iscriviti|\
            schrijf je in|in your email|click here for more information|through your letterbox|issues for|\
            start your day with|delivered right to|sent to your|newsletter-abo|newsletter informiert|\
            newsletter richtig|abonniere den|app für android|mit unserem newsletter|hier entlang|aufs handy|\
            latest news|push notifications|our free
            """
        ),
        (
            .copyright,
            """
            all rights reserved|copyright ©|may not be published, broadcast, rewritten|may not be reproduced|\
            without permission|alle rechte vorbehalten|tous droits réservés|redistributed|©|derechos reservados
            """
        ),
        (
            .follow,
            """
            follow us on|like us on|on facebook|on twitter|on instagram|on linkedin|on youtube|whatsapp channel|\
            telegram channel|join our channel|join our channels|folgen sie uns|suivez-nous|síguenos|google news|\
            our social|latest stories|download our app|download the app|our app|follow her on|auf whatsapp|\
            whatsapp-kanal|social media –|folgst du|share it with a friend|listen to newsbeat|\
            follow ap's full coverage|comentários com textos|fox news app|follow him on|follow them on|\
            subscribe to our|our channels
            """
        ),
    ]
}
