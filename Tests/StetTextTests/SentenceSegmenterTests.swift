import StetText
import Testing

/// Each line shows its own boundaries as " | ".
@Suite("Sentences")
struct SentenceSegmenterTests {
    private func expect(
        _ language: String?, _ shown: [String], _ enclosed: SentenceSegmenter.Enclosed = .whole,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let segmenter = SentenceSegmenter(language: language, enclosed: enclosed)
        for line in shown {
            let bytes = Array(line.replacing(" | ", with: " ").replacing("|", with: "").utf8)
            let got = segmenter.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
            let expected = line.replacing(" | ", with: "|").split(separator: "|").map(String.init)
            #expect(got == expected, sourceLocation: sourceLocation)
        }
    }

    @Test("A full stop, a question mark and an exclamation mark end a sentence")
    func plainEnds() {
        expect("en", ["The vote passed. | Nobody spoke.", "Was it late? | It was!", "Stop!! | Who goes there?! | Me."])
    }

    @Test("Titles and initials stay with the name")
    func names() {
        expect(
            "en",
            [
                "Then Dr. Ruth Adler met Gen. Harris. | They left.",
                "The book by P. D. James sold out. | It is back now.",
                "George W. Ball resigned.", "We asked Sen. Hall and Gov. Ortiz. | Neither answered.",
                "“We lost,” said Ma. | Her team had led.", "He saw Ada K. | She waved.",
            ])
    }

    @Test("An acronym ends a sentence only before a word that opens one")
    func acronyms() {
        expect(
            "en",
            [
                "The U.S. Senate voted. | It was close.", "She moved to the U.S. | Her brother stayed.",
                "He spoke in Washington, D.C., on Thursday. | Nobody listened.", "She holds a Ph.D. in law.",
                "Snow fell on the harbour on May 30, 2024. /Harbour News",
                "Thousands left the E.U. | Dozens came back.", "It opened in the U.K. | Unfortunately, it closed.",
            ])
    }

    @Test("Other abbreviations go on before names and numbers")
    func abbreviations() {
        expect(
            "en",
            [
                "See p. 12 and Fig. 3. | Then turn to Vol. II of it.",
                "Acme Inc. Chairman Lee quit. | He gave no reason.",
                "They own Bell & Co. | We sold it.", "We need paper, pens, etc. for Jan. 5.",
                "No. 7 won. | Did we lose? | No. | We drew.",
                "It is 5 ft. tall and weighs 10 lbs. | Nobody can lift it.", "Roe v. Wade was cited, e.g. by her.",
                "The Hwy. 5 bridge fell. | The Mgr. resigned.", "They met on St. Mark’s Square. | It was Fri. morning.",
            ])
    }

    @Test("Times of day end a sentence unless a day, a zone or the rest of the sentence follows")
    func times() {
        expect(
            "en",
            [
                "Doors open at 7 p.m. | Tickets are free.", "It starts at 7 p.m. Friday. | Bring food.",
                "Call before 9 a.m. ET. | Then wait.", "It ended at 3 p.m. Beijing time.", "At 5 a.m. Ms. Cole left.",
            ])
    }

    @Test("Numbers, dates, addresses and file names hold no boundary")
    func numbers() {
        expect(
            "en",
            [
                "It cost $3.50. | It was worth it.", "Version 2.0.1 is out. | Get it at example.com.",
                "Write to Jo.Ann@example.org. | She answers.", "Save it as a .csv file. | Then open it.",
                "On 12.03.2024 it rose 3.5 percent. | Prices fell.", "They met in 2019. | In 2020 they parted.",
            ])
    }

    @Test("A mark inside a sentence that goes on in lower case ends nothing")
    func goesOn() {
        expect(
            "en",
            [
                "“Is it over?” she asked.", "Yahoo! was first. | Yahoo! News came later.", "Alas! it fell.",
                "It was – how odd! – a gift.", "It (really?) worked.", "He said [...] nothing. | We left.",
            ])
    }

    @Test("Closing quotes, brackets and note references belong to the sentence before")
    func closers() {
        expect(
            "en",
            [
                "“We won.” | They cheered.", "(It was late.) | We left.", "They won “independence.” | Then came peace.",
                "It was shown in 1990.[12][13] | Later work agrees.",
                "It stays in a consultation.11 12 | Take that one.",
                "<em>Stop.</em> | <em>Go.</em>", "“But if we--” | He fell silent.", "It closed.¹ | Nobody knew.",
            ])
    }

