extension ArticleDiff {
    /// Words inside quotation marks that are others now, are new or gone, or whose marks are.
    public struct QuotationChange: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// Other words stand inside the marks.
            case edited
            case added, removed
            /// Words that stood there without marks have them now; or the reverse.
            case quoted, unquoted
        }

        public var kind: Kind
        /// The words between the marks, as byte ranges of `text.before` and `text.after`; nil where there is none.
        public var before: Range<Int>?
        public var after: Range<Int>?
        /// Of an edited one: in what it differs, where the wording is the same.
        public var foldings: Foldings

        public init(kind: Kind, before: Range<Int>?, after: Range<Int>?, foldings: Foldings = []) {
            self.kind = kind
            self.before = before
            self.after = after
            self.foldings = foldings
        }
    }

    /// The words of a quotation on both sides; nil where there is none.
    public func words(of quotation: QuotationChange) -> (before: String?, after: String?) {
        (
            quotation.before.map { String(decoding: text.before.bytes[$0], as: UTF8.self) },
            quotation.after.map { String(decoding: text.after.bytes[$0], as: UTF8.self) }
        )
    }
}

/// Pairs the quotations of both sides by the text they share, then by the sentences they stand in.
///
/// - Complexity: O(text + (matches + quotations) · log quotations).
struct QuotationComparison {
    private let diff: TextDiff
    private let before: [Range<Int>]
    private let after: [Range<Int>]
    private var mateOfBefore: [Int?]
    private var mateOfAfter: [Int?]
    /// The bytes of each quotation that stand on the other side, too, in quotation marks or not.
    private var keptBefore: [Int]
    private var keptAfter: [Int]

    init(_ diff: TextDiff) {
        self.diff = diff
        before = QuotationFinder(diff.before).ranges
        after = QuotationFinder(diff.after).ranges
        mateOfBefore = Array(repeating: nil, count: before.count)
        mateOfAfter = Array(repeating: nil, count: after.count)
        keptBefore = Array(repeating: 0, count: before.count)
        keptAfter = Array(repeating: 0, count: after.count)
        guard !before.isEmpty || !after.isEmpty else { return }
        pairByText()
        pairBySentences()
    }

    private mutating func pairByText() {
        var shared: [UInt64: Int] = [:]
        for match in diff.matches {
            let x = Self.indices(of: before, touching: match.before)
            let y = Self.indices(of: after, touching: match.after)
            guard !x.isEmpty || !y.isEmpty else { continue }
            let isPlain = match.before.count == match.after.count
            let pieces =
                isPlain
                ? [(match.before, match.after)]
                : FoldedText.pieces(diff.before.bytes, match.before, diff.after.bytes, match.after)
            for (a, b) in pieces {
                for i in Self.indices(of: before, touching: a) { keptBefore[i] += before[i].clamped(to: a).count }
                for j in Self.indices(of: after, touching: b) {
                    let part = after[j].clamped(to: b)
                    keptAfter[j] += part.count
                    let shift = a.lowerBound - b.lowerBound
                    let source = part.lowerBound + shift..<part.upperBound + shift
                    for i in Self.indices(of: before, touching: source) {
                        shared[UInt64(i) << 32 | UInt64(j), default: 0] += before[i].clamped(to: source).count
                    }
                }
            }
        }
        for (pair, _) in shared.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            link(Int(pair >> 32), Int(pair & 0xffff_ffff))
        }
    }

    private mutating func link(_ i: Int, _ j: Int) {
        guard mateOfBefore[i] == nil, mateOfAfter[j] == nil else { return }
        mateOfBefore[i] = j
        mateOfAfter[j] = i
    }

    /// What shares no text but stands in the same sentence, as many on both sides, was rewritten.
    private mutating func pairBySentences() {
        for link in diff.sentenceLinks where link.isEdited {
            let x = free(before, in: link.before.map { diff.before.sentences[$0] }, mateOfBefore)
            let y = free(after, in: link.after.map { diff.after.sentences[$0] }, mateOfAfter)
            guard x.count == y.count else { continue }
            for (i, j) in zip(x, y) { self.link(i, j) }
        }
    }

    private func free(_ quotations: [Range<Int>], in sentences: [Range<Int>], _ mates: [Int?]) -> [Int] {
        sentences.flatMap { sentence in
            Self.indices(of: quotations, touching: sentence).filter {
                mates[$0] == nil && quotations[$0].lowerBound >= sentence.lowerBound
            }
        }
    }

    private static func indices(of quotations: [Range<Int>], touching range: Range<Int>) -> Range<Int> {
        var low = 0
        var high = quotations.count
        while low < high {
            let middle = (low + high) / 2
            if quotations[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < quotations.count, quotations[end].lowerBound < range.upperBound { end += 1 }
        return low..<end
    }

    /// The words of a quotation without a comma or full stop that closes them. Question marks and dots in a row say something.
    private static func withoutClosing(_ bytes: [UInt8], _ words: Range<Int>) -> Range<Int> {
        let isClosed = closings.first { bytes[words].hasSuffix($0) }
        guard let closing = isClosed, closing.count < words.count else { return words }
        let rest = words.dropLast(closing.count)
        return bytes[rest].hasSuffix(Array(".".utf8)) ? words : rest
    }

    private static let closings = [",", ".", "，", "。", "、", "،", "۔", "।"].map { Array($0.utf8) }

    func changes() -> [ArticleDiff.QuotationChange] {
        var changes: [ArticleDiff.QuotationChange] = []
        for (j, words) in after.enumerated() {
            if let i = mateOfAfter[j] {
                // The mark at the end goes with the sentence around the quotation: “We act,” she said. She said: “We act.”
                let (was, isNow) = (
                    Self.withoutClosing(diff.before.bytes, before[i]), Self.withoutClosing(diff.after.bytes, words)
                )
                guard !FoldedText.areEqual(diff.before.bytes, was, diff.after.bytes, isNow) else { continue }
                let foldings = ArticleDiff.Foldings(
                    from: String(decoding: diff.before.bytes[was], as: UTF8.self),
                    to: String(decoding: diff.after.bytes[isNow], as: UTF8.self))
                changes.append(.init(kind: .edited, before: before[i], after: words, foldings: foldings))
            } else {
                let isKept = keptAfter[j] * 2 >= words.count
                changes.append(.init(kind: isKept ? .quoted : .added, before: nil, after: words))
            }
        }
        for (i, words) in before.enumerated() where mateOfBefore[i] == nil {
            let isKept = keptBefore[i] * 2 >= words.count
            changes.append(.init(kind: isKept ? .unquoted : .removed, before: words, after: nil))
        }
        return changes
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool { self.suffix(suffix.count).elementsEqual(suffix) }
}
