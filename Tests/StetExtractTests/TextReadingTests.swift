import TestSupport
import Testing

@testable import StetExtract

@Suite struct TextReadingTests {
    /// The characters of the first two planes; no others have a rule of their own.
    private static let scalars = (UInt32(0)..<0x20000).compactMap(Unicode.Scalar.init)

    @Test("The classes of characters are what the standard library says, but for numbers written as ideographs")
    func classes() {
        for scalar in Self.scalars {
            var expected = ScalarClass.asked(scalar.value)
            let own = ScalarClass.of(scalar.value)
            if 0x3400...0x9FFF ~= scalar.value { expected.remove(.numeric) }
            if own != expected { Issue.record("\(scalar.value): \(own), not \(expected)") }
        }
    }

    @Test("A title's key has the letters, marks and digits of all scripts in small letters")
    func titleKeys() {
        for scalar in Self.scalars where scalar.value >= 0x80 {
            let properties = scalar.properties
            let isKept =
                properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .spacingMark
                || properties.generalCategory == .nonspacingMark
            let expected = isKept ? properties.lowercaseMapping : ""
            let key = TitleKey.folded(String(scalar))
            if !key.utf8.elementsEqual(expected.utf8) { Issue.record("\(scalar.value): \(key), not \(expected)") }
        }
        #expect(TitleKey.folded("“It’s 5 o’clock, Ünal!” – Die Hafenpost") == "its5oclockünaldiehafenpost")
        #expect(TitleKey.folded("Über “İzmir” und Ⱥ 2") == "über" + "İ".lowercased() + "zmirundⱥ2")
        #expect(TitleKey.folded("?!").isEmpty)
    }

    @Test(
        "Text is found where its bytes stand",
        arguments: [
            ("by Jane Roe", "Roe", true), ("by Jane Ro", "Roe", false), ("aab", "ab", true), ("", "a", false),
            ("a", "", true),
            ("mis à jour à 9 h", "à jour", true), ("ananas", "nas", true), ("Roe", "by Roe", false),
        ])
    func search(text: String, part: String, isFound: Bool) {
        #expect(text.contains(part) == isFound)
    }

    @Test("Text begins and ends with a part where its bytes do")
    func beginnings() {
        #expect("à lire aussi".hasPrefix("à lire") && "à lire".hasPrefix("") && "".hasPrefix(""))
        #expect(!"à lir".hasPrefix("à lire") && !"a lire".hasPrefix("à"))
        #expect("3분 전".hasSuffix("전") && "x".hasSuffix("x") && !"전".hasSuffix("분 전") && "x".hasSuffix(""))
    }

    @Test(
        "White space of all kinds becomes single spaces",
        arguments: [
            ("a b", "a b"), ("  a \n\t b\u{A0}", "a b"), ("", ""), (" ", ""), ("ä\u{2003}\u{3000}ö", "ä ö"),
            ("a  b", "a b"),
        ])
    func spaces(text: String, folded: String) {
        #expect(text.spaceFolded == folded)
    }

