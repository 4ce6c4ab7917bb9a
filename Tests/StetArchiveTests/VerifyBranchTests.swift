import Foundation
import StetArchive
import StetGit
import Testing

/// What `verify` says where branches, and what git is told beside them, are not as Stet left them.
@Suite("Verifying branches and references")
struct VerifyBranchTests {
    private static let otherURL = "https://other.example/terms"

    /// Two articles in three batches.
    private func archive(isSigned: Bool = true) throws -> TestArchive {
        let test = try TestArchive(isSigned: isSigned)
        for (number, text) in ["One.", "Two.", "Three."].enumerated() {
            let observed = time("1\(number):00")
            var checks = [check(text, at: observed)]
            if number == 2 { checks.append(check("Terms.", at: observed, url: Self.otherURL)) }
            _ = try test.archive.record(checks, at: observed)
        }
        return test
    }

    private func verify(_ test: TestArchive) throws -> Verification {
        try Archive.open(at: test.folder, isWhole: false).verify()
    }

    private func problems(_ test: TestArchive) throws -> [Verification.Problem] { try verify(test).problems }

    /// Changes references as somebody with the folder can, past the hook.
    private func force(_ test: TestArchive, _ arguments: String...) throws {
        let run = try runGit(["-c", "core.hooksPath=/dev/null"] + arguments, in: test.folder)
        #expect(run.status == 0, "\(run)")
    }

    private func id(_ test: TestArchive, _ name: String) throws -> String { try test.git("rev-parse", name).lines[0] }

    // MARK: What git shows in the place of something else

    @Test("A text that git shows another in the place of is named with article and revision", arguments: [false, true])
    func replacedText(isSymbolic: Bool) throws {
        let test = try archive()
        let state = try test.reopened().history(of: Archive.path(ofArticle: storyURL)).revisions[1].state.description
        let file = test.folder + "/.git/made-up"
        try Data("Forged.\n".utf8).write(to: URL(filePath: file))
        let forged = try test.git("hash-object", "-w", file).lines[0]
        if isSymbolic {
            try force(test, "update-ref", "refs/made/up", forged)
            try force(test, "symbolic-ref", "refs/replace/\(state)", "refs/made/up")
        } else {
            try force(test, "replace", state, forged)
        }
        #expect(try test.git("cat-file", "blob", state).output == "Forged.\n")
        let found = try problems(test)
        #expect(found.map(\.kind) == [.reference], "\(found)")
        #expect(found.first?.object == state && found.first?.article == storyURL && found.first?.revision == 2)
        #expect(found.first?.what.contains(forged) == true)
        try force(test, "replace", "-d", state)
        #expect(try problems(test) == [])
    }

    @Test("The references of tombstones are no problem; one that leads elsewhere or has lost its tombstone is")
    func replacedByTombstone() throws {
        let test = try archive()
        let archive = try test.reopened()
        let revision = try archive.history(of: Archive.path(ofArticle: storyURL)).revisions[0]
        let plan = try archive.redactionPlan(of: revision.article, revisions: [revision])
        _ = try archive.redact(plan, reason: "court order", at: time("14:00"))
        #expect(try problems(test) == [])
        let name = "refs/replace/\(revision.state)"
        let (tombstone, tip) = (try id(test, name), try id(test, "redactions"))
        try force(test, "update-ref", name, try id(test, "main:README.md"))
        #expect(try problems(test).contains { $0.kind == .reference && $0.object == revision.state.description })
        try force(test, "update-ref", name, tombstone)
        try force(test, "update-ref", "-d", "refs/heads/redactions")
        let found = try problems(test)
        #expect(found.contains { $0.kind == .reference && $0.object == revision.state.description }, "\(found)")
        try force(test, "update-ref", "refs/heads/redactions", tip)
        #expect(try problems(test) == [])
    }

