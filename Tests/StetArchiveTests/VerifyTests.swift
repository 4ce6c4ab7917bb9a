import Foundation
import StetArchive
import StetGit
import Testing

@Suite("Verifying an archive")
struct VerifyTests {
    private static let otherURL = "https://other.example/terms"

    /// Two articles: one of three revisions, of which the last came back and one was added later, one of another site.
    private func archive(isSigned: Bool = true) throws -> TestArchive {
        let test = try TestArchive(isSigned: isSigned)
        _ = try test.archive.record([check("One.", at: time("10:00"))], at: time("10:01"))
        _ = try test.archive.record(
            [
                check("Terms.", at: time("11:00"), url: Self.otherURL),
                Check(url: storyURL, observed: time("11:01"), capture: nil, reading: .failed(reason: "gone")),
                check("Two.", at: time("11:02")),
            ], at: time("11:05"))
        _ = try test.archive.record([check("One and a half.", at: time("10:30"))], at: time("12:00"))
        return test
    }

    private func problems(_ test: TestArchive, allowed: [UInt8]? = nil) throws -> [Verification.Problem] {
        try test.reopened().verify(allowedSigners: allowed).problems
    }

    /// Moves a branch as somebody with the folder can, past the hook.
    private func force(_ test: TestArchive, _ branch: String, to commit: String) throws {
        let moved = try test.git("-c", "core.hooksPath=/dev/null", "update-ref", "refs/heads/\(branch)", commit)
        #expect(moved.status == 0, "\(moved)")
    }

    /// Writes an object that a program made up.
    private func write(_ text: String, _ kind: String, in test: TestArchive) throws -> String {
        let file = "\(test.folder)/.git/made-up"
        try Data(text.utf8).write(to: URL(filePath: file))
        return try test.git("hash-object", "-t", kind, "-w", file).lines[0]
    }

    /// A copy of an archive, removed with it. Files are damaged in a copy that was never open: libgit2 keeps packs mapped
    /// for as long as anybody in the process has them open, and does not look at their indexes again.
    private final class Copy {
        let folder: String

        init(of test: TestArchive) throws {
            folder = "\(test.folder)-\(UUID().uuidString)"
            try FileManager.default.copyItem(atPath: test.folder, toPath: folder)
        }

