import StetModel
import Testing

@testable import StetExtract

/// The times over a live page's entries.
@Suite struct EntryTimeTests {
    private static func entry(_ number: Int, _ time: String, isTimeFirst: Bool) -> String {
        let stamp = "<time datetime='2024-06-01T\(12 + number):00Z'>\(time)</time>"
        let heading = "<h3>Entry \(number) has news</h3>"
        return """
            <div class='entry'>\(isTimeFirst ? stamp + heading : heading + stamp)<p>The council voted on Tuesday to close \
            harbour bridge \(number) for three months, officials said. It was, she added, the only way to keep the \
            crossing safe.</p></div>
            """
    }

    /// A page with the newest entry on top.
    private static func page(_ count: Int, isTimeFirst: Bool = true, _ time: (Int) -> String) throws -> Article {
        let entries = (1...count).reversed().map { entry($0, time($0), isTimeFirst: isTimeFirst) }.joined()
        let html =
            "<html lang='en'><body><main><article><h1>The works at the old harbour bridge</h1>\(entries)</article></main></body></html>"
        return try Pages.extract(html, url: nil).article
    }

    @Test("A new entry on top is all that is new, and the page is published when it was", arguments: [true, false])
    func newEntry(isTimeFirst: Bool) throws {
        let clock: (Int) -> String = { "\(12 + $0):00" }
        let before = try Self.page(4, isTimeFirst: isTimeFirst, clock)
        let after = try Self.page(5, isTimeFirst: isTimeFirst, clock)
        #expect(before.blocks.count == 12)
        #expect(Array(after.blocks.dropFirst(3)) == before.blocks)
        #expect(after.metadata == before.metadata)
    }

    @Test("The one time over an article is its stamp")
    func stamp() throws {
        let article = try Self.page(1) { "\(12 + $0):00" }
        #expect(article.metadata.published?.description == "2024-06-01T13:00Z")
        #expect(article.blocks.count == 2)
    }
}
