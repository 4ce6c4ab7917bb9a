internal import CLexbor

/// Reads selectors with lexbor's parser into values of our own.
enum SelectorParser {
    /// The lexbor call is `lxb_css_selectors_parse`.
    static func parse(_ source: String) throws(HTMLError) -> [ComplexSelector] {
        guard source.utf8.count <= CSSSelector.maximumByteCount else {
            throw .invalidSelector(source, reason: "it has more than \(CSSSelector.maximumByteCount) bytes")
        }
        guard source.parenthesisDepth <= CSSSelector.maximumDepth else {
            throw .invalidSelector(source, reason: "its parentheses are more than \(CSSSelector.maximumDepth) deep")
        }
        guard let parser = unsafe lxb_css_parser_create() else { throw .outOfMemory }
        defer { unsafe lxb_css_parser_destroy(parser, true) }
        guard unsafe lxb_css_parser_init(parser, nil) == LXB_STATUS_OK.rawValue else { throw .outOfMemory }
        var text = source
        let list = text.withUTF8 { bytes in
            unsafe lxb_css_selectors_parse(parser, bytes.baseAddress, bytes.count)
        }
        defer { if let list = unsafe list { unsafe lxb_css_selector_list_destroy_memory(list) } }
        guard let list = unsafe list, unsafe lxb_css_parser_status(parser) == LXB_STATUS_OK.rawValue else {
            throw .invalidSelector(source, reason: unsafe message(of: parser))
        }
        do throws(Unsupported) {
            return try unsafe alternatives(list)
        } catch {
            throw .invalidSelector(source, reason: error.reason)
        }
    }

    private struct Unsupported: Error {
        let reason: String
    }

    /// What lexbor logged, in one line: "Unexpected token: ]; End Of File in pseudo function".
    private static func message(of parser: UnsafeMutablePointer<lxb_css_parser_t>) -> String {
        var length = 0
        guard let log = unsafe lxb_css_parser_log(parser), unsafe lxb_css_log_length(log) > 0,
            let text = unsafe lxb_css_log_serialize_char(log, &length, nil, 0)
        else { return "it is not a selector" }
        defer { unsafe lexbor_free(text) }
        let lines = unsafe String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
            .split(separator: "\n").map { line in
                line.hasPrefix(heading) ? String(line.dropFirst(heading.count)) : String(line)
            }
        return lines.joined(separator: "; ")
    }

    /// What lexbor begins each of its lines with.
    private static let heading = "Syntax error. Selectors. "

    private static func alternatives(
        _ first: UnsafeMutablePointer<lxb_css_selector_list_t>?
    ) throws(Unsupported) -> [ComplexSelector] {
        var alternatives: [ComplexSelector] = []
        var next = unsafe first
        while let list = unsafe next {
            var complex = ComplexSelector(compounds: [])
            var part = unsafe list.pointee.first
            while let selector = unsafe part {
                let test = try unsafe test(selector)
                if unsafe selector.pointee.combinator == LXB_CSS_SELECTOR_COMBINATOR_CLOSE, !complex.compounds.isEmpty {
                    complex.compounds[complex.compounds.count - 1].tests.append(test)
                } else {
                    let combinator = try unsafe combinator(selector.pointee.combinator)
                    complex.compounds.append(CompoundSelector(combinator: combinator, tests: [test]))
                }
                unsafe part = selector.pointee.next
            }
            guard complex.compounds.count <= CSSSelector.maximumCompoundCount else {
                throw Unsupported(
                    reason: "it speaks of more than \(CSSSelector.maximumCompoundCount) elements in a row")
            }
            if !complex.compounds.isEmpty { alternatives.append(complex) }
            unsafe next = list.pointee.next
        }
        return alternatives
    }

