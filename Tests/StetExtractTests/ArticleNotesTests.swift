import StetModel
import Testing

@testable import StetExtract

@Suite("What an article says about itself")
struct ArticleNotesTests {
    @Test(
        "A note on a correction is metadata, and stays in the text where it stands in it",
        arguments: [
            "Correction: An earlier version of this article gave the wrong year for the pier. It was driven in 1931.",
            "An earlier version of this story misstated the name of the head of the harbour office.",
            "Clarification (June 2, 2024): The fund covers most of the cost, not all of it.",
            "Editor’s note: This article has been updated to clarify who pays for the work.",
            "Korrektur: In einer früheren Version dieses Artikels stand ein falsches Jahr.",
            "Rectificatif : l'année indiquée dans cet article était fausse.",
            "Corrección: una versión anterior de este artículo daba un año equivocado.",
            "更正：本文早前版本的年份有误。",
        ])
    func correction(note: String) throws {
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<p><em>\(note)</em></p>"
        let extraction = try Pages.extract(Pages.html(body: body))
        #expect(extraction.article.metadata.corrections == [note])
        #expect(extraction.article.bodyText.contains(note))
        #expect(extraction.report.claims.contains { $0.field == .correction && $0.source == .text })
    }

    @Test("A note may stand under its label")
    func labelled() throws {
        let note = "The pier was built in 1931, and not in 1913 as this text said at first."
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<h3>Correction</h3><p>\(note)</p>"
        #expect(try Pages.extract(Pages.html(body: body)).article.metadata.corrections == [note])
    }

    @Test(
        "What speaks of corrections in general is no note",
        arguments: [
            "Corrections: If you see an error in this article, please write to the newsroom of the paper.",
            "The correction of the market was expected by most of the analysts who spoke to the paper.",
            "Corrections and clarifications | Submit a tip",
        ])
    func noCorrection(text: String) throws {
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<p>\(text)</p>"
        #expect(try Pages.extract(Pages.html(body: body)).article.metadata.corrections == [])
    }

    @Test("A line that tells of an update between the paragraphs is metadata and not text")
    func updateInside() throws {
        var paragraphs = Pages.paragraphs.map { "<p>\($0)</p>" }
        paragraphs.insert("<p>(Updated 10:43, June 1, 2024)</p>", at: 3)
        let article = try Pages.extract(Pages.html(body: paragraphs.joined())).article
        #expect(article.metadata.updated?.description == "2024-06-01T10:43")
        #expect(article.bodyText == Pages.expected)
    }

