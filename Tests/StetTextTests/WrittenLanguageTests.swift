import StetText
import Testing

@Suite("Written language")
struct WrittenLanguageTests {
    @Test(
        "Script and small words tell the language",
        arguments: [
            ("en", "The council said on Monday that it would not change the plan before the vote."),
            ("de", "Der Rat hat am Montag erklärt, dass er den Plan nicht vor der Wahl ändern will."),
            ("fr", "Le conseil a dit lundi que le plan ne serait pas changé avant le vote dans la ville."),
            ("es", "El consejo dijo el lunes que no cambiaría el plan antes de la votación en la ciudad."),
            ("ru", "Совет сказал, что план не будет изменён до голосования, но он не хочет и это обсуждать."),
            (
                "tr",
                "Meclis pazartesi günü planın oylamadan önce değişmeyeceğini söyledi ve bu kararın çok önemli olduğunu, ancak daha sonra da tartışılabileceğini ekledi."
            ),
            (
                "id",
                "Dewan itu mengatakan pada hari Senin bahwa rencana yang ada tidak akan berubah dan warga dapat memilih."
            ),
            (
                "pl",
                "Rada powiedziała w poniedziałek, że nie zmieni planu przed głosowaniem, ale to jest tylko początek."
            ),
            (
                "hu",
                "A városi tanács kedden este úgy döntött, hogy a híd felújítása jövő tavasszal kezdődik. A munkák két évig tartanak, és közben a gyalogosok használhatják a régi hidat."
            ),
            (
                "ro",
                "Consiliul local a aprobat marți construirea noului pod. Lucrările vor începe în luna mai și vor dura doi ani, iar podul vechi va fi deschis."
            ),
            (
                "sr",
                "Градско веће је у уторак одобрило изградњу новог моста. Радови ће почети у мају и трајаће око две године, а стари мост је отворен."
            ),
            (
                "fi",
                "Kaupunginvaltuusto hyväksyi tiistaina uuden sillan rakentamisen. Työt alkavat toukokuussa ja kestävät noin kaksi vuotta, ja vanha silta on auki, kun niitä tehdään."
            ),
            (
                "cs",
                "Rada v pondělí řekla, že plán se před volbami nezmění, ale že se o něm bude v březnu znovu jednat."
            ),
            (
                "sv",
                "Rådet sade på måndagen att det inte skulle ändra planen före valet, men att den kan komma upp igen."
            ),
            (
                "nl",
                "De raad zei maandag dat het plan niet voor de verkiezingen wordt gewijzigd, maar dat er nog over wordt gesproken."
            ),
            (
                "pt",
                "O conselho disse na segunda-feira que não vai mudar o plano antes da votação na cidade, mas que ainda se fala dele."
            ),
            (
                "it",
                "Il consiglio ha detto lunedì che non cambierà il piano prima del voto, ma che se ne parlerà ancora nella città."
            ),
            (
                "uk",
                "Рада сказала, що план не буде змінено до голосування, але він і надалі буде обговорюватися у місті."
            ),
            (
                "bg",
                "Съветът каза, че планът няма да се променя преди гласуването, но ще се говори за него и след това в града."
            ),
            ("ar", "قال المجلس يوم الاثنين إنه لن يغير الخطة قبل التصويت في المدينة."),
            (
                "fa",
                "شورا روز دوشنبه گفت که پیش از رأی‌گیری برنامه را تغییر نخواهد داد و چیزی پنهان نمی‌کند، گفتگو می‌کند."
            ),
            ("ur", "کونسل نے پیر کو کہا کہ وہ ووٹ سے پہلے منصوبے میں تبدیلی نہیں کرے گی، یہ بڑے فیصلے ہیں۔"),
            ("hi", "परिषद ने सोमवार को कहा कि वह मतदान से पहले योजना में बदलाव नहीं करेगी।"),
            ("zh", "理事会星期一表示，在投票之前不会改变计划，也不会公布新的名单。"),
            ("ja", "評議会は月曜日、投票の前に計画を変更しないと発表しました。"),
            ("ko", "의회는 월요일 투표 전에 계획을 바꾸지 않겠다고 밝혔다고 합니다."),
            ("th", "สภากล่าวเมื่อวันจันทร์ว่าจะไม่เปลี่ยนแผนก่อนการลงคะแนน"),
            (
                "el",
                "Το συμβούλιο είπε τη Δευτέρα ότι δεν θα αλλάξει το σχέδιο πριν από την ψηφοφορία και ότι είναι καλό."
            ),
            ("he", "המועצה אמרה ביום שני כי לא תשנה את התוכנית לפני ההצבעה בעיר."),
        ])
    func languages(tag: String, text: String) {
        #expect(LanguageGuess.writtenLanguage(of: Array(text.utf8)) == tag)
    }

    @Test("A name in another script does not tell; too little text tells nothing")
    func little() {
        #expect(
            LanguageGuess.writtenLanguage(
                of: Array("The council of 東京 said on Monday that it would not change the plan before the vote.".utf8))
                == "en")
        #expect(LanguageGuess.writtenLanguage(of: Array("Breaking news".utf8)) == nil)
        #expect(LanguageGuess.writtenLanguage(of: []) == nil)
        #expect(LanguageGuess.writtenLanguage(of: [0xFF, 0xFE, 0x80, 0x80]) == nil)
    }
}
