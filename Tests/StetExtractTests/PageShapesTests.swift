import StetModel
import Testing

@testable import StetExtract

/// Pages in many scripts and of odd build, and what publishers put into them, in words that no site has for itself.
@Suite struct PageShapesTests {
    struct Script: Sendable, CustomStringConvertible {
        var description: String
        var title: String
        var paragraphs: [String]
    }

    static let english = Script(
        description: "English", title: "Harbour board closes eastern basin",
        paragraphs: [
            "The harbour authority voted on Tuesday to close the eastern basin for eighteen months while its walls are rebuilt.",
            "Engineers told the board that the stonework has shifted by almost nine centimetres since the storms of last winter.",
            "“We have looked at every cheaper way,” said Marta Lindqvist, who leads the works department. “None would have lasted.”",
            "Crews will be offered berths on the northern quay, where there is room for about forty boats.",
        ])

    static let scripts = [
        english,
        Script(
            description: "Korean", title: "항만청, 동쪽 정박지 18개월 폐쇄",
            paragraphs: [
                "항만청은 화요일 벽을 다시 쌓는 동안 동쪽 정박지를 18개월간 폐쇄하기로 의결했다. 어민들은 한 철 조업을 잃게 된다고 말한다.",
                "기술자들은 1911년에 쌓은 돌이 지난겨울 폭풍 이후 9센티미터 가까이 밀려났다고 이사회에 밝혔다.",
                "공사 부서를 이끄는 마르타 린드크비스트는 “더 싼 방법은 모두 검토했다”고 말했다.",
                "어선들에는 북쪽 부두의 자리가 제공되며, 그곳에는 약 마흔 척이 들어갈 수 있다.",
            ]),
        Script(
            description: "Thai", title: "ท่าเรือปิดแอ่งตะวันออกสิบแปดเดือน",
            paragraphs: [
                "การท่าเรือลงมติเมื่อวันอังคารให้ปิดแอ่งจอดเรือด้านตะวันออกเป็นเวลาสิบแปดเดือนระหว่างการสร้างกำแพงใหม่",
                "วิศวกรแจ้งต่อคณะกรรมการว่าหินที่วางไว้ตั้งแต่ปี 1911 เคลื่อนตัวไปเกือบเก้าเซนติเมตรนับตั้งแต่พายุเมื่อฤดูหนาวปีที่แล้ว",
                "หัวหน้าฝ่ายก่อสร้างกล่าวว่า เราได้พิจารณาวิธีที่ถูกกว่าทุกวิธีแล้ว แต่ไม่มีวิธีใดอยู่ได้ถึงสิบปี",
            ]),
        Script(
            description: "Japanese", title: "東の船だまり、18か月閉鎖へ",
            paragraphs: [
                "港湾局は火曜日、岸壁の改修工事のため東の船だまりを18か月間閉鎖することを決めた。",
                "技術者によると、1911年に積まれた石垣は昨冬の嵐以来、9センチ近くずれており、これ以上は持たないという。",
                "漁船には北岸壁の係留場所が用意される。約40隻分の余裕があるが、東の船だまりには62隻が登録されている。",
            ]),
        Script(
            description: "Arabic", title: "الميناء يغلق الحوض الشرقي",
            paragraphs: [
                "صوّتت سلطة الميناء يوم الثلاثاء على إغلاق الحوض الشرقي لمدة ثمانية عشر شهرا ريثما يعاد بناء جدرانه.",
                "وقال المهندسون إن الحجارة التي وضعت عام 1911 تحركت نحو تسعة سنتيمترات منذ عواصف الشتاء الماضي.",
                "وستعرض على الأطقم مراس على الرصيف الشمالي حيث يتسع المكان لنحو أربعين قاربا.",
            ]),
        Script(
            description: "Hebrew", title: "הנמל סוגר את האגן המזרחי",
            paragraphs: [
                "רשות הנמל הצביעה ביום שלישי בעד סגירת האגן המזרחי למשך שמונה עשר חודשים בזמן שקירותיו נבנים מחדש.",
                "המהנדסים אמרו למועצה כי האבנים שהונחו בשנת 1911 זזו כמעט תשעה סנטימטרים מאז סופות החורף שעבר.",
                "לצוותים יוצעו מקומות עגינה ברציף הצפוני, שבו יש מקום לכארבעים סירות.",
            ]),
        Script(
            description: "Hindi", title: "बंदरगाह का पूर्वी बेसिन बंद रहेगा",
            paragraphs: [
                "बंदरगाह प्राधिकरण ने मंगलवार को पूर्वी बेसिन को अठारह महीने के लिए बंद करने का फैसला किया।",
                "इंजीनियरों ने बताया कि 1911 में लगाए गए पत्थर पिछली सर्दियों के तूफानों के बाद से लगभग नौ सेंटीमीटर खिसक गए हैं।",
                "नाविकों को उत्तरी घाट पर जगह दी जाएगी, जहां लगभग चालीस नावें रुक सकती हैं।",
            ]),
        Script(
            description: "Greek", title: "Το λιμάνι κλείνει την ανατολική λεκάνη",
            paragraphs: [
                "Η λιμενική αρχή ψήφισε την Τρίτη το κλείσιμο της ανατολικής λεκάνης για δεκαοκτώ μήνες.",
                "Οι μηχανικοί είπαν ότι οι πέτρες έχουν μετακινηθεί σχεδόν εννέα εκατοστά από τις καταιγίδες του χειμώνα.",
                "Στα πληρώματα θα προσφερθούν θέσεις στη βόρεια προβλήτα, όπου χωρούν περίπου σαράντα σκάφη.",
            ]),
    ]

