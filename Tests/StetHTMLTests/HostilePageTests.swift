import TestSupport
import Testing

@testable import StetHTML

@Suite("Hostile pages")
struct HostilePageTests {
    func document(_ html: String) throws -> HTMLDocument {
        try HTMLDocument(utf8: Array(html.utf8))
    }

    /// Elements around the deepest node.
    func depth(of page: HTMLDocument) -> Int {
        var depths = [0]
        for node in page.documentNode.descendants { depths.append(depths[node.parent?.index ?? 0] + 1) }
        return depths.max() ?? 0
    }

    @Test(
        "Nesting is bounded, and no text is lost or moved",
        arguments: ["<div>", "<b>", "<span>", "<ul><li>", "<table><tr><td>", "<svg>", "<button>", "<a>", "<object>"])
    func deep(_ tag: String) throws {
        var html = ""
        for number in 0..<5_000 { html += tag + (number % 100 == 0 ? "\(number) " : "") }
        let page = try document(html)
        #expect(depth(of: page) <= HTMLDocument.maximumDepth + HTMLDocument.maximumFormattingElementCount)
        let numbers = (page.documentNode.text + page.documentNode.sourceText).split(separator: " ").compactMap {
            Int($0)
        }
        #expect(numbers == Array(stride(from: 0, to: 5_000, by: 100)))
    }

    @Test("A page at the bound is left as it is")
    func atTheBound() throws {
        // `html` and `body` are two of the elements.
        let inside = HTMLDocument.maximumDepth - 2
        let page = try document(
            String(repeating: "<i>", count: inside / 2) + String(repeating: "<div>", count: inside / 2))
        #expect(!page.isDepthLimited)
        #expect(depth(of: page) == HTMLDocument.maximumDepth)
    }

    @Test("Paragraphs that reopen formatting cannot fill the memory")
    func reopening() {
        var html = ""
        for number in 0..<200 { html += "<p><b id=\(number)>" }
        html += String(repeating: "<p>x", count: 20_000)
        #expect(throws: HTMLError.tooComplex) {
            try HTMLDocument(utf8: Array(html.utf8), encoding: nil, treeByteCount: 32 << 20)
        }
    }

    @Test("Attributes beyond the bound are dropped, the first are kept")
    func attributes() throws {
        let page = try document("<p " + (0..<5000).map { "a\($0)=\($0)" }.joined(separator: " ") + ">x")
        let paragraph = try #require(page.first(.p))
        #expect(paragraph.attributes.count == HTMLDocument.maximumAttributeCount + 1)
        #expect(paragraph.attribute("a0") == "0")
        #expect(paragraph.text == "x")
    }

    @Test("More names than any page has are refused", arguments: ["<x%>", "<p x%=1>", "<p x% "])
    func names(_ pattern: String) {
        let parts = pattern.split(separator: "%")
        let html = (0..<40_000).map { "\(parts[0])\($0)\(parts[1])" }.joined()
        #expect(throws: HTMLError.tooComplex) { try document(html) }
    }

    @Test("Tags for the root add attributes only so often")
    func rootTags() throws {
        let html = (0..<5000).map { "<html a\($0)>" }.joined()
        #expect(try document(html).root.attributes.count == HTMLDocument.maximumRootTagCount)
    }

    @Test("A page beyond the limit is refused with the limit")
    func tooLarge() {
        let bytes = [UInt8](repeating: 0x61, count: 1001)
        #expect(throws: HTMLError.tooLarge(byteCount: 1001, limit: 1000)) {
            try HTMLDocument(bytes, maximumByteCount: 1000)
        }
        #expect(HTMLError.tooLarge(byteCount: 1001, limit: 1000).description.contains("the limit is 1000"))
    }

    @Test("Zero bytes are dropped")
    func zeros() throws {
        #expect(try document("<p>a\0b<b\0c>d").body?.text == "abd")
    }

    /// Every page cut off anywhere, with any byte broken, is read, and in pieces of any size just as in one.
    @Test("Truncated and damaged pages are read, in pieces as in one", arguments: 1...40)
    func damaged(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let parts = [
            "<p>", "</p>", "<b>", "</b>", "<i a='1'", "<table>", "<tr>", "<td>x", "</table>",
            "text & more &amp; &#x41; &notin",
            "<!-- c -->", "<!--", "-->", "<script>", "var a = '<p>'", "</script>", "<svg><title>", "</svg>",
            "<template>",
            "</template>", "ü", "漢字", "\0", "<select><option>", "</select>", "<button>", "<form>", "</form>",
            "<a href=x>", "\r\n",
            "<![CDATA[", "]]>", "<?pi?>", "<!doctype html>", "<textarea>", "</textarea>", "<math><mi>", "</math>", "</",
            "<",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<300 { bytes += Array(parts[Int(random.next() % UInt64(parts.count))].utf8) }
        for _ in 0..<10 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
        bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
        let utf8 = bytes.repairedUTF8()
        let whole = try HTMLDocument(utf8: utf8, encoding: nil)
        let pieces = try HTMLDocument(utf8: utf8, encoding: nil, pieceByteCount: Int(random.next() % 17) + 1)
        #expect(outline(of: whole) == outline(of: pieces), "seed \(seed)")
        #expect(
            whole.text.isValidUTF8 && whole.attributeText.isValidUTF8 && whole.sourceText.isValidUTF8, "seed \(seed)")
    }

    func outline(of page: HTMLDocument) -> [String] {
        page.documentNode.descendants.map { node in
            "\(node.parent?.index ?? -1) \(node.name) \(node.attributes) \(node.isElement ? "" : node.text + node.sourceText)"
        }
    }
}
