import TestSupport
import Testing

@testable import StetHTML

@Suite("UTF-8 validation")
struct UTF8ValidationTests {
    private func agrees(_ bytes: [UInt8]) -> Bool {
        bytes.isValidUTF8 == (String(validating: bytes, as: UTF8.self) != nil)
    }

    @Test(
        "Every sequence of two bytes, and of three and four around the borders, is judged as the standard library does")
    func shortSequences() {
        let bytes = (UInt8.min...UInt8.max)
        for first in bytes { for second in bytes { #expect(agrees([first, second])) } }
        let borders: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in UInt8(0xC0)...0xFF {
            for second in borders {
                for third in borders {
                    #expect(agrees([first, second, third]))
                    for fourth in borders { #expect(agrees([first, second, third, fourth])) }
                }
            }
        }
    }

    @Test("Damage is found wherever it stands", arguments: 1...30)
    func damage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let text = Array("plain text of some length, ünd späte Äpfel 漢字 and 🙂 until the end".utf8)
        #expect(text.isValidUTF8 && [UInt8]().isValidUTF8)
        for _ in 0..<100 {
            var damaged = Array(text[Int.random(in: 0..<text.count, using: &random)...])
            if let place = damaged.indices.randomElement(using: &random) {
                damaged[place] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(agrees(damaged))
        }
    }
}
