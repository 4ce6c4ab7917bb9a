import Foundation
import Testing

@Suite("Searching for a phrase, from the command line")
struct SearchCommandTests {
    private func page(_ sentence: String) -> String {
        "<article><h1>The pier</h1><p>\(sentence) It was opened in 1890 and is the longest of the coast.</p></article>"
    }

    @Test("A phrase that was changed away is found with the checks between which it stood")
    func search() throws {
        let work = try Workplace()
        for (day, sentence) in [
            ("01", "The Harbour Master closes the pier."), ("02", "The Harbour Master closes the pier."),
            ("03", "The council closes the pier."), ("04", "港务局关闭了码头。"),
        ] {
            try work.write(page(sentence), to: "old/2024-06-\(day).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/pier").code == 0)
        let found = try work.stet("search", "harbour  master")
        #expect(
            found.code == 0
                && found.output == """
                    first seen 2024-06-01 00:00 UTC in https://example.org/pier @1
                    last seen 2024-06-02 00:00 UTC in https://example.org/pier @1

                    https://example.org/pier
                      The pier
                      @1  2024-06-01 00:00 UTC to 2024-06-02 00:00 UTC, gone at 2024-06-03 00:00 UTC
                      > The Harbour Master closes the pier.

                    """,
            "\(found)")
        #expect(try work.stet("search", "关闭").output.contains("2024-06-04 00:00 UTC, stands"))
        #expect(try work.stet("search", "closes the").output.contains("@1 to @2"))
        let json = try work.stet("search", "council", "--article", "pier", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let first = object?["first"] as? [String: Any]
        #expect(first?["time"] as? String == "2024-06-03T00:00:00Z" && first?["revision"] as? Int == 2, "\(json)")

        #expect(try work.stet("search", "harbour", "--case-sensitive").code == 1)
        let missing = try work.stet("search", "100% \"%'); DROP TABLE term;--")
        #expect(missing.code == 1 && missing.output == "not found\n", "\(missing)")
        #expect(try work.stet("search", " ").code == 2)
        #expect(try work.stet("search", "pier", "--article", "quay").code == 2)
    }

    @Test("The shapes of quotation marks, apostrophes and dashes are not told apart")
    func typography() throws {
        let work = try Workplace()
        try work.write(page("It doesn’t cost much – “officials” said – and isn’t due yet."), to: "page.html")
        #expect(try work.stet("snapshot", "page.html", "--url", "https://example.org/pier").code == 0)
        for phrase in ["doesn't cost", "much - \"officials\" said", "doesn’t", "said - and ISN'T", "“Officials”"] {
            #expect(try work.stet("search", phrase).code == 0, "\(phrase)")
        }
        #expect(try work.stet("search", "doesn't", "--case-sensitive").code == 1)
        #expect(try work.stet("search", "doesn’t", "--case-sensitive").code == 0)
    }

    @Test("A text that was taken out is not found, and leaves no words behind")
    func redacted() throws {
        let work = try Workplace()
        try work.write(page("Witness Qwertyson saw it."), to: "one.html")
        try work.write(page("A witness saw it."), to: "two.html")
        #expect(try work.stet("snapshot", "one.html", "--url", "https://example.org/pier").code == 0)
        #expect(try work.stet("search", "qwertyson").code == 0)
        #expect(try work.stet("snapshot", "two.html", "--url", "https://example.org/pier").code == 0)
        #expect(try work.stet("search", "qwertyson").code == 0)
        #expect(try work.stet("redact", "pier", "@1", "--reason", "asked for", "--yes").code == 0)
        func words() throws -> String {
            try FileManager.default.contentsOfDirectory(atPath: work.archive.path + "/.git/stet")
                .filter { $0.hasPrefix("phrases") }
                .map { try Data(contentsOf: work.archive.appending(path: ".git/stet/" + $0)) }
                .map { String(decoding: $0, as: UTF8.self) }.joined()
        }
        #expect(try !words().contains("qwertyson"))
        let gone = try work.stet("search", "qwertyson")
        #expect(gone.code == 1, "\(gone)")
        #expect(try !words().contains("qwertyson"))
        #expect(try work.stet("search", "longest of the coast").output.contains("taken out are not looked in"))
    }
}
