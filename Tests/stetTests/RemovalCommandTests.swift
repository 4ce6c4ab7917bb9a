import Foundation
import Testing

@Suite("The commands redact and prune-captures")
struct RemovalCommandTests {
    private static let secret =
        "The witness lives at 12 Hidden Lane with two dogs and a cat, neighbours told this paper."

    private func page(_ sentence: String) -> String {
        """
        <html><head><title>Harbour bridge to close</title></head><body><article><h1>Harbour bridge to close</h1>
        <p>The harbour bridge will close to traffic for three months from May, the city council said on Monday.</p>
        <p>\(sentence)</p>
        <p>Councillors voted nine to four for the plan, which costs twelve million and was debated for years.</p>
        </article></body></html>
        """
    }

    private func work() throws -> Workplace {
        let work = try Workplace()
        for (day, sentence) in [
            (1, Self.secret), (2, "A spokesman gave no further details when he was asked on Tuesday."),
        ] {
            try work.write(page(sentence), to: "page.html")
            let taken = try work.stet(
                "snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-0\(day)")
            #expect(taken.code == 0, "\(taken)")
        }
        return work
    }

    @Test("Every command that reads says that a text is redacted, and goes on with the rest")
    func readers() throws {
        let work = try work()
        #expect(try work.stet("redact", "bridge", "1").code == 2)
        let plan = try work.stet("redact", "bridge", "1", "--reason", "a court's order", "--dry-run")
        #expect(plan.code == 1 && plan.output.contains("what stays: some of the sentences, in @2"), "\(plan)")
        #expect(try work.stet("show", "bridge@1").output.contains("Hidden Lane"))
        for format in ["text", "json"] {
            let unasked = try work.stet("redact", "bridge", "1", "--reason", "a court's order", "--format", format)
            #expect(unasked.code == 2 && unasked.message.contains("nothing was changed"), "\(unasked)")
            #expect(!unasked.output.contains(#""done": true"#), "\(unasked)")
        }
        #expect(try work.stet("show", "bridge@1").output.contains("Hidden Lane"))
        let done = try work.stet("redact", "bridge", "1", "--reason", "a court's order", "--yes")
        #expect(done.code == 0 && done.message.isEmpty, "\(done)")

        let notice = "redacted: a court's order"
        // What is left of a text is not to be taken for one.
        for format in ["text", "markdown", "html"] {
            let shown = try work.stet("show", "bridge@1", "--format", format)
            #expect(shown.code == 2 && shown.output.isEmpty && shown.message.contains(notice), "\(shown)")
        }
        let json = try work.stet("show", "bridge@1", "--format", "json")
        #expect(json.code == 2 && json.output.contains(#""redacted": "a court's order""#), "\(json)")
        #expect(json.output.contains(#""cause": "redacted""#) && json.output.contains(#""reason": "a court's order""#))
        let finished = try work.stet("redact", "--finish", "--format", "json")
        #expect(finished.code == 0 && finished.output == "{\n  \"done\": true\n}\n", "\(finished)")
        #expect(try work.stet("show", "bridge@1", "--raw").message.contains(notice))
        #expect(try work.stet("show", "bridge@2").output.contains("A spokesman"))
        let log = try work.stet("log", "bridge")
        #expect(log.code == 0 && log.output.contains(notice) && log.output.contains("@2"), "\(log)")
        #expect(try work.stet("log", "bridge", "--format", "json").output.contains(#""redacted": "a court's order""#))
        let diff = try work.stet("diff", "bridge")
        #expect(diff.code == 2 && diff.message.contains(notice), "\(diff)")
        let all = try work.stet("diff", "bridge", "--all")
        #expect(all.code == 0 && all.message.contains("@1 is left out: \(notice)"), "\(all)")
        let lines = try work.stet("export", "jsonl")
        #expect(lines.code == 0 && lines.output.split(separator: "\n").count == 2, "\(lines)")
        #expect(
            lines.output.contains(#""redacted":"a court's order","damaged":null,"metadata":{},"text":null"#), "\(lines)"
        )
        #expect(try work.stet("export", "csv").output.contains("a court's order"))
        #expect(try work.stet("export", "dir", "out").output.contains("1 redacted one left out"))
        #expect(try work.stet("reextract").code == 0)
        let verified = try work.stet("verify")
        #expect(
            verified.code == 0 && verified.output.contains("redacted: https://example.org/bridge @1 text"),
            "\(verified)")
        #expect(try work.stet("verify", "--format", "json").output.contains(#""cause": "redacted""#))
        #expect(try work.stet("stats").output.contains("removed"))
        #expect(try work.stet("status").code == 0)
        #expect(try !work.stet("list").output.contains(notice))

