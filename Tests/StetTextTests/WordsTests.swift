import TestSupport
import Testing

@testable import StetText

@Suite("Words")
struct WordsTests {
    private func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return Words.words(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test("Words follow UAX #29")
    func examples() {
        #expect(
            words("The quick (“brown”) fox can’t jump 32.3 feet, right?") == [
                "The", "quick", "(", "“", "brown", "”", ")", "fox", "can’t", "jump", "32.3", "feet", ",", "right", "?",
            ])
        #expect(words("e.g. U.S.A. snake_case") == ["e.g", ".", "U.S.A", ".", "snake_case"])
        #expect(words("ภาษาไทย 👩‍👩‍👧") == ["ภาษา", "ไทย", "👩‍👩‍👧"])
    }

    @Test("Kinds are told by what a word holds, not by how it ends")
    func kinds() {
        let kinds = { (text: String) in Words.words(in: Array(text.utf8)).map(\.kind) }
        #expect(kinds("PK5 5 中 ! жук5") == [.word, .number, .ideograph, .symbol, .word])
    }

    @Test("The walk over Latin text gives ICU's boundaries exactly", arguments: [31, 32, 33, 34] as [UInt64])
    func agreesWithICU(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for round in 0..<3_000 {
            var bytes = Array(HostileText.string(using: &random, upTo: 40).utf8)
            if round % 10 == 0 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0xC3 }
            var walked = WordBoundaries()
            walked.append(bytes.span, bytes.indices)
            var icu = WordBoundaries()
            icu.appendByICU(bytes.span, bytes.indices)
            #expect(
                walked.boundaries == icu.boundaries,
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }
}
