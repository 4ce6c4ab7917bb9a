/// What a view says above a variant table: which article, and which versions of it.
public struct VariantHeading: Hashable, Sendable {
    /// One version: the sign that stands for it in the table, and what it is.
    public struct Version: Hashable, Sendable {
        /// Short, without blanks: "A", "@3".
        public var siglum: String
        /// A file's name, or when the revision was seen.
        public var label: String
        /// ISO 8601, for machines.
        public var time: String?

        public init(siglum: String, label: String, time: String? = nil) {
            self.siglum = siglum
            self.label = label
            self.time = time
        }
    }

    public var title: String?
    public var url: String?
    /// The article's language, as a BCP 47 tag.
    public var language: String?
    /// As many as the table has, in its order.
    public var versions: [Version]

    public init(title: String? = nil, url: String? = nil, language: String? = nil, versions: [Version]) {
        self.title = title
        self.url = url
        self.language = language
        self.versions = versions
    }

    /// A, B, … Z, AA, AB, …: what editions call their witnesses.
    public static func siglum(_ index: Int) -> String {
        var text = ""
        var rest = index + 1
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    /// The sigla of versions, with runs of three and more as a range: "A, C–E".
    func sigla(_ indices: [Int]) -> String {
        var parts: [String] = []
        var start = 0
        while start < indices.count {
            var end = start
            while end + 1 < indices.count, indices[end + 1] == indices[end] + 1 { end += 1 }
            if end - start >= 2 {
                parts.append("\(versions[indices[start]].siglum)–\(versions[indices[end]].siglum)")
            } else {
                parts += indices[start...end].map { versions[$0].siglum }
            }
            start = end + 1
        }
        return parts.joined(separator: ", ")
    }
}
