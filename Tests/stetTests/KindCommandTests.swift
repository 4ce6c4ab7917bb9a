import Foundation
import Testing

@Suite("Kinds of revisions in log and stats")
struct KindCommandTests {
    private static let opening =
        "The harbour bridge will close to traffic for three months from May, the city council said."
    private static let vote =
        "Councillors voted nine to four for the plan, which costs twelve million, after years of debate."

    private func page(_ sentences: String...) -> String {
        "<html><head><title>Harbour bridge to close</title></head><body><article><h1>Harbour bridge to close</h1>"
            + sentences.map { "<p>\($0)</p>" }.joined() + "</article></body></html>"
    }

    @Test("Log shows changes of wording that lasted, counts the rest, and shows it when asked to")
    func log() throws {
        let work = try Workplace()
        let first = page(Self.opening, Self.vote)
        let second = page(Self.opening, "A spokesman gave no further details when he was asked on Tuesday.", Self.vote)
        let form = page(
            Self.opening, "A spokesman gave no further details when he was asked on <em>Tuesday</em>.", Self.vote)
        for (number, text) in zip(1..., [first, second, first, second, first, second, form, second]) {
            try work.write(text, to: "old/2024-06-0\(number).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/bridge").code == 0)

        let log = try work.stet("log", "bridge")
        let shown = log.output.split(separator: "\n").filter { $0.hasPrefix("@") }.map { $0.prefix(2) }
        #expect(shown == ["@1", "@2", "@3", "@8"], "\(log)")
        #expect(log.output.contains("returned to @1\n"))
        #expect(
            log.output.contains("not shown: 3 alternations between @1 and @2; 1 change of form. --all shows all\n"),
            "\(log)")
        let all = try work.stet("log", "bridge", "--all")
        #expect(all.output.split(separator: "\n").filter { $0.hasPrefix("@") }.count == 8, "\(all)")
        #expect(!all.output.contains("not shown"))
        let some = try work.stet("log", "bridge", "--kind", "formatting,alternating")
        #expect(
            some.output.split(separator: "\n").filter { $0.hasPrefix("@") }.map { $0.prefix(2) } == [
                "@4", "@5", "@6", "@7",
            ])
        #expect(try work.stet("log", "bridge", "--kind", "edits").code == 2)
        let json = try work.stet("log", "bridge", "--format", "json").output
        #expect(json.contains(#""kind": "alternating""#) && json.contains(#""returnsTo": 2"#))
        #expect(try work.stet("stats").output.contains("8: 1 new, 1 change, 1 formatting, 2 return, 3 alternating\n"))
        let verified = try work.stet("verify")
        #expect(verified.code == 0, "\(verified)")
        #expect(try work.stet("reextract").output.contains("nothing reads otherwise"))
    }

    @Test("A text that a page comes back to and stays with is shown, and what stands now is told where it is not")
    func staying() throws {
        let work = try Workplace()
        let first = page(Self.opening, Self.vote)
        let second = page(Self.opening.replacing("three months", with: "four months"), Self.vote)
        let third = page(Self.opening.replacing("three months", with: "five months"), Self.vote)
        for (number, text) in zip(1..., [first, second, first, second]) {
            try work.write(text, to: "old/2024-06-0\(number).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/bridge").code == 0)
        let unsettled = try work.stet("log", "bridge").output
        #expect(
            unsettled.contains("standing now: @4 (alternating), the text of @2, since 2024-06-04 00:00 UTC\n"),
            "\(unsettled)")

        for number in 5...8 { try work.write(second, to: "new/2024-06-0\(number).html") }
        try work.write(third, to: "new/2024-06-09.html")
        #expect(try work.stet("import", "dir", "new", "--url", "https://example.org/bridge").code == 0)
        let log = try work.stet("log", "bridge").output
        let shown = log.split(separator: "\n").filter { $0.hasPrefix("@") }.map { $0.prefix(2) }
        #expect(shown == ["@1", "@2", "@3", "@4", "@5"] && !log.contains("standing now"), "\(log)")
        let diff = try work.stet("diff", "bridge").output
        #expect(diff.contains("four") && diff.contains("five") && !diff.contains("three"), "\(diff)")
    }

    @Test("Without revisions diff shows the last change that lasted, told against the article")
    func lastChange() throws {
        let work = try Workplace()
        let end = "Ferries will carry pedestrians and cyclists across the river while the deck is being replaced."
        let edited = page(Self.opening.replacing("three months", with: "four months"), Self.vote, end)
        let wall =
            "<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1>"
            + "<p>Verifying you are human. This may take a few seconds before you can go on.</p></body></html>"
        for (number, text) in zip(1..., [page(Self.opening, Self.vote, end), wall, edited, wall]) {
            try work.write(text, to: "old/2024-06-0\(number).html")
        }
        #expect(try work.stet("import", "dir", "old", "--url", "https://example.org/bridge").code == 0)
        let diff = try work.stet("diff", "bridge")
        #expect(diff.code == 1 && diff.output.contains("@1") && diff.output.contains("@3"), "\(diff)")
        #expect(diff.output.contains("between 2024-06-01 00:00 UTC and 2024-06-03 00:00 UTC"), "\(diff)")
        #expect(diff.output.contains("four") && !diff.output.contains("Verifying"), "\(diff)")
        #expect(diff.message.contains("@4 (suspect) stands now"), "\(diff)")
        let log = try work.stet("log", "bridge").output
        #expect(log.contains("1 sentence edited") && log.contains("standing now: @4 (suspect)"), "\(log)")
    }
}
