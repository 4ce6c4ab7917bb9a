import StetText
import Testing

@Suite("Language guess")
struct LanguageGuessTests {
    @Test(
        "Small words tell the language",
        arguments: [
            ("en", "The council said on Monday that it would not change the plan before the vote."),
            ("de", "Der Rat hat am Montag erklärt, dass er den Plan nicht vor der Wahl ändern will."),
            ("fr", "Le conseil a dit lundi que le plan ne serait pas changé avant le vote dans la ville."),
            ("es", "El consejo dijo el lunes que no cambiaría el plan antes de la votación en la ciudad."),
            ("it", "Il consiglio ha detto che il piano non sarà cambiato prima del voto nella città."),
            ("pt", "O conselho disse que não mudaria o plano antes da votação, mas os planos são outros."),
            ("nl", "De raad zei maandag dat het plan niet voor de stemming wordt gewijzigd in de stad."),
            ("ru", "Совет сказал, что план не будет изменён до голосования, но он не хочет и это обсуждать."),
            ("da", "Rådet sagde mandag, at det ikke vil ændre planen før afstemningen, og at den er god."),
        ])
    func languages(tag: String, text: String) {
        #expect(LanguageGuess.language(of: Array(text.utf8)) == tag)
    }

    @Test("Too little text, or a language without lists, tells nothing")
    func unknown() {
        #expect(LanguageGuess.language(of: Array("Breaking news".utf8)) == nil)
        #expect(LanguageGuess.language(of: Array("東京で会議が開かれました。".utf8)) == nil)
        #expect(LanguageGuess.language(of: []) == nil)
    }
}
