import Foundation
import StetArchive
import StetGit
import Testing

/// People use an archive with stock git, and others write to it meanwhile.
@Suite("Stock git")
struct GitTests {
    private func archive(revisions: Int) throws -> (TestArchive, article: String) {
        let test = try TestArchive()
        var article = ""
        for number in 1...revisions {
            let clock = Timestamp(secondsSince1970: time("09:00").secondsSince1970 + Int64(number) * 60)
            article = try test.archive.record([check("text \(number)", at: clock)], at: clock)[0].article
        }
        return (test, article)
    }

    @Test(
        "Hooks refuse whatever loses history",
        arguments: [
            "commit --amend --no-edit", "reset --hard HEAD~1", "branch -D journal", "branch -f captures main",
            "update-ref -d refs/heads/captures", "update-ref refs/heads/main HEAD~1", "branch -m main other",
            "rebase --quiet --force-rebase HEAD~1", "fetch . +main:captures", "push . +main~1:refs/heads/captures",
            "push . :refs/heads/journal",
        ], [false, true])
    func refused(command: String, isPacked: Bool) throws {
        let (test, _) = try archive(revisions: 2)
        if isPacked { #expect(try test.git("pack-refs", "--all").status == 0) }
        let before = try test.git("for-each-ref").output
        let run = try test.git(command.split(separator: " ").map(String.init))
        #expect(run.status != 0 && (run.output.contains("stet: refused") || run.output.contains("denying")), "\(run)")
        #expect(try test.git("for-each-ref").output == before)
    }

    @Test("Commits of rules, clones, fetches, packed references and gc go on as ever")
    func allowed() throws {
        let (test, article) = try archive(revisions: 3)
        try Data("hosts: [example.com]\n".utf8).write(to: URL(fileURLWithPath: test.folder + "/rules/example.com.yaml"))
        for command in [
            "add rules", "commit -m rules", "pack-refs --all", "gc --quiet --prune=now", "checkout -q -b idea",
            "checkout -q main", "branch -d idea", "fetch . main:copy", "branch -D copy",
        ] {
            let run = try test.git(command.split(separator: " ").map(String.init))
            #expect(run.status == 0, "\(command): \(run)")
        }
        _ = try test.archive.record([check("text 4", at: time("12:00"))], at: time("12:00"))
        #expect(try test.git("log", "--format=%s", "-2").lines == ["change: Bridge", "rules"])
        let history = try test.reopened().history(of: article)
        let latest = try #require(history.revisions.last)
        #expect(try test.archive.canonicalBytes(of: latest) == Array("text 4\n".utf8))
        try test.expectSound()
    }

    @Test("A clone answers the same questions, and takes up recording where the archive stood")
    func clone() throws {
        let (test, article) = try archive(revisions: 3)
        let folder = test.folder + "-clone"
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
        }
        #expect(try test.git("clone", "--quiet", test.folder, folder).status == 0)
        let clone = try Archive.open(at: folder)
        #expect(try clone.history(of: article) == test.archive.history(of: article))
        _ = try clone.record([check("text 4", at: time("12:00"))], at: time("12:00"))
        #expect(try clone.history(of: article).revisions.count == 4)
        #expect(try runGit(["fsck", "--strict"], in: folder).status == 0)
        #expect(try runGit(["status", "--porcelain"], in: folder).output.isEmpty)
    }

    @Test("An article's file that somebody edited is left alone and reported")
    func editedFile() throws {
        let (test, article) = try archive(revisions: 1)
        let file = URL(fileURLWithPath: test.folder + "/" + article)
        try Data("my notes\n".utf8).write(to: file)
        let result = try test.archive.record([check("text 2", at: time("12:00"))], at: time("12:00"))[0]
        #expect(result.warning == .edited(path: article))
        #expect(try String(contentsOf: file, encoding: .utf8) == "my notes\n")
        #expect(try test.git("status", "--porcelain").lines == [" M \(article)"])
        #expect(try test.git("show", "main:\(article)").output == "text 2\n")
        #expect(try test.git("restore", article).status == 0)
        try test.expectSound()
    }

    @Test("Whatever branch is checked out, recording leaves git with nothing to complain of")
    func otherBranch() throws {
        let (test, article) = try archive(revisions: 1)
        for branch in ["captures", "journal", "-b mine"] {
            let switched = try test.git(["checkout", "-q"] + branch.split(separator: " ").map(String.init))
            #expect(switched.status == 0, "\(branch): \(switched)")
            _ = try test.archive.record([check("text on \(branch)", at: time("12:00"))], at: time("12:00"))
            try test.expectSound()
        }
        _ = try test.archive.record([check("text 2", at: time("12:00"))], at: time("12:00"))
        #expect(try test.git("checkout", "-q", "main").status == 0)
        #expect(try String(contentsOfFile: test.folder + "/" + article, encoding: .utf8) == "text 2\n")
        try test.expectSound()
    }

