import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Recording")
struct RecordingTests {
    @Test("A new archive is a sound git repository that a clone can be made of")
    func newArchive() throws {
        let test = try TestArchive()
        try test.expectSound()
        #expect(try test.git("symbolic-ref", "HEAD").lines == ["refs/heads/main"])
        #expect(try test.git("ls-files").lines.contains("rules/example.yaml"))
        #expect(try test.git("for-each-ref", "--format=%(refname)").lines.count == 3)
        #expect(FileManager.default.isExecutableFile(atPath: test.folder + "/.git/hooks/reference-transaction"))
        #expect(try test.archive.articles().isEmpty)
    }

    @Test("Each changed text is one commit on main, dated by when it was seen, with its trailers")
    func revisionCommits() throws {
        let test = try TestArchive()
        let results = try [("one", "09:00"), ("two", "10:00"), ("two", "11:00")].map { text, clock in
            try test.archive.record([check(text, at: time(clock))], at: time("12:00"))[0]
        }
        #expect(results.map(\.outcome) == [.revision(.new), .revision(.change), .unchanged])
        #expect(results[2].revision == results[1].revision)
        #expect(
            try test.git("log", "--format=%s", "main").lines == ["change: Bridge", "new: Bridge", "archive: begin"])
        let path = results[0].article
        #expect(
            try test.git("log", "--format=%aI %cI", "-1").lines == [
                "2026-03-01T10:00:00+00:00 2026-03-01T12:00:00+00:00"
            ])
        let capture = try #require(results[1].observation.capture)
        #expect(
            try test.git("log", "-1", "--format=%(trailers:only)").lines == [
                "Stet-Url: \(storyURL)", "Stet-Observed: 2026-03-01T10:00:00Z", "Stet-Capture: \(capture)",
                "Stet-Rules: none", "Stet-Extractor: stet 1", "Stet-Past: none", "Stet-Kind: change",
            ])
        #expect(try test.git("show", "\(capture):\(path.dropLast(3)).body").output == "<p>two")
        #expect(try test.git("blame", "-s", path).lines[0].hasSuffix("two"))
        #expect(try test.git("show", "journal:2026/03/01/0001.jsonl").lines.count == 3)
        try test.expectSound()
    }

    @Test("A history read in another process is the one that was recorded")
    func historyAcrossProcesses() throws {
        let test = try TestArchive()
        for (text, clock) in [("one", "09:00"), ("one", "09:30"), ("two", "10:00"), ("one", "11:00")] {
            _ = try test.archive.record([check(text, at: time(clock))], at: time(clock))
        }
        let reader = try test.reopened()
        let summary = try reader.article(named: "harbour")
        #expect(summary.revisionCount == 3 && summary.observationCount == 4)
        let history = try reader.history(of: summary.path)
        #expect(try history == test.archive.history(of: summary.path))
        #expect(history.revisions.map(\.kind) == [.new, .change, .return])
        #expect(history.revisions.map(\.notYetAt) == [nil, time("09:30"), time("10:00")])
        #expect(history.revisions[2].returnsTo == 1)
        #expect(history.revisions[0].observationCount == 2)
        #expect(try reader.canonicalBytes(of: history.revisions[1]) == Array("two\n".utf8))
        #expect(try reader.capture(of: history.revisions[1])?.body == Array("<p>two".utf8))
    }
}
