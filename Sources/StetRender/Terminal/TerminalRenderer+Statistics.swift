public import StetDiff

extension TerminalRenderer {
    /// The numbers of a diff: what changed of each kind, and how much of the text stands.
    public func statistics(_ diff: ArticleDiff, heading: DiffHeading = DiffHeading()) -> String {
        var writer = makeWriter()
        let summary = DiffSummary(diff)
        writeHeading(heading, summary: summary, into: &writer)
        writer.blankLine()
        let before = Self.wordCount(of: diff.text.before)
        let after = Self.wordCount(of: diff.text.after)
        var rows = [
            ("Fields", summary.fields.map(FieldName.inSentence).joined(separator: ", ")),
            ("Blocks", Self.words(for: summary.blocks)), ("Sentences", Self.words(for: summary.sentences)),
            (
                "Words",
                "\(summary.removedWordCount) removed, \(summary.addedWordCount) added; \(before) before, \(after) after"
            ),
        ]
        let tables = summary.tableColumns.parts("column") + summary.tableRows.parts("row")
        if !tables.isEmpty { rows.insert(("Tables", tables.joined(separator: ", ")), at: 3) }
        let insets = Inset.Kind.allCases.flatMap {
            summary.insets[$0, default: .init()].parts($0.noun, edited: "changed")
        }
        if !insets.isEmpty { rows.insert(("Insets", insets.joined(separator: ", ")), at: rows.count - 1) }
        let labelWidth = (rows.map { displayWidth($0.0) }.max() ?? 0) + 2
        for (label, text) in rows {
            let value = TextRun(text: VisibleText.line(text.isEmpty ? "unchanged" : text), role: .plain)
            writer.paragraph(
                wrapped([value], columnCount: width - labelWidth),
                first: TextLine(label, .label).padded(to: labelWidth),
                rest: TextLine("").padded(to: labelWidth))
        }
        return writer.output
    }

    private static func words(for counts: DiffSummary.Counts) -> String {
        DiffSummary.Counts.Kind.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0)" }.joined(separator: ", ")
    }

    private static func wordCount(of side: DiffText) -> Int {
        side.blocks.reduce(0) { sum, block in
            if block.sentences.isEmpty {
                return sum + DiffSummary.wordCount(String(decoding: side.bytes[block.range], as: UTF8.self))
            }
            return block.sentences.reduce(sum) {
                $0 + DiffSummary.wordCount(String(decoding: side.bytes[side.sentences[$1]], as: UTF8.self))
            }
        }
    }
}
