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
        /// White space that parts no words: "« oui »" and "«oui»", "1.80 m" and "1.80m".
        public static let spacing = Foldings(rawValue: TextFolding.spacing.rawValue)
        /// "..." and "…".
        public static let ellipses = Foldings(rawValue: TextFolding.ellipses.rawValue)

        /// The names of the classes, in a fixed order: "case", "width", "quotation marks", "dashes", "diacritics", "spacing",
        /// "ellipses".
        public var names: [String] {
            let named: [(Foldings, String)] = [
                (.letterCase, "case"), (.width, "width"), (.quotationMarks, "quotation marks"), (.dashes, "dashes"),
                (.diacritics, "diacritics"), (.spacing, "spacing"), (.ellipses, "ellipses"),
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
    /// The segments with their foldings: a removed one and the added one that follows it are compared, and white space that came
    /// or went alone parts no words, as these would be others.
    func withFoldings() -> [ArticleDiff.Segment] {
        var result = self
        for index in indices where self[index].isChange && Byte.areBlank(self[index].text.utf8) {
            result[index].foldings = .spacing
        }
        for index in indices.dropFirst() where self[index].kind == .added && self[index - 1].kind == .removed {
            if !result[index].foldings.isEmpty || !result[index - 1].foldings.isEmpty { continue }
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
