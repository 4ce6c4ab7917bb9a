import Foundation
import StetArchive
import StetGit
import Testing

/// The whole history told anew, on a line of its own.
@Suite("Lines")
struct LineTests {
    struct Crash: Error {}

    /// Texts whose second half is noise that a better reading leaves out.
    private static let texts = [
        ("one+ad1", "09:00"), ("one+ad2", "10:00"), ("two+ad2", "11:00"), ("two+ad1", "12:00"), ("one+ad1", "13:00"),
    ]

    private func archive() throws -> (TestArchive, article: String) {
        let test = try TestArchive()
        var article = ""
        for (text, clock) in Self.texts {
            article = try test.archive.record([check(text, at: time(clock))], at: time(clock))[0].article
        }
        _ = try test.archive.record(
            [check("terms", at: time("09:30"), url: "https://example.org/terms", title: "Terms")], at: time("14:00"))
        return (test, article)
    }

    /// Reads the page that was kept, without its noise.
    private static func better(_ observation: Observation, _ archive: Archive) throws -> Reading? {
        guard let page = try archive.capture(of: observation) else { return nil }
        let text = String(decoding: page.body, as: UTF8.self).dropFirst(3).split(separator: "+").first ?? ""
        return .text(
            ArticleText(canonicalBytes: Array("\(text)\n".utf8), title: observation.title, extractor: "stet 2"))
    }

    private func reread(_ archive: Archive, isDryRun: Bool = false) throws -> LineReport {
        try archive.reread(
            at: time("20:00"), isDryRun: isDryRun, describe: { ("\($0.vanishedCount) vanished", "Read better.") },
            reading: Self.better)
    }

    private func texts(_ archive: Archive, _ article: String) throws -> [String] {
        try archive.history(of: article).revisions.map {
            String(decoding: try archive.canonicalBytes(of: $0).dropLast(), as: UTF8.self)
        }
    }

    @Test("A new line tells the same checks with other texts; noise is gone, the old line is kept")
    func newLine() throws {
        let (test, article) = try archive()
        let old = try test.archive.history(of: article)
        let oldTip = try test.git("rev-parse", "main").lines
        let report = try reread(test.archive)
        #expect(report.number == 2 && report.sameCount == 1)
        #expect(report.vanishedCount == 2 && report.appearedCount == 0)
        for archive in [test.archive, try test.reopened()] {
            #expect(try texts(archive, article) == ["one", "two", "one"])
            let history = try archive.history(of: article)
            #expect(history.revisions.map(\.kind) == [.new, .change, .return])
            #expect(history.revisions.map(\.notYetAt) == [nil, time("10:00"), time("12:00")])
            #expect(history.observations.map(\.observed) == old.observations.map(\.observed))
            #expect(history.observations.map(\.capture) == old.observations.map(\.capture))
            #expect(history.revisions.allSatisfy { $0.extractor == "stet 2" })
            #expect(try archive.articles().count == 2)
        }
        let before = try Archive.open(at: test.folder)
        before.shownLine = 1
        #expect(try before.history(of: article) == old)
        #expect(try test.git("rev-parse", "lines/1").lines == oldTip)
        try test.expectSound()
    }

