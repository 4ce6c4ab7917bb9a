/// Matches selectors against one document, within a number of steps.
///
/// A selector is matched from its right end, as browsers do. A search among ancestors that ends without a match ends the
/// whole attempt: elements farther out have fewer ancestors, so trying those would find nothing either. That keeps chains
/// of descendants at O(depth) for each element, where trying all combinations takes O(depth^k).
struct SelectorMatcher {
    let document: HTMLDocument
    private(set) var remainingSteps: Int
    /// The place of each element among its siblings, by kind and end, counted when first asked for.
    private var positions: [PositionKey: [UInt32]] = [:]

    /// The element before each one among its siblings; 0, the document, for none.
    private lazy var previousElements = Self.previousElements(in: document)

    private struct PositionKey: Hashable {
        var isSameType: Bool
        var fromEnd: Bool
    }

    /// More steps were needed than allowed.
    struct OutOfSteps: Error {}

    private enum Outcome {
        case matches
        case fails
        /// No element farther out can match either.
        case failsForAncestors
    }

    init(document: HTMLDocument, stepCount: Int) {
        self.document = document
        remainingSteps = stepCount
    }

    mutating func matches(_ alternatives: [ComplexSelector], _ node: Int) throws(OutOfSteps) -> Bool {
        for complex in alternatives {
            let last = complex.compounds.count - 1
            if try match(complex.compounds, last, node, anchor: nil) == .matches { return true }
        }
        return false
    }

    /// Matches the compounds up to `position`, that one at `node`.
    ///
    /// - Parameter anchor: For the argument of `:has`, the element that the first compound's combinator refers to.
    private mutating func match(
        _ compounds: [CompoundSelector], _ position: Int, _ node: Int, anchor: Int?
    ) throws(OutOfSteps) -> Outcome {
        let compound = compounds[position]
        for test in compound.tests {
            guard try passes(test, node) else { return .fails }
        }
        if position == 0 {
            guard let anchor else { return .matches }
            return relates(node, by: compound.combinator, to: anchor) ? .matches : .fails
        }
        switch compound.combinator {
        case .descendant:
            var ancestor = parent(of: node)
            while let current = ancestor {
                let outcome = try match(compounds, position - 1, current, anchor: anchor)
                if outcome != .fails { return outcome }
                ancestor = parent(of: current)
            }
            return .failsForAncestors
        case .child:
            guard let parent = parent(of: node) else { return .failsForAncestors }
            return try match(compounds, position - 1, parent, anchor: anchor)
        case .nextSibling:
            guard let sibling = previousElement(of: node) else { return .fails }
            return try match(compounds, position - 1, sibling, anchor: anchor)
        case .subsequentSibling:
            var sibling = previousElement(of: node)
            while let current = sibling {
                let outcome = try match(compounds, position - 1, current, anchor: anchor)
                if outcome != .fails { return outcome }
                sibling = previousElement(of: current)
            }
            return .fails
        }
    }

    private mutating func relates(_ node: Int, by combinator: Combinator, to anchor: Int) -> Bool {
        switch combinator {
        case .descendant: node > anchor && node < document.subtreeEnd(of: anchor)
        case .child: parent(of: node) == anchor
        case .nextSibling: previousElement(of: node) == anchor
        case .subsequentSibling: node > anchor && parent(of: node) == parent(of: anchor)
        }
    }

    // MARK: Single tests