    @Test("Ellipses pause in lower case and end before a capital")
    func ellipses() {
        expect(
            "en",
            [
                "He waited... and left.", "He waited... | She left.", "I said . . . well, . . . I meant it.",
                "It ended. | . . . Then it began.",
                "Wait… | What?", "From 1, 2, ... 10 they count.",
            ])
    }

    @Test("Quoted and bracketed sentences stay whole, or are cut where asked")
    func enclosed() {
        expect("en", ["“It is late. We left,” she said. | He stayed.", "It fell (He knew. He told me.) in May."])
        expect("en", ["“It is late. | We left,” she said. | He stayed."], .separate)
        expect("en", ["“It is late. | We left, she said. | He stayed."])
        expect("en", ["He fell. (Which was no surprise.) | She rose. | (Who knows why?)"])
    }

    @Test("List markers begin items, alone on a line or one after the other")
    func lists() {
        expect(
            "en",
            [
                "1. Wash it | 2. Dry it | 3. Fold it", "a) wash | b) dry", "(i) Wash it. | (ii) Dry it.",
                "• Wash | • Dry",
                "Q. Who came? | A. Nobody did.", "II. The Second Part", "2.1. Scope of this policy",
                "Section 1. The buyer pays.".replacing("1. ", with: "1. | "),
            ])
    }

    @Test("Words that grew together at a full stop are parted, names with a full stop inside are not")
    func missingSpaces() {
        expect(
            "en",
            [
                "It was late.|Then we left.", "We paid 1,000.|That was all.", "The React.Component class.",
                "See www.Example.Com now.",
                "Node.js and example.Org work.", "Use src/file.Name here: user@mail.Host is wrong.",
            ])
    }