    @Test("Stock git shows the new line alone for an article, and both through the merge")
    func stockGit() throws {
        let (test, article) = try archive()
        _ = try reread(test.archive)
        #expect(
            try test.git("log", "--format=%s", "main", "--", article).lines
                == ["return: Bridge", "change: Bridge", "new: Bridge"])
        #expect(try test.git("log", "--format=%s", "lines/1", "--", article).lines.count == 5)
        #expect(
            try test.git("log", "--first-parent", "--format=%s").lines == [
                "line 2: 2 vanished", "return: Bridge", "change: Bridge", "new: Terms", "new: Bridge", "line 2: begin",
            ])
        let trailers = try test.git("log", "-1", "--format=%(trailers:only)").lines
        let oldTip = try test.git("rev-parse", "lines/1").lines[0]
        #expect(trailers == ["Stet-Kind: line", "Stet-Line: 2", "Stet-Line-Before: \(oldTip)"])
        #expect(try test.git("rev-parse", "main^2").lines == [oldTip])
        #expect(try test.git("show", "main:\(article)").output == "one\n")
        #expect(try test.git("show", "main:rules/README.md").status == 0)
        #expect(try test.git("log", "-1", "--format=%(trailers:key=Stet-Line,valueonly)", "journal").lines == ["2"])
        try test.expectSound()
    }

    @Test("Recording goes on upon the new line, and it can be followed by another one")
    func goesOn() throws {
        let (test, article) = try archive()
        _ = try reread(test.archive)
        let result = try test.reopened().record(
            [check("three", at: time("21:00"), extractor: "stet 2")], at: time("21:00"))[0]
        #expect(result.outcome == .revision(.change))
        #expect(try texts(test.archive, article) == ["one", "two", "one", "three"])
        let third = try test.archive.reread(at: time("22:00")) { observation, soFar in
            try Self.better(observation, soFar).map { reading in
                guard case .text(var text) = reading else { return reading }
                text.canonicalBytes = Array("!".utf8) + text.canonicalBytes
                return .text(text)
            }
        }
        #expect(third.number == 3)
        #expect(try texts(test.reopened(), article) == ["!one", "!two", "!one", "!three"])
        #expect(
            try test.git("for-each-ref", "--format=%(refname:short)", "refs/heads/lines").lines == [
                "lines/1", "lines/2",
            ])
        try test.expectSound()
    }

    @Test("Where everything reads the same, or nothing shall be written, nothing is")
    func nothingWritten() throws {
        let (test, article) = try archive()
        let refs = try test.git("for-each-ref").output
        let objects = try test.git("count-objects", "-v").output
        let dry = try reread(test.archive, isDryRun: true)
        #expect(!dry.isSame && dry.vanishedCount == 2)
        let same = try test.archive.reread(at: time("20:00")) { _, _ in nil }
        #expect(same.isSame)
        #expect(try test.git("for-each-ref").output == refs)
        #expect(try test.git("count-objects", "-v").output == objects)
        #expect(try texts(test.archive, article).count == 5)
        try test.expectSound()
    }

    @Test(
        "Cut off anywhere, either line is whole, and the next recording finishes what was begun",
        arguments: [
            RecordingStep.drafted, .packed, .announced, .moved("refs/heads/journal"), .moved("refs/heads/main"),
            .moved("refs/heads/lines/1"), .checkedOut,
        ])
    func cutOff(step: RecordingStep) throws {
        let (test, article) = try archive()
        let old = try texts(test.archive, article)
        do {
            let doomed = try test.reopened()
            doomed.afterStep = { if $0 == step { throw Crash() } }
            #expect(throws: Crash.self) { try reread(doomed) }
        }
        let isMoved = [.moved("refs/heads/main"), .moved("refs/heads/lines/1"), .checkedOut].contains(step)
        let between = try texts(test.reopened(), article)
        #expect(between == (step == .checkedOut ? ["one", "two", "one"] : old))
        let healed = try test.reopened()
        _ = try healed.record([check("end", at: time("21:00"))], at: time("21:00"))
        #expect(try texts(healed, article) == (isMoved ? ["one", "two", "one", "end"] : old + ["end"]))
        #expect(try texts(test.reopened(), article) == texts(healed, article))
        if isMoved { #expect(try test.git("rev-parse", "lines/1").lines == test.git("rev-parse", "main~1^2").lines) }
        try test.expectSound()
        // And it can be done again, under another number where the first was told already.
        let again = try reread(test.reopened())
        #expect(again.isSame == isMoved)
        if !isMoved { #expect(again.number == (step == .moved("refs/heads/journal") ? 3 : 2)) }
        #expect(try texts(test.reopened(), article) == ["one", "two", "one", "end"])
        try test.expectSound()
    }

    @Test("What is recorded while pages are read is on the new line too; other rules meanwhile give it up")
    func meanwhile() throws {
        let (test, article) = try archive()
        let archive = test.archive
        defer { archive.afterStep = { _ in } }
        archive.afterStep = { step in
            guard step == .drafted else { return }
            archive.afterStep = { _ in }
            _ = try test.reopened().record([check("three+ad", at: time("19:00"))], at: time("19:00"))
            _ = try test.reopened().record([check("zero+ad", at: time("08:00"))], at: time("19:30"))
        }
        _ = try reread(archive)
        #expect(try texts(test.reopened(), article) == ["zero", "one", "two", "one", "three"])
        #expect(try test.git("show", "main:\(article)").output == "three\n")
        try test.expectSound()

        archive.afterStep = { step in
            guard step == .drafted else { return }
            archive.afterStep = { _ in }
            try Data("hosts: a.example\n".utf8).write(to: URL(fileURLWithPath: test.folder + "/rules/a.yaml"))
            #expect(try test.git("add", "rules").status == 0)
            #expect(try test.git("commit", "-q", "-m", "rules").status == 0)
        }
        #expect(throws: ArchiveError.changedMeanwhile) {
            try archive.reread(at: time("22:00")) { _, _ in .failed(reason: "unreadable") }
        }
        #expect(try texts(test.reopened(), article) == ["zero", "one", "two", "one", "three"])
        try test.expectSound()
    }

    @Test("A clone shows the new line, and its hook lets it through")
    func clone() throws {
        let (test, article) = try archive()
        let folder = test.folder + "-clone"
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
        }
        #expect(try test.git("clone", "--quiet", test.folder, folder).status == 0)
        _ = try reread(test.archive)
        let pull = try runGit(["pull", "--quiet", "--ff-only"], in: folder)
        #expect(pull.status == 0, "\(pull)")
        let clone = try Archive.open(at: folder)
        #expect(try clone.history(of: article) == test.archive.history(of: article))
        #expect(try test.git("branch", "-D", "lines/1").status != 0)
        #expect(try runGit(["fsck", "--strict"], in: folder).status == 0)
    }

    @Test("A page that was not kept stands as it was, one that could not be read may be read now")
    func failures() throws {
        let test = try TestArchive()
        var lost = check("one", at: time("09:00"))
        lost.capture = nil
        var broken = check("two", at: time("10:00"))
        broken.reading = .failed(reason: "no article")
        var gone = check("", at: time("11:00"))
        (gone.capture, gone.reading) = (nil, .failed(reason: "the server answered 500"))
        var article = ""
        for check in [lost, broken, gone] { article = try test.archive.record([check], at: check.observed)[0].article }
        let report = try reread(test.archive)
        #expect(report.articles[0].gainedCount == 1 && report.articles[0].lostCount == 0)
        #expect(try texts(test.reopened(), article) == ["one", "two"])
        #expect(
            try test.archive.history(of: article).observations.map(\.outcome) == [
                .revision(.new), .revision(.change), .failed(reason: "the server answered 500"),
            ])
        try test.expectSound()
    }
}
