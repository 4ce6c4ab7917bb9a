internal import CLexbor
internal import Synchronization

/// lexbor's tree with its selector engine. Not for use by two threads at a time.
@safe
struct SelectorEngine: ~Copyable {
    private let document: LexborDocument
    private let parser: UnsafeMutablePointer<lxb_css_parser_t>?
    private let selectors: UnsafeMutablePointer<lxb_selectors_t>?

    init(document: consuming LexborDocument) {
        self.document = document
        unsafe parser = lxb_css_parser_create()
        if unsafe parser != nil { unsafe lxb_css_parser_init(parser, nil) }
        unsafe selectors = lxb_selectors_create()
        if unsafe selectors != nil {
            unsafe lxb_selectors_init(selectors)
            // An element that two selectors of a list match is found once.
            unsafe lxb_selectors_opt_set(selectors, LXB_SELECTORS_OPT_MATCH_FIRST)
        }
    }

    deinit {
        unsafe lxb_selectors_destroy(selectors, true)
        unsafe lxb_css_parser_destroy(parser, true)
    }

    /// The indices of all matching elements in document order. The lexbor call is `lxb_selectors_find`.
    func select(_ selector: String) throws(HTMLError) -> [Int] {
        guard let parser = unsafe parser, let selectors = unsafe selectors else { throw .outOfMemory }
        var source = selector
        let parsed = source.withUTF8 { bytes in
            unsafe lxb_css_selectors_parse(parser, bytes.baseAddress, bytes.count)
        }
        defer { if let parsed = unsafe parsed { unsafe lxb_css_selector_list_destroy_memory(parsed) } }
        guard let parsed = unsafe parsed, unsafe lxb_css_parser_status(parser) == LXB_STATUS_OK.rawValue else {
            throw .invalidSelector(selector, reason: unsafe message(of: parser))
        }
        var found: [Int] = []
        let status = unsafe withUnsafeMutablePointer(to: &found) { found in
            unsafe lxb_selectors_find(
                selectors, document.root, parsed,
                { node, _, found in
                    guard let node = unsafe node, let found = unsafe found else { return LXB_STATUS_ERROR.rawValue }
                    let index = unsafe Int(bitPattern: node.pointee.user)
                    unsafe found.assumingMemoryBound(to: [Int].self).pointee.append(index)
                    return LXB_STATUS_OK.rawValue
                }, found)
        }
        guard status == LXB_STATUS_OK.rawValue else {
            throw .invalidSelector(selector, reason: "lexbor cannot evaluate it (status \(status))")
        }
        return found
    }

    /// What lexbor last logged, such as "Syntax error. Selectors. Unexpected token: ]".
    private func message(of parser: UnsafeMutablePointer<lxb_css_parser_t>) -> String {
        var length = 0
        guard let log = unsafe lxb_css_parser_log(parser), unsafe lxb_css_log_length(log) > 0,
            let text = unsafe lxb_css_log_serialize_char(log, &length, nil, 0)
        else { return "it is not a selector" }
        defer { unsafe lexbor_free(text) }
        return unsafe String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }
}

extension HTMLDocument {
    /// All elements that a CSS selector matches, in document order.
    ///
    /// Understands selectors level 4 as lexbor does: combinators, attribute tests, `:is`, `:not`, `:has`, `:where`,
    /// `:nth-child` and its like.
    ///
    /// - Throws: ``HTMLError/invalidSelector(_:reason:)``.
    package func select(_ selector: String) throws(HTMLError) -> [HTMLNode] {
        try selectorEngine.withLock { (engine) throws(HTMLError) in
            try engine.select(selector)
        }.map { HTMLNode(document: self, index: $0) }
    }
}

extension HTMLNode {
    /// The elements below this one that a CSS selector matches.
    ///
    /// As with `querySelectorAll`, the selector may speak of elements outside this one.
    package func select(_ selector: String) throws(HTMLError) -> [HTMLNode] {
        try document.select(selector).filter { contains($0) }
    }
}
