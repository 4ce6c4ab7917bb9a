import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    private func record(_ text: String, _ clock: String, in test: TestArchive) throws {
        _ = try test.reopened().record([check(text, at: time(clock))], at: time(clock))
    }

    private func problems(_ test: TestArchive) throws -> [Verification.Problem] {
        try test.reopened().verify().problems
    }

    /// Moves branches as somebody with the folder can, past the hook.
    private func force(_ test: TestArchive, _ branches: [String: String]) throws {
        for (branch, commit) in branches {
            let moved = try test.git("-c", "core.hooksPath=/dev/null", "update-ref", "refs/heads/\(branch)", commit)
            #expect(moved.status == 0, "\(moved)")
        }
    }

    private func tips(_ test: TestArchive) throws -> [String: String] {
        var tips: [String: String] = [:]
        for branch in ["main", "captures", "journal", "checkpoints"] {
            tips[branch] = try test.git("rev-parse", branch).lines[0]
        }
        return tips
    }

    @Test("Checkpoints are signed, counted, and made of an archive that grew alone")
    func series() throws {
        let test = try TestArchive(isSigned: true)
        try record("One.", "10:00", in: test)
        let first = try test.reopened().makeCheckpoint(at: time("10:30"))
        #expect(first.isNew && first.checkpoint.number == 1 && first.checkpoint.observationCount == 1)
        #expect(try test.reopened().makeCheckpoint(at: time("10:31")).isNew == false)
        try record("Two.", "11:00", in: test)
        let second = try test.reopened().makeCheckpoint(at: time("11:30"))
        #expect(second.checkpoint.number == 2 && second.checkpoint.articleCount == 1)
        #expect(try test.reopened().latestCheckpoint() == second.checkpoint)
        #expect(
            try test.git("log", "--format=%G? %s", "checkpoints").lines == [
                "G checkpoint 2: 2 observations", "G checkpoint 1: 1 observation",
            ])
        let found = try test.reopened().verify()
        #expect(found.isSound && found.checkpointCount == 2, "\(found.problems)")
        try test.expectSound()
        #expect(try test.git("branch", "-D", "checkpoints").status != 0)
        #expect(throws: ArchiveError.self) { try TestArchive().archive.makeCheckpoint(at: time("11:00")) }
    }

    @Test("An archive that was put back to an earlier batch as a whole is told by its checkpoint")
    func cutOff() throws {
        let test = try TestArchive(isSigned: true)
        try record("One.", "10:00", in: test)
        _ = try test.reopened().makeCheckpoint(at: time("10:30"))
        var early = try tips(test)
        early["checkpoints"] = nil
        try record("Two.", "11:00", in: test)
        try force(test, early)
        // Nothing says that there was more.
        #expect(try problems(test) == [])
        try record("Two again.", "12:00", in: test)
        _ = try test.reopened().makeCheckpoint(at: time("12:30"))
        try force(test, early)
        let found = try problems(test)
        #expect(found.map(\.kind).allSatisfy { $0 == .checkpoint })
        #expect(found.contains { $0.what.contains("`main` was rewritten: checkpoint 2 signed") }, "\(found)")
        #expect(found.contains { $0.what.contains("`captures` was rewritten") })
        #expect(found.contains { $0.what.contains("`journal` was rewritten") })
        // Nor is the loss signed away.
        let refusal = #expect(throws: ArchiveError.self) { try test.reopened().makeCheckpoint(at: time("13:00")) }
        #expect("\(refusal!)".contains("checkpoint 2"))
    }

    @Test("A checkpoint without a signature, or that counts backwards, is named")
    func forged() throws {
        let test = try TestArchive(isSigned: true)
        try record("One.", "10:00", in: test)
        _ = try test.reopened().makeCheckpoint(at: time("10:30"))
        let message = try test.git("log", "-1", "--format=%B", "checkpoints").output
        let forged = try test.git(
            "commit-tree", "checkpoints^{tree}", "-p", "checkpoints", "-m",
            message.replacing("Stet-Observations: 1", with: "Stet-Observations: 0")
        ).lines[0]
        try force(test, ["checkpoints": forged])
        let found = try problems(test).filter { $0.kind == .checkpoint && $0.object == forged }.map(\.what)
        #expect(found.count == 3, "\(found)")
    }

    @Test("Recording makes a checkpoint after so many checks")
    func automatic() throws {
        let test = try TestArchive(isSigned: true)
        let failures = (0..<1_000).map { _ in
            Check(url: storyURL, observed: time("10:00"), capture: nil, reading: .failed(reason: "gone"))
        }
        _ = try test.archive.record(failures, at: time("10:01"))
        #expect(try test.reopened().latestCheckpoint() == nil)
        try record("One.", "11:00", in: test)
        #expect(try test.reopened().latestCheckpoint()?.observationCount == 1_000)
        try record("Two.", "12:00", in: test)
        #expect(try test.reopened().latestCheckpoint()?.number == 1)
        #expect(try problems(test) == [])
    }

    @Test("A second archive tells of a first one that was put back with its checkpoints, or replaced")
    func witness() throws {
        let (test, keeper) = (try TestArchive(isSigned: true), try TestArchive(isSigned: true))
        func told() throws -> [String] {
            var result = try test.reopened().verify()
            #expect(result.isSound, "\(result.problems)")
            try keeper.reopened().checkCountersignature(of: test.reopened(), &result)
            return result.problems.map(\.what)
        }
        try record("One.", "10:00", in: test)
        #expect(throws: ArchiveError.self) { try keeper.archive.countersign(test.reopened(), at: time("10:10")) }
        _ = try test.reopened().makeCheckpoint(at: time("10:30"))
        let early = try tips(test)
        #expect(try told().first?.contains("countersigned no archive") == true)
        #expect(try keeper.archive.countersign(test.reopened(), at: time("10:40")).isNew)
        #expect(try keeper.archive.countersign(test.reopened(), at: time("10:41")).isNew == false)
        try record("Two.", "11:00", in: test)
        let second = try test.reopened().makeCheckpoint(at: time("11:30")).checkpoint
        #expect(try told() == [])
        #expect(try keeper.archive.countersign(test.reopened(), at: time("11:40")).checkpoint == second)
        // Of itself a keeper makes checkpoints on the same branch.
        _ = try keeper.reopened().makeCheckpoint(at: time("11:50"))
        #expect(try problems(keeper) == [])
        #expect(try told() == [])

        try force(test, early)
        #expect(try told().first?.contains("put back") == true)
        // Who has the key goes on from there.
        try record("Lies.", "12:00", in: test)
        _ = try test.reopened().makeCheckpoint(at: time("12:30"))
        #expect(try told().first?.contains("put back") == true)
        #expect(throws: ArchiveError.self) { try keeper.reopened().countersign(test.reopened(), at: time("12:40")) }
    }
}
