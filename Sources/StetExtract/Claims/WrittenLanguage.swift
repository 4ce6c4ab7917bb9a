internal import StetText

/// What language the article's own text is in: a claim like the others, the last to be asked.
enum WrittenLanguage {
    /// So much of the text is looked at, in bytes: what `LanguageGuess` reads.
    private static let window = 4_096

    static func claim(_ lines: [Line]) -> Claim? {
        var bytes: [UInt8] = []
        for line in lines where line.cut == nil && line.kind != .preformatted && bytes.count < window {
            bytes += Array(line.text.utf8)
            bytes.append(0x0A)
        }
        return LanguageGuess.writtenLanguage(of: bytes).map {
            Claim(field: .language, value: $0, source: .text, name: "letters and small words")
        }
    }
}
