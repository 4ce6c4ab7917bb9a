import Foundation
import StetArchive
import Testing

@Suite("Signing", .serialized)
struct SigningTests {
    private func branches(_ test: TestArchive) throws -> [String] {
        try test.git("for-each-ref", "--format=%(refname)", "refs/heads").lines
    }

    /// What stock git says of every commit of every branch: G for a good signature, N for none.
    private func verdicts(_ test: TestArchive) throws -> Set<String> {
        Set(try test.git("log", "--all", "--format=%G?").lines)
    }

    @Test("Stock git accepts the signature of every commit, whatever made it")
    func everyCommit() throws {
        let test = try TestArchive(isSigned: true)
        #expect(test.archive.isSigning)
        let checks = [check("One.", at: time("10:00")), check("Two.", at: time("12:00"))]
        _ = try test.archive.record(checks, at: time("12:01"))
        // Older than the last: `main` is put right by one commit more.
        _ = try test.reopened().record([check("Old.", at: time("09:00"))], at: time("13:00"))
        _ = try test.reopened().reread(at: time("14:00")) { observation, _ in
            .text(ArticleText(canonicalBytes: Array("Read.\n".utf8), title: "Bridge", extractor: "stet 2"))
        }
        #expect(try branches(test).count == 4)
        #expect(try verdicts(test) == ["G"])
        for branch in try branches(test) {
            let verified = try test.git("verify-commit", branch)
            #expect(verified.status == 0 && verified.output.contains("Good \"git\" signature"), "\(verified)")
        }
        #expect(
            try test.git("log", "--show-signature", "-1").output.contains("Good \"git\" signature for stet@localhost"))
        try test.expectSound()
        #expect(try test.git("grep", "-l", "PRIVATE KEY", "main", "captures", "journal").output.isEmpty)
    }

    @Test("A commit that was changed keeps its signature and loses git's belief")
    func changedCommit() throws {
        let test = try TestArchive(isSigned: true)
        _ = try test.archive.record([check("One.", at: time("10:00"))], at: time("10:01"))
        let text = try test.git("cat-file", "commit", "main").output.replacing("Bridge", with: "Fridge")
        try Data(text.utf8).write(to: URL(filePath: test.folder + "/.git/forged"))
        let forged = try test.git("hash-object", "-t", "commit", "-w", ".git/forged").lines[0]
        #expect(try test.git("log", "-1", "--format=%G?", "main").lines == ["G"])
        #expect(try test.git("log", "-1", "--format=%G?", forged).lines == ["B"])
    }

    @Test("An archive can be signed from any day on; people's commits then are too")
    func later() throws {
        let test = try TestArchive()
        _ = try test.archive.record([check("One.", at: time("10:00"))], at: time("10:01"))
        _ = try Archive.prepareKey(atPath: test.keyPath)
        try test.archive.beginSigning(withKeyAt: test.keyPath, at: time("10:30"))
        try test.expectSound()
        _ = try test.reopened().record([check("Two.", at: time("11:00"))], at: time("11:01"))
        #expect(
            try test.git("log", "--format=%G? %s", "main").lines.map { $0.prefix(4) } == [
                "G ch", "G si", "N ne", "N ar",
            ])
        let commit = try test.git("commit", "--allow-empty", "-m", "rules: a word")
        #expect(commit.status == 0, "\(commit)")
        #expect(try test.git("log", "-1", "--format=%G?").lines == ["G"])
        // Once more changes nothing.
        let tip = try test.git("rev-parse", "main").lines
        try test.archive.beginSigning(withKeyAt: test.keyPath, at: time("11:30"))
        #expect(try test.git("rev-parse", "main").lines == tip)
    }

    @Test("Nothing without a signature, or with a strange one, is recorded upon a signed archive")
    func copies() throws {
        let test = try TestArchive(isSigned: true)
        let copy = test.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        #expect(try runGit(["clone", "-q", test.folder, copy], in: "/").status == 0)
        let archive = try Archive.open(at: copy)
        #expect(throws: ArchiveError.noSigningKey(folder: copy)) {
            try archive.record([check("One.", at: time("10:00"))], at: time("10:01"))
        }
        _ = try Archive.prepareKey(atPath: copy + "/.git/strange")
        #expect(throws: ArchiveError.self) {
            try archive.beginSigning(withKeyAt: copy + "/.git/strange", at: time("10:30"))
        }
        try archive.beginSigning(withKeyAt: test.keyPath, at: time("10:31"))
        _ = try archive.record([check("One.", at: time("10:00"))], at: time("10:32"))
        #expect(try Set(runGit(["log", "--all", "--format=%G?"], in: copy).lines) == ["G"])
    }

    @Test("A key that is gone stops recording, with nothing half done")
    func missingKey() throws {
        let test = try TestArchive(isSigned: true)
        try FileManager.default.moveItem(atPath: test.keyPath, toPath: test.keyPath + ".away")
        defer { try? FileManager.default.removeItem(atPath: test.keyPath + ".away") }
        #expect(throws: (any Error).self) {
            try test.reopened().record([check("One.", at: time("10:00"))], at: time("10:01"))
        }
        try test.expectSound()
        try FileManager.default.moveItem(atPath: test.keyPath + ".away", toPath: test.keyPath)
        _ = try test.reopened().record([check("One.", at: time("10:00"))], at: time("10:01"))
        #expect(try verdicts(test) == ["G"])
    }
}