        deinit { do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) } }

        func archive() throws -> Archive { try Archive.open(at: folder) }

        func change(_ pack: String, _ body: (inout Data) -> Void) throws {
            let file = URL(filePath: "\(folder)/.git/objects/pack/\(pack)")
            var bytes = try Data(contentsOf: file)
            body(&bytes)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            try bytes.write(to: file)
        }
    }

    private func packs(_ test: TestArchive) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: test.folder + "/.git/objects/pack")
            .filter { $0.hasSuffix(".pack") }.map { "\(test.folder)/.git/objects/pack/\($0)" }
    }

    /// The pack of an object, and where it stands in it.
    private func place(of object: String, in test: TestArchive) throws -> (pack: String, offset: Int) {
        for pack in try packs(test) {
            for line in try test.git("verify-pack", "-v", pack).lines where line.hasPrefix(object) {
                let words = line.split(separator: " ")
                return (String(pack.split(separator: "/").last!), try #require(Int(words[4])))
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    @Test(
        "An archive that nobody touched is sound, with lines, late texts and people's commits",
        arguments: [true, false])
    func sound(isSigned: Bool) throws {
        let test = try archive(isSigned: isSigned)
        _ = try test.reopened().reread(at: time("14:00")) { observation, _ in
            observation.state == nil
                ? nil : .text(ArticleText(canonicalBytes: Array("Read.\n".utf8), title: "Bridge", extractor: "stet 2"))
        }
        #expect(
            try test.git("-c", "commit.gpgSign=false", "commit", "--allow-empty", "-m", "rules: none\n\nA word: two")
                .status
                == 0)
        _ = try test.reopened().record([check("Three.", at: time("15:00"))], at: time("15:01"))
        let found = try test.reopened().verify()
        #expect(found.problems == [])
        #expect(found.isSigned == isSigned)
        #expect(found.articleCount == 2 && found.revisionCount == 3)
        #expect(found.unsignedCount == (isSigned ? 1 : found.commitCount))
        #expect(found.signedCount + found.unsignedCount == found.commitCount)
        #expect(try found.commitCount == test.git("rev-list", "--all").lines.count)
        #expect(try found.objectCount == test.git("rev-list", "--all", "--objects").lines.count)
        try test.expectSound()
        // As a whole pack of git's making, and in a clone.
        #expect(try test.git("-c", "core.hooksPath=/dev/null", "gc", "-q").status == 0)
        #expect(try problems(test) == [])
        let copy = test.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        #expect(try runGit(["clone", "-q", test.folder, copy], in: "/").status == 0)
        #expect(try Archive.open(at: copy).verify().problems == [])
    }

    @Test("An archive signed from a later day on is sound")
    func signedLater() throws {
        let test = try archive(isSigned: false)
        _ = try Archive.prepareKey(atPath: test.keyPath)
        try test.archive.beginSigning(withKeyAt: test.keyPath, at: time("13:00"))
        _ = try test.reopened().record([check("Three.", at: time("15:00"))], at: time("15:01"))
        let found = try test.reopened().verify()
        #expect(found.problems == [])
        #expect(found.signedCount == 4 && found.unsignedCount > 4)
    }

    @Test("A flipped bit in a pack is named with its object, article and revision; the rest is read")
    func flippedBit() throws {
        let test = try archive()
        let history = try test.reopened().history(of: Archive.path(ofArticle: storyURL))
        let state = history.revisions[2].state.description
        let (pack, offset) = try place(of: state, in: test)
        let copy = try Copy(of: test)
        try copy.change(pack) { $0[offset + 4] ^= 1 }
        let again = try copy.archive()
        let found = try again.verify().problems
        #expect(found.contains { $0.object == state && $0.article == storyURL && $0.revision == 3 }, "\(found)")
        #expect(found.contains { $0.object + ".pack" == pack })
        #expect(found.allSatisfy { $0.kind == .object })
        #expect(try String(decoding: again.canonicalBytes(of: history.revisions[0]), as: UTF8.self) == "One.\n")
        #expect(throws: (any Error).self) { try again.canonicalBytes(of: history.revisions[2]) }
    }

    @Test("Whatever bit of the archive's packs and indexes is flipped, it is found")
    func anyBit() throws {
        let test = try archive()
        let folder = test.folder + "/.git/objects/pack"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for (number, file) in files.enumerated() {
            let size = try Data(contentsOf: URL(filePath: "\(folder)/\(file)")).count
            for step in 0..<5 {
                let place = (step * size / 5 + number * 37) % size
                let copy = try Copy(of: test)
                try copy.change(file) { $0[place] ^= 0x10 }
                #expect(try !copy.archive().verify().problems.isEmpty, "\(file) byte \(place)")
            }
        }
        #expect(try problems(test) == [])
    }

    @Test("A truncated pack is named, with the revisions that it held; other articles are read")
    func truncatedPack() throws {
        let test = try archive()
        let history = try test.reopened().history(of: Archive.path(ofArticle: storyURL))
        let first = try #require(history.revisions.first)
        let (pack, _) = try place(of: first.state.description, in: test)
        let copy = try Copy(of: test)
        try copy.change(pack) { $0.removeLast($0.count / 2) }
        let again = try copy.archive()
        let found = try again.verify().problems
        #expect(found.contains { $0.object + ".pack" == pack }, "\(found)")
        #expect(
            found.contains { $0.object == first.state.description && $0.article == storyURL && $0.revision == 1 },
            "\(found)")
        // The pack comes first, and tells what in it belongs to no article.
        #expect(found[0].object + ".pack" == pack)
        #expect(found[0].what.contains("objects cannot be read"), "\(found[0])")
        #expect(found.dropFirst().allSatisfy { $0.article != nil && !$0.what.contains($0.object) }, "\(found)")
        let other = try again.history(of: Archive.path(ofArticle: Self.otherURL))
        #expect(try String(decoding: again.canonicalBytes(of: other.revisions[0]), as: UTF8.self) == "Terms.\n")
    }

    @Test("A missing loose object is named, with its article and revision")
    func missingObject() throws {
        let test = try archive()
        let history = try test.reopened().history(of: Archive.path(ofArticle: storyURL))
        for pack in try packs(test) {
            let away = test.folder + "/.git/pack"
            try FileManager.default.moveItem(atPath: pack, toPath: away)
            try FileManager.default.removeItem(atPath: pack.replacing(".pack", with: ".idx"))
            let unpacked = Process()
            unpacked.executableURL = URL(filePath: "/usr/bin/env")
            unpacked.arguments = ["git", "-C", test.folder, "unpack-objects", "-q"]
            unpacked.standardInput = try FileHandle(forReadingFrom: URL(filePath: away))
            try unpacked.run()
            unpacked.waitUntilExit()
            try FileManager.default.removeItem(atPath: away)
        }
        #expect(try problems(test) == [])
        let page = try test.git("rev-parse", "\(history.revisions[1].capture!):\(history.article.dropLast(3)).body")
            .lines[0]
        for object in [history.revisions[1].state.description, page] {
            try FileManager.default.removeItem(
                atPath: "\(test.folder)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
        }
        let found = try problems(test)
        #expect(Set(found.map(\.object)) == [history.revisions[1].state.description, page])
        #expect(found.allSatisfy { $0.kind == .object && $0.article == storyURL && $0.revision == 2 }, "\(found)")
    }

    @Test("A forged commit is named: without a signature, with a strange one, with one of another commit")
    func forgedCommit() throws {
        let test = try archive()
        let tip = try test.git("rev-parse", "main").lines[0]
        let text = try test.git("cat-file", "commit", "main").output
        let strange = test.folder + ".strange"
        defer { for end in ["", ".pub"] { try? FileManager.default.removeItem(atPath: strange + end) } }
        _ = try Archive.prepareKey(atPath: strange)
        let tree = try test.git("rev-parse", "main~1^{tree}").lines[0]
        let unsigned = try test.git("commit-tree", tree, "-p", "main", "-m", "change: forged").lines[0]
        let signed = try test.git(
            "-c", "user.signingKey=\(strange)", "commit-tree", "-S", tree, "-p", "main", "-m", "change: forged")
        let copied = try write(text.replacing(/tree [0-9a-f]+/, with: "tree \(tree)"), "commit", in: test)
        for forged in [unsigned, signed.lines[0], copied] {
            try force(test, "main", to: forged)
            let found = try problems(test)
            #expect(found.contains { $0.kind == .signature && $0.object == forged }, "\(found)")
            #expect(forged == copied || found.count == 1, "\(found)")
            try force(test, "main", to: tip)
        }
        #expect(try problems(test) == [])
    }

    @Test("A strange key does not come to count by writing itself into allowed_signers")
    func forgedSigners() throws {
        let test = try archive()
        let own = Array(try test.git("show", "main:allowed_signers").output.utf8)
        let strange = test.folder + ".strange"
        defer { for end in ["", ".pub"] { try? FileManager.default.removeItem(atPath: strange + end) } }
        _ = try Archive.prepareKey(atPath: strange)
        let key = try String(contentsOfFile: strange + ".pub", encoding: .utf8)
        try Data("a@example.com \(key)".utf8).write(to: URL(filePath: test.folder + "/allowed_signers"))
        let commit = try test.git("-c", "user.signingKey=\(strange)", "commit", "-am", "new keys")
        #expect(commit.status == 0, "\(commit)")
        _ = try test.git("config", "stet.signingKey", strange)
        _ = try test.reopened().record([check("Lies.", at: time("16:00"))], at: time("16:01"))
        let found = try problems(test)
        // The change of keys, and the capture, the revision and the journal after it.
        #expect(found.filter { $0.kind == .signature }.count == 4, "\(found)")
        #expect(try problems(test, allowed: own).count == 4)
        // Nor does a whole archive of the strange key stand before the true file.
        let other = try TestArchive(isSigned: true)
        _ = try other.archive.record([check("Lies.", at: time("16:00"))], at: time("16:01"))
        #expect(try problems(other) == [])
        #expect(try problems(other, allowed: own).count == other.reopened().verify().commitCount)
    }

    @Test("A branch that was put back is named, with the revisions that are lost", arguments: [true, false])
    func rewrittenBranch(isSigned: Bool) throws {
        let test = try archive(isSigned: isSigned)
        let (tip, lost) = (try test.git("rev-parse", "main").lines[0], try test.git("rev-parse", "main~1").lines[0])
        try force(test, "main", to: "main~2")
        var found = try problems(test)
        #expect(found.contains { $0.kind == .reference && $0.object == "main" }, "\(found)")
        #expect(
            found.contains { $0.kind == .link && $0.object == lost && $0.article == storyURL && $0.revision == 2 },
            "\(found)")
        try force(test, "main", to: tip)
        try force(test, "captures", to: "captures~1")
        found = try problems(test)
        #expect(found.contains { $0.kind == .reference && $0.object == "captures" }, "\(found)")
    }

    @Test("A journal whose earlier lines were changed is named")
    func changedJournal() throws {
        let test = try archive(isSigned: false)
        let message = try test.git("log", "-1", "--format=%B", "journal").output
        let path = try test.git("ls-tree", "-r", "--name-only", "journal").lines[0]
        let text = try test.git("show", "journal:\(path)").output.replacing("gone", with: "away")
        let blob = try write(text, "blob", in: test)
        let index = "GIT_INDEX_FILE=\(test.folder)/.git/other-index"
        let script = """
            export \(index); git read-tree journal; git update-index --cacheinfo 100644,\(blob),\(path); git write-tree
            """
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: test.folder)
        process.standardOutput = pipe
        try process.run()
        let tree = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        process.waitUntilExit()
        let commit = try test.git("commit-tree", tree, "-p", "journal", "-m", message).lines[0]
        try force(test, "journal", to: commit)
        let found = try problems(test)
        #expect(found.contains { $0.kind == .journal && $0.object == commit }, "\(found)")
    }
}
