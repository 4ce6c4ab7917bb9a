import Foundation
import StetModel
import Testing

@testable import StetExtract

/// The article the project started from, in four versions and two forms.
@Suite struct SeedTests {
    private static func extract(_ name: String) throws -> Article {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Corpus/seed")
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        let type = name.hasSuffix(".txt") ? "text/plain" : "text/html"
        return try ArticleExtractor.extract(PageInput(bytes: bytes, contentType: type)).article
    }

    @Test("The text and the HTML form of a version have the same blocks", arguments: 1...4)
    func formsAgree(version: Int) throws {
        let text = try Self.extract("v\(version).txt")
        let html = try Self.extract("v\(version).html")
        #expect(text.blocks == html.blocks)
        #expect(text.metadata.title == html.metadata.title)
        #expect(text.metadata.updated == html.metadata.updated)
    }

    @Test("Noise alone changes nothing", arguments: ["txt", "html"])
    func noiseIsInvisible(form: String) throws {
        #expect(try Self.extract("v3.\(form)") == Self.extract("v4.\(form)"))
    }

    @Test(
        "The caption stands once, as a figure, and everything around the article is left out",
        arguments: ["v1.txt", "v1.html"])
    func onlyTheArticle(name: String) throws {
        let article = try Self.extract(name)
        let figures = article.blocks.filter { if case .figure = $0 { true } else { false } }
        #expect(figures.count == 1)
        #expect(article.blocks.count == 13)
        let text = article.text(withCaptions: true)
        for noise in ["cookie", "I agree", "Search Trends", "01-Jun-2024", "Wimbledon", "DOWNLOAD"] {
            #expect(!text.contains(noise), "\(noise) is not the article's")
        }
    }

    @Test("The stamp is an update to the minute, without a zone, and no publication", arguments: ["v1.txt", "v1.html"])
    func stamp(name: String) throws {
        let metadata = try Self.extract(name).metadata
        #expect(metadata.updated?.description == "2024-06-01T10:43")
        #expect(metadata.published == nil)
        #expect(metadata.title?.hasPrefix("Chinese vice FM meets U.S. deputy secretary of state, saying") == true)
    }
}
