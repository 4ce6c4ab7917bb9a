internal import StetHTML

/// How an article was read: every block of the page with the decision about it, every claim about the article.
public struct ExtractionReport: Sendable {
    public struct Candidate: Sendable {
        /// The block's text, white space folded.
        public var text: String
        public var kind: Kind
        public var isKept: Bool
        /// How much the block speaks for an article around it: the weight of its unlinked running text.
        public var score: Int
        /// Why it was left out; "article" or "caption" where it was not, ", as before" where the past decided.
        public var reason: String
        /// What sort of reason that is.
        public var sort: ReasonSort
        fileprivate var node: Int
    }

    /// What a block is by its element.
    public enum Kind: Sendable, Equatable {
        case paragraph, heading(Int), item, cell, preformatted, caption
    }

    public var candidates: [Candidate]
    public var claims: [Claim]
    /// How the site's rule fared, where one was used.
    public var rule: RuleReport?
    private let document: HTMLDocument?

    init(lines: [Line], claims: [Claim], document: HTMLDocument? = nil) {
        candidates = lines.map { line in
            Candidate(
                text: line.text, kind: Kind(line.kind), isKept: line.cut == nil,
                score: max(0, line.shape.weight - line.linkWeight),
                reason: line.cut?.rawValue
                    ?? (line.kind == .caption ? "caption" : "article") + (line.isKeptByPast ? ", as before" : "")
                        + (line.past?.foreignSentences.isEmpty == false ? ", less sentences of the site's" : ""),
                sort: line.cut?.sort ?? .kept, node: line.block)
        }
        self.claims = claims
        self.document = document
    }

    /// Adds the blocks of a further page of the article. They have no place in the first page's document.
    mutating func append(_ page: ExtractionReport, number: Int) {
        candidates += page.candidates.map { candidate in
            var candidate = candidate
            candidate.node = 0
            return candidate
        }
        rule?.warnings += (page.rule?.warnings ?? []).map { "page \(number): \($0)" }
    }

    /// The elements around a block, outermost first and its own last, each with its id or first class: `div#story`.
    ///
    /// Empty on a page without elements. Worked out when asked for: most reports are never looked at.
    ///
    /// - Complexity: O(``maximumPlaceLength``).
    public func place(of candidate: Candidate) -> [String] {
        guard let document, candidate.node > 0 else { return [] }
        var labels = [document[candidate.node].label]
        for element in document[candidate.node].ancestors.prefix(Self.maximumPlaceLength - 1) {
            labels.append(element.label)
        }
        return labels.reversed()
    }

    /// The most elements of a place; the outer ones of deeper blocks are left out.
    static let maximumPlaceLength = 8
}

extension HTMLNode {
    /// The element's name with its id or first class, as a selector has it.
    fileprivate var label: String {
        for (attribute, sign) in [(HTMLAttributeName("id"), "#"), ("class", ".")] {
            guard let value = attributeBytes(attribute)?.split(whereSeparator: { $0 <= 0x20 }).first else { continue }
            return self.name + sign + String(decoding: value.prefix(Self.maximumLabelByteCount), as: UTF8.self)
        }
        return name
    }

    /// Generated names can be any length; people's are shorter than this.
    private static let maximumLabelByteCount = 40
}

extension ExtractionReport.Kind {
    fileprivate init(_ kind: Line.Kind) {
        self =
            switch kind {
            case .paragraph, .term: .paragraph
            case .heading(let level): .heading(level)
            case .item: .item
            case .cell: .cell
            case .preformatted: .preformatted
            case .caption: .caption
            }
    }
}

extension ExtractionReport: CustomStringConvertible {
    /// What the site's rule found, after "%"; then one line a block - "+" where it was kept, its score, the reason, its beginning - then one line a claim.
    public var description: String {
        var text = ""
        if let rule {
            text += "% rule \(rule.name)\n"
            for warning in rule.warnings { text += "% warning: \(warning)\n" }
            for note in rule.notes { text += "% \(note)\n" }
        }
        for candidate in candidates {
            let excerpt = candidate.text.prefix(Self.excerptLength)
            text += "\(candidate.isKept ? "+" : "-") \(candidate.score) [\(candidate.reason)] \(excerpt)\n"
        }
        for claim in claims {
            text += "# \(claim.field.rawValue) from \(claim.source.rawValue) (\(claim.name)): \(claim.value)\n"
        }
        return text
    }

    private static let excerptLength = 120
}
