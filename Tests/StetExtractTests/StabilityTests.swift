import StetModel
import TestSupport
import Testing

@testable import StetExtract

/// Two fetches that differ only in noise give the same text: laws over seeded random pages.
@Suite struct StabilityTests {
    private static func box(_ random: inout SplitMix64) -> String {
        let name = String(random.next() % 100_000, radix: 36)
        let number = random.next() % 50 + 2
        let boxes = [
            "<div class='\(name)'><a href='/s/\(name)'>Shop the autumn sale now</a></div>",
            "<div class='\(name)'><h3>Most read</h3><ol><li><a href='/\(name)'>Union rejects export deal</a></li><li><a href='/2'>Storm cancels night buses</a></li></ol></div>",
            "<div class='\(name)'><p>You have \(number) free articles left this month. Subscribe for unlimited access.</p></div>",
            "<div class='\(name)'><span>\(number) minutes ago</span> <span>\(number) comments</span></div>",
        ]
        return boxes[Int(random.next() % UInt64(boxes.count))]
    }

    @Test("Noise boxes at random places leave the text as it is", arguments: 1...40)
    func noise(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var parts: [String] = []
        for paragraph in Pages.paragraphs {
            if random.next() % 3 == 0 { parts.append(Self.box(&random)) }
            parts.append("<p class='\(random.next() % 9)'>\(paragraph)</p>")
        }
        let html = Pages.html(body: parts.joined(separator: random.next() % 2 == 0 ? "\n  " : ""))
        #expect(try Pages.text(html) == Pages.expected, "seed \(seed)")
    }

    @Test("The same bytes give the same article, and the article is in normal form", arguments: 1...5)
    func pure(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let html = Pages.html(body: Pages.paragraphs.map { "<p>\($0)</p>" + Self.box(&random) }.joined())
        let article = try Pages.extract(html).article
        #expect(try Pages.extract(html).article == article)
        #expect(article.normalized() == article)
    }

    @Test("Damaged pages give an article or an error, in bounded time", arguments: 1...60)
    func damage(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var bytes = Array(
            Pages.html(
                head: "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[[{\"a\":</script>"
            ).utf8)
        for _ in 0..<20 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
        bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
        do {
            _ = try ArticleExtractor.extract(PageInput(bytes: bytes))
        } catch {
            #expect(!error.reason.isEmpty)
        }
    }

    @Test("Deep nesting and huge lists are read")
    func hostile() throws {
        let deep = String(repeating: "<div>", count: 100_000) + Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
        #expect(try Pages.text("<html><body>" + deep).contains("ferry pier"))
        let json = String(repeating: "[", count: 100_000)
        _ = try Pages.extract(Pages.html(head: "<script type='application/ld+json'>\(json)</script>"))
    }

    @Test("What is no text is refused with the reason")
    func refused() {
        #expect(throws: ExtractionError.self) { try ArticleExtractor.extract(PageInput(bytes: [])) }
        #expect(throws: ExtractionError.self) {
            try ArticleExtractor.extract(PageInput(bytes: Array("%PDF-1.7 x".utf8)))
        }
        #expect(throws: ExtractionError.self) { try Pages.extract("<html><body></body></html>") }
    }
}
