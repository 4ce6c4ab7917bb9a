import StetHTML
import TestSupport
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

    func decodedPage(_ bytes: [UInt8], header: String? = nil) -> (text: String, encoding: TextEncoding) {
        let decoded = DecodedText(html: bytes, contentType: header)
        return (String(decoding: decoded.utf8, as: UTF8.self), decoded.encoding)
    }

    @Test(
        "A byte order mark is stronger than a header, and no part of the text",
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "UTF-8"), ([0xFF, 0xFE, 0xE9, 0x00], "UTF-16LE"),
            ([0xFE, 0xFF, 0x00, 0xE9], "UTF-16BE"),
        ] as [([UInt8], String)])
    func byteOrderMark(_ bytes: [UInt8], _ name: String) {
        let (text, encoding) = decodedPage(bytes, header: "text/html; charset=shift_jis")
        #expect(text == "é")
        #expect(encoding == TextEncoding(name: name, source: .byteOrderMark))
    }

    @Test(
        "A header is stronger than a meta element, which is read in all of its forms",
        arguments: [
            ("<meta charset=windows-1251>", nil, "windows-1251"),
            ("<META CHARSET = 'Windows-1251' />", nil, "windows-1251"),
            ("<meta http-equiv=content-type content='text/html; charset=koi8-r'>", nil, "KOI8-R"),
            // Not a declaration: the letters themselves tell.
            ("<meta content='charset=koi8-r'>", nil, "windows-1251"),
            ("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", nil, "windows-1251"),
            ("<meta charset=nonsense><meta charset=windows-1251>", nil, "windows-1251"),
            ("<meta charset=koi8-r>", "text/html;charset=windows-1251", "windows-1251"),
            ("<meta charset=koi8-r>", "text/html; charset=nonsense", "KOI8-R"),
            ("<meta charset=koi8-r>", "text/html", "KOI8-R"),
        ] as [(String, String?, String)])
    func meta(_ markup: String, _ header: String?, _ name: String) {
        let (text, encoding) = decodedPage(Array(markup.utf8) + [0xCC, 0xE8, 0xF0], header: header)
        #expect(encoding.name == name)
        #expect(text.hasSuffix(["windows-1251": "Мир", "KOI8-R": "лХП", "windows-1252": "Ìèð"][name] ?? "?"))
    }

    @Test("A meta element that came late is still better than none")
    func lateMeta() {
        let bytes = Array(("<head>" + String(repeating: " ", count: 4000) + "<meta charset=windows-1251>").utf8)
        #expect(decodedPage(bytes + [0xCC, 0xE8, 0xF0]).text.hasSuffix("Мир"))
    }

    @Test(
        "What is named wrongly is overruled by the bytes",
        arguments: [
            ("iso-8859-1", "Škoda – 漢字", "UTF-8"), ("windows-1251", "café", "UTF-8"), ("utf-16", "plain", "UTF-8"),
            ("shift_jis", "naïve – yes", "UTF-8"),
        ])
    func lies(_ named: String, _ text: String, _ name: String) {
        let decoded = decodedPage(Array(text.utf8), header: "text/html; charset=\(named)")
        #expect(decoded.text == text)
        #expect(decoded.encoding.name == name && decoded.encoding.source == .bytes)
        #expect(decoded.encoding.overruled != nil)
    }

    @Test("A page named UTF-8 that is in another encoding is read in that")
    func notUTF8() {
        let words: [UInt8] = [0x63, 0x61, 0x66, 0xE9, 0x20, 0xFC, 0x62, 0x65, 0x72]
        #expect(decodedPage(words, header: "text/html; charset=utf-8").text == "café über")
        let page = Array("<meta charset=windows-1250>".utf8) + [0x8A, 0x6B, 0x6F, 0x64, 0x61]
        #expect(decodedPage(page, header: "text/html; charset=utf-8").text.hasSuffix("Škoda"))
    }

    @Test("A page in UTF-8 with one broken place, or cut off, stays UTF-8")
    func damagedUTF8() {
        for header in ["text/html; charset=utf-8", nil] {
            let broken = decodedPage(Array("é ü ".utf8) + [0xFF] + Array(" ñ".utf8), header: header)
            #expect(broken.text == "é ü \u{FFFD} ñ" && broken.encoding.name == "UTF-8")
            let cut = decodedPage(Array(Array("漢字漢字".utf8).dropLast()), header: header)
            #expect(cut.text == "漢字漢\u{FFFD}" && cut.encoding.name == "UTF-8")
        }
    }

    @Test("UTF-16 without mark or name is seen by its zeros")
    func wide() {
        let text = "<p>Hello, news"
        let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(decodedPage(little).text == text && decodedPage(little).encoding.name == "UTF-16LE")
        #expect(decodedPage(big).text == text && decodedPage(big).encoding.name == "UTF-16BE")
    }

    @Test("Encodings that attacked their readers are not followed")
    func replaced() {
        #expect(decodedPage(Array("plain".utf8), header: "text/html; charset=iso-2022-kr").text == "plain")
    }

    @Test("Any bytes in any encoding become valid UTF-8", arguments: 1...30)
    func anything(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let labels = [
            "utf-8", "utf-16", "utf-16be", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr",
        ]
        for label in labels + ["windows-1253", "x-user-defined", "macintosh"] {
            // More than one buffer of the decoder.
            let bytes = (0..<9000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let decoded = DecodedText(plain: bytes, contentType: "text/plain; charset=\(label)")
            #expect(String(validating: decoded.utf8, as: UTF8.self) != nil, "seed \(seed): \(label)")
            #expect(decoded.utf8.count >= bytes.count / 4, "seed \(seed): \(label)")
        }
    }
}
