public import StetDiff
import StetModel

extension TerminalRenderer {
    /// Versions beside each other: under each sentence that varies its readings, with the signs of the versions that
    /// have them.
    public func variants(_ table: VariantTable, heading: VariantHeading) -> String {
        var writer = makeWriter()
        writeHeading(heading, VariantSummary(table), into: &writer)
        if !table.fields.isEmpty { writer.blankLine() }
        for field in table.fields { write(field, heading, into: &writer) }
        guard table.threads.contains(where: { !$0.isConstant }) else { return writer.output }
        let blockOf = table.blocks.enumerated().flatMap { index, block in block.threads.map { _ in index } }
        var lastBlock: Int?
        for entry in VariantOutline(table, context: context).entries {
            switch entry {
            case .folded(let threads):
                writer.blankLine()
                let text = "… \(threads.count) sentences that are the same in all …"
                writer.line(truncated("  " + text, columnCount: width), .note)
                lastBlock = nil
            case .shown(let index):
                let thread = table.threads[index]
                if blockOf[index] != lastBlock || !thread.isConstant { writer.blankLine() }
                lastBlock = thread.isConstant ? blockOf[index] : nil
                write(thread, table.blocks[blockOf[index]].kind, heading, into: &writer)
            }
        }
        return writer.output
    }

    private func writeHeading(_ heading: VariantHeading, _ summary: VariantSummary, into writer: inout TerminalWriter) {
        func write(_ text: String?, _ role: TextRole, isBold: Bool = false) {
            guard let text, !text.isEmpty else { return }
            let run = TextRun(text: VisibleText.line(text), role: role, isBold: isBold)
            for line in wrapped([run], columnCount: width) { writer.line([line]) }
        }
        write(heading.title, .plain, isBold: true)
        write(heading.url, .note)
        let signs = heading.versions.map { VisibleText.line($0.siglum) }
        let signWidth = min((signs.map(displayWidth).max() ?? 0) + 2, width / 3)
        for (version, sign) in zip(heading.versions, signs) {
            let lines = wrapped(
                [TextRun(text: VisibleText.line(version.label), role: .note)], columnCount: width - signWidth)
            writer.paragraph(
                lines, first: TextLine(truncated(sign, columnCount: signWidth - 1), .label).padded(to: signWidth),
                rest: TextLine("").padded(to: signWidth))
        }
        let text = summary.text
        write(text.prefix(1).uppercased() + text.dropFirst() + ".", .plain)
    }

    private func write(_ field: VariantTable.Field, _ heading: VariantHeading, into writer: inout TerminalWriter) {
        writer.line(truncated("  " + VisibleText.line(FieldName.label(field.name)), columnCount: width), .label)
        for reading in VariantFieldReading.readings(of: field) {
            write(
                [TextRun(text: reading.text ?? "–", role: reading.text == nil ? .note : .plain)],
                heading.sigla(reading.versions), into: &writer)
        }
    }

    private func write(
        _ thread: VariantTable.Thread, _ kind: DiffText.BlockKind, _ heading: VariantHeading,
        into writer: inout TerminalWriter
    ) {
        let layout = BlockLayout(kind, columns: width - Self.gutterWidth)
        if thread.isConstant, let text = thread.readings.first?.text {
            let columns = max(2, width - Self.gutterWidth - layout.columnCount)
            for (index, line) in wrapped([TextRun(text: VisibleText.line(text), role: .plain)], columnCount: columns)
                .enumerated()
            {
                writer.line([TextLine("  "), index == 0 ? layout.first : layout.rest, line])
            }
            return
        }
        for (index, segments) in VariantReading(thread).segments.enumerated() {
            let versions = thread.readings[index].versions
            var runs = self.runs(of: segments)
            let notes = versions.compactMap { version in
                VariantReading.note(on: version, of: thread).map {
                    versions.count > 1 ? "\($0) in \(VisibleText.line(heading.versions[version].siglum))" : $0
                }
            }
            if !notes.isEmpty { runs.append(TextRun(text: " [" + notes.joined(separator: "; ") + "]", role: .moved)) }
            write(runs, heading.sigla(versions), into: &writer)
        }
        let absent = thread.absentVersions
        if !absent.isEmpty { write([TextRun(text: "–", role: .note)], heading.sigla(absent), into: &writer) }
    }

    /// A reading behind the signs of its versions; signs that are too wide get a line of their own.
    private func write(_ runs: [TextRun], _ sigla: String, into writer: inout TerminalWriter) {
        let sigla = VisibleText.line(sigla)
        let indent = Self.gutterWidth + Self.siglaWidth
        var first = TextLine("  " + sigla, .label).padded(to: indent)
        if displayWidth(sigla) > Self.siglaWidth - 1 {
            for line in wrapped([TextRun(text: sigla, role: .label)], columnCount: width - Self.gutterWidth) {
                writer.line([TextLine("  "), line])
            }
            first = TextLine("").padded(to: indent)
        }
        writer.paragraph(
            wrapped(runs, columnCount: width - indent), first: first, rest: TextLine("").padded(to: indent))
    }

    /// Room for the signs before a reading: "A, C–E" and a space.
    private static let siglaWidth = 8
}

/// One value of a field with the versions that state it.
struct VariantFieldReading {
    var text: String?
    var versions: [Int]

    static func readings(of field: VariantTable.Field) -> [VariantFieldReading] {
        var readings: [VariantFieldReading] = []
        for (version, value) in field.values.enumerated() {
            let text = value.map { VisibleText.line(StatedTime($0)?.readable ?? $0) }
            if let known = readings.firstIndex(where: { $0.text == text }) {
                readings[known].versions.append(version)
            } else {
                readings.append(.init(text: text, versions: [version]))
            }
        }
        return readings
    }
}