    @Test("A commit made by git during a recording is built upon, not lost")
    func commitMeanwhile() throws {
        let (test, _) = try archive(revisions: 1)
        let archive = test.archive
        // The closure holds the folder that the archive is in.
        defer { archive.afterStep = { _ in } }
        var isFirst = true
        archive.afterStep = { step in
            guard step == .packed, isFirst else { return }
            isFirst = false
            let commit = try test.git("commit", "--allow-empty", "-m", "meanwhile")
            #expect(commit.status == 0, "\(commit)")
        }
        _ = try archive.record([check("text 2", at: time("12:00"))], at: time("12:00"))
        #expect(try test.git("log", "--format=%s", "-2").lines == ["change: Bridge", "meanwhile"])
        try test.expectSound()
    }

    @Test("Two writers at once lose nothing and record nothing twice")
    func twoWriters() async throws {
        let test = try TestArchive()
        let folder = test.folder
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    let archive = try Archive.open(at: folder)
                    for number in 1...15 {
                        let clock = Timestamp(secondsSince1970: time("09:00").secondsSince1970 + Int64(number))
                        let url = "https://example.com/writer-\(writer)"
                        _ = try archive.record([check("text \(number)", at: clock, url: url)], at: clock)
                    }
                }
            }
            try await group.waitForAll()
        }
        let articles = try test.archive.articles()
        #expect(articles.map(\.revisionCount) == [15, 15])
        #expect(try test.git("rev-list", "--count", "main").lines == ["31"])
        try test.expectSound()
    }

    @Test("A second writer that waits in vain is told who records")
    func busy() throws {
        let (test, _) = try archive(revisions: 1)
        let archive = test.archive
        defer { archive.afterStep = { _ in } }
        var refusal: ArchiveError?
        archive.afterStep = { step in
            guard step == .packed else { return }
            let second = try test.reopened()
            second.patience = 0
            do {
                _ = try second.record([check("text 3", at: time("12:00"))], at: time("12:00"))
            } catch let error as ArchiveError { refusal = error }
        }
        _ = try archive.record([check("text 2", at: time("12:00"))], at: time("12:00"))
        guard case .busy(_, let owner) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(owner.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
    }

    @Test("Hundreds of single snapshots leave few packs, all readable, and gc changes no answer")
    func manySnapshots() throws {
        let (test, article) = try archive(revisions: 120)
        let packs = try FileManager.default.contentsOfDirectory(atPath: test.folder + "/.git/objects/pack")
        #expect(packs.count { $0.hasSuffix(".pack") } <= 51)
        let before = try test.reopened().history(of: article)
        #expect(before.revisions.count == 120)
        #expect(try test.git("gc", "--quiet").status == 0)
        let reader = try test.reopened()
        #expect(try reader.history(of: article) == before)
        #expect(try reader.canonicalBytes(of: before.revisions[0]) == Array("text 1\n".utf8))
        #expect(try test.archive.canonicalBytes(of: before.revisions[99]) == Array("text 100\n".utf8))
        try test.expectSound()
    }
}

extension TestArchive {
    func git(_ arguments: [String]) throws -> GitRun { try runGit(arguments, in: folder) }

    @Test("An earlier version's hook is replaced by the next recording, and one that somebody changed is not")
    func earlierHook() throws {
        let test = try TestArchive()
        let path = test.folder + "/.git/hooks/reference-transaction"
        let hook = try String(contentsOfFile: path, encoding: .utf8)
        // A hook that is changed belongs into `earlierHooks` as it was.
        #expect(ObjectID(hashing: Array(hook.utf8)).description == "929b31595d2e9a8110139c8ab02fd1d878fe02f6")
        #expect(try !test.archive.status().hasEarlierHook)

        let earlier = hook.replacingOccurrences(of: "refs/heads/redactions | ", with: "")
        try earlier.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(try test.archive.status().hasEarlierHook)
        _ = try test.archive.record([check("one", at: time("09:00"))], at: time("09:00"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == hook)
        #expect(FileManager.default.isExecutableFile(atPath: path))

        try (earlier + "# ours\n").write(toFile: path, atomically: false, encoding: .utf8)
        _ = try test.archive.record([check("two", at: time("10:00"))], at: time("10:00"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == earlier + "# ours\n")
        #expect(try !test.archive.status().hasEarlierHook)
    }
}
