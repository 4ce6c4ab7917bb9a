import Foundation
import StetHTML
import Testing

/// Short pages in every encoding that the Web used, as they are declared rightly, not at all and wrongly.
@Suite("Pages in legacy encodings")
struct EncodingDetectionTests {
    struct Text: Decodable, Sendable, CustomTestStringConvertible {
        var language: String
        var encoding: String
        var text: String
        var bytes: Data
        var testDescription: String { "\(language) in \(encoding)" }

        /// A page with the text, and ASCII around it.
        func page(head: String = "", lead: String = "") -> [UInt8] {
            Array("\(lead)<html><head>\(head)<script>var a = '<p>';</script></head><body><p class=\"text\">".utf8)
                + bytes + Array("</p><footer>All rights reserved</footer></body></html>".utf8)
        }
    }

    static let texts: [Text] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/encodings/texts.json")
        do {
            return try JSONDecoder().decode([Text].self, from: Data(contentsOf: file))
        } catch {
            fatalError("cannot read \(file.path): \(error)")
        }
    }()

    private func expect(
        _ example: Text, _ page: [UInt8], header: String? = nil, _ comment: Comment,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let decoded = DecodedText(html: page, contentType: header)
        let text = String(decoding: decoded.utf8, as: UTF8.self).precomposedStringWithCanonicalMapping
        #expect(
            text.contains(example.text.precomposedStringWithCanonicalMapping),
            "\(example) \(comment): read as \(decoded.encoding)", sourceLocation: location)
    }

    @Test("are read as they say, wherever they say it", arguments: texts)
    func declared(_ example: Text) {
        let label = example.encoding
        expect(example, example.page(), header: "text/html; charset=\(label)", "in the header")
        expect(example, example.page(head: "<meta charset=\"\(label)\">"), "in a meta element")
        expect(
            example,
            example.page(head: "<meta content=\"text/html; charset=\(label)\" http-equiv=content-type>"),
            "in an old meta element")
        let filler = "<!--" + String(repeating: " filler", count: 400) + "-->"
        expect(example, example.page(head: filler + "<meta charset=\(label)>"), "in a meta element after 1,024 bytes")
        expect(
            example, example.page(lead: "<?xml version=\"1.0\" encoding=\"\(label)\"?>"), "in an XML declaration")
    }

    @Test("Greek that opens words with the capital that only windows-1253 has there is not read as ISO-8859-7")
    func greekCapital() {
        // "Άνδρας", with 0xA2 for its first letter, and "απ’ αυτό", where ISO-8859-7 has a quotation mark.
        let man: [UInt8] = [0xA2, 0xED, 0xE4, 0xF1, 0xE1, 0xF2, 0x20]
        let elision: [UInt8] = [0xE1, 0xF0, 0xA2, 0x20, 0xE1, 0xF5, 0xF4, 0xFC, 0x20]
        func text(_ words: [UInt8]) -> String {
            let page = Array("<p>".utf8) + Array(repeatElement(words, count: 20).joined())
            return String(
                decoding: DecodedText(html: page, contentType: "text/html; charset=iso-8859-7").utf8, as: UTF8.self)
        }
        #expect(text(man).contains("Άνδρας"))
        #expect(text(elision).contains("απ’ αυτό"))
    }

    @Test("are told by their bytes where they say nothing", arguments: texts)
    func undeclared(_ example: Text) {
        expect(example, example.page(), "undeclared")
        expect(example, example.page(), header: "text/html", "with a header that names none")
        let plain = DecodedText(plain: Array(example.bytes), contentType: "text/plain")
        #expect(String(decoding: plain.utf8, as: UTF8.self) == example.text, "\(example) as plain text")
    }

    @Test("are told by their bytes where they lie", arguments: texts)
    func lying(_ example: Text) {
        let isUTF8Too = example.encoding == "iso-2022-jp"
        for lie in ["utf-8", "iso-8859-1", "windows-1251", "shift_jis", "gbk", "big5", "euc-kr", "windows-1250"] {
            // Neighbours of one family differ in letters that a short text may not have.
            if lie == example.encoding || lie == "gbk" && example.encoding == "gb18030" { continue }
            expect(example, example.page(), header: "text/html; charset=\(lie)", "said to be \(lie) by the header")
            expect(
                example, example.page(head: "<meta charset=\(lie)>"), "said to be \(lie) by the page")
            if isUTF8Too { continue }
            expect(
                example, example.page(head: "<meta charset=\(example.encoding)>"),
                header: "text/html; charset=\(lie)", "said to be \(lie) by the header, rightly declared by the page")
            expect(
                example, example.page(lead: "<?xml version='1.0' encoding='\(lie)'?>"),
                "said to be \(lie) by the XML declaration")
        }
    }

    @Test("in UTF-8 stay so whatever they are said to be", arguments: texts)
    func unicode(_ example: Text) {
        var example = example
        example.bytes = Data(example.text.utf8)
        for lie in [nil, "iso-8859-1", "windows-1251", "shift_jis", "gbk", "big5", "euc-kr", "euc-jp", "utf-16"] {
            expect(
                example, example.page(), header: lie.map { "text/html; charset=\($0)" },
                "UTF-8 said to be \(lie ?? "nothing")")
            expect(
                example, [0xEF, 0xBB, 0xBF] + example.page(), header: lie.map { "text/html; charset=\($0)" },
                "UTF-8 with a mark said to be \(lie ?? "nothing")")
        }
    }

    @Test("in UTF-16 are read with and without a mark, in either order, whatever they are said to be", arguments: texts)
    func wide(_ example: Text) {
        let page = "<html><head><title>News</title></head><body><p>\(example.text)</p></body></html>"
        let little = page.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = page.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for lie in [nil, "utf-8", "iso-8859-1", "utf-16le", "utf-16be", "gbk"] {
            let header = lie.map { "text/html; charset=\($0)" }
            for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
                expect(example, bytes, header: header, "UTF-16 said to be \(lie ?? "nothing")")
            }
        }
    }

    @Test("cut off anywhere are read as far as they go", arguments: texts)
    func truncated(_ example: Text) {
        let whole = example.page()
        let end = whole.count - "</p><footer>All rights reserved</footer></body></html>".utf8.count
        // Enough text stands before the cut to tell the encoding by.
        for cut in 0..<8 {
            let decoded = DecodedText(html: Array(whole[..<(end - cut)]), contentType: nil)
            let text = String(decoding: decoded.utf8, as: UTF8.self)
            let beginning = String(example.text.prefix(example.text.count - 9))
            #expect(text.contains(beginning), "\(example) without \(cut) bytes: read as \(decoded.encoding)")
        }
    }

    @Test("A single byte of windows-1252 pasted into UTF-8 is read as what was meant")
    func pasted() {
        func read(_ bytes: [UInt8]) -> String {
            String(
                decoding: DecodedText(html: bytes, contentType: "text/html; charset=utf-8").utf8, as: UTF8.self)
        }
        let start = Array("äöü ß \u{2014} ".utf8)
        #expect(
            read(start + [0x93] + Array("Yes".utf8) + [0x94] + Array(" it".utf8) + [0x92] + Array("s.".utf8))
                == "äöü ß — “Yes” it’s.")
        #expect(
            read(start + Array("caf".utf8) + [0xE9] + Array(" na".utf8) + [0xEF] + Array("ve ".utf8))
                == "äöü ß — café naïve ")
        // A character that was cut off in the middle is no letter of another encoding.
        #expect(read(start + Array("caf".utf8) + [0xC3] + Array("\u{2026} on".utf8)) == "äöü ß — caf\u{FFFD}… on")
        #expect(read(start + Array("caf".utf8) + [0xC3]) == "äöü ß — caf\u{FFFD}")
        #expect(read(start + [0xE6, 0xBC] + Array("<p>".utf8)) == "äöü ß — \u{FFFD}<p>")
        #expect(read(start + [0xE6, 0xBC, 0x28]) == "äöü ß — \u{FFFD}(")
    }

    @Test("A declaration of a few letters' page is believed")
    func few() {
        for (label, bytes, text) in [
            ("windows-1250", [0x8A], "Š"), ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"), ("macintosh", [0x8E], "é"),
            ("windows-1253", [0xE1, 0xE2], "αβ"), ("euc-kr", [0xC7, 0xD1], "한"),
        ] as [(String, [UInt8], String)] {
            let decoded = DecodedText(html: Array("<p>x ".utf8) + bytes, contentType: "text/html; charset=\(label)")
            #expect(String(decoding: decoded.utf8, as: UTF8.self) == "<p>x \(text)")
        }
    }

    @Test("A few zero bytes do not make a page UTF-16")
    func zeros() {
        let page = Array("<p>one\0two".utf8) + Array(String(repeating: "word ", count: 200).utf8) + [0]
        #expect(DecodedText(html: page, contentType: "text/html").encoding.name == "UTF-8")
    }
}
