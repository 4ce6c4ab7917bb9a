import Testing

@testable import StetExtract

/// Figures that count along are no wording; figures of the article are.
@Suite struct LiveFigureTests {
    @Test(
        "A sentence that only counts its own readers is a live figure",
        arguments: [
            "1,204 people are watching this story right now.", "1,204 people watching", "87 readers online now.",
            "Right now 3.2K other people are reading this page.", "1.204 Personen lesen gerade diesen Artikel.",
            "1 204 personnes lisent cet article en ce moment.", "1.204 personas están leyendo este artículo ahora.",
        ])
    func live(sentence: String) {
        #expect(LiveFigure.isStated(in: sentence))
    }

    @Test(
        "A sentence that says anything else is not",
        arguments: [
            "3,000 people are watching the match.", "The storm has killed 15 people.",
            "So far 42 people have signed up.",
            "1,204 people were watching when the stand fell.", "People are reading this story.", "Read this story.",
            "More than 300 people have already left the harbour.",
        ])
    func news(sentence: String) {
        #expect(!LiveFigure.isStated(in: sentence))
    }

    @Test("A live figure is left out, alone or inside a paragraph, and the rest of the paragraph stays")
    func inParagraph() throws {
        func page(_ count: String) -> String {
            let figure = "\(count) people are watching this story right now."
            var parts = Pages.paragraphs.map { "<p>\($0)</p>" }
            parts[2] = "<p>\(Pages.paragraphs[2]) \(figure)</p>"
            parts.insert("<p>\(figure)</p>", at: 4)
            return Pages.html(body: parts.joined())
        }
        #expect(try Pages.text(page("1,204")) == Pages.expected)
        #expect(try Pages.text(page("987")) == Pages.expected)
    }
}
