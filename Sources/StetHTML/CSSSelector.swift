/// A CSS selector, checked and ready to be matched against any document.
///
/// Understands selectors level 4 as far as they speak of a page's markup: types, classes, ids, attributes, all
/// combinators, `:is`, `:where`, `:not`, `:has`, `:nth-child(… of …)` and its like, `:first-child` and its like, `:root`,
/// `:empty`, `:any-link`, and lexbor's `:lexbor-contains("text")`. What speaks of a browser's state (`:hover`) or
/// of parts without markup (`::before`) is refused rather than never matched. Classes and ids are compared by case.
package struct CSSSelector: Sendable, CustomStringConvertible {
    package let description: String
    let alternatives: [ComplexSelector]

    /// The longest selector, the most parentheses inside each other, and the most elements that one chain speaks of.
    ///
    /// Both parsing and matching go as deep as a selector does.
    static let maximumByteCount = 8192
    static let maximumDepth = 8
    static let maximumCompoundCount = 32

    /// - Throws: ``HTMLError/invalidSelector(_:reason:)``.
    package init(_ source: String) throws(HTMLError) {
        description = source
        alternatives = try SelectorParser.parse(source)
    }
}

/// Compound selectors joined by combinators, as in `article > p.lead`.
struct ComplexSelector: Sendable {
    /// In the order of the source; never empty.
    var compounds: [CompoundSelector]
}

/// Tests of one element, and how it stands to the element of the compound before.
struct CompoundSelector: Sendable {
    /// Joins this compound to the one before; for the first of a `:has` argument, to the element that has it.
    var combinator: Combinator
    var tests: [SelectorTest]
}

enum Combinator: Sendable {
    case descendant, child, nextSibling, subsequentSibling
}

indirect enum SelectorTest: Sendable {
    case any
    case type(name: String, tag: HTMLTag)
    case id([UInt8])
    case hasClass([UInt8])
    case attribute(name: String, AttributeTest)
    /// `:is` and `:where`.
    case isAny([ComplexSelector])
    case isNone([ComplexSelector])
    case has([ComplexSelector])
    /// The element is the `step`·n + `offset`th, for any n ≥ 0, among its siblings that match, from either end.
    case position(step: Int, offset: Int, fromEnd: Bool, among: SiblingKind)
    case only(SiblingKind)
    case root, empty, link, checked, disabled, enabled
    case containsText([UInt8], ignoringCase: Bool)
}

/// Which siblings are counted.
indirect enum SiblingKind: Sendable {
    case all, sameType
    case matching([ComplexSelector])
}

struct AttributeTest: Sendable {
    enum Match: Sendable {
        case isPresent, equals, includesWord, equalsOrHyphen, hasPrefix, hasSuffix, contains
    }

    var match: Match
    var value: [UInt8]
    var ignoresCase: Bool
}