    private static func combinator(_ combinator: lxb_css_selector_combinator_t) throws(Unsupported) -> Combinator {
        switch combinator {
        // The first compound of a selector is "close" to nothing, and of a `:has` argument a descendant.
        case LXB_CSS_SELECTOR_COMBINATOR_DESCENDANT, LXB_CSS_SELECTOR_COMBINATOR_CLOSE: return .descendant
        case LXB_CSS_SELECTOR_COMBINATOR_CHILD: return .child
        case LXB_CSS_SELECTOR_COMBINATOR_SIBLING: return .nextSibling
        case LXB_CSS_SELECTOR_COMBINATOR_FOLLOWING: return .subsequentSibling
        default: throw Unsupported(reason: "the column combinator || is not supported")
        }
    }

    private static func test(_ selector: UnsafeMutablePointer<lxb_css_selector_t>) throws(Unsupported) -> SelectorTest {
        let name = unsafe bytes(selector.pointee.name)
        let text = String(decoding: name, as: UTF8.self)
        let namespace = unsafe bytes(selector.pointee.ns)
        guard namespace.isEmpty || namespace == Array("*".utf8) else {
            throw Unsupported(reason: "namespaces are not supported")
        }
        switch unsafe selector.pointee.type {
        case LXB_CSS_SELECTOR_TYPE_ANY:
            return .any
        case LXB_CSS_SELECTOR_TYPE_ELEMENT:
            let name = text.lowercased()
            return .type(name: name, tag: HTMLTag(name: name) ?? .other)
        case LXB_CSS_SELECTOR_TYPE_ID:
            return .id(name)
        case LXB_CSS_SELECTOR_TYPE_CLASS:
            return .hasClass(name)
        case LXB_CSS_SELECTOR_TYPE_ATTRIBUTE:
            let name = text.lowercased()
            return try .attribute(name: name, unsafe attributeTest(selector.pointee.u.attribute, name: name))
        case LXB_CSS_SELECTOR_TYPE_PSEUDO_CLASS:
            return try unsafe pseudoClass(selector.pointee.u.pseudo.type, name: text)
        case LXB_CSS_SELECTOR_TYPE_PSEUDO_CLASS_FUNCTION:
            return try unsafe function(selector.pointee.u.pseudo, name: text)
        default:
            throw Unsupported(reason: "::\(text) is no element of the page")
        }
    }

    private static func attributeTest(
        _ attribute: lxb_css_selector_attribute_t, name: String
    ) throws(Unsupported) -> AttributeTest {
        guard unsafe attribute.value.data != nil else {
            return AttributeTest(match: .isPresent, value: [], ignoresCase: false)
        }
        let match: AttributeTest.Match
        switch unsafe attribute.match {
        case LXB_CSS_SELECTOR_MATCH_EQUAL: match = .equals
        case LXB_CSS_SELECTOR_MATCH_INCLUDE: match = .includesWord
        case LXB_CSS_SELECTOR_MATCH_DASH: match = .equalsOrHyphen
        case LXB_CSS_SELECTOR_MATCH_PREFIX: match = .hasPrefix
        case LXB_CSS_SELECTOR_MATCH_SUFFIX: match = .hasSuffix
        case LXB_CSS_SELECTOR_MATCH_SUBSTRING: match = .contains
        default: throw Unsupported(reason: "an attribute test is not supported")
        }
        let ignoresCase =
            switch unsafe attribute.modifier {
            case LXB_CSS_SELECTOR_MODIFIER_I: true
            case LXB_CSS_SELECTOR_MODIFIER_S: false
            default: caselessAttributes.contains(name)
            }
        return AttributeTest(match: match, value: unsafe bytes(attribute.value), ignoresCase: ignoresCase)
    }