        // The next check goes on from it.
        try work.write(
            page("Work on the northern approach has begun ahead of time, the council's office said."), to: "page.html")
        let taken = try work.stet("snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-03")
        #expect(taken.code == 0 && taken.output.hasPrefix("changed @3"), "\(taken)")
        #expect(try work.stet("redact", "bridge", "--reason", "all of it", "--yes").code == 0)
        #expect(try work.stet("list").output.contains("redacted: all of it"))
        #expect(try work.stet("verify").code == 0)
        let again = try work.stet("redact", "bridge", "--reason", "all of it", "--yes")
        #expect(again.code == 0 && again.output.contains("nothing is left to redact"), "\(again)")
    }

    @Test("A page that is recorded again after its text was redacted brings nothing back")
    func samePage() throws {
        for only in ["text", "pages"] {
            let work = try work()
            #expect(try work.stet("redact", "bridge", "2", "--reason", "x", "--only", only, "--yes").code == 0)
            let taken = try work.stet(
                "snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-04")
            #expect(taken.code == 0 && taken.output.hasPrefix("unchanged"), "\(only) \(taken)")
            #expect(try work.stet("verify").code == 0)
        }
    }

    @Test("Another page with a text that was redacted is not kept, for it would bring the text back")
    func otherPage() throws {
        let work = try work()
        #expect(try work.stet("redact", "bridge", "1", "--reason", "a court's order", "--yes").code == 0)
        for (day, advertisement) in [(3, "one"), (4, "two"), (4, "two")] {
            let page = page(Self.secret).replacing("<article>", with: "<nav>\(advertisement)</nav><article>")
            try work.write(page, to: "page.html")
            let taken = try work.stet(
                "snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-0\(day)")
            #expect(taken.code == 0, "\(taken)")
        }
        let log = try work.stet("log", "bridge")
        #expect(log.output.contains("@3  2024-06-03 00:00 UTC  return"), "\(log)")
        #expect(log.output.contains("5 checks, 3 revisions"), "\(log)")
        let exported = try work.stet("export", "warc", "pages.warc")
        #expect(exported.output.contains("wrote 1 page, 3 left out"), "\(exported)")
        for branch in ["main", "captures"] {
            let all = try work.git("log", "-p", "--text", branch)
            #expect(all.code == 0 && !all.output.contains("Hidden Lane"))
        }
        #expect(try work.stet("verify").code == 0)
        #expect(try work.git("fsck", "--strict").code == 0)
        // What goes on is kept again.
        try work.write(page("The ferry is to run twice an hour while the bridge is closed."), to: "page.html")
        let taken = try work.stet("snapshot", "page.html", "--url", "https://example.org/bridge", "--at", "2024-06-05")
        #expect(taken.output.hasPrefix("changed @4"), "\(taken)")
        #expect(try work.stet("show", "bridge", "--raw").output.contains("ferry"))
        #expect(try work.stet("verify").code == 0)
    }

    @Test("Pruning says what would go and does it when told to")
    func pruning() throws {
        let work = try work()
        #expect(try work.stet("prune-captures", "--older-than", "soon").code == 2)
        let plan = try work.stet("prune-captures", "--older-than", "30d")
        #expect(plan.code == 1 && plan.output.contains("2 pages of 1 article"), "\(plan)")
        #expect(plan.output.contains("2 texts can then no longer be made anew"))
        #expect(try work.stet("prune-captures", "--older-than", "30d", "--keep-first-last").output.hasPrefix("no page"))
        let done = try work.stet("prune-captures", "--older-than", "30d", "--yes")
        #expect(done.code == 0, "\(done)")
        #expect(try work.stet("show", "bridge@1", "--raw").message.contains("it was pruned: pages older than 30d"))
        #expect(try work.stet("show", "bridge@1").output.contains("Hidden Lane"))
        let verified = try work.stet("verify")
        #expect(verified.code == 0 && verified.output.contains("pruned: 2 pages"), "\(verified)")
        #expect(verified.output.contains("2 whose page or past was removed or is damaged were not"))
        #expect(try work.stet("reextract").output.contains("nothing reads otherwise"))
        #expect(try work.git("fsck", "--strict").code == 0)
    }
}
