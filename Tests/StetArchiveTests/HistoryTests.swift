import Foundation
import StetArchive
import StetGit
import Testing

@Suite("History")
struct HistoryTests {
    @Test("A backfilled text takes its place by observed time, and main keeps showing the latest")
    func backfill() throws {
        let test = try TestArchive()
        for (text, clock) in [("one", "09:00"), ("three", "12:00")] {
            _ = try test.archive.record([check(text, at: time(clock))], at: time(clock))
        }
        let result = try test.archive.record([check("two", at: time("10:00"))], at: time("13:00"))[0]
        #expect(result.outcome == .revision(.change))
        let history = try test.reopened().history(of: result.article)
        let texts = try history.revisions.map {
            String(decoding: try test.archive.canonicalBytes(of: $0), as: UTF8.self)
        }
        #expect(texts == ["one\n", "two\n", "three\n"])
        #expect(history.revisions.map(\.notYetAt) == [nil, time("09:00"), time("10:00")])
        #expect(try test.git("show", "main:\(result.article)").output == "three\n")
        #expect(try test.git("log", "-1", "--format=%(trailers:key=Stet-Kind,valueonly)").lines == ["restore"])
        try test.expectSound()
    }

    @Test("A backfilled text between two sightings of another one parts them into two revisions")
    func backfillPartsARun() throws {
        let test = try TestArchive()
        for clock in ["09:00", "12:00"] {
            _ = try test.archive.record([check("one", at: time(clock))], at: time(clock))
        }
        let article = try test.archive.record([check("two", at: time("10:00"))], at: time("13:00"))[0].article
        let history = try test.archive.history(of: article)
        #expect(history.revisions.map(\.kind) == [.new, .change, .return])
        #expect(history.revisions[2].returnsTo == 1 && history.revisions[2].observed == time("12:00"))
    }

    @Test("The first text seen earlier than known makes no revision and begins earlier")
    func earlierSighting() throws {
        let test = try TestArchive()
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        let result = try test.archive.record([check("one", at: time("08:00"))], at: time("10:00"))[0]
        #expect(result.outcome == .unchanged)
        #expect(try test.archive.history(of: result.article).revisions.map(\.observed) == [time("08:00")])
    }

    @Test("Another reading of the same page is technical, of another page a change")
    func technical() throws {
        let test = try TestArchive()
        func kind(_ text: String, _ page: String, _ extractor: String, _ clock: String) throws -> Outcome {
            try test.archive.record(
                [check(text, at: time(clock), page: page, extractor: extractor)], at: time(clock))[0].outcome
        }
        #expect(try kind("one", "page", "stet 1", "09:00") == .revision(.new))
        #expect(try kind("one, better", "page", "stet 2", "10:00") == .revision(.technical))
        #expect(try kind("two", "other page", "stet 3", "11:00") == .revision(.change))
    }

    @Test("A failed check is kept, makes no revision, and does not narrow the interval of a change")
    func failedCheck() throws {
        let test = try TestArchive()
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        let failed = Check(url: storyURL, observed: time("10:00"), reading: .failed(reason: "status 503\u{1B}[31m"))
        let result = try test.archive.record([failed], at: time("10:00"))[0]
        #expect(result.outcome == .failed(reason: "status 503 [31m"))
        _ = try test.archive.record([check("two", at: time("11:00"))], at: time("11:00"))
        let history = try test.archive.history(of: result.article)
        #expect(history.revisions[1].notYetAt == time("09:00"))
        #expect(history.observations.count == 3)
        #expect(try test.archive.articles()[0].failureCount == 1)
        try test.expectSound()
    }

    @Test("An equal page is captured once, and a text without a page has none")
    func captures() throws {
        let test = try TestArchive()
        let first = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))[0]
        let second = try test.archive.record([check("one", at: time("10:00"))], at: time("10:00"))[0]
        #expect(first.observation.capture == second.observation.capture)
        #expect(try test.git("rev-list", "--count", "captures").lines == ["2"])
        var bare = check("two", at: time("11:00"))
        bare.capture = nil
        let third = try test.archive.record([bare], at: time("11:00"))[0]
        #expect(try test.git("log", "-1", "--format=%(trailers:key=Stet-Capture,valueonly)").lines == ["none"])
        let revision = try test.archive.history(of: third.article).revisions[1]
        #expect(try test.archive.capture(of: revision) == nil)
    }

    @Test("Revisions are named by number, from the end, by time, by commit")
    func revisionNames() throws {
        let test = try TestArchive()
        var article = ""
        for (text, day) in [("one", 1), ("two", 2), ("three", 4)] {
            let time = Timestamp("2026-03-0\(day)T10:00:00Z")!
            article = try test.archive.record([check(text, at: time)], at: time)[0].article
        }
        let history = try test.archive.history(of: article)
        func number(_ name: String) throws -> Int { try test.archive.revision(named: name, of: history).number }
        let id = String(history.revisions[1].commit.description.prefix(12))
        let names = [
            "latest": 3, "@3": 3, "@-1": 3, "2026-03": 3, "@1": 1, "@-3": 1, "2026-03-01": 1, "2026-03-02T09:59:59Z": 1,
            "2026-03-03": 2, "2026-03-02 12:00": 2, "2026-03-02T12:00:00+02:00": 2, id: 2,
        ]
        for (name, expected) in names { #expect(try number(name) == expected, "\(name)") }
        for name in ["@0", "@4", "@-4", "@x", "", "2026-02-28", "deadbeef", "yesterday"] {
            #expect(throws: ArchiveError.self, "\(name)") { try number(name) }
        }
    }

    @Test("Articles are named by URL, alias, path or a part that no other has")
    func articleNames() throws {
        let test = try TestArchive()
        let other = "https://example.org/policy/terms"
        _ = try test.archive.record(
            [
                check("one", at: time("09:00"), requested: "https://short.example/b1"),
                check("terms", at: time("09:00"), url: other, title: "Terms of Use"),
            ], at: time("09:00"))
        let archive = try test.reopened()
        let path = try archive.article(named: storyURL).path
        for name in [
            "https://short.example/b1", path, "./\(path)", "example.com/news/harbour-bridge.html", "HARBOUR", "bridge",
        ] {
            #expect(try archive.article(named: name).path == path, "\(name)")
        }
        #expect(try archive.article(named: "of use").url == other)
        let both = [storyURL, other].sorted { ArticlePath(url: $0).text < ArticlePath(url: $1).text }
        #expect(throws: ArchiveError.ambiguousArticle(named: "example", candidates: both)) {
            try archive.article(named: "example")
        }
        #expect(throws: ArchiveError.noArticle(named: "harbor-bridge", candidates: [storyURL])) {
            try archive.article(named: "harbor-bridge")
        }
    }
}
