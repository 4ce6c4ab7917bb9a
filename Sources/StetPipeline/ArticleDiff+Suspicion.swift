internal import StetDiff
internal import StetExtract

extension ArticleDiff {
    /// So small a part of an article can be what stands in its place instead.
    private static let collapsedPart = 2
    /// Of shorter texts nothing can be told.
    private static let letterMinimum = 200

    /// Whether what stands now is not the article, by all signs: no sentence was kept or edited, less than half of the text is left, and
    /// that asks for consent, for a sign of being human or a sign-in, or tells an error, of which the article did not speak.
    ///
    /// All of them are needed: a text that was rewritten from end to end is a change, and so is one that was withdrawn.
    package var looksLikeFailedReading: Bool {
        guard text.sentenceLinks.isEmpty else { return false }
        func sentences(_ text: DiffText) -> [String] {
            text.sentences.map { String(decoding: text.bytes[$0], as: UTF8.self) }
        }
        let (before, after) = (sentences(text.before), sentences(text.after))
        func letterCount(_ sentences: [String]) -> Int { sentences.reduce(0) { $0 + $1.count } }
        let old = letterCount(before)
        guard old >= Self.letterMinimum, letterCount(after) * Self.collapsedPart <= old else { return false }
        let title = metadata.first { $0.field == "title" }?.after
        guard let wall = WallWording.kind(of: (title.map { [$0] } ?? []) + after) else { return false }
        return !WallWording.speaks(of: wall, before)
    }
}
