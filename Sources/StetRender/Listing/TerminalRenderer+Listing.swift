extension TerminalRenderer {
    /// The revisions of an article, in the order given: a line for each, and its summary below.
    public func revisions(_ rows: [RevisionRow]) -> String {
        var writer = makeWriter()
        let numberWidth = (rows.map { "@\($0.number)".count }.max() ?? 0) + 2
        let kindWidth = (rows.map { displayWidth(VisibleText.line($0.kind)) }.max() ?? 0) + 2
        let indent = TextLine("").padded(to: numberWidth)
        for row in rows {
            let number = TextLine("@\(row.number)", .plain, isBold: true).padded(to: numberWidth)
            var runs = [
                TextRun(text: VisibleText.line(readableTime(row.observed)) + "  ", role: .plain),
                TextRun(
                    text: TextLine(VisibleText.line(row.kind)).padded(to: kindWidth).text,
                    role: row.kind == "change" ? .moved : .plain),
                TextRun(text: VisibleText.line(String(row.commit.prefix(Self.shortCommitLength))), role: .note),
            ]
            if let previouslySeen = row.previouslySeen {
                runs.append(TextRun(text: "  after " + VisibleText.line(readableTime(previouslySeen)), role: .note))
            }
            writer.paragraph(wrapped(runs, columnCount: width - numberWidth), first: number, rest: indent)
            for text in [
                row.title, row.returnsTo.map { "returned to @\($0)" }, row.summary,
                row.redacted.map { "redacted: " + $0 }, row.damaged.map { "damaged: " + $0 },
            ].compactMap(\.self)
            where !text.isEmpty {
                let lines = wrapped(
                    [TextRun(text: VisibleText.line(text), role: .plain)], columnCount: width - numberWidth)
                writer.paragraph(lines, first: indent, rest: indent)
            }
        }
        return writer.output
    }

    /// The articles of an archive, in the order given.
    public func articles(_ rows: [ArticleRow]) -> String {
        var writer = makeWriter()
        for (index, row) in rows.enumerated() {
            if index > 0 { writer.blankLine() }
            let title = row.title ?? ""
            let name = TextRun(text: VisibleText.line(title.isEmpty ? row.url : title), role: .plain, isBold: true)
            for line in wrapped([name], columnCount: width) { writer.line([line]) }
            if !title.isEmpty {
                let address = TextRun(text: VisibleText.line(row.url), role: .note)
                for line in wrapped([address], columnCount: width) { writer.line([line]) }
            }
            var facts =
                row.revisionCount == 0
                ? "no text was ever read" : "\(row.revisionCount) revision\(row.revisionCount == 1 ? "" : "s")"
            if let time = row.lastChanged { facts += ", changed " + readableTime(time) }
            if let time = row.lastObserved { facts += ", checked " + readableTime(time) }
            for line in wrapped([TextRun(text: VisibleText.line(facts), role: .plain)], columnCount: width) {
                writer.line([line])
            }
        }
        return writer.output
    }

    private static let shortCommitLength = 10
}

extension TextLine {
    fileprivate var text: String { runs.map(\.text).joined() }
}
