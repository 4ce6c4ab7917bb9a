import Foundation
import TestSupport
import Testing

/// Rules as a newcomer writes, tries and uses them.
@Suite("Rule commands")
struct RuleCommandTests {
    static let url = "https://post.example/bridge"

    /// A story with a box inside that is written like the text and says something else every hour.
    static func story(_ box: String, _ ending: String = "The council will vote on the plan in the autumn of next year.")
        -> String
    {
        """
        <html lang="en"><head><title>Bridge to close | The Post</title></head><body><article><h1>Bridge to close</h1>
        <p>The harbour bridge will close for repairs in May, the city council said on Tuesday after a long debate.</p>
        <p class="hourly">At this hour the harbour pilots report \(box), as they have done since the war.</p>
        <p>Engineers found cracks in two of the nine piers during an inspection that had been put off for years.</p>
        <p>Ferries will carry commuters across the bay every ten minutes while the work goes on, officials promised.</p>
        <p>\(ending)</p></article></body></html>
        """
    }

    @Test("A folder's rule files are checked, and one without any is told")
    func checksFolder() throws {
        let work = try Workplace()
        try work.write("hosts: [a.example]\ncontent: article\nbogus: 1\n", to: "mine/a.yaml")
        try work.write("notes", to: "mine/deeper/readme.txt")
        let answer = try work.stet("rules", "check", "mine")
        #expect(answer.code == 2 && answer.output.contains("mine/a.yaml:3"))
        #expect(answer.message.contains("1 file"))
        let empty = try work.stet("rules", "check", "mine/deeper")
        #expect(empty.code == 2 && empty.message.contains("mine/deeper : it is a folder without rule files"))
    }

