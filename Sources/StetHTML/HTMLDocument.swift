/// A parsed page: an immutable tree of elements and text in document order.
///
/// Node `0` is the document. A node's descendants are the indices that follow it up to its
/// ``HTMLNode/subtreeEnd``, so an array with one entry per node is a map from nodes, and a subtree is a slice.
///
/// The tree holds what a reader of the page could see: comments and the contents of `template` are left out.
/// The text of `script`, `style`, `iframe`, `svg` and their like is kept, but apart (``HTMLNode/sourceText``).
///
/// Source: the HTML Standard's parsing rules, by lexbor.
@usableFromInline
package final class HTMLDocument: Sendable {
    /// The most bytes of a page unless the caller says otherwise.
    ///
    /// The longest page in the extraction corpus has 1.7 MB, the single-page HTML Standard 14 MB.
    package static let defaultMaximumByteCount = 64 << 20

    /// The most memory that lexbor may use for one page's tree: 16 bytes for each byte of the largest page.
    ///
    /// The pages of the extraction corpus need 4 bytes for each of their own. Without a bound, unclosed formatting
    /// elements make a tree that grows with the square of the page.
    package static let maximumTreeByteCount = 1 << 30

    /// The most names of elements and attributes that HTML does not define, each counted once.
    package static let maximumNameCount = 8192

    /// The most elements inside each other; those that would lie deeper become siblings of the deepest.
    ///
    /// As in browsers, text and order are kept. 512 is the bound of WebKit and Blink; the extraction corpus has 42.
    package static let maximumDepth = 512

    /// The most formatting elements that a new paragraph can reopen; the oldest are forgotten.
    ///
    /// The extraction corpus has 13.
    static let maximumFormattingElementCount = 128

    /// The most attributes of an element; further ones are dropped. The extraction corpus has 99.
    static let maximumAttributeCount = 1024

    /// The most `html` and `body` tags that may add attributes to those elements.
    static let maximumRootTagCount = 16

    /// Bytes parsed between two looks at the limits, which a single tag could otherwise evade.
    ///
    /// The worst tag of this size takes 0.1 seconds, since names are looked up in a table that does not grow.
    static let pieceByteCount = 256 << 10

    @usableFromInline let records: [NodeRecord]
    @usableFromInline let attributes: [AttributeRecord]
    let attributeNames: [String]
    /// The names again, to be asked for.
    @usableFromInline let attributeKeys: [HTMLAttributeName]
    let otherNames: [UInt32: String]
    @usableFromInline let text: [UInt8]
    let sourceText: [UInt8]
    @usableFromInline let attributeText: [UInt8]

    let elementsByTag: ElementLists
    /// By the number of the attribute's name.
    let elementsByAttribute: ElementLists

    /// How the bytes were read, or `nil` when the document was made from UTF-8.
    package let encoding: TextEncoding?

    /// Whether elements below ``maximumDepth`` were moved up.
    package let isDepthLimited: Bool

    /// Reads a page as a browser would.
    ///
    /// - Parameter contentType: The value of the Content-Type header, for its `charset`.
    package convenience init(
        _ bytes: [UInt8], contentType: String? = nil, maximumByteCount: Int = defaultMaximumByteCount
    ) throws(HTMLError) {
        guard bytes.count <= maximumByteCount else {
            throw .tooLarge(byteCount: bytes.count, limit: maximumByteCount)
        }
        let decoded = DecodedText(html: bytes, contentType: contentType)
        try self.init(utf8: decoded.utf8, encoding: decoded.encoding)
    }

    /// Reads a page that is UTF-8 whatever it says of itself.
    package convenience init(
        utf8: [UInt8], maximumByteCount: Int = defaultMaximumByteCount
    ) throws(HTMLError) {
        guard utf8.count <= maximumByteCount else {
            throw .tooLarge(byteCount: utf8.count, limit: maximumByteCount)
        }
        try self.init(utf8: utf8.repairedUTF8(), encoding: nil)
    }

    /// Reads a page whose bytes are known to be valid UTF-8: those of a ``DecodedText``, or made of them by whole
    /// characters.
    package convenience init(validUTF8 utf8: [UInt8]) throws(HTMLError) {
        assert(utf8.isValidUTF8, "the page was decoded")
        guard utf8.count <= Self.defaultMaximumByteCount else {
            throw .tooLarge(byteCount: utf8.count, limit: Self.defaultMaximumByteCount)
        }
        try self.init(utf8: utf8, encoding: nil)
    }

    init(
        utf8: [UInt8], encoding: TextEncoding?, pieceByteCount: Int = pieceByteCount,
        treeByteCount: Int = maximumTreeByteCount
    ) throws(HTMLError) {
        let parsed = try LexborDocument(utf8: utf8, pieceByteCount: pieceByteCount, treeByteCount: treeByteCount)
        var builder = HTMLTreeBuilder(expectedTextByteCount: utf8.count)
        unsafe builder.build(from: parsed.root)
        records = builder.records
        attributes = builder.attributes
        attributeNames = builder.attributeNames
        attributeKeys = builder.attributeNames.map { HTMLAttributeName($0) }
        otherNames = builder.otherNames
        text = builder.text
        sourceText = builder.sourceText
        attributeText = builder.attributeText
        elementsByTag = builder.elementsByTag()
        elementsByAttribute = builder.elementsByAttribute()
        isDepthLimited = parsed.isDepthLimited
        self.encoding = encoding
        checkInvariants()
    }

    /// Nodes in the tree, the document among them.
    @inlinable package var nodeCount: Int { records.count - 1 }

    /// The document itself, parent of the root element.
    package var documentNode: HTMLNode { HTMLNode(document: self, index: 0) }

    /// The `html` element. The parser always makes one, and a `head` and a `body` or `frameset` in it.
    package var root: HTMLNode { documentNode.childElements.first { _ in true } ?? documentNode }

    package var head: HTMLNode? { root.childElements.first { $0.tag == .head } }

    package var body: HTMLNode? { root.childElements.first { $0.tag == .body || $0.tag == .frameset } }

    /// The first element with a tag, in document order.
    package func first(_ tag: HTMLTag) -> HTMLNode? { documentNode.first(tag) }

    /// The node at an index, `0..<nodeCount`.
    @inlinable package subscript(index: Int) -> HTMLNode {
        precondition(index >= 0 && index < nodeCount, "a node's index lies in its document")
        return HTMLNode(document: self, index: index)
    }

    private func checkInvariants() {
        assert(records.count >= 2 && records[0].kind == .document, "a document holds its own node and the end mark")
        assert(
            records.indices.dropLast().allSatisfy { index in
                let record = records[index]
                let next = records[index + 1]
                return record.subtreeEnd > index && record.subtreeEnd <= nodeCount
                    && record.textStart <= next.textStart && record.sourceStart <= next.sourceStart
                    && record.attributeStart <= next.attributeStart
            }, "nodes, their text and their attributes are in document order")
    }
}

/// One node. The end of a range is the start of the next node's.
@usableFromInline
struct NodeRecord: Sendable {
    @usableFromInline
    enum Kind: UInt8, Sendable {
        case document, element, text, sourceText
    }

    @usableFromInline var parent: UInt32
    @usableFromInline var subtreeEnd: UInt32
    @usableFromInline var textStart: UInt32
    @usableFromInline var sourceStart: UInt32
    @usableFromInline var attributeStart: UInt32
    @usableFromInline var kind: Kind
    @usableFromInline var tag: HTMLTag
}

@usableFromInline
struct AttributeRecord: Sendable {
    @usableFromInline var nameID: UInt32
    @usableFromInline var valueStart: UInt32
    @usableFromInline var valueEnd: UInt32
}