    private static func pseudoClass(_ type: UInt32, name: String) throws(Unsupported) -> SelectorTest {
        switch lxb_css_selector_pseudo_class_id_t(type) {
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_ROOT, LXB_CSS_SELECTOR_PSEUDO_CLASS_SCOPE: return .root
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_EMPTY: return .empty
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FIRST_CHILD:
            return .position(step: 0, offset: 1, fromEnd: false, among: .all)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_LAST_CHILD: return .position(step: 0, offset: 1, fromEnd: true, among: .all)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FIRST_OF_TYPE:
            return .position(step: 0, offset: 1, fromEnd: false, among: .sameType)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_LAST_OF_TYPE:
            return .position(step: 0, offset: 1, fromEnd: true, among: .sameType)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_ONLY_CHILD: return .only(.all)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_ONLY_OF_TYPE: return .only(.sameType)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_ANY_LINK, LXB_CSS_SELECTOR_PSEUDO_CLASS_LINK: return .link
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_CHECKED: return .checked
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_DISABLED: return .disabled
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_ENABLED: return .enabled
        default: throw Unsupported(reason: ":\(name) speaks of a browser, not of the page")
        }
    }

    private static func function(_ pseudo: lxb_css_selector_pseudo_t, name: String) throws(Unsupported) -> SelectorTest
    {
        let list = unsafe pseudo.data?.assumingMemoryBound(to: lxb_css_selector_list_t.self)
        switch lxb_css_selector_pseudo_class_function_id_t(unsafe pseudo.type) {
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_IS, LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_WHERE:
            return try .isAny(unsafe alternatives(list))
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_NOT: return try .isNone(unsafe alternatives(list))
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_HAS: return try .has(unsafe alternatives(list))
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_NTH_CHILD:
            return try unsafe position(pseudo.data, fromEnd: false, among: .all)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_NTH_LAST_CHILD:
            return try unsafe position(pseudo.data, fromEnd: true, among: .all)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_NTH_OF_TYPE:
            return try unsafe position(pseudo.data, fromEnd: false, among: .sameType)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_NTH_LAST_OF_TYPE:
            return try unsafe position(pseudo.data, fromEnd: true, among: .sameType)
        case LXB_CSS_SELECTOR_PSEUDO_CLASS_FUNCTION_LEXBOR_CONTAINS:
            guard let data = unsafe pseudo.data?.assumingMemoryBound(to: lxb_css_selector_contains_t.self) else {
                break
            }
            return unsafe .containsText(bytes(data.pointee.str), ignoringCase: data.pointee.insensitive)
        default: break
        }
        throw Unsupported(reason: ":\(name)() is not supported")
    }

    private static func position(
        _ data: UnsafeMutableRawPointer?, fromEnd: Bool, among kind: SiblingKind
    ) throws(Unsupported) -> SelectorTest {
        guard let data = unsafe data?.assumingMemoryBound(to: lxb_css_selector_anb_of_t.self) else {
            throw Unsupported(reason: "a position is missing")
        }
        let others = try unsafe alternatives(data.pointee.of)
        // No page has as many elements as the largest numbers could count; sums of these cannot overflow.
        let limit = Int(Int32.max)
        return unsafe .position(
            step: min(max(data.pointee.anb.a, -limit), limit), offset: min(max(data.pointee.anb.b, -limit), limit),
            fromEnd: fromEnd,
            among: others.isEmpty ? kind : .matching(others))
    }

    private static func bytes(_ string: lexbor_str_t) -> [UInt8] {
        guard let data = unsafe string.data else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: data, count: string.length))
    }

    /// Attributes whose values HTML compares without case. Source: the HTML Standard, "Case-sensitivity of selectors".
    private static let caselessAttributes: Set<String> = [
        "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear", "codetype",
        "color",
        "compact", "declare", "defer", "dir", "direction", "disabled", "enctype", "face", "frame", "hreflang",
        "http-equiv",
        "lang", "language", "link", "media", "method", "multiple", "nohref", "noresize", "noshade", "nowrap",
        "readonly",
        "rel", "rev", "rules", "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign",
        "valuetype",
        "vlink",
    ]
}

extension String {
    fileprivate var parenthesisDepth: Int {
        var depth = 0
        var deepest = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest
    }
}
