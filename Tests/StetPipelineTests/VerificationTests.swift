import Foundation
import StetArchive
import StetFetch
import StetPipeline
import Testing

@Suite("Making recorded texts anew")
struct VerificationTests {
    private static let url = "https://news.example/pier"

    private func page(_ word: String) -> [UInt8] {
        let text = "The council said in its report on Monday that the old pier would be \(word) before the summer."
        return Array("<html><body><main><h1>Old pier</h1><p>\(text)</p></main></body></html>".utf8)
    }

    @Test("A text that its page does not read as is named with article and revision; true ones are not")
    func texts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stet-verify-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try Archive.create(at: folder, now: Timestamp("2026-03-01T08:00:00Z")!)
        for (hour, word) in [(10, "rebuilt"), (11, "closed"), (12, "sold")] {
            let source = FileManager.default.temporaryDirectory.appending(path: "stet-page-\(UUID()).html")
            defer { try? FileManager.default.removeItem(at: source) }
            try Data(page(word)).write(to: source)
            let now = Timestamp("2026-03-01T\(hour):00:00Z")!
            _ = try Snapshot(source: .file(source.path), url: Self.url, observed: now, options: FetchOptions())
                .record(in: archive, now: now)
        }
        var check = ArchiveVerification()
        let sound = try check.run(in: archive) { _ in }
        #expect(sound.isSound, "\(sound.problems)")
        #expect(sound.remadeCount == 3)

        // Somebody records a text of their own with a true page.
        let history = try archive.history(of: Archive.path(ofArticle: Self.url))
        let latest = try #require(history.revisions.last)
        let capture = try #require(try archive.capture(of: latest))
        let text = String(decoding: try archive.canonicalBytes(of: latest), as: UTF8.self)
        let lie = text.replacing("sold", with: "kept")
        #expect(lie != text)
        _ = try archive.record(
            [
                Check(
                    url: Self.url, observed: Timestamp("2026-03-01T13:00:00Z")!, capture: capture,
                    reading: .text(
                        ArticleText(
                            canonicalBytes: Array(lie.utf8), title: latest.title, extractor: latest.extractor ?? "")))
            ], at: Timestamp("2026-03-01T13:01:00Z")!)
        let found = try check.run(in: archive) { _ in }
        #expect(found.problems.map(\.kind) == [.text])
        #expect(found.problems.first?.article == Self.url && found.problems.first?.revision == 4)
        check.remakesTexts = false
        #expect(try check.run(in: archive) { _ in }.isSound)
    }
}