    private mutating func passes(_ test: SelectorTest, _ node: Int) throws(OutOfSteps) -> Bool {
        guard remainingSteps > 0 else { throw OutOfSteps() }
        remainingSteps -= 1
        let element = HTMLNode(document: document, index: node)
        switch test {
        case .any: return true
        case .type(let name, let tag):
            let own = element.tag
            return own == .other ? element.name == name : own == tag
        case .id(let id): return element.attributeBytes("id").map { $0.elementsEqual(id) } ?? false
        case .hasClass(let name):
            return element.attributeBytes("class")?.containsWord(name, ignoringCase: false) ?? false
        case .attribute(let name, let test):
            return element.attributeBytes(HTMLAttributeName(name)).map(test.passes) ?? false
        case .isAny(let alternatives): return try matches(alternatives, node)
        case .isNone(let alternatives): return try !matches(alternatives, node)
        case .has(let alternatives): return try hasMatch(alternatives, node)
        case .position(let step, let offset, let fromEnd, let kind):
            let position = try position(of: node, fromEnd: fromEnd, among: kind)
            guard let position else { return false }
            let distance = position - offset
            return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0
        case .only(let kind):
            guard try position(of: node, fromEnd: false, among: kind) == 1 else { return false }
            return try position(of: node, fromEnd: true, among: kind) == 1
        case .root: return parent(of: node) == nil
        case .empty: return document.subtreeEnd(of: node) == node + 1
        case .link: return (element.tag == .a || element.tag == .area) && element.attributeBytes("href") != nil
        case .checked:
            return element.tag == .option
                ? element.attributeBytes("selected") != nil
                : element.tag == .input && element.attributeBytes("checked") != nil
        case .disabled: return element.canBeDisabled && element.attributeBytes("disabled") != nil
        case .enabled: return element.canBeDisabled && element.attributeBytes("disabled") == nil
        case .containsText(let text, let ignoringCase):
            return element.children.contains {
                $0.isText && $0.textBytes.containsBytes(text, ignoringCase: ignoringCase)
            }
        }
    }

    /// Whether an element relates to another in one of the given ways.
    private mutating func hasMatch(_ alternatives: [ComplexSelector], _ anchor: Int) throws(OutOfSteps) -> Bool {
        for complex in alternatives {
            let start: Int
            let end: Int
            switch complex.compounds[0].combinator {
            case .descendant, .child:
                start = anchor + 1
                end = document.subtreeEnd(of: anchor)
            case .nextSibling:
                guard let next = nextElement(of: anchor) else { continue }
                start = next
                end = document.subtreeEnd(of: next)
            case .subsequentSibling:
                start = document.subtreeEnd(of: anchor)
                end = parent(of: anchor).map { document.subtreeEnd(of: $0) } ?? start
            }
            let last = complex.compounds.count - 1
            for node in start..<max(start, end) where document.records[node].kind == .element {
                if try match(complex.compounds, last, node, anchor: anchor) == .matches { return true }
            }
        }
        return false
    }

    // MARK: Positions

    /// Counted from 1; `nil` when the element itself is not counted.
    private mutating func position(
        of node: Int, fromEnd: Bool, among kind: SiblingKind
    ) throws(OutOfSteps) -> Int? {
        switch kind {
        case .all: return position(of: node, PositionKey(isSameType: false, fromEnd: fromEnd))
        case .sameType: return position(of: node, PositionKey(isSameType: true, fromEnd: fromEnd))
        case .matching(let alternatives):
            guard try matches(alternatives, node) else { return nil }
            var count = 1
            var sibling = fromEnd ? nextElement(of: node) : previousElement(of: node)
            while let current = sibling {
                if try matches(alternatives, current) { count += 1 }
                sibling = fromEnd ? nextElement(of: current) : previousElement(of: current)
            }
            return count
        }
    }

    private mutating func position(of node: Int, _ key: PositionKey) -> Int {
        if let known = positions[key] { return Int(known[node]) }
        let counted = countedPositions(key)
        positions[key] = counted
        return Int(counted[node])
    }

