import Testing

@testable import StetText

@Suite("What the walk over sentences skips") struct SentenceScannerTests {
    private typealias Trigger = SentenceScanner.Trigger

    @Test("Skipping many bytes at a time stops where one at a time does", arguments: 0...255)
    func everyByte(byte: UInt8) {
        let prose = Array("Ab, cz zyx, Zaq abc 09: y-z and no full stop".utf8)
        for place in prose.indices {
            var text = prose
            text[place] = byte
            let expected = text.firstIndex { Trigger.table[Int($0)] != Trigger.none } ?? text.count
            for start in 0...min(place, expected) {
                #expect(SentenceScanner.endOfPlainText(text.span, from: start, to: text.count) == expected)
            }
            #expect(SentenceScanner.endOfPlainText(text.span, from: 0, to: place) == min(place, expected))
        }
    }

    @Test("Two bytes that stop no walk hide none that does")
    func neighbours() {
        for first in [0x00, 0x20, 0x2C, 0x30, 0x40, 0x5B, 0x60, 0x7A, 0x7B, 0x7F, 0x80, 0xC2, 0xFF] as [UInt8] {
            for second in UInt8.min...UInt8.max {
                let text = [0x61, first, second] + [UInt8](repeating: 0x61, count: 16)
                let expected = text.firstIndex { Trigger.table[Int($0)] != Trigger.none } ?? text.count
                #expect(SentenceScanner.endOfPlainText(text.span, from: 0, to: text.count) == expected)
            }
        }
    }
}
