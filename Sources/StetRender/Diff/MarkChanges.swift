import StetDiff

/// What became of a sentence's links, emphasis and code, in words.
extension [ArticleDiff.MarkChange] {
    /// How many links lead elsewhere, are new or gone.
    var linkCount: Int { count { $0.before?.target != nil || $0.after?.target != nil } }

    /// "link https://a.example/ → https://b.example/, emphasis added".
    var note: String {
        map { change in
            switch (change.before, change.after) {
            case (let before?, let after?):
                "\(before.name) \(before.target ?? "") → \(after.target ?? after.name)"
            case (let before?, nil): before.target.map { "link to \($0) removed" } ?? "\(before.name) removed"
            case (nil, let after?): after.target.map { "link to \($0) added" } ?? "\(after.name) added"
            case (nil, nil): ""
            }
        }.joined(separator: ", ")
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
