import Foundation
import Testing

/// What goes in comes out, and in again.
@Suite("Import and export")
struct ImportExportTests {
    @Test("Files named by time become revisions of that time, whatever the form of the name")
    func timedNames() throws {
        let work = try Workplace()
        let names = [
            "2024-06-01T10:43:00Z.html", "20240602104300.html", "2024-06-03T10-43-00Z.html", "2024-06-04_10.43.html",
            "20240605.html", "2024-06-06T12:00:00+02:00-draft.html",
        ]
        for (number, name) in names.enumerated() { try work.write(page(number), to: "old/\(name)") }
        let answer = try work.stet("import", "dir", "old", "--url", "https://example.org/pier")
        #expect(answer.code == 0 && answer.output == "1 article: 6 revisions\n", "\(answer)")
        let observed = try work.revisions().map { $0["observed"] as? String }
        #expect(
            observed == [
                "2024-06-01T10:43:00Z", "2024-06-02T10:43:00Z", "2024-06-03T10:43:00Z", "2024-06-04T10:43:00Z",
                "2024-06-05T00:00:00Z", "2024-06-06T10:00:00Z",
            ])
        #expect(try work.git("fsck", "--strict").code == 0)
        #expect(try work.git("status", "--porcelain").output == "")
    }

    @Test("An import reads as snapshots of the same pages do")
    func asSnapshots() throws {
        let (work, other) = (try Workplace(), try Workplace())
        for (number, part) in [1, 2, 2, 1].enumerated() {
            let name = "old/2024060\(number + 1)104300.html"
            try work.write(page(part), to: name)
            try other.write(page(part), to: name)
            let taken = try other.stet(
                "snapshot", name, "--url", "example.org/pier", "--at", "2024-06-0\(number + 1)T10:43Z")
            #expect(taken.code == 0)
        }
        let answer = try work.stet("import", "dir", "old", "--url", "example.org/pier")
        #expect(answer.output == "1 article: 3 revisions, 1 unchanged\n")
        #expect(try work.facts() == other.facts())
        #expect(try work.facts().map { $0[2] } == ["new", "change", "return"])
    }

    @Test("What was imported before is recognised, and a cut-off import is taken up")
    func again() throws {
        let work = try Workplace()
        for number in 1...3 { try work.write(page(number), to: "old/2024-06-0\(number).html") }
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let journal = try work.git("rev-parse", "journal").output
        let again = try work.stet("import", "dir", "old", "--article", "pier", "--format", "json")
        #expect(again.code == 0 && again.output.contains(#""known": 3"#) && again.output.contains(#""revisions": 0"#))
        #expect(try work.git("rev-parse", "journal").output == journal)
        try work.write(page(4), to: "old/2024-06-02T12:00:00Z.html")
        #expect(
            try work.stet("import", "dir", "old", "--article", "pier").output
                == "1 article: 1 revision, 3 imported before\n")
        #expect(try work.revisions().count == 4)
    }

    @Test("Canonical files that were exported give the same revisions in another archive, and again")
    func roundTrip() throws {
        let work = try Workplace()
        for (number, part) in [1, 2, 1].enumerated() {
            try work.write(page(part), to: "old/2024-06-0\(number + 1).html")
        }
        try work.write(page(7, title: "New tram"), to: "tram/20240601120000.html")
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/pier").code == 0)
        #expect(try work.stet("import", "dir", "tram", "--url", "https://example.org/tram?line=1").code == 0)
        #expect(try work.stet("export", "dir", "out").output == "wrote 4 revisions to out\n")

        let other = try Workplace()
        let out = work.folder.appending(path: "out").path
        #expect(try other.stet("import", "dir", out).output == "2 articles: 4 revisions\n")
        #expect(try other.facts() == work.facts())
        #expect(try other.stet("export", "dir", "out").code == 0)
        #expect(try other.files(in: "out") == work.files(in: "out"))
        #expect(try work.files(in: "out").count == 4)
        // Into the archive that they come from, they bring nothing.
        #expect(try work.stet("import", "dir", "out").output == "2 articles: 0 revisions, 4 imported before\n")
    }

    @Test("Each line of the export has what the revision says and where it comes from")
    func lines() throws {
        let work = try Workplace()
        for number in 1...2 { try work.write(page(number), to: "old/2024-06-0\(number).html") }
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let lines = try work.stet("export", "jsonl").output.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(lines.map { $0["kind"] as? String } == ["new", "change"])
        let last = try #require(lines.last)
        #expect((last["text"] as? String)?.contains("in part 2 of its report") == true)
        #expect((last["metadata"] as? [String: Any])?["title"] as? String == "Old pier")
        // Stock git finds what is named.
        for (key, kind) in [("commit", "commit"), ("capture", "commit"), ("state", "blob")] {
            let id = try #require(last[key] as? String)
            #expect(try work.git("cat-file", "-t", id).output == kind + "\n")
        }
        let shown = try work.git("show", "\(last["commit"] ?? ""):\(last["path"] ?? "")").output
        #expect(shown.contains("in part 2 of its report"))
    }

    @Test("A table keeps commas and quotation marks apart and starts no formula")
    func table() throws {
        let work = try Workplace()
        let title = "=HYPERLINK(\"https://example.com/\",\"Old, pier\")"
        try work.write(page(1, title: title), to: "old/2024-06-01.html")
        #expect(try work.stet("import", "dir", "old", "--url", "example.org/pier").code == 0)
        let rows = try work.stet("export", "csv").output.components(separatedBy: "\r\n")
        #expect(rows.count == 3 && rows[0].hasPrefix("url,path,number,kind,title,observed"))
        #expect(rows[1].hasPrefix("https://example.org/pier,articles/"))
        #expect(rows[1].contains("1,new,\"'=HYPERLINK("), "\(rows[1])")
        #expect(rows[1].contains("Old, pier"))
    }

    @Test("What cannot be imported is named, and nothing else is lost for it")
    func refusals() throws {
        let work = try Workplace()
        #expect(try work.stet("import", "dir", "nowhere").message.contains("there is no such folder"))
        try work.write(page(1), to: "old/story.html")
        let none = try work.stet("import", "dir", "old")
        #expect(none.code == 2 && none.message.contains("begins with a time"))
        try work.write(page(1), to: "old/2024-06-01.html")
        try work.write(page(1), to: "old/2999-06-01.html")
        try work.write(page(1), to: "old/2024-06-31.html")
        let some = try work.stet("import", "dir", "old", "--url", "example.org/pier")
        #expect(some.code == 2 && some.output == "1 article: 1 revision; 3 files passed over\n", "\(some)")
        #expect(some.message.contains("2999-06-01.html") && some.message.contains("in the future"))
        #expect(try work.stet("import", "dir", "old", "--url", "a.org", "--article", "b").message.contains("give one"))
    }
}

private func page(_ part: Int, title: String = "Old pier") -> String {
    let shown = title.replacing("\"", with: "&quot;")
    return """
        <html><head><title>\(shown)</title></head><body><main><h1>\(shown)</h1>
        <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
        <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>
        """
}

extension Workplace {
    fileprivate func revisions(of article: String = "pier") throws -> [[String: Any]] {
        let log = try stet("log", article, "--format", "json").output
        let object = try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [String: [[String: Any]]]
        return try #require(object?["revisions"])
    }

    /// What of every revision does not hang on when and how it was recorded.
    fileprivate func facts() throws -> [[String]] {
        try stet("export", "jsonl").output.split(separator: "\n").map { line in
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return ["url", "number", "kind", "observed", "lastObserved", "state", "text"].map {
                "\(object[$0] ?? "none")"
            }
        }
    }

    fileprivate func files(in name: String) throws -> [String: Data] {
        let base = folder.appending(path: name)
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) where path.hasSuffix(".md") {
            files[path] = try Data(contentsOf: base.appending(path: path))
        }
        return files
    }
}
