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
}
