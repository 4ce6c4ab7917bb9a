import StetDiff

/// A diff written down as a person would: blocks of sentences with `[-removed-]` and `{+added+}` words.
struct WrittenDiff {
    struct Entry {
        var kind: ArticleDiff.BlockChange.Kind
        var block: DiffText.BlockKind
        var sentences: [String]
        /// Ties a moved block to its old place.
        var name = ""
    }

    private var entries: [Entry] = []
    private var metadata: [ArticleDiff.FieldChange] = []

    func block(
        _ kind: ArticleDiff.BlockChange.Kind, _ sentences: String..., as block: DiffText.BlockKind = .paragraph,
        name: String = ""
    ) -> WrittenDiff {
        var copy = self
        copy.entries.append(Entry(kind: kind, block: block, sentences: sentences, name: name))
        return copy
    }

    func field(_ field: String, _ before: String?, _ after: String?, words: String? = nil) -> WrittenDiff {
        var copy = self
        copy.metadata.append(.init(field: field, before: before, after: after, words: words.map(segments)))
        return copy
    }

    var diff: ArticleDiff {
        var before = Side()
        var after = Side()
        var oldPlaces: [String: Int] = [:]
        for entry in entries where entry.kind != .moved && entry.kind != .added {
            let texts =
                entry.kind == .movedAway
                ? entries.first { $0.kind == .moved && $0.name == entry.name }?.sentences ?? [] : entry.sentences
            if entry.kind == .movedAway { oldPlaces[entry.name] = before.blocks.count }
            before.add(entry.block, texts.map { joined(segments($0), without: .added) }.filter { !$0.isEmpty })
        }
        var changes: [ArticleDiff.BlockChange] = []
        var nextBefore = 0
        for entry in entries {
            var change = ArticleDiff.BlockChange(kind: entry.kind, before: [], after: [], sentences: [])
            if entry.kind == .moved {
                change.before = [oldPlaces[entry.name] ?? 0]
            } else if entry.kind != .added {
                change.before = [nextBefore]
                nextBefore += 1
            }
            if entry.kind != .removed, entry.kind != .movedAway {
                change.after = [after.blocks.count]
                after.add(
                    entry.block, entry.sentences.map { joined(segments($0), without: .removed) }.filter { !$0.isEmpty })
            }
            var beforeSentence = change.before.first.map { before.blocks[$0].sentences.lowerBound } ?? 0
            var afterSentence = change.after.first.map { after.blocks[$0].sentences.lowerBound } ?? 0
            for written in entry.kind == .movedAway ? [] : entry.sentences {
                let pieces = segments(written)
                var sentence = ArticleDiff.SentenceChange(kind: .equal, before: [], after: [], segments: pieces)
                if !pieces.allSatisfy({ $0.kind == .added }) {
                    sentence.before = [beforeSentence]
                    beforeSentence += 1
                }
                if !pieces.allSatisfy({ $0.kind == .removed }) {
                    sentence.after = [afterSentence]
                    afterSentence += 1
                }
                sentence.kind =
                    sentence.before.isEmpty
                    ? .added
                    : sentence.after.isEmpty
                        ? .removed
                        : pieces.contains { $0.kind == .added || $0.kind == .removed }
                            ? .edited : pieces.contains { $0.kind == .reformatted } ? .reformatted : .equal
                change.sentences.append(sentence)
            }
            changes.append(change)
        }
        let text = TextDiff(
            before: before.text, after: after.text, matches: [], sentenceLinks: [], blockLinks: [])
        return ArticleDiff(metadata: metadata, text: text, blocks: changes)
    }

    private struct Side {
        var text = DiffText(bytes: [], blocks: [], sentences: [])
        var blocks: [DiffText.Block] { text.blocks }

        mutating func add(_ kind: DiffText.BlockKind, _ sentences: [String]) {
            if !text.bytes.isEmpty { text.bytes += Array("\n\n".utf8) }
            let start = text.bytes.count
            let first = text.sentences.count
            for (index, sentence) in sentences.enumerated() {
                if index > 0 { text.bytes.append(0x20) }
                let begin = text.bytes.count
                text.bytes += Array(sentence.utf8)
                text.sentences.append(begin..<text.bytes.count)
            }
            text.blocks.append(
                .init(kind: kind, range: start..<text.bytes.count, sentences: first..<text.sentences.count))
        }
    }
}

/// Reads `[-removed-]`, `{+added+}` and `{~reformatted~}`.
func segments(_ written: String) -> [ArticleDiff.Segment] {
    var result: [ArticleDiff.Segment] = []
    var rest = Substring(written)
    let marks: [(String, String, ArticleDiff.Segment.Kind)] = [
        ("[-", "-]", .removed), ("{+", "+}", .added), ("{~", "~}", .reformatted),
    ]
    var equal = ""
    outer: while !rest.isEmpty {
        for (opening, closing, kind) in marks where rest.hasPrefix(opening) {
            guard let end = rest.firstRange(of: closing) else { break }
            if !equal.isEmpty { result.append(.init(kind: .equal, text: equal)) }
            equal = ""
            result.append(.init(kind: kind, text: String(rest[..<end.lowerBound].dropFirst(2))))
            rest = rest[end.upperBound...]
            continue outer
        }
        equal.append(rest.removeFirst())
    }
    if !equal.isEmpty { result.append(.init(kind: .equal, text: equal)) }
    return result
}

private func joined(_ segments: [ArticleDiff.Segment], without kind: ArticleDiff.Segment.Kind) -> String {
    segments.filter { $0.kind != kind }.map(\.text).joined()
}