    /// - Complexity: O(n) in the nodes of the document.
    private func countedPositions(_ key: PositionKey) -> [UInt32] {
        var positions = [UInt32](repeating: 0, count: document.nodeCount)
        var counts: [SiblingGroup: UInt32] = [:]
        let indices = 0..<document.nodeCount
        func count(_ node: Int) {
            let record = document.records[node]
            guard record.kind == .element else { return }
            var group = SiblingGroup(parent: record.parent)
            if key.isSameType {
                group.tag = record.tag
                if record.tag == .other { group.name = document.otherNames[UInt32(node)] }
            }
            counts[group, default: 0] += 1
            positions[node] = counts[group, default: 0]
        }
        if key.fromEnd {
            for node in indices.reversed() { count(node) }
        } else {
            for node in indices { count(node) }
        }
        return positions
    }

    private struct SiblingGroup: Hashable {
        var parent: UInt32
        var tag: HTMLTag?
        var name: String?
    }

    // MARK: Neighbours

    private func parent(of node: Int) -> Int? {
        let parent = Int(document.records[node].parent)
        return parent == 0 ? nil : parent
    }

    private mutating func previousElement(of node: Int) -> Int? {
        let previous = Int(previousElements[node])
        return previous == 0 ? nil : previous
    }

    /// - Complexity: O(n) in the nodes of the document.
    private static func previousElements(in document: HTMLDocument) -> [UInt32] {
        var previous = [UInt32](repeating: 0, count: document.nodeCount)
        var last = previous
        for node in 1..<document.nodeCount where document.records[node].kind == .element {
            let parent = Int(document.records[node].parent)
            previous[node] = last[parent]
            last[parent] = UInt32(node)
        }
        return previous
    }

    private func nextElement(of node: Int) -> Int? {
        let end = document.subtreeEnd(of: Int(document.records[node].parent))
        var next = document.subtreeEnd(of: node)
        while next < end, document.records[next].kind != .element { next = document.subtreeEnd(of: next) }
        return next < end ? next : nil
    }
}

extension HTMLDocument {
    fileprivate func subtreeEnd(of node: Int) -> Int { Int(records[node].subtreeEnd) }
}

extension HTMLNode {
    fileprivate var canBeDisabled: Bool {
        switch tag {
        case .button, .input, .select, .textarea, .optgroup, .option, .fieldset: true
        default: false
        }
    }
}

extension AttributeTest {
    fileprivate func passes(_ bytes: ArraySlice<UInt8>) -> Bool {
        switch match {
        case .isPresent: true
        case .equals: bytes.count == value.count && bytes.hasPrefix(value, ignoringCase: ignoresCase)
        case .includesWord: bytes.containsWord(value, ignoringCase: ignoresCase)
        case .equalsOrHyphen:
            bytes.hasPrefix(value, ignoringCase: ignoresCase)
                && (bytes.count == value.count || bytes[bytes.startIndex + value.count] == UInt8(ascii: "-"))
        case .hasPrefix: !value.isEmpty && bytes.hasPrefix(value, ignoringCase: ignoresCase)
        case .hasSuffix: !value.isEmpty && bytes.suffix(value.count).hasPrefix(value, ignoringCase: ignoresCase)
        case .contains: bytes.containsBytes(value, ignoringCase: ignoresCase)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasPrefix(_ other: [UInt8], ignoringCase: Bool) -> Bool {
        guard count >= other.count else { return false }
        return zip(self, other).allSatisfy { $0 == $1 || ignoringCase && $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Whether one of the words between white space is `word`.
    fileprivate func containsWord(_ word: [UInt8], ignoringCase: Bool) -> Bool {
        guard !word.isEmpty, count >= word.count else { return false }
        return split(whereSeparator: \.isASCIISpace).contains {
            $0.count == word.count && $0.hasPrefix(word, ignoringCase: ignoringCase)
        }
    }

    /// - Complexity: O(n · m) at worst; the first byte rules out nearly all places.
    fileprivate func containsBytes(_ other: [UInt8], ignoringCase: Bool) -> Bool {
        guard !other.isEmpty, count >= other.count else { return false }
        return (startIndex...(endIndex - other.count)).contains {
            self[$0...].hasPrefix(other, ignoringCase: ignoringCase)
        }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
