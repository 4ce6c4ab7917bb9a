import StetHTML
import Testing

@Suite("Character encodings")
struct DecodedTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let label: String
        let bytes: [UInt8]
        let text: String
        let name: String
        var testDescription: String { label }
    }

    static let labelled: [Case] = [
        Case(label: "latin1", bytes: [0x63, 0x61, 0x66, 0xE9, 0x80], text: "café€", name: "windows-1252"),
        Case(label: "windows-1250", bytes: [0xE8, 0x9A], text: "čš", name: "windows-1250"),
        Case(label: "windows-1251", bytes: [0xCC, 0xE8, 0xF0], text: "Мир", name: "windows-1251"),
        Case(label: "koi8-r", bytes: [0xED, 0xC9, 0xD2], text: "Мир", name: "KOI8-R"),
        Case(label: "windows-1256", bytes: [0xD3, 0xE1, 0xC7, 0xE3], text: "سلام", name: "windows-1256"),
        Case(label: "iso-8859-2", bytes: [0xB1, 0xE6], text: "ąć", name: "ISO-8859-2"),
        Case(label: "gb2312", bytes: [0xD6, 0xD0, 0xCE, 0xC4], text: "中文", name: "GBK"),
        Case(label: "gb18030", bytes: [0x95, 0x32, 0x82, 0x36, 0xD6, 0xD0], text: "𠀀中", name: "gb18030"),
        Case(label: "shift_jis", bytes: [0x93, 0xFA, 0x96, 0x7B, 0xB1], text: "日本ｱ", name: "Shift_JIS"),
        Case(label: "euc-jp", bytes: [0xC6, 0xFC, 0xCB, 0xDC], text: "日本", name: "EUC-JP"),
        Case(
            label: "iso-2022-jp", bytes: [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], text: "日本",
            name: "ISO-2022-JP"),
        Case(label: "ks_c_5601-1987", bytes: [0xC7, 0xD1, 0xB1, 0xDB], text: "한글", name: "EUC-KR"),
        Case(label: "big5", bytes: [0xA4, 0xA4, 0xA4, 0xE5], text: "中文", name: "Big5"),
        Case(
            label: "utf-16le", bytes: [0x48, 0x00, 0xE9, 0x00, 0x3D, 0xD8, 0x00, 0xDE], text: "Hé😀", name: "UTF-16LE"),
        Case(label: "utf-16be", bytes: [0x00, 0x48, 0x00, 0xE9], text: "Hé", name: "UTF-16BE"),
        Case(label: "utf8", bytes: Array("žluťoučký".utf8), text: "žluťoučký", name: "UTF-8"),
    ]

    @Test("Text in a named encoding is read in it", arguments: labelled)
    func named(_ example: Case) {
        let decoded = DecodedText(plain: example.bytes, contentType: "text/plain; charset=\"\(example.label)\"")
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == example.text)
        #expect(decoded.encoding == TextEncoding(name: example.name, source: .header))
    }

    @Test("A character cut off at the end is marked, not lost", arguments: ["shift_jis", "gbk", "euc-kr"])
    func cutOff(_ label: String) {
        let decoded = DecodedText(plain: Array("story ".utf8) + [0xE9], contentType: "text/plain;charset=\(label)")
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "story \u{FFFD}")
    }
}
