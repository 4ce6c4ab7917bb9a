import StetModel
import Testing

@testable import StetExtract

/// Terms and policies: pages on which nearly everything in the main part is the text.
@Suite struct StandingDocumentTests {
    private static let lines = [
        "<p>Effective date: 3 March 2024. Version 7.</p>",
        "<h2>Contents</h2><ol><li><a href='#data'>What data we collect</a></li><li><a href='#share'>How we share your data</a></li><li><a href='#contact'>Contact us</a></li></ol>",
        "<p>This privacy policy tells you which personal data we collect when you use our services, and what your rights are.</p>",
        "<h2 id='data'>What data we collect</h2>",
        "<p>We collect the personal information that you give us when you create your account, and we process it on the legal basis of a contract.</p>",
        "<table><tr><th>Categories</th><th>Description</th></tr><tr><td>Cookies</td><td>Needed to keep you signed in; you can refuse the others in your cookie settings.</td></tr><tr><td>Newsletter</td><td>Your e-mail address, if you sign up.</td></tr></table>",
        "<h2 id='how-we-share'>How we share your data</h2>",
        "<p>We do not sell your personal data. With your consent we may share it with third parties that send our newsletter to your inbox every week.</p>",
        "<ul><li>Facebook</li><li>Google Analytics, which uses cookies on your browser; <a href='https://opt.example/'>opt-out</a></li></ul>",
        "<h2 id='contact'>Contact us</h2>",
        "<p>Our data protection officer answers your questions about this policy and about your rights.</p>",
        "<p>Harbour Services Ltd</p><p>12 Quay Street</p><p>Port Ellen</p>",
        "<p>E-mail: privacy@harbour.example</p>",
    ]

    private static func page(
        title: String = "Privacy Policy", before: String = "", after: String = "", lines: [String] = lines
    ) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>\(title) | Harbour Services</title></head><body>
        \(before)<nav><a href="/">Home</a> <a href="/prices">Prices</a></nav>
        <main><h1>\(title)</h1><div>\(lines.joined(separator: "\n"))</div></main>\(after)
        <footer><p>© 2024 Harbour Services Ltd. All rights reserved.</p><a href="/privacy">Privacy Policy</a></footer></body></html>
        """
    }

    @Test("Dates, contents, clauses on cookies, tables, addresses and contacts are the document's")
    func everythingStays() throws {
        let text = try Pages.text(Self.page())
        #expect(
            text == """
                Effective date: 3 March 2024. Version 7.
                Contents
                1. What data we collect
                2. How we share your data
                3. Contact us
                This privacy policy tells you which personal data we collect when you use our services, and what your rights are.
                What data we collect
                We collect the personal information that you give us when you create your account, and we process it on the legal basis of a contract.
                Categories Description
                Cookies Needed to keep you signed in; you can refuse the others in your cookie settings.
                Newsletter Your e-mail address, if you sign up.
                How we share your data
                We do not sell your personal data. With your consent we may share it with third parties that send our newsletter to your inbox every week.
                Facebook
                Google Analytics, which uses cookies on your browser; opt-out
                Contact us
                Our data protection officer answers your questions about this policy and about your rights.
                Harbour Services Ltd
                12 Quay Street
                Port Ellen
                E-mail: privacy@harbour.example
                """)
    }

    @Test(
        "What stands around a document goes",
        arguments: [
            "<div class='cookie-banner'><p>We use cookies to improve your browsing experience. By continuing to use our site you agree to our use of cookies.</p></div>",
            "<div class='x9'><p>We use cookies and other tracking technologies to improve your browsing experience. By continuing to browse our site you agree to our Privacy Policy.</p></div>",
            "<aside><h3>Most read</h3><ul><li><a href='/a'>How to moor a boat</a></li><li><a href='/b'>New prices for berths</a></li></ul></aside>",
        ])
    func surroundings(box: String) throws {
        let bare = try Pages.text(Self.page())
        #expect(try Pages.text(Self.page(before: box)) == bare)
        #expect(try Pages.text(Self.page(after: box)) == bare)
    }

    @Test("A clause that is removed shows, and nothing else", arguments: lines.indices.dropFirst(2))
    func edits(index: Int) throws {
        let before = try Pages.text(Self.page()).split(separator: "\n").map(String.init)
        var lines = Self.lines
        lines.remove(at: index)
        let after = try Pages.text(Self.page(lines: lines)).split(separator: "\n").map(String.init)
        let gone = before.difference(from: after)
        #expect(!gone.isEmpty)
        for change in gone {
            guard case .insert(_, let line, _) = change else {
                Issue.record("more than the removal shows: \(change)")
                continue
            }
            #expect(Self.words(Self.lines[index]).contains(Self.words(line)), "\(line)")
        }
    }

    /// The words of a line with or without tags, with one space between them. The numbers of lists are in no tag.
    private static func words(_ text: String) -> String {
        text.replacing(#/<[^>]*>|^\d+\. /#, with: " ").split(separator: " ").joined(separator: " ")
    }

    @Test("A document is known by its clauses where its title is not telling, in other languages too")
    func untitled() throws {
        let german = """
            <p>Stand: 3. März 2024</p><p>Wir verarbeiten personenbezogene Daten auf der Rechtsgrundlage von Art. 6 Abs. 1 DSGVO, soweit Sie uns Ihre Einwilligung gegeben haben.</p>
            <p>Unsere Website verwendet Cookies, und Sie können Ihre Einwilligung in die Verarbeitung Ihrer Daten jederzeit widerrufen.</p><p>Hafen GmbH</p><p>Am Kai 12</p>
            <p>Die Haftung des Betreibers und der Nutzer richtet sich gemäß diesem Vertrag nach den gesetzlichen Vorschriften und der DSGVO.</p>
            <p>E-Mail: datenschutz@hafen.example</p>
            """
        let text = try Pages.text(Self.page(title: "Datenschutzerklärung", lines: [german]))
        #expect(text.hasPrefix("Stand: 3. März 2024\n"))
        #expect(text.hasSuffix("E-Mail: datenschutz@hafen.example"))
        let long = Array(repeating: Self.lines[4] + Self.lines[7] + Self.lines[2], count: 6) + [Self.lines[11]]
        #expect(try Pages.text(Self.page(title: "Harbour Services", lines: long)).hasSuffix("Port Ellen"))
    }

    @Test("An article about a privacy policy is an article")
    func article() throws {
        let lines =
            Pages.paragraphs.map { "<p>\($0)</p>" } + ["<p>Read more: <a href='/x'>Council opens night buses</a></p>"]
        #expect(
            try Pages.text(Self.page(title: "Ferry line changes its privacy policy", lines: lines)) == Pages.expected)
    }

    @Test("A page as plain text is read as its HTML is")
    func plainText() throws {
        let html = try Pages.text(Self.page())
        let plain = "Privacy Policy\n\n" + html.replacing("\n", with: "\n\n")
        let input = PageInput(bytes: Array(plain.utf8), contentType: "text/plain")
        #expect(try ArticleExtractor.extract(input).article.bodyText == html)
    }

    @Test("A tag left open in noscript swallows nothing")
    func noscript() throws {
        let html = Pages.html(head: "<noscript><iframe src='https://count.example/' /></noscript>")
        #expect(try Pages.text(html) == Pages.expected)
    }
}
