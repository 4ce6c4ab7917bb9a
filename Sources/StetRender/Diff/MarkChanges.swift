import StetDiff

/// What became of a sentence's links, emphasis and code, in words.
extension [ArticleDiff.MarkChange] {
    /// How many links lead elsewhere, are new or gone.
    var linkCount: Int { count { $0.before?.target != nil || $0.after?.target != nil } }

    /// "link https://a.example/ → https://b.example/, emphasis added"; of several that are no links with the words they stand on:
    /// "strong removed from “bold”, emphasis → strong on “italic”".
    var note: String {
        let links = filter { $0.before?.target != nil || $0.after?.target != nil }
        var others: [ArticleDiff.MarkChange] = []
        for change in self where change.before?.target == nil && change.after?.target == nil {
            // What was taken off some words and what was put on them are one change.
            if let mark = change.after, change.before == nil,
                let index = others.firstIndex(where: { $0.after == nil && $0.before?.text == mark.text })
            {
                others[index].after = mark
            } else {
                others.append(change)
            }
        }
        return (links.map(\.linkNote) + others.map { $0.markNote(naming: others.count > 1) }).joined(separator: ", ")
    }
}

extension ArticleDiff.MarkChange {
    fileprivate var linkNote: String {
        switch (before?.target, after?.target) {
        case (let old?, let new?): "link \(old) → \(new.shortened(after: old))"
        case (let old?, nil): "link to \(old) removed"
        case (nil, let new?): "link to \(new) added"
        case (nil, nil): ""
        }
    }

    fileprivate func markNote(naming isNamed: Bool) -> String {
        let words =
            isNamed ? "“" + truncated((after ?? before)?.text ?? "", columnCount: Self.namedColumnCount) + "”" : ""
        func note(_ what: String, _ where: String) -> String { isNamed ? what + `where` + words : what }
        return switch (before?.name, after?.name) {
        case (let old?, let new?): note("\(old) → \(new)", " on ")
        case (let old?, nil): note("\(old) removed", " from ")
        case (nil, let new?): note("\(new) added", " to ")
        case (nil, nil): ""
        }
    }

    /// Enough of the words to find them by.
    private static let namedColumnCount = 30
}

extension String {
    /// So much that two addresses begin with in common is not worth repeating.
    private static let longBeginning = 24

    /// An address without the beginning that it has in common with another one, up to a border between its parts.
    fileprivate func shortened(after other: String) -> String {
        let common = zip(utf8, other.utf8).prefix { $0 == $1 }.count
        guard let end = utf8.prefix(common).lastIndex(where: { "/?&#".utf8.contains($0) }),
            utf8.distance(from: startIndex, to: end) >= Self.longBeginning
        else { return self }
        return "…" + self[end...]
    }
}

extension ArticleDiff.MarkChange.Mark {
    var name: String {
        switch kind {
        case .emphasis: "emphasis"
        case .strong: "strong"
        case .code: "code"
        case .link: "link"
        }
    }
}

extension DiffReading {
    /// What stands in brackets before and after the words of a sentence, already made visible.
    func sentenceNotes(
        _ sentence: ArticleDiff.SentenceChange, in block: ArticleDiff.BlockChange
    ) -> (leading: String?, trailing: String?) {
        var trailing = sentence.marks.isEmpty ? [] : [VisibleText.line(sentence.marks.note)]
        let foldings = sentence.foldings
        if !foldings.isEmpty { trailing.append("only " + foldings.described) }
        trailing += quotationNotes(of: sentence)
        let note = trailing.isEmpty ? nil : trailing.joined(separator: "; ")
        switch sentence.kind {
        case .moved where block.kind != .moved, .split, .merged: return (self.note(on: sentence), note)
        default: return (nil, note)
        }
    }

    /// "quotation changed", of a sentence whose other changes do not say it.
    private func quotationNotes(of sentence: ArticleDiff.SentenceChange) -> [String] {
        guard !sentence.before.isEmpty, !sentence.after.isEmpty else { return [] }
        var notes: [String] = []
        for index in sentence.after {
            for quotation in quotationsOfAfter[index] ?? [] {
                let note: String? =
                    switch quotation.kind {
                    case .edited: quotation.foldings.isEmpty ? "quotation changed" : nil
                    case .quoted: "now in quotation marks"
                    default: nil
                    }
                if let note, !notes.contains(note) { notes.append(note) }
            }
        }
        if sentence.before.contains(where: { quotationsOfBefore.contains($0) }) {
            notes.append("no longer in quotation marks")
        }
        return notes
    }
}

extension ArticleDiff.Foldings {
    /// "case and quotation marks": what alone differs.
    var described: String {
        let names = names
        guard names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }
}
