import Foundation
import TestSupport
import Testing

/// Stock git and, where it is installed, warcio say whether the files are what they are called.
@Suite("Exports of whole archives")
struct WholeExportTests {
    @Test("A plain repository has a commit for each revision in the order of observation, and the same ones again")
    func plainGit() throws {
        let work = try Workplace()
        try work.snapshot(2, at: "2024-06-02")
        try work.snapshot(3, at: "2024-06-03", url: "example.net/tram")
        // Recorded last, observed first; and a text that comes back.
        try work.snapshot(1, at: "2024-06-01")
        try work.snapshot(1, at: "2024-06-04")
        let answer = try work.stet("export", "git", "plain")
        // What says what the folder is, is no text of it.
        let listed = try work.stet("list", "--format", "json").output
        #expect(try work.stet("import", "git", "plain").code == 0)
        #expect(
            try work.stet("list", "--format", "json").output.components(separatedBy: "\"url\"").count
                == listed.components(separatedBy: "\"url\"").count)
        #expect(answer.code == 0 && answer.output == "wrote 4 revisions of 2 articles to plain\n", "\(answer)")
        func plain(_ arguments: String...) throws -> String {
            let answer = try work.run("/usr/bin/git", ["-C", "plain"] + arguments, environment: [:])
            #expect(answer.code == 0, "\(answer)")
            return answer.output
        }
        let log = try plain("log", "--reverse", "--date=short", "--format=%ad %cd %s")
        #expect(
            log.split(separator: "\n") == [
                "2024-06-01 2024-06-01 new: Old pier", "2024-06-02 2024-06-02 change: Old pier",
                "2024-06-03 2024-06-03 new: Old pier", "2024-06-04 2024-06-04 return: Old pier",
            ])
        #expect(try plain("status", "--porcelain").isEmpty)
        _ = try plain("fsck", "--strict")
        let file = try #require(
            try plain("ls-files").split(separator: "\n").first { $0.hasPrefix("example.org/pier-") })
        for (number, commit) in try plain("rev-list", "--reverse", "HEAD", "--", String(file)).split(separator: "\n")
            .enumerated()
        {
            #expect(
                try plain("show", "\(commit):\(file)") == work.stet("show", "example.org/pier@\(number + 1)").output)
        }
        #expect(
            try plain("log", "-1", "--format=%(trailers:key=Stet-Not-Yet-At,valueonly,separator=%x20)")
                == "2024-06-02T00:00:00Z\n")

        #expect(try work.stet("export", "git", "again").code == 0)
        let tip = try plain("rev-parse", "HEAD")
        #expect(try work.run("/usr/bin/git", ["-C", "again", "rev-parse", "HEAD"], environment: [:]).output == tip)
        // An archive that went on has the same commits first.
        try work.snapshot(5, at: "2024-06-05")
        #expect(try work.stet("export", "git", "more").code == 0)
        #expect(try work.run("/usr/bin/git", ["-C", "more", "rev-parse", "HEAD~1"], environment: [:]).output == tip)
        #expect(
            try work.stet("export", "git", "tram", "example.net/tram").output
                == "wrote 1 revision of 1 article to tram\n")
        let full = try work.stet("export", "git", "plain")
        #expect(full.code == 2 && full.message.contains("cannot export to plain: the folder is not empty"), "\(full)")
        #expect(!full.message.contains("archive"), "\(full)")
        // No object is there that no commit needs.
        #expect(try plain("fsck", "--strict", "--dangling").isEmpty)
    }

    @Test("What was observed before git's time begins is exported, and told")
    func beforeGit() throws {
        let work = try Workplace()
        try work.snapshot(1, at: "1969-07-20T20:17:40Z")
        try work.snapshot(2, at: "2024-06-02")
        let answer = try work.stet("export", "git", "plain")
        #expect(answer.code == 0 && answer.message.contains("1 revision from before 1970"), "\(answer)")
        let log = try work.run(
            "/usr/bin/git",
            ["-C", "plain", "log", "--reverse", "--format=%at %(trailers:key=Stet-Observed,valueonly,separator=%x20)"],
            environment: [:])
        #expect(log.output.split(separator: "\n").first == "0 1969-07-20T20:17:40Z", "\(log)")
    }

    @Test("A hyphen is standard output, and standard input")
    func hyphen() throws {
        let work = try Workplace()
        for number in 1...2 { try work.snapshot(number, at: "2024-06-0\(number)") }
        for form in ["jsonl", "csv"] {
            let answer = try work.stet("export", form, "-")
            #expect(try answer.code == 0 && answer.output == work.stet("export", form).output, "\(answer)")
        }
        let pages = try work.stet("export", "warc", "-")
        #expect(pages.code == 0 && pages.message == "wrote 2 pages\n", "\(pages)")
        #expect(try work.stet("export", "warc", "pages.warc").code == 0)
        #expect(try pages.output == String(contentsOf: work.folder.appending(path: "pages.warc"), encoding: .utf8))
        #expect(try work.stet("init", "fresh").code == 0)
        let temporary = work.folder.appending(path: "temporary")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        let back = try work.stet(
            ["import", "warc", "-", "--archive", "fresh"], environment: ["TMPDIR": temporary.path], input: "pages.warc")
        #expect(back.code == 0 && back.output == "1 article: 2 revisions\n", "\(back)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
        #expect(try work.exported("fresh") == work.exported("archive"))

        let script = "\"$0\" export bundle - --archive archive > all.bundle"
        let product = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet")
        let bundle = try work.run("/bin/sh", ["-c", script, product.path], environment: [:])
        #expect(bundle.code == 0 && bundle.message.contains("3 branches"), "\(bundle)")
        #expect(try work.git("bundle", "verify", "../all.bundle").code == 0)
        #expect(!FileManager.default.fileExists(atPath: work.folder.path + "/-"))
    }

    @Test("A bundle is verified and cloned by git, and the clone tells what the archive tells")
    func bundle() throws {
        let work = try Workplace()
        for number in 1...3 { try work.snapshot(number, at: "2024-06-0\(number)") }
        let answer = try work.stet("export", "bundle", "archive.bundle")
        #expect(answer.code == 0 && answer.output.contains("3 branches to archive.bundle"), "\(answer)")
        #expect(try work.git("bundle", "verify", "../archive.bundle").code == 0)
        #expect(try work.git("clone", "-q", "../archive.bundle", "../clone").code == 0)
        #expect(FileManager.default.fileExists(atPath: work.folder.path + "/clone/README.md"))
        #expect(try work.git("clone", "-q", "--mirror", "../archive.bundle", "../mirror.git").code == 0)
        #expect(try work.stet("verify", "--archive", "mirror.git").code == 0)
        for copy in ["clone", "mirror.git"] {
            #expect(try work.stet("export", "jsonl", "--archive", copy).output == work.stet("export", "jsonl").output)
        }
        // From a clone, which has only `main` as a branch of its own.
        #expect(try work.stet("export", "bundle", "second.bundle", "--archive", "clone").code == 0)
        #expect(try work.git("bundle", "list-heads", "../second.bundle").output.contains("refs/heads/journal"))
        #expect(try work.stet("export", "bundle", "none/archive.bundle").code == 2)
        // Like /dev/stdout, a link is not to be replaced by a file.
        let link = work.folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
        for command in ["bundle", "warc"] {
            let refused = try work.stet("export", command, "link")
            #expect(refused.code == 2 && refused.message.contains("what stands there is no file"), "\(refused)")
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
        #expect(!FileManager.default.fileExists(atPath: work.folder.path + "/second.bundle.part"))
    }

    @Test("Pages of files whose names do not say what they are come back from a WARC file, too")
    func untypedFiles() throws {
        let work = try Workplace()
        for (day, name) in ["saved", "saved.php", "saved.html"].enumerated() {
            let text = "The pier of \(day) will be closed for repairs from Monday on, the harbour office told us."
            try work.write("<html><body><article><h1>Pier</h1><p>\(text)</p></article></body></html>", to: name)
            for hour in ["08", "09"] {
                let taken = try work.stet(
                    "snapshot", name, "--url", "https://example.org/pier", "--at", "2024-06-0\(day + 1)T\(hour):00Z")
                #expect(taken.code == 0, "\(taken)")
            }
        }
        #expect(try work.stet("export", "warc", "pages.warc").code == 0)
        #expect(try work.stet("init", "second").code == 0)
        let back = try work.stet("import", "warc", "pages.warc", "--archive", "second")
        #expect(back.code == 0 && back.output == "1 article: 3 revisions, 3 unchanged\n", "\(back)")
    }

    @Test("Of an archive with a hole no bundle is made, and the plain repository says what was taken out")
    func holes() throws {
        let work = try Workplace()
        for number in 1...3 { try work.snapshot(number, at: "2024-06-0\(number)") }
        let redacted = try work.stet("redact", "pier", "@2", "--reason", "an order of the court", "--yes")
        try #require(redacted.code == 0, "\(redacted)")
        let bundle = try work.stet("export", "bundle", "archive.bundle")
        #expect(bundle.code == 2 && bundle.message.contains("bodies were taken out"), "\(bundle)")
        let plain = try work.stet("export", "git", "plain")
        #expect(plain.code == 0 && plain.output.contains("of 1 the text was taken out"), "\(plain)")
        let shown = try work.run("/usr/bin/git", ["-C", "plain", "log", "-p"], environment: [:]).output
        #expect(shown.contains("an order of the court") && !shown.contains("in part 2 of its report"))
        let pages = try work.stet("export", "warc", "pages.warc")
        #expect(pages.code == 0 && pages.output.contains("1 left out"), "\(pages)")
        #expect(
            try !String(contentsOf: work.folder.appending(path: "pages.warc"), encoding: .utf8).contains("in part 2 of")
        )
    }

    @Test(
        "What went out as a WARC file comes back as the same history, from either form of it",
        arguments: ["warc", "warc.gz"])
    func roundTrip(_ ending: String) throws {
        let work = try Workplace()
        try work.fetchHistory()
        let file = "pages.\(ending)"
        let answer = try work.stet("export", "warc", file)
        #expect(
            answer.code == 0 && answer.output == "wrote 5 pages, 1 check that saw the same, 1 failed to \(file)\n",
            "\(answer)")
        #expect(try work.stet("export", "warc", "again.\(ending)").code == 0)
        #expect(
            FileManager.default.contentsEqual(
                atPath: work.folder.path + "/" + file, andPath: work.folder.path + "/again.\(ending)"))

        #expect(try work.stet("init", "fresh").code == 0)
        let back = try work.stet("import", "warc", file, "--archive", "fresh")
        #expect(back.code == 0 && back.output.hasPrefix("2 articles: 4 revisions, 1 unchanged, 2 kept"), "\(back)")
        for article in ["story", "pier"] {
            #expect(
                try work.stet("log", article, "--archive", "fresh").output.withoutIDs
                    == work.stet("log", article).output.withoutIDs)
        }
        #expect(try work.exported("fresh") == work.exported("archive"))
        #expect(try work.stet("verify", "--archive", "fresh").code == 0)
        let once = try work.stet("import", "warc", file, "--archive", "fresh")
        #expect(once.output == "2 articles: 0 revisions, 7 imported before\n", "\(once)")
    }

    private static let hasWarcio = (try? run("python3", ["-c", "import warcio"])) == 0

    @Test("warcio finds the file sound, and the pages in it", .enabled(if: hasWarcio))
    func oracle() throws {
        let work = try Workplace()
        try work.fetchHistory()
        #expect(try work.stet("export", "warc", "pages.warc.gz").code == 0)
        let program = """
            import sys
            from warcio.archiveiterator import ArchiveIterator
            from warcio.checker import Checker
            class Arguments: verbose = False; inputs = sys.argv[1:]
            assert Checker(Arguments).process_all() == 0
            for record in ArchiveIterator(open(sys.argv[1], "rb"), check_digests="raise"):
                head = record.http_headers
                print(record.rec_type, record.rec_headers.get_header("WARC-Date"), head and head.get_statuscode(),
                      head and head.get_header("X-Archive-Orig-Content-Encoding"), b"part" in record.content_stream().read())
            """
        let answer = try work.run(
            "/usr/bin/env", ["python3", "-c", program, "pages.warc.gz"], environment: [:])
        #expect(answer.code == 0, "\(answer)")
        let lines = answer.output.split(separator: "\n").filter {
            !$0.hasPrefix("metadata") && !$0.hasPrefix("warcinfo")
        }
        #expect(
            lines == [
                "response 2024-06-01T00:00:00Z 200 gzip True", "response 2024-06-02T00:00:00Z 200 gzip True",
                "revisit 2024-06-03T00:00:00Z 200 gzip False", "response 2024-06-04T00:00:00Z 404 None False",
                "resource 2024-06-01T00:00:00Z None None True", "resource 2024-06-02T00:00:00Z None None True",
            ], "\(answer.output)")
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

