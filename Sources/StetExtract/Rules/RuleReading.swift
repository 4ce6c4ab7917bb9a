internal import StetHTML

/// What a rule's selectors find on one page.
struct RuleReading {
    let rule: SiteRule
    /// The nodes of the article's text; nil where the rule does not say, or says what this page does not have.
    private(set) var selected: NodeRanges?
    private(set) var removed = NodeRanges()
    private(set) var claims: [Claim] = []
    private(set) var report: RuleReport
    private let document: HTMLDocument
    /// All selectors of a rule together may take as many steps as one may.
    private var steps = HTMLDocument.maximumSelectorStepCount

    /// - Parameter stated: what stands beside the page; the rule's own words go before it.
    init(_ rule: SiteRule, of document: HTMLDocument, stated: [Claim] = []) {
        self.rule = rule
        self.document = document
        report = RuleReport(name: rule.name)
        readContent()
        readRemove()
        for selector in rule.metadata { readClaims(selector) }
        let ruled = Set(claims.map(\.field))
        claims += stated.filter { !ruled.contains($0.field) }
    }

    private mutating func readContent() {
        for alternative in rule.content where selected == nil {
            var found: [Range<Int>] = []
            for part in alternative { found += ranges(of: part, for: "content") }
            if !found.isEmpty { selected = NodeRanges(found) }
        }
        if !rule.content.isEmpty, selected == nil {
            report.warnings.append("its content selectors match nothing on this page, which is read the general way")
        }
    }

    private mutating func readRemove() {
        removed = NodeRanges(rule.remove.flatMap { ranges(of: $0, for: "remove") })
    }

    /// The rule's content holds no text on this page: it is read as if the rule said nothing of content.
    mutating func forgetContent(because reason: String) {
        selected = nil
        removed = NodeRanges()
        report.warnings.append(reason + "; the page is read the general way")
    }

    /// All of what is selected is the article.
    var takesWhole: Bool { selected != nil && rule.takesWhole }

    /// Why nothing may be left of the page: what the rule selects or removes; nil where it does neither.
    var emptiness: String? {
        if selected != nil { return "nothing is left of what its content selectors select" }
        return removed.isEmpty ? nil : "its remove selectors leave nothing"
    }

    // MARK: - Lines

    /// The parts that the rule leaves out of lines of which it takes the rest.
    func skipped(in lines: [Line]) -> NodeRanges {
        guard selected != nil || !removed.isEmpty else { return NodeRanges() }
        var parts: [Range<Int>] = []
        for line in lines {
            if !removed.contains(line.nodes) { parts += removed.intersection(line.nodes) }
            if let selected, !selected.intersection(line.nodes).isEmpty {
                parts += selected.complement(in: line.nodes)
            }
        }
        return NodeRanges(parts)
    }

    func cutRemoved(_ lines: inout [Line]) {
        guard !removed.isEmpty else { return }
        for index in lines.indices where removed.contains(lines[index].nodes) { lines[index].cut = .rule }
    }

    private mutating func ranges(of part: RulePart, for key: String) -> [Range<Int>] {
        switch part {
        case .elements(let selector):
            let nodes = nodes(of: selector)
            report.notes.append("\(key) \(selector): \(Self.counted(nodes.count))")
            return nodes.map { $0.index..<$0.subtreeEnd }
        case .range(let from, let to):
            let name =
                "\(key) from \(from.isAfter ? "after" : "before") \(from.selector) to \(to.isAfter ? "after" : "before") \(to.selector)"
            guard let first = nodes(of: from.selector).first else {
                report.notes.append("\(name): its beginning is not on this page")
                return []
            }
            let start = from.isAfter ? first.subtreeEnd : first.index
            let end = nodes(of: to.selector).lazy.map { to.isAfter ? $0.subtreeEnd : $0.index }.first { $0 > start }
            guard let end else {
                report.notes.append("\(name): its end is not on this page")
                return []
            }
            report.notes.append("\(name): found")
            return [start..<end]
        }
    }

    private static func counted(_ count: Int) -> String { count == 1 ? "1 element" : "\(count) elements" }

    /// A selector that takes too many steps on this page matches nothing, and that is told.
    private mutating func nodes(of selector: CSSSelector) -> [HTMLNode] {
        guard steps > 0 else { return [] }
        do { return try document.select(selector, within: &steps) } catch {
            report.warnings.append(
                "its selectors take more than \(HTMLDocument.maximumSelectorStepCount) steps on this page; "
                    + "left out from \(selector) on")
            steps = 0
            return []
        }
    }

    // MARK: - Metadata

    private static let maximumValueCount = 40
    /// Longer values are no metadata but a selector that caught the text.
    private static let maximumValueByteCount = 2_000

    private mutating func readClaims(_ selector: MetadataSelector) {
        if let value = selector.value {
            claims.append(Claim(field: selector.field, value: value, source: .rule, name: "value"))
            return
        }
        for css in selector.selectors {
            let values = nodes(of: css).prefix(Self.maximumValueCount).compactMap { Self.value(of: $0, selector) }
            guard !values.isEmpty else { continue }
            let picked: [String]
            switch selector.pick {
            case .all: picked = values
            case .first: picked = [values[0]]
            case .last: picked = [values[values.count - 1]]
            case .number(let number): picked = values.indices.contains(number - 1) ? [values[number - 1]] : []
            }
            guard !picked.isEmpty else { continue }
            let name = css.description + (selector.attribute.map { " @\($0)" } ?? "")
            claims += picked.map { Claim(field: selector.field, value: $0, source: .rule, name: name) }
            return
        }
        report.notes.append("\(selector.field.rawValue): nothing on this page")
    }

    private static func value(of node: HTMLNode, _ selector: MetadataSelector) -> String? {
        guard let raw = selector.attribute.map({ node.attribute(HTMLAttributeName($0)) }) ?? node.spacedText,
            raw.utf8.count <= maximumValueByteCount, var text = MetadataReader.plain(raw)
        else { return nil }
        if let after = selector.after {
            guard let found = text.range(ofFirst: after) else { return nil }
            text = String(text[found.upperBound...])
        }
        if let before = selector.before, let found = text.range(ofFirst: before) {
            text = String(text[..<found.lowerBound])
        }
        text = text.trimmingASCIISpace()
        return text.isEmpty ? nil : text
    }
}

/// How the site's rule fared on one page.
public struct RuleReport: Sendable {
    /// The rule's name.
    public var name: String
    /// What each selector found, one line each.
    public var notes: [String] = []
    /// What the rule says that could not be done on this page, one line each.
    public var warnings: [String] = []
}
