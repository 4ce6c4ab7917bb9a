/// A node of a document: the document, an element, or a run of text.
///
/// A handle of two words; equal when it names the same node of the same document.
package struct HTMLNode: Sendable {
    package let document: HTMLDocument
    /// Where the node stands in document order, `0..<document.nodeCount`.
    package let index: Int

    init(document: HTMLDocument, index: Int) {
        self.document = document
        self.index = index
    }

    private var record: NodeRecord { document.records[index] }

    // MARK: What it is

    package var isElement: Bool { record.kind == .element }

    /// Whether this is text that a reader sees. Text of scripts and their like is neither element nor text.
    package var isText: Bool { record.kind == .text }

    /// The element's tag; ``HTMLTag/other`` for unknown elements and for everything that is no element.
    package var tag: HTMLTag { record.tag }

    /// The element's name in lower case, without prefix; empty for everything that is no element.
    package var name: String {
        let record = record
        guard record.kind == .element else { return "" }
        return record.tag == .other ? document.otherNames[UInt32(index)] ?? "" : record.tag.rawValue
    }

    // MARK: Where it stands

    /// The index after the last descendant.
    package var subtreeEnd: Int { Int(record.subtreeEnd) }

    package var parent: HTMLNode? {
        index == 0 ? nil : HTMLNode(document: document, index: Int(record.parent))
    }

    package var firstChild: HTMLNode? {
        index + 1 < subtreeEnd ? HTMLNode(document: document, index: index + 1) : nil
    }

    package var nextSibling: HTMLNode? {
        guard let parent, subtreeEnd < parent.subtreeEnd else { return nil }
        return HTMLNode(document: document, index: subtreeEnd)
    }

    /// Elements around this node, nearest first, without the document.
    package var ancestors: some Sequence<HTMLNode> {
        sequence(first: self, next: \.parent).dropFirst().lazy.filter { $0.isElement }
    }

    package var children: HTMLChildren { HTMLChildren(parent: self) }

    package var childElements: LazyFilterSequence<HTMLChildren> { children.lazy.filter { $0.isElement } }

    /// All nodes below this one in document order.
    package var descendants: HTMLDescendants { HTMLDescendants(document: document, range: index + 1..<subtreeEnd) }

    /// Whether `other` lies below this node.
    package func contains(_ other: HTMLNode) -> Bool {
        document === other.document && other.index > index && other.index < subtreeEnd
    }

    /// The first descendant with a tag, in document order.
    package func first(_ tag: HTMLTag) -> HTMLNode? {
        descendants.first { $0.tag == tag }
    }

    // MARK: What it says

    /// The readable text of the node and everything below it, as written: white space is not folded.
    ///
    /// - Complexity: O(1) and without a copy; the text of a subtree is one slice of the document's.
    package var textBytes: ArraySlice<UInt8> {
        document.text[Int(record.textStart)..<Int(document.records[subtreeEnd].textStart)]
    }

    package var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The text below the node that is not for reading: scripts (JSON-LD among them), styles, SVG.
    package var sourceTextBytes: ArraySlice<UInt8> {
        document.sourceText[Int(record.sourceStart)..<Int(document.records[subtreeEnd].sourceStart)]
    }

    package var sourceText: String { String(decoding: sourceTextBytes, as: UTF8.self) }

    // MARK: Attributes

    package var hasAttributes: Bool { !attributeRange.isEmpty }

    /// The value of an attribute, empty when it has none; `nil` when it is absent.
    ///
    /// - Parameter name: In lower case, with its prefix when it has one.
    package func attribute(_ name: HTMLAttributeName) -> String? {
        attributeBytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// - Complexity: O(attributes of the element).
    package func attributeBytes(_ name: HTMLAttributeName) -> ArraySlice<UInt8>? {
        for position in attributeRange {
            let attribute = document.attributes[position]
            if document.attributeKeys[Int(attribute.nameID)] == name { return value(of: attribute) }
        }
        return nil
    }

    /// All attributes in the page's order.
    package var attributes: [(name: String, value: String)] {
        attributeRange.map { position in
            let attribute = document.attributes[position]
            let name = document.attributeNames[Int(attribute.nameID)]
            return (name, String(decoding: value(of: attribute), as: UTF8.self))
        }
    }

    private var attributeRange: Range<Int> {
        Int(record.attributeStart)..<Int(document.records[index + 1].attributeStart)
    }

    private func value(of attribute: AttributeRecord) -> ArraySlice<UInt8> {
        document.attributeText[Int(attribute.valueStart)..<Int(attribute.valueEnd)]
    }
}

extension HTMLNode: Hashable {
    package static func == (left: HTMLNode, right: HTMLNode) -> Bool {
        left.index == right.index && left.document === right.document
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(index)
    }
}

/// The nodes directly below a node.
package struct HTMLChildren: Sequence {
    let parent: HTMLNode

    package func makeIterator() -> Iterator {
        Iterator(document: parent.document, index: parent.index + 1, end: parent.subtreeEnd)
    }

    package struct Iterator: IteratorProtocol {
        let document: HTMLDocument
        var index: Int
        let end: Int

        package mutating func next() -> HTMLNode? {
            guard index < end else { return nil }
            defer { index = Int(document.records[index].subtreeEnd) }
            return HTMLNode(document: document, index: index)
        }
    }
}

/// A run of nodes in document order.
package struct HTMLDescendants: RandomAccessCollection {
    let document: HTMLDocument
    let range: Range<Int>

    package var startIndex: Int { range.lowerBound }
    package var endIndex: Int { range.upperBound }

    package subscript(index: Int) -> HTMLNode {
        precondition(range.contains(index), "the index lies in the subtree")
        return HTMLNode(document: document, index: index)
    }
}
