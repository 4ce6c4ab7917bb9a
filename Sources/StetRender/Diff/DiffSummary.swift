public import StetDiff
internal import StetModel

/// How much of what changed, as numbers and as one line of words.
///
/// Each change is counted once, at the largest unit it is: the sentences of an added paragraph are not counted again
/// as added sentences.
public struct DiffSummary: Hashable, Sendable {
    /// Names of the metadata fields that changed, in the diff's order.
    public var fields: [String] = []
    public var sentences = Counts()
    public var blocks = Counts()
    /// Rows and columns of tables that stand on both sides; their rows are counted nowhere else.
    public var tableRows = Counts()
    public var tableColumns = Counts()
    /// Links that lead elsewhere, are new or gone, in sentences that stand on both sides.
    public var linkCount = 0
    /// Those of the edited sentences whose wording is the same, and in what they differ.
    public var respelledSentenceCount = 0
    public var foldings = ArticleDiff.Foldings()
    /// Quotations in which other words stand now, or whose words got or lost their marks.
    public var quotationCount = 0
    /// Items of numbered lists that are the same but for their numbers, where no item put in or taken out explains it.
    public var isRenumbered = false
    /// Pictures, breaks and languages of code; `edited` of a picture is another one in its place, or another description.
    public var insets: [Inset.Kind: Counts] = [:]
    /// Nothing but how the text is parted into lists, quotations and sentences.
    public var isLayoutAlone = false
    /// Words, in all changed text together: what white space sets apart, and each Chinese or Japanese character.
    public var removedWordCount = 0
    public var addedWordCount = 0
    /// Which kinds of block were counted under `blocks`, for the choice of words.
    private var blockNouns: [Counts.Kind: Set<BlockNoun>] = [:]

    public struct Counts: Hashable, Sendable {
        public var edited = 0
        public var added = 0
        public var removed = 0
        public var moved = 0
        public var split = 0
        public var merged = 0
        public var reformatted = 0
        /// Of those that moved, were split or merged, how many have other words, too.
        var movedAndEdited = 0
        var splitAndEdited = 0
        var mergedAndEdited = 0
        /// The same, together.
        public var alsoEdited: Int { movedAndEdited + splitAndEdited + mergedAndEdited }

        /// Of the changes of a kind, how many are edits, too.
        func alsoEdited(_ kind: Kind) -> Int {
            switch kind {
            case .moved: movedAndEdited
            case .split: splitAndEdited
            case .merged: mergedAndEdited
            case .edited, .added, .removed, .reformatted: 0
            }
        }

        enum Kind: CaseIterable { case edited, added, removed, moved, split, merged, reformatted }

        subscript(kind: Kind) -> Int {
            switch kind {
            case .edited: edited
            case .added: added
            case .removed: removed
            case .moved: moved
            case .split: split
            case .merged: merged
            case .reformatted: reformatted
            }
        }
    }

    /// - Complexity: O(text of the changed sentences).
    public init(_ diff: ArticleDiff) {
        fields = diff.metadata.map(\.field)
        for field in diff.metadata { for segment in field.words ?? [] { count(segment) } }
        // Nothing of an equal block is counted.
        let reading = DiffReading(diff, telling: .changes)
        for (index, block) in reading.blocks.enumerated() where reading.tableOfEntry[index] == nil {
            count(block, in: reading)
        }
        for table in diff.tables {
            tableRows.count(table.rows)
            tableColumns.count(table.columns)
            for row in table.rows { for segment in row.cells.joined() { count(segment) } }
        }
        quotationCount = diff.quotations.count { $0.isOfWording }
        for change in diff.insets {
            switch (change.before, change.after) {
            case (nil, _): insets[change.kind, default: .init()].added += 1
            case (_, nil): insets[change.kind, default: .init()].removed += 1
            case (let before, let after) where before == after: insets[change.kind, default: .init()].moved += 1
            default: insets[change.kind, default: .init()].edited += 1
            }
        }
        isLayoutAlone = diff.differsInLayoutAlone
    }

    public var isEmpty: Bool {
        fields.isEmpty && insets.isEmpty && linkCount == 0 && !isRenumbered && !isLayoutAlone
            && [sentences, blocks, tableRows, tableColumns].allSatisfy { $0 == Counts() }
    }

