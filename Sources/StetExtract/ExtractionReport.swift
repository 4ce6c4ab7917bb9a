/// How an article was read: every block of the page with the decision about it, every claim about the article.
public struct ExtractionReport: Sendable {
    public struct Candidate: Sendable {
        /// The beginning of the block's text.
        public var excerpt: String
        public var isKept: Bool
        /// How much the block speaks for an article around it: the weight of its unlinked running text.
        public var score: Int
        /// Why it was left out; "article" where it was not, ", as before" where the past decided.
        public var reason: String
    }

    public var candidates: [Candidate]
    public var claims: [Claim]

    static let excerptLength = 120

    init(lines: [Line], claims: [Claim]) {
        candidates = lines.map { line in
            Candidate(
                excerpt: String(line.text.prefix(Self.excerptLength)), isKept: line.cut == nil,
                score: max(0, line.shape.weight - line.linkWeight),
                reason: line.cut?.rawValue
                    ?? (line.kind == .caption ? "caption" : "article") + (line.isKeptByPast ? ", as before" : ""))
        }
        self.claims = claims
    }
}

extension ExtractionReport: CustomStringConvertible {
    /// One line a block - "+" where it was kept, its score, the reason, its beginning - then one line a claim.
    public var description: String {
        var text = ""
        for candidate in candidates {
            text += "\(candidate.isKept ? "+" : "-") \(candidate.score) [\(candidate.reason)] \(candidate.excerpt)\n"
        }
        for claim in claims {
            text += "# \(claim.field.rawValue) from \(claim.source.rawValue) (\(claim.name)): \(claim.value)\n"
        }
        return text
    }
}
