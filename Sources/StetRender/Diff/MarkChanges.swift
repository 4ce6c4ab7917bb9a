import StetDiff

/// Marks (links, emphasis, code) that only one side of a sentence has: what a `reformatted` piece does not say.
struct MarkChanges {
    struct Mark: Hashable {
        var kind: DiffText.Mark.Kind
        var text: String

        var target: String? { if case .link(let target) = kind { target } else { nil } }

        var name: String {
            switch kind {
            case .emphasis: "emphasis"
            case .strong: "strong"
            case .code: "code"
            case .link: "link"
            }
        }
    }

    private(set) var removed: [Mark] = []
    private(set) var added: [Mark] = []

    var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// - Complexity: O(log marks) and the marks of the sentence.
    init(_ sentence: ArticleDiff.SentenceChange, in text: TextDiff) {
        let before = sentence.before.flatMap { text.before.marks(ofSentence: $0) }
        let after = sentence.after.flatMap { text.after.marks(ofSentence: $0) }
        var counts: [Mark: Int] = [:]
        for mark in before { counts[mark, default: 0] += 1 }
        for mark in after {
            if counts[mark, default: 0] > 0 { counts[mark, default: 0] -= 1 } else { added.append(mark) }
        }
        for mark in before where counts[mark, default: 0] > 0 {
            counts[mark, default: 0] -= 1
            removed.append(mark)
        }
    }

    /// How many links lead elsewhere, are new or gone.
    var linkCount: Int {
        max(removed.count { $0.target != nil }, added.count { $0.target != nil })
    }

    /// "link https://a.example/ → https://b.example/, emphasis added".
    var note: String {
        var parts: [String] = []
        var added = added
        for mark in removed {
            // A link whose words stayed leads elsewhere now.
            if let target = mark.target,
                let index = added.firstIndex(where: { $0.target != nil && $0.text == mark.text })
            {
                parts.append("link \(target) → \(added[index].target ?? "")")
                added.remove(at: index)
            } else {
                parts.append(mark.target.map { "link to \($0) removed" } ?? "\(mark.name) removed")
            }
        }
        for mark in added { parts.append(mark.target.map { "link to \($0) added" } ?? "\(mark.name) added") }
        return parts.joined(separator: ", ")
    }
}

extension DiffText {
    /// No mark reaches over the border of a sentence.
    fileprivate func marks(ofSentence sentence: Int) -> [MarkChanges.Mark] {
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

extension DiffReading {
    /// What became of the marks of a sentence; nil where nothing did.
    func markChanges(of sentence: ArticleDiff.SentenceChange) -> MarkChanges? {
        guard sentence.segments.contains(where: { $0.kind == .reformatted }) else { return nil }
        let changes = MarkChanges(sentence, in: diff.text)
        return changes.isEmpty ? nil : changes
    }

    /// What stands in brackets before and after the words of a sentence, already made visible.
    func sentenceNotes(
        _ sentence: ArticleDiff.SentenceChange, in block: ArticleDiff.BlockChange
    ) -> (leading: String?, trailing: String?) {
        let trailing = markChanges(of: sentence).map { VisibleText.line($0.note) }
        switch sentence.kind {
        case .moved where block.kind != .moved, .split, .merged: return (note(on: sentence), trailing)
        default: return (nil, trailing)
        }
    }
}
