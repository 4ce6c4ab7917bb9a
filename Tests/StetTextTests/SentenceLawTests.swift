import StetText
import TestSupport
import Testing

@Suite("Laws of sentences")
struct SentenceLawTests {
    static let segmenters = [
        SentenceSegmenter(language: "en"), SentenceSegmenter(language: "de", enclosed: .separate),
        SentenceSegmenter(language: "ru"), SentenceSegmenter(language: nil, enclosed: .separate),
    ]

    private func isSpace(_ bytes: some Collection<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || ("\u{1C}"..."\u{1F}").contains($0)
        }
    }

    @Test("Sentences cover all that is visible, and begin and end with it", arguments: [41, 42, 43] as [UInt64])
    func coverage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for round in 0..<2_000 {
            var bytes = Array(HostileText.string(using: &random, upTo: 60).utf8)
            if round % 8 == 0 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0xE3 }
            let segmenter = Self.segmenters[round % Self.segmenters.count]
            var position = 0
            var isSound = true
            for sentence in segmenter.ranges(in: bytes) {
                isSound =
                    isSound && sentence.lowerBound >= position && !sentence.isEmpty
                    && isSpace(bytes[position..<sentence.lowerBound])
                position = max(position, sentence.upperBound)
            }
            isSound = isSound && isSpace(bytes[position...])
            #expect(isSound, "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test("A part is cut as if it stood alone")
    func parts() {
        let bytes = Array("One. Two. Three.".utf8)
        let segmenter = SentenceSegmenter(language: "en")
        #expect(segmenter.ranges(in: bytes, 5..<9) == [5..<9])
        #expect(segmenter.ranges(in: bytes, 4..<16) == [5..<9, 10..<16])
        #expect(segmenter.ranges(in: bytes, 0..<0).isEmpty)
    }

    private static let phrases = [
        "The U.S. Senate met", "Mr. Holt spoke at 5 p.m.", "It rose 3.5 percent", "“We came. We saw,” he said",
        "(It was late.)", "Why?",
        "1. First", "2. Second", "a) one", "She asked: ‘Who?’", "Then . . . nothing", "Prices fell in Jan. 2020",
        "• item", "No. 5 won!", "etc.",
        "He shrugged", "\"Nobody knew.\"", "the plan", "Acme Inc. Officials", "... and so on",
    ]

    private func prose(_ count: Int, _ random: inout SplitMix64) -> String {
        (0..<count).compactMap { _ in Self.phrases.randomElement(using: &random) }.joined(
            separator: Bool.random(using: &random) ? ". " : " ")
    }

    @Test("An edit moves no boundary far away", arguments: [51, 52, 53] as [UInt64])
    func locality(seed: UInt64) {
        // The longest window is that of a quotation, 2,000 bytes.
        let reach = 3_000
        var random = SplitMix64(seed: seed)
        for segmenter in Self.segmenters {
            for _ in 0..<10 {
                let head = prose(300, &random) + " "
                let tail = " " + prose(300, &random)
                let before = Array((head + "the old words" + tail).utf8)
                let edit =
                    ["", "“", "(", "\"", "1. New", "Mr.", "a)", "He left. She"].randomElement(using: &random) ?? ""
                let after = Array((head + edit + tail).utf8)
                let shift = after.count - before.count
                let center = head.utf8.count
                let old = segmenter.ranges(in: before).map(\.lowerBound)
                let new = segmenter.ranges(in: after).map(\.lowerBound)
                #expect(old.filter { $0 < center - reach } == new.filter { $0 < center - reach }, "seed \(seed)")
                #expect(
                    old.filter { $0 > center + reach }.map { $0 + shift } == new.filter { $0 > center + reach + shift },
                    "seed \(seed), edit \(edit)")
            }
        }
    }

    @Test(
        "A megabyte of anything takes time by its length",
        arguments: ["a. ", ".", "“a. ", "(A. ", "1. ", "--\" ", "\n", "。", "!?", "• ", "z. B. ", ".[1"])
    func longLines(pattern: String) {
        // A quadratic step would take minutes here.
        let bytes = Array(String(repeating: pattern, count: 100_000 / pattern.utf8.count).utf8)
        let clock = ContinuousClock()
        let duration = clock.measure {
            let sentences = SentenceSegmenter(language: "en").ranges(in: bytes)
            #expect(sentences.last.map { $0.upperBound <= bytes.count } ?? true)
        }
        #expect(duration < .seconds(20))
    }
}
