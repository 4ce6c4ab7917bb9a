extension ArticleDiff {
    /// A link, emphasis or code that is another one now, is new or gone.
    ///
    /// A link is told whatever became of its words, unless they alone were edited; emphasis, strong text and code are
    /// told where their words stand on both sides.
    public struct MarkChange: Hashable, Sendable {
        public struct Mark: Hashable, Sendable {
            public var kind: DiffText.Mark.Kind
            /// The words it stands on.
            public var text: String

            public init(kind: DiffText.Mark.Kind, text: String) {
                self.kind = kind
                self.text = text
            }

            /// Where a link leads; nil for other marks.
            public var target: String? { if case .link(let target) = kind { target } else { nil } }
        }

        /// Nil for a mark that is new.
        public var before: Mark?
        /// Nil for one that is gone. Both are there where a link leads elsewhere.
        public var after: Mark?

        public init(before: Mark?, after: Mark?) {
            self.before = before
            self.after = after
        }
    }
}

extension TextDiff {
    /// What became of the marks of sentences that stand on both sides.
    ///
    /// - Complexity: O(log marks), and the product of the marks that differ, of which one sentence has few; beyond
    ///   `MarkPairing.bound` links are not paired.
    func markChanges(before sentences: [Int], after others: [Int]) -> [ArticleDiff.MarkChange] {
        let old = sentences.flatMap { before.marks(ofSentence: $0) }
        let new = others.flatMap { after.marks(ofSentence: $0) }
        guard old != new else { return [] }
        func words(_ text: DiffText, _ sentences: [Int]) -> String {
            sentences.map { String(decoding: text.bytes[text.sentences[$0]], as: UTF8.self) }.joined(separator: " ")
        }
        var pairing = MarkPairing(old, new, words: (words(before, sentences), words(after, others)))
        pairing.pair()
        return pairing.changes
    }
}

private struct MarkPairing {
    typealias Mark = ArticleDiff.MarkChange.Mark

    /// So many marks of one sentence that differ are paired; a link farm in one line is told as removed and added.
    static let bound = 256

    private var old: [Mark]
    private var new: [Mark]
    private var retargeted: [(old: Mark, new: Mark)] = []
    private let words: (before: String, after: String)

    init(_ old: [Mark], _ new: [Mark], words: (before: String, after: String)) {
        self.words = words
        var counts: [Mark: Int] = [:]
        for mark in old { counts[mark, default: 0] += 1 }
        self.new = new.filter { mark in
            guard let count = counts[mark], count > 0 else { return true }
            counts[mark] = count - 1
            return false
        }
        self.old = old.filter { mark in
            guard let count = counts[mark], count > 0 else { return false }
            counts[mark] = count - 1
            return true
        }
    }

    mutating func pair() {
        guard old.count <= Self.bound, new.count <= Self.bound else { return }
        // The same mark, in which words were edited, is no change of marks; nor is a link that has other words now, unless
        // it went over to other words that stood there before.
        drop { [words] old, new in
            old.kind == new.kind
                && (Self.shareWord(old.text, new.text)
                    || (old.target != nil && !words.after.contains(old.text) && !words.before.contains(new.text)))
        }
        retarget { $0.text == $1.text }
        retarget { Self.shareWord($0.text, $1.text) }
    }

    private mutating func drop(_ areOne: (Mark, Mark) -> Bool) {
        old.removeAll { mark in
            guard let index = new.firstIndex(where: { areOne(mark, $0) }) else { return false }
            new.remove(at: index)
            return true
        }
    }

    private mutating func retarget(_ areOne: (Mark, Mark) -> Bool) {
        old.removeAll { mark in
            guard mark.target != nil,
                let index = new.firstIndex(where: { $0.target != nil && areOne(mark, $0) })
            else { return false }
            retargeted.append((mark, new.remove(at: index)))
            return true
        }
    }

    private static func shareWord(_ one: String, _ two: String) -> Bool {
        let words = Set(one.lowercased().split(separator: " "))
        return two.lowercased().split(separator: " ").contains { words.contains($0) }
    }

    var changes: [ArticleDiff.MarkChange] {
        let isBounded = old.count <= Self.bound && new.count <= Self.bound
        func isTold(_ mark: Mark, _ otherWords: String) -> Bool {
            mark.target != nil || !isBounded || otherWords.contains(mark.text)
        }
        return retargeted.map { .init(before: $0.old, after: $0.new) }
            + old.filter { isTold($0, words.after) }.map { .init(before: $0, after: nil) }
            + new.filter { isTold($0, words.before) }.map { .init(before: nil, after: $0) }
    }
}

extension DiffText {
    /// No mark reaches over the border of a sentence.
    fileprivate func marks(ofSentence sentence: Int) -> [ArticleDiff.MarkChange.Mark] {
        guard sentences.indices.contains(sentence) else { return [] }
        let range = sentences[sentence]
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return marks[low...].prefix { $0.range.lowerBound < range.upperBound }.map {
            .init(kind: $0.kind, text: String(decoding: bytes[$0.range], as: UTF8.self))
        }
    }
}
