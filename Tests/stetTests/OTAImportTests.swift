import Foundation
import Testing

/// Repositories as the engine of Open Terms Archive makes them, by stock git.
@Suite("Import of Open Terms Archive collections")
struct OTAImportTests {
    @Test(
        "Versions become revisions with the pages they were made of; upgrades are technical, other snapshots saw nothing new"
    )
    func collection() throws {
        let work = try Workplace()
        try work.begin()
        try work.record(
            "snapshots", "Pier Inc/Terms of Service.html", page(1),
            "First record of Pier Inc Terms of Service\n\n"
                + "X-engine-version: 9.1.0\nX-fetcher: htmlOnly\nX-source-document-location: https://pier.example/terms\n",
            day: 1)
        let one = try work.id("snapshots")
        try work.version(text(1), "First record of Pier Inc Terms of Service", of: [one], day: 1)
        try work.record(
            "snapshots", "Pier Inc/Terms of Service.html", page(2), "Record new changes of Pier Inc Terms of Service\n",
            day: 2)
        let two = try work.id("snapshots")
        try work.version(text(2), "Record new changes of Pier Inc Terms of Service", of: [two], day: 2)
        // Only what stands around the text changed.
        try work.record(
            "snapshots", "Pier Inc/Terms of Service.html", page(2) + "<!-- 3 -->",
            "Record new changes of Pier Inc Terms of Service\n", day: 3)
        let three = try work.id("snapshots")
        // Of the last snapshot's time, committed later.
        try work.version(
            text(2) + "\nThese words an older engine left out.\n",
            "Apply technical or declaration upgrade on Pier Inc Terms of Service",
            of: [three], day: 3, committed: 9)
        try work.record(
            "snapshots", "Pier Inc/Terms of Service.html", page(4), "Record new changes of Pier Inc Terms of Service\n",
            day: 4)
        let four = try work.id("snapshots")
        try work.version(
            text(4) + "\nThese words an older engine left out.\n", "Record new changes of Pier Inc Terms of Service",
            of: [String(four.prefix(9))], day: 4)
        try work.record("versions", "README.md", "No record.\n", "Update the README by hand\n", day: 5)
        try work.record("snapshots", "README.md", "No record.\n", "Describe\n", day: 5)

        let swapped = try work.stet("import", "ota", "versions", "snapshots")
        #expect(swapped.code == 2 && swapped.message.contains("hint: stet import ota snapshots versions"), "\(swapped)")
        let answer = try work.stet("import", "ota", "snapshots", "versions")
        #expect(answer.code == 0 && answer.output == "1 article: 4 revisions, 1 unchanged\n", "\(answer)")
        let lines = try work.exported()
        #expect(lines.map { $0["url"] } == Array(repeating: "https://pier.example/terms", count: 4))
        #expect(lines.map { $0["kind"] } == ["new", "change", "technical", "change"])
        #expect(lines.map { $0["observed"]?.prefix(10) } == ["2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04"])
        #expect(lines[2]["text"]?.contains("an older engine left out") == true)
        #expect(lines[3]["rules"]?.hasPrefix("versions@") == true && lines[0]["extractor"] == "open-terms-archive")
        let stem = try #require(lines[3]["path"]).dropLast(".md".count)
        #expect(try work.git("show", "\(try #require(lines[3]["capture"])):\(stem).body").output == page(4))
        #expect(try work.git("show", "captures:\(stem).head.json").output.contains(four))
        #expect(try work.stet("verify").code == 0)

        // Run again, and after it went on.
        #expect(
            try work.stet("import", "ota", "snapshots", "versions").output
                == "1 article: 0 revisions, 5 imported before\n")
        try work.record(
            "snapshots", "Pier Inc/Terms of Service.html", page(5), "Record new changes of Pier Inc Terms of Service\n",
            day: 6)
        let same = try work.stet("import", "ota", "snapshots", "versions")
        #expect(same.output == "1 article: 0 revisions, 1 unchanged, 5 imported before\n", "\(same)")
    }

    @Test("Terms of several documents have all of them as their page, and the words of the older engine are understood")
    func documents() throws {
        let work = try Workplace()
        try work.begin()
        try work.record(
            "snapshots", "Tram/Privacy Policy #main.html", page(1),
            "Start tracking Tram Privacy Policy\n\nDocument ID main\n", day: 1)
        let main = try work.id("snapshots")
        try work.record(
            "snapshots", "Tram/Privacy Policy #cookies.html", page(2),
            "Start tracking Tram Privacy Policy\n\nDocument ID cookies\n", day: 1)
        let cookies = try work.id("snapshots")
        func body(_ ids: [String]) -> String {
            "This version was recorded after filtering and assembling the following snapshots from \(ids.count) pages:\n"
                + ids.map { "- https://github.com/ota/snapshots/commit/\($0)" }.joined(separator: "\n")
        }
        try work.record(
            "versions", "Tram/Privacy Policy.md", text(1) + text(2),
            "Start tracking Tram Privacy Policy\n\n" + body([main, cookies]), day: 1)
        try work.record(
            "snapshots", "Tram/Privacy Policy #cookies.html", page(3),
            "Update Tram Privacy Policy\n\nDocument ID cookies\n", day: 2)
        let later = try work.id("snapshots")
        try work.record(
            "versions", "Tram/Privacy Policy.md", text(1) + text(3),
            "Update Tram Privacy Policy\n\n" + body([main, later]), day: 2)
        try work.record(
            "versions", "Tram/Privacy Policy.md", text(1) + "\n" + text(3) + "\nMore.\n",
            "Refilter Tram Privacy Policy\n\n" + body([main, later]), day: 2)
        let answer = try work.stet("import", "ota", "snapshots", "versions", "--base", "https://terms.example/")
        #expect(answer.code == 0 && answer.output == "1 article: 3 revisions\n", "\(answer)")
        let lines = try work.exported()
        #expect(lines.map { $0["kind"] } == ["new", "change", "technical"])
        #expect(lines[0]["url"] == "https://terms.example/Tram/Privacy%20Policy")
        let stem = try #require(lines[2]["path"]).dropLast(".md".count)
        let capture = try #require(lines[2]["capture"])
        #expect(try work.git("show", "\(capture):\(stem).body").output == page(3))
        #expect(try work.git("show", "\(capture):\(stem).2.body").output == page(1))
    }

    @Test("Snapshots alone are read by Stet, each document as an article of its own")
    func snapshotsAlone() throws {
        let work = try Workplace()
        try work.begin()
        try work.record("snapshots", "Pier/Terms.html", page(1), "First record of Pier Terms\n", day: 1, committed: 8)
        try work.record(
            "snapshots", "Pier/Terms.html", page(2), "Record new changes of Pier Terms\n", day: 2, committed: 8)
        try work.record(
            "snapshots", "Pier/Rules #a.html", page(3), "First record of Pier Rules\n\nDocument ID a\n", day: 2)
        try work.record(
            "snapshots", "Pier/Rules #b.html", page(4), "First record of Pier Rules\n\nDocument ID b\n", day: 2)
        try work.record("snapshots", "Pier/Other.pdf", "%PDF-1.4 \u{0}", "First record of Pier Other\n", day: 2)
        let answer = try work.stet("import", "ota", "snapshots", "--base", "terms.example")
        #expect(answer.code == 0, "\(answer)")
        #expect(answer.output.hasPrefix("4 articles: 4 revisions, 1 kept, but no article"), "\(answer)")
        let lines = try work.exported()
        #expect(
            lines.filter { $0["url"] == "https://terms.example/Pier/Terms" }.map { $0["observed"]?.prefix(10) } == [
                "2024-06-01", "2024-06-02",
            ])
        #expect(lines.contains { $0["url"] == "https://terms.example/Pier/Rules%20%23b" })
        #expect(try work.stet("verify").code == 0)
        let none = try work.stet("import", "ota", "nowhere")
        #expect(none.code == 2, "\(none)")
    }

    @Test("An address that lets somebody in is not recorded and not shown; the record is named, and what can be done")
    func credentials() throws {
        let work = try Workplace()
        try work.begin()
        try work.record(
            "snapshots", "Pier/Terms.html", page(1),
            "First record of Pier Terms\n\n\n\nX-Source-Document-Location: https://keeper:opensesame@pier.example/terms\n",
            day: 1)
        try work.record("snapshots", "Pier/Rules.html", page(2), "First record of Pier Rules\n", day: 2)
        let answer = try work.stet("import", "ota", "snapshots")
        #expect(answer.code == 2 && answer.output == "1 article: 1 revision; 1 record passed over\n", "\(answer)")
        #expect(answer.message.contains("Pier/Terms.html") && answer.message.contains("hint: --base"), "\(answer)")
        #expect(answer.message.contains("https://…@pier.example/terms"), "\(answer)")
        #expect(!answer.message.contains("--url"), "\(answer)")
        for secret in ["opensesame", "keeper"] { #expect(!answer.message.contains(secret), "\(answer)") }
        let based = try work.stet("import", "ota", "snapshots", "--base", "terms.example")
        #expect(based.code == 0 && based.output == "2 articles: 2 revisions\n", "\(based)")
        for arguments in [
            ["import", "git", "https://keeper:opensesame@pier.example/repo.git"],
            ["import", "ota", "https://keeper:opensesame@pier.example/repo.git"],
            ["import", "git", "snapshots", "--base", "https://keeper:opensesame@pier.example/"],
            ["import", "git", "snapshots", "--base", "keeper:opensesame@pier.example"],
            ["snapshot", "https://keeper:opensesame@pier.example/terms"],
        ] {
            let refused = try work.stet(arguments)
            #expect(refused.code == 2 && !refused.message.contains("opensesame"), "\(refused)")
        }
    }
}

