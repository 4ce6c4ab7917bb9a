internal import CLexbor

/// Copies lexbor's tree into flat arrays.
struct HTMLTreeBuilder {
    private(set) var records: [NodeRecord] = []
    private(set) var attributes: [AttributeRecord] = []
    private(set) var attributeNames: [String] = []
    private var attributeNameIDs: [String: UInt32] = [:]
    private(set) var otherNames: [UInt32: String] = [:]
    private(set) var text: [UInt8] = []
    private(set) var sourceText: [UInt8] = []
    private(set) var attributeText: [UInt8] = []

    private let tags = HTMLTag.byLexborID
    /// Our number for each of lexbor's attribute names, whose known ones are small numbers.
    private var knownNameIDs = [UInt32](repeating: .max, count: Int(LXB_DOM_ATTR__LAST_ENTRY.rawValue))
    private var otherNameIDs: [UInt: UInt32] = [:]

    init(expectedTextByteCount: Int) {
        // Over the extraction corpus a node takes 30 to 60 bytes of page, and a fifth of a page is text.
        records.reserveCapacity(expectedTextByteCount / 48)
        text.reserveCapacity(expectedTextByteCount / 5)
        attributeText.reserveCapacity(expectedTextByteCount / 3)
    }

    /// Walks the tree below a document node without recursion.
    ///
    /// - Complexity: O(n) in the nodes, attributes and bytes of the tree.
    mutating func build(from root: UnsafeMutablePointer<lxb_dom_node_t>) {
        append(kind: .document, tag: .other, parent: 0)
        var parent = 0
        /// The outermost element around the node whose text is not for reading.
        var source: Int?
        var node = unsafe root
        var isLeaving = false
        while true {
            if !isLeaving, let child = unsafe node.pointee.first_child {
                unsafe node = child
            } else {
                while unsafe node != root && node.pointee.next == nil {
                    unsafe node = node.pointee.parent
                    close(&parent, &source)
                }
                guard unsafe node != root, let next = unsafe node.pointee.next else { break }
                unsafe node = next
            }
            isLeaving = true
            switch unsafe node.pointee.type {
            case LXB_DOM_NODE_TYPE_ELEMENT:
                let index = unsafe appendElement(node, parent: parent)
                if unsafe node.pointee.first_child != nil {
                    if source == nil, records[index].tag.holdsSourceText { source = index }
                    parent = index
                    isLeaving = false
                }
            case LXB_DOM_NODE_TYPE_TEXT, LXB_DOM_NODE_TYPE_CDATA_SECTION:
                unsafe appendText(stet_node_text(node), parent: parent, isSource: source != nil)
            default:
                break
            }
        }
        records[0].subtreeEnd = UInt32(records.count)
        // The end mark: where the ranges of the last node end.
        append(kind: .document, tag: .other, parent: 0)
    }

    func elementsByTag() -> ElementLists {
        ElementLists(kindCount: HTMLTag.allCases.count) { take in
            for index in records.indices where records[index].kind == .element {
                take(Int(records[index].tag.rawValue), index)
            }
        }
    }

    func elementsByAttribute() -> ElementLists {
        ElementLists(kindCount: attributeNames.count) { take in
            for index in records.indices.dropLast() {
                for position in Int(records[index].attributeStart)..<Int(records[index + 1].attributeStart) {
                    take(Int(attributes[position].nameID), index)
                }
            }
        }
    }

    private mutating func close(_ parent: inout Int, _ source: inout Int?) {
        records[parent].subtreeEnd = UInt32(records.count)
        if source == parent { source = nil }
        parent = Int(records[parent].parent)
    }

    private mutating func append(kind: NodeRecord.Kind, tag: HTMLTag, parent: Int) {
        records.append(
            NodeRecord(
                parent: UInt32(parent), subtreeEnd: UInt32(records.count + 1), textStart: UInt32(text.count),
                sourceStart: UInt32(sourceText.count), attributeStart: UInt32(attributes.count), kind: kind, tag: tag))
    }

    private mutating func appendElement(_ node: UnsafeMutablePointer<lxb_dom_node_t>, parent: Int) -> Int {
        let index = records.count
        let id = unsafe node.pointee.local_name
        var tag = HTMLTag.other
        let isHTML = unsafe node.pointee.ns == UInt(LXB_NS_HTML.rawValue)
        if id < UInt(tags.count), isHTML || id == UInt(LXB_TAG_SVG.rawValue) || id == UInt(LXB_TAG_MATH.rawValue) {
            tag = tags[Int(id)]
        }
        append(kind: .element, tag: tag, parent: parent)
        if tag == .other {
            var length = 0
            let name = unsafe stet_element_local_name(node, &length)
            otherNames[UInt32(index)] = unsafe String(
                decoding: UnsafeBufferPointer(start: name, count: length), as: UTF8.self)
        }
        let element = unsafe UnsafeMutableRawPointer(node).assumingMemoryBound(to: lxb_dom_element_t.self)
        var next = unsafe element.pointee.first_attr
        while let attribute = unsafe next {
            unsafe appendAttribute(attribute)
            unsafe next = attribute.pointee.next
        }
        return index
    }

    private mutating func appendText(_ string: lexbor_str_t, parent: Int, isSource: Bool) {
        guard unsafe string.length > 0 else { return }
        append(kind: isSource ? .sourceText : .text, tag: .other, parent: parent)
        let bytes = unsafe UnsafeBufferPointer(start: string.data, count: string.length)
        if isSource {
            unsafe sourceText.append(contentsOf: bytes)
        } else {
            unsafe text.append(contentsOf: bytes)
        }
    }

    private mutating func appendAttribute(_ attribute: UnsafeMutablePointer<lxb_dom_attr_t>) {
        let start = UInt32(attributeText.count)
        if let value = unsafe attribute.pointee.value, unsafe value.pointee.length > 0 {
            unsafe attributeText.append(
                contentsOf: UnsafeBufferPointer(start: value.pointee.data, count: value.pointee.length))
        }
        attributes.append(
            AttributeRecord(
                nameID: unsafe nameID(of: attribute), valueStart: start, valueEnd: UInt32(attributeText.count)))
    }

    private mutating func nameID(of attribute: UnsafeMutablePointer<lxb_dom_attr_t>) -> UInt32 {
        // SVG and MathML spell some names with capitals or a prefix; those are known by that spelling.
        let qualified = unsafe attribute.pointee.qualified_name
        let id = unsafe qualified == 0 ? attribute.pointee.node.local_name : qualified
        if id < UInt(knownNameIDs.count) {
            if knownNameIDs[Int(id)] != .max { return knownNameIDs[Int(id)] }
        } else if let known = otherNameIDs[id] {
            return known
        }
        var length = 0
        let bytes = unsafe lxb_dom_attr_qualified_name(attribute, &length)
        let name = unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
        let nameID = attributeNameIDs[name] ?? UInt32(attributeNames.count)
        if nameID == attributeNames.count {
            attributeNames.append(name)
            attributeNameIDs[name] = nameID
        }
        if id < UInt(knownNameIDs.count) {
            knownNameIDs[Int(id)] = nameID
        } else {
            otherNameIDs[id] = nameID
        }
        return nameID
    }
}

extension HTMLTag {
    /// Whether text inside is a program, a drawing or markup for other programs rather than words to read.
    var holdsSourceText: Bool {
        switch self {
        case .script, .style, .svg, .iframe, .noembed, .noframes: true
        default: false
        }
    }
}
