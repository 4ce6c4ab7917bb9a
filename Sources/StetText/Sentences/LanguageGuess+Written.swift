extension LanguageGuess {
    /// The language a text is written in: by its script where that tells, else by its small words.
    ///
    /// Wider than `language(of:_:)`, which only chooses among the lists of the sentence rules. Chinese is "zh" whatever
    /// its characters; a script of several languages is told apart by letters and words that only one of them has.
    ///
    /// - Complexity: bounded; looks at the first 4 KiB.
    public static func writtenLanguage(of bytes: [UInt8]) -> String? {
        let window = 0..<min(bytes.count, Self.window)
        var counts = ScriptCounts()
        var index = 0
        let span = bytes.span
        var plainLetterCount = 0
        while index < window.upperBound {
            // Of ASCII all letters are Latin.
            if span[index] < 0x80 {
                if (span[index] | 0x20) &- 0x61 < 26 { plainLetterCount += 1 }
                index += 1
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(span, at: index, end: window.upperBound)
            counts.count(scalar)
            index += max(1, length)
        }
        counts.letters[Script.latin.rawValue] += plainLetterCount
        guard let script = counts.leading else { return nil }
        switch script {
        case .latin, .cyrillic, .greek: return leader(in: bytes, window, of: smallWords, script: script)
        case .han: return "zh"
        case .kana: return "ja"
        case .arabic: return counts.urdu >= Self.markLimit ? "ur" : counts.persian >= Self.markLimit ? "fa" : "ar"
        case .devanagari: return leader(in: bytes, window, of: smallWords, script: script) ?? "hi"
        default: return script.language
        }
    }

    /// A letter that only one language of a script has must stand so often: names from elsewhere bring single ones.
    private static let markLimit = 5

    enum Script: Int, CaseIterable {
        case latin, cyrillic, greek, han, kana, hangul, arabic, hebrew, devanagari, bengali, gurmukhi, gujarati, tamil
        case telugu, kannada, malayalam, sinhala, thai, lao, burmese, khmer, georgian, armenian, ethiopic

        /// The language that the script is written for, where there is one that news is published in.
        var language: String? {
            switch self {
            case .hangul: "ko"
            case .hebrew: "he"
            case .bengali: "bn"
            case .gurmukhi: "pa"
            case .gujarati: "gu"
            case .tamil: "ta"
            case .telugu: "te"
            case .kannada: "kn"
            case .malayalam: "ml"
            case .sinhala: "si"
            case .thai: "th"
            case .lao: "lo"
            case .burmese: "my"
            case .khmer: "km"
            case .georgian: "ka"
            case .armenian: "hy"
            case .ethiopic: "am"
            default: nil
            }
        }

        init?(_ scalar: UInt32) {
            switch scalar {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
            case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
            case 0x400...0x52F: self = .cyrillic
            case 0x531...0x58F: self = .armenian
            case 0x5D0...0x5EA: self = .hebrew
            case 0x620...0x64A, 0x66E...0x6D3, 0x750...0x77F: self = .arabic
            case 0x900...0x97F: self = .devanagari
            case 0x980...0x9FF: self = .bengali
            case 0xA00...0xA7F: self = .gurmukhi
            case 0xA80...0xAFF: self = .gujarati
            case 0xB80...0xBFF: self = .tamil
            case 0xC00...0xC7F: self = .telugu
            case 0xC80...0xCFF: self = .kannada
            case 0xD00...0xD7F: self = .malayalam
            case 0xD80...0xDFF: self = .sinhala
            case 0xE00...0xE7F: self = .thai
            case 0xE80...0xEFF: self = .lao
            case 0x1000...0x109F: self = .burmese
            case 0x10A0...0x10FF: self = .georgian
            case 0x1200...0x137F: self = .ethiopic
            case 0x1780...0x17FF: self = .khmer
            case 0x3041...0x30FF, 0x31F0...0x31FF: self = .kana
            case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FFFF: self = .han
            case 0xAC00...0xD7A3: self = .hangul
            default: return nil
            }
        }
    }

    private struct ScriptCounts {
        var letters = [Int](repeating: 0, count: Script.allCases.count)
        var persian = 0
        var urdu = 0

        mutating func count(_ scalar: UInt32) {
            guard let script = Script(scalar) else { return }
            letters[script.rawValue] += 1
            switch scalar {
            case 0x67E, 0x686, 0x698, 0x6AF, 0x6CC: persian += 1
            case 0x679, 0x688, 0x691, 0x6BA, 0x6D2: urdu += 1
            default: break
            }
        }

        /// The script of most letters; a character of Chinese, Japanese or Korean counts for several letters of a word.
        var leading: Script? {
            let han = letters[Script.han.rawValue]
            let kana = letters[Script.kana.rawValue]
            var weights = letters
            for script in [Script.han, .kana, .hangul] { weights[script.rawValue] *= 2 }
            // Japanese mixes kana into the Chinese characters: a tenth of kana is a Japanese text.
            if kana * 9 >= han, kana > 0 {
                weights[Script.kana.rawValue] += weights[Script.han.rawValue]
                weights[Script.han.rawValue] = 0
            }
            guard
                let most = weights.indices.max(by: {
                    weights[$0] < weights[$1] || weights[$0] == weights[$1] && $0 > $1
                }),
                weights[most] >= LanguageGuess.letterLimit, weights[most] * 2 > weights.reduce(0, +)
            else { return nil }
            return Script(rawValue: most)
        }
    }

    /// With fewer letters than this nothing is told: a line may be all name.
    private static let letterLimit = 20

    /// One word in so many is small in the language, at least: Turkish and Finnish have fewest, about one in twelve; a
    /// language of another family shares less than one in thirty.
    private static let leastShare = 15

    // MARK: - Small words

    private struct SmallWords: Sendable {
        var codes: [String] = []
        /// Which languages a word is small in, one bit each.
        var languages = WordKeys<UInt64>([:])
        /// Which languages are written in a script, by its number.
        var ofScript = [UInt64](repeating: 0, count: Script.allCases.count)
    }

    /// The small words of languages that the sentence rules have no lists for, the commonest of each.
    private static let more: [(code: String, script: Script, words: String)] = [
        ("tr", .latin, "ve bir bu için ile da de çok daha olarak olan gibi kadar sonra ancak ise değil en her ya ki"),
        ("hu", .latin, "a és hogy nem egy az azt is csak meg már volt ez mint vagy de ki el még lesz után szerint"),
        (
            "ro", .latin,
            "a și în că de pentru din care este sunt fost mai prin după sau nu cu la o se vor va fi ale lui"
        ),
        ("id", .latin, "yang dan di untuk dengan pada ini itu dari tidak dalam akan juga telah oleh sebagai karena"),
        ("vi", .latin, "của và là có không được người trong cho với các những này đã một để khi từ đến về"),
        ("hr", .latin, "je i da se na za su koji što kao ali od će nije bi ili koja samo kako još prema nakon"),
        ("sk", .latin, "je sa že na ktorý ako pre bol ale aj od po podľa by sú bude nie ktoré alebo len pri"),
        ("sl", .latin, "je in da se na za so ki pa bi ne tudi kot ali po pri še bo ter zaradi lahko"),
        ("ca", .latin, "els amb que és per una les dels més però aquest aquesta també ha són ser fins seva perquè"),
        ("lt", .latin, "ir kad į yra tai su iš bet buvo ar už kaip nuo apie jau tik taip dėl pagal metų"),
        ("lv", .latin, "un ir ka par no ar kas uz bet tas tika nav arī šo pēc gan tiek kā vai jau"),
        ("et", .latin, "ja on et ei see mis kui ka oli selle aga ning või tema kes oma pole veel siis mida"),
        ("is", .latin, "og að í á er sem var við það ekki hefur um til með fyrir en hann af verið eru"),
        ("sw", .latin, "na ya wa kwa ni katika za la kuwa hiyo baada huo kama yake hii lakini pia wake"),
        ("af", .latin, "die en het van nie is dat vir ook met sy om aan was deur wat hulle word sê kan"),
        ("sq", .latin, "dhe në të që është për një me nga se më ka janë nuk do si ishte ky kjo edhe"),
        ("tl", .latin, "ang ng sa na mga ay ito siya para hindi kung nang din niya may pa ni rin"),
        ("bg", .cyrillic, "и на да се за от че не е с са по като ще който това до но при след беше"),
        ("sr", .cyrillic, "је и у о да се на за су који што као али од ће није би или која само како још"),
        ("mk", .cyrillic, "и на да се за од дека не е со се по како ќе кој тоа до но при по беше"),
        ("hi", .devanagari, "है के में की का और को से ने पर यह हैं कि भी था नहीं एक लिए कर"),
        ("mr", .devanagari, "आहे आणि या ते हे च्या नाही तर होते असे मध्ये केली झाली करण्यात त्यांनी"),
        ("ne", .devanagari, "छ र को मा ले पनि छन् भने गर्ने भएको हुने थियो गरेको तथा लागि"),
    ]

    private static let smallWords: SmallWords = {
        var table = SmallWords()
        var languages: [UInt64: UInt64] = [:]
        func add(_ code: String, _ script: Script, _ words: [Substring]) {
            let bit: UInt64 = 1 << UInt64(table.codes.count)
            for word in words { languages[SentenceRules.key(word), default: 0] |= bit }
            table.codes.append(code)
            table.ofScript[script.rawValue] |= bit
        }
        for data in LanguageData.all {
            let script: Script =
                data.code == "el" ? .greek : data.code == "ru" || data.code == "uk" ? .cyrillic : .latin
            add(data.code, script, data.openers.spacedWords + data.small.spacedWords)
        }
        for language in more { add(language.code, language.script, language.words.spacedWords) }
        table.languages = WordKeys(languages)
        return table
    }()

    /// No other language may have more than so much of the leader's small words.
    private static let margin = (of: 10, for: 9)

    /// Letters beyond ASCII, and of Cyrillic those that not all its languages have, that a language is written with. One that lacks
    /// many letters of the text is not the text's; of a language that is not listed nothing is known.
    private static let alphabets: [String: Set<UInt32>] = {
        let lists = [
            ("en", "éèêëïöüñçàâôæœ"), ("de", "äöüßéàè"), ("fr", "àâæçéèêëîïôœùûüÿ"), ("es", "áéíñóúüç"),
            ("pt", "áâãàçéêíóôõúü"), ("it", "àèéìíîòóùú"), ("nl", "áéèëêíïóöúüç"), ("sv", "åäöéàü"),
            ("da", "æøåéáöä"), ("no", "æøåéèêòôóüöä"), ("fi", "äöåšžé"), ("pl", "ąćęłńóśźżé"),
            ("cs", "áčďéěíňóřšťúůýžöü"), ("sk", "áäčďéíĺľňóôŕšťúýžöü"), ("hu", "áéíóöőúüű"), ("ro", "ăâîșțşţéöü"),
            ("tr", "çğıiöşüâîû\u{307}"), ("hr", "čćđšžéöü"), ("sl", "čšžćđéöü"), ("ca", "àçéèíïóòúüñ"),
            ("lt", "ąčęėįšųūž"), ("lv", "āčēģīķļņšūžō"), ("et", "äöõüšž"), ("is", "áðéíóúýþæöü"), ("sq", "çëéöü"),
            ("af", "êëôûéèïîöüá"), ("id", "éè"), ("sw", ""), ("tl", "ñáéíóú"),
            ("ru", "ёыэъщьюяйи"), ("uk", "єіїґщьюяйи"), ("bg", "ъщьюяйи"), ("sr", "ђјљњћџи"), ("mk", "ѓѕјљњќџѐѝи"),
        ]
        return Dictionary(
            uniqueKeysWithValues: lists.map { code, letters in
                (code, Set((letters + letters.uppercased()).unicodeScalars.lazy.map(\.value)))
            })
    }()

    /// The letters that some alphabets of a script have and some have not.
    private static func isTelling(_ scalar: UInt32, in script: Script) -> Bool {
        switch script {
        case .latin: scalar >= 0xC0
        // What is not among the thirty letters of all, beside those that one or several lack: щ, ъ to я, й.
        case .cyrillic:
            !(0x410...0x44F).contains(scalar) || [0x419, 0x429, 0x439, 0x449].contains(scalar)
                || (0x42A...0x42F).contains(scalar) || (0x44A...0x44F).contains(scalar)
        default: false
        }
    }

    /// One letter in so many may be foreign: names bring some, and of a language's own letters there are more.
    private static let foreignShare = 40

    /// Whether a text has too many letters that the language is not written with.
    private static func isForeign(_ letters: [UInt32: Int], of total: Int, to code: String) -> Bool {
        guard let alphabet = alphabets[code] else { return false }
        return letters.reduce(0) { $0 + (alphabet.contains($1.key) ? 0 : $1.value) } * foreignShare > total
    }

    /// The language of the script whose small words stand there most; nil where they are too few, or nearly as many of
    /// another language.
    private static func leader(
        in bytes: [UInt8], _ window: Range<Int>, of table: SmallWords, script: Script
    ) -> String? {
        var letters: [UInt32: Int] = [:]
        var letterCount = 0
        var index = window.lowerBound
        while index < window.upperBound {
            let (scalar, length) = UTF8Scalars.decode(bytes.span, at: index, end: window.upperBound)
            index += max(1, length)
            guard Script(scalar) == script else { continue }
            letterCount += 1
            if isTelling(scalar, in: script) { letters[scalar, default: 0] += 1 }
        }
        var hits = [Int](repeating: 0, count: table.codes.count)
        var words = 0
        let ofScript = table.ofScript[script.rawValue]
        for token in DiffTokens.tokens(in: bytes, window) where token.kind == .word {
            words += 1
            var languages = table.languages[key(of: token.range, in: bytes.span)].map { $0 & ofScript } ?? 0
            while languages != 0 {
                hits[languages.trailingZeroBitCount] += 1
                languages &= languages - 1
            }
        }
        for language in hits.indices where isForeign(letters, of: letterCount, to: table.codes[language]) {
            hits[language] = 0
        }
        guard let best = hits.indices.max(by: { hits[$0] < hits[$1] || (hits[$0] == hits[$1] && $0 > $1) }),
            hits[best] >= wordLimit, hits[best] * leastShare >= words
        else { return nil }
        // Two languages that share their small words and letters are not told apart.
        let isClear = hits.indices.allSatisfy { $0 == best || hits[$0] * margin.of < hits[best] * margin.for }
        return isClear ? table.codes[best] : nil
    }
}
