import StetDiff

/// Stet's own words beside a changed block or sentence. What they quote from the article is made visible text.
extension DiffReading {
    /// What to say of a block beyond its words: where it came from or went, what it was. Nil where nothing.
    func note(on index: Int) -> String? {
        let block = blocks[index]
        let was = block.was
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
            if let was { return itemRun(from: index).map { "formatting only: " + was + $0 } }
            // Sentences that tell which of their marks changed need no further word.
            let told = block.sentences.filter { $0.change.kind == .reformatted }
            if !told.isEmpty, told.allSatisfy({ !$0.change.marks.isEmpty }) { return nil }
            return block.kind == .code ? "white space only" : "formatting only"
        case .edited: return was
        case .renumbered: return block.beginsRenumbering ? was.map { "numbered anew: " + $0 } : nil
        case .equal, .added, .removed: return nil
        }
    }

    /// What to add to the note of an item that changed alike with those after it, " (3 items)"; nil where one before it tells it.
    private func itemRun(from index: Int) -> String? {
        func isAlike(_ one: Int, _ two: Int) -> Bool {
            guard blocks.indices.contains(one), blocks.indices.contains(two) else { return false }
            let (first, second) = (blocks[one], blocks[two])
            return first.change.kind == .reformatted && second.change.kind == .reformatted && first.isItem
                && second.isItem
                && first.was == second.was
        }
        guard blocks[index].isItem else { return "" }
        if isAlike(index - 1, index) { return nil }
        var count = 1
        while isAlike(index, index + count) { count += 1 }
        return count > 1 ? " (\(count) items)" : ""
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
    /// What the block was, in words, where it is another kind now: "was a paragraph"; of an item that is still one, what of it
    /// is another: "one level deeper, now numbered".
    fileprivate var was: String? {
        guard let previous = previousKind else { return nil }
        guard case .listItem(let oldDepth, let oldNumber) = previous, case .listItem(let depth, let number) = kind
        else {
            return "was \(previous.described)"
        }
        var parts: [String] = []
        if depth != oldDepth {
            let count = abs(depth - oldDepth)
            parts.append((count == 1 ? "one level " : "\(count) levels ") + (depth > oldDepth ? "deeper" : "higher"))
        }
        switch (oldNumber, number) {
        case (nil, .some): parts.append("now numbered")
        case (.some, nil): parts.append("no longer numbered")
        // The numbers of items stand beside them; the old one is told where nothing else is.
        case (let old?, let new?) where old != new && parts.isEmpty && change.kind != .edited:
            return "was list item \(old)"
        default: break
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    fileprivate var isItem: Bool { if case .listItem = kind { true } else { false } }

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
