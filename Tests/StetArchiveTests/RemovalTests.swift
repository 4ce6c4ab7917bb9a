import Foundation
import StetArchive
import StetGit
import Testing

/// Taking texts and pages out of an archive.
@Suite("Redaction and pruning")
struct RemovalTests {
    private static let otherURL = "https://other.example/terms"
    private static let secret = "The witness lives at 12 Hidden Lane with two dogs."
    private static let reason = "court order 12/26"

    /// Four revisions, of which the first came back as the third, long enough that git makes deltas; and another article.
    private func archive(isSigned: Bool = true, last: String? = nil) throws -> TestArchive {
        let test = try TestArchive(isSigned: isSigned)
        let rest = (1...40).map { "Sentence number \($0) says something else of the bridge." }.joined(separator: "\n")
        var texts = [Self.secret, "Nothing more is known yet.", Self.secret, "The council will vote in May."]
        if let last { texts.append(last) }
        for (hour, text) in zip(10..., texts) {
            _ = try test.archive.record(
                [
                    check("\(rest)\n\(text)", at: time("\(hour):00")),
                    check("Terms \(hour).", at: time("\(hour):01"), url: Self.otherURL, title: "Terms"),
                ], at: time("\(hour):05"))
        }
        return test
    }

    private func redact(
        _ numbers: Int..., in test: TestArchive, part: RemovedPart = .both
    ) throws -> [WorkingFileWarning] {
        let archive = try test.reopened()
        let history = try archive.history(of: archive.article(named: storyURL).path)
        let plan = try archive.redactionPlan(
            of: history.article, revisions: numbers.isEmpty ? nil : numbers.map { history.revisions[$0 - 1] },
            part: part)
        return try archive.redact(plan, reason: Self.reason, at: time("20:00"))
    }

    /// Whether any object or file of the archive holds the words.
    private func isAnywhere(_ words: String, in test: TestArchive) throws -> Bool {
        for line in try test.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").lines
        where line.hasSuffix(" blob") {
            let id = String(line.prefix(40))
            let run = try runGit(["-c", "core.useReplaceRefs=false", "cat-file", "blob", id], in: test.folder)
            if run.output.contains(words) { return true }
        }
        let files = try #require(FileManager.default.enumerator(atPath: test.folder))
        for case let file as String in files {
            guard let bytes = FileManager.default.contents(atPath: "\(test.folder)/\(file)") else { continue }
            if bytes.range(of: Data(words.utf8)) != nil { return true }
        }
        return false
    }

    @Test("What is redacted is nowhere in the archive, and every proof of the rest holds", arguments: [true, false])
    func redacted(isSigned: Bool) throws {
        let test = try archive(isSigned: isSigned, last: Self.secret)
        let before = try test.git("for-each-ref", "refs/heads").lines
        #expect(try isAnywhere("Hidden Lane", in: test))
        #expect(try redact(1, in: test) == [])
        #expect(try !isAnywhere("Hidden Lane", in: test))
        let found = try test.reopened().verify()
        #expect(found.problems == [])
        #expect(found.removals.map(\.tombstone.content.rawValue).sorted() == ["page", "text"])
        #expect(found.removals.first { $0.tombstone.content == .text }?.revisions == [1, 3, 5])
        #expect(found.removals.allSatisfy { $0.tombstone.reason == Self.reason && $0.tombstone.cause == .redacted })
        #expect(found.signedCount == (isSigned ? found.commitCount : 0))
        // Every commit of before is still there, under its name.
        for line in before {
            let words = line.split(whereSeparator: \.isWhitespace)
            #expect(try test.git("merge-base", "--is-ancestor", "\(words[0])", "\(words[2])").status == 0)
        }
        // The rest reads as it did.
        let archive = try test.reopened()
        let history = try archive.history(of: archive.article(named: storyURL).path)
        for revision in history.revisions {
            let isRedacted = revision.number % 2 == 1
            #expect(try archive.tombstone(of: revision.state)?.reason == (isRedacted ? Self.reason : nil))
            if isRedacted {
                #expect(throws: ArchiveError.self) { try archive.canonicalBytes(of: revision) }
                #expect(throws: ArchiveError.self) { try archive.capture(of: revision) }
            } else {
                #expect(try ObjectID(hashing: archive.canonicalBytes(of: revision)) == revision.state)
                #expect(try archive.capture(of: revision) != nil)
            }
        }
        let shown = try String(contentsOfFile: "\(test.folder)/\(history.article)", encoding: .utf8)
        #expect(shown.contains(Self.reason))
        try test.expectSound()
    }

