extension TerminalRenderer {
    /// Every block of a page on a line of its own - sign, score, reason, place, text - and every claim about its article.
    ///
    /// - Parameter isWhole: Lines are as long as their text, for files and pipes; else they end at `width`, with the
    ///   place shortened to the block's own element where there is little room.
    public func explanation(_ explanation: Explanation, isWhole: Bool = false) -> String {
        var writer = makeWriter()
        writeHead(explanation, into: &writer)
        if !explanation.blocks.isEmpty {
            writer.blankLine()
            write(explanation.blocks, isWhole: isWhole, into: &writer)
        }
        if !explanation.fields.isEmpty {
            writer.blankLine()
            write(explanation.fields, isWhole: isWhole, into: &writer)
        }
        return writer.output
    }

    private func writeHead(_ explanation: Explanation, into writer: inout TerminalWriter) {
        func write(_ text: String, _ role: TextRole, isBold: Bool = false) {
            let run = TextRun(text: VisibleText.line(text), role: role, isBold: isBold)
            for line in wrapped([run], columnCount: width) { writer.line([line]) }
        }
        write(explanation.title ?? explanation.name, .plain, isBold: true)
        if let url = explanation.url { write(url, .note) }
        write("read as " + explanation.encoding, .note)
        for note in explanation.notes { write(note, .note) }
        write(explanation.summary, .plain)
    }

    // MARK: - Blocks

    private func write(_ blocks: [Explanation.Block], isWhole: Bool, into writer: inout TerminalWriter) {
        let scoreWidth = max("score".count, blocks.map { String($0.score).count }.max() ?? 0)
        let limits = isWhole ? ColumnLimits.none : ColumnLimits(width: width, scoreWidth: scoreWidth)
        let rows = blocks.map { block in
            let place = VisibleText.line(block.place.suffix(limits.placeElementCount).joined(separator: " > "))
            return (
                reason: truncated(VisibleText.line(block.reason), columnCount: limits.reason),
                place: limits.placeElementCount == 1
                    ? truncated(place, columnCount: limits.place) : Self.shortened(place, columnCount: limits.place)
            )
        }
        let reasonLabel = truncated("reason", columnCount: limits.reason)
        let reasonWidth = max(displayWidth(reasonLabel), rows.map { displayWidth($0.reason) }.max() ?? 0)
        let widestPlace = rows.map { displayWidth($0.place) }.max() ?? 0
        // Where nothing is cut to fit, one long place is not to push every text out of sight.
        let placeWidth = widestPlace == 0 ? 0 : min(Self.wholePlaceWidth, max("place".count, widestPlace))
        let gap = TextLine("  ")
        func columns(
            _ sign: TextLine, _ score: TextLine, _ reason: TextLine, _ place: TextLine, _ text: TextLine
        ) {
            let filler = TextLine(String(repeating: " ", count: max(0, scoreWidth - score.columnCount)))
            var parts = [sign, TextLine(" "), filler, score, gap, reason.padded(to: reasonWidth), gap]
            if placeWidth > 0 { parts += [place.padded(to: placeWidth), gap] }
            writer.line(parts + [text])
        }
        for run in [
            [TextRun(text: "+", role: .added, isBold: true), TextRun(text: " kept as the article", role: .note)],
            [
                TextRun(text: "-", role: .moved, isBold: true),
                TextRun(text: " left out for the reason stated", role: .note),
            ],
            [TextRun(text: "score: the weight of the block's running text outside links", role: .note)],
        ] {
            for line in wrapped(run, columnCount: width) { writer.line([line]) }
        }
        writer.blankLine()
        columns(
            TextLine(" "), TextLine("score", .label), TextLine(reasonLabel, .label), TextLine("place", .label),
            TextLine("text", .label))
        let textWidth = max(1, width - (6 + scoreWidth + reasonWidth + (placeWidth > 0 ? placeWidth + 2 : 0)))
        for (block, row) in zip(blocks, rows) {
            let isHeading = if case .heading = block.kind { true } else { false }
            let text = isWhole ? VisibleText.line(block.text) : Self.beginning(of: block.text, columnCount: textWidth)
            columns(
                block.isKept ? TextLine("+", .added, isBold: true) : TextLine("-", .moved, isBold: true),
                TextLine(String(block.score), block.isKept ? .plain : .note),
                TextLine(row.reason, block.isKept ? .plain : .moved), TextLine(row.place, .note),
                TextLine(text, block.isKept ? .plain : .note, isBold: block.isKept && isHeading))
        }
    }

