import StetText
import TestSupport
import Testing

/// A sentence that was edited must not change where the others begin and end: each of them is a line of its own in the
/// stored form, and a line that moves without an edit is a false change.
@Suite("Sentences stay where they are")
struct SentenceStabilityTests {
    struct Language: Sendable, CustomTestStringConvertible {
        var code: String
        var gap: String
        var sentences: [String]
        /// What an editor puts in for a sentence, or cuts it down to.
        var edits: [String]

        var testDescription: String { code }
    }

    static let languages = [
        Language(
            code: "de", gap: " ",
            sentences: [
                "Der Rat tagte am 3. Mai um 10.30 Uhr im alten Rathaus.",
                "Dr. Weiß sprach z. B. über die Kosten von 4,2 Mio. Euro.",
                "„Wir können nicht warten“, sagte sie.", "Ist das genug?", "Die Arbeiten beginnen ca. im Oktober.",
                "Die Fähren fahren bis dahin vom Fischmarkt ab.",
            ],
            edits: [
                "Der Rat tagte am 4. Juni.", "„Wir warten!“", "Prof. Lund widersprach.",
                "Das kostet 5 Mio. Euro (Stand: 1. Mai).",
            ]),
        Language(
            code: "fr", gap: " ",
            sentences: [
                "Le conseil s’est réuni le 3 mai à 10 h 30.", "M. Roche a parlé de 4,2 millions d’euros.",
                "« Nous ne pouvons pas attendre », a dit Mme Brun.", "Est-ce assez ?",
                "Les travaux commencent en octobre.",
                "Les bateaux partent du marché jusque-là.",
            ],
            edits: [
                "Le conseil n’a rien dit.", "« Nous attendons ! »", "M. Lund a refusé.",
                "Cela coûte 5 millions (env.).",
            ]),
        Language(
            code: "es", gap: " ",
            sentences: [
                "El consejo se reunió el 3 de mayo a las 10.30 en la plaza.",
                "El Sr. Roca habló de 4,2 millones de euros.",
                "«No podemos esperar», dijo la Dra. Brun.", "¿Es suficiente?", "Las obras empiezan en octubre.",
                "Los barcos salen del mercado hasta entonces.",
            ],
            edits: [
                "El consejo no dijo nada.", "«¡Esperamos!»", "EE. UU. no respondió.", "Cuesta 5 millones (aprox.).",
            ]),
        Language(
            code: "ru", gap: " ",
            sentences: [
                "Совет собрался 3 мая в 10.30.", "Глава города И. И. Петров говорил о 4,2 млн руб. расходов.",
                "«Мы не можем ждать», — сказала она.", "Этого хватит?", "Работы начнутся в октябре 2024 г.",
                "Паромы до того отходят от рынка.",
            ], edits: ["Совет молчал.", "«Мы ждём!»", "Д. Лунд возразил.", "Это стоит 5 млн руб. (на 1 мая)."]),
        Language(
            code: "ar", gap: " ",
            sentences: [
                "اجتمع المجلس في 3 مايو عند الساعة 10:30.", "تحدث د. سالم عن 4.2 مليون يورو.",
                "قالت رئيسة المكتب إنها لا تستطيع الانتظار.",
                "هل هذا يكفي؟", "تبدأ الأعمال في أكتوبر.", "تنطلق العبارات من السوق حتى ذلك الحين.",
            ], edits: ["لم يقل المجلس شيئا.", "«لا ننتظر!»", "كم تكلف؟", "تكلف 5.5 مليون يورو."]),
        Language(
            code: "hi", gap: " ",
            sentences: [
                "परिषद की बैठक 3 मई को 10.30 बजे हुई।", "डॉ. राव ने 4.2 करोड़ रुपये की बात की।", "उन्होंने कहा कि हम इंतज़ार नहीं कर सकते।",
                "क्या यह काफ़ी है?", "काम अक्टूबर में शुरू होगा।", "नावें तब तक बाज़ार से चलेंगी।",
            ], edits: ["परिषद ने कुछ नहीं कहा।", "“हम रुकेंगे!”", "कितना लगेगा?", "इसमें 5.5 करोड़ रुपये लगेंगे।"]),
        Language(
            code: "zh", gap: "",
            sentences: [
                "市议会于5月3日10时30分召开会议。", "王博士谈到了4.2亿元的费用。", "“我们不能再等了。”", "她说完就走了。", "这够吗？", "工程将于十月开始。",
                "在此之前，渡轮从鱼市场出发。",
            ], edits: ["市议会没有表态。", "“我们会等！”", "要多少钱？", "费用为5.5亿元（截至5月1日）。"]),
        Language(
            code: "ja", gap: "",
            sentences: [
                "市議会は5月3日10時30分に開かれた。", "王博士は4.2億円の費用について話した。", "「もう待てません。」と彼女は述べた。", "これで足りるのか？",
                "工事は十月に始まる。", "それまで船は市場から出る。",
            ], edits: ["市議会は何も言わなかった。", "「待ちます！」と彼は言った。", "いくらかかるのか？", "費用は5.5億円（5月1日現在）だ。"]),
        Language(
            code: "th", gap: " ",
            sentences: [
                "สภาประชุมเมื่อวันที่ 3 พฤษภาคม เวลา 10.30 น. ที่ศาลากลาง และจะประชุมอีกครั้งในเดือนหน้า"
            ], edits: ["สภาไม่ได้กล่าวอะไรเกี่ยวกับค่าใช้จ่าย 4.2 ล้านบาท", "ดร. สมชาย กล่าวว่ารอไม่ได้"]),
    ]

    private func sentences(_ text: String, _ segmenter: SentenceSegmenter) -> [String] {
        let bytes = Array(text.utf8)
        return segmenter.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test("An edited, added or removed sentence leaves all others as they were", arguments: languages)
    func stability(language: Language) {
        let segmenter = SentenceSegmenter(language: language.code)
        let before = language.sentences
        #expect(sentences(before.joined(separator: language.gap), segmenter) == before)
        for index in before.indices {
            for edit in language.edits {
                var edited = before
                edited[index] = edit
                #expect(sentences(edited.joined(separator: language.gap), segmenter) == edited)
                // Thai marks no end of a sentence: its paragraph is one, whatever is added.
                guard language.code != "th" else { continue }
                var longer = before
                longer.insert(edit, at: index)
                #expect(sentences(longer.joined(separator: language.gap), segmenter) == longer)
            }
            guard before.count > 1 else { continue }
            var shorter = before
            shorter.remove(at: index)
            #expect(sentences(shorter.joined(separator: language.gap), segmenter) == shorter)
        }
    }
}
