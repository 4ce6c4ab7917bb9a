import StetModel
import TestSupport
import Testing

@testable import StetExtract

/// What changes between two fetches and is not the article: each kind, with names and without, alone and together.
@Suite struct NoiseTests {
    /// One kind of noise: what it makes of a page's paragraphs, each as HTML, another one at each fetch.
    struct Kind: Sendable, CustomStringConvertible {
        var description: String
        var make: @Sendable (_ paragraphs: inout [String], _ random: inout SplitMix64, _ isSecond: Bool) -> Void
    }

    private static func pick(_ texts: [String], _ random: inout SplitMix64) -> String {
        texts[Int(random.next() % UInt64(texts.count))]
    }

    private static func number(_ random: inout SplitMix64) -> Int { Int(random.next() % 900) + 2 }

    /// A kind that puts one of the boxes before a paragraph or after the last; "#" in them is a number.
    private static func box(_ name: String, _ boxes: String..., at position: Int? = nil) -> Kind {
        Kind(description: name) { paragraphs, random, _ in
            let text = pick(boxes, &random).split(separator: "#", omittingEmptySubsequences: false)
                .joined(separator: "\(number(&random))")
            paragraphs.insert(text, at: position.map { $0 < 0 ? paragraphs.count : $0 } ?? Int(random.next() % 5) + 1)
        }
    }

    static let kinds: [Kind] = [
        box(
            "tickers in the text",
            "<div class='news-ticker'><span>BREAKING</span> <a href='/l/#'>Storm number # nears the coast</a></div>",
            "<div class='alert'><a href='/live'>LIVE: Union delays strike for day #</a></div>"),
        box(
            "views and reading time", "<div class='stats'><span># views</span> <span># min read</span></div>",
            "<p class='stats'># Aufrufe · Lesezeit: # Minuten</p>", "<p># vues · Temps de lecture : # min</p>",
            "<div># lecturas · # min de lectura</div>", "<div>阅读 # · 评论 #</div>", at: 0),
        box(
            "relative times", "<p>Updated # minutes ago</p>", "<div>vor # Stunden aktualisiert</div>",
            "<div>Mis à jour il y a # min</div>", "<p>hace # minutos</p>", "<div>#分钟前</div>", "<div>Just now</div>",
            "<div>Aktualisiert vor # Min.</div>", at: 0),
        box(
            "lines about updates", "<p><em>(Updated at 10:4#)</em></p>",
            "<p>(This story was updated at 9:15 on 12 June.)</p>",
            "<p>(Aktualisiert um 7.12 Uhr)</p>", "<p>Mis à jour le 12/06/2024 à 10h43</p>",
            "<p><i>Actualizado el 12/06/2024 a las 10:43</i></p>", "<p>更新时间：2024-06-12 10:43</p>"),
        box(
            "audiences", "<p>#,204 people are watching this page right now.</p>",
            "<div># Leser verfolgen diesen Artikel gerade.</div>",
            "<p># lecteurs suivent cet article en ce moment.</p>",
            "<div># lectores siguen esta noticia en este momento.</div>", "<div>#人正在阅读本文。</div>"),
        box(
            "prices",
            "<div><span>DAX</span> <span>18,#.01</span> <span>+0.4#%</span> <span>FTSE</span> <span>8,#.38</span> <span>-0.0#%</span></div>"
        ),
        box(
            "advertisements", "<div>Ad feedback</div>", "<div>Loading...</div>",
            "<div><a href='https://ads.example/#'>Learn Spanish in # days</a><span>Sponsored</span></div>",
            "<div><p>Article continues after this advertisement</p></div>"),
        box(
            "offers", "<div><p>You have # free stories left. Subscribe now for $1 a week.</p></div>",
            "<div><p>Offer ends in # hours: save #% on a digital subscription.</p></div>",
            "<div><p>Sie haben noch # Gratis-Artikel in diesem Monat. Jetzt Abo abschließen.</p></div>",
            "<div><p>Il vous reste # articles gratuits ce mois-ci. Abonnez-vous à partir de 1 €.</p></div>",
            "<div><p>Te quedan # artículos gratis este mes. Suscríbete por 1 €.</p></div>"),
        box(
            "links to other stories",
            "<p><strong>READ ALSO:</strong> <a href='/s/#'>Council opens # night buses</a></p>",
            "<div><span>More:</span><a href='/s/#'><h3>Mayor delays # bridge repairs</h3></a></div>",
            "<p>Lesen Sie auch: <a href='/s/#'>Gericht stoppt # neue Brücken</a></p>",
            "<p>À lire aussi : <a href='/s/#'>La ville ouvre # bus de nuit</a></p>"),
        box(
            "reactions", "<div><span>👍 #</span> <span>❤️ #</span></div>", "<div>Facebook # Tweet # Total # shares</div>"),
        box(
            "hidden text",
            "<p style='display: none'>Fishermen said on Monday that # more boats would come back before the winter.</p>",
            "<p style='position:absolute;left:-9999px'>Fishermen said on Monday that # more boats would come back.</p>",
            "<p style='font-size:0'>Fishermen said on Monday that # more boats would come back.</p>",
            "<p hidden>Fishermen said on Monday that # more boats would come back.</p>"),
        box(
            "teasers after the text",
            "<div>"
                + String(
                    repeating:
                        "<div><a href='/m/#'><h3>Farmers wait for # more loans</h3></a><p>Officials said on Monday that the plan would be reviewed this month.</p><span>4 May 2024</span></div>",
                    count: 3) + "</div>",
            at: -1),
        box(
            "comments",
            "<div><h3># comments</h3>"
                + String(
                    repeating:
                        "<div><b>Anna#</b><span>2 May 2024, 10:43</span><p>I do not believe a word of this, and I live next to the pier.</p></div>",
                    count: 3) + "</div>",
            "<div><h3># Kommentare</h3>"
                + String(
                    repeating:
                        "<div><b>Ben#</b><span>vor # Stunden</span><p>Das habe ich mir gleich gedacht, danke.</p></div>",
                    count: 3) + "</div>",
            at: -1),
        Kind(description: "soft hyphens and joiners") { paragraphs, random, _ in
            let sign = pick(["&shy;", "\u{AD}", "\u{200B}", "\u{2060}", "\u{200D}", "<wbr>"], &random)
            for index in paragraphs.indices where random.next() % 2 == 0 {
                paragraphs[index] = paragraphs[index].replacing("harbour", with: "har\(sign)bour")
                    .replacing("winter", with: "win\(sign)ter")
            }
        },
        Kind(description: "wrappers") { paragraphs, random, _ in
            for index in paragraphs.indices.dropLast(2) where random.next() % 2 == 0 || index < 2 {
                paragraphs[index] = "<div class='w\(number(&random))'>\(paragraphs[index])</div>"
            }
        },
        Kind(description: "boxes in one wrapper with a paragraph") { paragraphs, random, _ in
            let boxes = [
                "<div><p>You have read \(number(&random)) of 10 free articles this month.</p></div>",
                "<div><h4>Morning briefing</h4><p>The stories you need, delivered to your inbox. Sign up now.</p></div>",
                "<div>Loading...</div>", "<div>Advertisement · Scroll to continue</div>",
                "<figure><img src='/b.jpg'><figcaption>Boats in the harbour of the island.</figcaption></figure>",
            ]
            for index in [1, 3] { paragraphs[index] = "<div>\(pick(boxes, &random))\(paragraphs[index])</div>" }
        },
        Kind(description: "drop caps") { paragraphs, random, _ in
            guard random.next() % 2 == 0 else { return }
            paragraphs[0] = paragraphs[0].replacing("<p>The", with: "<p><span class='cap'>T</span>he")
        },
        Kind(description: "pictures loaded late, captions for two screens") { paragraphs, _, isSecond in
            let caption = "Boats leave the harbour before dawn on Monday. Photo: Jan Brandt"
            paragraphs.insert(
                isSecond
                    ? "<figure><img src='data:,' data-src='/a.jpg'><figcaption>\(caption)</figcaption><div>\(caption)</div></figure>"
                    : "<figure><img src='/a.jpg'><figcaption>\(caption)</figcaption></figure>", at: 3)
        },
        Kind(description: "a button left open") { paragraphs, _, isSecond in
            if isSecond { paragraphs.insert("<button class='b'>Share", at: 0) }
        },
    ]