    @Test("The day in a dateline is the publication's where no place states one")
    func dateline() throws {
        var paragraphs = Pages.paragraphs
        paragraphs[0] = "Malmö, 12.11.2021. " + paragraphs[0]
        let body = paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.extract(Pages.html(body: body)).article.metadata.published?.description == "2021-11-12")
        paragraphs[0] = "The council met again on 12.11.2021. " + Pages.paragraphs[0]
        let sentence = paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.extract(Pages.html(body: sentence)).article.metadata.published == nil)
        paragraphs[0] = "On 12 November 2021 the council met again. " + Pages.paragraphs[0]
        let opening = paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.extract(Pages.html(body: opening)).article.metadata.published == nil)
    }

    @Test("A dateline under a standfirst is one where a mark parts it from the text")
    func datelineUnderStandfirst() throws {
        func published(_ opening: String) throws -> String? {
            var paragraphs = Pages.paragraphs
            paragraphs[0] = opening + paragraphs[0]
            let body =
                "<h2>What the council wants to do before winter</h2>" + paragraphs.map { "<p>\($0)</p>" }.joined()
            return try Pages.extract(Pages.html(body: body)).article.metadata.published?.description
        }
        #expect(try published("12.11.2021 – ") == "2021-11-12")
        #expect(try published("(12 November 2021) ") == "2021-11-12")
        #expect(try published("12 November 2021 was cold. ") == nil)
    }

    @Test("An article that its data calls not free, or that ends at a paywall, says so")
    func access() throws {
        let closed = """
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Old ferry pier to be rebuilt",
            "isAccessibleForFree":"False"}</script>
            """
        #expect(try Pages.extract(Pages.html(head: closed)).article.metadata.access == .restricted)
        let wall =
            "<div class='box'><p>Subscribe to continue reading this article. Already a subscriber? Log in</p></div>"
        #expect(try Pages.extract(Pages.html(after: wall)).article.metadata.access == .restricted)
        let open = closed.replacing("\"False\"", with: "true")
        #expect(try Pages.extract(Pages.html(head: open, after: wall)).article.metadata.access == nil)
        #expect(try Pages.extract(Pages.html()).article.metadata.access == nil)
    }

    @Test("A licence is its address without the language and form it is linked in; a picture's is not the article's")
    func license() throws {
        let footer =
            "<p>This text is under <a rel='license' href='http://creativecommons.org/licenses/by-sa/3.0/deed.de'>CC BY-SA</a>.</p>"
        #expect(
            try Pages.extract(Pages.html(after: footer)).article.metadata.license
                == "https://creativecommons.org/licenses/by-sa/3.0/")
        let credit =
            "<figure><img src='a.jpg'><figcaption>Photo: Ada, <a href='https://creativecommons.org/licenses/by/2.0/'>CC BY</a></figcaption></figure>"
        #expect(try Pages.extract(Pages.html(before: credit)).article.metadata.license == nil)
        let list = "<p>See the <a href='https://creativecommons.org/licenses/'>licences</a> for what may be done.</p>"
        #expect(try Pages.extract(Pages.html(after: list)).article.metadata.license == nil)
    }

    @Test("What was settled is told beside its claims, for notes, licence and access too")
    func settled() throws {
        let note = "Correction: An earlier version of this article gave the wrong year for the pier."
        let body = Pages.paragraphs.map { "<p>\($0)</p>" }.joined() + "<p>\(note)</p>"
        let head = """
            <link rel="license" href="http://creativecommons.org/licenses/by/4.0/deed.de">
            <meta property="article:content_tier" content="locked">
            """
        let fields = try Pages.extract(Pages.html(head: head, body: body)).settledFields
        func value(_ field: Claim.Field) -> String? {
            fields.first { $0.field == field && $0.claims[0].isRecorded }?.value
        }
        #expect(value(.correction) == note)
        #expect(value(.license) == "https://creativecommons.org/licenses/by/4.0/")
        #expect(value(.access) == "restricted")
    }

    @Test("The outlet is what the page title has behind the headline, where nothing states it")
    func outlet() throws {
        #expect(try Pages.extract(Pages.html()).article.metadata.outlet == "Harbour Post")
        let parted = Pages.html().replacing(
            "rebuilt - Harbour Post</title>", with: "rebuilt - News - Harbour Post</title>")
        #expect(try Pages.extract(parted).article.metadata.outlet == nil)
        let signed = Pages.html().replacing("rebuilt - Harbour Post</title>", with: "rebuilt - by Jane Roe</title>")
        #expect(try Pages.extract(signed).article.metadata.outlet == nil)
    }

    @Test("The lead picture's address is a claim and no part of the article")
    func image() throws {
        let first = try Pages.extract(
            Pages.html(head: "<meta property='og:image' content='https://img.example/a?v=1'>"))
        let second = try Pages.extract(
            Pages.html(head: "<meta property='og:image' content='https://img.example/a?v=2'>"))
        #expect(first.leadImage == "https://img.example/a?v=1")
        #expect(first.article == second.article)
    }

    @Test("Where no language is stated the text's own is taken; a stated one stays")
    func language() throws {
        let text = [
            "Der Hafenrat hat am Montag erklärt, dass der alte Fähranleger vor dem Winter neu gebaut werden soll.",
            "Die Ingenieure hatten im März festgestellt, dass die Pfähle aus Holz nicht mehr so fest sind wie früher.",
            "Die Arbeiten werden vier Millionen kosten, und die meisten davon zahlt die Region aus einem Fonds.",
        ].map { "<p>\($0)</p>" }.joined()
        let stated = Pages.html(body: text)
        let bare = stated.replacing("<html lang=\"en\">", with: "<html>")
        #expect(try Pages.extract(bare).article.metadata.language == "de")
        let extraction = try Pages.extract(stated)
        #expect(extraction.article.metadata.language == "en")
        #expect(extraction.report.claims.contains { $0.field == .language && $0.source == .text && $0.value == "de" })
    }
}
