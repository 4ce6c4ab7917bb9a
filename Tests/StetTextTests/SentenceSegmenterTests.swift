import StetText
import Testing

@Suite("Sentences")
struct SentenceSegmenterTests {
    private func sentences(
        _ text: String, _ language: String? = "en", _ enclosed: SentenceSegmenter.Enclosed = .whole
    ) -> [String] {
        let bytes = Array(text.utf8)
        return SentenceSegmenter(language: language, enclosed: enclosed).ranges(in: bytes)
            .map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// Each text shows its own boundaries as " | ".
    private func expect(
        _ shown: [String], _ language: String? = "en", _ enclosed: SentenceSegmenter.Enclosed = .whole,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for line in shown {
            let text = line.replacing(" | ", with: " ")
            let got = sentences(text, language, enclosed).joined(separator: " | ")
            #expect(got == line, sourceLocation: sourceLocation)
        }
    }

    @Test("A full stop, a question mark and an exclamation mark end a sentence")
    func plainEnds() {
        expect(["The vote passed. | Nobody spoke.", "Was it late? | It was!", "Stop!! | Who goes there?! | Me."])
    }

    @Test("Titles and initials stay with the name")
    func names() {
        expect([
            "Then Dr. Ruth Adler met Gen. Harris. | They left.", "The book by P. D. James sold out. | It is back now.",
            "George W. Ball resigned.", "We asked Sen. Hall and Gov. Ortiz. | Neither answered.",
        ])
    }

    @Test("An acronym ends a sentence only before a word that opens one")
    func acronyms() {
        expect([
            "The U.S. Senate voted. | It was close.", "She moved to the U.S. | Her brother stayed.",
            "He spoke in Washington, D.C., on Thursday. | Nobody listened.", "She holds a Ph.D. in law.",
        ])
    }
}
