import TestSupport
import Testing

@testable import StetDiff

@Suite("Text in which white space counts as one space") struct FoldedTextTests {
    @Test("Pieces get one number exactly where they are equal but for white space", arguments: 0..<200)
    func numbers(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func word() -> String {
            String(
                repeating: "ab\u{7E}é".randomElement(using: &random) ?? "a",
                count: 1 + Int.random(in: 0..<9, using: &random))
        }
        let words = (0..<1 + Int.random(in: 0..<12, using: &random)).map { _ in word() }
        func text(_ words: [String]) -> [UInt8] {
            let blanks = [" ", " ", " ", "  ", "\n", " \t ", "\u{7F}", "      "]
            return Array(
                words.reduce("") {
                    $0.isEmpty ? $1 : $0 + blanks[Int.random(in: 0..<blanks.count, using: &random)] + $1
                }.utf8)
        }
        var changed = words
        changed[Int.random(in: 0..<words.count, using: &random)] += "!"
        let (one, two, other) = (text(words), text(words), text(changed))
        var numbering = FoldedTextNumbering([one, two, other])
        let number = numbering.number(side: 0, one.indices, kind: 0)
        #expect(numbering.number(side: 1, two.indices, kind: 0) == number, "seed \(seed)")
        #expect(numbering.number(side: 2, other.indices, kind: 0) != number, "seed \(seed)")
        #expect(numbering.number(side: 1, two.indices, kind: 1) != number, "seed \(seed)")
    }

    @Test("Pieces that begin and end alike are told apart by what lies between, however it is spaced")
    func ends() {
        let middles = ["a", "b", "a b", "ab", "é", "", "c c c c c c c c c c c c"]
        let spaced = middles.map { Array("The same begins \($0) and ends the same.".utf8) }
        let wrapped = middles.map { Array("The\u{9} same begins   \($0)\nand ends\u{C} the same.".utf8) }
        var numbering = FoldedTextNumbering(spaced + wrapped)
        let numbers = spaced.indices.map { numbering.number(side: $0, spaced[$0].indices, kind: 3) }
        #expect(Set(numbers).count == middles.count)
        let others = wrapped.indices.map {
            numbering.number(side: middles.count + $0, wrapped[$0].indices, kind: 3)
        }
        #expect(others == numbers)
        #expect(numbering.count == middles.count)
        let short = [Array("a b".utf8), Array("a       b".utf8), Array("ab".utf8)]
        var few = FoldedTextNumbering(short)
        #expect(short.indices.map { few.number(side: $0, short[$0].indices, kind: 0) } == [0, 0, 1])
    }

    @Test("A line ends at its first line feed, wherever that stands")
    func lines() {
        for length in 0..<40 {
            for end in 0...length {
                var text = [UInt8](repeating: 0x8A, count: length)
                if end < length { text[end] = 0x0A }
                for start in 0...end { #expect(Byte.endOfLine(text, from: start) == end) }
            }
        }
    }
}
