internal import StetExtract
internal import StetHTML

/// Declarations of Open Terms Archive, as its collections publish them.
///
/// Source: the "Service declaration" reference of Open Terms Archive's documentation; "documents" is the older name of
/// "terms".
extension RuleNodeReader {
    private static let keys = ["name", "terms", "documents", "importedFrom"]
    private static let documentKeys = ["fetch", "select", "remove", "filter", "executeClientScripts"]

    /// What a document says, or inherits from the terms it is combined in.
    private struct Document {
        var fetch: String?
        /// An address that was told to be none is not missed as well.
        var hasFetch = false
        var select: [RulePart] = []
        var remove: [RulePart] = []
        var needsBrowser = false
    }

    /// Reads a declaration: one rule for each of its terms.
    mutating func declaration(_ root: RuleNode) -> [SiteRule] {
        var rules: [SiteRule] = []
        var hasTerms = false
        for (key, value) in pairs(root, of: "a declaration") {
            guard let name = isKnown(key, among: Self.keys) else { continue }
            guard name == "terms" || name == "documents" else { continue }
            hasTerms = true
            for (type, terms) in pairs(value, of: name) {
                guard case .text(let title, _) = type.value else { continue }
                if let rule = self.terms(terms, title: title, at: type) { rules.append(rule) }
            }
        }
        if !hasTerms { note("a declaration has \"terms\"; other JSON does not belong among the rules", at: root) }
        return rules
    }

    private mutating func terms(_ node: RuleNode, title: String, at key: RuleNode) -> SiteRule? {
        var combined: RuleNode?
        var common = Document()
        for (key, value) in pairs(node, of: title) {
            guard let name = isKnown(key, among: Self.documentKeys + ["combine"]) else { continue }
            if name == "combine" { combined = value } else { read(name, value, into: &common) }
        }
        var documents = [common]
        if let combined {
            if common.fetch != nil { note("fetch stands in the parts of combine, not beside it", at: combined) }
            let items = items(combined, of: "combine")
            guard items.count <= RuleCombine.maximumLimit else {
                note("combine has \(items.count) parts; \(RuleCombine.maximumLimit) are the most", at: combined)
                return nil
            }
            documents = items.map { item in
                var document = common
                for (key, value) in pairs(item, of: "a part of combine") {
                    guard let name = isKnown(key, among: Self.documentKeys) else { continue }
                    read(name, value, into: &document)
                }
                if !document.hasFetch { note("a part of combine needs fetch: its address", at: item) }
                return document
            }
        }
        guard let first = documents.first, let address = first.fetch else {
            if combined == nil, !common.hasFetch { note("\"\(title)\" needs fetch: its address", at: key) }
            return nil
        }
        guard let url = WebURL(address), let host = url.host.flatMap({ HostPattern($0) }),
            let path = PathPattern(url.path + (url.query.map { "?" + $0 } ?? "") + "$")
        else { return nil }
        var rule = SiteRule(name: "\(self.path) (\(title))", path: self.path)
        (rule.line, rule.column) = (key.line, key.column)
        rule.hosts = [host]
        rule.paths = [path]
        rule.content = first.select.isEmpty ? [] : [first.select]
        rule.takesWhole = !first.select.isEmpty
        rule.remove = first.remove
        rule.needsBrowser = documents.contains(where: \.needsBrowser)
        if documents.count > 1 {
            rule.combine = RuleCombine(
                source: .addresses(
                    documents.map { document in
                        RuleCombine.Part(
                            address: document.fetch ?? "", content: document.select.isEmpty ? [] : [document.select],
                            remove: document.remove)
                    }), limit: documents.count)
        }
        return rule
    }

    private mutating func read(_ name: String, _ value: RuleNode, into document: inout Document) {
        switch name {
        case "fetch":
            document.hasFetch = true
            guard let text = text(value, of: name) else { return }
            if let url = WebURL(text), url.scheme == "http" || url.scheme == "https" {
                document.fetch = text
            } else {
                note("fetch is an address that begins with http:// or https://, not \(shown(value))", at: value)
            }
        case "select": document.select = parts(value, of: name)
        case "remove": document.remove = value.isEmpty ? [] : parts(value, of: name)
        case "executeClientScripts": document.needsBrowser = flag(value, of: name) ?? false
        default: filters(value)
        }
    }

    /// Filters are programs; of the one that Open Terms Archive has built in, Stet does what it is for by itself.
    private mutating func filters(_ node: RuleNode) {
        for item in items(node, of: "filter") {
            switch item.value {
            case .text(let name, _):
                note(
                    "the filter \"\(name)\" is JavaScript, which is not run; what it would change stays as it is",
                    at: item, isWarning: true)
            case .map(let pairs):
                for (key, _) in pairs {
                    guard case .text(let name, _) = key.value else { continue }
                    note(
                        name == "removeQueryParams"
                            ? "the filter removeQueryParams is not applied; tracking parameters are taken out of all links anyway"
                            : "the filter \"\(name)\" is JavaScript, which is not run; what it would change stays as it is",
                        at: key, isWarning: true)
                }
            case .list: note("a filter is a name, not a list", at: item)
            }
        }
    }
}
