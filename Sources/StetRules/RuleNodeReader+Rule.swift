internal import StetExtract
internal import StetHTML

extension RuleNodeReader {
    private static let keys = [
        "hosts", "paths", "content", "select", "whole", "remove", "metadata", "dates", "keep-parameters", "combine",
        "render",
    ]

    /// Reads a YAML rule. What is wrong in it is noted, the rest is read.
    mutating func rule(_ root: RuleNode) -> SiteRule {
        var rule = SiteRule(name: path)
        var contentKey: RuleNode?
        var hasHosts = false
        for (key, value) in pairs(root, of: "a rule") {
            guard let name = isKnown(key, among: Self.keys) else { continue }
            switch name {
            case "hosts":
                hasHosts = true
                (rule.line, rule.column) = (key.line, key.column)
                rule.hosts = hosts(value)
            case "paths": rule.paths = paths(value)
            case "content", "select":
                if let contentKey {
                    note("\(name) stands beside \(shown(contentKey)); a rule has one of them", at: key)
                }
                contentKey = key
                let parts = parts(value, of: name)
                // The alternatives of `content` are tried one by one; those of `select` are taken together.
                rule.content = name == "content" ? parts.map { [$0] } : parts.isEmpty ? [] : [parts]
            case "whole": rule.takesWhole = flag(value, of: name) ?? false
            case "remove": rule.remove = parts(value, of: name)
            case "metadata": rule.metadata = metadata(value)
            case "dates": rule.dates = dates(value)
            case "keep-parameters": rule.keptParameters = keptParameters(value)
            case "combine": rule.combine = combine(value)
            default: rule.needsBrowser = flag(value, of: name) ?? false
            }
        }
        guard case .map = root.value else { return rule }
        if !hasHosts { note("a rule needs hosts: the sites that it is for", at: root) }
        if rule.takesWhole, contentKey == nil { note("whole goes with content or select", at: root) }
        return rule
    }

    // MARK: - What it is for

    private mutating func hosts(_ node: RuleNode) -> [HostPattern] {
        var hosts: [HostPattern] = []
        for item in items(node, of: "hosts") {
            guard let text = text(item, of: "hosts") else { continue }
            guard let host = HostPattern(text) else {
                let address = [text, "https://" + text].lazy.compactMap { WebURL($0)?.host }.first {
                    HostPattern($0) != nil
                }
                note(
                    "\"\(text)\" is no host"
                        + (address.map { "; did you mean \"\($0)\"?" } ?? "; write example.com or *.example.com"),
                    at: item)
                continue
            }
            if hosts.contains(host) {
                note("\"\(text)\" stands here twice (\"www.\" makes no difference)", at: item, isWarning: true)
            } else {
                hosts.append(host)
            }
        }
        return hosts
    }

    private mutating func paths(_ node: RuleNode) -> [PathPattern] {
        items(node, of: "paths").compactMap { item in
            guard let text = text(item, of: "paths") else { return nil }
            if let pattern = PathPattern(text) { return pattern }
            note("\"\(text.prefix(60))\" is no path; a path begins with / (or with *)", at: item)
            return nil
        }
    }

    private mutating func keptParameters(_ node: RuleNode) -> Set<String> {
        // An empty list says that no parameter counts.
        if case .list(let items, _) = node.value, items.isEmpty { return [] }
        return Set(items(node, of: "keep-parameters").compactMap { text($0, of: "keep-parameters") })
    }

    // MARK: - Metadata

    private static let fields: [(name: String, field: Claim.Field)] = [
        ("title", .title), ("deck", .deck), ("author", .author), ("outlet", .outlet), ("section", .section),
        ("tags", .tag), ("published", .published), ("updated", .updated), ("language", .language), ("url", .url),
        ("license", .license), ("corrections", .correction),
    ]
    private static let selectorKeys = ["select", "attribute", "pick", "after", "before", "value"]

    private mutating func metadata(_ node: RuleNode) -> [MetadataSelector] {
        var selectors: [MetadataSelector] = []
        for (key, value) in pairs(node, of: "metadata") {
            guard let name = isKnown(key, among: Self.fields.map(\.name)),
                let field = Self.fields.first(where: { $0.name == name })?.field
            else { continue }
            if let selector = metadataSelector(field, name, value) { selectors.append(selector) }
        }
        return selectors
    }

