import Foundation
import Testing

/// One text of an archive is gone or changed on disk; commands that read many go on with the others.
@Suite("Damaged texts, from the command line")
struct DamageCommandTests {
    private static let story = "https://example.org/a-story"
    private static let other = "https://example.org/b-other"

    private func page(_ sentence: String) -> String {
        "<article><h1>The pier</h1><p>\(sentence) It was opened in 1890 and is the longest of the coast.</p></article>"
    }

    /// Two articles of two revisions, all objects in files of their own, and the blob of a revision's text.
    private func workplace() throws -> Workplace {
        let work = try Workplace()
        for (url, words) in [(Self.story, ["Four", "Five"]), (Self.other, ["Six", "Seven"])] {
            for (day, word) in words.enumerated() {
                try work.write(page("\(word) million pupils came to the pier."), to: "page.html")
                let made = try work.stet("snapshot", "page.html", "--url", url, "--at", "2024-06-0\(day + 1)")
                try #require(made.code == 0, "\(made)")
            }
        }
        try Data(
            """
            cd .git/objects/pack && mkdir ../../away && mv * ../../away/ && cd ../../..
            for pack in .git/away/*.pack; do git unpack-objects -q < "$pack" || exit 1; done; rm -r .git/away
            """.utf8
        ).write(to: work.folder.appending(path: "unpack.sh"))
        let unpacked = try work.run(
            "/bin/sh", ["-c", "cd archive && . ../unpack.sh"], environment: ["GIT_CONFIG_GLOBAL": "/dev/null"])
        try #require(unpacked.code == 0, "\(unpacked)")
        return work
    }

    private func path(_ revision: String, in work: Workplace) throws -> String {
        let shown = try work.stet("log", revision, "--format", "json")
        let object = try #require(JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
        let commit = try #require((object["revisions"] as? [[String: Any]])?.last?["commit"] as? String)
        return try work.git("diff-tree", "--no-commit-id", "-r", commit).output.split(separator: " ").map(String.init)[
            3]
    }

    /// Removes the latest text of the first article, or leaves another file in its place; gives its id.
    private func damage(_ work: Workplace, isGone: Bool) throws -> String {
        let blob = try path("a-story", in: work)
        let file = work.archive.appending(path: ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        if isGone {
            try FileManager.default.removeItem(at: file)
        } else {
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            try Data("no object".utf8).write(to: file)
        }
        return blob
    }

    @Test("`log` lists a damaged text as such, tells the others, and ends with 2", arguments: [true, false])
    func log(isGone: Bool) throws {
        let work = try workplace()
        let blob = try damage(work, isGone: isGone)
        let listed = try work.stet("log", "a-story")
        #expect(listed.code == 2, "\(listed)")
        #expect(listed.output.contains("@1") && listed.output.contains("@2") && listed.output.contains("damaged: "))
        #expect(listed.message.contains("the text of \(Self.story) @2 (\(blob))"), "\(listed)")
        #expect(listed.message.contains("see `stet verify`"))
        let json = try work.stet("log", "a-story", "--format", "json")
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let rows = try #require(object["revisions"] as? [[String: Any]])
        #expect(rows.map { $0["damaged"] is String } == [false, true] && json.code == 2)
        #expect(try work.stet("log", "b-other").code == 0)
        let shown = try work.stet("show", "a-story")
        #expect(shown.code == 2 && shown.message.contains("\(Self.story) @2"), "\(shown)")
        #expect(try work.stet("show", "a-story@1").code == 0)
        let compared = try work.stet("diff", "a-story", "--all")
        #expect(compared.message.contains("@2 is left out"), "\(compared)")
    }

    @Test("`search` looks in the other texts, and in this one when it has come back")
    func search() throws {
        let work = try workplace()
        let blob = try path("a-story", in: work)
        let file = work.archive.appending(path: ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        let kept = try Data(contentsOf: file)
        _ = try damage(work, isGone: true)
        for words in ["seven million", "five million"] {
            let found = try work.stet("search", words)
            #expect(found.code == 2 && found.message.contains("see `stet verify`"), "\(found)")
            #expect(found.output.contains(Self.other) == (words == "seven million"))
        }
        #expect(try work.stet("search", "seven", "--format", "json").output.contains(#""damagedTexts": true"#))
        try kept.write(to: file)
        let found = try work.stet("search", "five million")
        #expect(found.code == 0 && found.output.contains("\(Self.story) @2"), "\(found)")
        // The index is whole, and the text gone again: it is told of where it may have had the words.
        _ = try damage(work, isGone: true)
        #expect(try work.stet("search", "five million").code == 2)
    }

    @Test("Exports hold all that can be read, say what is left out, and end with 2")
    func exports() throws {
        let work = try workplace()
        _ = try damage(work, isGone: true)
        let lines = try work.stet("export", "jsonl")
        let rows = try lines.output.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(rows.map { $0["text"] is String } == [true, false, true, true], "\(lines)")
        #expect(rows.map { $0["damaged"] is String } == [false, true, false, false] && lines.code == 2)
        let folder = try work.stet("export", "dir", "out")
        #expect(folder.code == 2 && folder.output.contains("wrote 3 revisions"), "\(folder)")
        let git = try work.stet("export", "git", "plain")
        #expect(git.code == 2 && git.output.contains("wrote 3 revisions"), "\(git)")
        let log = try work.run("/usr/bin/git", ["-C", "plain", "log", "--oneline"], environment: [:])
        #expect(log.output.split(separator: "\n").count == 3)
        #expect(try work.stet("export", "csv").code == 0)
        #expect(try work.stet("export", "warc", "all.warc").code == 0)
        let counted = try work.stet("stats")
        #expect(counted.code == 2 && counted.output.contains("revisions  4"), "\(counted)")
        #expect(try work.stet("stats", "--format", "json").output.contains(#""damagedFiles": 1"#))
    }

    @Test("A damaged text stands in the way of no redaction of another one")
    func redaction() throws {
        let work = try workplace()
        _ = try damage(work, isGone: true)
        let plan = try work.stet("redact", "a-story", "@1", "--reason", "asked for", "--dry-run")
        #expect(plan.code == 1 && plan.output.contains("would be taken out"), "\(plan)")
    }

    @Test(
        "An article whose last text is damaged is recorded on, and the new text is made anew as recorded",
        arguments: [true, false])
    func recording(isGone: Bool) throws {
        let work = try workplace()
        let blob = try damage(work, isGone: isGone)
        // The same page first: it reads as before.
        let same = try work.stet("snapshot", "page.html", "--url", Self.other, "--at", "2024-06-03")
        #expect(same.code == 0, "\(same)")
        try work.write(page("Five million pupils came to the pier."), to: "page.html")
        let again = try work.stet("snapshot", "page.html", "--url", Self.story, "--at", "2024-06-03")
        #expect(again.code == 0 && !again.output.contains("@3"), "\(again)")
        try work.write(page("Eight million pupils came to the pier."), to: "page.html")
        let next = try work.stet("snapshot", "page.html", "--url", Self.story, "--at", "2024-06-04")
        #expect(next.code == 0, "\(next)")
        let listed = try work.stet("log", "a-story", "--all")
        #expect(listed.output.contains("@3"), "\(listed)")
        let verified = try work.stet("verify")
        let problems = verified.output.split(separator: "\n").filter { $0.contains(": ") }
        #expect(verified.code == 1 && problems.count == 1 && problems[0].contains(blob), "\(verified)")
    }
}
