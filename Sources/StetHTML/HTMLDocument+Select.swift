extension HTMLDocument {
    /// The most tests of an element that one selector may take on one page: about a second of work.
    ///
    /// Usual selectors take two or three for each element; the extraction corpus has at most 20,000 elements a page.
    package static let maximumSelectorStepCount = 50_000_000

    /// All elements that a selector matches, in document order, each once.
    ///
    /// - Throws: ``HTMLError/costlySelector(_:)`` when ``maximumSelectorStepCount`` is not enough.
    package func select(_ selector: CSSSelector) throws(HTMLError) -> [HTMLNode] {
        try select(selector, in: 1..<nodeCount)
    }

    package func select(_ selector: String) throws(HTMLError) -> [HTMLNode] {
        try select(CSSSelector(selector))
    }

    /// The same for one of many selectors, which together may take `steps`.
    package func select(_ selector: CSSSelector, within steps: inout Int) throws(HTMLError) -> [HTMLNode] {
        var matcher = SelectorMatcher(document: self, stepCount: steps)
        defer { steps = matcher.remainingSteps }
        return try select(selector, in: 1..<nodeCount, with: &matcher)
    }

    func select(
        _ selector: CSSSelector, in range: Range<Int>, stepCount: Int = maximumSelectorStepCount
    ) throws(HTMLError) -> [HTMLNode] {
        var matcher = SelectorMatcher(document: self, stepCount: stepCount)
        return try select(selector, in: range, with: &matcher)
    }

    private func select(
        _ selector: CSSSelector, in range: Range<Int>, with matcher: inout SelectorMatcher
    ) throws(HTMLError) -> [HTMLNode] {
        var found: [HTMLNode] = []
        do throws(SelectorMatcher.OutOfSteps) {
            for index in range where records[index].kind == .element {
                if try matcher.matches(selector.alternatives, index) {
                    found.append(HTMLNode(document: self, index: index))
                }
            }
        } catch {
            throw .costlySelector(selector.description)
        }
        return found
    }
}

extension HTMLNode {
    /// The elements below this one that a selector matches.
    ///
    /// As with `querySelectorAll`, the selector may speak of elements outside this one.
    package func select(_ selector: CSSSelector) throws(HTMLError) -> [HTMLNode] {
        try document.select(selector, in: index + 1..<subtreeEnd)
    }

    package func select(_ selector: String) throws(HTMLError) -> [HTMLNode] {
        try select(CSSSelector(selector))
    }

    /// Whether a selector matches this very element.
    package func matches(_ selector: CSSSelector) throws(HTMLError) -> Bool {
        try !document.select(selector, in: index..<index + 1).isEmpty
    }
}