    @Test("Prose with many names has the same sentences however narrow it was wrapped", arguments: 30...90)
    func wrapped(width: Int) {
        let prose =
            "The Office of Harbours and Inland Navigation, within the Ministry of Works, said that the Northern Canal Company "
            + "will rebuild the Old Bridge. The representative of the Union of River Pilots, Anna Holt, told the Committee on "
            + "Roads and Waterways that the plans of the Danube Commission and of the City of Linz had changed since May."
        var lines = [""]
        for word in prose.split(separator: " ") {
            if lines[lines.count - 1].count + word.count >= width { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        let segmenter = SentenceSegmenter(language: "en")
        func sentences(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return segmenter.ranges(in: bytes).map {
                String(decoding: bytes[$0], as: UTF8.self).replacing("\n", with: " ")
            }
        }
        #expect(sentences(lines.joined(separator: "\n")) == sentences(prose))
    }

    @Test("Chinese and Japanese prose has the same sentences however narrow it was wrapped", arguments: 15...40)
    func wrappedUnspaced(width: Int) {
        let prose = [
            "很多人担心人工智能将取代工人，它可能会先取代旧程序，而这一趋势在未来几年里还会继续加快。我已经使用了几年（从第一版开始），效果非常好！"
                + "下一步是什么？没有人知道，但是大家都在等待第二版的消息。",
            "東京都は、新しい計画を発表したばかりで、来年の春までに橋を直すという。「早く始めたい」と市長は話した。予算はまだ決まっていないが、"
                + "十二月の会議で話し合われる見込みである。",
        ]
        let segmenter = SentenceSegmenter(language: nil)
        func sentences(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return segmenter.ranges(in: bytes).map {
                String(decoding: bytes[$0], as: UTF8.self).replacing("\n", with: "")
            }
        }
        for text in prose {
            var lines = [""]
            for character in text {
                // No line begins with a mark that closes, or ends with one that opens.
                let isFull = lines[lines.count - 1].count >= width
                if isFull, !"，。！？、）」".contains(character) {
                    let opens = lines[lines.count - 1].last.map { "（「".contains($0) } ?? false
                    lines.append(opens ? String(lines[lines.count - 1].removeLast()) : "")
                }
                lines[lines.count - 1].append(character)
            }
            #expect(sentences(lines.joined(separator: "\n")) == sentences(text))
        }
    }

    @Test("Lines of Chinese that no stop ends are parted where they are short, or no line ends with a stop")
    func unspacedLines() {
        let segmenter = SentenceSegmenter(language: nil)
        func sentences(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return segmenter.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(sentences("新闻\n体育\n天气") == ["新闻", "体育", "天气"])
        #expect(sentences("床前明月光\n疑是地上霜\n举头望明月\n低头思故乡。").count == 4)
        let heading = "关于新桥的消息"
        let text = "市长星期一在议会宣布，老城区的新桥将在明年春天之前完工并向行人开放。"
        #expect(sentences("\(heading)\n\(text)") == [heading, text])
        let names = "北京市朝阳区建国门外大街一号国际贸易中心大厦第二十八层\n上海市浦东新区世纪大道一百号环球金融中心大厦第七十九层零一室"
        #expect(sentences(names).count == 2)
    }

    @Test("Line breaks part headings and lists, not wrapped prose")
    func lineBreaks() {
        let segmenter = SentenceSegmenter(language: "en")
        func sentences(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return segmenter.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(sentences("It was a cold\nnight in May.") == ["It was a cold\nnight in May."])
        #expect(sentences("News\nSport\nWeather\n") == ["News", "Sport", "Weather"])
        #expect(sentences("apples\npears\n") == ["apples", "pears"])
        #expect(sentences("A heading\n\nand a line") == ["A heading", "and a line"])
        #expect(sentences("He asked Mr.\nSmith to come.") == ["He asked Mr.\nSmith to come."])
        let address = "https://www.example.org/what-is-longer-than-any-line-of-this-paragraph-and-cannot-be-broken"
        let wrapped = "Ask the clerk of the\nCounty Court, or read\nthe rules of it at\n\(address)\nif you have time."
        #expect(sentences(wrapped) == [wrapped])
        #expect(sentences(" \n ").isEmpty)
    }

    @Test("German ordinals, abbreviations and quotes")
    func german() {
        expect(
            "de",
            [
                "Am 5. Mai kam er. | Es war im 19. Jahrhundert.", "Das steht auf Seite 12. | Dort steht es.",
                "Er kam z. B. aus Köln.",
                "Frau Prof. Dr. Ott sagte: „Ja.“ | Dann ging sie.", "Sie zahlt ca. 5 Mio. Euro. | Das ist viel.",
                "Seit 2014. | Danach nicht.",
            ])
    }

    @Test("Romance languages")
    func romance() {
        expect(
            "fr",
            ["M. Petit est arrivé. | Il a dit « oui. » | Puis il est parti.", "Voir p. 5 et art. 12. | C’est clair."])
        expect("es", ["El Sr. Ruiz llegó. | ¿Quién lo vio? | ¡Nadie!", "Vive en la Avda. Sol No. 5. | Es tarde."])
        expect("it", ["Il Dott. Neri è qui. | La Sig.ra Bo no."])
        expect("pt", ["O Sr. Dias chegou. | Ele ficou até as 5."])
    }

    @Test("Slavic and Nordic languages")
    func others() {
        expect(
            "ru",
            [
                "Он живёт на ул. Мира. | Это в г. Омск.", "В 2014 г. Президент уехал.".replacing("г. ", with: "г. | "),
                "А. С. Пушкин и др. поэты.", "По словам А. П. Кольцова, это так. | Да.", "Пришёл Т. Ч. Иванов.",
            ])
        expect("pl", ["Dr Nowak, np. Jan, był. | To ul. Długa."])
        expect("da", ["Hr. Holm kom den 5. maj. | Han gik igen."])
        expect("nl", ["Dhr. Vos kwam. | Hij bleef o.a. in Ede."])
    }

    @Test("Scripts with their own marks need no space after them")
    func marksOfOtherScripts() {
        expect("zh", ["他走了。|她说：“好！”|他们笑了。"], .separate)
        expect("ja", ["雨だ。|「行こう。早く。」と言った。|終わり"])
        expect("ar", ["هل جاء؟ | نعم جاء. | انتهى"])
        expect("hi", ["वह आया। | वह गया।"])
        expect("th", ["ภาษาไทยง่าย มากจริง"])
        expect("el", ["Τι είναι; | Δεν ξέρω."])
    }

    @Test("A language tag may carry a region; an unknown one is read like English")
    func tags() {
        expect("de-AT", ["Am 5. Mai kam er."])
        expect("xx", ["Mr. Poe left. | He ran."])
        expect(nil, ["Mr. Poe left. | He ran."])
    }
}
