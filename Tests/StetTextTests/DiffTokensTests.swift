import StetText
import TestSupport
import Testing

@Suite("Diff tokens")
struct DiffTokensTests {
    private func tokens(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return DiffTokens.tokens(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test("A word keeps its apostrophes, a number its separators; hyphens part words")
    func latin() {
        #expect(tokens("Don't stop l’été d''or rock'") == ["Don't", "stop", "l’été", "d", "'", "'", "or", "rock", "'"])
        #expect(tokens("1,935 3.5% 10:43, 7.") == ["1,935", "3.5", "%", "10:43", ",", "7", "."])
        #expect(tokens("well-known U.S. 10th") == ["well", "-", "known", "U", ".", "S", ".", "10", "th"])
        #expect(tokens("a_b €5 m²") == ["a", "_", "b", "€", "5", "m²"])
    }

    @Test("Han and Kana count by character, Hangul by word")
    func eastAsian() {
        #expect(tokens("東京でAI展を3回。") == ["東", "京", "で", "AI", "展", "を", "3", "回", "。"])
        #expect(tokens("人々 한국어 뉴스") == ["人", "々", "한국어", "뉴스"])
    }

    @Test("Scripts without spaces are cut by dictionary")
    func dictionaries() {
        #expect(tokens("ภาษาไทยง่าย") == ["ภาษา", "ไทย", "ง่าย"])
    }

    @Test("What a reader sees as one character is never cut")
    func clusters() {
        #expect(tokens("हिन्दी e\u{301}a 👩‍👩‍👧🇩🇪🇫🇷👍🏽❤️") == ["हिन्दी", "e\u{301}a", "👩‍👩‍👧", "🇩🇪", "🇫🇷", "👍🏽", "❤️"])
        #expect(tokens("می‌خواهم") == ["می‌خواهم"])
    }

    @Test("Kinds tell words, numbers, ideographs and symbols apart")
    func kinds() {
        let bytes = Array("ab 1.5 中 %".utf8)
        #expect(DiffTokens.tokens(in: bytes).map(\.kind) == [.word, .number, .ideograph, .symbol])
    }

    @Test("A part of a text gives the tokens that lie in it, counted from the start of the text")
    func parts() {
        let bytes = Array("one two three".utf8)
        #expect(DiffTokens.tokens(in: bytes, 4..<7).map(\.range) == [4..<7])
        #expect(DiffTokens.tokens(in: bytes, 4..<4).isEmpty)
    }

    /// The convention in plain words, character by character: what the scanner's tables must amount to.
    private func reference(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        func isIdeograph(_ s: Unicode.Scalar) -> Bool {
            ("\u{3040}"..."\u{30FF}").contains(s) || ("\u{4E00}"..."\u{9FFF}").contains(s)
        }
        func isDigit(_ s: Unicode.Scalar) -> Bool { s.properties.generalCategory == .decimalNumber }
        func isLetter(_ s: Unicode.Scalar) -> Bool {
            (s.properties.isAlphabetic || s.properties.numericType != nil) && !isDigit(s) && !isIdeograph(s)
        }
        var tokens: [[Unicode.Scalar]] = []
        var index = 0
        while index < text.count {
            let start = index
            index += 1
            if text[start].properties.isWhitespace { continue }
            if isDigit(text[start]) || (isLetter(text[start]) && !isIdeograph(text[start])) {
                let isNumber = isDigit(text[start])
                let continues = isNumber ? isDigit : isLetter
                let joiners: [Unicode.Scalar] = isNumber ? [".", ",", ":"] : ["'", "’"]
                while index < text.count {
                    if continues(text[index]) {
                        index += 1
                    } else if joiners.contains(text[index]), index + 1 < text.count, continues(text[index + 1]) {
                        index += 2
                    } else {
                        break
                    }
                }
            }
            tokens.append(Array(text[start..<index]))
        }
        return tokens
    }

    @Test("The scanner agrees with the convention spelled out", arguments: [11, 12, 13] as [UInt64])
    func convention(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pool = Array("abzAZ019   ..,,::;''’-_%&\n\téßłжЯαא中文ひカー한²٣…“”".unicodeScalars)
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 1...30, using: &random)).compactMap { _ in pool.randomElement(using: &random)
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text)
            let bytes = Array(String(view).utf8)
            let got = DiffTokens.tokens(in: bytes).map {
                Array(String(decoding: bytes[$0.range], as: UTF8.self).unicodeScalars)
            }
            #expect(got == reference(text), "seed \(seed): \(String(view).debugDescription)")
        }
    }

    @Test("Tokens cover every visible byte of hostile text, in order", arguments: [21, 22] as [UInt64])
    func coverage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var bytes = Array(HostileText.string(using: &random, upTo: 30).utf8)
            if seed == 22, !bytes.isEmpty { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0xE2 }
            var position = 0
            for token in DiffTokens.tokens(in: bytes) {
                #expect(token.range.lowerBound >= position && !token.range.isEmpty)
                let gap = String(decoding: bytes[position..<token.range.lowerBound], as: UTF8.self)
                #expect(
                    gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace || ("\u{1C}"..."\u{1F}").contains($0) })
                position = token.range.upperBound
            }
        }
    }
}
