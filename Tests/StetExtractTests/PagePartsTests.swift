import StetModel
import Testing

@testable import StetExtract

/// Parts of a page that are the article's though they stand apart, and parts that are not though they stand in it.
@Suite("Parts of a page")
struct PagePartsTests {
    private var paragraphs: [String] { Pages.paragraphs.map { "<p>\($0)</p>" } }
    private var story: String { paragraphs.joined() }
    private var text: String { Pages.paragraphs.joined(separator: "\n") }

    /// A page of boxes: headline, what stands between it and the text, the text, and what follows it.
    private func read(opening: String = "", end: String = "", inside: String = "") throws -> Article {
        let page = """
            <html lang="en"><head><title>Old ferry pier to be rebuilt | The Post</title></head><body><main>
            <div class="top"><h1>Old ferry pier to be rebuilt</h1></div>\(opening)
            <div class="grid"><div class="story">\(story)\(inside)</div></div>\(end)</main></body></html>
            """
        return try Pages.extract(page).article
    }

    private let opening = [
        "The pier has stood empty since the last ferry left it twelve years ago, and few believed that it would ever be used.",
        "Now the city has found the money, and the first boards are to be laid before the winter sets in.",
    ]

    @Test("Paragraphs that stand together between headline and text open the article, wherever their box is")
    func openingApart() throws {
        let box = "<div class='intro-x'>" + opening.map { "<p>\($0)</p>" }.joined() + "</div>"
        #expect(try read(opening: box).bodyText == (opening + Pages.paragraphs).joined(separator: "\n"))
    }

    @Test("Labels between headline and text open nothing")
    func noOpening() throws {
        let labels = "<div><p>Reading time is short.</p><p>By our desk.</p></div>"
        #expect(try read(opening: labels).bodyText == text)
    }

    @Test("Stories under \"Latest news\" go with it, also where they weigh more than the text's half")
    func storiesUnderLabel() throws {
        let stories = (1...4).map { number in
            """
            <h3><a href="/story/\(number)">Another story of the harbour, number \(number)</a></h3><span>1 June 2024</span>
            <p>This is what that story says at its beginning, with a comma or two, before it breaks off at its end, as \
            excerpts do that a site makes of every story it has, number \(number) among them.</p>
            """
        }
        let list = "<h2>Latest news</h2>" + stories.map { "<div class='entry'>\($0)</div>" }.joined()
        #expect(try read(inside: "<div>\(list)</div>").bodyText == text)
    }

    @Test("Questions that are links of an accordion are no stories under the \"Read more\" before them")
    func questionsStay() throws {
        let answers = (1...3).map { number in
            """
            <div><a href="#a\(number)"><h3>What will the new pier cost in year \(number)?</h3></a>
            <p>It will cost what the council has said it would, and not a cent more than that, in year \(number). \
            The region pays half of it, the town a quarter, and the rest is to come from those who rent the berths, who have \
            been asked for it in letters that went out last week.</p>
            <p><a href="/more">Read more</a></p></div>
            """
        }
        let read = try read(inside: "<section><h2>Questions</h2>\(answers.joined())</section>").bodyText
        #expect((1...3).allSatisfy { read.contains("not a cent more than that, in year \($0).") })
    }

    @Test("Comments that quote are comments")
    func quotingComments() throws {
        let comments = (1...3).map { number in
            """
            <li><div class="comment-body"><div>Reader \(number) on 12 June 2024 said:</div>
            <blockquote><p>The pier has been shut for years, as everybody in the harbour knows.</p></blockquote>
            <p>That is not what I remember of it, since we used to fish there every summer, number \(number).</p></div></li>
            """
        }
        let list =
            "<div id='comments'><h3>Replies of readers</h3><ul class='comment-list'>\(comments.joined())</ul></div>"
        #expect(try read(end: list).bodyText == text)
    }

    @Test("A paragraph that its name calls a disclaimer or a call to act is none of the text")
    func frankNames() throws {
        let inside = """
            <p class="disclaimer">The views in this article are those of its author, and of nobody else at all, we say.</p>
            <div class="post-cta"><h3>Want to rent a boat?</h3><p>Our boats are the best in the bay, as everybody says.</p></div>
            """
        #expect(try read(inside: inside).bodyText == text)
    }

    @Test(
        "What a page sets beside headline and text goes, also where it outweighs a short report",
        arguments: ["<footer>|</footer>", "<aside>|</aside>", "<div class='site-footer'>|</div>", "<nav>|</nav>"])
    func longSurroundings(_ box: String) throws {
        let report = Pages.paragraphs.prefix(2).map { "<p>\($0)</p>" }.joined()
        let rest = Pages.paragraphs.dropFirst(2).map { "<p>\($0)</p>" }.joined()
        let page =
            "<html lang='en'><head><title>Old ferry pier to be rebuilt</title></head><body><div><h1>Old ferry pier to be rebuilt</h1>\(report)</div>"
            + box.replacing("|", with: rest) + "</body></html>"
        #expect(try Pages.text(page) == Pages.paragraphs.prefix(2).joined(separator: "\n"))
    }

    @Test("A text of which a part is named as a side of the page keeps it, where the headline stands in it or over it")
    func textInNamedBox() throws {
        let paragraphs = Pages.paragraphs.map { "<p>\($0)</p>" }
        let page =
            "<html lang='en'><head><title>Old ferry pier to be rebuilt</title></head><body><div class='hero'><h1>Old ferry pier to be rebuilt</h1>\(paragraphs.prefix(2).joined())</div><div class='sidebar-grid'>\(paragraphs.dropFirst(2).joined())</div></body></html>"
        #expect(try Pages.text(page) == Pages.expected)
    }

    @Test("A document's own section on its disclaimer stays")
    func ownDisclaimer() throws {
        let section =
            "<h2 id='disclaimer'>Disclaimer</h2><p>We do not say that all of this is right, and nobody should.</p>"
        #expect(
            try read(inside: section).bodyText == text
                + "\nDisclaimer\nWe do not say that all of this is right, and nobody should.")
    }

    @Test("A caption by name is one, however long and wherever its picture stands")
    func namedCaption() throws {
        let caption =
            "The old pier in the harbour, as it was seen from the deck of the last ferry that left it on a grey morning in "
            + "the autumn of the year in which the company that had run the line for ninety years gave it up for good and sold "
            + "all of its ships."
        let article = try read(
            inside: "<p id='caption-attachment-7'>\(caption)</p>\(paragraphs[0])")
        #expect(!article.bodyText.contains("grey morning"))
        #expect(
            article.blocks.contains { (block: Block) in if case .figure = block { true } else { false } })
    }

    @Test("\"Discussion\" over running text heads a section of a paper")
    func discussionOfPaper() throws {
        let section =
            "<section><h2>Discussion</h2><p>The piles were found to be sound below the water, which nobody had expected of them.</p>"
            + "<p>What stands above it has to go, as we have shown, and the sooner the better for everyone.</p></section>"
        let read = try read(inside: section).bodyText
        #expect(read.contains("\nDiscussion\nThe piles were found") && read.hasSuffix("the better for everyone."))
    }

    @Test(
        "A sentence about a newsletter and its subscribers is no sign-up box",
        arguments: [
            "The newsletter is read by 30,000 subscribers, most of whom work in the harbour.",
            "More than a thousand signed up in May, though it is not clear how many became paying subscribers.",
        ])
    func aboutNewsletters(_ sentence: String) throws {
        let inside = "<p>\(sentence)</p><p>It will come out every weekday from the autumn on, she said on Tuesday.</p>"
        #expect(try read(inside: inside).bodyText.contains(sentence))
    }
}
