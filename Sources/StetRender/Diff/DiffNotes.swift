import StetDiff

/// Stet's own words beside a changed block or sentence. What they quote from the article is made visible text.
extension DiffReading {
    /// What to say of a block beyond its words: where it came from or went, what it was. Nil where nothing.
    func note(on index: Int) -> String? {
        let block = blocks[index]
        // The numbers of items stand beside them.
        let was =
            block.isNumberedItem && block.change.kind == .edited
            ? nil : block.previousKind.map { "was \($0.described)" }
        switch block.change.kind {
        case .moved where block.runCount == 0: return was
        case .moved:
            let run = block.runCount > 1 ? "\(block.runCount) blocks " : ""
            return [run + move(of: block), was].compactMap(\.self).joined(separator: "; ")
        case .movedAway where block.runCount > 1:
            let ends = [index, index + block.runCount - 1].map { end in
                blocks[end].change.before.first.map { self.opening(ofBefore: $0) } ?? ""
            }
            return "\(block.runCount) blocks moved\(direction(block.isMovedUp)): “\(ends[0])” to “\(ends[1])”"
        case .movedAway:
            let opening = block.change.before.first.map { self.opening(ofBefore: $0) } ?? ""
            return "moved\(direction(block.isMovedUp)): “\(opening)”"
        case .split:
            let note = "split in \(max(2, block.change.after.count))"
            return block.otherPlace == nil ? note : move(of: block) + "; " + note
        case .merged:
            let note = "merged from \(max(2, block.change.before.count))"
            return block.otherPlace == nil ? note : move(of: block) + "; " + note
        case .reformatted:
            if let was { return "formatting only: " + was }
            // Sentences that tell which of their marks changed need no further word.
            let told = block.sentences.filter { $0.change.kind == .reformatted }
            if !told.isEmpty, told.allSatisfy({ !$0.change.marks.isEmpty }) { return nil }
            return block.kind == .code ? "white space only" : "formatting only"
        case .edited: return was
        case .renumbered: return block.beginsRenumbering ? was.map { "numbered anew: " + $0 } : nil
        case .equal, .added, .removed: return nil
        }
    }

    /// Whether an entry stands together with others like it, without a blank line between them.
    func isTight(_ index: Int) -> Bool { blocks[index].isTight && tableOfEntry[index] == nil }

    private func move(of block: BlockReading) -> String {
        let note = "moved" + direction(block.isMovedUp)
        guard let before = block.change.before.first else { return note }
        return note + (before > 0 ? " from after “\(opening(ofBefore: before - 1))”" : " from the top")
    }

    /// What to say of a moved, split or merged sentence.
    func note(on sentence: ArticleDiff.SentenceChange) -> String {
        switch sentence.kind {
        case .moved: return "moved" + direction(isMovedUp(sentence))
        case .movedAway:
            let text = sentence.before.first.map { self.text(before: $0) } ?? ""
            return "moved\(direction(isMovedUp(sentence))): “\(truncated(VisibleText.line(text), columnCount: 40))”"
        case .split: return "split in \(max(2, sentence.after.count))"
        case .merged: return "merged from \(max(2, sentence.before.count))"
        default: return ""
        }
    }

    private func direction(_ isUp: Bool?) -> String { isUp.map { $0 ? " up" : " down" } ?? "" }

    /// The text of a block without sentences, on the side it stands on.
    func text(of change: ArticleDiff.BlockChange) -> String {
        let side = change.after.isEmpty ? diff.text.before : diff.text.after
        return (change.after.isEmpty ? change.before : change.after)
            .filter { side.blocks.indices.contains($0) }
            .map { String(decoding: side.bytes[side.blocks[$0].range], as: UTF8.self) }.joined(separator: "\n")
    }
}

extension BlockReading {
    /// Whether views show all of the block or nothing.
    var isWhole: Bool { sentences.isEmpty || change.kind == .movedAway }

    /// Whether the block stands, or stood, elsewhere on the other side.
    var isMove: Bool { change.kind == .moved || change.kind == .movedAway || otherPlace != nil }

    /// Blocks of this kind stand together without a blank line between them.
    var isTight: Bool {
        switch kind {
        case .listItem, .tableRow: true
        default: false
        }
    }
}

extension ArticleDiff.SentenceChange {
    func beginsAfterBlock(in reading: DiffReading) -> Bool {
        guard let first = after.first else { return false }
        return reading.firstSentencesAfter.contains(first)
    }
}

extension DiffText.BlockKind {
    /// "a heading of level 2".
    var described: String {
        switch self {
        case .heading(let level): "a heading of level \(level)"
        case .paragraph: "a paragraph"
        case .listItem(_, let number): number.map { "list item \($0)" } ?? "a list item"
        case .quotation: "a quotation"
        case .tableRow: "a table row"
        case .caption: "a caption"
        case .code: "code"
        case .thematicBreak: "a break"
        }
    }
}