    @Test("Other parents that git is told of are named", arguments: ["info/grafts", "shallow"])
    func grafts(file: String) throws {
        let test = try archive()
        try FileManager.default.createDirectory(
            atPath: test.folder + "/.git/info", withIntermediateDirectories: true)
        let path = URL(filePath: "\(test.folder)/.git/\(file)")
        try Data("\(try id(test, "main"))\n".utf8).write(to: path)
        #expect(try test.git("-c", "advice.graftFileDeprecated=false", "log", "--oneline", "main").lines.count == 1)
        let found = try problems(test)
        #expect(found.map(\.object) == [".git/\(file)"] && found.map(\.kind) == [.reference], "\(found)")
        try FileManager.default.removeItem(at: path)
        #expect(try problems(test) == [])
    }

    // MARK: Lines

    /// Tells the history anew, so that another line counts.
    private func retell(_ test: TestArchive, _ text: String, at now: Timestamp) throws {
        _ = try test.reopened().reread(at: now) { observation, _ in
            observation.state == nil
                ? nil : .text(ArticleText(canonicalBytes: Array(text.utf8), title: "Bridge", extractor: "stet 2"))
        }
    }

    @Test("A line that lost its branch, or whose branch stands elsewhere, is named; so is one that never was")
    func lines() throws {
        let test = try archive()
        try retell(test, "Read.\n", at: time("14:00"))
        try retell(test, "Read again.\n", at: time("15:00"))
        #expect(try problems(test) == [])
        for line in ["lines/1", "lines/2"] {
            let end = try id(test, line)
            try force(test, "update-ref", "-d", "refs/heads/\(line)")
            var found = try problems(test)
            #expect(found.map(\.object) == [line] && found.first?.what.contains(end) == true, "\(found)")
            try force(test, "update-ref", "refs/heads/\(line)", "\(end)~1")
            found = try problems(test)
            #expect(found.map(\.object) == [line] && found.first?.what.contains(end) == true, "\(found)")
            try force(test, "update-ref", "refs/heads/\(line)", end)
        }
        try force(test, "branch", "lines/7", "main~1")
        #expect(try problems(test).map(\.object) == ["lines/7"])
        try force(test, "branch", "-D", "lines/7")
        #expect(try problems(test) == [])
    }

    // MARK: What the journal does not tell of

    @Test("A journal that was put back alone is named, with what it does not tell of", arguments: [true, false])
    func journalPutBack(isSigned: Bool) throws {
        let test = try archive(isSigned: isSigned)
        let (revision, capture) = (try id(test, "main~1"), try id(test, "captures~1"))
        let tip = try id(test, "journal")
        try force(test, "update-ref", "refs/heads/journal", "journal~1")
        let found = try verify(test)
        #expect(Set(found.problems.map(\.object)) == [revision, capture], "\(found.problems)")
        #expect(found.problems.allSatisfy { $0.kind == .journal && $0.what.contains("nor of 1 after it") })
        #expect(found.problems.allSatisfy { $0.article == storyURL })
        #expect(found.articleCount == 1)
        try force(test, "update-ref", "refs/heads/journal", tip)
        #expect(try problems(test) == [])
    }

    @Test(
        "After a crash between the branches `verify` tells what is not in the journal, until the next recording",
        arguments: ["refs/heads/captures", "refs/heads/main"])
    func crash(branch: String) throws {
        struct Crash: Error {}
        let test = try archive()
        let crashing = try test.reopened()
        crashing.afterStep = { step in if step == .moved(branch) { throw Crash() } }
        #expect(throws: Crash.self) { try crashing.record([check("Four.", at: time("16:00"))], at: time("16:01")) }
        let found = try problems(test)
        #expect(found.allSatisfy { $0.kind == .journal && $0.article == storyURL }, "\(found)")
        #expect(found.count == (branch == "refs/heads/main" ? 2 : 1))
        try test.reopened().heal(at: time("16:02"))
        #expect(try problems(test) == [])
    }

    @Test("People's commits that the journal does not know yet are no problem")
    func peoplesCommits() throws {
        let test = try archive()
        #expect(try test.git("commit", "--allow-empty", "-m", "rules: none").status == 0)
        #expect(try problems(test) == [])
    }

