import StetText
import TestSupport
import Testing

@Suite("Forms of one wording")
struct TextFoldingTests {
    private static func mayDiffer(_ one: String, _ two: String) -> Bool {
        TextFolding.mayDifferInForm(Array(one.utf8).span, Array(two.utf8).span)
    }

    @Test(
        "What differs in form alone is never passed over unread",
        arguments: [
            ("Council", "COUNCIL"), ("it's", "it’s"), ("«a»", "“a”"), ("caf\u{E9}", "cafe"), ("cafe\u{301}", "cafe"),
            ("10-12", "10–12"),
            ("ＡＢＣ", "abc"), ("ｶﾞ", "ガ"), ("\u{212A}elvin", "kelvin"), ("Straße 5", "STRAßE 5"), ("قُل", "قل"),
            ("Øre", "ore"), ("«oui»", "« oui »"), ("1.80m", "1.80\u{A0}m"), ("5 - 6", "5–6"), ("Wait...", "Wait …"),
            ("Reactの本", "React の本"),
        ])
    func forms(one: String, two: String) {
        #expect(TextFolding.difference(one, two) != nil)
        #expect(Self.mayDiffer(one, two) && Self.mayDiffer(two, one))
    }

    @Test(
        "Another wording is told at its first letter",
        arguments: [
            ("Council", "Counsel"), ("a b", "a b c"), ("1,200", "1,300"), ("", "x"), ("naïve", "native"), ("...", ".."),
        ])
    func wordings(one: String, two: String) {
        #expect(TextFolding.difference(one, two) == nil)
        #expect(!Self.mayDiffer(one, two) && !Self.mayDiffer(two, one))
    }

    @Test(
        "White space that parts two words or two numbers is no form",
        arguments: [("any one", "anyone"), ("10 000", "10000"), ("ไทย ดี", "ไทยดี"), ("e\u{301} a", "e\u{301}a")])
    func parted(one: String, two: String) { #expect(TextFolding.difference(one, two) == nil) }

    @Test("Of random texts none that differs in form alone is passed over", arguments: 0..<20 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = Array("aAáÁ'’-–ｶガﾞ\u{301}K\u{212A}øØ \u{3000}5.…".unicodeScalars)
        func text() -> String {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                scalars.append(letters.randomElement(using: &random)!)
            }
            return String(scalars)
        }
        for _ in 0..<2_000 {
            let (one, two) = (text(), text())
            if TextFolding.difference(one, two) != nil { #expect(Self.mayDiffer(one, two), "\(one) \(two)") }
        }
    }
}
