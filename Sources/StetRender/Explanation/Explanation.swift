/// How a page was read, as the views of `stet extract` show it: plain values, so that any reader of pages can be shown.
public struct Explanation: Sendable {
    public struct Block: Sendable {
        public enum Kind: Sendable, Equatable {
            case paragraph, heading(Int), item, cell, preformatted, caption
        }

        public var kind: Kind
        public var text: String
        public var isKept: Bool
        public var score: Int
        /// Why it was kept or left out, in words.
        public var reason: String
        /// What sort of reason that is: a key of ``Explanation/sorts``. Unknown ones are shown as "other".
        public var sort: String
        /// The elements around the block, outermost first.
        public var place: [String]

        public init(
            kind: Kind = .paragraph, text: String, isKept: Bool, score: Int, reason: String, sort: String,
            place: [String] = []
        ) {
            self.kind = kind
            self.text = text
            self.isKept = isKept
            self.score = score
            self.reason = reason
            self.sort = sort
            self.place = place
        }
    }

    public struct Field: Sendable {
        public var name: String
        /// What is recorded, of all that is claimed.
        public var value: String?
        public var claims: [Claim]

        public init(name: String, value: String?, claims: [Claim]) {
            self.name = name
            self.value = value
            self.claims = claims
        }
    }

    public struct Claim: Sendable {
        public var value: String
        /// Where the page says so, and in which of the source's words: "OpenGraph", "og:title".
        public var source: String
        public var name: String
        /// Whether this is what was recorded.
        public var isRecorded: Bool

        public init(value: String, source: String, name: String, isRecorded: Bool) {
            self.value = value
            self.source = source
            self.name = name
            self.isRecorded = isRecorded
        }
    }

    /// The page's name: its file or address.
    public var name: String
    public var title: String?
    public var url: String?
    public var language: String?
    /// The encoding the page was read in, and who said so.
    public var encoding: String
    /// Further things to know, such as how a rule fared: one a line.
    public var notes: [String]
    public var blocks: [Block]
    public var fields: [Field]

    public init(
        name: String, title: String? = nil, url: String? = nil, language: String? = nil, encoding: String = "UTF-8",
        notes: [String] = [], blocks: [Block], fields: [Field] = []
    ) {
        self.name = name
        self.title = title
        self.url = url
        self.language = language
        self.encoding = encoding
        self.notes = notes
        self.blocks = blocks
        self.fields = fields
    }

    /// The sorts of reasons for leaving a block out, with what a legend says of them.
    static let sorts: [(key: String, label: String)] = [
        ("surroundings", "around every article of the site"), ("requests", "wants something of the reader"),
        ("facts", "says something about the article"), ("place", "stands in the wrong place"),
        ("repetition", "said before, or hidden"), ("other", "another reason"),
    ]

    static func sortKey(_ sort: String) -> String { sorts.contains { $0.key == sort } ? sort : "other" }

    /// How many blocks there are for each reason, kept ones first, then by number; equal numbers in the page's order.
    var counts: [(reason: String, isKept: Bool, count: Int)] {
        var places: [String: Int] = [:]
        var counts: [(reason: String, isKept: Bool, count: Int)] = []
        for block in blocks {
            let key = (block.isKept ? "+" : "-") + block.reason
            if let place = places[key] {
                counts[place].count += 1
            } else {
                places[key] = counts.count
                counts.append((block.reason, block.isKept, 1))
            }
        }
        return counts.enumerated().sorted { left, right in
            (left.element.isKept ? 0 : 1, -left.element.count, left.offset)
                < (right.element.isKept ? 0 : 1, -right.element.count, right.offset)
        }.map(\.element)
    }

    /// "9 of 14 blocks are the article: 8 article, 1 caption. Left out: 4 navigation, 1 page footer."
    var summary: String {
        let counts = counts
        let kept = blocks.reduce(0) { $0 + ($1.isKept ? 1 : 0) }
        func list(_ isKept: Bool) -> String {
            counts.filter { $0.isKept == isKept }.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
        }
        var text = "\(kept) of \(blocks.count) block\(blocks.count == 1 ? "" : "s") kept"
        if kept > 0 { text += ": " + list(true) }
        text += "."
        if kept < blocks.count { text += " Left out: " + list(false) + "." }
        return text
    }
}
