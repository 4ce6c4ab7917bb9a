internal import StetExtract
internal import StetHTML

/// Reads the values of a rule file, noting all that is wrong instead of stopping at the first.
struct RuleNodeReader {
    let path: String
    private(set) var problems: [RuleProblem] = []

    init(path: String) {
        self.path = path
    }

    mutating func note(_ message: String, at node: RuleNode, isWarning: Bool = false) {
        problems.append(
            RuleProblem(path: path, line: node.line, column: node.column, isWarning: isWarning, message: message))
    }

    // MARK: - Keys

    /// Whether a key is one of those that are known; another is noted.
    mutating func isKnown(_ key: RuleNode, among names: [String]) -> String? {
        guard case .text(let name, _) = key.value else {
            note("a key is a text", at: key)
            return nil
        }
        if names.contains(name) { return name }
        let nearest = NearestName.of(name, among: names)
        note(
            "unknown key \"\(name)\"; "
                + (nearest.map { "did you mean \"\($0)\"?" } ?? "keys here are \(names.joined(separator: ", "))"),
            at: key)
        return nil
    }

    mutating func pairs(_ node: RuleNode, of what: String) -> [(key: RuleNode, value: RuleNode)] {
        if case .map(let pairs) = node.value { return pairs }
        note("\(what) has keys with values, not \(node.kindName)", at: node)
        return []
    }

    // MARK: - Values

    mutating func text(_ node: RuleNode, of key: String) -> String? {
        if node.isEmpty {
            note("\(key) has no value; a text that begins with # must stand in quotes", at: node)
            return nil
        }
        if case .text(let text, _) = node.value {
            if !text.isEmpty { return text }
            note("\(key) is empty", at: node)
            return nil
        }
        note("\(key) is a text, not \(node.kindName)" + bracketHint(node), at: node)
        return nil
    }

    /// A list of texts; one text is a list of itself.
    mutating func items(_ node: RuleNode, of key: String) -> [RuleNode] {
        if node.isEmpty {
            note("\(key) has no value; a text that begins with # must stand in quotes", at: node)
            return []
        }
        if case .list(let items, _) = node.value { return items }
        return [node]
    }

    mutating func flag(_ node: RuleNode, of key: String) -> Bool? {
        switch node.value {
        case .text("true", isQuoted: false): return true
        case .text("false", isQuoted: false): return false
        default:
            note("\(key) is true or false, not \(shown(node))", at: node)
            return nil
        }
    }

    mutating func number(_ node: RuleNode, of key: String, in range: ClosedRange<Int>) -> Int? {
        guard case .text(let text, isQuoted: false) = node.value, let number = Int(text), range.contains(number) else {
            note("\(key) is a number from \(range.lowerBound) to \(range.upperBound), not \(shown(node))", at: node)
            return nil
        }
        return number
    }

    func shown(_ node: RuleNode) -> String {
        if case .text(let text, _) = node.value, !node.isEmpty { return "\"\(text.prefix(60))\"" }
        return node.kindName
    }

    /// `[data-x]` without quotes is a list to YAML.
    private func bracketHint(_ node: RuleNode) -> String {
        if case .list(_, isInBrackets: true) = node.value { return "; put a selector that begins with [ in quotes" }
        return ""
    }

    // MARK: - Selectors

    mutating func selector(_ node: RuleNode, of key: String) -> CSSSelector? {
        guard let text = text(node, of: key) else { return nil }
        do { return try CSSSelector(text) } catch {
            var reason = "\(error)"
            if case .invalidSelector(_, let said) = error { reason = said.lowercasedFirst }
            note("\(key): \"\(text.prefix(200))\" is no selector that can be used: \(reason)", at: node)
            return nil
        }
    }

    private static let edges = ["startBefore", "startAfter", "endBefore", "endAfter"]

    /// A selector or a range.
    mutating func part(_ node: RuleNode, of key: String) -> RulePart? {
        guard case .map(let pairs) = node.value else { return selector(node, of: key).map { .elements($0) } }
        var start: RuleEdge?
        var end: RuleEdge?
        var isSound = true
        for (name, value) in pairs {
            guard let name = isKnown(name, among: Self.edges), let selector = selector(value, of: name) else {
                isSound = false
                continue
            }
            let edge = RuleEdge(selector: selector, isAfter: name.hasSuffix("After"))
            if name.hasPrefix("start") {
                if start != nil { note("a range has one beginning: startBefore or startAfter", at: value) }
                start = edge
            } else {
                if end != nil { note("a range has one end: endBefore or endAfter", at: value) }
                end = edge
            }
        }
        if isSound, start == nil { note("a range needs a beginning: startBefore or startAfter", at: node) }
        if isSound, end == nil { note("a range needs an end: endBefore or endAfter", at: node) }
        guard let start, let end else { return nil }
        return .range(from: start, to: end)
    }

    /// The most selectors of one key. Each is tried on the whole page.
    static let maximumSelectorCount = 100

    mutating func parts(_ node: RuleNode, of key: String) -> [RulePart] {
        let items = items(node, of: key)
        guard items.count <= Self.maximumSelectorCount else {
            note("\(key) has \(items.count) selectors; \(Self.maximumSelectorCount) are the most", at: node)
            return []
        }
        return items.compactMap { part($0, of: key) }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