    private mutating func count(_ block: BlockReading, in reading: DiffReading) {
        let noun = BlockNoun(block.kind)
        let changes = block.sentences.map(\.change)
        let links = changes.map { $0.kind == .movedAway ? 0 : $0.marks.linkCount }
        if block.beginsRenumbering { isRenumbered = true }
        linkCount += links.reduce(0, +)
        switch block.change.kind {
        // What holds nothing but sentences from elsewhere, or that went elsewhere, is told by these.
        case .added where !changes.isEmpty && changes.allSatisfy { $0.kind == .moved }: break
        case .removed where !changes.isEmpty && changes.allSatisfy { $0.kind == .movedAway }: break
        case .added: note(.added, noun, \.added)
        case .removed: note(.removed, noun, \.removed)
        case .moved: note(.moved, noun, \.moved)
        case .split: note(.split, noun, \.split)
        case .merged: note(.merged, noun, \.merged)
        // Changed links are told as such.
        case .reformatted where block.previousKind == nil && links.contains { $0 > 0 }: break
        case .reformatted: note(.reformatted, noun, \.reformatted)
        case .edited where changes.isEmpty: note(.edited, noun, \.edited)
        case .equal, .edited, .movedAway, .renumbered: break
        }
        if block.change.kind == .movedAway { return }
        for (sentence, links) in zip(changes, links) {
            let isWhole = sentence.kind == .added || sentence.kind == .removed
            if isWhole, block.change.kind == .added || block.change.kind == .removed {
                let indices = sentence.after.isEmpty ? sentence.before : sentence.after
                let text = reading.diff.text
                let side = sentence.after.isEmpty ? text.before : text.after
                var wordCount = 0
                for index in indices where side.sentences.indices.contains(index) {
                    wordCount += Self.wordCount(String(decoding: side.bytes[side.sentences[index]], as: UTF8.self))
                }
                if block.change.kind == .added { addedWordCount += wordCount } else { removedWordCount += wordCount }
                continue
            }
            switch sentence.kind {
            case .edited:
                sentences.edited += 1
                if !sentence.foldings.isEmpty {
                    respelledSentenceCount += 1
                    foldings.formUnion(sentence.foldings)
                }
            case .added: sentences.added += 1
            case .removed: sentences.removed += 1
            case .moved where block.change.kind != .moved:
                sentences.moved += 1
                if sentence.hasOtherWords { sentences.movedAndEdited += 1 }
            case .moved: if sentence.hasOtherWords { sentences.edited += 1 }
            case .split:
                sentences.split += 1
                if sentence.hasOtherWords { sentences.splitAndEdited += 1 }
            case .merged:
                sentences.merged += 1
                if sentence.hasOtherWords { sentences.mergedAndEdited += 1 }
            case .reformatted where block.change.kind != .reformatted && links == 0: sentences.reformatted += 1
            case .equal, .movedAway, .reformatted: break
            }
            if sentence.kind != .movedAway { for segment in sentence.segments { count(segment) } }
        }
    }

    private mutating func note(_ kind: Counts.Kind, _ noun: BlockNoun, _ path: WritableKeyPath<Counts, Int>) {
        blocks[keyPath: path] += 1
        blockNouns[kind, default: []].insert(noun)
    }

    private mutating func count(_ segment: ArticleDiff.Segment) {
        switch segment.kind {
        case .removed: removedWordCount += Self.wordCount(segment.text)
        case .added: addedWordCount += Self.wordCount(segment.text)
        case .equal, .reformatted: break
        }
    }

    /// Runs between white space; each character of scripts that write no spaces is one by itself.
    static func wordCount(_ text: String) -> Int {
        var count = 0
        var isInWord = false
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let isSpace = scalar == " " || 0x09...0x0D ~= scalar.value
                if !isSpace, !isInWord { count += 1 }
                isInWord = !isSpace
            } else if scalar.isIdeographic {
                if scalar.properties.isAlphabetic { count += 1 }
                isInWord = false
            } else {
                let isSpace = scalar.properties.isWhitespace
                if !isSpace, !isInWord { count += 1 }
                isInWord = !isSpace
            }
        }
        return count
    }
}

