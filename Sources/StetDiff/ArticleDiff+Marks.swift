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
    /// - Complexity: O(log marks + text · marks that differ), of which at most `MarkPairing.bound` are looked at.
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

    /// So many marks of one sentence that differ are paired, more than any sentence has that is read; a farm of links in
    /// one line is told as removed and added. It bounds the pairs that are looked at, and the searches in the text.
    static let bound = 64

    fileprivate struct Entry {
        let mark: Mark
        let words: Set<String>
        /// Whether its words stand on the other side, marked or not.
        let isKept: Bool

        init(_ mark: Mark, otherWords: String?) {
            self.mark = mark
            words = otherWords == nil ? [] : Set(mark.text.lowercased().split(separator: " ").map(String.init))
            isKept = otherWords.map { $0.contains(mark.text) } ?? true
        }
    }

    private var old: [Entry]
    private var new: [Entry]
    private var retargeted: [(old: Mark, new: Mark)] = []

    init(_ old: [Mark], _ new: [Mark], words: (before: String, after: String)) {
        var counts: [Mark: Int] = [:]
        for mark in old { counts[mark, default: 0] += 1 }
        let added = new.filter { mark in
            guard let count = counts[mark], count > 0 else { return true }
            counts[mark] = count - 1
            return false
        }
        let removed = old.filter { mark in
            guard let count = counts[mark], count > 0 else { return false }
            counts[mark] = count - 1
            return true
        }
        let isBounded = removed.count <= Self.bound && added.count <= Self.bound
        self.old = removed.map { Entry($0, otherWords: isBounded ? words.after : nil) }
        self.new = added.map { Entry($0, otherWords: isBounded ? words.before : nil) }
    }

    mutating func pair() {
        guard old.count <= Self.bound, new.count <= Self.bound else { return }
        // The same mark, in which words were edited, is no change of marks; nor is a link that has other words now, unless
        // it went over to other words that stood there before.
        pair { old, new in
            old.mark.kind == new.mark.kind
                && (!old.words.isDisjoint(with: new.words) || (old.mark.target != nil && !old.isKept && !new.isKept))
        }
        for (one, two) in pair({ $0.isLink && $1.isLink && $0.mark.text == $1.mark.text }) {
            retargeted.append((one.mark, two.mark))
        }
        for (one, two) in pair({ $0.isLink && $1.isLink && !$0.words.isDisjoint(with: $1.words) }) {
            retargeted.append((one.mark, two.mark))
        }
    }

    /// Takes out what is one, the first left to the first left.
    @discardableResult private mutating func pair(_ areOne: (Entry, Entry) -> Bool) -> [(Entry, Entry)] {
        var pairs: [(Entry, Entry)] = []
        var left: [Entry] = []
        for entry in old {
            if let index = new.firstIndex(where: { areOne(entry, $0) }) {
                pairs.append((entry, new.remove(at: index)))
            } else {
                left.append(entry)
            }
        }
        old = left
        return pairs
    }

    var changes: [ArticleDiff.MarkChange] {
        retargeted.map { .init(before: $0.old, after: $0.new) }
            + old.filter { $0.isLink || $0.isKept }.map { .init(before: $0.mark, after: nil) }
            + new.filter { $0.isLink || $0.isKept }.map { .init(before: nil, after: $0.mark) }
    }
}

extension MarkPairing.Entry {
    fileprivate var isLink: Bool { mark.target != nil }
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