private func page(_ part: Int) -> String {
    """
    <html><head><title>Terms</title></head><body><main><h1>Terms</h1>
    <p>The council said in part \(part) of its report that the pier would be rebuilt.</p>
    <p>Nobody expected the pier to be closed in the middle of the season, the mayor told us.</p></main></body></html>

    """
}

private func text(_ part: Int) -> String {
    """
    Terms
    =====

    The council said in part \(part) of its report that the pier would be rebuilt.

    Nobody expected the pier to be closed in the middle of the season, the mayor told us.

    """
}

extension Workplace {
    fileprivate func begin() throws {
        for name in ["snapshots", "versions"] {
            try #require(git("init", "-q", "-b", "main", "../" + name).code == 0)
        }
    }

    fileprivate func id(_ repository: String) throws -> String {
        String(try run("/usr/bin/git", ["-C", repository, "rev-parse", "HEAD"], environment: [:]).output.prefix(40))
    }

    /// Commits a file, authored on a day of June and committed on the same or another one.
    fileprivate func record(
        _ repository: String, _ path: String, _ content: String, _ message: String, day: Int, committed: Int? = nil
    ) throws {
        try write(content, to: "\(repository)/\(path)")
        var environment = ["GIT_CONFIG_GLOBAL": "/dev/null"]
        for (name, day) in [("AUTHOR", day), ("COMMITTER", committed ?? day)] {
            environment["GIT_\(name)_NAME"] = "OTA Bot"
            environment["GIT_\(name)_EMAIL"] = "bot@example.com"
            environment["GIT_\(name)_DATE"] = "2024-06-0\(day)T10:00:00Z"
        }
        for arguments in [["add", "-A"], ["commit", "-q", "--cleanup=verbatim", "-m", message]] {
            let answer = try run("/usr/bin/git", ["-C", repository] + arguments, environment: environment)
            try #require(answer.code == 0, "\(answer)")
        }
    }

    fileprivate func version(_ text: String, _ subject: String, of snapshots: [String], day: Int, committed: Int? = nil)
        throws
    {
        let body =
            "This version was recorded after extracting from snapshot https://github.com/ota/snapshots/commit/\(snapshots[0])"
        try record(
            "versions", "Pier Inc/Terms of Service.md", text, "\(subject)\n\n\n\n\(body)\n\nX-engine-version: 9.1.0\n",
            day: day,
            committed: committed)
    }

    fileprivate func exported() throws -> [[String: String]] {
        try stet("export", "jsonl").output.split(separator: "\n").map { line in
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return object.compactMapValues { $0 as? String }
        }
    }
}