    private static func page(_ script: Script, _ main: String) throws -> [String] {
        try Pages.text(
            """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(script.title) | Harbour Post</title></head><body>
            <div class="a1"><a href="/">Harbour Post</a> <a href="/news">News</a> <a href="/sport">Sport</a></div>
            \(main)<div class="z1"><div><a href="/about">About us</a> <a href="/imprint">Imprint</a></div>
            <div>Published by Quayside Media, 4 Mill Lane, Port Ellis.</div></div>
            </body></html>
            """
        ).split(separator: "\n").map(String.init)
    }

    private static func paragraphs(_ script: Script) -> [String] { script.paragraphs.map { "<p>\($0)</p>" } }

    @Test("Text is found in every script, whatever elements it stands in", arguments: scripts)
    func everyScript(script: Script) throws {
        let title = "<h1>\(script.title)</h1>"
        for main in [
            title + Self.paragraphs(script).joined(), "<div>\(script.paragraphs.joined(separator: "<br><br>"))</div>",
            "<div><div>\(script.title)</div>\(script.paragraphs.map { "<div><span>\($0)</span></div>" }.joined())</div>",
            "<x-title>\(script.title)</x-title>\(script.paragraphs.map { "<x-text>\($0)</x-text>" }.joined())",
        ] {
            #expect(
                try Self.page(script, "<div id='m'>\(main)</div>").filter { $0 != script.title } == script.paragraphs)
        }
    }

    @Test(
        "A question for consent goes in every language, over, in and under the text",
        arguments: [
            "We value your choices. We store information on your device, such as unique identifiers, to measure what you read.",
            "Wir und unsere 214 Partner speichern Informationen auf Ihrem Gerät, etwa eindeutige Kennungen.",
            "Avec votre accord, nos 130 partenaires et nous utilisons des cookies ou technologies similaires.",
            "Nosotros y nuestros socios almacenamos información en un dispositivo y procesamos datos personales.",
            "Noi e i nostri fornitori archiviamo informazioni su un dispositivo e trattiamo dati personali.",
            "Wij en onze partners slaan informatie op een apparaat op en verwerken persoonsgegevens.",
            "Wraz z naszymi partnerami przechowujemy na urządzeniu pliki cookie i przetwarzamy dane osobowe.",
            "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с этим.",
            "Vi och våra partner lagrar information på din enhet och behandlar personuppgifter.",
            "Me ja kumppanimme tallennamme tietoja laitteellesi ja käsittelemme henkilötietoja.",
            "我们使用Cookie来改善您的浏览体验。继续浏览即表示您同意我们使用Cookie。",
            "当サイトではクッキーを使用しています。閲覧を続けることで、同意したものとみなされます。",
            "저희와 파트너는 쿠키와 같은 기술을 사용하여 기기에 정보를 저장하고 개인정보를 처리합니다.",
            "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين المعلومات على جهازك.",
        ])
    func consent(words: String) throws {
        let box =
            "<div class='x9'><div><p>\(words)</p></div><div><button>OK</button> <a href='#'>Options</a></div></div>"
        let text = Self.paragraphs(Self.english)
        for place in [0, 2, text.count] {
            var parts = text
            parts.insert(box, at: place)
            let body = "<main><div class='q'><h1>\(Self.english.title)</h1>\(parts.joined())</div></main>"
            #expect(try Self.page(Self.english, body) == Self.english.paragraphs)
        }
        // The headline is no section's heading for what stood over it.
        let over = "<main><div class='q'>\(box)<h1>\(Self.english.title)</h1>\(text.joined())</div></main>"
        #expect(try Self.page(Self.english, over) == Self.english.paragraphs)
    }

    @Test("A report on consent keeps its paragraphs")
    func reportOnConsent() throws {
        let more = [
            "The regulator fined the operator of the ferry's website because it stored cookies before anybody had agreed to it.",
            "Under the ruling, consent to the use of cookies must be as easy to withdraw as it is to give.",
        ]
        let body = (Self.english.paragraphs + more).map { "<p>\($0)</p>" }.joined()
        #expect(try Self.page(Self.english, "<main><h1>x</h1>\(body)</main>") == Self.english.paragraphs + more)
    }

    @Test(
        "A line that leads to another story goes, in many languages",
        arguments: [
            "اقرأ أيضا: <a href='/x'>ارتفاع أسعار العبارات في الربيع</a>", "【関連】<a href='/x'>フェリー運賃、春に再値上げ</a>",
            "相关阅读：<a href='/x'>渡轮票价春季再次上涨</a>", "[관련기사] <a href='/x'>여객선 요금 봄에 또 오른다</a>",
            "ये भी पढ़ें- <a href='/x'>वसंत में फेरी का किराया फिर बढ़ेगा</a>", "По теме: <a href='/x'>Паром весной подорожает</a>",
            "Lea además: <a href='/x'>El ferry sube de precio en primavera</a>",
            "<a href='/x'>Folgen Sie uns jetzt auch auf WhatsApp.</a>",
        ])
    func relatedLine(line: String) throws {
        var parts = Self.paragraphs(Self.english)
        parts.insert("<p>\(line)</p>", at: 2)
        #expect(
            try Self.page(Self.english, "<main><h1>\(Self.english.title)</h1>\(parts.joined())</main>")
                == Self.english.paragraphs)
    }

    @Test(
        "Boxes that call to act go from among the paragraphs, and from after them",
        arguments: [
            "<div><h3>Stay in the know</h3><p>The day’s most important stories from the coast, at six in the morning.</p><form><input type='email'><button>OK</button></form><p>You agree to our terms.</p></div>",
            "<div><h3>Morning Tide</h3><p>Our letter from the quays, every weekday at six.</p><a href='/letters'>Sign me up</a></div>",
            "<div><div>Warm boots for cold decks</div><div>Now only 89.90 €</div><a href='https://shop.example'>Shop now</a></div>",
            "<ul><li><h3><a href='/1'>What the storms did</a></h3><div>A year on, the damage is still to be seen at the river.</div></li><li><h3><a href='/2'>Who owns the quays</a></h3><div>A look at the ledgers of a company that nobody had heard of.</div></li></ul>",
            "<p>#harbour #PortEllis</p>", "<p>© 2026 Harbour Post. Reproduction only with permission.</p>",
            "<p>Нашли ошибку? Выделите её и нажмите Ctrl+Enter.</p>",
            "<p class='sr-only'>Skip over this to the next section of the page.</p>",
        ])
    func boxes(box: String) throws {
        let text = Self.paragraphs(Self.english)
        for place in [2, text.count] {
            var parts = text
            parts.insert(box, at: place)
            let body = "<main><article><h1>\(Self.english.title)</h1><div>\(parts.joined())</div></article></main>"
            #expect(try Self.page(Self.english, body) == Self.english.paragraphs)
        }
    }

    @Test("A sign-up box that comes and goes takes no paragraph of its neighbours with it")
    func boxInBox() throws {
        let kept =
            "<p>Is there something that you think we should know? Write to the reporter, who knows the quays well.</p>"
        let box =
            "<div><h4>Sign up for our newsletter</h4><p>Get the top stories in your inbox every morning.</p><form><input type='email'></form></div>"
        var texts: [[String]] = []
        for inner in [kept, box + kept] {
            var parts = Self.paragraphs(Self.english)
            parts.insert("<div>\(inner)</div>", at: 2)
            texts.append(
                try Self.page(Self.english, "<main><h1>\(Self.english.title)</h1><div>\(parts.joined())</div></main>"))
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0].count == 5)
    }

    @Test("What is to press again and again goes")
    func recurringLinks() throws {
        func page(_ count: Int) throws -> [String] {
            let parts = (0..<4).map { index in
                "<h2>Part \(index)</h2><p>\(Self.english.paragraphs[index])</p>"
                    + (index < count ? "<div><a href='/book/\(index)'>Start part</a></div>" : "")
            }
            return try Self.page(Self.english, "<main><h1>\(Self.english.title)</h1>\(parts.joined())</main>")
        }
        #expect(try !page(3).contains("Start part"))
    }

    private static let answers = [
        ("Will the ferries run?", english.paragraphs[3]), ("Why is it closed now?", english.paragraphs[1]),
    ]

    @Test("A button that unfolds an answer is its question; one that opens a menu is a button")
    func unfolding() throws {
        let items = Self.answers.map {
            "<div><button aria-expanded='false'>\($0.0)</button><div class='panel'><p>\($0.1)</p></div></div>"
        }
        let menu = "<div><button aria-expanded='false'>Sections</button><ul><li><a href='/1'>News</a></li></ul></div>"
        let text = try Self.page(
            Self.english,
            "<main><h1>\(Self.english.title)</h1>\(menu)<p>\(Self.english.paragraphs[0])</p><div>\(items.joined())</div></main>"
        )
        #expect(text == [Self.english.paragraphs[0]] + Self.answers.flatMap { [$0.0, $0.1] })
    }

    @Test("Key points and tables between headline and text stay; who wrote it does not")
    func listedHead() throws {
        let points = ["Basin closes for eighteen months", "Sixty-two boats must move", "State to pay a third"]
        func page(_ list: String) throws -> [String] {
            try Self.page(
                Self.english,
                "<main><article><h1>\(Self.english.title)</h1>\(list)\(Self.paragraphs(Self.english).joined())</article></main>"
            )
        }
        #expect(
            try page("<ul>\(points.map { "<li>\($0)</li>" }.joined())</ul>") == points + Self.english.paragraphs)
        #expect(
            try page("<ul><li>Jane Roe</li><li>Port Ellis</li></ul>") == Self.english.paragraphs)
        let rows = ["Quay|Length|Boats", "North|410 m|40", "East|385 m|62"].map {
            "<tr>\($0.split(separator: "|").map { "<td>\($0)</td>" }.joined())</tr>"
        }
        #expect(try page("<table>\(rows.joined())</table>").first == "Quay Length Boats")
    }

    @Test("Terms stay with what explains them, the first one too")
    func terms() throws {
        let terms = [
            ("Bollard", "A short post on a quay that a ship's ropes are made fast to."),
            ("Fender", "A cushion that keeps a ship's side off the quay."),
            ("Quay", "A wall along the water where ships load and unload."),
        ]
        let list = terms.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined()
        #expect(
            try Self.page(Self.english, "<main><h1>\(Self.english.title)</h1><dl>\(list)</dl></main>")
                == terms.flatMap { [$0.0, $0.1] })
    }

    @Test("Entries of a live page keep their times with the day in them")
    func datedEntries() throws {
        let entries = Self.english.paragraphs.dropFirst().enumerated().map {
            ("3 March 2026, 1\($0.offset):40", $0.element)
        }
        let text = try Self.page(
            Self.english,
            "<main><h1>\(Self.english.title)</h1><p>\(Self.english.paragraphs[0])</p>"
                + entries.map { "<div><div>\($0.0)</div><p>\($0.1)</p></div>" }.joined() + "</main>")
        #expect(text == [Self.english.paragraphs[0]] + entries.flatMap { [$0.0, $0.1] })
    }

    @Test("Replies that name their day are told by what stands under each; of nothing but posts the first is kept")
    func threads() throws {
        let replies = [
            (
                "Old Salt", "3 March 2026 at 10:12",
                "They should have done this long ago, when it would have cost a tenth."
            ),
            (
                "M. Perez", "3 March 2026 at 11:40",
                "My father laid ropes there. The wall moved then too, it always has."
            ),
        ].map {
            "<div><div>\($0.0)</div><div>\($0.1)</div><p>\($0.2)</p><a href='#'>Reply</a></div>"
        }.joined()
        let title = "<h1>\(Self.english.title)</h1>"
        #expect(
            try Self.page(
                Self.english, "<main>\(title)\(Self.paragraphs(Self.english).joined())<div>\(replies)</div></main>")
                == Self.english.paragraphs)
        let posts = try Self.page(Self.english, "<main>\(title)<div>\(replies)</div></main>")
        #expect(posts.contains { $0.hasPrefix("They should") } && !posts.contains { $0.hasPrefix("My father") })
    }

    @Test(
        "A time that moves with the clock is told in many languages",
        arguments: [
            "منذ ساعتين", "قبل 3 ساعات", "לפני שעתיים", "לפני 5 דקות", "πριν από 2 ώρες", "2 घंटे पहले", "2 ชั่วโมงที่แล้ว",
            "3 giờ trước", "2 години тому", "преди 2 дни", "prije 28 minuta", "pred 2 hodinami", "acum 3 ore",
        ])
    func relativeTimes(text: String) {
        #expect(RelativeTime.isStated(in: text))
    }

    @Test("What a relative time by the headline stands for is when the article was published")
    func relativeStamp() throws {
        let stamp = "<p><time datetime='2026-03-03T10:00:00Z'>2 hours ago</time></p>"
        #expect(
            try Pages.extract(Pages.html(before: stamp)).article.metadata.published?.description
                == "2026-03-03T10:00:00Z")
    }

    @Test(
        "A byline is told in many languages, over and under the text",
        arguments: [
            ("作者：王小明", "王小明"), ("记者 王小明", "王小明"), ("بقلم: أحمد علي", "أحمد علي"), ("מאת: דוד כהן", "דוד כהן"),
            ("Words by Jane Roe", "Jane Roe"), ("Autorin: Jana Roth", "Jana Roth"),
            ("Propos recueillis par Jeanne Roux", "Jeanne Roux"),
        ])
    func bylines(line: String, name: String) throws {
        let over = try Pages.extract(Pages.html(before: "<p>\(line)</p>"))
        #expect(over.article.metadata.authors == [name])
        #expect(over.article.bodyText == Pages.expected)
        let under = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<p>\(line)</p>"
        #expect(try Pages.text(Pages.html(body: under)) == Pages.expected)
    }
}
