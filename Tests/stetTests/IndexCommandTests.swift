import Foundation
import Testing

@Suite("The index, from the command line")
struct IndexCommandTests {
    @Test("Without an index, or with a wrong one, every command answers the same; reindex makes it anew")
    func reindex() throws {
        let work = try Workplace()
        for number in 1...3 {
            try work.write(
                "<article><h1>Pier</h1><p>The pier has \(number) boats today, and all of them are for hire.</p></article>",
                to: "old/2024-06-0\(number).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/pier").code == 0)
        let file = work.archive.path + "/.git/stet/index.sqlite"
        let commands = [
            ["list"], ["log", "pier"], ["log", "https://example.org/pier"], ["show", "pier@2"], ["stats"],
        ]
        func answers() throws -> [String] { try commands.map { try work.stet($0).output } }
        let before = try answers()
        #expect(before[1].contains("3 revisions"))
        for damage in [nil, "no database", String(repeating: "SQLite format 3\0", count: 500)] {
            if let damage {
                try Data(damage.utf8).write(to: URL(filePath: file))
            } else {
                try FileManager.default.removeItem(atPath: file)
            }
            #expect(try answers() == before)
        }
        let text = try work.stet("reindex")
        #expect(text.code == 0 && text.output == "1 article, 3 checks indexed\n", "\(text)")
        let json = try work.stet("reindex", "--format", "json")
        #expect(json.output.contains(#""articles": 1"#) && json.output.contains(#""observations": 3"#), "\(json)")
        #expect(try answers() == before)
        try Data("no database".utf8).write(to: URL(filePath: file))
        #expect(try work.stet("reindex").code == 0)
        #expect(try work.stet("verify").code == 0)
    }
}
