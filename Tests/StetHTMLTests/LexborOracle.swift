import CLexbor

/// Finds elements with lexbor's own selector engine.
@safe
final class LexborOracle {
    private let document: UnsafeMutablePointer<lxb_html_document_t>

    init?(html: [UInt8]) {
        guard let document = unsafe lxb_html_document_create() else { return nil }
        unsafe self.document = document
        let status = unsafe html.withUnsafeBufferPointer { bytes in
            unsafe lxb_html_document_parse(document, bytes.baseAddress, bytes.count)
        }
        guard status == LXB_STATUS_OK.rawValue else { return nil }
        // Each element gets its number in document order.
        var count = 0
        var node = unsafe root
        while true {
            if let child = unsafe node.pointee.first_child {
                unsafe node = child
            } else {
                while unsafe node != root && node.pointee.next == nil { unsafe node = node.pointee.parent }
                guard unsafe node != root, let next = unsafe node.pointee.next else { break }
                unsafe node = next
            }
            if unsafe node.pointee.type == LXB_DOM_NODE_TYPE_ELEMENT {
                unsafe node.pointee.user = UnsafeMutableRawPointer(bitPattern: count)
                count += 1
            }
        }
    }

    deinit {
        unsafe lxb_html_document_destroy(document)
    }

    private var root: UnsafeMutablePointer<lxb_dom_node_t> {
        unsafe UnsafeMutableRawPointer(document).assumingMemoryBound(to: lxb_dom_node_t.self)
    }

    /// The numbers of the elements that match; `nil` for what lexbor cannot parse.
    func select(_ selector: String) -> [Int]? {
        let parser = unsafe lxb_css_parser_create()
        defer { unsafe lxb_css_parser_destroy(parser, true) }
        unsafe lxb_css_parser_init(parser, nil)
        let selectors = unsafe lxb_selectors_create()
        defer { unsafe lxb_selectors_destroy(selectors, true) }
        unsafe lxb_selectors_init(selectors)
        unsafe lxb_selectors_opt_set(selectors, LXB_SELECTORS_OPT_MATCH_FIRST)
        var source = selector
        let list = source.withUTF8 { bytes in unsafe lxb_css_selectors_parse(parser, bytes.baseAddress, bytes.count) }
        guard let list = unsafe list else { return nil }
        defer { unsafe lxb_css_selector_list_destroy_memory(list) }
        var found: [Int] = []
        unsafe withUnsafeMutablePointer(to: &found) { found in
            _ = unsafe lxb_selectors_find(
                selectors, root, list,
                { node, _, found in
                    guard let node = unsafe node else { return LXB_STATUS_ERROR.rawValue }
                    unsafe found?.assumingMemoryBound(to: [Int].self).pointee.append(Int(bitPattern: node.pointee.user))
                    return LXB_STATUS_OK.rawValue
                }, found)
        }
        return found
    }
}
