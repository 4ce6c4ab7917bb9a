import Foundation
import StetExtract
import StetModel
import Testing

/// Laws over pages as they were collected, where a folder of them is at hand: STET_PAGES names it.
@Suite("Collected pages")
struct CollectedPagesTests {
    static let folder = ProcessInfo.processInfo.environment["STET_PAGES"]

    @Test("What is read in a page comes back from its canonical bytes", .enabled(if: folder != nil))
    func roundTrip() throws {
        let folder = URL(filePath: try #require(Self.folder))
        var pageCount = 0
        for case let name as String in try #require(FileManager.default.enumerator(atPath: folder.path)) {
            guard name.hasSuffix(".html") else { continue }
            let page = PageInput(
                bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))), contentType: "text/html")
            guard let article = try? ArticleExtractor.extract(page).article else { continue }
            let bytes = CanonicalForm.bytes(of: article)
            let parsed = try CanonicalForm.parse(bytes)
            #expect(parsed == article, "\(name)")
            #expect(CanonicalForm.bytes(of: parsed) == bytes, "\(name)")
            pageCount += 1
        }
        #expect(pageCount > 0)
        print("\(pageCount) pages kept the law")
    }
}
