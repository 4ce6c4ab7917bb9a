internal import CLexbor

/// lexbor's tree of one page, freed with its owner.
@safe
struct LexborDocument: ~Copyable {
    private let document: UnsafeMutablePointer<lxb_html_document_t>
    let isDepthLimited: Bool

    /// The document node. Lent: it must not outlive the owner.
    var root: UnsafeMutablePointer<lxb_dom_node_t> {
        unsafe UnsafeMutableRawPointer(document).assumingMemoryBound(to: lxb_dom_node_t.self)
    }

    /// Parses valid UTF-8. The lexbor calls are `lxb_html_parse_chunk_begin` and those that follow it.
    ///
    /// - Parameter pieceByteCount: Bytes to parse between two looks at the limits.
    /// - Parameter treeByteCount: Memory that lexbor may use for the tree.
    init(utf8: [UInt8], pieceByteCount: Int, treeByteCount: Int) throws(HTMLError) {
        guard let parser = unsafe lxb_html_parser_create() else { throw .outOfMemory }
        defer { unsafe lxb_html_parser_destroy(parser) }
        guard unsafe lxb_html_parser_init(parser) == LXB_STATUS_OK.rawValue else { throw .outOfMemory }

        // As browsers do: what stands in `noscript` is not shown and not parsed, so that a tag left open there swallows
        // nothing.
        unsafe lxb_html_parser_scripting_set(parser, true)

        var limits = unsafe stet_html_limits_t()
        unsafe limits.depth_limit = HTMLDocument.maximumDepth
        unsafe limits.formatting_limit = HTMLDocument.maximumFormattingElementCount
        unsafe limits.attribute_limit = HTMLDocument.maximumAttributeCount
        unsafe limits.byte_limit = treeByteCount
        unsafe limits.name_limit = HTMLDocument.maximumNameCount
        unsafe limits.root_tag_limit = HTMLDocument.maximumRootTagCount
        let parsed = unsafe utf8.withUnsafeBufferPointer { bytes in
            unsafe stet_html_parse(parser, &limits, bytes.baseAddress, bytes.count, pieceByteCount)
        }
        guard let parsed = unsafe parsed else {
            throw unsafe limits.exceeded ? .tooComplex : .outOfMemory
        }
        unsafe document = parsed
        isDepthLimited = unsafe limits.depth_limited
    }

    deinit {
        unsafe lxb_html_document_destroy(document)
    }
}