    private static func page(_ kinds: [Kind], seed: Int, isSecond: Bool, paragraphs: [String] = Pages.paragraphs)
        -> String
    {
        var random = SplitMix64(seed: UInt64(seed * 2 + (isSecond ? 1 : 0)))
        var parts = paragraphs.map { "<p>\($0)</p>" }
        for kind in kinds { kind.make(&parts, &random, isSecond) }
        return Pages.html(body: parts.joined(separator: "\n"))
    }

    @Test("Two fetches that differ in one kind of noise give the same text", arguments: kinds)
    func one(kind: Kind) throws {
        for seed in 1...12 {
            for isSecond in [false, true] {
                let text = try Pages.text(Self.page([kind], seed: seed, isSecond: isSecond))
                #expect(text == Pages.expected, "\(kind), seed \(seed)")
            }
        }
    }

    @Test("An edit under several kinds of noise shows, and nothing else", arguments: 1...30)
    func edit(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &* 7919)
        let kinds = Self.kinds.filter { _ in random.next() % 5 == 0 }
        var edited = Pages.paragraphs
        let place = Int(random.next() % UInt64(edited.count))
        switch random.next() % 3 {
        case 0: edited[place] = edited[place].replacing(" the ", with: " every ")
        case 1: edited.remove(at: place)
        default: edited.insert("He declined to comment.", at: max(1, place))
        }
        #expect(edited != Pages.paragraphs)
        #expect(
            try Pages.text(Self.page(kinds, seed: seed, isSecond: false)) == Pages.expected, "\(kinds), seed \(seed)")
        let text = try Pages.text(Self.page(kinds, seed: seed, isSecond: true, paragraphs: edited))
        #expect(text == edited.joined(separator: "\n"), "\(kinds), seed \(seed)")
    }

    @Test("A note on a correction stays in a box of its own after the text")
    func correction() throws {
        let note =
            "Correction: An earlier version of this article misstated the date of the meeting. It took place on 2 May."
        let html = Pages.html(
            after: "<div class='errata'><p>\(note)</p></div><ul class='share'><li><a href='#'>Share</a></li></ul>")
        #expect(try Pages.text(html) == Pages.expected + "\n" + note)
    }

    @Test("What resembles noise and is said in the text stays")
    func resemblances() throws {
        let meant = [
            "He came an hour ago, she said, and nobody had seen him leave.",
            "Format: Lesson plans and templates",
            "More than 1,204 people were reading the notice on the door when the police arrived on Monday.",
            "The council updated its plan at 10:43 on Monday, after the ferry company had threatened to leave.",
            "Subscriptions cost $12 a month, and a third of the readers have one.",
        ]
        var parts = Pages.paragraphs
        for (offset, text) in meant.enumerated() { parts.insert(text, at: offset + 1) }
        let html = Pages.html(body: parts.map { "<p>\($0)</p>" }.joined(separator: "\n"))
        #expect(try Pages.text(html) == parts.joined(separator: "\n"))
    }
}