    /// The room for reasons and places, by the room there is: what is left is the text's, at least a third.
    private struct ColumnLimits {
        var reason: Int
        var place: Int
        var placeElementCount: Int

        static let none = ColumnLimits(reason: .max, place: .max, placeElementCount: .max)

        private init(reason: Int, place: Int, placeElementCount: Int) {
            self.reason = reason
            self.place = place
            self.placeElementCount = placeElementCount
        }

        init(width: Int, scoreWidth: Int) {
            switch width {
            case 110...: self.init(reason: 32, place: 32, placeElementCount: 3)
            case 72...: self.init(reason: 20, place: 14, placeElementCount: 1)
            default: self.init(reason: max(1, (width - scoreWidth - 6) / 3), place: 0, placeElementCount: 0)
            }
        }
    }

    private static let wholePlaceWidth = 60

    /// As much of a text as fits, without looking at all of it.
    private static func beginning(of text: String, columnCount: Int) -> String {
        // A character of one column takes at most this many bytes in practice; marks without end are cut too.
        let limit = columnCount * 8
        guard text.utf8.count > limit else { return truncated(VisibleText.line(text), columnCount: columnCount) }
        let head = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
        return truncated(VisibleText.line(head) + " …", columnCount: columnCount)
    }

    /// The end of a place tells more than its beginning.
    private static func shortened(_ place: String, columnCount: Int) -> String {
        guard displayWidth(place) > columnCount else { return place }
        guard columnCount > 0 else { return "" }
        let characters = place.unicodeScalars
        var start = characters.endIndex
        var columns = 1
        while start > characters.startIndex {
            let before = characters.index(before: start)
            columns += characters[before].columnCount
            if columns > columnCount { break }
            start = before
        }
        return "…" + String(characters[start...])
    }

    // MARK: - Claims

    private static let claimLineLimit = 2

    private func write(_ fields: [Explanation.Field], isWhole: Bool, into writer: inout TerminalWriter) {
        for line in wrapped(
            [
                TextRun(text: "=", role: .added, isBold: true), TextRun(text: " says what is recorded  ", role: .note),
                TextRun(text: "≠", role: .moved, isBold: true), TextRun(text: " says something else", role: .note),
            ], columnCount: width)
        {
            writer.line([line])
        }
        writer.blankLine()
        let nameWidth = (fields.map { displayWidth($0.name) }.max() ?? 0) + 2
        let indent = TextLine("").padded(to: nameWidth)
        for field in fields {
            let value = field.value.map { VisibleText.line($0) }
            let run = TextRun(
                text: value ?? "not recorded", role: value == nil ? .note : .plain, isBold: value != nil)
            writer.paragraph(
                wrapped([run], columnCount: isWhole ? Int.max : width - nameWidth),
                first: TextLine(field.name, .label).padded(to: nameWidth), rest: indent)
            for claim in field.claims {
                let origin = VisibleText.line(
                    claim.name.isEmpty ? claim.source : "\(claim.source) \(claim.name)")
                let sign = TextLine(claim.isRecorded ? "=" : "≠", claim.isRecorded ? .added : .moved, isBold: true)
                let runs = [
                    TextRun(text: origin + ": ", role: .note),
                    TextRun(text: VisibleText.line(claim.value), role: .plain),
                ]
                // The beginning of a long claim is enough to tell it from what is recorded.
                let lines = wrapped(runs, columnCount: isWhole ? Int.max : width - nameWidth - 2)
                writer.paragraph(
                    Array(lines.prefix(Self.claimLineLimit)),
                    first: TextLine(runs: indent.runs + sign.runs + [TextRun(text: " ", role: .plain)]),
                    rest: TextLine("").padded(to: nameWidth + 2))
                if lines.count > Self.claimLineLimit {
                    writer.line([TextLine("").padded(to: nameWidth + 2), TextLine("…", .note)])
                }
            }
        }
    }
}
