import Foundation
import Testing

/// The program as a person runs it.
@Suite("Commands")
struct CommandTests {
    fileprivate static let pages = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpus/seed")

    @Test("A page is recorded, an unchanged one is only observed")
    func snapshots() throws {
        let work = try Workplace(versions: 3)
        #expect(try work.snapshot(4).output.hasPrefix("unchanged since @3: Chinese vice FM"))
        let log = try work.stet("log", "story", "--format", "json")
        let revisions = try #require(
            JSONSerialization.jsonObject(with: Data(log.output.utf8)) as? [String: [[String: Any]]])["revisions"]
        #expect(revisions?.map { $0["kind"] as? String } == ["new", "change", "change"])
        #expect(revisions?.last?["summary"] as? String == "2 sentences edited, 1 sentence removed")
        #expect(try work.stet("log", "story").output.contains("4 checks, 3 revisions"))
        #expect(try work.git("status", "--porcelain").output == "")
        #expect(try work.git("fsck", "--strict").code == 0)
    }

    @Test(
        "Help names a command with all that stands before it", arguments: [["snapshot"], ["log"], ["import", "git"]])
    func usage(of command: [String]) throws {
        let work = try Workplace(versions: 0)
        let usage = "USAGE: stet \(command.joined(separator: " ")) "
        #expect(try work.stet(command + ["--help"]).output.contains(usage))
        let refused = try work.stet(command + ["--no-such-option"])
        #expect(refused.code == 2 && refused.message.contains("Usage: stet \(command.joined(separator: " "))"))
    }

    @Test("A signed archive is verified; what was changed in it is told, with exit code 1")
    func verifying() throws {
        let work = try Workplace(versions: 3)
        let config = work.folder.appending(path: "config").path
        let key = work.folder.appending(path: "config/stet/signing_key").path
        let signed = try work.stet(["init", "--sign", "archive"], environment: ["XDG_CONFIG_HOME": config])
        #expect(signed.output.contains("is signed from now on with the key SHA256:"), "\(signed)")
        #expect(signed.output.contains(key) && FileManager.default.fileExists(atPath: key))
        #expect(try work.snapshot(4, at: "2024-07-01").code == 0)
        #expect(try work.git("verify-commit", "main").code == 0)
        #expect(try work.git("verify-commit", "journal").code == 0)
        let sound = try work.stet("verify")
        #expect(sound.code == 0 && sound.output.hasSuffix("all is well\n"), "\(sound)")
        #expect(sound.output.contains("3 texts made anew"))
        #expect(sound.message.isEmpty)

        try #require(work.git("-c", "core.hooksPath=/dev/null", "update-ref", "refs/heads/main", "main~2").code == 0)
        let broken = try work.stet("verify", "--format", "json")
        #expect(broken.code == 1)
        let json = try #require(JSONSerialization.jsonObject(with: Data(broken.output.utf8)) as? [String: Any])
        #expect(json["sound"] as? Bool == false)
        let problems = try #require(json["problems"] as? [[String: Any]])
        #expect(problems.contains { $0["kind"] as? String == "reference" && $0["object"] as? String == "main" })
        #expect(
            problems.contains { $0["url"] as? String == "https://news.example/story" && $0["revision"] as? Int == 3 })
        #expect(try work.stet("verify", "--allowed-signers", "nowhere").code == 2)
    }

    @Test("Of an archive that lost its journal `verify` tells what is left; other commands say what is missing")
    func lostJournal() throws {
        let work = try Workplace(versions: 3)
        #expect(try work.git("-c", "core.hooksPath=/dev/null", "update-ref", "-d", "refs/heads/journal").code == 0)
        let verified = try work.stet("verify")
        #expect(
            verified.code == 1 && verified.output.contains("reference: journal: the branch is missing"), "\(verified)")
        #expect(verified.output.contains("no text was made anew"))
        let listed = try work.stet("list")
        #expect(listed.code == 2 && listed.message.contains("has lost its branch journal"), "\(listed)")
    }

    @Test("A page is read with its past, whether a series, a manifest or options name it")
    func pastOfPages() throws {
        let work = try Workplace(versions: 0)
        let text = (1...4).map { "<p>The council said in part \($0) of its report that the pier would be rebuilt.</p>" }
        let box = "<p>Everybody is welcome to our walk through the old town, which begins at noon on Saturday.</p>"
        func write(_ name: String, _ parts: [String]) throws {
            let html = "<html><body><main><h1>Old pier</h1><div>\(parts.joined())</div></main></body></html>"
            try Data(html.utf8).write(to: work.folder.appending(path: name))
        }
        try write("old.html", text)
        try write("new.html", text + [box])
        for name in ["museum", "castle", "garden", "tram"] {
            try write(
                "\(name).html", ["<p>Nobody expected the \(name) to be closed in the middle of the season.</p>", box])
        }
        let alone = try work.stet("extract", "new.html").output
        #expect(alone.contains("Everybody is welcome"))
        try Data(try work.stet("extract", "old.html").output.utf8).write(to: work.folder.appending(path: "old.md"))

        let sites = ["museum", "castle", "garden", "tram"].flatMap { ["--site-page", "\($0).html"] }
        #expect(try !work.stet(["extract", "new.html"] + sites).output.contains("Everybody is welcome"))
        // Left out of the article before, of the very page: stays out.
        let left = ["extract", "--previous", "old.md", "--previous-page", "new.html", "new.html"]
        #expect(try !work.stet(left).output.contains("Everybody is welcome"))
        #expect(try work.stet(left + ["--explain"]).output.contains("left out of the article before"))
        // In a series the first page has no past, and what is new in the second shows.
        let series = try work.stet("extract", "--series", "--jsonl", "old.html", "new.html").output
        #expect(series.split(separator: "\n").map { $0.contains("Everybody is welcome") } == [false, true])
        let manifest = """
            {"pages": ["old.html", "new.html"]}

            {"pages": ["new.html"], "sitePages": ["museum.html", "castle.html", "garden.html", "tram.html"]}
            {"pages": ["new.html"], "previous": "old.md", "previousPage": "new.html"}
            """
        try Data(manifest.utf8).write(to: work.folder.appending(path: "list.jsonl"))
        let bulk = try work.stet("extract", "--jsonl", "--manifest", "list.jsonl")
        #expect(bulk.code == 0)
        #expect(
            bulk.output.split(separator: "\n").map { $0.contains("Everybody is welcome") } == [
                false, true, false, false,
            ])
    }

    @Test("A past that cannot be read is an error that says which file and why")
    func badPast() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        try Data("{\"pages\": \"one\"}\n".utf8).write(to: work.folder.appending(path: "list.jsonl"))
        let manifest = try work.stet("extract", "--manifest", "list.jsonl")
        #expect(manifest.code == 2 && manifest.message.contains("list.jsonl , line 1"))
        let previous = try work.stet("extract", "--previous", page, page)
        #expect(previous.code == 2 && previous.message.contains("is no canonical file"))
        #expect(try work.stet("extract", "--previous-page", page, page).message.contains("--previous"))
        #expect(try work.stet("extract").message.contains("name a page"))
    }

    @Test("A key of a manifest that is none is named with the one that was meant")
    func manifestKeys() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        func manifest(_ line: String) throws -> Answer {
            try Data("{\"pages\": [\"\(page)\"]}\n{\"pages\": [\"\(page)\"], \(line)}\n".utf8)
                .write(to: work.folder.appending(path: "list.jsonl"))
            return try work.stet("extract", "--jsonl", "--manifest", "list.jsonl")
        }
        for (key, meant) in [("sitepages", "sitePages"), ("prevous", "previous")] {
            let answer = try manifest("\"\(key)\": \"x\"")
            #expect(answer.code == 2 && answer.output.isEmpty)
            #expect(answer.message.contains("line 2") && answer.message.contains("`\(key)`"))
            #expect(answer.message.contains("did you mean `\(meant)`?"))
        }
        #expect(try manifest("\"colour\": 1").message.contains("pages, url, previous, previousPage, sitePages"))
        #expect(try manifest("\"url\": \"nonsense\"").message.contains("nonsense is no address of a page"))
        #expect(try manifest("\"url\": \"https://news.example/story\"").code == 0)
        #expect(try manifest("\"url\": 5").message.contains("`url` is not a text"))
        #expect(try manifest("\"sitePages\": \"x.html\"").message.contains("`sitePages` is not an array of texts"))
        #expect(try manifest("\"previousPage\": \"\(page)\"").message.contains("`previousPage` says nothing without"))
        try work.write("{\"pages\": []}\n", to: "list.jsonl")
        let none = try work.stet("extract", "--jsonl", "--manifest", "list.jsonl")
        #expect(none.code == 2 && none.message.contains("`pages` names no page"))
        try work.write("\n", to: "list.jsonl")
        #expect(try work.stet("extract", "--jsonl", "--manifest", "list.jsonl").code == 2)
    }

    @Test("A series whose past is missing keeps no other from being read")
    func missingPast() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        let whole = "{\"pages\": [\"\(page)\"]}"
        try work.write(
            "\(whole)\n{\"pages\": [\"\(page)\"], \"previous\": \"none.md\"}\n\(whole)\n", to: "list.jsonl")
        let answer = try work.stet("extract", "--jsonl", "--manifest", "list.jsonl")
        #expect(answer.code == 2 && answer.output.split(separator: "\n").count == 2)
        #expect(answer.message.contains("none.md : there is no such file"))
        #expect(answer.message.contains("is not read: its past is missing"))
    }

    @Test("Options that would be passed over are refused, and a missing archive is told with what to do")
    func refusals() throws {
        let work = try Workplace(versions: 2)
        #expect(try work.stet("show", "story", "--raw", "--format", "json").code == 2)
        #expect(try work.stet("diff", "story", "--side-by-side", "--format", "json").code == 2)
        let missing = try work.stet("list", "--archive", "nowhere")
        #expect(missing.code == 2 && missing.message.contains("hint: make one with `stet init nowhere`"))
        let future = try work.snapshot(2, at: "2999-01-01")
        #expect(future.code == 2 && !future.message.contains("Usage"))
    }

    @Test("An empty archive, an article that was never read and an empty name are told of in words")
    func nothingThere() throws {
        let work = try Workplace(versions: 0)
        let none = try work.stet("list")
        #expect(none.code == 0 && none.output.isEmpty && none.message.contains("next: stet snapshot"))
        #expect(try work.stet("list", "--format", "json").message.isEmpty)
        try work.write("<html></html>", to: "empty.html")
        #expect(try work.stet("snapshot", "empty.html", "--url", "https://news.example/empty").code == 2)
        #expect(try work.stet("list").output.contains("no text was ever read, checked"))
        let unnamed = try work.stet("log", "")
        #expect(unnamed.code == 2 && unnamed.message.contains("an article's name is missing"))
    }

    @Test("A page that is missing within a series is told with the page that lacks its past, and is trouble")
    func missingPageOfSeries() throws {
        let work = try Workplace(versions: 0)
        let pages = [1, 2].map { CommandTests.pages.appending(path: "v\($0).html").path }
        let answer = try work.stet("extract", "--jsonl", "--series", pages[0], "gone.html", pages[1])
        #expect(answer.code == 2)
        #expect(answer.output.split(separator: "\n").count == 2)
        #expect(answer.message.contains("cannot read gone.html : there is no such file"))
        #expect(answer.message.contains("\(pages[1]) is read without gone.html as its past"))
        // Where no page follows, and where the pages are no series, all else is the answer.
        #expect(try work.stet("extract", "--jsonl", pages[0], "gone.html", pages[1]).code == 0)
    }

    @Test("A text that was cut down to its headline, or to nothing, is compared with what it was")
    func cutToHeadline() throws {
        let work = try Workplace(versions: 0)
        try work.write("# The pier\n\nThe old pier was closed on Monday.\n", to: "whole.md")
        try work.write("# The pier\n", to: "cut.md")
        try work.write("", to: "empty.md")
        let cut = try work.stet("compare", "whole.md", "cut.md", "--color", "never")
        #expect(cut.code == 1 && cut.output.contains("1 paragraph removed.") && cut.message.isEmpty)
        let empty = try work.stet("compare", "cut.md", "empty.md", "--color", "never")
        #expect(empty.code == 1 && empty.output.contains("Headline changed."))
        #expect(try work.stet("compare", "cut.md", "cut.md").code == 0)
    }

    @Test("What is no address of a page is refused as one, and other schemes are named")
    func badAddresses() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        for address in ["nonsense", "", "ftp://news.example/story", "https://", "javascript:alert(1)"] {
            for command in ["snapshot", "extract"] {
                let answer = try work.stet(command, page, "--url", address)
                #expect(answer.code == 2 && answer.output.isEmpty, "\(command) \(address)")
                #expect(answer.message.contains("is no address of a page"), "\(command) \(address)")
            }
        }
        #expect(try work.stet("list").output.contains("nonsense") == false)
        #expect(try work.stet("snapshot", page, "--url", "news.example/story").code == 0)
        #expect(try work.stet("list").output.contains("https://news.example/story"))
        let other = try work.stet("extract", "ftp://news.example/story")
        #expect(other.code == 2 && other.message.contains("only http and https are fetched, not ftp"))
    }

    @Test("An earlier text that comes back is told as such")
    func returned() throws {
        let work = try Workplace(versions: 2)
        #expect(try work.snapshot(1, at: "2024-06-05T10:00Z").output.hasPrefix("an earlier text returned @3"))
    }

    @Test("diff answers with the exit codes of diff(1)")
    func exitCodes() throws {
        let work = try Workplace(versions: 2)
        #expect(try work.stet("diff", "story").code == 1)
        #expect(try work.stet("diff", "story", "@1", "@1").code == 0)
        #expect(try work.stet("diff", "story", "2024-06-01", "@-1").code == 1)
        let missing = try work.stet("diff", "story", "@7")
        #expect(missing.code == 2)
        #expect(missing.message.hasPrefix("stet: no revision @7 of https://news.example/story: it has 2 revisions"))
        #expect(try work.stet("diff", "nothing-like-it").code == 2)
        #expect(try work.stet("no-such-command").code == 2)
        #expect(try work.stet("diff").code == 2)
        #expect(try work.stet("--help").code == 0)
    }

    @Test("A patch between two revisions is one that git applies")
    func patch() throws {
        let work = try Workplace(versions: 3)
        let patch = try work.stet("diff", "story", "@1", "@3", "--format", "patch").output
        let file = work.folder.appending(path: "change.patch")
        try Data(patch.utf8).write(to: file)
        let before = try work.stet("show", "story@1").output
        let after = try work.stet("show", "story@3").output
        let path = try #require(patch.split(separator: "\n").first { $0.hasPrefix("+++ b/") }).dropFirst("+++ b/".count)
        let article = work.folder.appending(path: "archive/\(path)")
        try Data(before.utf8).write(to: article)
        #expect(try work.git("apply", file.path).code == 0)
        #expect(try String(contentsOf: article, encoding: .utf8) == after)
    }

    @Test("Pictures, breaks and languages of code of Markdown files are compared, in every view")
    func insets() throws {
        let work = try Workplace()
        let text =
            "# The bridge\n\nIt was built in 1932.\n\n![the old bridge](one.png)\n\nIt is closed now.\n\n---\n\n"
            + "```swift\nlet a = 1\n```\n\nHere is <img src=\"x.png\" alt=\"a map\"> of it.\n"
        try work.write(text, to: "old.md")
        let edits = [("one.png", "two.png"), ("```swift", "```python"), ("---\n\n", ""), ("a map", "the map")]
        try work.write(edits.reduce(text) { $0.replacing($1.0, with: $1.1) }, to: "new.md")
        let terminal = try work.stet("compare", "old.md", "new.md", "--color", "never")
        #expect(
            terminal.code == 1
                && terminal.output.hasSuffix(
                    """
                    2 pictures changed, 1 break removed, 1 code language changed.

                      Picture  the old bridge ([-one.png-]{+two.png+}), after “It was built in
                               1932.”
                      Break    [-⁂-], after “It is closed now.”
                      Code in  [-swift-]{+python+}: “let a = 1”
                      Picture  [-a map-]{+the map+} (x.png), after “Here is”

                    """),
            "\(terminal)")
        let side = try work.stet("compare", "old.md", "new.md", "--color", "never", "--side-by-side").output
        #expect(side.contains("Code in: [-swift-]") && side.contains("Code in: {+python+}"), "\(side)")
        let page = try work.stet("compare", "old.md", "new.md", "--format", "html").output
        #expect(
            page.contains("<dt>Picture</dt><dd dir=\"auto\">the old bridge (<del>one.png</del><ins>two.png</ins>)"),
            "\(page)")
        let markdown = try work.stet("compare", "old.md", "new.md", "--format", "markdown").output
        #expect(markdown.contains("- Break: ~~⁂~~, after “It is closed now.”\n"), "\(markdown)")
        let stat = try work.stet("compare", "old.md", "new.md", "--format", "stat", "--color", "never").output
        #expect(stat.contains("Insets     2 pictures changed, 1 break removed"), "\(stat)")
        let json = try work.stet("compare", "old.md", "new.md", "--format", "json").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let insets = try #require(object["insets"] as? [[String: Any]])
        #expect(insets.map { $0["kind"] as? String } == ["picture", "break", "code", "picture"])
        #expect((insets[0]["after"] as? [String: Any])?["target"] as? String == "two.png")
        #expect((insets[2]["before"] as? [String: Any])?["language"] as? String == "swift")
        #expect(
            insets[1]["after"] is NSNull && object["changed"] as? Bool == true && object["wording"] as? Bool == false)
        #expect(try work.stet("compare", "old.md", "new.md", "--format", "porcelain").output.isEmpty)
        // One that is read as text has none to compare with.
        #expect(try work.stet("compare", "old.md", "old.md", "--as", "text").code == 0)
        #expect(try work.stet("compare", "old.md", "old.md").output.isEmpty)
    }

    @Test(
        "What a text file says in a line that is compared is not told as metadata, too, nor is the language it is taken for"
    )
    func toldOnce() throws {
        let work = try Workplace()
        let text =
            "# Council votes on the bridge\n\nBy Jane Doe\n\nPublished 3 June 2025. Updated 4 June 2025 at 10:30\n\n"
            + "The council voted on the new bridge on Tuesday after a long debate about costs.\n"
        try work.write(text, to: "old.md")
        try work.write(
            text.replacing("4 June 2025 at 10:30", with: "7 June 2025 at 16:45").replacing("Doe", with: "Roe"),
            to: "new.md")
        let answer = try work.stet("compare", "old.md", "new.md", "--color", "never")
        #expect(answer.code == 1 && answer.output.contains("2 sentences edited.\n"), "\(answer)")
        #expect(
            answer.output.contains("Updated [-4-]{+7+} June 2025") && answer.output.contains("By Jane [-Doe-]{+Roe+}"))
        // What stands above the text stands nowhere else.
        for (name, day) in [("old.md", 4), ("new.md", 7)] {
            try work.write(
                "---\nupdated: 2025-06-0\(day)\n---\n# Council votes\n\nThe council voted on the new bridge.\n",
                to: name)
        }
        #expect(try work.stet("compare", "old.md", "new.md").output.contains("\nUpdate time changed."))
        try work.write("- first item\n- second item\n", to: "old.md")
        try work.write(
            "- first item\n- second item which is now long enough to be told for English by its words\n", to: "new.md")
        #expect(try work.stet("compare", "old.md", "new.md").output.contains("1 sentence edited.\n"))
    }

    /// Stock git and patch are the oracles: what they make of the first file must be the second.
    @Test(
        "A patch between two text files gives the second, whatever they are called and however they end",
        arguments: [
            "plain.txt", "with some spaces.md", "\"quoted\" \\ back.md", "two\nlines.txt", "folder/é 東.markdown",
        ])
    func patchOfFiles(name: String) throws {
        let work = try Workplace()
        let texts: [(before: String, after: String)] = [
            ("One.\nTwo.\n", "One.\nThree."), ("One.\nTwo.", "One.\nTwo.\n"), ("", "One.\n"), ("", "One."),
            ("One.\n", ""),
            ("One.", ""), ("---\ntitle: \"A\"\n---\n\nOne.\n", "---\ntitle: \"B\"\n---\n\nOne.\nTwo.\n"),
            ("One  with   blanks\t\n\n\n\nTwo\r\n", "One with blanks\n\nTwo\r\n"),
        ]
        for (before, after) in texts {
            try work.write(before, to: name)
            try work.write(after, to: "new.md")
            let patch = try work.stet("compare", "--format", "patch", name, "new.md")
            #expect(patch.code == 1, "\(patch)")
            try work.write(patch.output, to: "change.patch")
            let absolute = work.folder.appending(path: name).path(percentEncoded: false)
            let patchFile = work.folder.appending(path: "change.patch").path
            for tool in [
                ["git", "apply", "--whitespace=nowarn", "change.patch"],
                ["patch", "--binary", "-s", "-p1", "-i", patchFile],
            ] {
                try work.write(before, to: name)
                let applied = try work.run(
                    "/usr/bin/env", tool,
                    environment: ["GIT_CEILING_DIRECTORIES": work.folder.deletingLastPathComponent().path])
                #expect(applied.code == 0, "\(tool) \(applied)")
                // patch takes a file away that it empties.
                let made = FileManager.default.contents(atPath: absolute) ?? Data()
                #expect(made == Data(after.utf8), "\(tool) \(String(decoding: made, as: UTF8.self))")
            }
        }
        try work.write("Same.", to: name)
        try work.write("Same.", to: "new.md")
        let same = try work.stet("compare", "--format", "patch", name, "new.md")
        #expect(same.code == 0 && same.output.isEmpty)
    }

    @Test("compare needs no archive and tells nothing of noise")
    func compare() throws {
        let work = try Workplace(versions: 0)
        let page = { (name: String) in Self.pages.appending(path: name).path }
        #expect(try work.stet("compare", page("v3.html"), page("v4.html")).code == 0)
        let changed = try work.stet("compare", page("v2.txt"), page("v3.txt"), "--color", "never")
        #expect(changed.code == 1)
        #expect(changed.output.contains("[-must-]{+should+}"))
        #expect(try work.stet("compare", page("v3.txt"), page("v4.txt"), "--as", "text").code == 1)
        #expect(try work.stet("compare", page("v3.txt"), "no-such-file").code == 2)
        // What was left out and differs is told wherever the answer goes.
        let cut = try work.stet("compare", page("v3.txt"), page("v4.txt"))
        #expect(cut.code == 0 && cut.message.contains("what was left out is not the same"), "\(cut)")
        // Nothing is a version, too.
        try work.write("", to: "empty.md")
        try work.write("A first line of it.", to: "first.md")
        #expect(try work.stet("compare", "empty.md", "first.md", "--format", "stat").code == 1)
        #expect(try work.stet("compare", "empty.md", "first.md", "--as", "page").code == 2)
        #expect(try work.stet("compare", page("v3.txt")).code == 2)
    }

    @Test("Several versions and all revisions are shown beside each other, in the formats that can")
    func variants() throws {
        let work = try Workplace(versions: 3)
        let pages = (1...4).map { Self.pages.appending(path: "v\($0).html").path }
        let compared = try work.stet(["compare"] + pages + ["--color", "never"])
        #expect(compared.code == 1)
        #expect(compared.output.contains("A, B    "))
        #expect(compared.output.contains("6 of 21 sentences vary: 4 edited, 1 removed, 1 moved;"))
        #expect(try work.stet("compare", pages[2], pages[3], pages[2]).code == 0)
        let all = try work.stet("diff", "story", "--all", "--format", "tei")
        #expect(all.code == 1)
        #expect(
            all.output.matches(of: /<witness xml:id="v([123])" n="@([123])">/).map { $0.output.1 == $0.output.2 }
                == [true, true, true])
        let range = try work.stet("diff", "story", "@2", "@3", "--all", "--format", "json")
        #expect(range.output.contains("\"siglum\": \"@3\"") && !range.output.contains("\"siglum\": \"@1\""))
        #expect(try work.stet("diff", "story", "@3", "@1", "--all").message.contains("name the older revision first"))
        #expect(try work.stet(["compare", "--format", "patch"] + pages).message.contains("two versions"))
        #expect(try work.stet(["compare", "--side-by-side"] + pages).message.contains("--format html"))
    }

    @Test("A merge tells by its code whether there are conflicts, and writes over nothing unasked")
    func merge() throws {
        let work = try Workplace()
        try work.write("One stands. Two stands.\n", to: "base.md")
        try work.write("One stood. Two stands.\n", to: "local.md")
        try work.write("One stands. Two stood.\n", to: "new.md")
        try work.write("One sits. Two stands.\n", to: "other.md")
        let clean = try work.stet("merge", "base.md", "local.md", "new.md")
        #expect((clean.code, clean.output, clean.message) == (0, "One stood. Two stood.\n", ""))
        let conflict = try work.stet("merge", "base.md", "local.md", "other.md")
        #expect(conflict.code == 1)
        #expect(conflict.message == "stet: 1 conflict\n")
        #expect(
            conflict.output
                == "<<<<<<< local.md\nOne stood.\n=======\nOne sits.\n>>>>>>> other.md\nTwo stands.\n")
        let json = try work.stet("merge", "base.md", "local.md", "other.md", "--format", "json")
        #expect(json.code == 1 && json.output.contains("\"conflicts\": 1"))

        let refused = try work.stet("merge", "base.md", "local.md", "new.md", "-o", "local.md")
        #expect(refused.code == 2 && refused.message.contains("would be lost"))
        let file = work.folder.appending(path: "local.md")
        #expect(try String(contentsOf: file, encoding: .utf8) == "One stood. Two stands.\n")
        #expect(try work.stet("merge", "base.md", "local.md", "new.md", "-o", "merged.md").code == 0)
        #expect(try work.stet("merge", "base.md", "local.md", "new.md", "-o", "local.md", "--force").code == 0)
        for name in ["local.md", "merged.md"] {
            let text = try String(contentsOf: work.folder.appending(path: name), encoding: .utf8)
            #expect(text == "One stood. Two stood.\n")
        }
        #expect(try work.stet("merge", "base.md", "local.md", "none.md").code == 2)
        #expect(try work.stet("merge", "base.md", "local.md", "https://example.com/").message.contains("is an address"))
        try work.write("a\u{0}b", to: "binary")
        #expect(try work.stet("merge", "base.md", "local.md", "binary").message.contains("NUL"))
    }

    @Test("git shows an archive's changes with Stet's diff")
    func gitDriver() throws {
        let work = try Workplace(versions: 2)
        let product = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet").path
        let log = try work.git("-c", "diff.stet.command='\(product)' git-diff", "log", "-p", "--ext-diff", "-1")
        #expect(log.code == 0)
        #expect(log.output.contains("[-saying-]"))
        #expect(log.output.contains("{+warning+}"))
    }

    @Test("A page that is no article is kept and told, and is no revision")
    func noArticle() throws {
        let work = try Workplace(versions: 1)
        let empty = work.folder.appending(path: "empty.html")
        try Data("<html><body><nav>Home</nav></body></html>".utf8).write(to: empty)
        let answer = try work.stet("snapshot", empty.path, "--url", "https://news.example/story", "--at", "2024-06-02")
        #expect(answer.code == 2)
        let log = try work.stet("log", "story").output
        #expect(log.contains("2 checks, 1 revision;"))
        #expect(log.contains("1 failed check"))
    }

    @Test("An address with an @ names its article, with and without a revision")
    func addressWithAt() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        for url in ["https://social.example/@writer/story", "https://social.example/@writer"] {
            #expect(try work.stet("snapshot", page, "--url", url).code == 0)
            #expect(try work.stet("show", url).output.hasPrefix("---\nurl: \"\(url)\"\n"))
            #expect(try work.stet("show", "\(url)@1").output.hasPrefix("---\nurl: \"\(url)\"\n"))
        }
    }

    @Test("A time in the future and an address with a password are refused and leave nothing behind")
    func refusedSnapshots() throws {
        let work = try Workplace(versions: 1)
        #expect(try work.snapshot(2, at: "2999-01-01").code == 2)
        let page = CommandTests.pages.appending(path: "v2.html").path
        let secret = try work.stet("snapshot", page, "--url", "https://user:secret@news.example/story")
        #expect(secret.code == 2)
        #expect(try work.stet("list").output.contains("1 revision"))
        #expect(try work.git("log", "--all", "--format=%B").output.contains("user:secret") == false)
    }

    @Test("Pipes are read like files")
    func pipes() throws {
        let work = try Workplace(versions: 0)
        let pipe = work.folder.appending(path: "pipe").path
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        let page = CommandTests.pages.appending(path: "v1.txt").path
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = ["-c", "cat '\(page)' > '\(pipe)'"]
        try writer.run()
        #expect(try work.stet("compare", pipe, page).code == 0)
        writer.waitUntilExit()
    }

    @Test("Messages show escape sequences and obey none")
    func messages() throws {
        let work = try Workplace(versions: 0)
        for arguments in [["log", "\u{1B}[31mstory"], ["compare", "\u{1B}[31ma", "b"]] {
            let answer = try work.stet(arguments)
            #expect(answer.code == 2)
            #expect(answer.message.contains("⟨U+001B⟩[31m"))
        }
    }

    @Test("Data that is no text is no article, and a folder without pairs is told")
    func noText() throws {
        let work = try Workplace(versions: 0)
        let file = work.folder.appending(path: "data.bin")
        try Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 5) }).write(to: file)
        let answer = try work.stet("snapshot", file.path)
        #expect(answer.code == 2)
        #expect(answer.output.contains("the page is binary data, not text"))
        // Whatever the name says.
        try Data((1..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 5) }).write(
            to: work.folder.appending(path: "data.html"))
        let named = try work.stet("snapshot", "data.html", "--url", "https://example.org/data")
        #expect(named.code == 2 && named.output.contains("binary data"), "\(named)")
        #expect(try work.stet("compare", "--jsonl", work.folder.path).message.contains("no pairs"))
    }

    @Test("A title of any length takes little room in the journal")
    func longTitle() throws {
        let work = try Workplace(versions: 0)
        let file = work.folder.appending(path: "long.html")
        let title = String(repeating: "Very long ", count: 5_000)
        let text = String(repeating: "The committee said that it would hear all residents. ", count: 9)
        try Data("<title>\(title)</title><article><h1>\(title)</h1><p>\(text)</p><p>\(text)</p></article>".utf8)
            .write(to: file)
        #expect(try work.stet("snapshot", file.path, "--url", "https://news.example/long").code == 0)
        #expect(try work.git("log", "-p", "--format=", "journal").output.utf8.count < 5_000)
    }

    @Test("A backfilled first text is the new one, and what follows it a change")
    func backfill() throws {
        let work = try Workplace(versions: 0)
        #expect(try work.snapshot(2, at: "2024-06-02").output.hasPrefix("new article @1"))
        #expect(try work.snapshot(1, at: "2024-06-01").output.hasPrefix("new article @1"))
        let log = try work.stet("log", "story", "--format", "json").output
        #expect(
            log.contains(
                "\"summary\": \"2 sentences edited, 1 paragraph moved, 1 quotation changed; "
                    + "headline and update time changed\""))
    }

    @Test("A diff of the only revision says so and is empty")
    func onlyRevision() throws {
        let work = try Workplace(versions: 1)
        let text = try work.stet("diff", "story")
        #expect(text.code == 0)
        #expect(text.output == "")
        #expect(text.message.contains("there is one revision"))
        let json = try work.stet("diff", "story", "--format", "json")
        #expect(json.code == 0)
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
    }

    @Test("What was read in a page is explained as text, as a page and as JSON")
    func explain() throws {
        let work = try Workplace(versions: 0)
        let page = CommandTests.pages.appending(path: "v1.html").path
        let text = try work.stet("extract", "--explain", page).output
        #expect(text.contains("\n+ ") && text.contains("\n- ") && !text.contains("\u{1B}"))
        let html = try work.stet("extract", "--explain", "--format", "html", page).output
        #expect(html.hasPrefix("<!doctype html>") && html.contains("class=\"cut ") && html.contains("class=\"claims\""))
        let plain = try work.stet("extract", "--format", "html", page).output
        #expect(plain.contains("class=\"cut ") && !plain.contains("class=\"claims\""))
        let json = try work.stet("extract", "--explain", "--format", "json", page).output
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
        #expect(try work.stet("extract", "--explain", "--format", "markdown", page).code != 0)
    }
}

extension Workplace {
    /// With an archive of the first `versions` versions of the seed page.
    fileprivate convenience init(versions: Int) throws {
        try self.init()
        for version in 0..<versions { try #require(snapshot(version + 1).code == 0) }
    }

    fileprivate func snapshot(_ version: Int, at time: String? = nil) throws -> Answer {
        try stet(
            "snapshot", CommandTests.pages.appending(path: "v\(version).html").path, "--url",
            "https://news.example/story", "--at", time ?? "2024-06-0\(version)T10:00Z")
    }
}
