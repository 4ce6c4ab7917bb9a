/// A node of a document: the document, an element, or a run of text.
///
/// A handle of two words; equal when it names the same node of the same document.
@usableFromInline
package struct HTMLNode: Sendable {
    @usableFromInline package let document: HTMLDocument
    /// Where the node stands in document order, `0..<document.nodeCount`.
    @usableFromInline package let index: Int

    @inlinable
    init(document: HTMLDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @inlinable var record: NodeRecord { document.records[index] }

    // MARK: What it is

    @inlinable package var isElement: Bool { record.kind == .element }

    /// Whether this is text that a reader sees. Text of scripts and their like is neither element nor text.
    @inlinable package var isText: Bool { record.kind == .text }

    /// The element's tag; ``HTMLTag/other`` for unknown elements and for everything that is no element.
    @inlinable package var tag: HTMLTag { record.tag }

    /// The element's name in lower case, without prefix; empty for everything that is no element.
    package var name: String {
        let record = record
        guard record.kind == .element else { return "" }
        return record.tag == .other ? document.otherNames[UInt32(index)] ?? "" : record.tag.name
    }

    // MARK: Where it stands

    /// The index after the last descendant.
    @inlinable package var subtreeEnd: Int { Int(record.subtreeEnd) }

    @inlinable package var parent: HTMLNode? {
        index == 0 ? nil : HTMLNode(document: document, index: Int(record.parent))
    }

    @inlinable package var firstChild: HTMLNode? {
        index + 1 < subtreeEnd ? HTMLNode(document: document, index: index + 1) : nil
    }

    @inlinable package var nextSibling: HTMLNode? {
        guard let parent, subtreeEnd < parent.subtreeEnd else { return nil }
        return HTMLNode(document: document, index: subtreeEnd)
    }

    /// Elements around this node, nearest first, without the document.
    @inlinable package var ancestors: HTMLAncestors { HTMLAncestors(document: document, index: index) }

    @inlinable package var children: HTMLChildren { HTMLChildren(parent: self) }

    @inlinable package var childElements: LazyFilterSequence<HTMLChildren> { children.lazy.filter { $0.isElement } }

    /// All nodes below this one in document order.
    @inlinable package var descendants: HTMLDescendants {
        HTMLDescendants(document: document, range: index + 1..<subtreeEnd)
    }

    /// Whether `other` lies below this node.
    @inlinable package func contains(_ other: HTMLNode) -> Bool {
        document === other.document && other.index > index && other.index < subtreeEnd
    }

    /// The elements below this one with a tag, in document order.
    ///
    /// - Complexity: O(log n) for finding where they begin.
    package func descendants(_ tag: HTMLTag) -> HTMLElements {
        HTMLElements(
            document: document, nodes: document.elementsByTag.list(Int(tag.rawValue), in: index + 1..<subtreeEnd))
    }

    /// The elements below this one that have an attribute, in document order.
    ///
    /// - Complexity: O(names of attributes in the document + log n) for finding where they begin.
    package func descendants(with name: HTMLAttributeName) -> HTMLElements {
        guard let nameID = document.attributeKeys.firstIndex(of: name) else {
            return HTMLElements(document: document, nodes: [])
        }
        return HTMLElements(
            document: document, nodes: document.elementsByAttribute.list(nameID, in: index + 1..<subtreeEnd))
    }

    /// The elements below this one that have one of the tags or one of the attributes, each once and in document order.
    ///
    /// - Complexity: O(k log k) in the elements found.
    package func descendants(anyOf tags: [HTMLTag], with names: [HTMLAttributeName] = []) -> [HTMLNode] {
        var nodes: [UInt32] = []
        for tag in tags { nodes += descendants(tag).nodes }
        for name in names { nodes += descendants(with: name).nodes }
        if tags.count + names.count > 1 { nodes.sort() }
        var found: [HTMLNode] = []
        found.reserveCapacity(nodes.count)
        for node in nodes where found.last?.index != Int(node) {
            found.append(HTMLNode(document: document, index: Int(node)))
        }
        return found
    }

    /// The first descendant with a tag, in document order.
    ///
    /// - Complexity: O(log n).
    package func first(_ tag: HTMLTag) -> HTMLNode? { descendants(tag).first }

    // MARK: What it says

    /// The readable text of the node and everything below it, as written: white space is not folded.
    ///
    /// - Complexity: O(1) and without a copy; the text of a subtree is one slice of the document's.
    @inlinable package var textBytes: ArraySlice<UInt8> {
        document.text[Int(record.textStart)..<Int(document.records[subtreeEnd].textStart)]
    }

    package var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The text below the node that is not for reading: scripts (JSON-LD among them), styles, SVG.
    package var sourceTextBytes: ArraySlice<UInt8> {
        document.sourceText[Int(record.sourceStart)..<Int(document.records[subtreeEnd].sourceStart)]
    }

    package var sourceText: String { String(decoding: sourceTextBytes, as: UTF8.self) }

    // MARK: Attributes

    @inlinable package var hasAttributes: Bool { !attributeRange.isEmpty }

    /// The value of an attribute, empty when it has none; `nil` when it is absent.
    ///
    /// - Parameter name: In lower case, with its prefix when it has one.
    package func attribute(_ name: HTMLAttributeName) -> String? {
        attributeBytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// - Complexity: O(attributes of the element).
    @inlinable package func attributeBytes(_ name: HTMLAttributeName) -> ArraySlice<UInt8>? {
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

    @inlinable var attributeRange: Range<Int> {
        Int(record.attributeStart)..<Int(document.records[index + 1].attributeStart)
    }

    @inlinable func value(of attribute: AttributeRecord) -> ArraySlice<UInt8> {
        document.attributeText[Int(attribute.valueStart)..<Int(attribute.valueEnd)]
    }
}

extension HTMLNode: Hashable {
    @inlinable package static func == (left: HTMLNode, right: HTMLNode) -> Bool {
        left.index == right.index && left.document === right.document
    }

    @inlinable package func hash(into hasher: inout Hasher) {
        hasher.combine(index)
    }
}

/// The elements around a node, nearest first.
@usableFromInline
package struct HTMLAncestors: Sequence, IteratorProtocol {
    @usableFromInline let document: HTMLDocument
    @usableFromInline var index: Int

    @inlinable
    init(document: HTMLDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @inlinable
    package mutating func next() -> HTMLNode? {
        while index > 0 {
            index = Int(document.records[index].parent)
            if document.records[index].kind == .element { return HTMLNode(document: document, index: index) }
        }
        return nil
    }
}

/// The nodes directly below a node.
@usableFromInline
package struct HTMLChildren: Sequence {
    @usableFromInline let parent: HTMLNode

    @inlinable
    init(parent: HTMLNode) { self.parent = parent }

    @inlinable
    package func makeIterator() -> Iterator {
        Iterator(document: parent.document, index: parent.index + 1, end: parent.subtreeEnd)
    }

    @usableFromInline
    package struct Iterator: IteratorProtocol {
        @usableFromInline let document: HTMLDocument
        @usableFromInline var index: Int
        @usableFromInline let end: Int

        @inlinable
        init(document: HTMLDocument, index: Int, end: Int) {
            self.document = document
            self.index = index
            self.end = end
        }

        @inlinable
        package mutating func next() -> HTMLNode? {
            guard index < end else { return nil }
            defer { index = Int(document.records[index].subtreeEnd) }
            return HTMLNode(document: document, index: index)
        }
    }
}

/// A run of nodes in document order.
@usableFromInline
package struct HTMLDescendants: RandomAccessCollection {
    @usableFromInline let document: HTMLDocument
    @usableFromInline let range: Range<Int>

    @inlinable
    init(document: HTMLDocument, range: Range<Int>) {
        self.document = document
        self.range = range
    }

    @inlinable package var startIndex: Int { range.lowerBound }
    @inlinable package var endIndex: Int { range.upperBound }

    @inlinable
    package subscript(index: Int) -> HTMLNode {
        precondition(range.contains(index), "the index lies in the subtree")
        return HTMLNode(document: document, index: index)
    }
}

/// Elements of one kind in document order.
@usableFromInline
package struct HTMLElements: RandomAccessCollection {
    @usableFromInline let document: HTMLDocument
    @usableFromInline let nodes: ArraySlice<UInt32>

    init(document: HTMLDocument, nodes: ArraySlice<UInt32>) {
        self.document = document
        self.nodes = nodes
    }

    @inlinable package var startIndex: Int { nodes.startIndex }
    @inlinable package var endIndex: Int { nodes.endIndex }

    @inlinable
    package subscript(position: Int) -> HTMLNode { HTMLNode(document: document, index: Int(nodes[position])) }
}