    @Test("Stock git reads, checks, packs and copies an archive with redactions")
    func stockGit() throws {
        let test = try archive()
        _ = try redact(1, 2, in: test)
        func expectWorking(sourceLocation: SourceLocation = #_sourceLocation) throws {
            try test.expectSound()
            for arguments in [["log", "-p", "--all"], ["log", "-p", "-S", "vote"]] {
                let run = try runGit(arguments, in: test.folder)
                #expect(run.status == 0, "\(run)", sourceLocation: sourceLocation)
                if arguments.contains("--all") { #expect(run.output.contains("{\"redacted\":\"\(Self.reason)\"")) }
            }
        }
        try expectWorking()
        #expect(try test.git("-c", "core.hooksPath=/dev/null", "gc", "-q", "--prune=now").status == 0)
        try expectWorking()
        #expect(try test.git("repack", "-a", "-d", "-f", "-q").status == 0)
        try expectWorking()
        #expect(try test.reopened().verify().problems == [])
        _ = try test.reopened().record([check("Three.", at: time("21:00"))], at: time("21:00"))
        try expectWorking()

        // A mirror has the tombstones; git is told of them there by whoever records or asks for it.
        let mirror = test.folder + "-mirror.git"
        defer { try? FileManager.default.removeItem(atPath: mirror) }
        #expect(try runGit(["clone", "-q", "--mirror", test.folder, mirror], in: "/").status == 0)
        let copy = try Archive.open(at: mirror)
        #expect(try copy.verify().problems == [])
        #expect(try copy.isRemovalPending())
        _ = try runGit(["config", "stet.signingKey", test.keyPath], in: mirror)
        try Archive.open(at: mirror).finishRemovals(at: time("22:00"))
        #expect(try !copy.isRemovalPending())
        let check = try runGit(["fsck", "--strict", "--no-dangling", "--no-progress"], in: mirror)
        #expect(check.status == 0 && check.output.isEmpty, "\(check)")
        #expect(try runGit(["log", "-p", "--all"], in: mirror).status == 0)
    }

    @Test("A copy that still has what was redacted elsewhere gives none of it, says so, and is brought in step")
    func otherCopy() throws {
        let test = try archive()
        let mirror = test.folder + "-mirror.git"
        defer { try? FileManager.default.removeItem(atPath: mirror) }
        #expect(try runGit(["clone", "-q", "--mirror", "file://" + test.folder, mirror], in: "/").status == 0)
        _ = try redact(1, in: test)
        let fetched = try runGit(["fetch", "-q", "origin"], in: mirror)
        #expect(fetched.status == 0, "\(fetched)")
        let copy = try Archive.open(at: mirror)
        let history = try copy.history(of: copy.article(named: storyURL).path)
        #expect(throws: ArchiveError.self) { try copy.canonicalBytes(of: history.revisions[0]) }
        let found = try copy.verify()
        #expect(found.problems.map(\.kind) == [.redaction, .redaction])
        #expect(try copy.status().hasPendingRemoval)
        try copy.finishRemovals(at: time("22:00"))
        #expect(try Archive.open(at: mirror).verify().problems == [])
        let check = try runGit(["fsck", "--strict", "--no-dangling", "--no-progress"], in: mirror)
        #expect(check.status == 0 && check.output.isEmpty, "\(check)")
    }

    @Test("An object that is missing without a tombstone is damage")
    func missing() throws {
        let test = try archive()
        let history = try test.archive.history(of: test.archive.article(named: storyURL).path)
        let (lost, redacted) = (history.revisions[1], history.revisions[0])
        _ = try redact(1, in: test)
        // Somebody takes another text out, in the way that Stet does.
        let repository = try Repository.open(at: test.folder)
        #expect(try repository.remove([lost.state], through: test.folder + "/.git/stet/incoming") == [])
        let found = try test.reopened().verify()
        #expect(found.problems.map(\.kind) == [.object])
        #expect(found.problems.first?.object == lost.state.description)
        #expect(found.removals.contains { $0.tombstone.object == redacted.state })
    }

    @Test("A tombstone without a signature that counts, or one that was changed, hides nothing")
    func forged() throws {
        let test = try archive()
        _ = try redact(1, in: test)
        let text = try #require(try test.reopened().verify().removals.first { $0.tombstone.content == .text }).tombstone
        let path = "\(text.object.description.prefix(2))/\(text.object).json"
        for isSigned in [true, false] {
            let copy = test.folder + "-\(isSigned)"
            defer { try? FileManager.default.removeItem(atPath: copy) }
            try FileManager.default.copyItem(atPath: test.folder, toPath: copy)
            func git(_ arguments: String...) throws -> String { try runGit(arguments, in: copy).lines.first ?? "" }
            try Data("{}\n".utf8).write(to: URL(filePath: copy + "/.git/forged"))
            let blob = try git("hash-object", "-w", ".git/forged")
            _ = try git("read-tree", "redactions")
            _ = try git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
            let commit = try git(
                "commit-tree", isSigned ? "-S" : "--no-gpg-sign", "-p", "redactions", "-m", "forged", git("write-tree"))
            _ = try git("update-ref", "refs/heads/redactions", commit)
            let problems = try Archive.open(at: copy).verify().problems
            #expect(problems.contains { $0.kind == .redaction && $0.what.contains("changes or removes") })
            #expect(problems.contains { $0.kind == .object && $0.object == text.object.description })
            #expect(problems.contains { $0.what.contains("not signed") } == !isSigned)
        }
    }

    @Test(
        "Cut off anywhere, a redaction is finished by the next recording",
        arguments: [
            RecordingStep.packed, .announced, .moved("refs/heads/redactions"), .moved("refs/heads/main"), .removing,
            .removed,
        ])
    func cutOff(step: RecordingStep) throws {
        struct Crash: Error {}
        let test = try archive(last: Self.secret)
        do {
            let doomed = try test.reopened()
            let plan = try doomed.redactionPlan(
                of: doomed.article(named: storyURL).path, revisions: nil)
            doomed.afterStep = { if $0 == step { throw Crash() } }
            #expect(throws: Crash.self) { try doomed.redact(plan, reason: Self.reason, at: time("20:00")) }
        }
        let isTold = step != .packed && step != .announced
        let between = try test.reopened()
        let state = try between.history(of: between.article(named: storyURL).path).revisions[0].state
        #expect(try (between.tombstone(of: state) != nil) == isTold)
        #expect(try between.isRemovalPending() == isTold)
        _ = try test.reopened().record([check("Other.", at: time("21:00"), url: Self.otherURL)], at: time("21:00"))
        #expect(try isAnywhere("Hidden Lane", in: test) == !isTold)
        #expect(try !test.reopened().isRemovalPending())
        #expect(try test.reopened().verify().problems == [])
        try test.expectSound()
    }

    @Test("What was redacted does not come back when the page shows it again")
    func comesBack() throws {
        let test = try archive()
        let history = try test.archive.history(of: test.archive.article(named: storyURL).path)
        let text = String(decoding: try test.archive.canonicalBytes(of: history.revisions[0]), as: UTF8.self)
        _ = try redact(1, in: test)
        let archive = try test.reopened()
        var summaries = 0
        let recorded = try archive.record(
            [check(String(text.dropLast()), at: time("21:00"))], at: time("21:00")
        ) { _, _ in
            summaries += 1
            return ChangeNote(summary: nil)
        }[0]
        #expect(recorded.outcome == .revision(.return))
        #expect(summaries == 0)
        #expect(recorded.warning == nil)
        #expect(try !isAnywhere("Hidden Lane", in: test))
        _ = try archive.record([check("Three.", at: time("22:00"))], at: time("22:00"))
        #expect(try test.reopened().verify().problems == [])
        try test.expectSound()
    }

    @Test("A new line of history takes over what was redacted, as it is")
    func newLine() throws {
        let test = try archive()
        _ = try redact(1, in: test)
        let report = try test.reopened().reread(at: time("21:00"), note: { _, _ in ChangeNote(summary: "otherwise") }) {
            observation, soFar in
            guard let state = observation.state, try soFar.tombstone(of: state) == nil,
                observation.url == storyURL
            else { return nil }
            return .text(
                ArticleText(canonicalBytes: Array("Read \(observation.observed).\n".utf8), extractor: "stet 2"))
        }
        #expect(!report.isSame)
        let archive = try test.reopened()
        let history = try archive.history(of: archive.article(named: storyURL).path)
        #expect(history.line == 2)
        #expect(try history.revisions.map { try archive.tombstone(of: $0.state) != nil } == [true, false, true, false])
        #expect(try archive.verify().problems == [])
        try test.expectSound()
        // What older lines say of the same pages goes with it.
        let plan = try archive.redactionPlan(of: history.article, revisions: [history.revisions[1]])
        #expect(plan.items.map(\.content.rawValue).sorted() == ["page", "text", "text"])
    }

    @Test("A text without its pages can be redacted, and pages without their text")
    func parts() throws {
        for part in [RemovedPart.text, .pages] {
            let test = try archive()
            _ = try redact(1, in: test, part: part)
            let found = try test.reopened().verify()
            #expect(found.problems == [])
            #expect(found.removals.map(\.tombstone.content) == [part == .text ? .text : .page])
            try test.expectSound()
        }
    }

    @Test("A plan says which other revisions keep sentences")
    func stillHolding() throws {
        let test = try archive(last: "Only this stands here now, and nothing of the rest of it.")
        let archive = try test.reopened()
        let history = try archive.history(of: archive.article(named: storyURL).path)
        let plan = try archive.redactionPlan(of: history.article, revisions: [history.revisions[0]])
        #expect(plan.revisions == [1, 3])
        #expect(plan.stillHolding == [2, 4, 5])
        _ = try archive.record(
            [check("All else is gone from this page for good now.", at: time("18:00"))], at: time("18:00"))
        let later = try archive.history(of: history.article)
        #expect(try archive.redactionPlan(of: later.article, revisions: [later.revisions[5]]).stillHolding == [])
    }

    @Test("A plan names the other articles that have the same bytes, and is made again when it is carried out")
    func shared() throws {
        let test = try archive()
        let archive = try test.reopened()
        let text = "The same words of two addresses, whoever asks for them."
        for (url, hour) in [(storyURL, "18:00"), (Self.otherURL, "18:01")] {
            _ = try archive.record([check(text, at: time(hour), url: url)], at: time(hour))
        }
        let history = try archive.history(of: archive.article(named: storyURL).path)
        let last = try #require(history.revisions.last)
        let plan = try archive.redactionPlan(of: history.article, revisions: [last])
        #expect(plan.sharedWith == [Self.otherURL])
        #expect(try archive.redactionPlan(of: history.article, revisions: [history.revisions[0]]).sharedWith == [])
        // Somebody records the text from another page before the plan is carried out.
        var again = check(text, at: time("18:30"))
        again.capture = RawCapture(head: Array("{}".utf8), body: Array("<p>Another page: \(text)</p>".utf8))
        _ = try archive.record([again], at: time("18:30"))
        _ = try archive.redact(plan, reason: Self.reason, at: time("20:00"))
        #expect(try !isAnywhere("Another page", in: test))
        #expect(try test.reopened().verify().problems == [])
    }

    @Test("Pruning takes old pages and no text, and keeps what newer captures have too")
    func pruning() throws {
        let test = try archive()
        let archive = try test.reopened()
        let policy = RetentionPolicy(olderThan: time("11:30"), age: "1d", keepsFirstAndLast: false)
        let plan = try archive.pruningPlan(policy, articles: nil)
        // Of the story the second page: the first came again later. Of the terms two.
        #expect(plan.items.map(\.content) == [.page, .page, .page])
        #expect(plan.items.count { $0.url == storyURL } == 1)
        try archive.prune(plan, policy, at: time("20:00"))
        let found = try test.reopened().verify()
        #expect(found.problems == [])
        #expect(found.removals.count == 3)
        #expect(found.removals.allSatisfy { $0.tombstone.cause == .pruned && $0.tombstone.reason == policy.text })
        let history = try archive.history(of: archive.article(named: storyURL).path)
        for revision in history.revisions { _ = try test.reopened().canonicalBytes(of: revision) }
        #expect(try test.reopened().pruningPlan(policy, articles: nil).items.isEmpty)
        try test.expectSound()
    }

    @Test("Of each revision the first and the last page can be kept")
    func keepFirstAndLast() throws {
        let test = try TestArchive()
        for (hour, page) in zip(10..., ["a", "b", "c", "d"]) {
            _ = try test.archive.record([check("One.", at: time("\(hour):00"), page: page)], at: time("\(hour):00"))
        }
        _ = try test.archive.record([check("Two.", at: time("14:00"), page: "e")], at: time("14:00"))
        let policy = RetentionPolicy(olderThan: time("20:00"), age: "1d", keepsFirstAndLast: true)
        let plan = try test.archive.pruningPlan(policy, articles: nil)
        #expect(plan.items.map(\.object) == [ObjectID(hashing: Array("b".utf8)), ObjectID(hashing: Array("c".utf8))])
        #expect(plan.withoutPageCount == 0)
    }
}
