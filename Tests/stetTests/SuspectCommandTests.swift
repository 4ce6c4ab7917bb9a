import Foundation
import Testing

@Suite("Walls in the place of articles")
struct SuspectCommandTests {
    private static let sentences = [
        "The harbour bridge will close to traffic for three months from May, the city council said on Tuesday.",
        "Councillors voted nine to four for the plan, which costs twelve million, after years of debate.",
        "Ferries will carry pedestrians and cyclists across the river while the deck is being replaced.",
        "Shops on the northern bank fear for their trade, and have asked the council for help with their rents.",
        "The last repair, in 1987, took twice as long as was planned, an engineer of the time recalled.",
    ]

    private func page(_ title: String, _ sentences: [String]) -> String {
        "<html><head><title>\(title)</title></head><body><article><h1>\(title)</h1>"
            + sentences.map { "<p>\($0)</p>" }.joined() + "</article></body></html>"
    }

    private var article: String { page("Harbour bridge to close", Self.sentences) }

    private func kinds(_ pages: [String], in work: Workplace) throws -> [String] {
        for (number, text) in pages.enumerated() {
            try work.write(text, to: "page.html")
            let answer = try work.stet(
                "snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-\(number + 10)")
            try #require(answer.code == 0, "\(answer)")
        }
        #expect(try work.stet("verify").code == 0)
        let json = try work.stet("log", "bridge", "--all", "--format", "json").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let revisions = try #require(object["revisions"] as? [[String: Any]])
        return revisions.sorted { ($0["number"] as? Int ?? 0) < ($1["number"] as? Int ?? 0) }
            .compactMap { $0["kind"] as? String }
    }

    private static let walls: [(String, [String])] = [
        (
            "Just a moment...",
            ["Verifying you are human. This may take a few seconds before you can go on."]
        ),
        (
            "Before you continue",
            [
                "We and our partners store and access information on a device for personalised ads and content.",
                "You can withdraw your consent at any time in the privacy settings of this site.",
            ]
        ),
        (
            "Page not found",
            ["We are sorry, but the page you are looking for has been moved or deleted by its editors."]
        ),
        (
            "Anmelden",
            ["Bitte melden Sie sich an, um den Artikel zu sehen. Sie haben noch kein Konto? Jetzt registrieren."]
        ),
    ]

    @Test("A wall is suspect at once, and the article after it no change", arguments: walls)
    func wall(title: String, sentences: [String]) throws {
        let work = try Workplace()
        let wall = page(title, sentences)
        #expect(try kinds([article, wall], in: work) == ["new", "suspect"])
        #expect(try work.stet("log", "bridge").output.contains("1 suspect reading"))
        #expect(
            try work.git("log", "-1", "--format=%(trailers:key=Stet-Kind,valueonly)", "main").output == "suspect\n\n")
    }

    @Test("What returns after a wall is told against the text that stood last, also of checks in one second")
    func wallWithinOneSecond() throws {
        let work = try Workplace()
        let edited = page("Harbour bridge to close", Self.sentences.dropLast() + ["Repairs begin on Monday, it said."])
        for text in [article, edited, page(Self.walls[0].0, Self.walls[0].1), edited] {
            try work.write(text, to: "page.html")
            #expect(
                try work.stet("snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-10").code
                    == 0)
        }
        let message = try work.git("log", "-1", "--format=%s%n%b", "main").output
        #expect(message.hasPrefix("return: ") && !message.contains("edited"), "\(message)")
    }

    @Test("Walls of several wordings in a row are suspect, and an edit behind them is told against the article")
    func severalWalls() throws {
        let work = try Workplace()
        func wall(_ id: String) -> String {
            page("Just a moment...", ["Verifying you are human. Cloudflare Ray ID: \(id), please stand by."])
        }
        let edited = page(
            "Harbour bridge to close", [Self.sentences[0].replacing("May", with: "June")] + Self.sentences.dropFirst())
        #expect(
            try kinds([article, wall("8f1a"), wall("77c2"), article, wall("8f1a"), edited], in: work) == [
                "new", "suspect", "suspect", "return", "suspect", "change",
            ])
        let message = try work.git("log", "-1", "--format=%B", "main").output
        #expect(message.contains("1 sentence edited") && !message.contains("removed"), "\(message)")
        let shown = try work.stet("log", "bridge").output.split(separator: "\n").filter { $0.hasPrefix("@") }
        #expect(shown.map { $0.prefix(2) } == ["@1", "@6"], "\(shown)")
    }

    @Test("What was rewritten, withdrawn or shortened is a change")
    func changes() throws {
        let rewritten = page(
            "River crossing reopens",
            [
                "Lorries rolled over the new deck for the first time on Monday, a week ahead of time.",
                "The mayor thanked the ferrymen, who now return to the lower harbour with their boats.",
            ])
        let withdrawn = page(
            "Article withdrawn",
            ["This article was withdrawn on 3 June because its account of the vote could not be confirmed."])
        let shortened = page(
            "Harbour bridge to close", [Self.sentences[0], "Something went wrong; please try again later."])
        for text in [rewritten, withdrawn, shortened] {
            #expect(try kinds([article, text], in: Workplace()) == ["new", "change"], "\(text)")
        }
    }

    @Test("An article about such things may become a short one")
    func aboutWalls() throws {
        let long = page(
            "Our use of cookies",
            [
                "We use cookies on all pages of this site, and so do our partners, whose list stands at the end.",
                "In the privacy settings you can withdraw your consent at any time, for one purpose or for all of them.",
                "Essential cookies keep you signed in; they are set without asking, and are gone when you sign out.",
                "Cookies for statistics are kept for a year, and are read by nobody but those who run this site.",
                "Cookies for advertising are set by others, who say in their own statements what becomes of them.",
            ])
        let short = page(
            "Our use of cookies",
            ["This site sets essential cookies alone. There is no need for your consent any more."])
        #expect(try kinds([long, short], in: Workplace()) == ["new", "change"])
    }
}
