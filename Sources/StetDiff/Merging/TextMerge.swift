/// Two texts that were both made from a third, as one: what only one of them changed is taken, what both changed
/// otherwise is a conflict.
///
/// Lines are merged first; where both sides touched the same lines their sentences are, and where both touched the
/// same sentences, their words. So edits in different sentences of a paragraph do not collide, nor do two in one
/// sentence with a word between them. A conflict is told in whole sentences, or lines.
///
/// Laws: `merge(b, b, x)`, `merge(b, x, b)` and `merge(b, x, x)` are x, byte by byte; swapping `local` and `new` swaps
/// the sides of the conflicts and nothing else. Text that moved is text taken out and put in.
public struct TextMerge: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        case merged([UInt8])
        case conflict(base: [UInt8], local: [UInt8], new: [UInt8])
    }

    /// In order; no two merged ones in a row, none of them empty.
    public private(set) var pieces: [Piece] = []

    /// - Parameter language: whose abbreviations and ordinals end no sentence.
    /// - Complexity: that of two diffs of lines, and of two of sentences and of words where both sides changed something.
    public init(base: [UInt8], local: [UInt8], new: [UInt8], language: String? = nil) {
        let texts = Sides(base: base, local: local, new: new)
        let merger = ThreeWayMerger(texts: texts, language: language)
        for part in merger.merge(texts.map { 0..<$0.count }, by: .lines) { append(part) }
    }

    public var conflictCount: Int {
        pieces.count {
            if case .conflict = $0 { return true }
            return false
        }
    }

    /// The one text; nil where there are conflicts.
    public var text: [UInt8]? {
        guard conflictCount == 0 else { return nil }
        guard case .merged(let bytes)? = pieces.first else { return [] }
        return bytes
    }

    private mutating func append(_ piece: Piece) {
        switch (pieces.last, piece) {
        case (_, .merged([])): break
        case (.merged(let bytes)?, .merged(let more)): pieces[pieces.count - 1] = .merged(bytes + more)
        default: pieces.append(piece)
        }
    }
}

/// One thing for each of the three texts.
struct Sides<Value> {
    var base: Value
    var local: Value
    var new: Value

    func map<Other>(_ transform: (Value) -> Other) -> Sides<Other> {
        Sides<Other>(base: transform(base), local: transform(local), new: transform(new))
    }
}