    @Test("While others record nothing is wrong")
    func whileRecording() async throws {
        let test = try archive()
        let folder = test.folder
        async let recorded: Void = {
            let archive = try Archive.open(at: folder)
            for minute in 10..<40 {
                _ = try archive.record([check("Text \(minute).", at: time("17:\(minute)"))], at: time("17:\(minute)"))
            }
        }()
        for _ in 0..<10 { #expect(try problems(test) == []) }
        try await recorded
        #expect(try problems(test) == [])
    }

    // MARK: Lost branches

    @Test(
        "What a lost branch held is checked all the same, and said how it comes back",
        arguments: ["captures", "main", "journal"])
    func lostBranch(branch: String) throws {
        let test = try archive()
        // The index has seen the last journal.
        _ = try test.reopened().articles()
        let whole = try verify(test)
        let tip = try id(test, branch)
        try force(test, "update-ref", "-d", "refs/heads/\(branch)")
        let found = try verify(test)
        #expect(found.problems.map(\.object) == [branch])
        #expect(found.problems.first?.kind == .reference)
        #expect(found.problems.first?.what.contains("`git branch \(branch) \(tip)`") == true, "\(found.problems)")
        #expect(found.isSigned == true && found.isJournalRead)
        for count: KeyPath<Verification, Int> in [
            \.commitCount, \.objectCount, \.signedCount, \.articleCount, \.revisionCount,
        ] { #expect(found[keyPath: count] == whole[keyPath: count]) }
        #expect(try test.git("branch", branch, tip).status == 0)
        #expect(try problems(test) == [])
    }

    @Test("Without the journal, and with nothing that has seen it, the other branches are checked")
    func lostJournal() throws {
        let test = try archive()
        let whole = try verify(test)
        try force(test, "update-ref", "-d", "refs/heads/journal")
        try FileManager.default.removeItem(atPath: test.folder + "/.git/stet")
        let found = try verify(test)
        #expect(found.problems.map(\.object) == ["journal"])
        #expect(!found.isJournalRead && found.isSigned == true)
        #expect(try found.commitCount == test.git("rev-list", "main", "captures").lines.count)
        #expect(found.signedCount == found.commitCount && whole.signedCount > found.signedCount)
    }

    @Test("Where the last checkpoint has seen the journal, it is read up to there")
    func journalOfCheckpoint() throws {
        let test = try archive()
        let made = try test.reopened().makeCheckpoint(at: time("15:00")).checkpoint
        try force(test, "update-ref", "-d", "refs/heads/journal")
        try FileManager.default.removeItem(atPath: test.folder + "/.git/stet")
        let found = try verify(test)
        #expect(found.problems.map(\.object) == ["journal"] && found.isJournalRead)
        #expect(found.problems.first?.what.contains("\(made.journal)") == true)
        #expect(found.articleCount == 2)
    }

    @Test("An archive without `main` and journal is not told to be unsigned")
    func lostKeys() throws {
        let test = try archive()
        for branch in ["main", "journal"] { try force(test, "update-ref", "-d", "refs/heads/\(branch)") }
        try FileManager.default.removeItem(atPath: test.folder + "/.git/stet/index.sqlite")
        let found = try verify(test)
        #expect(Set(found.problems.map(\.object)) == ["main", "journal"])
        #expect(found.isSigned == nil && found.commitCount > 0)
    }

    @Test("An archive that lost its journal is told from a strange repository")
    func strange() throws {
        let test = try archive()
        try force(test, "update-ref", "-d", "refs/heads/journal")
        #expect(throws: ArchiveError.branchMissing(folder: test.folder, branch: "journal")) { try test.reopened() }
        // Also in a copy without Stet's own files.
        let copy = test.folder + "-copy.git"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        #expect(try runGit(["clone", "-q", "--mirror", test.folder, copy], in: "/").status == 0)
        #expect(throws: ArchiveError.branchMissing(folder: copy, branch: "journal")) { try Archive.open(at: copy) }
        #expect(try Archive.open(at: copy, isWhole: false).verify().problems.map(\.object) == ["journal"])
        let plain = test.folder + "-plain"
        defer { try? FileManager.default.removeItem(atPath: plain) }
        #expect(try runGit(["init", "-q", plain], in: "/").status == 0)
        #expect(throws: ArchiveError.notAnArchive(folder: plain)) { try Archive.open(at: plain, isWhole: false) }
    }
}
