import Testing

@testable import StetExtract

@Suite("Wording of walls")
struct WallWordingTests {
    static let walls: [(WallWording.Kind, [String])] = [
        (
            .consent,
            [
                "We value your privacy",
                "We and our 842 partners store and/or access information on a device, such as unique identifiers in cookies.",
                "You may accept or manage your choices by clicking below.",
                "These choices will be signaled to our partners and will not affect browsing data.",
            ]
        ),
        (
            .consent,
            [
                "Weiterlesen mit Werbung", "Besuchen Sie unsere Seite wie gewohnt mit Werbung und Tracking.",
                "Wir und unsere 214 Partner verarbeiten Daten, um personalisierte Werbung anzuzeigen.",
                "Ihre Zustimmung können Sie jederzeit widerrufen.",
            ]
        ),
        (
            .consent,
            [
                "Avec votre accord, nos partenaires et nous utilisons des cookies.",
                "Vous pouvez retirer votre consentement à tout moment.", "Tout accepter", "Continuer sans accepter",
            ]
        ),
        (.consent, ["Szanujemy Twoją prywatność", "My i nasi partnerzy przechowujemy informacje na urządzeniu."]),
        (
            .botCheck,
            [
                "Just a moment...", "Verifying you are human. This may take a few seconds.",
                "example.org needs to review the security of your connection before proceeding.",
            ]
        ),
        (
            .botCheck,
            ["Access to this page has been denied", "Press & Hold to confirm you are a human (and not a bot)."]
        ),
        (.botCheck, ["Bitte bestätigen Sie, dass Sie kein Roboter sind."]),
        (.botCheck, ["Comprobando su navegador antes de acceder a diario.example", "Este proceso es automático."]),
        (.botCheck, ["请完成人机验证后继续访问。"]),
        (.error, ["Page not found", "We’re sorry, the page you’re looking for may have been moved or deleted."]),
        (.error, ["502 Bad Gateway", "nginx"]), (.error, ["Something went wrong", "Please try again later."]),
        (.error, ["ページが見つかりません", "お探しのページは削除されたか、移動した可能性があります。"]),
        (.error, ["Страница не найдена", "Вернитесь на главную."]),
        (.login, ["Log in", "Email address", "Password", "Forgot your password?", "Don’t have an account?"]),
        (.login, ["Bitte melden Sie sich an", "Noch kein Konto? Jetzt registrieren."]),
        (.shell, ["Loading...", "Please wait"]), (.shell, ["You need to enable JavaScript to run this app."]),
    ]

    @Test("What stands in an article's place is told by what it says, in many languages", arguments: walls)
    func wall(kind: WallWording.Kind, sentences: [String]) {
        #expect(WallWording.kind(of: sentences) == kind)
    }

    @Test(
        "Short texts of articles, those about such things too, are none",
        arguments: [
            [
                "Article withdrawn", "This article has been withdrawn at the request of the authors.",
                "We regret the error.",
            ],
            ["This story has been updated and moved to a new page.", "Read the latest version of it there."],
            [
                "Airline's site down for a second day", "Customers who tried to book saw an error: 'Access denied'.",
                "The company said that a supplier had blocked traffic by mistake.", "Flights were not affected.",
            ],
            [
                "How captchas got so hard", "'Verify you are human', the box says, and shows nine pictures of buses.",
                "For years the tests have grown, because machines have learned to see.",
                "A new study asked 1,400 people to solve them, and the machines won.",
            ],
            [
                "Court fines publisher over cookies",
                "A court in Lyon fined a publisher 60,000 euros on Thursday for setting cookies without asking.",
                "Readers could accept all in one click, and needed five to refuse.", "The publisher will appeal.",
            ],
            ["Loading dock closes", "The loading dock at Pier 4 closes on Monday for a week of repairs to its floor."],
            ["Opening hours", "The office is temporarily unavailable by telephone; write to us, and we will answer."],
            ["Not available in your region", "This text is not available in your country for legal reasons."],
            [
                "The race is over",
                "Rain ended the final after 40 minutes, and the title stays with last year's winner.",
            ],
            [], [""],
        ])
    func article(sentences: [String]) {
        #expect(WallWording.kind(of: sentences) == nil)
    }

    @Test("A long text is none, whatever it says")
    func long() {
        let wall = ["Page not found", "The page you are looking for may have moved."]
        #expect(WallWording.kind(of: wall) == .error)
        #expect(WallWording.kind(of: Array(repeating: wall, count: 40).flatMap { $0 }) == nil)
    }

    @Test("Phrases are whole words, but in scripts that set no spaces")
    func borders() {
        #expect(WallWording.kind(of: ["Downloading is done; await the report."]) == nil)
        #expect(WallWording.kind(of: ["Être en forbiddens, äloading please waiter"]) == nil)
        #expect(WallWording.kind(of: ["「お探しのページ」"]) == .error)
    }

    @Test("A phrase that several languages share counts once")
    func sharedPhrase() {
        #expect(!WallWording.speaks(of: .consent, ["The company has a new cookie policy, its lawyers said."]))
        #expect(WallWording.speaks(of: .consent, ["Cookie policy and privacy policy are new, its lawyers said."]))
    }
}