    private mutating func metadataSelector(
        _ field: Claim.Field, _ name: String, _ node: RuleNode
    ) -> MetadataSelector? {
        var selector = MetadataSelector(field: field)
        if [.author, .tag, .correction].contains(field) { selector.pick = .all }
        guard case .map(let pairs) = node.value, !pairs.isEmpty else {
            selector.selectors = items(node, of: name).compactMap { self.selector($0, of: name) }
            return selector
        }
        for (key, value) in pairs {
            guard let key = isKnown(key, among: Self.selectorKeys) else { continue }
            switch key {
            case "select": selector.selectors = items(value, of: key).compactMap { self.selector($0, of: key) }
            case "attribute": selector.attribute = text(value, of: key)?.lowercased()
            case "after": selector.after = text(value, of: key)
            case "before": selector.before = text(value, of: key)
            case "value": selector.value = text(value, of: key)
            default:
                switch value.value {
                case .text("first", _): selector.pick = .first
                case .text("last", _): selector.pick = .last
                case .text("all", _): selector.pick = .all
                default:
                    guard case .text(let text, isQuoted: false) = value.value, let number = Int(text), number >= 1
                    else {
                        note("pick is first, last, all or a number from 1, not \(shown(value))", at: value)
                        continue
                    }
                    selector.pick = .number(number)
                }
            }
        }
        if selector.value == nil,
            !pairs.contains(where: { if case .text("select", _) = $0.key.value { true } else { false } })
        {
            note("\(name) needs select (where it stands) or value (what it is)", at: node)
            return nil
        }
        return selector
    }

    // MARK: - Dates

    private mutating func dates(_ node: RuleNode) -> RuleDates {
        var dates = RuleDates()
        guard case .map(let pairs) = node.value, !pairs.isEmpty else {
            dates.monthFirst = order(node, of: "dates")
            return dates
        }
        for (key, value) in pairs {
            switch isKnown(key, among: ["order", "patterns", "zone"]) {
            case "order": dates.monthFirst = order(value, of: "order")
            case "patterns":
                for item in items(value, of: "patterns") {
                    guard let text = text(item, of: "patterns") else { continue }
                    do throws(DatePattern.Problem) { dates.patterns.append(try DatePattern(text)) } catch {
                        note("\"\(text.prefix(60))\" is no date pattern: \(error.reason)", at: item)
                    }
                }
            case "zone":
                if let offset = text(value, of: "zone").map(Self.zone) {
                    if offset == nil {
                        note("zone is UTC or an offset such as \"+08:00\", not \(shown(value))", at: value)
                    }
                    dates.zoneOffset = offset
                }
            default: break
            }
        }
        return dates
    }

    private mutating func order(_ node: RuleNode, of key: String) -> Bool? {
        switch node.value {
        case .text("day-first", _): return false
        case .text("month-first", _): return true
        default:
            note("\(key) is day-first or month-first, not \(shown(node))", at: node)
            return nil
        }
    }

    private static func zone(_ text: String) -> Int? {
        if text == "UTC" || text == "Z" { return 0 }
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let sign = ["+": 1, "-": -1][text.prefix(1)],
            let hours = Int(text.dropFirst().prefix(2)), let minutes = Int(text.suffix(2)), hours <= 18, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }

    // MARK: - Several pages

    private mutating func combine(_ node: RuleNode) -> RuleCombine? {
        var source: RuleCombine.Source?
        var limit = RuleCombine.defaultLimit
        for (key, value) in pairs(node, of: "combine") {
            guard let name = isKnown(key, among: ["next", "pages", "limit"]) else { continue }
            switch name {
            case "limit":
                limit = number(value, of: name, in: 2...RuleCombine.maximumLimit) ?? limit
            default:
                if source != nil { note("combine has next or pages, not both", at: value) }
                guard let selector = selector(value, of: name) else { continue }
                source = name == "next" ? .next(selector) : .links(selector)
            }
        }
        guard let source else {
            note("combine needs next (the link to the next page) or pages (the links to all)", at: node)
            return nil
        }
        return RuleCombine(source: source, limit: limit)
    }
}
