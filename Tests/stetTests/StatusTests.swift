import Foundation
import Testing

@Suite("Status, numbers and mirrors of an archive")
struct StatusTests {
    @Test("A mirror made by git is an archive to read, to record in and to restore from")
    func mirror() throws {
        let work = try Workplace()
        for number in 1...3 { try work.write(page(number), to: "old/2024-06-0\(number).html") }
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let exported = try work.stet("export", "jsonl").output
        let (mirror, restored) = (work.folder.path + "/mirror.git", work.folder.path + "/restored")
        #expect(try work.git("clone", "-q", "--mirror", ".", mirror).code == 0)
        try FileManager.default.removeItem(at: work.archive)

        #expect(try work.stet("export", "jsonl", "--archive", mirror).output == exported)
        #expect(try work.stet("status", "--archive", mirror).output.contains("without a working tree"))
        let verified = try work.stet("verify", "--archive", mirror)
        #expect(verified.code == 0, "\(verified.output)")
        try work.write(page(4), to: "old/2024-06-04.html")
        let added = try work.stet("import", "dir", "old", "--url", "example.org/pier", "--archive", mirror)
        #expect(added.code == 0 && added.output == "1 article: 1 revision, 3 imported before\n", "\(added)")
        #expect(try work.stet("status", "--archive", mirror).code == 0)

        let source = try work.stet("export", "jsonl", "--archive", mirror).output
        #expect(source.hasPrefix(exported) && source.split(separator: "\n").count == 4)
        let clone = try work.run("/usr/bin/git", ["clone", "-q", mirror, restored], environment: [:])
        #expect(clone.code == 0)
        #expect(try work.stet("export", "jsonl", "--archive", restored).output == source)
        try work.write(page(5), to: "new.html")
        let taken = try work.stet("snapshot", "new.html", "--url", "example.org/pier", "--archive", restored)
        #expect(taken.output.hasPrefix("changed @5"), "\(taken)")
        for folder in [mirror, restored] {
            let check = try work.run("/usr/bin/git", ["-C", folder, "fsck", "--strict"], environment: [:])
            #expect(check.code == 0, "\(check)")
        }
    }

    @Test("Status tells what wants to be looked at, and answers 1 for it")
    func status() throws {
        let work = try Workplace()
        #expect(try work.stet("status").code == 0)
        #expect(try work.stet("status").output.contains("nothing recorded yet"))
        try work.write(page(1), to: "old/2024-06-01.html")
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let sound = try work.stet("status")
        #expect(sound.code == 0 && sound.output.contains("1 article; last checked 2024-06-01 00:00 UTC"), "\(sound)")

        try work.write("hosts: example.org\n", to: "archive/rules/example.org.yaml")
        let edited = try work.stet("status")
        #expect(edited.code == 1 && edited.output.contains("rules/example.org.yaml : edited but not committed"))
        try FileManager.default.removeItem(at: work.archive.appending(path: "rules/example.org.yaml"))

        // As a recording leaves it that dies while it moves branches.
        let tip = try work.git("rev-parse", "main").output.prefix(40)
        try work.write("moving \(tip) refs/heads/main\n", to: "archive/.git/stet/pending")
        let cut = try work.stet("status", "--format", "json")
        #expect(cut.code == 1 && cut.output.contains(#""unfinished": "recording""#), "\(cut)")
        try work.write("<html><body></body></html>", to: "empty.html")
        #expect(try work.stet("snapshot", "empty.html", "--url", "example.org/pier").code == 2)
        let failing = try work.stet("status")
        #expect(failing.code == 1 && failing.output.contains("the last check failed of 1 article"), "\(failing)")
        #expect(!failing.output.contains("cut off"))
    }

    @Test("Numbers are those that git counts")
    func statistics() throws {
        let work = try Workplace()
        for (number, part) in [1, 2, 1, 1].enumerated() {
            try work.write(page(part), to: "old/2024-06-0\(number + 1).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let answer = try work.stet("stats", "--format", "json").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        #expect(object["articles"] as? Int == 1 && object["checks"] as? Int == 4)
        #expect(
            object["revisions"] as? [String: Int] == [
                "new": 1, "change": 1, "formatting": 0, "return": 1, "alternating": 0, "suspect": 0, "technical": 0,
            ])
        /// What stock git finds of a kind of file in a branch's whole history.
        func known(_ branch: String, _ ending: String) throws -> [String: Int] {
            let ids = try work.git("rev-list", "--objects", branch).output.split(separator: "\n")
                .filter { $0.hasSuffix(ending) }.map { String($0.prefix(40)) }
            let sizes = try Set(ids).map { try #require(Int(work.git("cat-file", "-s", $0).output.dropLast())) }
            return ["files": sizes.count, "bytes": sizes.reduce(0, +)]
        }
        let texts = try work.git("rev-list", "--objects", "main", "--", "articles").output.split(separator: "\n")
            .filter { $0.hasSuffix(".md") }
        #expect((object["main"] as? [String: Int])?["files"] == texts.count)
        let (heads, bodies) = (try known("captures", ".head.json"), try known("captures", ".body"))
        #expect(object["captures"] as? [String: Int] == heads.merging(bodies) { $0 + $1 })
        let months = try #require(object["months"] as? [[String: Any]])
        #expect(months.map { $0["checks"] as? Int }.compactMap(\.self).reduce(0, +) == 4)
        #expect(months.map { $0["revisions"] as? Int }.compactMap(\.self).reduce(0, +) == 3)
        let stored = try #require((object["main"] as? [String: Int])?["bytes"])
        #expect(months.map { $0["textBytes"] as? Int }.compactMap(\.self).reduce(0, +) == stored)
        let text = try work.stet("stats").output
        #expect(text.contains("4 checks, 3 revisions, "), "\(text)")
        #expect(text.contains("revisions  3: 1 new, 1 change, 1 return\n") && text.contains("articles   1\n"))
    }
}

private func page(_ part: Int) -> String {
    """
    <html><head><title>Old pier</title></head><body><main><h1>Old pier</h1>
    <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
    <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>
    """
}
