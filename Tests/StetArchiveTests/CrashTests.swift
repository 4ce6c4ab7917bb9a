import Foundation
import StetArchive
import StetGit
import Testing

/// Recording is cut off at every point where a process could die, with what a dead process leaves behind.
@Suite("Crashes")
struct CrashTests {
    struct Crash: Error {}

    static let steps: [RecordingStep] = [
        .packed, .announced, .moved("refs/heads/captures"), .moved("refs/heads/main"), .moved("refs/heads/journal"),
        .checkedOut,
    ]

    @Test("Cut off anywhere, the archive heals by itself and knows every revision once", arguments: steps)
    func cutOff(step: RecordingStep) throws {
        let test = try TestArchive()
        let first = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))[0]
        do {
            let doomed = try test.reopened()
            doomed.afterStep = { if $0 == step { throw Crash() } }
            #expect(throws: Crash.self) { try doomed.record([check("two", at: time("10:00"))], at: time("10:00")) }
        }
        // Readers see whole states in between.
        let between = try test.reopened().history(of: first.article)
        #expect(between.revisions.count == (step == .moved("refs/heads/journal") || step == .checkedOut ? 2 : 1))

        let healed = try test.reopened()
        _ = try healed.record([check("two", at: time("11:00")), check("three", at: time("12:00"))], at: time("12:00"))
        let history = try healed.history(of: first.article)
        let texts = try history.revisions.map { String(decoding: try healed.canonicalBytes(of: $0), as: UTF8.self) }
        #expect(texts == ["one\n", "two\n", "three\n"])
        #expect(Set(history.revisions.map(\.commit)).count == 3)
        #expect(try test.git("rev-list", "--count", "main").lines == ["4"])
        #expect(try test.git("show", "main:\(first.article)").output == "three\n")
        #expect(!FileManager.default.fileExists(atPath: test.folder + "/.git/stet/pending"))
        try test.expectSound()
    }

    @Test(
        "A branch that a power cut put back behind the journal is brought to where the journal saw it",
        arguments: ["main", "captures"])
    func lostMove(branch: String) throws {
        let test = try TestArchive()
        let first = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))[0]
        let before = try test.git("rev-parse", branch).output
        _ = try test.archive.record([check("two", at: time("10:00"))], at: time("10:00"))
        let after = try test.git("rev-parse", branch).output
        try Data(before.utf8).write(to: URL(fileURLWithPath: test.folder + "/.git/refs/heads/\(branch)"))
        let healed = try test.reopened()
        _ = try healed.record([check("three", at: time("11:00"))], at: time("11:00"))
        #expect(try test.git("rev-parse", branch + "~1").output == after)
        #expect(try healed.history(of: first.article).revisions.count == 3)
        try test.expectSound()
    }

    @Test("What a killed process leaves in the repository does not stop the next one")
    func leftovers() throws {
        let test = try TestArchive()
        let archive = test.archive
        _ = try archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        archive.afterStep = { if $0 == .announced { throw Crash() } }
        #expect(throws: Crash.self) { try archive.record([check("two", at: time("10:00"))], at: time("10:00")) }
        let git = test.folder + "/.git/"
        for name in ["refs/heads/main.lock", "refs/heads/journal.lock", "index.lock", "stet/incoming/pack_git2_a1b2c3"]
        {
            try Data("half".utf8).write(to: URL(fileURLWithPath: git + name))
        }
        let healed = try test.reopened()
        let result = try healed.record([check("two", at: time("11:00"))], at: time("11:00"))[0]
        #expect(result.outcome == .revision(.change) && result.warning == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: git + "stet/incoming").isEmpty)
        try test.expectSound()
    }

    @Test(
        "A file that a killed process left half-written is made whole, one that somebody edited is not",
        arguments: ["", "tw", "one\n", "two\n", nil, "mine\n"])
    func halfWrittenFile(text: String?) throws {
        let test = try TestArchive()
        let archive = test.archive
        let article = try archive.record([check("one", at: time("09:00"))], at: time("09:00"))[0].article
        archive.afterStep = { if $0 == .moved("refs/heads/journal") { throw Crash() } }
        #expect(throws: Crash.self) { try archive.record([check("two", at: time("10:00"))], at: time("10:00")) }
        let file = URL(fileURLWithPath: test.folder + "/" + article)
        if let text { try Data(text.utf8).write(to: file) } else { try FileManager.default.removeItem(at: file) }
        let healed = try test.reopened()
        let result = try healed.record([check("three", at: time("11:00"))], at: time("11:00"))[0]
        let isEdited = text == "mine\n"
        #expect(result.warning == (isEdited ? .edited(path: article) : nil))
        #expect(try String(contentsOf: file, encoding: .utf8) == (isEdited ? "mine\n" : "three\n"))
        #expect(try test.git("status", "--porcelain").lines == (isEdited ? [" M \(article)"] : []))
    }

    @Test(
        "Files that many batches left behind are brought in step at the end, or by the next recording",
        arguments: [true, false])
    func filesLeftBehind(isEnded: Bool) throws {
        let test = try TestArchive()
        var article = ""
        do {
            let bulk = try test.reopened()
            bulk.leavesFilesBehind = true
            for (text, clock) in [("one", "09:00"), ("two", "10:00"), ("three", "11:00")] {
                article = try bulk.record([check(text, at: time(clock))], at: time(clock))[0].article
            }
            #expect(!FileManager.default.fileExists(atPath: test.folder + "/" + article))
            #expect(FileManager.default.fileExists(atPath: test.folder + "/.git/stet/pending"))
            if isEnded { #expect(try bulk.bringFilesInStep(at: time("11:00")).isEmpty) }
        }
        if !isEnded { _ = try test.reopened().record([check("four", at: time("12:00"))], at: time("12:00")) }
        let text = try String(contentsOf: URL(fileURLWithPath: test.folder + "/" + article), encoding: .utf8)
        #expect(text == (isEnded ? "three\n" : "four\n"))
        #expect(!FileManager.default.fileExists(atPath: test.folder + "/.git/stet/pending"))
        try test.expectSound()
    }

    @Test("A process that dies while it brings in step what many batches left behind leaves nothing to be done by hand")
    func diedBringingInStep() throws {
        let test = try TestArchive()
        var article = ""
        do {
            let bulk = try test.reopened()
            bulk.leavesFilesBehind = true
            article = try bulk.record([check("one", at: time("09:00"))], at: time("09:00"))[0].article
            bulk.afterStep = { if $0 == .checkedOut { throw Crash() } }
            #expect(throws: Crash.self) { try bulk.bringFilesInStep(at: time("09:00")) }
        }
        let file = URL(fileURLWithPath: test.folder + "/" + article)
        try Data().write(to: file)
        let result = try test.reopened().record([check("two", at: time("10:00"))], at: time("10:00"))[0]
        #expect(result.warning == nil)
        #expect(try String(contentsOf: file, encoding: .utf8) == "two\n")
        try test.expectSound()
    }

    @Test("A branch that a living git process keeps locked is an error that says so, and loses nothing")
    func lockedBranch() throws {
        let test = try TestArchive()
        let lock = URL(fileURLWithPath: test.folder + "/.git/refs/heads/main.lock")
        try Data().write(to: lock)
        #expect { try test.archive.record([check("one", at: time("09:00"))], at: time("09:00")) } throws: { error in
            guard case .gitLocked(let file, _) = error as? ArchiveError else { return false }
            return file.hasSuffix("/.git/refs/heads/main.lock")
        }
        #expect(try test.archive.articles().isEmpty)
        try FileManager.default.removeItem(at: lock)
        let result = try test.archive.record([check("one", at: time("10:00"))], at: time("10:00"))[0]
        #expect(result.outcome == .revision(.new))
        try test.expectSound()
    }

    @Test("A batch that cannot be recorded leaves nothing of itself")
    func refusedBatch() throws {
        let test = try TestArchive()
        let tooLong = "https://example.com/" + String(repeating: "a", count: 9_000)
        #expect(throws: ArchiveError.self) {
            try test.archive.record(
                [check("one", at: time("09:00")), check("two", at: time("09:00"), url: tooLong)], at: time("09:00"))
        }
        #expect(try test.archive.articles().isEmpty)
        #expect(try test.git("rev-list", "--count", "--all").lines == ["3"])
    }

    @Test("Whoever records again lets those go first that wait for it")
    func turns() throws {
        let test = try TestArchive()
        test.archive.patience = 0
        do {
            // As another process does while it waits.
            guard let turn = try FileLock.take(test.folder + "/.git/stet/turn") else {
                Issue.record("nobody else waits")
                return
            }
            #expect(throws: ArchiveError.self) {
                try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
            }
            _ = consume turn
        }
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
    }
}
