import StetExtract
import StetModel

/// Builds small pages and reads them.
enum Pages {
    static let paragraphs = [
        "The harbour council said on Monday that the old ferry pier would be rebuilt before the winter storms arrive.",
        "Engineers found in March that the wooden piles, which were driven in 1931, had lost a third of their strength.",
        "\"We cannot wait for another season,\" said Ada Brandt, who has led the harbour office for eleven years.",
        "The work will cost 4.2 million crowns, most of which the region pays from a fund for coastal towns.",
        "Ferries to the outer islands will leave from the fish market until the new pier opens in October.",
        "Shopkeepers near the pier welcomed the plan, but asked for signs that lead visitors around the building site.",
    ]

    static func html(head: String = "", before: String = "", body: String? = nil, after: String = "") -> String {
        let text = body ?? paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Old ferry pier to be rebuilt - Harbour Post</title>
            \(head)</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
            <main><h1>Old ferry pier to be rebuilt</h1>\(before)<div class="text">\(text)</div>\(after)</main>
            <footer><p>Harbour Post is published by the Harbour Press. All rights reserved.</p></footer></body></html>
            """
    }

    static func extract(_ html: String, url: String? = "https://post.example/news/pier") throws -> Extraction {
        try ArticleExtractor.extract(PageInput(bytes: Array(html.utf8), contentType: "text/html", url: url))
    }

    static func text(_ html: String) throws -> String { try extract(html).article.bodyText }

    static var expected: String { paragraphs.joined(separator: "\n") }
}
