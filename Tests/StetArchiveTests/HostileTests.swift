import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Hostile input")
struct HostileTests {
    static let urls = [
        "https://example.com/../../../etc/passwd", "https://../x", "https://.git/config", "https://example.com/.git/",
        "https://con/aux", "https://CON.example.com/nul.txt", "https://git~1/", "https://example.com/\u{202E}evil",
        "https://example.com/a\nStet-Kind: forged", "https://example.com/\u{0}", "file:///etc/passwd", "notes.txt",
        "https://[::1]:8080/x", "https://user:secret@example.com/", "https://例え.jp/記事", "-rf", "//", "?",
        "https://example.com/" + String(repeating: "long-", count: 1_000),
        "https://" + String(repeating: "h.", count: 300),
        "https://example.com/%2e%2e/%2F", "https://exa\u{7F}mple.com/\u{1B}[31m",
    ]

    @Test("Every URL gets a plain path of its own below articles/")
    func paths() {
        let paths = Self.urls.map { ArticlePath(url: $0).text }
        #expect(Set(paths).count == paths.count)
        for path in paths {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            #expect(parts.count == 5 && parts[0] == "articles" && parts[4].hasSuffix(".md"), "\(path)")
            for part in parts {
                #expect(
                    !part.isEmpty && part.utf8.count <= 120 && !part.hasPrefix(".") && !part.hasPrefix("-"), "\(path)")
                #expect(
                    !part.hasSuffix(".") && !["con", "aux", "nul"].contains(part.split(separator: ".")[0]), "\(path)")
                #expect(part.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-._".utf8.contains($0) }, "\(path)")
            }
        }
    }

    @Test("Hostile URLs, titles and summaries are recorded, found again, and forge nothing")
    func recorded() throws {
        let test = try TestArchive()
        var checks: [Check] = []
        for (number, url) in Self.urls.enumerated() {
            var one = check("text \(number)", at: time("09:00"), url: url, title: nil)
            one.reading = .text(
                ArticleText(
                    canonicalBytes: [0, 0xFF, UInt8(number)], title: "T\u{1B}[2J\n\nStet-Kind: forged\u{202E}\u{85}x",
                    rules: "r\nStet-Kind: forged", extractor: "e\r\nStet-Kind: forged"))
            checks.append(one)
        }
        let results = try test.archive.record(checks, at: time("09:00"))
        #expect(results.allSatisfy { $0.outcome == .revision(.new) && $0.warning == nil })
        let changed = check("changed", at: time("10:00"), url: Self.urls[0])
        _ = try test.archive.record([changed], at: time("10:00")) { _, _ in
            ChangeNote(summary: "words\n\nStet-Kind: forged\nStet-Url: forged\u{9B}")
        }
        let log = try test.git("log", "--format=%B%x01", "main")
        #expect(log.output.utf8.allSatisfy { $0 == 0x0A || $0 == 0x01 || $0 >= 0x20 && $0 != 0x7F })
        #expect(!log.output.unicodeScalars.contains { ["\u{85}", "\u{9B}", "\u{202E}"].contains($0) })
        #expect(!log.lines.contains { $0.hasPrefix("Stet-Kind: forged") || $0.hasPrefix("Stet-Url: forged") })
        let kinds = try test.git("log", "--format=%(trailers:key=Stet-Kind,valueonly,separator=%x2C)", "main").lines
        #expect(kinds == ["change"] + Array(repeating: "new", count: checks.count))
        let reader = try test.reopened()
        for (check, result) in zip(checks, results) {
            #expect(try reader.article(named: check.url).path == result.article, "\(check.url)")
        }
        try test.expectSound()
    }

    @Test("Journal lines are JSON that other readers read")
    func journalIsJSON() throws {
        let test = try TestArchive()
        let title = "\"Quoted\" \\ back\tslash – ünïcode 🏳️‍🌈"
        _ = try test.archive.record([check("one", at: time("09:00"), title: title)], at: time("09:00"))
        let line = try test.git("show", "journal:2026/03/01/0001.jsonl").lines[0]
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(object?["title"] == "\"Quoted\" \\ back slash – ünïcode 🏳️‍🌈")
        #expect(object?["observed"] == "2026-03-01T09:00:00Z")
        #expect(try test.reopened().articles()[0].title == object?["title"])
    }

    @Test("A damaged journal is named by segment and line")
    func damagedJournal() throws {
        let test = try TestArchive()
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        #expect(try test.git("checkout", "-q", "journal").status == 0)
        let file = test.folder + "/2026/03/01/0001.jsonl"
        try Data((String(contentsOfFile: file, encoding: .utf8) + "{\"article\":\n").utf8)
            .write(to: URL(fileURLWithPath: file))
        #expect(try test.git("commit", "-qam", "damage").status == 0)
        #expect(throws: ArchiveError.badJournal(segment: "2026/03/01/0001.jsonl", line: 2)) {
            try test.reopened().articles()
        }
    }

    @Test(
        "A journal that names a path outside of articles/ is damaged: nothing of it is written anywhere",
        arguments: [
            "articles/../../../out.md", "/tmp/out.md", "articles/aa/..\u{1B}[31m/00/x.md", "articles/aa/.git/00/x.md",
            "articles//aa/00/x.md", "rules/x.md", "articles/aa/x/00/x.body", "articles/aa/b\\\\c/00/x.md",
        ])
    func journalPaths(_ path: String) throws {
        let test = try TestArchive()
        let made = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        #expect(try test.git("checkout", "-q", "journal").status == 0)
        let file = test.folder + "/2026/03/01/0001.jsonl"
        let line = try String(contentsOfFile: file, encoding: .utf8)
        let forged = line.replacing(made[0].article, with: path.replacing("\u{1B}", with: "\\u001b"))
        #expect(forged != line)
        try Data((line + forged).utf8).write(to: URL(fileURLWithPath: file))
        #expect(try test.git("commit", "-qam", "forged").status == 0)
        #expect(throws: ArchiveError.badJournal(segment: "2026/03/01/0001.jsonl", line: 2)) {
            try test.reopened().articles()
        }
    }

    @Test("Only a new or empty folder becomes an archive, and only an archive is opened")
    func wrongFolders() throws {
        let test = try TestArchive()
        #expect(throws: ArchiveError.notEmpty(folder: test.folder)) {
            try Archive.create(at: test.folder, now: time("09:00"))
        }
        let plain = test.folder + "/plain"
        #expect(try test.git("init", "-q", plain).status == 0)
        #expect(throws: ArchiveError.notAnArchive(folder: plain)) { try Archive.open(at: plain) }
        #expect(throws: ArchiveError.noArchive(around: "/")) { try Archive.discover(from: "/") }
        #expect(try Archive.discover(from: test.folder + "/rules").folder == test.archive.folder)
    }
}