    @Test("A word finds its own value and no other's, also where it is longer than any word of the table")
    func wordTable() {
        let words = ["ad", "ads", "a-d", "author-description", "recommendations", "share"]
        let table = WordTable(words.enumerated().map { ($1, $0) })
        func value(_ word: String) -> Int? {
            var key = ShortWord()
            for byte in word.utf8 { key.append(byte) }
            return table[key]
        }
        for (index, word) in words.enumerated() { #expect(value(word) == index) }
        let strangers = ["", "a", "da", "ad-", "author-descriptions", String(repeating: "share", count: 9)]
        for word in strangers { #expect(value(word) == nil) }
    }

    @Test("A phrase is found as a whole and as a beginning, in any case")
    func phraseTables() {
        let phrases = ["read more", "read", "mehr über", "a+"]
        let whole = PhraseTable(phrases.enumerated().map { ($1, $0) })
        let prefixes = PrefixTable(phrases.enumerated().map { ($1, $0) })
        for (index, phrase) in phrases.enumerated() { #expect(whole[phrase.utf8.span] == index) }
        #expect(whole["READ More".utf8.span] == 0)
        #expect(whole["read mor".utf8.span] == nil && whole["".utf8.span] == nil && whole["Über".utf8.span] == nil)
        #expect(prefixes.first(of: "Read more: the plan".utf8.span) == 0)
        #expect(prefixes.first(of: "reading".utf8.span) == 1)
        #expect(prefixes.first(of: "rea".utf8.span) == nil && prefixes.first(of: "".utf8.span) == nil)
    }

    @Test("Labels are told whatever marks stand around them")
    func labels() {
        #expect(BoilerplatePhrases.kind(of: "– READ MORE: –") == .relatedHeading)
        #expect(BoilerplatePhrases.kind(of: "12 Comments (3)") == .commentsHeading)
        #expect(BoilerplatePhrases.kind(of: "»Datenschutz«") == BoilerplatePhrases.kind(of: "datenschutz"))
        #expect(BoilerplatePhrases.kind(of: "À lire aussi : le plan") == .readMore)
        #expect(BoilerplatePhrases.kind(of: "…") == nil && BoilerplatePhrases.kind(of: "123") == nil)
    }

    @Test("Text that was encoded twice is repaired; letters that look like the beginning of such text stay")
    func doubleEncoding() {
        let damaged = "itâ€™s Ã¼ber 5 â‚¬, isnâ€™t it? é Ã è"
        #expect(
            String(decoding: DoubleEncoding.repaired(Array(damaged.utf8)), as: UTF8.self)
                == "it’s über 5 €, isn’t it? é Ã è")
        for fine in ["é è à Ã ü", "Â» Ã¼", "ÂNGELO DISSE «NÃO»", "plain", ""] {
            #expect(DoubleEncoding.repaired(Array(fine.utf8)) == Array(fine.utf8))
        }
    }

    @Test("Words, numbers and marks of a stamp, with their places")
    func tokens() {
        let text = "Обновлено: 3. JUNI 2024年6月1日, ١٢:30"
        let tokens = DateToken.tokens(of: text)
        let bytes = Array(text.utf8)
        let pieces = tokens.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        #expect(pieces == ["Обновлено", ":", "3", ".", "JUNI", "2024", "年", "6", "月", "1", "日", ",", "١٢", ":", "30"])
        #expect(tokens.compactMap(\.word) == ["обновлено", "juni", "年", "月", "日"])
        #expect(tokens[12].number(0...99) == 12)
        #expect(tokens.map(\.gluedToPrevious).enumerated().filter { !$1 }.map(\.offset) == [0, 2, 4, 5, 12])
    }

    @Test(
        "Relative times are told from other short texts",
        arguments: [
            ("hace 2 horas", true), ("3分前", true), ("3시간 전", true), ("About us", false), ("A day in June", false),
            ("Share an article", false), ("einem Tag", false),
        ])
    func relativeTimes(text: String, isRelative: Bool) {
        #expect(RelativeTime.isStated(in: text) == isRelative)
    }

    @Test("Phrases are found once each in order of their ends, in any case and with either apostrophe")
    func phrases() {
        let matcher = PhraseMatcher(["he", "she", "hers", "don't miss", "miss"])
        #expect(matcher.matches(in: "usHERS, she") == [1, 0, 2])
        #expect(matcher.matches(in: "Don’t miss: don't MISS") == [3, 4])
        #expect(matcher.matches(in: "don’") == [])
        let nested = PhraseMatcher(["this article", "article", "reader's", "читают"])
        #expect(nested.matches(in: "THIS ARTICLE is the reader’s article") == [0, 1, 2])
        #expect(nested.matchesAny(in: "сейчас читают") && !nested.matchesAny(in: "this reade"))
    }

    @Test("All phrases that stand in a text are found, as looking for each alone finds them", arguments: 0..<40)
    func phrasesByOracle(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func word(_ most: Int) -> String {
            String(
                (0..<1 + Int.random(in: 0..<most, using: &random)).map { _ in
                    ["a", "b", "é", " "][Int.random(in: 0..<4, using: &random)]
                }.joined())
        }
        let phrases = (0..<12).map { _ in word(5) }
        let matcher = PhraseMatcher(phrases)
        for _ in 0..<20 {
            let text = word(24)
            let expected = phrases.indices.filter { text.contains(phrases[$0]) }
            #expect(
                Set(matcher.matches(in: text).map(Int.init)) == Set(expected), "seed \(seed): \(phrases) in \(text)")
            #expect(matcher.matchesAny(in: text) == !expected.isEmpty, "seed \(seed)")
        }
    }

    @Test("A row of marks over the limit is cut wherever it begins", arguments: [30, 31, 32, 64])
    func markRuns(count: Int) {
        for offset in 0..<64 {
            let before = String(repeating: "e", count: offset)
            var bytes = Array((before + "a" + String(repeating: "\u{301}", count: count) + " pier").utf8)
            MarkRuns.limit(&bytes)
            #expect(bytes == Array((before + "a" + String(repeating: "\u{301}", count: min(count, 30)) + " pier").utf8))
        }
    }

    @Test("A separator is found at its first and its last place")
    func separators() throws {
        let title = "Müller | Pier | Hafen"
        let first = try #require(title.range(ofFirst: " | "))
        let last = try #require(title.range(ofLast: " | "))
        #expect(title[..<first.lowerBound] == "Müller")
        #expect(title[last.upperBound...] == "Hafen")
        #expect("|".range(ofLast: " | ") == nil && "".range(ofFirst: "|") == nil)
    }
}
