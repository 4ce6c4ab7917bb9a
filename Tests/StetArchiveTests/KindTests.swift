import Foundation
import StetArchive
import StetGit
import Testing

/// What a revision is told to be.
@Suite("Kinds of revisions")
struct KindTests {
    private func record(_ texts: [String], in test: TestArchive, from start: Int = 0) throws -> ArticleHistory {
        let archive = try test.reopened()
        for (index, text) in texts.enumerated() {
            let clock = Timestamp(secondsSince1970: time("09:00").secondsSince1970 + Int64(start + index) * 60)
            _ = try archive.record([check(text, at: clock)], at: clock) { before, after in
                // As words are: capitals are form.
                func word(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).lowercased() }
                return ChangeNote(
                    summary: "changed", isFormatting: word(before) == word(after),
                    isSuspect: word(after).hasPrefix("wall"))
            }
        }
        return try archive.history(of: archive.article(named: storyURL).path)
    }

    private func kinds(_ history: ArticleHistory) -> [RevisionKind] { history.revisions.map(\.kind) }

    @Test("A page that goes to and fro returns once, and then alternates without commits")
    func alternating() throws {
        let test = try TestArchive()
        let history = try record(["A", "B", "A", "B", "A", "A", "B", "C", "B"], in: test)
        #expect(
            kinds(history) == [.new, .change, .return, .alternating, .alternating, .alternating, .change, .return])
        #expect(history.revisions.map(\.returnsTo) == [nil, nil, 1, 2, 1, 2, nil, 2])
        #expect(history.lastingRevisions.map(\.number) == [1, 2, 3, 7, 8])
        // The flips have the commits that brought their texts, and are none of their own.
        #expect(history.revisions[3].commit == history.revisions[1].commit)
        #expect(history.revisions[4].commit == history.revisions[2].commit)
        #expect(try test.git("rev-list", "--count", "main").lines == ["6"])
        for revision in history.revisions {
            #expect(try ObjectID(hashing: test.archive.canonicalBytes(of: revision)) == revision.state)
        }
        #expect(try test.archive.statistics().revisionCounts[.alternating] == 3)
        #expect(try test.reopened().verify().problems == [])
        try test.expectSound()
    }

    @Test("A text that alternated and then stays is put on main")
    func settles() throws {
        let test = try TestArchive()
        var history = try record(["A", "B", "A", "B", "B", "B", "B"], in: test)
        #expect(try test.git("show", "main:\(history.article)").output == "A\n")
        history = try record(["B", "B"], in: test, from: 7)
        #expect(try test.git("show", "main:\(history.article)").output == "B\n")
        #expect(try test.git("log", "--format=%s", "-1").output.hasPrefix("restore: "))
        // It lasts: without it the text before would seem to have stood on.
        #expect(kinds(history) == [.new, .change, .return, .return])
        #expect(history.revisions[3].returnsTo == 2 && history.lastingRevisions.map(\.number) == [1, 2, 3, 4])
        history = try record(["A", "C"], in: test, from: 9)
        #expect(kinds(history).suffix(3) == [.return, .alternating, .change])
        // What is told against is what was told last.
        #expect(history.basis(of: history.revisions[5])?.number == 4)
        #expect(history.basis(of: history.revisions[5], showing: [5])?.number == 5)
        #expect(try test.reopened().verify().problems == [])
        try test.expectSound()
    }

    @Test("A change of form alone is told by whoever compares the texts")
    func formatting() throws {
        let test = try TestArchive()
        let history = try record(["a word", "A word", "another", "ANOTHER"], in: test)
        #expect(kinds(history) == [.new, .formatting, .change, .formatting])
        #expect(history.lastingRevisions.map(\.number) == [1, 3])
        #expect(try test.git("log", "--format=%(trailers:key=Stet-Kind,valueonly)", "-1").lines == ["formatting"])
        #expect(try test.reopened().verify().problems == [])
    }

    @Test("What was told of form no longer counts when another text is put between")
    func formattingParted() throws {
        let test = try TestArchive()
        _ = try record(["a word", "A word"], in: test)
        let between = Timestamp(secondsSince1970: time("09:00").secondsSince1970 + 30)
        _ = try test.reopened().record([check("other", at: between)], at: time("12:00"))
        let history = try test.reopened().history(of: test.reopened().article(named: storyURL).path)
        #expect(kinds(history) == [.new, .change, .change])
    }

    @Test("A text with little left, between two of the same text, is suspect, unless it comes again")
    func suspect() throws {
        let long = String(repeating: "A long text. ", count: 5)
        let test = try TestArchive()
        var history = try record([long, "error", "error", long, "B"], in: test)
        #expect(kinds(history) == [.new, .suspect, .return, .change])
        #expect(history.lastingRevisions.map(\.number) == [1, 4])
        #expect(try test.archive.statistics().revisionCounts[.suspect] == 1)
        history = try record(["error", "B"], in: test, from: 5)
        #expect(kinds(history)[1] == .change)

        // An edit that was taken back, and one that nothing followed yet.
        let other = try TestArchive()
        let edited = long.replacingOccurrences(of: "long", with: "short")
        #expect(kinds(try record([long, edited, long, "error"], in: other)) == [.new, .change, .return, .change])
        #expect(kinds(try record([edited], in: other, from: 4)).suffix(2) == [.change, .return])
    }

    @Test("What stands after a wall may have come while that was seen, and is told against the article")
    func behindWall() throws {
        let long = String(repeating: "A long text. ", count: 5)
        let test = try TestArchive()
        let history = try record([long, "wall", long, "wall", "B"], in: test)
        let walls = history.revisions.filter { $0.kind == .suspect }
        #expect(walls.map(\.number) == [2, 4])
        let last = try #require(history.revisions.last)
        #expect(history.basis(of: last)?.number == 3)
        #expect(last.notYetAt == history.revisions[2].lastObserved)
        #expect(history.basis(of: walls[0])?.number == 1)
    }

    @Test("A new line tells alternations as the first one did")
    func newLine() throws {
        let test = try TestArchive()
        _ = try record(["A", "B", "A", "B", "A"], in: test)
        _ = try test.reopened().reread(at: time("12:00")) { observation, soFar in
            let text = String(decoding: try soFar.capture(of: observation)?.body ?? [], as: UTF8.self)
            return .text(ArticleText(canonicalBytes: Array("read \(text)\n".utf8), extractor: "stet 2"))
        }
        let archive = try test.reopened()
        let history = try archive.history(of: archive.article(named: storyURL).path)
        #expect(history.line == 2)
        #expect(kinds(history) == [.new, .change, .return, .alternating, .alternating])
        #expect(try archive.verify().problems == [])
        try test.expectSound()
    }
}