private func page(_ part: Int) -> String {
    """
    <html><head><title>Old pier</title></head><body><main><h1>Old pier</h1>
    <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
    <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>
    """
}

extension String {
    /// Ids of commits, and when it was recorded, are those of one archive.
    fileprivate var withoutIDs: String {
        replacing(/\b[0-9a-f]{7,40}\b/, with: "…").replacing(/recorded [-0-9: ]+/, with: "recorded …")
    }
}

extension Workplace {
    fileprivate func snapshot(_ part: Int, at time: String, url: String = "example.org/pier") throws {
        try write(page(part), to: "page.html")
        let answer = try stet("snapshot", "page.html", "--url", url, "--at", time)
        try #require(answer.code == 0, "\(answer)")
    }

    /// Four checks of a page on a server, of which the third sees nothing new and the fourth an error, one that cannot connect, and
    /// two of a file.
    fileprivate func fetchHistory() throws {
        let address: String
        do {
            let server = try LoopbackServer { request in
                guard let part = Int(request.path.dropFirst("/story?".count)) else { return LoopbackReply(status: 404) }
                return LoopbackReply(
                    headers: [("Content-Type", "text/html"), ("Content-Encoding", "gzip")],
                    body: Gzip.stored(Array(page(part).utf8)))
            }
            address = server.url("/story?1")
            for (number, path) in ["/story?1", "/story?2", "/story?2", "/story?none"].enumerated() {
                let answer = try stet(
                    "snapshot", server.url(path), "--url", "example.org/story", "--at", "2024-06-0\(number + 1)",
                    "--allow-private")
                try #require(answer.code == (number == 3 ? 2 : 0), "\(answer)")
            }
        }
        let lost = try stet(
            "snapshot", address, "--url", "example.org/story", "--at", "2024-06-05", "--allow-private", "--timeout", "5"
        )
        try #require(lost.code == 2)
        try snapshot(8, at: "2024-06-01")
        try snapshot(9, at: "2024-06-02")
    }

    /// What of the revisions does not hang on when and in which archive they were recorded.
    fileprivate func exported(_ archive: String) throws -> [[String]] {
        try stet("export", "jsonl", "--archive", archive).output.split(separator: "\n").map { line in
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return ["url", "number", "kind", "observed", "lastObserved", "notYetAt", "state", "text", "title"].map {
                "\(object[$0] ?? "none")"
            }
        }
    }
}
