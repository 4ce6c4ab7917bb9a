internal import StetText

extension ArticleDiff {
    /// In what two texts differ whose wording is the same: classes of difference in form.
    ///
    /// The diff itself folds nothing: "Cafe" and "café" are told as removed and added, and then that only case and
    /// accents differ.
    public struct Foldings: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// "Council" and "council".
        public static let letterCase = Foldings(rawValue: TextFolding.letterCase.rawValue)
        /// Full-width and half-width forms: "ＡＢＣ" and "ABC".
        public static let width = Foldings(rawValue: TextFolding.width.rawValue)
        /// The shapes of quotation marks and apostrophes: "it's" and "it’s".
        public static let quotationMarks = Foldings(rawValue: TextFolding.quotationMarks.rawValue)
        /// Hyphens, dashes and minus signs.
        public static let dashes = Foldings(rawValue: TextFolding.dashes.rawValue)
        /// "cafe" and "café"; the points of Hebrew and the vowel marks of Arabic.
        public static let diacritics = Foldings(rawValue: TextFolding.diacritics.rawValue)

        /// The names of the classes, in a fixed order: "case", "width", "quotation marks", "dashes", "diacritics".
        public var names: [String] {
            let named: [(Foldings, String)] = [
                (.letterCase, "case"), (.width, "width"), (.quotationMarks, "quotation marks"), (.dashes, "dashes"),
                (.diacritics, "diacritics"),
            ]
            return named.filter { contains($0.0) }.map(\.1)
        }

        /// The classes in which two texts differ; empty where they are equal or differ in wording.
        ///
        /// - Complexity: O(text).
        public init(from before: String, to after: String) {
            self.init(rawValue: TextFolding.difference(before, after)?.rawValue ?? 0)
        }
    }
}

extension [ArticleDiff.Segment] {
    /// The segments with their foldings: a removed one and the added one that follows it are compared.
    func withFoldings() -> [ArticleDiff.Segment] {
        var result = self
        for index in indices.dropFirst() where self[index].kind == .added && self[index - 1].kind == .removed {
            let foldings = ArticleDiff.Foldings(from: self[index - 1].text, to: self[index].text)
            result[index - 1].foldings = foldings
            result[index].foldings = foldings
        }
        return result
    }

    /// The classes of all changes together, where none of them is one of wording; else empty.
    var commonFoldings: ArticleDiff.Foldings {
        var foldings = ArticleDiff.Foldings()
        for segment in self where segment.kind == .removed || segment.kind == .added {
            if segment.foldings.isEmpty { return [] }
            foldings.formUnion(segment.foldings)
        }
        return foldings
    }
}