    @Test("A wrong rule is told with its place; a right one is tried, committed, used, and history is read anew")
    func fromWrongToUsed() throws {
        let work = try Workplace()
        for (hour, box) in [(10, "calm seas"), (11, "fog in the bay"), (12, "three ships waiting")] {
            #expect(try work.snapshot(Self.story(box), Self.url, hour: hour).code == 0)
        }
        #expect(try work.stet("log", "bridge").output.contains("3 checks, 3 revisions"))

        try work.write("hosts: post.example\nremvoe: .hourly\n", to: "archive/rules/post.yaml")
        let wrong = try work.stet("rules", "check")
        #expect(wrong.code == 2)
        #expect(wrong.output == "rules/post.yaml:2:1: unknown key \"remvoe\"; did you mean \"remove\"?\n")
        #expect(try work.stet("rules", "test").code == 2)

        try work.write("hosts: post.example\nremove: .hourly\n", to: "archive/rules/post.yaml")
        #expect(try work.stet("rules", "check").code == 0)
        try work.write("hosts: pots.example\n", to: "archive/rules/typo.yaml")
        #expect(
            try work.stet("rules", "check").output
                == "rules/typo.yaml:1:1: warning: it is used for no stored article: pots.example\n")
        try FileManager.default.removeItem(at: work.archive.appending(path: "rules/typo.yaml"))
        #expect(try work.stet("rules", "list").output.hasPrefix("rules/post.yaml\n  \(Self.url)\n"))
        #expect(try work.stet("rules", "show", Self.url).output == "hosts: post.example\nremove: .hourly\n")
        #expect(try work.stet("rules", "show", "https://other.example/").code == 2)
        try work.write("hosts: other.example\n", to: "other.yaml")
        let foreign = try work.stet("rules", "test", "other.yaml", "--article", "bridge")
        #expect(foreign.message.contains("no stored capture is of a page that other.yaml is for"))
        let tried = try work.stet("rules", "test", "--all", "--color", "never")
        #expect(tried.code == 1)
        #expect(tried.output.contains("three ships waiting"))
        #expect(tried.output.contains("captured 2026-03-01 10:00 UTC"))
        #expect(tried.output.hasSuffix("3 captures of 1 article read: 0 unchanged, 3 changed\n"))
        let explained = try work.stet(
            "extract", "--explain", "--rule", work.archive.appending(path: "rules/post.yaml").path,
            work.folder.appending(path: "page.html").path)
        #expect(explained.output.contains("remove .hourly: 1 element"))
        #expect(
            explained.output.split(separator: "\n").contains {
                $0.hasPrefix("- ") && $0.contains(" rule ") && $0.contains("At this hour")
            })

        // Not committed, it is not used, and that is told.
        let unused = try work.snapshot(Self.story("heavy swell"), Self.url, hour: 13)
        #expect(unused.output.hasPrefix("changed @4"))
        #expect(unused.message.contains("rules/post.yaml : edited but not committed"))
        #expect(try work.stet("reextract", "--dry-run").message.contains("rules/post.yaml : edited but not committed"))

        try work.commit("rules: the pilots' report is no news")
        #expect(
            try work.stet("rules", "test", "--article", "bridge").output.contains(
                "1 capture of 1 article read: 0 unchanged, 1 changed"))
        let dry = try work.stet("reextract", "--dry-run")
        #expect(dry.code == 1)
        #expect(dry.output.contains("4 revisions before, 1 now; 4 checks read otherwise; 3 vanished"))
        #expect(try work.stet("log", "bridge").output.contains("4 revisions"))

        let done = try work.stet("reextract")
        #expect(done.code == 0)
        #expect(done.output.contains("0 articles read the same, 1 otherwise; 3 revisions vanished, 0 appeared"))
        #expect(done.output.contains("line 2 counts now"))
        let log = try work.stet("log", "bridge").output
        #expect(log.contains("4 checks, 1 revision") && log.contains("--line 1 shows the one before"))
        #expect(try work.stet("log", "bridge", "--line", "1").output.contains("4 checks, 4 revisions"))
        #expect(try work.stet("reextract").output.contains("nothing reads otherwise"))

        let same = try work.snapshot(Self.story("nothing at all"), Self.url, hour: 14)
        #expect(same.output.hasPrefix("unchanged since @1") && same.message == "")
        let changed = try work.snapshot(Self.story("rain", "The council put off its vote."), Self.url, hour: 15)
        #expect(changed.output.hasPrefix("changed @2"))
        #expect(try work.stet("diff", "bridge", "--color", "never").code == 1)
        let path = try #require(try work.git("ls-files", "articles").output.split(separator: "\n").first)
        #expect(
            try work.git("log", "--format=%(trailers:key=Stet-Kind,valueonly,separator=)", "main", "--", String(path))
                .output
                == "change\nnew\n")
        let blob = try work.git("rev-parse", "main:rules/post.yaml").output
        #expect(
            try work.git("log", "-1", "--format=%(trailers:key=Stet-Rules,valueonly,separator=)").output
                == "rules/post.yaml@\(blob)")
        #expect(try work.git("fsck", "--strict").code == 0)
        #expect(try work.git("status", "--porcelain").output == "")
    }

    @Test("A change of rules between two checks is told apart from the change of the article")
    func technical() throws {
        let work = try Workplace()
        try work.snapshot(Self.story("calm seas"), Self.url, hour: 10)
        try work.write("hosts: post.example\nremove: .hourly\n", to: "archive/rules/post.yaml")
        try work.commit("rules")
        let same = try work.snapshot(Self.story("fog"), Self.url, hour: 11)
        #expect(same.output.hasPrefix("unchanged since @2"))
        let changed = try work.snapshot(Self.story("rain", "The council put off its vote."), Self.url, hour: 12)
        #expect(changed.output.hasPrefix("changed @3") && changed.output.contains("1 sentence"))
        let log = try work.stet("log", "bridge", "--format", "json").output
        #expect(log.contains("\"kind\": \"technical\""))
        #expect(try work.stet("log", "bridge").output.contains("3 checks, 3 revisions"))
    }

    @Test("What a rule brought is said of the check and above the diff, and a range with such a part says so")
    func technicalDiff() throws {
        let work = try Workplace()
        try work.snapshot(Self.story("calm seas"), Self.url, hour: 10)
        try work.write("hosts: post.example\nremove: .hourly\n", to: "archive/rules/post.yaml")
        try work.commit("rules")
        let same = try work.snapshot(Self.story("calm seas"), Self.url, hour: 11)
        #expect(same.output.hasPrefix("read otherwise with rules/post.yaml @2: ") && same.output.contains("removed"))
        try work.snapshot(Self.story("rain", "The council put off its vote."), Self.url, hour: 12)
        func diff(_ old: String, _ new: String, _ format: String) throws -> String {
            try work.stet("diff", "bridge", old, new, "--color", "never", "--format", format).output
        }
        let whole = "Read otherwise with rules/post.yaml: not the publisher's change."
        #expect(try diff("@1", "@2", "text").contains(whole))
        #expect(try diff("@1", "@2", "stat").contains(whole))
        #expect(try diff("@1", "@2", "markdown").contains(whole.dropLast(20)))
        #expect(try diff("@1", "@2", "html").contains("<p class=\"technical\">"))
        #expect(try diff("@1", "@2", "json").contains("\"all\": true"))
        #expect(try diff("@1", "@3", "text").contains("Part of this is read otherwise with rules/post.yaml"))
        #expect(try !diff("@2", "@3", "text").contains("read otherwise"))
        #expect(try !diff("@2", "@3", "json").contains("\"technical\""))
    }

    @Test("A rule that matches nothing, and one with errors, lose nothing and say so")
    func unhelpfulRules() throws {
        let work = try Workplace()
        try work.write("hosts: post.example\ncontent: .story\n", to: "archive/rules/post.yaml")
        try work.commit("rules")
        let first = try work.snapshot(Self.story("calm seas"), Self.url, hour: 10)
        #expect(first.code == 0 && first.output.hasPrefix("new article @1"))
        #expect(first.message.contains("its content selectors match nothing on this page"))

        try work.write("hosts: post.example\ncontnet: .story\n", to: "archive/rules/post.yaml")
        try work.commit("rules: broken")
        let broken = try work.snapshot(Self.story("fog"), Self.url, hour: 11)
        #expect(broken.code == 2)
        #expect(broken.message.contains("rules/post.yaml:2:1: unknown key \"contnet\"; did you mean \"content\"?"))
        #expect(broken.output.contains("rules/post.yaml"))
        #expect(try work.stet("reextract").code == 2)
        try work.write("hosts: post.example\nremove: .hourly\n", to: "archive/rules/post.yaml")
        try work.commit("rules: right")
        #expect(try work.stet("reextract").output.contains("1 page can be read now"))
        #expect(try work.stet("log", "bridge").output.contains("2 checks, 1 revision;"))
    }

    @Test("An article on several pages is fetched in order and joined, each page kept; a missing page is no change")
    func combined() throws {
        let isMissing = Flag()
        let server = try LoopbackServer { request in
            let number = request.path == "/story" ? 1 : Int(request.path.suffix(1)) ?? 1
            if number == 3, isMissing.isSet { return LoopbackReply(status: 500) }
            let next = number < 3 ? "<a class=next href='/story/\(number + 1)'>Next</a>" : ""
            return LoopbackReply(
                body: """
                    <html><head><title>A long story</title></head><body><h1>A long story</h1><article>
                    <p>This is what page \(number) of the story has to say, at some length and with a comma or two.</p>
                    <p>It goes on here, still on page \(number), so that there is something to be read on each page.</p>
                    </article>\(next)</body></html>
                    """)
        }
        let work = try Workplace()
        try work.write("hosts: 127.0.0.1\ncombine: {next: a.next}\n", to: "archive/rules/local.yaml")
        try work.commit("rules")
        let address = server.url("/story")
        let first = try work.stet("snapshot", address, "--allow-private")
        #expect(first.output.hasPrefix("new article @1"), "\(first)")
        let text = try work.stet("show", "story").output
        #expect((1...3).allSatisfy { text.contains("what page \($0) of") })
        let files = try work.git("ls-tree", "-r", "--name-only", "captures").output
        #expect(files.contains(".body\n") && files.contains(".2.body\n") && files.contains(".3.head.json\n"))
        #expect(try work.stet("snapshot", address, "--allow-private").output.hasPrefix("unchanged since @1"))
        isMissing.set()
        let failed = try work.stet("snapshot", address, "--allow-private")
        #expect(failed.code == 2 && failed.output.contains("page 3"))
        #expect(try work.stet("reextract", "--dry-run").output.contains("nothing reads otherwise"))
    }

    @Test("Pages that a later rule joins are no change of the article; what changed on the first page is, apart")
    func combinedLater() throws {
        let second = Flag()
        let server = try LoopbackServer { request in
            let number = request.path == "/story" ? 1 : Int(request.path.suffix(1)) ?? 1
            let next = number < 3 ? "<a class=next href='/story/\(number + 1)'>Next</a>" : ""
            let ending =
                second.isSet && number == 1 ? "A sentence was added to the first page at noon, as it seems." : ""
            return LoopbackReply(
                body: """
                    <html><head><title>A long story</title></head><body><h1>A long story</h1><article>
                    <p>This is what page \(number) of the story has to say, at some length and with a comma or two.</p>
                    <p>It goes on here, still on page \(number), so that there is something to be read. \(ending)</p>
                    </article>\(next)</body></html>
                    """)
        }
        let work = try Workplace()
        let address = server.url("/story")
        #expect(try work.stet("snapshot", address, "--allow-private").output.hasPrefix("new article @1"))
        try work.write("hosts: 127.0.0.1\ncombine: {next: a.next}\n", to: "archive/rules/local.yaml")
        let tried = try work.stet("rules", "test")
        #expect(tried.message.contains("the article goes on on other pages, which were not fetched"))
        try work.commit("rules")
        second.set()
        let joined = try work.stet("snapshot", address, "--allow-private")
        #expect(joined.output.hasPrefix("read otherwise joined with 2 further pages @3"), "\(joined)")
        let log = try work.stet("log", "story").output
        #expect(log.contains("2 checks, 3 revisions"), "\(log)")
        func diff(_ old: String, _ new: String) throws -> String {
            try work.stet("diff", "story", old, new, "--color", "never", "--context", "0").output
        }
        let own = try diff("@1", "@2")
        #expect(own.contains("at noon") && !own.contains("page 2") && !own.contains("ead otherwise"))
        let pages = try diff("@2", "@3")
        #expect(pages.contains("page 2") && !pages.contains("at noon"))
        #expect(pages.contains("Read otherwise joined with 2 further pages: not the publisher's change."))
        #expect(try work.stet("snapshot", address, "--allow-private").output.hasPrefix("unchanged since @3"))
        // History read anew tells it the same way, from what each check fetched.
        #expect(try work.stet("reextract", "--dry-run").output.contains("nothing reads otherwise"))
        #expect(try work.git("fsck", "--strict").code == 0)
    }

    @Test("An article that grew by a page under the same rule has changed")
    func grown() throws {
        let hasMore = Flag()
        let server = try LoopbackServer { request in
            let number = request.path == "/story" ? 1 : 2
            let next = hasMore.isSet && number == 1 ? "<a class=next href='/story/2'>Next</a>" : ""
            return LoopbackReply(
                body: """
                    <html><head><title>A long story</title></head><body><h1>A long story</h1><article>
                    <p>This is what page \(number) of the story has to say, at some length and with a comma or two.</p>
                    <p>It goes on here, still on page \(number), so that there is something to be read on each page.</p>
                    </article>\(next)</body></html>
                    """)
        }
        let work = try Workplace()
        try work.write("hosts: 127.0.0.1\ncombine: {next: a.next}\n", to: "archive/rules/local.yaml")
        try work.commit("rules")
        #expect(try work.stet("snapshot", server.url("/story"), "--allow-private").output.hasPrefix("new article @1"))
        hasMore.set()
        #expect(try work.stet("snapshot", server.url("/story"), "--allow-private").output.hasPrefix("changed @2"))
    }

    @Test("Reading anew tells what differs in each revision; the old line's commits are found by their ids")
    func toldByRevision() throws {
        let work = try Workplace()
        for (hour, box) in [(10, "calm seas"), (11, "fog in the bay")] {
            try work.snapshot(Self.story(box), Self.url, hour: hour)
        }
        let old = try #require(
            try work.git("log", "-1", "--format=%H", "main").output.split(separator: "\n").first.map(String.init))
        try work.write("hosts: post.example\nremove: .hourly\n", to: "archive/rules/post.yaml")
        try work.commit("rules")
        let dry = try work.stet("reextract", "--dry-run").output
        #expect(dry.contains("    @1, now @1, 2026-03-01 10:00 UTC: 1 paragraph removed\n"), "\(dry)")
        #expect(dry.contains("    @2, now @1, 2026-03-01 11:00 UTC: 1 paragraph removed\n"))
        let json = try work.stet("reextract", "--format", "json").output
        #expect(json.contains("\"commitBefore\": \"\(old)\""), "\(json)")
        #expect(json.contains("\"revisionBefore\": 2") && json.contains("\"summary\": \"1 paragraph removed\""))

        #expect(try work.stet("show", "bridge@\(old.prefix(10))").output.contains("fog in the bay"))
        let diff = try work.stet("diff", "bridge", String(old.prefix(12)), "latest", "--color", "never").output
        #expect(diff.contains("@2 of line 1") && diff.contains("fog in the bay"), "\(diff)")
        #expect(diff.contains("read otherwise with rules/post.yaml"))
        #expect(try work.stet("show", "bridge@\(String(repeating: "0", count: 10))").code == 2)
    }

    @Test("A declaration of Open Terms Archive reads its page as it says")
    func declaration() throws {
        let work = try Workplace()
        let page = """
            <html><body><div id="menu">Menu</div><main><h2>1. What we keep</h2><p>We keep your name.</p><p class="x">Print</p>
            <h2>2. Annex</h2><p>For all others.</p></main></body></html>
            """
        try work.write(
            """
            {"name": "Post", "terms": {"Privacy Policy": {"fetch": "https://post.example/privacy", "select": "main",
             "remove": [".x", {"startBefore": "h2:nth-of-type(2)", "endAfter": "main"}], "filter": ["clean"]}}}
            """, to: "archive/rules/declarations/Post.json")
        try work.write("{\"Privacy Policy\": []}", to: "archive/rules/declarations/Post.history.json")
        let checked = try work.stet("rules", "check")
        #expect(checked.code == 0 && checked.output.contains("the filter \"clean\" is JavaScript, which is not run"))
        try work.commit("rules")
        #expect(try work.snapshot(page, "https://post.example/privacy", hour: 10).code == 0)
        #expect(try work.stet("show", "privacy").output.hasSuffix("\n\n## 1. What we keep\n\nWe keep your name.\n"))
    }

    @Test("A page that needs a browser is kept and not read from what the server sends; a saved one is")
    func render() throws {
        let server = try LoopbackServer { _ in LoopbackReply(body: Self.story("calm seas")) }
        let work = try Workplace()
        try work.write("hosts: 127.0.0.1\nrender: true\n", to: "archive/rules/local.yaml")
        try work.commit("rules")
        let fetched = try work.stet("snapshot", server.url("/story"), "--allow-private")
        #expect(fetched.code == 2 && fetched.output.contains("needs a browser"))
        #expect(try work.snapshot(Self.story("calm seas"), server.url("/story"), hour: 10).code == 0)
    }

    @Test("The trial of a rule that asks for a browser tells that fetched pages would not be read any more")
    func renderTried() throws {
        let server = try LoopbackServer { _ in LoopbackReply(body: Self.story("calm seas")) }
        let work = try Workplace()
        #expect(try work.stet("snapshot", server.url("/story"), "--allow-private").code == 0)
        try work.write("hosts: 127.0.0.1\nrender: true\n", to: "archive/rules/local.yaml")
        let tried = try work.stet("rules", "test")
        #expect(tried.code == 1)
        #expect(tried.message.contains("is not read any more") && tried.message.contains("needs a browser"))
    }

    @Test("The rules of a new archive are sound")
    func example() throws {
        let work = try Workplace()
        #expect(try work.stet("rules", "check").message == "1 file, 0 errors, 0 warnings\n")
    }
}

extension Workplace {
    /// Records a page as it stood at an hour of a day.
    @discardableResult
    fileprivate func snapshot(_ page: String, _ url: String, hour: Int) throws -> Answer {
        try write(page, to: "page.html")
        return try stet(
            "snapshot", folder.appending(path: "page.html").path, "--url", url, "--at", "2026-03-01T\(hour):00Z")
    }

    fileprivate func commit(_ message: String) throws {
        try #require(git("add", "-A", "rules").code == 0)
        try #require(git("commit", "-q", "-m", message).code == 0)
    }
}

/// Something that is said once, to other threads too.
private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false

    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
}
