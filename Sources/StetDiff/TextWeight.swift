/// How much a stretch of text says: its tokens, and their substance together.
struct TextWeight {
    private(set) var tokens = 0
    private(set) var substance = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var found = TextTokens()
        var vocabulary = Vocabulary(capacity: 16)
        found.append(bytes.span, range, vocabulary: &vocabulary)
        tokens = found.count
        substance = found.ids.reduce(0) { $0 + Int(vocabulary.substance($1)) }
    }

    /// Whether there is nothing but white space.
    static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { range.allSatisfy { Byte.isBlank(bytes[$0]) } }
}