extension DiffSummary {
    /// The summary in words: "3 sentences edited, 1 paragraph moved, 1 sentence removed; headline changed".
    public var text: String {
        var parts: [String] = []
        func add(_ kind: Counts.Kind, _ verb: String) {
            if sentences[kind] > 0 {
                parts.append(counted(sentences[kind], "sentence") + " " + sentences.told(kind, verb))
            }
            if blocks[kind] > 0 {
                let nouns = blockNouns[kind, default: []]
                let noun = nouns.count == 1 ? nouns.first?.rawValue ?? "block" : "block"
                parts.append(counted(blocks[kind], noun) + " " + verb)
            }
        }
        add(.edited, "edited")
        if respelledSentenceCount > 0, let last = parts.indices.last {
            let isAll = respelledSentenceCount == sentences.edited && blocks.edited == 0
            parts[last] += isAll ? "" : " (\(respelledSentenceCount) of them"
            parts[last] += (isAll ? " (" : " ") + "only in " + foldings.described + ")"
        }
        add(.added, "added")
        add(.removed, "removed")
        add(.moved, "moved")
        add(.split, "split")
        add(.merged, "merged")
        parts += tableColumns.parts("table column") + tableRows.parts("table row")
        if quotationCount > 0 { parts.append(counted(quotationCount, "quotation") + " changed") }
        if isRenumbered { parts.append("list numbered anew") }
        if linkCount > 0 { parts.append(counted(linkCount, "link") + " changed") }
        for kind in Inset.Kind.allCases { parts += insets[kind, default: .init()].parts(kind.noun, edited: "changed") }
        add(.reformatted, "with formatting changes only")
        var text = parts.joined(separator: ", ")
        if !fields.isEmpty {
            let names = fields.map { FieldName.inSentence($0) }
            let list =
                names.count == 1
                ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
            text += (text.isEmpty ? "" : "; ") + list + " changed"
        }
        if isLayoutAlone { return "only the layout changed" }
        return text.isEmpty ? "no changes" : text
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension DiffSummary.Counts {
    /// "moved", "moved and edited", "moved (2 of them edited)".
    func told(_ kind: Kind, _ verb: String) -> String {
        let edited = alsoEdited(kind)
        return edited == 0 ? verb : edited == self[kind] ? verb + " and edited" : verb + " (\(edited) of them edited)"
    }
}

extension ArticleDiff.SentenceChange {
    /// Whether other words stand here now, and not the same ones in another case or between other marks, as a sentence cut in two
    /// or joined has them.
    var hasOtherWords: Bool {
        func words(_ kind: ArticleDiff.Segment.Kind) -> [String] {
            segments.filter { $0.kind == kind }.flatMap { segment in
                segment.text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
            }
        }
        return words(.removed) != words(.added)
    }
}

extension ArticleDiff.QuotationChange {
    /// Whether what is told as someone's words changed, beside what was put in or taken out as a whole.
    var isOfWording: Bool {
        switch kind {
        case .edited: foldings.isEmpty
        case .quoted, .unquoted: true
        case .added, .removed: false
        }
    }
}

extension Inset.Kind {
    var noun: String {
        switch self {
        case .picture: "picture"
        case .thematicBreak: "break"
        case .code: "code language"
        }
    }

    /// As a key in machine formats.
    var plural: String {
        switch self {
        case .picture: "pictures"
        case .thematicBreak: "breaks"
        case .code: "codeLanguages"
        }
    }
}

private enum BlockNoun: String, Hashable, Sendable {
    case heading
    case paragraph
    case listItem = "list item"
    case quotation = "block quotation"
    case tableRow = "table row"
    case caption
    case code = "code block"
    case thematicBreak = "break"

    init(_ kind: DiffText.BlockKind) {
        self =
            switch kind {
            case .heading: .heading
            case .paragraph: .paragraph
            case .listItem: .listItem
            case .quotation: .quotation
            case .tableRow: .tableRow
            case .caption: .caption
            case .code: .code
            case .thematicBreak: .thematicBreak
            }
    }
}
