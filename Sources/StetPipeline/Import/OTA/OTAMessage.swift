/// What a commit of an Open Terms Archive repository says of itself.
struct OTAMessage: Hashable {
    enum Kind {
        case first, change
        /// The snapshot before was read anew, with another declaration or engine.
        case technical
    }

    var kind: Kind
    /// The commits of the snapshots that a version was made of, in their order; perhaps shortened.
    var snapshots: [Substring]
    /// Where the source documents were fetched, where it is said.
    var locations: [String]

    /// The words that subjects begin with: those of today, and those before 2023.
    private static let prefixes: [(String, Kind)] = [
        ("First record of ", .first), ("Start tracking ", .first), ("Record new changes of ", .change),
        ("Update ", .change),
        ("Apply technical or declaration upgrade on ", .technical), ("Refilter ", .technical),
    ]
    private static let locationTrailer = "x-source-document-location"
    /// Ids are shortened to no less.
    private static let idDigitCount = 5...40

    /// Nil for a commit that is no record.
    init?(_ message: String) {
        guard let kind = Self.prefixes.first(where: { message.hasPrefix($0.0) })?.1 else { return nil }
        self.kind = kind
        snapshots = []
        locations = []
        for paragraph in message.split(separator: "\n\n").dropFirst() {
            // It repeats, out of order, some of those that are listed in full.
            guard !paragraph.hasPrefix("Changes since the previous version come from") else { continue }
            for line in paragraph.split(separator: "\n") {
                if let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == Self.locationTrailer {
                    locations.append(String(line[line.index(after: colon)...].drop { $0 == " " }))
                } else if let location = Self.numbered(line) {
                    // A location may hold what looks like an id.
                    locations.append(location)
                } else if !line.lowercased().hasPrefix("x-"), !line.hasPrefix("Document ID ") {
                    snapshots += Self.ids(in: line)
                }
            }
        }
    }

    /// "https://example.org/terms" of "2. https://example.org/terms".
    private static func numbered(_ line: Substring) -> String? {
        let number = line.prefix { $0.isASCII && $0.isNumber }
        guard !number.isEmpty, line.dropFirst(number.count).hasPrefix(". ") else { return nil }
        return String(line.dropFirst(number.count + 2))
    }

    /// The runs of hexadecimal digits between other characters that are long enough for an id.
    private static func ids(in line: Substring) -> [Substring] {
        line.split { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") }.filter { word in
            idDigitCount.contains(word.utf8.count)
                && word.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        }
    }
}
