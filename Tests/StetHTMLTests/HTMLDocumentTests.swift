import StetHTML
import TestSupport
import Testing

@Suite("HTML documents")
struct HTMLDocumentTests {
    func document(_ html: String) throws -> HTMLDocument {
        try HTMLDocument(utf8: Array(html.utf8))
    }

    /// The tree as `tag(child child)`, text in quotation marks.
    func outline(_ node: HTMLNode) -> String {
        if node.isText { return "'\(node.text)'" }
        let children = node.children.map(outline).joined(separator: " ")
        return children.isEmpty ? node.name : "\(node.name)(\(children))"
    }

    @Test("Elements, text and attributes are read in document order")
    func order() throws {
        let page = try document("<!doctype html><title>T</title><p id=x class='a b'>One <b>two</b> three<p>Four")
        #expect(outline(page.root) == "html(head(title('T')) body(p('One ' b('two') ' three') p('Four')))")
        let paragraph = try #require(page.first(.p))
        #expect(paragraph.text == "One two three")
        #expect(paragraph.attribute("class") == "a b")
        #expect(paragraph.attribute("title") == nil)
        #expect(paragraph.attributes.map(\.name) == ["id", "class"])
        #expect(page.body?.text == "One two threeFour")
    }

    @Test("Comments and template contents are left out, scripts are kept apart from the text")
    func notForReading() throws {
        let page = try document(
            """
            <body>a<!-- no --><template><p>hidden</template><script type=x>{"a":"<b>"}</script>\
            <svg><title>icon</title></svg>b
            """)
        #expect(page.body?.text == "ab")
        #expect(page.first(.script)?.sourceText == #"{"a":"<b>"}"#)
        #expect(page.first(.title) == nil)
        #expect(page.first(.template)?.firstChild == nil)
    }

    @Test("Attributes are told apart by their whole names, however long")
    func attributeNames() throws {
        let names = ["a", "data-src", "data-srcset", "data-component-name-one", "data-component-name-two", "x:y"]
        let markup = names.map { "\($0)='value of \($0)'" }.joined(separator: " ")
        let document = try HTMLDocument(utf8: Array("<p \(markup) hidden>text</p>".utf8))
        let node = try #require(document.first(.p))
        for name in names { #expect(node.attribute(HTMLAttributeName(name)) == "value of \(name)") }
        #expect(node.attribute("hidden")?.isEmpty == true)
        for name in ["", "b", "data-sr", "data-srcse", "data-component-name", "data-component-name-ones"] {
            #expect(node.attribute(HTMLAttributeName(name)) == nil)
        }
    }

    @Test("Elements of a tag, or with an attribute, are the ones a walk over the subtree meets", arguments: 1...20)
    func elementLists(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let document = try HTMLDocument(utf8: Array(RandomMarkup.page(&random).utf8))
        for index in 0..<document.nodeCount {
            let node = document[index]
            for tag in [HTMLTag.span, .em, .div, .b, .table, .other] {
                let walked = node.descendants.filter { $0.isElement && $0.tag == tag }
                #expect(Array(node.descendants(tag)) == walked)
                #expect(node.first(tag) == walked.first)
            }
            let walked = node.descendants.filter { $0.tag == .b || $0.attribute("class") != nil }
            #expect(node.descendants(anyOf: [.b], with: ["class"]) == walked)
            #expect(node.descendants(with: "no-such-name").isEmpty)
            let ancestors = sequence(first: node, next: \.parent).dropFirst().filter(\.isElement)
            #expect(Array(node.ancestors) == Array(ancestors))
        }
    }

    @Test("Every tag is found by its name and has it")
    func tagNames() {
        for tag in HTMLTag.allCases where tag != .other { #expect(HTMLTag(name: tag.name) == tag) }
        #expect(HTMLTag(name: "var") == .var)
        #expect(HTMLTag(name: "") == nil && HTMLTag(name: "other") == nil && HTMLTag.other.name.isEmpty)
    }

    @Test("An unclosed button does not swallow what follows")
    func unclosedButton() throws {
        let page = try document("<header><button>Menu</header><main><p>Story</main>")
        #expect(outline(try #require(page.body)) == "body(header(button('Menu')) main(p('Story')))")
    }

    @Test("Misnested formatting is repaired by the adoption agency")
    func adoptionAgency() throws {
        let page = try document("<p>1<b>2<i>3</b>4</i>5")
        #expect(outline(try #require(page.body)) == "body(p('1' b('2' i('3')) i('4') '5'))")
    }

    @Test("Entities are decoded as browsers do, without semicolons and in attributes too")
    func entities() throws {
        let page = try document(
            "<p title='a&amp;b&copy=1'>&lt;b&gt; &eacute;&#233;&#xE9; &amp &hellip; &nosuch; &#0; &#x80;")
        let paragraph = try #require(page.first(.p))
        #expect(paragraph.text == "<b> ééé & … &nosuch; \u{FFFD} €")
        #expect(paragraph.attribute("title") == "a&b&copy=1")
    }

    @Test("Neighbours, ancestors and subtrees agree with the order of the document")
    func neighbours() throws {
        let page = try document("<div>a<p>b<i>c</i></p>d</div><hr>")
        let division = try #require(page.first(.div))
        let italic = try #require(page.first(.i))
        #expect(division.children.map(\.text) == ["a", "bc", "d"])
        #expect(division.childElements.map(\.tag) == [.p])
        #expect(division.nextSibling?.tag == .hr && division.nextSibling?.nextSibling == nil)
        #expect(italic.ancestors.map(\.tag) == [.p, .div, .body, .html])
        #expect(division.contains(italic) && !italic.contains(division) && !division.contains(division))
        #expect(division.descendants.count == division.subtreeEnd - division.index - 1)
        #expect(page.documentNode.descendants.allSatisfy { page[$0.index] == $0 })
    }
}
