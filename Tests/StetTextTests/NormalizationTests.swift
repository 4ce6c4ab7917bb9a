import StetText
import TestSupport
import Testing

@Suite("Normalization")
struct NormalizationTests {
    @Test("Every kind of white space is one space, and none at the ends")
    func whiteSpace() {
        #expect(Normalization.normalized("  a\t\n b\u{A0}\u{202F}c\u{3000}\u{3000}d\u{2028}e\r\n") == "a b c d e")
        #expect(Normalization.normalized("a\u{200B} \u{FEFF} b") == "a b")
        #expect(Normalization.normalized(" \u{AD} ") == "")
    }

    @Test("Invisible noise goes, words grow together where it stood")
    func noise() {
        #expect(Normalization.normalized("Nor\u{AD}ma\u{200B}li\u{2060}sa\u{FEFF}tion") == "Normalisation")
        #expect(Normalization.normalized("a\u{0}b\u{7}c\u{9F}d") == "abcd")
        #expect(Normalization.normalized("\u{202E}evil\u{202C} \u{2066}x\u{2069}") == "evil x")
        #expect(Normalization.normalized("hi\u{E0068}\u{E0069}") == "hi")
    }

    @Test("Composed and decomposed text are the same bytes")
    func composition() {
        #expect(Array(Normalization.normalized("e\u{301}").utf8) == Array("\u{E9}".utf8))
        #expect(Array(Normalization.normalized("e\u{AD}\u{301}").utf8) == Array("\u{E9}".utf8))
        #expect(Array(Normalization.normalized("\u{1112}\u{1161}\u{11AB}").utf8) == Array("\u{D55C}".utf8))
        #expect(
            Array(Normalization.normalized("A\u{30A}ngstro\u{308}m \u{212B}").utf8)
                == Array("\u{C5}ngstr\u{F6}m \u{C5}".utf8))
    }

    @Test("Composing alone keeps white space and invisible characters, and bounds rows of marks")
    func compositionAlone() {
        func composed(_ text: String) -> [UInt8] { Normalization.composed(Array(text.utf8)) }
        #expect(composed(" e\u{301}\t\n\u{200B}\u{A0}A\u{30A} \u{AD}") == Array(" é\t\n\u{200B}\u{A0}Å \u{AD}".utf8))
        #expect(composed("\u{1112}\u{1161}\u{11AB}") == Array("\u{D55C}".utf8))
        let row = "q" + String(repeating: "\u{301}", count: 40) + "!"
        #expect(composed(row) == Array(("q" + String(repeating: "\u{301}", count: 30) + "!").utf8))
        #expect(Normalization.composed([0x61, 0xFF]) == Array("a\u{FFFD}".utf8))
    }

    @Test("A mark at the start of a text belongs to the character before it")
    func continuations() {
        func length(_ text: String) -> Int { Normalization.continuationLength(of: Array(text.utf8)) }
        #expect(length("\u{301}\u{302}a") == 4)
        #expect(length("\u{1161}\u{11AB}") == 6)
        for text in ["", "a\u{301}", " \u{301}", "é", "中", "\u{200D}"] { #expect(length(text) == 0) }
    }

    @Test("Joiners stay where they choose a letter form or make an emoji, and only there")
    func joiners() {
        for kept in ["می‌خواهم", "क्‍ष", "👩‍👩‍👧", "👩🏽‍🚀", "❤️‍🔥", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"] {
            #expect(Array(Normalization.normalized(kept).utf8) == Array(kept.utf8))
        }
        #expect(Normalization.normalized("wo\u{200C}rd wo\u{200D}rd") == "word word")
    }

    @Test("Direction marks stay only beside a right-to-left letter")
    func directionMarks() {
        let hebrew = "שלום\u{200F}!"
        #expect(Array(Normalization.normalized(hebrew).utf8) == Array(hebrew.utf8))
        #expect(Normalization.normalized("price\u{200E}: 5\u{200F}") == "price: 5")
    }

    @Test("What is no UTF-8 becomes the replacement character")
    func invalidBytes() {
        #expect(Normalization.normalized([0x61, 0xFF, 0x62] as [UInt8]) == Array("a\u{FFFD}b".utf8))
        #expect(Normalization.normalized([0xED, 0xA0, 0x80] as [UInt8]) == Array("\u{FFFD}\u{FFFD}\u{FFFD}".utf8))
        #expect(Normalization.normalized([0xC3] as [UInt8]) == Array("\u{FFFD}".utf8))
    }

    @Test("Clean text comes back as it was")
    func cleanText() {
        for text in ["", "a", "Plain words, with marks.", "“Curly” – and é, ł, 中文。", "न्यायालय", "ภาษาไทย"] {
            #expect(Array(Normalization.normalized(text).utf8) == Array(text.utf8))
        }
    }

    @Test("Normalising twice is normalising once", arguments: [1, 2, 3, 4] as [UInt64])
    func idempotence(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3_000 {
            let text = HostileText.string(using: &random, upTo: 24)
            let once = Normalization.normalized(Array(text.utf8))
            #expect(Normalization.normalized(once) == once, "seed \(seed): \(text.debugDescription)")
            #expect(Array(Normalization.normalized(text).utf8) == once, "the two forms of the call differ")
        }
    }

    @Test("Thousands of marks on one letter cost no more than other text, and are cut to thirty")
    func markFlood() {
        let flood = "a" + String(repeating: "\u{316}\u{301}", count: 100_000) + "b"
        let settled = Normalization.normalized(flood).unicodeScalars
        #expect(settled.count <= 33)
        #expect(settled.last == "b")
    }
}
