import StetExtract
import StetModel
import Testing

@Suite struct CanonicalPageTests {
    @Test("A canonical file is read as what it is; other front matter is text")
    func canonicalFile() throws {
        let article = Article(
            metadata: Metadata(url: "https://example.org/pier", title: "Old pier", language: "en"),
            blocks: [
                .heading(level: 2, content: Sentence("Share this")),
                .paragraph([Sentence("Subscribe to our newsletter.")]),
            ])
        let bytes = CanonicalForm.bytes(of: article)
        let read = try ArticleExtractor.extract(PageInput(bytes: bytes, contentType: "text/plain")).article
        #expect(CanonicalForm.bytes(of: read) == bytes)
        let other = "---\nlayout: post\n---\n\nThe council said that the old pier would be rebuilt next year.\n"
        let text = try ArticleExtractor.extract(PageInput(bytes: Array(other.utf8), contentType: "text/plain")).article
        #expect(text.metadata.url == nil && text.bodyText.contains("rebuilt next year"))
    }
}
