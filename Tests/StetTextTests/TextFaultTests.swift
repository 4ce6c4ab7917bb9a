import StetText
import TestSupport
import Testing

@Suite("What is no text")
struct TextFaultTests {
    @Test("Every sequence of one to four bytes is judged as the standard library judges it")
    func asStandardLibrary() {
        // The borders of each class of the table, and their neighbours.
        let bytes: [UInt8] = [
            0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var texts: [[UInt8]] = [[]]
        for count in 1...4 {
            // Four bytes are a character only behind a head of four.
            texts = texts.filter { count < 4 || $0[0] >= 0xF0 }.flatMap { text in bytes.map { text + [$0] } }
            for text in texts { expectSame(text) }
        }
    }

    private func expectSame(_ text: [UInt8]) {
        let isValid = String(validating: text, as: UTF8.self) != nil
        let fault = TextFault(in: text.span)
        if (fault == nil) != isValid { Issue.record("\(text): \(String(describing: fault))") }
    }

    @Test("A fault is found wherever it stands beside words of eight bytes", arguments: 0..<20)
    func place(offset: Int) {
        let head = [UInt8](repeating: UInt8(ascii: "a"), count: offset)
        let tail = [UInt8](repeating: UInt8(ascii: "b"), count: 11)
        #expect(TextFault(in: (head + [0] + tail).span) == .holdsNUL(byteOffset: offset))
        #expect(TextFault(in: (head + [0xE9] + tail).span) == .notUTF8(byteOffset: offset))
        #expect(TextFault(in: (head + Array("東é😀".utf8) + tail).span) == nil)
        #expect(TextFault(in: (head + Array("東é".utf8) + [0] + tail).span) == .holdsNUL(byteOffset: offset + 5))
        #expect(TextFault(in: (head + [0xE6, 0x9D]).span) == .notUTF8(byteOffset: offset))
    }
}
